# SPDX-License-Identifier: Apache-2.0
"""Tables found on untidy sheets, and every cell of them accounted for."""

from dataclasses import replace

from portfolio_desktop.exchange.tables import Cell, Grid, Layout, Table, extract, guess_layout, relaid
from portfolio_desktop.exchange.tables.cells import ErrorCell

HEADER: list[Cell] = ["Code", "Name", "Start", "Cost"]
ROAD: list[Cell] = ["P1", "Road", "01/04/2024", 10.0]
RAIL: list[Cell] = ["P2", "Rail", "01/05/2024", 20.5]
DAM: list[Cell] = ["P4", "Dam", "02/06/2024", 31.0]
PORT: list[Cell] = ["P3", "Port", "01/06/2024", 30.0]


def read(grid: Grid) -> Table:
    return extract(grid, guess_layout(grid))


def names(table: Table) -> list[str]:
    return [column.name for column in table.columns]


def test_that_a_title_block_and_a_total_do_not_become_records() -> None:
    grid: Grid = [
        ["Portfolio register"],
        [],
        ["Prepared by:", "A. Person"],
        [],
        HEADER,
        ROAD,
        RAIL,
        ["Total", None, None, 30.5],
        [],
        ["Source: departmental returns"],
    ]
    layout = guess_layout(grid)
    table = extract(grid, layout)
    assert (layout.header_row, layout.first_row) == (5, 6)
    assert [row.number for row in table.rows] == [6, 7]
    assert [aside.where for aside in table.aside] == ["row 8", "row 10"]
    assert any("Source: departmental returns" in note for note in layout.notes)


def test_that_a_total_is_left_out_by_the_words_that_the_sheet_shows() -> None:
    """A formula that was never calculated shows nothing, a broken one what is wrong with it."""
    total: list[Cell] = ["TOTAL", ErrorCell(""), ErrorCell("#REF!"), 30.0]
    layout = guess_layout([HEADER, ROAD, RAIL, PORT, total])
    assert layout.notes == ("Row 5 is left out: “TOTAL #REF! 30”.",)


def test_that_a_total_between_groups_is_left_out() -> None:
    table = read([HEADER, ROAD, ["Subtotal", None, None, 10.0], RAIL, PORT])
    assert [row.number for row in table.rows] == [2, 4, 5]


def test_that_a_project_called_total_is_a_project() -> None:
    table = read([HEADER, ROAD, ["P2", "Total Place", "01/05/2024", 20.5], PORT])
    assert len(table.rows) == 3


def test_that_a_last_record_with_only_a_name_is_a_record() -> None:
    assert len(read([HEADER, ROAD, RAIL, [None, "Tunnel"]]).rows) == 3


def test_that_repeated_headings_are_numbered_and_blank_ones_named_after_their_column() -> None:
    table = read([["Code", "Cost", "Cost", None, "Cost (2)"], ["P1", 1.0, 2.0, "x", 3.0]])
    assert names(table) == ["Code", "Cost", "Cost (3)", "Column D", "Cost (2)"]
    assert len(set(names(table))) == 5


def test_that_line_breaks_in_headings_are_kept_to_be_shown_and_dropped_to_be_matched() -> None:
    column = read([["DCA\nDate ", "Name"], ["01/04/2024", "Road"]]).columns[0]
    assert (column.name, column.header) == ("DCA Date", "DCA\nDate")


def test_that_two_lines_of_headings_are_read_as_one() -> None:
    grid: Grid = [
        ["Risk", None, "Inherent", None, "Residual", None],
        [None, "Owner", "Likelihood", "Impact", "Likelihood", "Impact"],
        ["Delay", "A. Person", 4.0, 5.0, 2.0, 3.0],
        ["Cost", "B. Person", 3.0, 3.0, 1.0, 1.0],
    ]
    table = read(grid)
    assert names(table) == [
        "Risk",
        "Risk Owner",
        "Inherent Likelihood",
        "Inherent Impact",
        "Residual Likelihood",
        "Residual Impact",
    ]
    assert len(table.rows) == 2


def test_that_a_table_on_its_side_is_turned() -> None:
    grid: Grid = [list(line) for line in zip(HEADER, ROAD, RAIL, PORT, DAM, strict=True)]
    layout = guess_layout(grid)
    table = extract(grid, layout)
    assert layout.transposed
    assert names(table) == HEADER
    assert [row.cells[0] for row in table.rows] == ["P1", "P2", "P3", "P4"]
    assert table.where(table.rows[1], table.columns[3]) == "C4"


def test_that_the_person_may_say_which_way_it_lies() -> None:
    grid: Grid = [list(line) for line in zip(HEADER, ROAD, RAIL, PORT, strict=True)]
    assert not guess_layout(grid, transposed=False).transposed
    assert guess_layout(grid, transposed=True).transposed


def test_that_a_row_wider_than_the_headings_is_put_aside_whole() -> None:
    table = read([HEADER, ROAD, [*RAIL, "stray"], PORT])
    assert [row.number for row in table.rows] == [2, 4]
    assert [(aside.where, aside.text) for aside in table.aside] == [
        ("row 3", "P2 | Rail | 01/05/2024 | 20.5 | stray")
    ]
    wide = replace(guess_layout([HEADER, ROAD]), last_row=3, last_column=5)
    assert len(extract([HEADER, ROAD, [*RAIL, "stray"]], wide).rows) == 2


