# SPDX-License-Identifier: Apache-2.0
"""Dates follow every write, reach as far as the write does, and are the same as if all were worked out anew."""

from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.catalogue.fields import Id, Kind, Value
from portfolio_desktop.catalogue.plain import to_plain
from portfolio_desktop.catalogue.records.schedule import Task
from portfolio_desktop.domain.schedule.calendars import moment
from portfolio_desktop.storage.changes import Changes, Create, Edit
from portfolio_desktop.storage.plans.fallen import fallen
from portfolio_desktop.storage.plans.planner import Planner
from portfolio_desktop.storage.store import Store
from tests.support.laptops import laptops, meet
from tests.support.workspaces import (
    OtherLaptop,
    create,
    delete,
    edit,
    findings,
    get,
    live_tags,
    new_store,
    reopened,
    revive,
    tamper,
)

MONDAY = date(2026, 3, 2)


def project(store: Store, **values: Value) -> Id:
    return create(store, "project", **{"title": "Harbour", "start": MONDAY, **values})


def task(store: Store, of: Id, title: str, days: float, **values: Value) -> Id:
    given: dict[str, Value] = {"duration": Decimal(str(days)), "scheduling": "links", **values}
    return create(store, "task", project_id=of, title=title, **given)


def link(store: Store, before: Id, after: Id, **values: Value) -> Id:
    return create(store, "task_link", predecessor_id=before, task_id=after, **values)


def shown(store: Store, id: Id) -> Task:
    found = get(store, "task", id)
    assert isinstance(found, Task)
    return found


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(date(2026, 3, day), time(hour, minute))


def test_that_a_task_keeps_the_days_on_which_its_owner_works(store: Store) -> None:
    harbour = project(store)
    owner = create(store, "person", name="Ann Lee")
    build = task(store, harbour, "Build", 4, owner_id=owner)
    after = task(store, harbour, "Test", 1)
    link(store, build, after)
    assert shown(store, build).finishes == at(5, 17, 30)
    edit(store, "person", owner, pattern="Mon–Tue, Wed am")
    assert shown(store, build).finishes == at(10, 12, 45)  # 2.5 days of the first week, 1.5 of the second
    assert shown(store, after).starts == at(10, 12, 45)
    edit(store, "person", owner, pattern="3 days a week")
    assert shown(store, build).finishes == at(5, 17, 30)  # how much says nothing of which days
    edit(store, "person", owner, pattern="Mondays, as far as I know")
    assert shown(store, build).finishes == at(5, 17, 30)


def test_that_a_task_stands_where_its_links_allow(store: Store) -> None:
    harbour = project(store)
    dig, pour = task(store, harbour, "Dig", 3), task(store, harbour, "Pour", 2)
    link(store, dig, pour, lag=Decimal(1))
    assert (shown(store, dig).starts, shown(store, dig).finishes) == (at(2, 9), at(4, 17, 30))
    assert (shown(store, pour).starts, shown(store, pour).finishes) == (at(6, 9), at(9, 17, 30))
    assert shown(store, dig).critical
    assert shown(store, dig).total_float == 0


def test_that_a_later_edit_moves_all_that_waits_and_nothing_else(store: Store) -> None:
    harbour = project(store)
    dig, pour, paint = (task(store, harbour, name, 2) for name in ("Dig", "Pour", "Paint"))
    link(store, dig, pour)
    edit(store, "task", dig, duration=Decimal(4))
    assert shown(store, pour).starts == at(6, 9)
    assert shown(store, paint).starts == at(2, 9)
    assert shown(store, paint).total_float == 4


def test_that_a_circle_is_refused_by_its_names_and_nothing_is_written(store: Store) -> None:
    harbour = project(store)
    dig, pour = task(store, harbour, "Dig", 3), task(store, harbour, "Pour", 2)
    link(store, dig, pour)
    with pytest.raises(Refusal, match=r"‘Dig’ → ‘Pour’ → ‘Dig’"):
        link(store, pour, dig)
    edit(store, "task", dig, duration=Decimal(5))
    assert shown(store, pour).starts == at(9, 9)


def test_that_a_link_to_what_one_is_part_of_is_refused(store: Store) -> None:
    harbour = project(store)
    works = task(store, harbour, "Works", 1)
    dig = task(store, harbour, "Dig", 3, parent_id=works)
    with pytest.raises(Refusal, match="lies under"):
        link(store, dig, works)


def test_that_another_project_that_waits_moves_too(store: Store) -> None:
    quay, road = project(store), project(store, title="Road")
    dig, pave = task(store, quay, "Dig", 2), task(store, road, "Pave", 1)
    tie = link(store, dig, pave)
    edit(store, "task", dig, duration=Decimal(5))
    assert shown(store, pave).starts == at(9, 9)
    delete(store, "task_link", tie)
    assert shown(store, pave).starts == at(2, 9)


