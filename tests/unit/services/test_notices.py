# SPDX-License-Identifier: Apache-2.0
"""Notices: what calls for attention, what is done with stays away until there is more, and quiet is quiet."""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from portfolio_desktop.base.settings import Settings
from portfolio_desktop.services.doubles.merging import merge
from portfolio_desktop.services.notices.gathering import notices
from portfolio_desktop.services.notices.memory import Memory
from portfolio_desktop.services.notices.notice import Kind, Notice, Place
from portfolio_desktop.services.notices.telling import Manner, counted, manner, only_of, to_tell
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.preferences.keeping import keep
from tests.support.offices import add

NOON = datetime.fromisoformat("2026-11-20T12:00")
DAILY, EACH = Manner("daily", True, 18, 8), Manner("each", True, 18, 8)


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return Memory(Settings(tmp_path / "settings.json"), tmp_path / "w.portfolio")


def of(found: Iterable[Notice], kind: Kind) -> list[Notice]:
    return [each for each in found if each.kind is kind]


def notice(key: str = "a", state: str = "1", *, urgent: bool = False) -> Notice:
    return Notice(key, Kind.ESCALATION if urgent else Kind.DUE, "The harbour wall", state, 3, urgent)


def test_that_an_empty_workspace_calls_for_nothing(office: Office) -> None:
    assert notices(office, NOON) == ()


def test_that_what_is_due_of_one_kind_is_one_notice_that_leads_to_its_records(office: Office) -> None:
    today = office.today()
    for days in (-3, -1, 0, 7, 8):
        add(office, "action", title=f"In {days}", due=today + timedelta(days=days))
    (due,) = of(notices(office, NOON), Kind.DUE)
    assert due.count == 4
    assert "2 late, 2 within 7 days" in due.text
    assert due.where is not None
    with office.reading() as reader:
        assert reader.count(office.catalogue.entity("action"), due.where) == 4


def test_that_what_stands_twice_is_told_until_it_is_one(office: Office) -> None:
    ids = [add(office, "person", name="Vera Lind") for _time in range(2)]
    (double,) = of(notices(office, NOON), Kind.DOUBLE)
    assert (double.count, double.text, double.place) == (1, "1 record stands twice", Place.QUALITY)
    office.write(merge(office, "person", ids))
    assert of(notices(office, NOON), Kind.DOUBLE) == []


def test_that_a_clock_is_told_from_a_day_before_and_pressing_once_it_has_run_out(office: Office) -> None:
    project = add(office, "project", title="Harbour")
    for title, hours in (("Next week", 150), ("Tomorrow", 20), ("Late", -2)):
        when = NOON + timedelta(hours=hours)
        add(
            office,
            "escalation",
            title=title,
            project_id=project,
            tell_by=when,
            raised_at=NOON - timedelta(days=9),
        )
    found = of(notices(office, NOON), Kind.ESCALATION)
    assert [
        (title in each.text, each.urgent) for each, title in zip(found, ("Late", "Tomorrow"), strict=True)
    ] == [
        (True, True),
        (True, False),
    ]
    assert {each.place for each in found} == {Place.CLOCKS}


def test_that_projects_that_have_not_reported_are_one_notice_once_any_has(office: Office) -> None:
    old = add(office, "project", title="Old")
    add(office, "project", title="Silent")
    assert of(notices(office, NOON), Kind.REPORT) == []
    add(office, "status_report", project_id=old, period_end=office.today() - timedelta(days=50))
    (report,) = of(notices(office, NOON), Kind.REPORT)
    assert (report.count, report.place) == (2, Place.QUALITY)


def test_that_what_is_done_with_comes_back_once_there_is_more_to_it(memory: Memory) -> None:
    memory.done(notice())
    assert memory.standing([notice()], NOON.date()) == ()
    assert memory.standing([notice(state="2")], NOON.date()) == (notice(state="2"),)


def test_that_what_is_put_off_comes_back_on_its_day_and_all_of_it_when_asked(memory: Memory) -> None:
    memory.snooze(notice(), NOON.date() + timedelta(days=7))
    assert memory.standing([notice(state="2")], NOON.date() + timedelta(days=6)) == ()
    assert memory.standing([notice()], NOON.date() + timedelta(days=7)) == (notice(),)
    memory.bring_back()
    assert memory.standing([notice()], NOON.date()) == (notice(),)


