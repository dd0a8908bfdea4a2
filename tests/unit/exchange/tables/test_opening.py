# SPDX-License-Identifier: Apache-2.0
"""Every kind of file that a person may choose by mistake or by malice: a table, or one clear sentence."""

import errno
import struct
import sys
import zipfile
import zlib
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from portfolio_desktop.base.errors import Refusal, Trouble
from portfolio_desktop.base.progress import Cancelled
from portfolio_desktop.exchange.tables import ErrorCell, open_source
from portfolio_desktop.exchange.untrusted import limits
from tests.support.books import compound, ods_row, write_ods, write_xls, write_xlsx, write_zip, xlsx_parts


def refusal(path: Path) -> str:
    with pytest.raises(Refusal) as caught:
        open_source(path)
    message = str(caught.value)
    assert path.name in message
    assert "{" not in message
    assert message.endswith(".")
    return message


def test_that_a_workbook_gives_its_cells_without_formatting(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Name", "Cost", "Start"],
        ["Road", 29.99, date(2024, 3, 31)],
        [None, True, None],
    ]
    source = open_source(write_xlsx(tmp_path / "book.xlsx", rows, name="Projects"))
    assert source.form == "xlsx"
    sheet = source.sheet("projects")
    assert sheet.grid == [["Name", "Cost", "Start"], ["Road", 29.99, date(2024, 3, 31)], [None, True, None]]
    assert (sheet.rows, sheet.columns, sheet.hidden) == (3, 3, False)


def test_that_a_workbook_is_known_by_its_content_whatever_its_name(tmp_path: Path) -> None:
    assert open_source(write_xlsx(tmp_path / "book.csv", [["a", "b"]])).form == "xlsx"
    text = tmp_path / "text.xlsx"
    text.write_text("a,b\n1,2\n")
    assert open_source(text).likely.grid == [["a", "b"], ["1", "2"]]


def test_that_old_excel_and_opendocument_books_open(tmp_path: Path) -> None:
    old = open_source(write_xls(tmp_path / "old.xls", [["Name", "Tŷ"], ["Road", "1"]]))
    assert (old.form, old.likely.grid) == ("xls", [["Name", "Tŷ"], ["Road", "1"]])
    free = open_source(write_ods(tmp_path / "free.ods", ods_row("Name", "Cost") + ods_row("Road", "1")))
    assert (free.form, free.likely.grid) == ("ods", [["Name", "Cost"], ["Road", "1"]])


def test_that_errors_and_formulas_never_calculated_are_not_taken_for_blanks(tmp_path: Path) -> None:
    sheet = (
        '<row r="1"><c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="B1"><f>1+1</f></c>'
        '<c r="C1"><f>1+1</f><v>2</v></c></row>'
        '<row r="3"><c r="B3" t="e"><v>#REF!</v></c></row>'
    )
    source = open_source(write_zip(tmp_path / "errors.xlsx", xlsx_parts(sheet)))
    assert source.likely.grid[0] == [ErrorCell("#DIV/0!"), ErrorCell(""), 2.0]
    assert source.likely.grid[2][1] == ErrorCell("#REF!")
    assert "3 cells" in source.likely.notes[0]


def test_that_a_formula_never_calculated_is_found_where_a_writer_names_its_elements_in_full(
    tmp_path: Path,
) -> None:
    sheet = '<x:row r="1"><x:c r="A1"><x:f>1+1</x:f></x:c><x:c r="B1"><x:v>2</x:v></x:c></x:row>'
    source = open_source(write_zip(tmp_path / "named.xlsx", xlsx_parts(sheet)))
    assert source.likely.grid == [[ErrorCell(""), 2.0]]