def test_that_what_was_deleted_and_brought_back_has_its_dates_again(store: Store) -> None:
    harbour = project(store)
    dig, pour = task(store, harbour, "Dig", 3), task(store, harbour, "Pour", 2)
    tie = link(store, dig, pour)
    delete(store, "task_link", tie)
    delete(store, "task", dig)
    assert shown(store, pour).starts == at(2, 9)
    revive(store, "task", dig)
    revive(store, "task_link", tie)
    assert shown(store, pour).starts == at(5, 9)


def test_that_a_task_with_a_start_of_its_own_keeps_it_and_the_clash_is_told(store: Store) -> None:
    harbour = project(store)
    dig = task(store, harbour, "Dig", 5)
    pour = task(store, harbour, "Pour", 1, scheduling=None, start=date(2026, 3, 4), end=date(2026, 3, 4))
    link(store, dig, pour)
    assert shown(store, pour).starts == at(4, 9)
    assert shown(store, pour).conflict == "links"


@pytest.mark.parametrize(
    ("values", "conflict"),
    [
        ({"deadline": at(3, 17, 30)}, "deadline"),
        ({"condition": "must_finish_on", "condition_at": at(3, 17, 30)}, "constraint"),
        ({"condition": "start_no_later", "condition_at": at(4, 9)}, "constraint"),
    ],
)
def test_that_a_date_that_cannot_be_kept_is_told_by_its_kind(
    store: Store, values: dict[str, Value], conflict: str
) -> None:
    harbour = project(store)
    dig, pour = task(store, harbour, "Dig", 5), task(store, harbour, "Pour", 1)
    link(store, dig, pour)
    edit(store, "task", pour, **values)
    found = shown(store, pour)
    assert found.conflict == conflict
    assert found.total_float is not None
    assert found.total_float < 0
    assert shown(store, dig).conflict == "later"


def test_that_the_date_promised_to_the_board_makes_the_float(store: Store) -> None:
    harbour = project(store, must_finish=date(2026, 3, 13))
    dig = task(store, harbour, "Dig", 5)
    assert shown(store, dig).total_float == 5
    edit(store, "project", harbour, must_finish=date(2026, 3, 5))
    assert shown(store, dig).total_float == -1
    assert shown(store, dig).conflict == "project"


def test_that_work_left_goes_on_after_the_status_date(store: Store) -> None:
    harbour = project(store, plan_status=date(2026, 3, 9))
    dig = task(store, harbour, "Dig", 4, start_actual=MONDAY, percent_done=Decimal(50))
    wait = task(store, harbour, "Wait", 1)
    assert (shown(store, dig).starts, shown(store, dig).finishes) == (at(2, 9), at(10, 17, 30))
    assert shown(store, wait).starts == at(9, 9)


def test_that_the_receiver_plans_on_what_was_promised_until_it_is_agreed_anew(store: Store) -> None:
    giver, taker = project(store), project(store, title="Taker")
    make, use = task(store, giver, "Make", 3), task(store, taker, "Use", 1)
    promise = create(
        store,
        "dependency",
        title="Parts",
        project_id=taker,
        giver_id=giver,
        giver_task_id=make,
        task_id=use,
        promised=date(2026, 3, 6),
        rests_on="promise",
    )
    assert shown(store, use).starts == at(9, 9)
    assert get(store, "dependency", promise)["plan_date"] == at(4, 17, 30)
    assert get(store, "dependency", promise)["outdated"] is True
    edit(store, "dependency", promise, rests_on="plan")
    assert shown(store, use).starts == at(5, 9)
    edit(store, "dependency", promise, rests_on="promise", promised=date(2026, 3, 4))
    assert get(store, "dependency", promise)["outdated"] is False


def test_that_a_calendar_moves_every_plan_that_it_counts_for(store: Store) -> None:
    short = create(store, "calendar", title="Short week", friday="-", holidays="none")
    office = create(store, "portfolio", title="Office", calendar_id=short)
    harbour = project(store, portfolio_id=office)
    dig = task(store, harbour, "Dig", 5)
    assert shown(store, dig).finishes == at(9, 17, 30)
    create(store, "calendar_exception", calendar_id=short, title="Storm", first=date(2026, 3, 3))
    assert shown(store, dig).finishes == at(10, 17, 30)


