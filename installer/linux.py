# SPDX-License-Identifier: Apache-2.0
"""What Linux installs: a .deb for administrators, and a tarball that one person installs without one.

Both carry the folder that the packer made, a menu entry, icons, the type of a workspace's file and a description for
software centres. Removing either leaves what people made: none of it lies where a package writes.
"""

import os
import re
import shutil
import subprocess
import tarfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from string import Template

from installer.contents import (
    IDENTIFIER,
    MIME_TYPE,
    NAME,
    PUBLISHER,
    ROOT,
    SUFFIX,
    SUMMARY,
    TITLE,
    is_of_the_system,
)
from installer.icons import SIZES

RECIPES = Path(__file__).resolve().parent / "recipes" / "linux"
FILE_ICON = MIME_TYPE.replace("/", "-")
_EPOCH = 1_577_836_800  # of every file in a package, so that the same sources make the same package: 2020

_CONTROL = """\
Package: {name}
Version: {version}
Architecture: {architecture}
Maintainer: {publisher} <office@portfoliodesktop.example>
Installed-Size: {kilobytes}
Depends: {depends}
Section: misc
Priority: optional
Description: {summary}
 Keeps projects, milestones, risks, decisions, actions, money and benefits in
 one file on the laptop, schedules suppliers' plans together, and prints the
 pack for the steering committee. Works offline; laptops share through an
 ordinary folder. Nothing is sent over a network.
"""
_COPYRIGHT = """\
Portfolio Desktop is licensed under the Apache License, version 2.0:
/usr/share/common-licenses/Apache-2.0

The licences of everything that it brings along are in
/usr/lib/portfolio-desktop/_internal/portfolio_desktop/_data/licences/THIRD-PARTY.txt
"""
_NEEDED_BY_NAME = ("libegl1", "libgl1", "fonts-dejavu-core | fonts-freefont-ttf | fonts-liberation")
"""What Qt opens by name while it runs, so that no file lists it: a way to draw, and letters to draw."""


def deb(bundle: Path, icons: Path, staging: Path, target: Path, version: str) -> Path:
    """Build the package of the folder `bundle` below `staging`; `target` is the folder it goes to."""
    tree = staging / "deb"
    shutil.copytree(bundle, tree / "usr" / "lib" / NAME, symlinks=True)
    (tree / "usr" / "bin").mkdir(parents=True)
    (tree / "usr" / "bin" / NAME).symlink_to(f"../lib/{NAME}/{NAME}")
    _furnish(tree / "usr" / "share", icons, version)
    _write(tree / "usr" / "share" / "doc" / NAME / "copyright", _COPYRIGHT)
    architecture = _told("dpkg", "--print-architecture")
    files = [path for path in tree.rglob("*") if path.is_file() and not path.is_symlink()]
    control = _CONTROL.format(
        name=NAME,
        version=version,
        architecture=architecture,
        publisher=PUBLISHER,
        kilobytes=sum(path.stat().st_size for path in files) // 1024,
        depends=", ".join(sorted({*packages_needed(bundle), *_NEEDED_BY_NAME})),
        summary=SUMMARY,
    )
    _write(tree / "DEBIAN" / "control", control)
    _settle(tree)
    made = target / f"{NAME}_{version}_{architecture}.deb"
    surroundings = {**os.environ, "SOURCE_DATE_EPOCH": str(_EPOCH)}
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(tree), str(made)]
    subprocess.run(command, check=True, env=surroundings, stdout=subprocess.DEVNULL)
    return made


def tarball(bundle: Path, icons: Path, staging: Path, target: Path, version: str) -> Path:
    """Build the archive for one person, with its `install.sh`; `target` is the folder it goes to."""
    stem = f"{NAME}-{version}-linux-{os.uname().machine}"
    tree = staging / stem
    shutil.copytree(bundle, tree / "program", symlinks=True)
    _furnish(tree / "share", icons, version)
    _write(tree / "install.sh", filled("install.sh", version))
    (tree / "install.sh").chmod(0o755)
    _settle(tree)

    def plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = "root"
        return entry

    made = target / f"{stem}.tar.xz"
    with tarfile.open(made, "w:xz", preset=6) as archive:
        archive.add(tree, stem, filter=plain)
    return made