def test_that_a_cell_merged_over_several_records_is_read_for_each_and_the_person_is_told(
    tmp_path: Path,
) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (
        ("Change portfolio", None, None),
        ("Project", "Sponsor", "PM"),
        ("Portal", "Helen Marsh", "Tom"),
        ("Office move", None, "Priya"),
        ("Network", None, "Sue"),
        ("Payroll", "David Crane", "Ian"),
    ):
        sheet.append(row)
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("B3:B5")
    book.save(path := tmp_path / "merged.xlsx")
    (read,) = open_source(path).sheets
    assert [row[1] for row in read.grid[2:]] == ["Helen Marsh", "Helen Marsh", "Helen Marsh", "David Crane"]
    assert read.grid[0][1:] == [None, None]
    assert read.notes == ("1 cell is merged over several rows, and is read for each of them: “Helen Marsh”.",)


def test_that_rows_merged_to_stand_higher_stay_one_row(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (("Impact", "Rare", "Likely"), ("Major", "Low", "High"), (), ("Minor", "Low", "Low"), ()):
        sheet.append(row)
    for merged in ("B2:B3", "C2:C3", "B4:B5", "C4:C5"):
        sheet.merge_cells(merged)
    book.save(path := tmp_path / "matrix.xlsx")
    (read,) = open_source(path).sheets
    assert read.grid[2] == [None, None, None]
    assert read.notes == ()


def test_that_headings_merged_over_two_lines_stay_headings(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (
        ("Risk", "Before", None, "After", None),
        (None, "Likelihood", "Impact", "Likelihood", "Impact"),
        ("Flood", 3, 4, 2, 2),
        ("Fire", 2, 5, 1, 3),
    ):
        sheet.append(row)
    for merged in ("A1:A2", "B1:C1", "D1:E1"):
        sheet.merge_cells(merged)
    book.save(path := tmp_path / "merged.xlsx")
    (read,) = open_source(path).sheets
    assert read.grid[1][0] is None
    assert read.notes == ()


def test_that_hidden_sheets_are_there_and_not_offered_first(tmp_path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(tmp_path / "hidden.xlsx") as book:
        lists = book.add_worksheet("Lists")
        for row in range(50):
            lists.write(row, 0, "item")
        lists.hide()
        shown = book.add_worksheet("Risks")
        shown.write(0, 0, "Title")
        shown.activate()
        book.add_chartsheet("Chart")
    source = open_source(tmp_path / "hidden.xlsx")
    assert [(sheet.name, sheet.hidden) for sheet in source.sheets] == [("Lists", True), ("Risks", False)]
    assert source.likely.name == "Risks"
    with pytest.raises(Refusal, match="“Lists”, “Risks”"):
        source.sheet("Issues")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"<!DOCTYPE html><html><table></table></html>", "web page"),
        (b"\xef\xbb\xbf  <html><body>x</body></html>", "web page"),
        (b"\xff\xfe<\0h\0t\0m\0l\0>\0", "web page"),
        (b'<?xml version="1.0"?><Workbook/>', "XML"),
        (b"%PDF-1.7\n", "PDF"),
        (b"{\\rtf1 text}", "Rich Text"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "picture"),
        (b"SQLite format 3\0" + bytes(100), "database"),
        (b"", "empty"),
        (b"\n \n", "no text"),
        (b",,\n,,\n", "no cells"),
        (b"PK\x03\x04 but no more", "damaged"),
        (bytes(range(256)) * 30 + bytes(4000), "unknown kind"),
    ],
)
def test_that_something_else_called_xlsx_is_named_for_what_it_is(
    tmp_path: Path, content: bytes, says: str
) -> None:
    path = tmp_path / "portfolio.xlsx"
    path.write_bytes(content)
    assert says in refusal(path)


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}, "Word"),
        ({"[Content_Types].xml": b"<Types/>", "ppt/presentation.xml": b"<p/>"}, "PowerPoint"),
        ({"[Content_Types].xml": b"<Types/>", "xl/workbook.bin": b"x"}, "xlsb"),
        (
            {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"},
            "OpenDocument text",
        ),
        ({"notes.txt": b"hello"}, "zip"),
        ({"[Content_Types].xml": b"<Types/>"}, "damaged"),
    ],
)
def test_that_other_packages_are_named_too(tmp_path: Path, parts: dict[str, bytes], says: str) -> None:
    assert says in refusal(write_zip(tmp_path / "portfolio.xlsx", parts))


