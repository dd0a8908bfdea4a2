# SPDX-License-Identifier: Apache-2.0
"""What a file is, judged by its first bytes and its parts, never by its name."""

import re
import zipfile
from pathlib import Path

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.exchange.untrusted.archive import telling_damage
from portfolio_desktop.exchange.untrusted.limits import LARGEST_FILE, MIB, Unsafe

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OTHERS = (
    (b"%PDF", N_("a PDF")),
    (b"{\\rtf", N_("a Rich Text document")),
    (b"\x89PNG", N_("a picture")),
    (b"\xff\xd8\xff", N_("a picture")),
    (b"GIF8", N_("a picture")),
    (b"\x1f\x8b", N_("a packed (gzip) file")),
    (b"7z\xbc\xaf", N_("a packed (7z) file")),
    (b"Rar!", N_("a packed (rar) file")),
    (b"SQLite format 3\0", N_("a database")),
    (b"PAR1", N_("a Parquet file")),
    (b"MZ", N_("a program")),
    (b"\x7fELF", N_("a program")),
)
_MARKUP = re.compile(rb"\s*<(!doctype\s+html|html|head|body|table|meta|style|script)\b", re.IGNORECASE)
_XML = re.compile(rb"\s*<\?xml\b|\s*<\w+:?\w*\s+xmlns", re.IGNORECASE)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_NOT_A_TABLE = N_("{file} is {what}, not a spreadsheet. Save it as .xlsx or .csv and choose that file.")


def form_of(path: Path) -> str:
    """ "xlsx", "xls", "ods" or "csv". Raises Unsafe for anything else, OSError when the file cannot be read."""
    if path.is_dir():
        raise Unsafe(N_("{file} is a folder. Choose a spreadsheet inside it."))
    if not path.is_file():
        raise Unsafe(N_("There is no file {file}. Check its name and folder."))
    size = path.stat().st_size
    if size == 0:
        raise Unsafe(N_("{file} is empty. Save the spreadsheet again and choose that file."))
    if size > LARGEST_FILE:
        raise Unsafe(
            N_(
                "{file} is {size} MB; at most {most} MB can be read. Leave only the sheet you need, or save it as several files."
            ),
            size=size // MIB,
            most=LARGEST_FILE // MIB,
        )
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith(_OLE):
        return _compound(path)
    if head.startswith(_ZIP):
        return _package(path)
    return _plain(head)


def _plain(head: bytes) -> str:
    for mark, what in _OTHERS:
        if head.startswith(mark):
            raise Unsafe(_NOT_A_TABLE, what=what)
    bare = head.removeprefix(b"\xef\xbb\xbf")
    if head.startswith(_UTF16):
        bare = head[2:].replace(b"\0", b"")
    if _MARKUP.match(bare):
        raise Unsafe(_NOT_A_TABLE, what=N_("a web page (HTML)"))
    if _XML.match(bare):
        raise Unsafe(_NOT_A_TABLE, what=N_("an XML file"))
    if not head.startswith(_UTF16) and len(_CONTROLS.findall(head)) > len(head) // 50:
        raise Unsafe(_NOT_A_TABLE, what=N_("a file of an unknown kind"))
    return "csv"


def _compound(path: Path) -> str:
    """An old Office file: its streams tell which. Their names stand in 128-byte directory entries, in UTF-16."""
    data = path.read_bytes()
    if _has_stream(data, "EncryptedPackage"):
        raise Unsafe(
            N_("{file} is locked with a password. Open it, save it without a password, and choose that file.")
        )
    if _has_stream(data, "Workbook") or _has_stream(data, "Book"):
        return "xls"
    if _has_stream(data, "WordDocument"):
        raise Unsafe(_NOT_A_TABLE, what=N_("a Word document"))
    if _has_stream(data, "PowerPoint Document"):
        raise Unsafe(_NOT_A_TABLE, what=N_("a PowerPoint presentation"))
    raise Unsafe(_NOT_A_TABLE, what=N_("a file of an unknown kind"))


def _has_stream(data: bytes, name: str) -> bool:
    entry = name.encode("utf-16-le").ljust(64, b"\0")
    place = data.find(entry)
    while place != -1 and place % 128:
        place = data.find(entry, place + 1)
    return place != -1


def _package(path: Path) -> str:
    with telling_damage(), zipfile.ZipFile(path) as archive:
        names = {name.lower().lstrip("/") for name in archive.namelist()}
        mimetype = archive.open("mimetype").read(100) if "mimetype" in archive.namelist() else b""
    if any(name.startswith("word/") for name in names):
        raise Unsafe(_NOT_A_TABLE, what=N_("a Word document"))
    if any(name.startswith("ppt/") for name in names):
        raise Unsafe(_NOT_A_TABLE, what=N_("a PowerPoint presentation"))
    if "xl/workbook.bin" in names:
        raise Unsafe(_NOT_A_TABLE, what=N_("a binary workbook (.xlsb)"))
    if "content.xml" in names:
        if b"opendocument.spreadsheet" in mimetype or not mimetype:
            return "ods"
        raise Unsafe(_NOT_A_TABLE, what=N_("an OpenDocument text or drawing"))
    if "[content_types].xml" in names or "xl/workbook.xml" in names:
        return "xlsx"
    raise Unsafe(_NOT_A_TABLE, what=N_("a packed (zip) file"))