def packages_needed(bundle: Path) -> set[str]:
    """Debian's packages with the libraries that the bundle needs and does not bring."""
    brought = {path.name for path in bundle.rglob("*.so*")}
    asked = {pair for file in _programs(bundle) for pair in _libraries(file)}
    return {_package_of(place) for name, place in asked if name not in brought and is_of_the_system(place)}


def _programs(bundle: Path) -> Iterator[Path]:
    for path in bundle.rglob("*"):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                if file.read(4) == b"\x7fELF":
                    yield path


def _libraries(file: Path) -> Iterator[tuple[str, str]]:
    """Names that the file itself asks for, with where this machine has them; not what those ask for in turn."""
    asked = set(re.findall(r"NEEDED\s+(\S+)", _told("objdump", "-p", file)))
    for line in subprocess.run(
        ["ldd", file], capture_output=True, text=True, check=False
    ).stdout.splitlines():
        if (found := re.match(r"\s*(\S+) => (/\S+)", line)) and found[1] in asked:
            yield found[1], found[2]


def package_of_library(name: str) -> str:
    """Debian's package with the library `name`, as the system's own loader finds it."""
    for line in _told("/sbin/ldconfig", "-p").splitlines():
        if line.strip().startswith(f"{name} ("):
            return _package_of(line.rpartition(" => ")[2])
    raise SystemExit(f"This system has no library {name}.")


def _package_of(place: str) -> str:
    for path in (place, str(Path(place).resolve()), place.removeprefix("/usr"), f"/usr{place}"):
        done = subprocess.run(["dpkg", "-S", path], capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return done.stdout.partition(":")[0]
    raise SystemExit(f"No package of this system has {place}, so the .deb cannot say what it needs.")


def _furnish(share: Path, icons: Path, version: str) -> None:
    """What the desktop reads, laid out as below /usr/share."""
    _write(share / "applications" / f"{NAME}.desktop", filled("portfolio-desktop.desktop", version))
    _write(share / "mime" / "packages" / f"{NAME}.xml", filled("mime.xml", version))
    _write(share / "metainfo" / f"{IDENTIFIER}.metainfo.xml", filled("metainfo.xml", version))
    for kind, name, source in (("apps", NAME, NAME), ("mimetypes", FILE_ICON, "workspace")):
        for size in SIZES:
            _copy(icons / f"{source}-{size}.png", share / f"icons/hicolor/{size}x{size}/{kind}/{name}.png")
        _copy(icons / f"{source}.svg", share / f"icons/hicolor/scalable/{kind}/{name}.svg")


def filled(recipe: str, version: str) -> str:
    """The recipe of that name with every $word replaced."""
    words = {
        "name": NAME,
        "title": TITLE,
        "summary": SUMMARY,
        "publisher": PUBLISHER,
        "identifier": IDENTIFIER,
        "program": NAME,
        "mime_type": MIME_TYPE,
        "suffix": SUFFIX,
        "icon": FILE_ICON,
        "mark": workspace_mark(),
        "version": version,
        "date": time.strftime("%Y-%m-%d", time.gmtime()),
    }
    return Template((RECIPES / recipe).read_text("utf-8")).substitute(words)


def workspace_mark() -> str:
    """The number by which a database says that it is a workspace, as storage writes it."""
    schema = (ROOT / "portfolio_desktop" / "storage" / "schema.py").read_text("utf-8")
    found = re.search(r"^APPLICATION_ID = (0x[0-9A-Fa-f]+)$", schema, re.MULTILINE)
    if not found:
        raise SystemExit("storage/schema.py names no APPLICATION_ID.")
    return found[1]


def _settle(tree: Path) -> None:
    """The rights and times that every machine would give."""
    for path in [tree, *tree.rglob("*")]:
        if not path.is_symlink():
            runs = path.is_dir() or bool(path.stat().st_mode & 0o100)
            path.chmod(0o755 if runs else 0o644)
        os.utime(path, (_EPOCH, _EPOCH), follow_symlinks=False)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _told(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def strip_debugging(files: Iterable[Path]) -> None:
    """Take out what only a debugger reads: of Python's own library alone that is 17 MB."""
    for file in files:
        subprocess.run(["strip", "--strip-debug", "--preserve-dates", file], check=True)


def with_debugging(bundle: Path) -> list[Path]:
    """The libraries that carry what only a debugger reads."""
    return [file for file in _programs(bundle) if ".debug_info" in _told("objdump", "-h", file)]
