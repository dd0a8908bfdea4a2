# SPDX-License-Identifier: Apache-2.0
"""Text tables of every encoding and separator."""

import csv
import io
from pathlib import Path

import pytest

from portfolio_desktop.exchange.tables import Sheet, open_source
from tests.support.hostile import HOSTILE

ROWS = [
    ["Name", "Note", "Cost"],
    ["Tŷ – “x”", "first line\nsecond, line; third", "£1,234"],
    ["Café", 'say "no"', ""],
]


def sheet_of(path: Path, data: bytes) -> Sheet:
    path.write_bytes(data)
    return open_source(path).likely


def written(separator: str) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows(ROWS)
    return out.getvalue()


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_that_every_encoding_and_separator_gives_the_same_cells(
    tmp_path: Path, separator: str, encoding: str
) -> None:
    sheet = sheet_of(tmp_path / "table.csv", written(separator).encode(encoding))
    assert sheet.grid == [[cell or None for cell in row] for row in ROWS]
    assert (sheet.name, sheet.notes) == ("table", ())


def test_that_windows_1252_is_read_even_with_bytes_it_does_not_define(tmp_path: Path) -> None:
    sheet = sheet_of(
        tmp_path / "old.csv", b"Name,Cost\nCaf\xe9 \x96 \x93x\x94,\xa31\nbad\x81\x8d\x8f\x90\x9d,2\n"
    )
    assert sheet.grid[1] == ["Café – “x”", "£1"]
    assert sheet.grid[2] == ["bad" + "\ufffd" * 5, "2"]
    assert "5 characters" in sheet.notes[0]


def test_that_commas_inside_semicolon_tables_do_not_mislead(tmp_path: Path) -> None:
    data = "name;cost;note\n" + "".join(f"P{n};1,{n};a, b, c\n" for n in range(10, 40))
    assert sheet_of(tmp_path / "t.csv", data.encode()).grid[1] == ["P10", "1,10", "a, b, c"]


def test_that_one_column_is_a_table(tmp_path: Path) -> None:
    assert sheet_of(tmp_path / "t.csv", b"Name\nRoad\nRail\n").grid == [["Name"], ["Road"], ["Rail"]]


def test_that_a_narrative_longer_than_the_csv_module_s_limit_comes_in(tmp_path: Path) -> None:
    before = csv.field_size_limit()
    sheet = sheet_of(tmp_path / "t.csv", b"a,b\n1," + b"x" * 200_000 + b"\n")
    assert len(str(sheet.grid[1][1])) == 200_000
    assert csv.field_size_limit() == before


def test_that_a_quotation_mark_never_closed_is_pointed_at(tmp_path: Path) -> None:
    data = 'a,b\n1,"open\n' + "2,3\n" * 100
    assert "Row 2" in sheet_of(tmp_path / "t.csv", data.encode()).notes[0]


def test_that_hostile_text_comes_through_a_quoted_table_unharmed(tmp_path: Path) -> None:
    texts = [
        text
        for text in HOSTILE
        if (text and "\ud800" <= max(text, default="") < "\ue000") or (text.isprintable() and text)
    ]
    texts = [text for text in texts if text.encode("utf-8", "ignore").decode() == text]
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows(
        [["name", "text"], *([f"n{n}", text] for n, text in enumerate(texts))]
    )
    sheet = sheet_of(tmp_path / "t.csv", out.getvalue().encode())
    assert [row[1] for row in sheet.grid[1:]] == texts
    assert len(texts) > 200
