# SPDX-License-Identifier: Apache-2.0
"""Which record a row without a code or a name is: the same file twice doubles nothing, and two records stay two."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.identity import IDENTITY
from portfolio_desktop.catalogue.records import CATALOGUE
from portfolio_desktop.exchange.imports import Fate, registers
from portfolio_desktop.exchange.tables import extract, guess_layout, open_source
from portfolio_desktop.services.demo import fill
from portfolio_desktop.services.office import Office
from tests.support.commands import done
from tests.support.imports import carry_out, counts, prepare, records, table_from
from tests.support.offices import TODAY, add, make_office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with make_office(tmp_path) as opened:
        yield opened


def test_that_all_that_the_demo_exports_comes_back_without_any_change(office: Office, tmp_path: Path) -> None:
    fill(office, TODAY)
    book = tmp_path / "all.xlsx"
    done("export", tmp_path / "office.portfolio", book)
    entities = {each.plural[:31]: each for each in office.catalogue.seen}
    for sheet in open_source(book).sheets:
        entity = entities[sheet.name]
        table = extract(sheet.grid, guess_layout(sheet.grid))
        plan = prepare(office, table, book.name, register=entity.name)
        assert (entity.name, *counts(plan)) == (entity.name, 0, 0, len(table.rows), 0)
        assert not plan.made


def test_that_every_register_whose_records_need_no_name_says_what_they_are_known_by() -> None:
    nameless = {each.name for each in registers(CATALOGUE) if not each.field(each.title).required}
    assert nameless - IDENTITY.keys() == set()
    for name, identity in IDENTITY.items():
        assert all(CATALOGUE.entity(name).keeps(field) for field in (*identity.ties, *identity.apart))


# --- seats on a board: by board, person and first day --------------------------------------------------------------

SEATS = "Board,Person,Role,From,Until\n"


@pytest.fixture
def board(office: Office) -> Id:
    add(office, "person", name="Ann")
    add(office, "person", name="Bob")
    return add(office, "board", title="Harbour Board")


def seats(office: Office, folder: Path, *rows: str, heading: str = SEATS) -> list[tuple[Fate, str]]:
    """What becomes of each row of a file of board members; and the file comes in."""
    table = table_from(heading + "".join(f"{row}\n" for row in rows), folder)
    plan = prepare(office, table, register="board_member")
    carry_out(office, plan)
    return [(row.fate, row.reason or row.beside) for row in plan.rows]


def test_that_a_changed_value_of_a_seat_changes_that_seat(office: Office, board: Id, tmp_path: Path) -> None:
    assert seats(office, tmp_path, "Harbour Board,Ann,Member,2025-04-01,") == [(Fate.ADD, "")]
    assert seats(office, tmp_path, "Harbour Board,Ann,Chair,2025-04-01,") == [(Fate.CHANGE, "")]
    assert [each["role"] for each in records(office, "board_member")] == ["chair"]


def test_that_a_second_term_of_the_same_person_is_a_second_seat(
    office: Office, board: Id, tmp_path: Path
) -> None:
    first, second = "Harbour Board,Ann,Member,2022-04-01,2024-03-31", "Harbour Board,Ann,Member,2026-04-01,"
    assert seats(office, tmp_path, first) == [(Fate.ADD, "")]
    assert seats(office, tmp_path, first, second) == [(Fate.SAME, ""), (Fate.ADD, "")]
    assert seats(office, tmp_path, second, first) == [(Fate.SAME, ""), (Fate.SAME, "")]
    assert len(records(office, "board_member")) == 2


def test_that_a_seat_of_another_term_is_added_and_the_doubt_is_told(
    office: Office, board: Id, tmp_path: Path
) -> None:
    seats(office, tmp_path, "Harbour Board,Ann,Member,2022-04-01,2024-03-31")
    doubt = "The register has one of the same board, person with another “From”. That one stays as it is."
    assert seats(office, tmp_path, "Harbour Board,Ann,Member,2026-04-01,") == [(Fate.ADD, doubt)]
    assert {each["since"] for each in records(office, "board_member")} == {
        date(2022, 4, 1),
        date(2026, 4, 1),
    }


def test_that_a_file_without_first_days_finds_the_seats_that_have_them(
    office: Office, board: Id, tmp_path: Path
) -> None:
    heading = "Board,Person,Role\n"
    seats(office, tmp_path, "Harbour Board,Ann,Member,2025-04-01,", "Harbour Board,Bob,Member,,")
    known = seats(office, tmp_path, "Harbour Board,Ann,Chair", "Harbour Board,Bob,Member", heading=heading)
    assert known == [(Fate.CHANGE, ""), (Fate.SAME, "")]
    seats(office, tmp_path, "Harbour Board,Ann,Chair,2029-04-01,")
    said = "2 records of the register have the same board, person."
    assert seats(office, tmp_path, "Harbour Board,Ann,Member", heading=heading) == [(Fate.ASIDE, said)]


def test_that_a_first_day_that_was_not_known_is_filled_in(office: Office, board: Id, tmp_path: Path) -> None:
    seats(office, tmp_path, "Harbour Board,Ann,Member,,")
    dated = "Harbour Board,Ann,Member,2025-04-01,"
    assert seats(office, tmp_path, dated) == [(Fate.CHANGE, "")]
    undated = "Harbour Board,Ann,Chair,,"
    assert seats(office, tmp_path, undated, dated) == [(Fate.ADD, ""), (Fate.SAME, "")]


# --- what else has no name ----------------------------------------------------------------------------------------


def fates(office: Office, folder: Path, register: str, text: str) -> list[Fate]:
    """What becomes of each row of a file; and the file comes in."""
    plan = prepare(office, table_from(text, folder), register=register)
    carry_out(office, plan)
    return [row.fate for row in plan.rows]


def test_that_a_resource_works_on_a_task_once_however_its_share_changes(
    office: Office, tmp_path: Path
) -> None:
    project = add(office, "project", title="Harbour")
    add(office, "task", project_id=project, title="Dig")
    add(office, "resource", title="Ann")
    add(office, "resource", title="Bob")
    text = "Task,Resource,Share\nDig,Ann,{share}\nDig,Bob,50%\n"
    assert fates(office, tmp_path, "assignment", text.format(share="50%")) == [Fate.ADD, Fate.ADD]
    assert fates(office, tmp_path, "assignment", text.format(share="80%")) == [Fate.CHANGE, Fate.SAME]
    assert len(records(office, "assignment")) == 2


def test_that_two_tasks_are_linked_once_in_each_way(office: Office, tmp_path: Path) -> None:
    project = add(office, "project", title="Harbour")
    for title in ("Dig", "Build"):
        add(office, "task", project_id=project, title=title)
    heading = "Task,Waits for,Kind,Lag\n"
    assert fates(office, tmp_path, "task_link", f"{heading}Build,Dig,Start to start,0\n") == [Fate.ADD]
    both = f"{heading}Build,Dig,Finish to finish,0\nBuild,Dig,Start to start,2\n"
    assert fates(office, tmp_path, "task_link", both) == [Fate.ADD, Fate.CHANGE]
    assert fates(office, tmp_path, "task_link", both) == [Fate.SAME, Fate.SAME]
    assert fates(office, tmp_path, "task_link", "Task,Waits for,Lag\nBuild,Dig,3\n") == [Fate.ASIDE]
    assert sorted(str(each["kind"]) for each in records(office, "task_link")) == ["ff", "ss"]


def test_that_another_level_changes_a_need_and_two_levels_are_two_needs(
    office: Office, tmp_path: Path
) -> None:
    framework = add(office, "framework", title="Ours")
    add(office, "skill", title="Welding", framework_id=framework)
    for step, title in enumerate(("Novice", "Able", "Expert"), 1):
        add(office, "capability_level", framework_id=framework, step=step, title=title)
    add(office, "work_package", title="Piles")
    heading = "Work package,Skill,Lowest level,Days of it\n"
    assert fates(office, tmp_path, "package_need", f"{heading}Piles,Welding,Novice,5\n") == [Fate.ADD]
    assert fates(office, tmp_path, "package_need", f"{heading}Piles,Welding,Able,5\n") == [Fate.CHANGE]
    both = f"{heading}Piles,Welding,Expert,2\nPiles,Welding,Able,6\n"
    assert fates(office, tmp_path, "package_need", both) == [Fate.ADD, Fate.CHANGE]
    assert fates(office, tmp_path, "package_need", both) == [Fate.SAME, Fate.SAME]
    assert fates(office, tmp_path, "package_need", f"{heading}Piles,Welding,Able,7\n") == [Fate.CHANGE]


def test_that_guests_are_known_by_what_they_attend_as_and_people_by_who_they_are(
    office: Office, tmp_path: Path
) -> None:
    add(office, "meeting", title="May", board_id=add(office, "board", title="Board"))
    for name in ("Ann", "Bob"):
        add(office, "person", name=name)
    text = "Meeting,Person,Attends as,Presence\nMay,Ann,Adviser,{}\nMay,Bob,Adviser,Present\nMay,,Auditor,Present\n"
    assert fates(office, tmp_path, "attendance", text.format("Present")) == [Fate.ADD] * 3
    second = fates(office, tmp_path, "attendance", text.format("Apologies"))
    assert second == [Fate.CHANGE, Fate.SAME, Fate.SAME]
    nobody = "Meeting,Attends as,Presence\nMay,Auditor,Apologies\nMay,Clerk,Present\nMay,Adviser,Apologies\n"
    assert fates(office, tmp_path, "attendance", nobody) == [Fate.CHANGE, Fate.ADD, Fate.ASIDE]
    assert fates(office, tmp_path, "attendance", "Meeting,Presence\nMay,Apologies\n") == [Fate.ASIDE]


def test_that_a_risk_bears_upon_each_thing_once(office: Office, tmp_path: Path) -> None:
    harbour = add(office, "project", title="Harbour")
    add(office, "risk", title="Flood", project_id=harbour)
    add(office, "task", project_id=harbour, title="Dig")
    text = "Risk,Project,Task,Note\nFlood,Harbour,,{note}\nFlood,,Dig,\n"
    assert fates(office, tmp_path, "risk_link", text.format(note="Low")) == [Fate.ADD, Fate.ADD]
    assert fates(office, tmp_path, "risk_link", text.format(note="High")) == [Fate.CHANGE, Fate.SAME]
    assert len(records(office, "risk_link")) == 2


def test_that_leave_without_a_code_is_known_by_who_is_away_and_from_which_day(
    office: Office, tmp_path: Path
) -> None:
    add(office, "person", name="Ann")
    text = "Person,First day,Last day\nAnn,2026-07-06,{last}\nAnn,2026-12-21,2026-12-31\n"
    assert fates(office, tmp_path, "leave", text.format(last="2026-07-17")) == [Fate.ADD, Fate.ADD]
    longer = text.format(last="2026-07-24")
    assert fates(office, tmp_path, "leave", longer) == [Fate.CHANGE, Fate.SAME]
    code = str(records(office, "leave")[1]["code"])
    moved = f"Code,Person,First day,Last day\n{code},Ann,2026-12-23,2026-12-31\n"
    assert fates(office, tmp_path, "leave", moved) == [Fate.CHANGE]
    assert len(records(office, "leave")) == 2


def test_that_a_measure_has_a_value_for_each_period(office: Office, tmp_path: Path) -> None:
    add(office, "asset", title="Bridge")
    heading, may = "Asset,Measure,Actual,Period ending\n", "Bridge,Open,99,2026-05-31\n"
    assert fates(office, tmp_path, "service_measure", heading + may) == [Fate.ADD]
    june = "Bridge,Open,97,2026-06-30\n"
    assert fates(office, tmp_path, "service_measure", heading + june) == [Fate.ADD]
    assert fates(office, tmp_path, "service_measure", heading + june + may) == [Fate.SAME, Fate.SAME]


def test_that_what_comes_again_under_its_name_is_told_apart_by_its_day(
    office: Office, tmp_path: Path
) -> None:
    add(office, "calendar", title="UK")
    holidays = "Calendar,Holiday,Date\nUK,Easter Monday,{}\nUK,Christmas Day,{}\n"
    for days in ("2026-04-06", "2026-12-25"), ("2027-03-29", "2027-12-25"):
        assert fates(office, tmp_path, "calendar_exception", holidays.format(*days)) == [Fate.ADD] * 2
        assert fates(office, tmp_path, "calendar_exception", holidays.format(*days)) == [Fate.SAME] * 2
    year = "Meeting,Starts,Place\n" + "".join(f"Board,2026-{n:02}-12 10:00,{{}}\n" for n in (5, 6, 7))
    assert fates(office, tmp_path, "meeting", year.format("A", "A", "A")) == [Fate.ADD] * 3
    assert fates(office, tmp_path, "meeting", year.format("A", "B", "A")) == [
        Fate.SAME,
        Fate.CHANGE,
        Fate.SAME,
    ]
    assert fates(office, tmp_path, "meeting", "Meeting,Starts\nBoard,2026-08-12 10:00\n") == [Fate.ADD]


def test_that_a_call_that_was_planned_is_the_one_that_happened(office: Office, tmp_path: Path) -> None:
    add(office, "stakeholder", title="Harbour master")
    heading = "Stakeholder,Engagement,Happened on\n"
    assert fates(office, tmp_path, "engagement", heading + "Harbour master,Call,\n") == [Fate.ADD]
    held = heading + "Harbour master,Call,2026-05-04\n"
    assert fates(office, tmp_path, "engagement", held) == [Fate.CHANGE]
    assert fates(office, tmp_path, "engagement", held + "Harbour master,Call,2026-06-04\n") == [
        Fate.SAME,
        Fate.ADD,
    ]


def test_that_a_renewed_qualification_is_the_same_one_unless_the_file_has_both(
    office: Office, tmp_path: Path
) -> None:
    add(office, "person", name="Ann")
    heading = "Held by,Qualification,Date awarded\n"
    first, second, third = (f"Ann,First aid,{year}-03-01\n" for year in (2020, 2023, 2026))
    assert fates(office, tmp_path, "qualification", heading + first) == [Fate.ADD]
    assert fates(office, tmp_path, "qualification", heading + second) == [Fate.CHANGE]
    assert fates(office, tmp_path, "qualification", heading + second + third) == [Fate.SAME, Fate.ADD]
    assert fates(office, tmp_path, "qualification", heading + second + third) == [Fate.SAME, Fate.SAME]


def test_that_rows_find_their_records_where_a_file_has_come_in_twice_before(
    office: Office, board: Id, tmp_path: Path
) -> None:
    person = next(each.id for each in records(office, "person") if each["name"] == "Ann")
    for _twice in range(2):
        add(office, "board_member", board_id=board, person_id=person, role="member")
    same, other = "Harbour Board,Ann,Member,,", "Harbour Board,Ann,Chair,,"
    assert seats(office, tmp_path, same) == [(Fate.SAME, "")]
    said = "2 records of the register have the same board, person."
    assert seats(office, tmp_path, other) == [(Fate.ASIDE, said)]


def test_that_a_log_that_came_in_before_its_projects_is_found_again(office: Office, tmp_path: Path) -> None:
    log = "Risk ID,Project,Risk,Likelihood\nR01,D01,Silt,4\nR02,D01,Mud,2\n,D01,Storm,2\nR01,D02,Silt,1\n"
    first = log.replace("R01,D02,Silt,1\n", "")
    assert set(fates(office, tmp_path, "risk", first)) == {Fate.ADD}
    for code, title in (("D01", "Dredging"), ("D02", "Dock")):
        add(office, "project", code=code, title=title)
    assert fates(office, tmp_path, "risk", log) == [Fate.CHANGE] * 3 + [Fate.ADD]
    assert fates(office, tmp_path, "risk", log) == [Fate.SAME] * 4
    assert {one["project_id"] is None for one in records(office, "risk")} == {False}
