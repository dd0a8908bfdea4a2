; SPDX-License-Identifier: Apache-2.0
; The same installer as windows.nsi, for release machines that have Inno Setup 6:
;   iscc /DVersion=1.4.0 /DBundle=build\package\dist\portfolio-desktop /DIcons=build\package\work\bundle\icons installer\recipes\windows.iss
; For one person, without an administrator; /VERYSILENT installs and removes without a question; workspaces, backups and
; settings are never touched. An office installs one or the other, not both.

#define Identifier "uk.portfoliodesktop.PortfolioDesktop"
#define Title "Portfolio Desktop"

[Setup]
AppId={#Identifier}
AppName={#Title}
AppVersion={#Version}
AppPublisher=The Portfolio Desktop developers
DefaultDirName={localappdata}\Programs\{#Title}
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
DisableProgramGroupPage=yes
DisableReadyPage=yes
CloseApplications=yes
ChangesAssociations=yes
Compression=lzma2/max
SolidCompression=yes
OutputDir=..\..\dist
OutputBaseFilename=portfolio-desktop-{#Version}-inno-setup
SetupIconFile={#Icons}\portfolio-desktop.ico
UninstallDisplayIcon={app}\{#Title}.exe
WizardStyle=modern
; A release machine with a certificate names its signing command as "office": iscc "/Soffice=signtool sign … $f"
#ifdef Sign
SignTool=office
SignedUninstaller=yes
#endif

[InstallDelete]
; Modules of an older version must not be found by a newer one.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Bundle}\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion
Source: "{#Icons}\workspace.ico"; DestDir: "{app}"; Flags: ignoreversion

[Icons]
Name: "{autoprograms}\{#Title}"; Filename: "{app}\{#Title}.exe"

[Registry]
Root: HKCU; Subkey: "Software\Classes\.portfolio"; ValueType: string; ValueData: "{#Identifier}.1"; Flags: uninsdeletevalue
Root: HKCU; Subkey: "Software\Classes\.portfolio\OpenWithProgids"; ValueType: string; ValueName: "{#Identifier}.1"; Flags: uninsdeletevalue
Root: HKCU; Subkey: "Software\Classes\{#Identifier}.1"; ValueType: string; ValueData: "{#Title} workspace"; Flags: uninsdeletekey
Root: HKCU; Subkey: "Software\Classes\{#Identifier}.1\DefaultIcon"; ValueType: string; ValueData: "{app}\workspace.ico"
Root: HKCU; Subkey: "Software\Classes\{#Identifier}.1\shell\open\command"; ValueType: string; ValueData: """{app}\{#Title}.exe"" ""%1"""

[Run]
Filename: "{app}\{#Title}.exe"; Description: "Open {#Title}"; Flags: nowait postinstall skipifsilent

[UninstallDelete]
Type: filesandordirs; Name: "{app}\extras"