def test_that_blank_rows_and_short_rows_do_no_harm() -> None:
    table = read([HEADER, ROAD, [], [None, " ", None, None], ["P2"], RAIL])
    assert [(row.number, row.cells) for row in table.rows[1:]] == [
        (5, ("P2", None, None, None)),
        (6, tuple(RAIL)),
    ]


def test_that_text_is_cleaned_and_the_cleaning_is_told() -> None:
    table = read([HEADER, ["P\x001", " Road\r\n", "01/04/2024", 1.0], RAIL])
    assert table.rows[0].cells[:2] == ("P1", "Road")
    assert table.notes == ("1 cell held control characters, which nothing can show; they were left out.",)


def test_that_a_layout_of_the_person_s_own_is_followed_to_the_letter() -> None:
    grid: Grid = [HEADER, ROAD, RAIL, PORT]
    table = extract(
        grid, Layout(header_row=1, last_row=3, first_column=2, last_column=4, left_out=frozenset({2}))
    )
    assert names(table) == ["Name", "Start", "Cost"]
    assert [row.number for row in table.rows] == [3]
    assert [aside.where for aside in table.aside] == ["row 2", "row 4"]


def test_that_a_sheet_without_a_table_gives_none() -> None:
    assert read([]).rows == ()
    assert read([[None], []]).rows == ()
    assert read([["Only a title"]]).rows == ()
    assert len(read([[1.0, 2.0], [3.0, 4.0]]).columns) == 2


def tracker() -> Grid:
    """As offices keep them: headings merged over two lines, a band above each group, a total and notes below."""
    return [
        ["Programme tracker"],
        [],
        ["Ref", "Scheme", "SRO", "RAG", "Key dates", None, "Finance (£k)", None, "Commentary"],
        [None, None, None, None, "Start", "Finish", "Budget", "% spent", None],
        ["DIGITAL"],
        ["D1", "Records", "A. Okafor", "Red", "01/04/2025", "26/03/2027", 4850, None, "Late."],
        ["D2", "Network", "A. Okafor", "Green", "05/01/2026", "TBC", 1260, None, "On plan."],
        ["ESTATES"],
        ["E1", "Wards", "M. Farrow", "Amber", "07/10/2024", "30/06/2027", 18400, None, None],
        ["E2", None, None, None, None, None, None, None, "Not yet approved"],
        ["E3"],
        ["TOTAL", None, None, None, None, None, 24510],
        [],
        ["Notes:"],
        ["1. As agreed in October."],
        ["2. Without contingency."],
    ]


def test_that_headings_merged_over_two_lines_are_found_though_the_first_has_gaps() -> None:
    layout = guess_layout(tracker())
    assert (layout.header_row, layout.header_rows) == (3, 2)
    assert names(read(tracker()))[4:7] == ["Key dates Start", "Key dates Finish", "Finance (£k) Budget"]
    assert [column.own for column in read(tracker()).columns[3:7]] == ["", "Start", "Finish", "Budget"]


def test_that_a_line_that_names_a_group_is_no_record_and_each_record_says_in_which_it_stands() -> None:
    table = read(tracker())
    assert names(table)[-1] == "Section"
    assert [(row.cells[0], row.cells[-1]) for row in table.rows] == [
        ("D1", "DIGITAL"),
        ("D2", "DIGITAL"),
        ("E1", "ESTATES"),
        ("E2", "ESTATES"),
        ("E3", "ESTATES"),  # nothing stands below it
    ]
    assert any("“DIGITAL”, “ESTATES”" in note for note in guess_layout(tracker()).notes)
    assert not any("DIGITAL" in each.text for each in table.aside)


def test_that_notes_below_a_total_are_no_records_and_are_accounted_for() -> None:
    layout = guess_layout(tracker())
    assert (layout.last_row, layout.left_out) == (12, frozenset({12}))
    put_aside = {each.text for each in extract(tracker(), layout).aside}
    assert {"Notes:", "1. As agreed in October.", "2. Without contingency."} <= put_aside


def test_that_what_stands_below_a_table_heads_none() -> None:
    odd: list[Cell] = ["P9", 7, 8, 9]  # of which the first line of the sheet is no heading either
    grid: Grid = [odd, ["P1", 1, 2, 3], ["P2", 4, 5, 6], [], ["Notes:"], ["First."], ["Second."]]
    assert guess_layout(grid).header_row == 1


def test_that_one_word_below_full_records_stays_a_record() -> None:
    grid: Grid = [HEADER, ROAD, RAIL, ["P5"], DAM, PORT]
    assert [row.cells[0] for row in read(grid).rows] == ["P1", "P2", "P5", "P4", "P3"]


def test_that_who_points_at_other_headings_gets_their_columns_and_their_end() -> None:
    grid = tracker()
    wrong = Layout(header_row=14, last_row=16, first_column=1, last_column=1)
    right = relaid(grid, wrong, 3, 2, 16)
    assert right == guess_layout(grid)
    chosen = relaid(grid, right, 3, 2, 7)
    assert (chosen.last_row, chosen.left_out, chosen.bands) == (7, frozenset(), frozenset({5}))
    assert len(extract(grid, chosen).rows) == 2
    assert relaid(grid, chosen, 3, 1, 7).last_row == 7  # what a person chose stays
