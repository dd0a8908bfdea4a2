# SPDX-License-Identifier: Apache-2.0
"""The one build script: makes what people install on the system it runs on, into `dist/`. See installer/README.md.

    python3 dev.py package             sets the packer up, then runs this
    python3 dev.py package --smoke     the same, then starts what was built and uses it (installer.smoke)

Linux: a .deb and a tarball. Windows: an installer. macOS: a disk image. The build fails on a library under the GPL, on a
file that belongs to nothing known, and on a bundle that has grown too large.
"""

import argparse
import platform
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from installer import contents, icons, linux, macos, smoke, windows
from installer.contents import NAME, ROOT, TITLE

WORK = ROOT / "build" / "package"
BUNDLE = WORK / "dist" / NAME
TARGET = ROOT / "dist"
_PICTURES = WORK / "work" / "bundle" / "icons"
_MEGABYTE = 1024 * 1024


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="dev.py package", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--smoke", action="store_true", help="start what was built and use it")
    parser.add_argument(
        "--root", type=Path, help="with --smoke on Linux: install the .deb into this bare system"
    )
    half = parser.add_mutually_exclusive_group()
    half.add_argument(
        "--bundle-only", action="store_true", help="stop at the folder: nothing to install is made"
    )
    half.add_argument(
        "--pack-only", action="store_true", help="make what is installed from the folder that is there"
    )
    chosen = parser.parse_args(arguments)
    version = contents.version()
    if not chosen.pack_only:
        bundle()
    made = [] if chosen.bundle_only else pack(version)
    report(made)
    if chosen.smoke:
        smoke.check(BUNDLE, version)
        if chosen.root:
            smoke.check_installed(next(path for path in made if path.suffix == ".deb"), chosen.root, version)
    return 0


def bundle() -> None:
    """The folder with everything in it: packed, slimmed, examined, its licences inside."""
    shutil.rmtree(WORK, ignore_errors=True)
    icons.render(_PICTURES)
    spec = str(Path(__file__).with_name("bundle.spec"))
    places = ["--distpath", str(BUNDLE.parent), "--workpath", str(WORK / "work")]
    packer = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level=WARN", *places, spec]
    subprocess.run(packer, cwd=ROOT, check=True)
    if sys.platform.startswith("linux"):
        linux.strip_debugging(linux.with_debugging(BUNDLE))
    if faults := examine(BUNDLE):
        raise SystemExit("The bundle may not be shipped:\n  " + "\n  ".join(faults))


def examine(folder: Path) -> list[str]:
    """What is wrong with a bundle: a library that may not be shipped, one of Qt that is not used, too many bytes."""
    names = sorted(path.name for path in folder.rglob("*") if path.is_file())
    faults = [f"under the GPL: {name}" for name in names if contents.GPL_LIBRARIES.match(name)]
    faults += [
        f"not among the libraries of Qt that are used: {name}" for name in names if contents.is_stray_qt(name)
    ]
    size = size_of(folder)
    if size > contents.MOST_UNPACKED:
        faults.append(f"{size // _MEGABYTE} MB, more than {contents.MOST_UNPACKED // _MEGABYTE}")
    return faults


def pack(version: str) -> list[Path]:
    """What people install, made from the bundle. Raises SystemExit where one weighs too much."""
    TARGET.mkdir(exist_ok=True)
    staging = WORK / "staging"
    shutil.rmtree(staging, ignore_errors=True)
    if sys.platform == "win32":
        made = [windows.installer(BUNDLE, _PICTURES, TARGET / f"{NAME}-{version}-setup.exe", version)]
    elif sys.platform == "darwin":
        app = BUNDLE.with_name(f"{TITLE}.app")
        made = [
            macos.image(app, TARGET / f"{NAME}-{version}-macos-{platform.machine()}.dmg", staging / "image")
        ]
    else:
        made = [make(BUNDLE, _PICTURES, staging, TARGET, version) for make in (linux.deb, linux.tarball)]
    heavy = [path.name for path in made if path.stat().st_size > contents.MOST_PACKED]
    if heavy:
        raise SystemExit(f"More than {contents.MOST_PACKED // _MEGABYTE} MB: {', '.join(heavy)}")
    return made


def report(made: Sequence[Path]) -> None:
    """Say what there is now, and what it weighs."""
    print(f"{size_of(BUNDLE) / _MEGABYTE:6.1f} MB  {BUNDLE}")
    for path in made:
        print(f"{path.stat().st_size / _MEGABYTE:6.1f} MB  {path}")


def size_of(folder: Path) -> int:
    """Bytes of all files; what links name is counted once."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


if __name__ == "__main__":
    sys.exit(main())
