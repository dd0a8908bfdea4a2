# SPDX-License-Identifier: Apache-2.0
# Signs files for Windows with the certificate in $env:CERTIFICATE (base64 of a .pfx), and stamps them with the time.
#   sign.ps1 (Get-ChildItem dist/*.exe)
param([Parameter(Mandatory)] [System.IO.FileInfo[]] $Files)
$ErrorActionPreference = "Stop"
$kept = New-TemporaryFile
try {
    [IO.File]::WriteAllBytes($kept, [Convert]::FromBase64String($env:CERTIFICATE))
    $tool = Get-ChildItem "${env:ProgramFiles(x86)}\Windows Kits\10\bin\*\x64\signtool.exe" | Sort-Object FullName | Select-Object -Last 1
    foreach ($file in $Files) {
        & $tool sign /f $kept /p $env:PASSWORD /fd SHA256 /tr http://timestamp.digicert.com /td SHA256 $file
        if ($LASTEXITCODE) { throw "$file could not be signed." }
        & $tool verify /pa $file
        if ($LASTEXITCODE) { throw "$file does not verify." }
    }
} finally {
    Remove-Item $kept
}
