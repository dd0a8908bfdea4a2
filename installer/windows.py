# SPDX-License-Identifier: Apache-2.0
"""The Windows installer: for one person, without an administrator. NSIS compiles it on Windows and on Linux alike.

python -m installer.windows BUNDLE     compiles it into dist/ on Linux, around the folder that a Windows built

Inno Setup's script beside it is for offices whose release machines have that; it takes the same names.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from installer import contents, icons
from installer.contents import IDENTIFIER, MIME_TYPE, NAME, PUBLISHER, SUFFIX, SUMMARY, TITLE, WINDOWED

RECIPES = Path(__file__).resolve().parent / "recipes"

_RESOURCE = """\
VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0, OS=0x40004, fileType=1, subtype=0),
  kids=[
    StringFileInfo([StringTable("080904B0", [
      StringStruct("CompanyName", "{publisher}"), StringStruct("FileDescription", "{title}"),
      StringStruct("FileVersion", "{version}"), StringStruct("InternalName", "{name}"),
      StringStruct("LegalCopyright", "Licensed under Apache-2.0"), StringStruct("ProductName", "{title}"),
      StringStruct("ProductVersion", "{version}")])]),
    VarFileInfo([VarStruct("Translation", [0x0809, 1200])]),
  ],
)
"""


def four_numbers(version: str) -> tuple[int, int, int, int]:
    """A version as Windows counts them: 1.4 is 1.4.0.0."""
    numbers = [int(part) for part in re.findall(r"\d+", version)][:4]
    first, second, third, fourth = numbers + [0] * (4 - len(numbers))
    return first, second, third, fourth


def version_resource(target: Path, version: str) -> str:
    """Write what the programs' properties show, in the packer's form, and return its path."""
    said = _RESOURCE.format(
        numbers=four_numbers(version), publisher=PUBLISHER, title=TITLE, version=version, name=NAME
    )
    target.write_text(said, encoding="utf-8")
    return str(target)


def installer(bundle: Path, pictures: Path, target: Path, version: str) -> Path:
    """Compile the installer of the folder `bundle`. Raises SystemExit where NSIS is missing or refuses."""
    makensis = shutil.which("makensis")
    if not makensis:
        raise SystemExit("NSIS is missing. On Debian: apt-get install nsis; on Windows: its own installer.")
    words = {
        "BUNDLE": bundle,
        "ICON": pictures / f"{NAME}.ico",
        "WELCOME": pictures / "welcome.bmp",
        "FILE_ICON": pictures / "workspace.ico",
        "TARGET": target,
        "VERSION": version,
        "NUMBERS": ".".join(map(str, four_numbers(version))),
        "SIZE_KB": sum(file.stat().st_size for file in bundle.rglob("*") if file.is_file()) // 1024,
        "TITLE": TITLE,
        "NAME": NAME,
        "WINDOWED": WINDOWED,
        "IDENTIFIER": IDENTIFIER,
        "PUBLISHER": PUBLISHER,
        "SUMMARY": SUMMARY,
        "MIME_TYPE": MIME_TYPE,
        "SUFFIX": SUFFIX,
    }
    command = [makensis, "-V2", "-WX", *(f"-D{name}={value}" for name, value in words.items())]
    subprocess.run([*command, str(RECIPES / "windows.nsi")], check=True)
    return target


def main() -> None:
    if len(sys.argv) != 2:
        raise SystemExit((__doc__ or "").partition("\n\n")[2].partition("\n")[0])
    version = contents.version()
    target = contents.ROOT / "dist" / f"{NAME}-{version}-setup.exe"
    target.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        icons.render(Path(folder))
        print(installer(Path(sys.argv[1]).resolve(), Path(folder), target, version))


if __name__ == "__main__":
    main()