def test_that_a_task_of_which_nothing_is_known_has_no_dates_and_does_no_harm(store: Store) -> None:
    harbour = project(store)
    idea = create(store, "task", project_id=harbour, title="Idea")
    dig = task(store, harbour, "Dig", 1)
    assert shown(store, idea).starts is None
    assert shown(store, dig).starts == at(2, 9)
    undated = project(store, title="No start", start=None)
    assert shown(store, task(store, undated, "Some day", 1)).starts is None


def test_that_what_was_done_nobody_knows_when_holds_up_nothing(store: Store) -> None:
    harbour = project(store)
    dig, pour = task(store, harbour, "Dig", 3), task(store, harbour, "Pour", 2)
    link(store, dig, pour)
    edit(store, "task", dig, status="done")
    assert shown(store, dig).starts is None
    assert shown(store, pour).starts == at(2, 9)
    edit(store, "task", dig, end_actual=date(2026, 3, 3))
    assert shown(store, pour).starts == at(4, 9)


def test_that_of_a_circle_from_another_laptop_the_last_link_is_not_followed(tmp_path: Path) -> None:
    path = tmp_path / "office.portfolio"
    with new_store(path) as opened:
        harbour = project(opened)
        dig, pour = task(opened, harbour, "Dig", 3), task(opened, harbour, "Pour", 2)
        tie = link(opened, dig, pour)
        other = link(opened, dig, task(opened, harbour, "Paint", 1))
    laptop = OtherLaptop(path)
    laptop.edit("task_link", other, "predecessor_id", pour, tick=1 << 60)
    laptop.edit("task_link", other, "task_id", dig, tick=(1 << 60) + 1)
    with reopened(path) as opened:
        opened.rebuild()
        assert shown(opened, dig).starts == at(2, 9)
        assert shown(opened, pour).starts == at(5, 9)
        with opened.reading() as connection:
            assert [(one.link, set(one.circle)) for one in fallen(connection)] == [(other, {tie, other})]
        assert findings(opened) == []
        delete(opened, "task_link", tie)
        assert shown(opened, pour).starts == at(2, 9)
        with opened.reading() as connection:
            assert fallen(connection) == []


def test_that_an_edit_that_arrives_late_with_an_old_tick_leaves_no_stale_dates(tmp_path: Path) -> None:
    path = tmp_path / "office.portfolio"
    with new_store(path) as opened:
        harbour = project(opened)
        dig, pour = task(opened, harbour, "Dig", 3), task(opened, harbour, "Pour", 2)
        link(opened, dig, pour)
        edit(opened, "task", dig, duration=Decimal(2))
        with opened.reading() as connection:
            then = connection.exec_driver_sql("SELECT max(tick) FROM edit").scalar_one()
        edit(opened, "task", pour, duration=Decimal(3))
        assert moment(opened.schedule([harbour])[pour].start) == at(4, 9)
        longer = to_plain(Kind.NUMBER, Decimal(5))
        OtherLaptop(path).edit("task", dig, "duration", longer, tick=then + 1, parents=live_tags(path, dig))
        opened.schedule([harbour])  # asked for before the registers have followed the log
        opened.rebuild()
        assert shown(opened, pour).starts == at(9, 9)
        assert moment(opened.schedule([harbour])[pour].start) == at(9, 9)
        edit(opened, "task", pour, duration=Decimal(1))
        assert shown(opened, pour).finishes == at(9, 17, 30)
        assert findings(opened) == []


def test_that_what_arrives_moves_all_that_waits(tmp_path: Path) -> None:
    ada, bob = laptops(tmp_path, 2)
    harbour = project(ada)
    dig, pour = task(ada, harbour, "Dig", 3), task(ada, harbour, "Pour", 2)
    link(ada, dig, pour)
    meet([ada, bob])
    edit(bob, "task", pour, duration=Decimal(1))  # from now on the plan is known to Bob's laptop
    edit(ada, "task", dig, duration=Decimal(5))
    give_news(ada, bob)
    assert shown(bob, pour).starts == at(9, 9)
    edit(bob, "task", pour, duration=Decimal(2))
    assert shown(bob, pour).finishes == at(10, 17, 30)
    assert findings(bob) == []
    for store in (ada, bob):
        store.close()


def test_that_dates_follow_what_arrives_again_after_the_disk_refused_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, bob = laptops(tmp_path, 2)
    harbour = project(ada)
    dig, pour = task(ada, harbour, "Dig", 3), task(ada, harbour, "Pour", 2)
    link(ada, dig, pour)
    meet([ada, bob])
    edit(bob, "task", pour, duration=Decimal(1))
    edit(ada, "task", dig, duration=Decimal(5))
    arrived = Planner.arrived

    def refused(*arguments: Any) -> None:
        arrived(*arguments)
        raise OSError("no space left")

    with monkeypatch.context() as context:
        context.setattr(Planner, "arrived", refused)
        with pytest.raises(OSError, match="no space left"):
            give_news(ada, bob)
    give_news(ada, bob)
    assert shown(bob, pour).starts == at(9, 9)
    assert findings(bob) == []
    for store in (ada, bob):
        store.close()


