# SPDX-License-Identifier: Apache-2.0
"""Collects the licence of everything in a bundle into one text, which lies beside the program and in its About box.

What a packed file belongs to is looked up: in the record of the distribution that installed it, in Python's own folders,
in the list of what the system lends. A file that belongs to nothing known stops the build.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import NamedTuple

from installer.contents import ROOT, SYSTEM_LIBRARIES, TITLE, is_of_the_system

TEXTS = Path(__file__).resolve().parent / "licences"

REFUSED = re.compile(r"(?<!L)(?<!Lesser )\bA?GPL", re.IGNORECASE)
"""The GPL and the AGPL. Who may choose another licence of several is told of in CHOSEN."""

CHOSEN = {
    "pyside6-essentials": "LGPL-3.0-only",
    "shiboken6": "LGPL-3.0-only",
    "chunspell": "MIT; the Hunspell library inside: MPL-1.1",
    "pyinstaller": "GPL-2.0-or-later with an exception for what it packs; the start program inside: Apache-2.0 may be chosen",
    "font-source-sans-pro": "OFL-1.1",
    "sqlcipher3": "Zlib; inside: SQLCipher (BSD-3-Clause), SQLite (public domain), OpenSSL (Apache-2.0)",
    "matplotlib": "its DejaVu fonts alone: Bitstream Vera",
    "reportlab": "BSD-3-Clause",
    "pypdfium2": "BSD-3-Clause or Apache-2.0; PDFium inside: BSD-3-Clause",
}
"""Distributions that leave a choice, or whose metadata tell it in no usable words."""

ADDED = {
    "pyside6-essentials": ("LGPL-3.0.txt", "GPL-3.0.txt"),
    "chunspell": ("MPL-1.1.txt",),
    "font-source-sans-pro": ("OFL-1.1.txt",),
    "sqlcipher3": ("SQLCipher.txt",),
}
"""Texts that a distribution owes and does not bring."""

NOTES = {
    "pyside6-essentials": (
        "Qt and PySide are used under the GNU Lesser General Public License, version 3, as separate libraries in the folder "
        "PySide6: you may put versions of your own in their place. Their sources are at https://download.qt.io. Qt contains "
        "work of others under permissive licences, all listed at https://doc.qt.io/qt-6/licenses-used-in-qt.html."
    ),
    "chunspell": "The sources of Hunspell are at https://github.com/hunspell/hunspell.",
    "pikepdf": "The sources of pikepdf are at https://github.com/pikepdf/pikepdf.",
}

_FILE = re.compile(r"(^|/)(licen[cs]e|copying|notice|authors)[^/]*$|/licenses/", re.IGNORECASE)
_PACKER = "pyinstaller"


class Part(NamedTuple):
    """One component: its name and version, its licence in a few words, and the texts that go with it."""

    name: str
    version: str
    licence: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Found:
    """The parts of a bundle, and the files that belong to none."""

    parts: tuple[Part, ...]
    strays: tuple[str, ...]


def find(sources: Iterable[str], built: Path) -> Found:
    """Whose the packed files `sources` are; what lies below the folder `built` the build itself has made."""
    owners = {str(path): dist for dist in distributions() for path in _files(dist)}
    python = tuple(str(Path(prefix).resolve()) for prefix in {sys.base_prefix, sys.base_exec_prefix})
    used: dict[str, Distribution] = {}
    lent: set[str] = set()
    strays = []
    for source in map(_resolved, sources):
        if dist := owners.get(source):
            used[_name(dist)] = dist
        elif is_of_the_system(source):
            lent.add(Path(source).name)
        elif not source.startswith((str(ROOT), str(built), *python)):
            strays.append(source)
    for dist in distributions():
        if _name(dist) == _PACKER:
            used[_PACKER] = dist  # its start program is in every bundle
    parts = [_python(), *(_part(used[name]) for name in sorted(used)), *_lent(lent)]
    return Found(tuple(parts), tuple(sorted(strays)))


def write(sources: Iterable[str], built: Path, version: str, target: Path) -> None:
    """Put the whole text at `target`. Raises SystemExit where something may not be shipped, or belongs to nothing known."""
    found = find(sources, built)
    faults = [*(f"belongs to nothing known: {stray}" for stray in found.strays)]
    faults += [f"under the GPL: {part}" for part in refused(found.parts)]
    if faults:
        raise SystemExit("The bundle may not be shipped:\n  " + "\n  ".join(faults))
    target.write_text(text_of(found.parts, version), encoding="utf-8", newline="\n")


def refused(parts: Iterable[Part]) -> list[str]:
    """What may not be shipped: parts under the GPL that leave no choice."""
    chosen = {_key(name) for name in CHOSEN}
    return [
        f"{part.name} ({part.licence})"
        for part in parts
        if REFUSED.search(part.licence) and _key(part.name) not in chosen
    ]


def text_of(parts: Iterable[Part], version: str) -> str:
    """The whole text: a list first, then each part with its licences."""
    parts = tuple(parts)
    head = f"{TITLE} {version} is licensed under the Apache License, version 2.0. It brings along:\n\n"
    lines = "".join(f"  {_title(part)}\n" for part in parts)
    return head + lines + "".join(_chapter(part) for part in (_own(version), *parts))


def _chapter(part: Part) -> str:
    rule = "=" * 100
    note = NOTES.get(_key(part.name), "")
    texts = "\n\n".join(text.strip() for text in part.texts)
    return f"\n{rule}\n{_title(part)}\n{rule}\n\n" + "\n\n".join(filter(None, (note, texts))) + "\n"


def _title(part: Part) -> str:
    return f"{' '.join(filter(None, (part.name, part.version)))}: {part.licence}"


def _own(version: str) -> Part:
    text = (ROOT / "LICENSE").read_text("utf-8")
    words = (ROOT / "resources" / "dictionaries" / "en_GB.licence.txt").read_text("utf-8")
    return Part(
        TITLE, version, "Apache-2.0, with the dictionary of British English that follows", (text, words)
    )


def _python() -> Part:
    places = (Path(sys.base_prefix), Path(sys.base_prefix) / "lib" / f"python3.{sys.version_info[1]}")
    text = next((found for place in places for found in place.glob("LICENSE*")), None)
    if text is None:
        raise SystemExit(f"The licence of Python is missing below {sys.base_prefix}.")
    return Part("Python", sys.version.split()[0], "PSF-2.0", (text.read_text("utf-8"),))


def _part(dist: Distribution) -> Part:
    name = _name(dist)
    said = dist.metadata.json
    licence = CHOSEN.get(name) or str(
        said.get("license_expression") or _first_line(str(said.get("license", "")))
    )
    brought = [path for path in dist.files or () if _FILE.search(path.as_posix()) and path.suffix != ".py"]
    texts = [Path(str(path.locate())) for path in sorted(brought)]
    texts += [TEXTS / added for added in ADDED.get(name, ())]
    read = tuple(dict.fromkeys(path.read_text("utf-8", "replace") for path in texts if path.is_file()))
    if not read and name != "shiboken6":  # it comes from PySide's makers, under the same texts
        raise SystemExit(
            f"{name} brings no licence text: add one to installer/licences and name it in ADDED."
        )
    return Part(dist.metadata["Name"], dist.version, licence, read)


def _lent(names: Iterable[str]) -> Iterator[Part]:
    for name in sorted(names):
        licence = next((words for pattern, words in SYSTEM_LIBRARIES.items() if re.match(pattern, name)), "")
        if licence:
            yield Part(name, "", licence, tuple(_debian_text(name)))


def _debian_text(name: str) -> Iterator[str]:
    """What a building Linux says of a library, in the folder that every package has for it; other systems say nothing."""
    if not sys.platform.startswith("linux"):
        return
    from installer.linux import package_of_library

    path = Path("/usr/share/doc") / package_of_library(name) / "copyright"
    if path.is_file():
        yield path.read_text("utf-8", "replace")


def _files(dist: Distribution) -> Iterator[Path]:
    for path in dist.files or ():
        yield Path(_resolved(str(path.locate())))


def _resolved(source: str) -> str:
    """The real place, but for the last step: what packages install as a link stays theirs."""
    path = Path(source)
    return str(path.parent.resolve() / path.name)


def _name(dist: Distribution) -> str:
    return _key(dist.metadata["Name"])


def _key(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _first_line(text: str) -> str:
    return text.strip().partition("\n")[0]