def test_that_once_a_day_is_once_and_what_is_pressing_is_told_at_once(memory: Memory) -> None:
    assert to_tell(DAILY, memory, [notice()], NOON) == (notice(),)
    memory.told([notice()], NOON.date())
    later, pressing = notice("b"), notice("c", urgent=True)
    assert to_tell(DAILY, memory, [notice(), later], NOON) == ()
    assert to_tell(DAILY, memory, [later, pressing], NOON) == (pressing,)
    assert to_tell(EACH, memory, [notice(), later], NOON) == (later,)
    assert to_tell(DAILY, memory, [later], NOON + timedelta(days=1)) == (later,)


def test_that_nothing_is_said_in_quiet_hours_nor_to_whoever_wants_nothing(memory: Memory) -> None:
    pressing = [notice(urgent=True)]
    assert to_tell(EACH, memory, pressing, NOON.replace(hour=18)) == ()
    assert to_tell(EACH, memory, pressing, NOON.replace(hour=7)) == ()
    assert to_tell(EACH, memory, pressing, NOON.replace(hour=8)) == tuple(pressing)
    assert to_tell(Manner("never", True, 18, 8), memory, pressing, NOON) == ()
    assert not Manner("each", True, 9, 9).is_quiet(NOON.replace(hour=9))
    assert Manner("each", True, 9, 17).is_quiet(NOON)


def test_that_what_is_said_outside_the_window_counts_and_names_nothing() -> None:
    said = counted([notice(), notice("b", urgent=True)])
    assert "harbour" not in said.lower()
    assert said == "3 clocks run out. 3 things are due."


def test_that_a_damaged_memory_is_none_and_works_again(tmp_path: Path) -> None:
    workspace = tmp_path / "w.portfolio"
    for damage in (3, {"a": 1}, {"handled": [1]}, {"handled": {"a": {"until": 7}}, "told": "x"}):
        key = f"ann lee|{workspace.resolve()}"
        plain = {"author": "Ann Lee", "notices.handled": {key: damage}}
        (tmp_path / "settings.json").write_text(json.dumps(plain), encoding="utf-8")
        memory = Memory(Settings(tmp_path / "settings.json"), workspace)
        assert memory.standing([notice()], NOON.date()) == (notice(),)
        assert memory.untold([notice()]) == (notice(),)
        memory.done(notice())
        assert memory.standing([notice()], NOON.date()) == ()


def test_that_how_somebody_is_told_is_what_they_chose(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    assert manner(settings) == DAILY
    keep(settings, "notices", "each")
    keep(settings, "quiet_from", "22")
    assert manner(settings) == Manner("each", True, 22, 8)


def test_that_only_what_is_mine_leaves_out_what_others_answer_for(office: Office) -> None:
    soon = office.today() + timedelta(days=1)
    ann, bob = (add(office, "person", name=name) for name in ("Ann Example", "Bob Example"))
    mine = add(office, "project", title="Harbour", manager_id=ann)
    other = add(office, "project", title="School", manager_id=bob)
    for title, owner, project in (
        ("Mine elsewhere", ann, other),
        ("Bob's in my project", bob, mine),
        ("Nobody's in my project", None, mine),
        ("Nobody's elsewhere", None, other),
    ):
        add(office, "action", title=title, owner_id=owner, project_id=project, due=soon)
    (due,) = notices(office, NOON, "ann  example")
    assert (due.count, due.entity) == (2, "action")
    with office.reading() as reader:
        assert due.where is not None
        rows = reader.values(office.catalogue.entity("action"), ("title",), due.where)
    assert {row[1] for row in rows} == {"Mine elsewhere", "Nobody's in my project"}
    assert sum(each.count for each in notices(office, NOON, "Somebody Unknown")) == 4


def test_that_whose_notices_are_told_follows_the_name(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    settings.put("author", "Ann Example")
    assert only_of(settings) == ""
    keep(settings, "notices_of", "mine")
    assert only_of(settings) == "Ann Example"
    settings.put("author", "Bob Example")
    assert only_of(settings) == ""
