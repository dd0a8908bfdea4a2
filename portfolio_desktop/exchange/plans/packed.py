# SPDX-License-Identifier: Apache-2.0
"""The one plan in a packed (zip) file, unpacked into a folder that is gone afterwards.

Nothing of the package is trusted: sizes are counted while they are unpacked, its names lead nowhere, and a package in the
package stays packed.
"""

import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.exchange.plans import values
from portfolio_desktop.exchange.plans.forms import HEAD, ZIP, form_in
from portfolio_desktop.exchange.untrusted.limits import (
    LARGEST_FILE,
    LARGEST_RATIO,
    MIB,
    MOST_ENTRIES,
    RATIO_FROM,
    Unsafe,
)

_WORKBOOK = N_(
    "{file} is a workbook or a document, not a plan. Choose the plan itself, or save the table of tasks as CSV."
)
_NONE = N_("{file} is a packed (zip) file without a plan in it. Choose the plan itself.")
_SEVERAL = N_("{file} holds {count} plans: {names}. Unpack it, and choose the one that you want.")
_LOCKED = N_("{file} is locked with a password. Unpack it, and choose the plan in it.")
_DAMAGED = N_("{file} is a damaged packed (zip) file. Ask for it again, or choose the plan itself.")
_TOO_MUCH = N_(
    "{file} unpacks to far more than a plan holds, so it was not opened. Unpack it yourself if you trust it."
)

_MARKS = frozenset({"[Content_Types].xml", "mimetype", "META-INF/manifest.xml"})  # of office documents
_PIECE = MIB
_NAMED = 5
_LOCK = 0x1


@contextmanager
def unpacked(path: Path) -> Iterator[Path]:
    """The plan in the package at `path`, as a file named like the package. Raises Unsafe where it is not exactly one."""
    with tempfile.TemporaryDirectory(prefix="plan-", ignore_cleanup_errors=True) as folder:
        with _telling(), zipfile.ZipFile(path) as package:
            entry = _only_plan(package)
            target = Path(folder) / path.name
            _unpack(package, entry, target, path.stat().st_size)
        yield target


def _only_plan(package: zipfile.ZipFile) -> zipfile.ZipInfo:
    entries = [entry for entry in package.infolist() if not _is_clutter(entry)]
    if len(entries) > MOST_ENTRIES:
        raise Unsafe(_TOO_MUCH)
    if _MARKS & {entry.filename for entry in entries}:
        raise Unsafe(_WORKBOOK)
    plans = [entry for entry in entries if _is_plan(package, entry)]
    if not plans:
        raise Unsafe(_NONE)
    if len(plans) > 1:
        names = ", ".join(_name(entry) for entry in plans[:_NAMED]) + (" …" if len(plans) > _NAMED else "")
        raise Unsafe(_SEVERAL, count=len(plans), names=names)
    return plans[0]


def _is_clutter(entry: zipfile.ZipInfo) -> bool:
    """What systems put into packages by themselves."""
    path = PurePosixPath(entry.filename)
    return entry.is_dir() or path.name.startswith(".") or "__MACOSX" in path.parts


def _is_plan(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
    if entry.flag_bits & _LOCK:
        raise Unsafe(_LOCKED)
    with package.open(entry) as file:
        head = file.read(HEAD)
    try:
        return bool(head) and form_in(head) != ZIP
    except Unsafe:
        return False


def _name(entry: zipfile.ZipInfo) -> str:
    """The name alone, without its folders, so far as it can be shown."""
    return values.clean(entry.filename.replace("\\", "/").rpartition("/")[2])[:60]


def _unpack(package: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path, packed: int) -> None:
    written = 0
    with package.open(entry) as source, target.open("wb") as file:
        while piece := source.read(_PIECE):
            written += len(piece)
            if written > LARGEST_FILE or written > max(RATIO_FROM, LARGEST_RATIO * packed):
                raise Unsafe(_TOO_MUCH)
            file.write(piece)


@contextmanager
def _telling() -> Iterator[None]:
    """The zip reader has no exception of its own for most of what can be wrong with a package."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, RuntimeError, ValueError, EOFError, LookupError) as error:
        raise Unsafe(_DAMAGED) from error
