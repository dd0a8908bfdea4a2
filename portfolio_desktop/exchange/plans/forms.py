# SPDX-License-Identifier: Apache-2.0
"""Which program's plan a file is, judged by what is in it and never by its name."""

import re
from pathlib import Path

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.exchange.plans.sheet.words import DELIMITERS, NO_PLAN, delimiter_of
from portfolio_desktop.exchange.untrusted.limits import LARGEST_FILE, MIB, Unsafe

FORMS = {
    "mspdi": N_("Microsoft Project XML"),
    "xer": N_("Primavera XER"),
    "csv": N_("Table of tasks"),
    "gan": N_("GanttProject"),
    "planner": N_("Planner"),
    "mpp": N_("Microsoft Project"),
    "mpx": N_("Microsoft Project exchange (MPX)"),
    "pmxml": N_("Primavera XML"),
    "pod": N_("ProjectLibre"),
    "other": N_("another program"),
}
NATIVE = frozenset({"mspdi", "xer", "gan", "planner", "csv"})
"""Those that are read without Java."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_JAVA = b"\xac\xed\x00\x05"
_STRANGERS = (
    (b"%PDF", N_("a PDF")),
    (b"{\\rtf", N_("a Rich Text document")),
    (b"\x89PNG", N_("a picture")),
    (b"\xff\xd8\xff", N_("a picture")),
    (b"\x1f\x8b", N_("a packed (gzip) file")),
    (b"7z\xbc\xaf", N_("a packed (7z) file")),
    (b"MZ", N_("a program")),
    (b"\x7fELF", N_("a program")),
)
_ROOTS = (  # the first element of the file
    (re.compile(r"<(?:\w+:)?Project\b[^>]*schemas\.microsoft\.com/project"), "mspdi"),
    (re.compile(r"<(?:\w+:)?Project\b[^>]*>\s*<(?:SaveVersion|UID|GUID|Name|Title|Tasks)\b"), "mspdi"),
    (re.compile(r"<(?:\w+:)?(?:APIBusinessObjects|BusinessObjects)\b"), "pmxml"),
    (re.compile(r"<project\b[^>]*\bmrproject-version="), "planner"),
    (re.compile(r"<project\b[^>]*\b(?:view-date|gantt-divider-location|webLink|view-index)="), "gan"),
)
_HTML = re.compile(r"\s*(?:<!doctype\s+html|<html)\b", re.IGNORECASE)
_PACKED = (b"PK\x03\x04", b"PK\x05\x06")
HEAD = 16_384
"""How much of a file tells what it is."""
ZIP = "zip"
"""No plan itself; one may be inside."""

_MOST_LINES, _FEWEST_CELLS = 5, 3

_STRANGER = N_("{file} is {what}, not a plan. Choose the plan itself, as the planning program saves it.")
_FOREIGN_XML = N_(
    "{file} is XML, but of no planning program that is known here. Save the plan as Microsoft Project XML and choose that."
)
_UNKNOWN = N_("{file} is not a plan of any program that is known here.")


def form_of(path: Path) -> str:
    """One of FORMS, or ZIP. Raises Unsafe for what is certainly no plan, OSError when the file cannot be read."""
    if path.is_dir():
        raise Unsafe(N_("{file} is a folder. Choose a plan inside it."))
    if not path.is_file():
        raise Unsafe(N_("There is no file {file}. Check its name and folder."))
    size = path.stat().st_size
    if size == 0:
        raise Unsafe(N_("{file} is empty. Save the plan again and choose that file."))
    if size > LARGEST_FILE:
        too_large = N_(
            "{file} is {size} MB; at most {most} MB can be read. Export a part of the plan and choose that."
        )
        raise Unsafe(too_large, size=size // MIB, most=LARGEST_FILE // MIB)
    with path.open("rb") as file:
        return form_in(file.read(HEAD))


def is_plan(path: Path) -> bool:
    """Whether the file is certainly a plan that is read here, whatever its name says. One that cannot be read is none."""
    try:
        return form_of(path) in NATIVE
    except (Unsafe, OSError):
        return False


def form_in(head: bytes) -> str:
    """The form of a file that begins with `head`."""
    if head.startswith(_OLE):
        return "mpp"
    if head.startswith(_JAVA):
        return "pod"
    if head.startswith(_PACKED):
        return ZIP
    for mark, what in _STRANGERS:
        if head.startswith(mark):
            raise Unsafe(_STRANGER, what=what)
    text = _text(head)
    if text.startswith("ERMHDR"):
        return "xer"
    if re.match(r"MPX\W", text):
        return "mpx"
    if _HTML.match(text):
        raise Unsafe(_STRANGER, what=N_("a web page (HTML)"))
    if text.lstrip().startswith("<"):
        return _xml(text)
    if "\0" in text:
        return "other"
    if delimiter_of(text) is not None:
        return "csv"
    if _is_table(text):
        raise Unsafe(NO_PLAN)
    raise Unsafe(_UNKNOWN)


def _is_table(text: str) -> bool:
    """Whether the first lines have cells, parted as programs part them."""
    lines = [line for line in text.splitlines() if line.strip()][:_MOST_LINES]
    return any(
        bool(lines) and all(line.count(sign) >= _FEWEST_CELLS - 1 for line in lines) for sign in DELIMITERS
    )


def _text(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace")
    return head.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")


def _xml(text: str) -> str:
    bare = re.sub(r"<!--.*?-->|<\?.*?\?>", "", text, flags=re.DOTALL).lstrip()
    for root, form in _ROOTS:
        if root.match(bare):
            return form
    raise Unsafe(_FOREIGN_XML)