@pytest.mark.parametrize(
    ("stream", "says"),
    [("EncryptedPackage", "password"), ("WordDocument", "Word"), ("Contents", "unknown kind")],
)
def test_that_old_office_files_are_told_apart(tmp_path: Path, stream: str, says: str) -> None:
    path = tmp_path / "portfolio.xlsx"
    path.write_bytes(compound({stream: b"x" * 5000}))
    assert says in refusal(path)


def test_that_a_locked_old_book_asks_for_an_unlocked_one(tmp_path: Path) -> None:
    assert "password" in refusal(write_xls(tmp_path / "old.xls", [["a"]], locked=True))


def test_that_a_folder_a_missing_and_an_oversized_file_are_refused(tmp_path: Path) -> None:
    assert "folder" in refusal(tmp_path)
    assert "no file" in refusal(tmp_path / "gone.xlsx")
    large = tmp_path / "large.csv"
    with large.open("wb") as file:
        file.truncate(limits.LARGEST_FILE + 1)
    assert "200 MB" in refusal(large)


def test_that_a_file_which_another_program_holds_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "held.csv"
    path.write_text("a,b")

    def held(*args: object, **kwargs: object) -> None:
        raise PermissionError(13, "held")

    monkeypatch.setattr(Path, "open", held)
    assert "another program holds it" in refusal(path)


def test_that_a_drive_which_fails_is_trouble_and_not_the_person_s_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "far.csv"
    path.write_text("a,b")

    def gone(*args: object, **kwargs: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "open", gone)
    with pytest.raises(Trouble, match=r"far\.csv could not be read \(Input/output error\)"):
        open_source(path)


def test_that_a_book_without_cells_is_refused(tmp_path: Path) -> None:
    assert "no cells" in refusal(write_xlsx(tmp_path / "empty.xlsx", []))


def test_that_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    parts = xlsx_parts("") | {"xl/media/image1.xml": bytes(300 * limits.MIB)}
    assert "unpacks to far more" in refusal(write_zip(tmp_path / "bomb.xlsx", parts))


def test_that_a_bomb_whose_header_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "liar.xlsx", xlsx_parts("") | {"xl/media/x.xml": bytes(300 * limits.MIB)})
    data = bytearray(path.read_bytes())
    for place in (data.find(b"xl/media/x.xml") - 8, data.rfind(b"xl/media/x.xml") - 22):
        struct.pack_into("<I", data, place, 100)
    path.write_bytes(data)
    assert "unpacks to far more" in refusal(path)


def test_that_a_highly_packed_but_small_book_comes_in(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 100_001))
    path = write_zip(tmp_path / "same.xlsx", xlsx_parts(rows))
    assert open_source(path).likely.rows == 100_000


def test_that_parts_which_overlap_are_refused(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "overlap.xlsx", xlsx_parts(""))
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
        second, start = entries[1].header_offset, archive.start_dir
    data = bytearray(path.read_bytes())
    first_name = data.find(b"PK\x01\x02", start)
    struct.pack_into("<I", data, first_name + 42, second)
    path.write_bytes(data)
    refusal(path)


def test_that_thousands_of_parts_are_refused(tmp_path: Path) -> None:
    parts = xlsx_parts("") | {f"xl/x{number}.xml": b"" for number in range(limits.MOST_ENTRIES)}
    assert "unpacks to far more" in refusal(write_zip(tmp_path / "many.xlsx", parts))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_that_entities_are_refused(tmp_path: Path, encoding: str) -> None:
    parts = xlsx_parts("")
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]><x>&b;</x>'
    parts["xl/worksheets/sheet1.xml"] = bomb.encode(encoding)
    assert "declarations" in refusal(write_zip(tmp_path / "entities.xlsx", parts))


def test_that_one_cell_in_the_far_corner_does_not_fill_the_memory(tmp_path: Path) -> None:
    sheet = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    assert "so far from its table" in refusal(write_zip(tmp_path / "corner.xlsx", xlsx_parts(sheet)))


