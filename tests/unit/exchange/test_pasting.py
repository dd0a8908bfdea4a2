# SPDX-License-Identifier: Apache-2.0
"""A block from a spreadsheet: laid where the person points, added where rows run out, nothing lost."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.exchange import pasting
from portfolio_desktop.exchange.pasting import block_text, pasted, read_block, repeated
from portfolio_desktop.services import undo
from portfolio_desktop.services.office import Office
from tests.support.offices import add, dump, make_office

FIELDS = ("title", "organisation", "whole_life_cost")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with make_office(tmp_path) as office:
        yield office


@pytest.fixture
def ids(office: Office) -> list[Id]:
    return [add(office, "project", title=title) for title in ("One", "Two")]


def test_that_excel_cells_with_tabs_quotes_and_line_breaks_are_read() -> None:
    text = 'One\t"two ""2"""\r\n"line\nbreak"\t\r\n'
    assert read_block(text) == [["One", 'two "2"'], ["line\nbreak", ""]]


def test_that_more_than_can_be_pasted_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pasting, "LARGEST", 3)
    with pytest.raises(Refusal, match="import"):
        read_block("a\tb\nc\td\n")


def test_that_text_goes_out_without_formulas_and_comes_back_as_it_was() -> None:
    rows = [["=1+1", "-5.5", "@SUM(A1)", "plain", "+44 20", "a\tb"]]
    text = block_text(rows)
    assert "'=1+1" in text
    assert "\t-5.5\t" in text
    assert read_block(text) == rows


def test_that_a_block_changes_records_and_adds_those_that_are_missing(office: Office, ids: list[Id]) -> None:
    before = dump(office)
    block = [["Uno", "Ports", "1.5m"], ["Dos", "Schools", "?Exempt"], ["Tres", "Ports", "£2bn"]]
    found = pasted(office, "project", ids, FIELDS, block)
    assert (found.changed, found.added, found.left_out) == (2, 1, ())
    office.write(found.changes)
    with office.reading() as reader:
        records = {str(record["title"]): record for record in reader.all(office.catalogue.entity("project"))}
    assert records["Uno"]["whole_life_cost"] == Decimal("1500000.00")
    assert records["Tres"]["code"] == "P-0003"
    assert records["Tres"]["status"] == "live"
    undo.undo(office)
    assert dump(office) == before


def test_that_two_new_records_get_two_codes(office: Office) -> None:
    found = pasted(office, "project", [], FIELDS, [["A"], ["B"]])
    office.write(found.changes)
    with office.reading() as reader:
        codes = [record["code"] for record in reader.all(office.catalogue.entity("project"))]
    assert codes == ["P-0001", "P-0002"]


def test_that_a_cell_that_cannot_be_read_is_named_with_its_reason(office: Office, ids: list[Id]) -> None:
    found = pasted(office, "project", ids, FIELDS, [["", "Ports", "a lot", "over the edge"]])
    assert [(each.row, each.label, each.text) for each in found.left_out] == [
        (1, "Name", ""),
        (1, "Whole-life cost", "a lot"),
        (1, "", "over the edge"),
    ]
    assert all(each.reason for each in found.left_out)
    assert found.changed == 1


def test_that_a_row_that_lacks_what_a_record_needs_is_refused_as_a_whole(office: Office) -> None:
    with pytest.raises(Refusal, match="name cannot be empty"):
        pasted(office, "project", [], ("organisation",), [["Ports"]])


def test_that_a_row_whose_status_nothing_proves_is_named(office: Office) -> None:
    block = [["Open the dock", "asked"], ["Close the dock", "approved"]]
    found = pasted(office, "decision", [], ("title", "status"), block)
    (refused,) = found.left_out
    assert (found.added, refused.row, refused.text) == (1, 2, "Close the dock")
    assert refused.reason.startswith("Say who decided")
    with pytest.raises(Refusal, match=r"^Row 1, Close the dock: Say who decided"):
        pasted(office, "decision", [], ("title", "status"), block[1:])


def test_that_a_record_that_refuses_its_row_does_not_hold_up_the_others(office: Office) -> None:
    ids = [add(office, "decision", title=f"Decision {at}", status="asked") for at in range(7)]
    block = [[f"Renamed {at}", "approved" if at in (2, 5) else "asked"] for at in range(7)]
    found = pasted(office, "decision", ids, ("title", "status"), block)
    assert found.changed == 5
    assert sorted(each.row for each in found.left_out) == [3, 6]
    assert all("who decided" in each.reason for each in found.left_out)


def test_that_what_would_change_is_told_before_and_after(office: Office, ids: list[Id]) -> None:
    ann = add(office, "person", name="Ann")
    records_then = pasted(
        office, "project", ids, ("title", "sro_id"), [["One", "Ann"], ["Zwei ¬ 二", ""], ["Drei", ""]]
    )
    assert [(each.row, each.label, each.before, each.after) for each in records_then.differing][:2] == [
        (1, "Senior responsible owner", "", "Ann"),
        (2, "Name", "Two", "Zwei ¬ 二"),
    ]
    assert ("New", "Drei") in [(each.record, each.after) for each in records_then.differing]
    assert ann


def test_that_one_cell_fills_a_selection_and_one_row_its_rows() -> None:
    assert repeated([["x"]], 2, 3) == [["x"] * 3] * 2
    assert repeated([["x", "y"]], 3, 2) == [["x", "y"]] * 3
    assert repeated([["x"], ["y"]], 5, 1) == [["x"], ["y"]]


def test_that_a_name_that_nobody_has_says_where_one_is_added(office: Office) -> None:
    meeting = add(office, "meeting", title="May")
    block = [["May", "Steering committee"]]
    (left,) = pasted(office, "meeting", [meeting], ("title", "board_id"), block).left_out
    assert left.reason.endswith(
        "there is no board called “Steering committee”. Use its code, or add it first: press “New board” in the register "
        "“Boards”."
    )