def test_that_dates_changed_behind_the_back_are_found_and_mended(tmp_path: Path) -> None:
    path = tmp_path / "office.portfolio"
    with new_store(path) as opened:
        dig = task(opened, project(opened), "Dig", 3)
    tamper(path, "UPDATE task_schedule SET finishes = '2026-12-24T12:00'")
    with reopened(path) as opened:
        assert findings(opened) == ["The dates of 1 task do not follow from its plan."]
        opened.rebuild()
        assert findings(opened) == []
        assert shown(opened, dig).finishes == at(4, 17, 30)


_TASK = st.integers(0, 7)
_EDITS = st.one_of(
    st.tuples(_TASK, st.just("duration"), st.decimals(0, 9, places=1)),
    st.tuples(_TASK, st.just("percent_done"), st.sampled_from([None, Decimal(50), Decimal(100)])),
    st.tuples(_TASK, st.just("start"), st.one_of(st.none(), st.dates(MONDAY, date(2026, 4, 30)))),
    st.tuples(_TASK, st.just("scheduling"), st.sampled_from(["links", "dates", None])),
    st.tuples(_TASK, st.just("status"), st.sampled_from(["to_do", "done", "dropped"])),
    st.tuples(_TASK, st.just("condition"), st.sampled_from([None, "alap", "start_no_earlier"])),
    st.tuples(_TASK, st.just("parent_id"), st.none()),
    st.tuples(_TASK, st.just("title"), st.sampled_from(["Dig", "Pour"])),
)


def give_news(giver: Store, taker: Store) -> None:
    """Take what is new of what `giver` knows to `taker`."""
    known = taker.ledger.ends()
    for line, end in giver.ledger.ends().items():
        first = known[line].place + 1 if line in known else 1
        if first <= end.place:
            taker.ledger.take([giver.ledger.stretch(line, first, end.place)])


def plan_of_two(store: Store, *, given_start: bool) -> list[Id]:
    """Eight tasks of two projects that hang together."""
    one = project(store, start=MONDAY if given_start else None)
    two = project(store, title="Road")
    ids = [Id(store.new_id()) for _n in range(8)]
    tasks = [
        Create(
            "task",
            id,
            {
                "project_id": one if n < 5 else two,
                "title": f"Task {n}",
                "duration": Decimal(n),
                "scheduling": "links",
                "parent_id": ids[0] if n in (1, 2) else None,
            },
        )
        for n, id in enumerate(ids)
    ]
    links = [
        Create("task_link", Id(store.new_id()), {"predecessor_id": ids[a], "task_id": ids[b], "kind": kind})
        for a, b, kind in ((1, 2, "fs"), (2, 3, "ss"), (3, 6, "fs"), (6, 7, "ff"), (4, 7, "fs"))
    ]
    store.write(Changes("A plan", (*tasks, *links)))
    return ids


@settings(max_examples=40, deadline=None)
@given(edits=st.lists(_EDITS, min_size=1, max_size=8), given_start=st.booleans())
def test_that_following_edits_gives_what_working_everything_out_anew_gives(
    edits: list[tuple[int, str, Value]], given_start: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with new_store(tmp_path_factory.mktemp("plans") / "office.portfolio") as opened:
        ids = plan_of_two(opened, given_start=given_start)
        for number, field, value in edits:
            opened.write(Changes("An edit", (Edit("task", ids[number], field, value),)))
            assert findings(opened) == []


@settings(max_examples=15, deadline=None)
@given(
    acts=st.lists(
        st.one_of(
            st.tuples(st.integers(0, 1), _EDITS),
            st.sampled_from([(0, 1), (1, 0)]),  # all that one knows goes to the other
            st.tuples(st.integers(0, 1), st.just("elsewhere")),
        ),
        min_size=2,
        max_size=12,
    )
)
def test_that_dates_follow_what_others_edit_as_if_all_were_worked_out_anew(
    acts: list[tuple[int, Any]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    both = laptops(tmp_path_factory.mktemp("plans"), 2)
    ids = plan_of_two(both[0], given_start=True)
    meet(both)
    for who, act in acts:
        match act:
            case int(taker):
                give_news(both[who], both[taker])
            case (int(number), str(field), value):
                both[who].write(Changes("An edit", (Edit("task", ids[number], field, value),)))
            case _:
                create(both[who], "project", title="Elsewhere")
        assert findings(both[0]) == findings(both[1]) == []
    meet(both)
    for store in both:
        store.close()