def test_that_formatted_blank_rows_to_the_end_of_the_sheet_do_no_harm(tmp_path: Path) -> None:
    blank = "".join(f'<row r="{n}"><c r="A{n}" s="0"/><c r="XFD{n}" s="0"/></row>' for n in range(2, 20_000))
    sheet = f'<row r="1"><c r="A1"><v>1</v></c></row>{blank}<row r="1048576"><c r="A1048576" s="0"/></row>'
    assert open_source(write_zip(tmp_path / "blank.xlsx", xlsx_parts(sheet))).likely.grid == [[1.0]]


def test_that_a_repeated_cell_cannot_fill_an_opendocument_sheet(tmp_path: Path) -> None:
    cell = (
        '<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="16000"/>'
    )
    row = f'<table:table-row table:number-rows-repeated="1000000">{cell}</table:table-row>'
    assert "so far from its table" in refusal(write_ods(tmp_path / "repeat.ods", row))


def test_that_the_blank_end_of_an_opendocument_sheet_does_no_harm(tmp_path: Path) -> None:
    blank = '<table:table-cell table:number-columns-repeated="16384"/>'
    rows = f'{ods_row("a")}<table:table-row table:number-rows-repeated="1048000">{blank}</table:table-row>'
    assert open_source(write_ods(tmp_path / "end.ods", rows)).likely.grid == [["a"]]


def test_that_a_reader_which_dies_without_a_word_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portfolio_desktop.exchange.tables.books.serve", print)  # ends without an answer
    assert "could not be read" in refusal(write_xlsx(tmp_path / "book.xlsx", [["a"]]))


def test_that_a_pipe_which_windows_calls_broken_is_the_same_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def peek(_connection: object, _timeout: float) -> bool:
        raise BrokenPipeError(errno.EPIPE, "The pipe has been ended")

    monkeypatch.setattr("multiprocessing.connection._ConnectionBase.poll", peek)
    assert "is damaged, or needs more memory" in refusal(write_xlsx(tmp_path / "book.xlsx", [["a"]]))


if sys.platform == "linux":  # the only system that limits a process's memory dependably

    def test_that_a_book_which_eats_all_memory_only_ends_its_reader(tmp_path: Path) -> None:
        cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 400_001))
        parts = xlsx_parts(cells)
        parts["xl/sharedStrings.xml"] = b"<sst><si><t>" + b"x" * 1_000_000 + b"</t></si></sst>"
        parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replace(
            b"</Relationships>",
            b'<Relationship Id="rId2" Target="sharedStrings.xml" Type="http://schemas.openxmlformats.org'
            b'/officeDocument/2006/relationships/sharedStrings"/></Relationships>',
        )
        message = refusal(write_zip(tmp_path / "hungry.xlsx", parts))
        assert "memory" in message or "more cells" in message


def test_that_a_long_read_can_be_cancelled_and_tells_how_far_it_is(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "long.xlsx", [[number, "x"] for number in range(5_000)])
    steps: list[tuple[int, int]] = []
    open_source(path, progress=lambda done, total: steps.append((done, total)))
    assert steps[-1] == (5_000, 5_000)
    with pytest.raises(Cancelled):
        open_source(path, cancelled=lambda: True)


def test_that_a_read_without_end_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portfolio_desktop.exchange.untrusted.apart.CHILD_SECONDS", -1.0)
    monkeypatch.setattr("portfolio_desktop.exchange.untrusted.apart._LISTEN", 0.0)
    assert "took longer" in refusal(write_xlsx(tmp_path / "slow.xlsx", [["a"]]))


def test_that_a_damaged_part_is_a_sentence(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "damaged.xlsx", xlsx_parts('<row r="1"><c r="A1"><v>1</v></c></row>'))
    data = path.read_bytes()
    packed = zlib.compress(b"x")[2:6]
    place = data.find(b"xl/worksheets/sheet1.xml") + len("xl/worksheets/sheet1.xml") + 5
    path.write_bytes(data[:place] + packed + data[place + len(packed) :])
    assert "damaged" in refusal(path)
