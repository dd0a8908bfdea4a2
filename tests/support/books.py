# SPDX-License-Identifier: Apache-2.0
"""Workbooks and their impostors, built in code: good ones, old ones, locked ones, bombs."""

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

_OPEN_SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
_CLOSE_SHEET = "</sheetData></worksheet>"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SECTOR = 512


def write_xlsx(path: Path, rows: Sequence[Sequence[object]], *, name: str = "Sheet1") -> Path:
    """A plain workbook of one sheet, through XlsxWriter."""
    import xlsxwriter

    with xlsxwriter.Workbook(
        path, {"strings_to_formulas": False, "default_date_format": "dd/mm/yyyy"}
    ) as book:
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                if cell is not None:
                    sheet.write(number, place, cell)
    return path


def xlsx_parts(sheet: str, *, name: str = "Sheet1") -> dict[str, bytes]:
    """The parts of the smallest workbook around `sheet`, the markup of its rows."""
    return {
        "[Content_Types].xml": _TYPES.encode(),
        "_rels/.rels": (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId1" Type="{_RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ).encode(),
        "xl/workbook.xml": (
            '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
            f'xmlns:r="{_RELATION}"><sheets><sheet name="{escape(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ).encode(),
        "xl/_rels/workbook.xml.rels": (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId1" Type="{_RELATION}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
        ).encode(),
        "xl/worksheets/sheet1.xml": (_OPEN_SHEET + sheet + _CLOSE_SHEET).encode(),
    }


def write_zip(path: Path, parts: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def write_ods(path: Path, rows: str) -> Path:
    """An OpenDocument spreadsheet of one sheet; `rows` is the markup of its rows."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0"?><office:document-content {spaces}><office:body><office:spreadsheet>'
        f'<table:table table:name="Sheet1">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return write_zip(
        path,
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
            "content.xml": content.encode(),
        },
    )


def ods_row(*cells: str) -> str:
    texts = (
        f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
        for cell in cells
    )
    return f"<table:table-row>{''.join(texts)}</table:table-row>"


def write_xls(path: Path, rows: Sequence[Sequence[str]], *, locked: bool = False) -> Path:
    """An Excel 97 book of text cells. A `locked` one says that it is encrypted."""
    globals_part = _record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 0))
    if locked:
        globals_part += _record(0x002F, struct.pack("<H", 1) + bytes(52))
    name = b"Sheet1"
    bound = struct.pack("<BB", len(name), 0) + name
    start = len(globals_part) + 4 + 6 + len(bound) + 4
    globals_part += _record(0x0085, struct.pack("<IH", start, 0) + bound) + _record(0x000A, b"")
    sheet = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
    width = max(map(len, rows), default=0)
    sheet += _record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0))
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            text = cell.encode("utf-16-le")
            sheet += _record(0x0204, struct.pack("<HHHHB", number, place, 0, len(text) // 2, 1) + text)
    sheet += _record(0x000A, b"")
    path.write_bytes(compound({"Workbook": globals_part + sheet}))
    return path


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def compound(streams: Mapping[str, bytes]) -> bytes:
    """An OLE compound file with these streams, each padded so that none is a short stream."""
    chain = [0xFFFFFFFD]  # sector 0 holds the table of sectors, sector 1 the directory
    chain.append(0xFFFFFFFE)
    body = io.BytesIO()
    entries = [_entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1 if streams else 0xFFFFFFFF)]
    for number, (name, data) in enumerate(streams.items(), 1):
        padded = data.ljust(max(4096, -(-len(data) // _SECTOR) * _SECTOR), b"\0")
        first = len(chain)
        count = len(padded) // _SECTOR
        chain.extend(range(first + 1, first + count))
        chain.append(0xFFFFFFFE)
        body.write(padded)
        right = number + 1 if number < len(streams) else 0xFFFFFFFF
        entries.append(_entry(name, 2, first, len(padded), right=right))
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(_SECTOR, b"\xff")
    assert len(table) == _SECTOR, "too large for one table sector"
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH", 0x003E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    header = header.ljust(_SECTOR, b"\xff")
    directory = b"".join(entries).ljust(_SECTOR, b"\0")
    return header + table + directory + body.getvalue()


def _entry(
    name: str, kind: int, first: int, size: int, *, child: int = 0xFFFFFFFF, right: int = 0xFFFFFFFF
) -> bytes:
    text = name.encode("utf-16-le")
    entry = text.ljust(64, b"\0") + struct.pack("<HBB", len(text) + 2, kind, 1)
    entry += struct.pack("<III", 0xFFFFFFFF, right, child) + bytes(36) + struct.pack("<IQ", first, size)
    return entry
