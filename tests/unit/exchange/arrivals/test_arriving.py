# SPDX-License-Identifier: Apache-2.0
"""A plan on its way in: what becomes of its tasks, links, calendars and people, and of a later version of it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from portfolio_desktop.domain.schedule.calendars import moment
from portfolio_desktop.domain.schedule.plan import Constraint, LagKind, LinkKind
from portfolio_desktop.exchange.arrivals.planned import Fate, Gone, Options, Side, Source
from portfolio_desktop.exchange.arrivals.planning import plan_arrival
from portfolio_desktop.exchange.plans.plan_file import (
    PlanAssignment,
    PlanFile,
    PlanLink,
    PlanResource,
    PlanTask,
)
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.planning.baselines.pictures import read_picture
from portfolio_desktop.services.undo import undo
from tests.support.arrivals import bring, only_project, rows, titled
from tests.support.offices import add, dump, faults, make_office
from tests.support.plan_files import at, sample_plan

PACK = "Pack the books <carefully> & label them"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with make_office(tmp_path) as office:
        yield office


def changed(file: PlanFile, uid: str, **values: Any) -> PlanFile:
    """The plan with one task otherwise."""
    tasks = tuple(replace(task, **values) if task.uid == uid else task for task in file.tasks)
    return replace(file, tasks=tasks)


def later(file: PlanFile) -> PlanFile:
    """A version of the plan a day of work longer: everything after the packing moves."""
    file = changed(file, "2", duration=6 * 480, finish=at(9, 17), remaining=4 * 480)
    file = changed(file, "3", start=at(10), finish=at(15, 17))
    return changed(file, "4", start=at(20, 17), finish=at(20, 17))


def test_that_a_plan_becomes_a_project_with_tasks_that_say_what_the_file_says(office: Office) -> None:
    arrival = bring(office, sample_plan())
    assert arrival.new_project
    assert arrival.counts[Fate.NEW] == 4
    project = titled(office, "project", "Library")
    assert (project["start"], project["plan_status"]) == (date(2026, 4, 1), date(2026, 4, 3))
    pack = titled(office, "task", PACK)
    assert pack["parent_id"] == titled(office, "task", "Move the library")["id"]
    assert (pack["duration"], pack["percent_done"], pack["status"]) == (5, 40, "doing")
    assert (pack["cost"], pack["note"]) == (Decimal("1200.5"), "Shelf by shelf.\nThe map room last.")
    assert pack["levelling_priority"] == 750
    assert pack["scheduling"] == "links"
    carry = titled(office, "task", "Carry them over")
    assert carry["deadline"] == moment(at(15, 17))
    assert faults(office) == []


def test_that_what_is_promised_in_the_preview_is_what_is_kept(office: Office) -> None:
    arrival = bring(office, sample_plan())
    finish = max(row["finishes"] for row in rows(office, "task") if row["finishes"])
    assert arrival.whole.here == finish


def test_that_links_keep_their_kind_and_the_way_their_lag_is_counted(office: Office) -> None:
    bring(office, sample_plan())
    found = {(row["kind"], row["lag"], row["lag_kind"]) for row in rows(office, "task_link")}
    assert ("fs", Decimal(1), "working") in found
    assert ("ff", None, "working") in found
    assert ("ss", Decimal(2), "elapsed") in found


def test_that_own_fields_are_made_once_and_filled_again(office: Office) -> None:
    first = bring(office, sample_plan())
    again = bring(office, sample_plan())
    assert set(first.own_fields) == {"Boxes", "Floor"}
    assert again.own_fields == ()
    fields = {
        field.label: field.name for field in office.catalogue.entity("task").fields if field.label == "Floor"
    }
    assert [row[fields["Floor"]] for row in rows(office, "task") if row["title"] == PACK] == ["Second"] * 2


def test_that_a_calendar_that_is_here_already_is_not_made_again(office: Office) -> None:
    assert set(bring(office, sample_plan()).calendars) == {"Office", "Lorries"}
    assert bring(office, sample_plan()).calendars == ()


def test_that_a_calendar_of_the_same_name_that_says_otherwise_is_made_beside_it(office: Office) -> None:
    bring(office, sample_plan())
    file = sample_plan()
    early = replace(file.calendars[0], week=(((420, 900),),) * 5 + ((),) * 2)
    arrival = bring(office, replace(file, calendars=(early, *file.calendars[1:])))
    assert arrival.calendars == ("Office (2)",)


def test_that_resources_are_matched_by_name_and_their_person_owns_the_task(office: Office) -> None:
    bob = add(office, "person", name="Bob Hill")
    bring(office, sample_plan())
    arrival = bring(office, sample_plan())
    assert (arrival.resources, arrival.resources_known) == (0, 1)
    assert titled(office, "resource", "Bob Hill")["person_id"] == bob
    assert {row["owner_id"] for row in rows(office, "task") if row["title"] == PACK} == {bob}


def test_that_addresses_of_people_come_in_nowhere(office: Office) -> None:
    file = sample_plan()
    file = replace(
        changed(file, "2", notes="Ask ada.finch@example.org first", name="Pack (bob@example.org)"),
        resources=(PlanResource(uid="1", name="ada.finch@example.org"),),
        assignments=(PlanAssignment(uid="1", task="2", resource="1"),),
    )
    bring(office, file)
    assert "example.org" not in dump(office)
    assert titled(office, "resource", "Ada Finch")


def test_that_one_undo_takes_the_whole_plan_back(office: Office) -> None:
    before = dump(office)
    bring(office, sample_plan())
    undo(office)
    assert dump(office) == before


def test_that_a_later_version_says_what_moved_and_changes_those_tasks(office: Office) -> None:
    bring(office, sample_plan())
    project = only_project(office)
    arrival = bring(office, later(sample_plan()), into=project)
    moved = {row.title: row for row in arrival.rows}
    assert (moved[PACK].slip, moved[PACK].slip_worked) == (1, 1)
    assert (moved["Doors open"].slip, moved["Doors open"].slip_worked) == (3, 1)
    assert "duration" in [change.field for change in moved[PACK].changes]
    assert arrival.whole.slip == 3
    assert len(rows(office, "task")) == 4
    assert titled(office, "task", PACK)["duration"] == 6
    assert len(rows(office, "plan")) == 2


def test_that_the_same_version_again_changes_no_task(office: Office) -> None:
    bring(office, sample_plan())
    arrival = bring(office, sample_plan(), into=only_project(office))
    assert arrival.counts == {Fate.SAME: 4}
    assert not [
        item for item in arrival.items if item.entity in ("task", "task_link", "assignment", "project")
    ]


def test_that_tasks_are_recognised_when_the_file_was_numbered_anew(office: Office) -> None:
    bring(office, sample_plan())
    file = sample_plan()
    other = {"1": "11", "2": "12", "3": "13", "4": "14"}
    file = replace(
        file,
        tasks=tuple(
            replace(task, uid=other[task.uid], parent=other.get(task.parent or "")) for task in file.tasks
        ),
        links=tuple(
            replace(link, predecessor=other[link.predecessor], successor=other[link.successor])
            for link in file.links
        ),
        assignments=tuple(replace(each, task=other[each.task]) for each in file.assignments),
    )
    arrival = bring(office, file, into=only_project(office))
    assert arrival.counts == {Fate.SAME: 4}


def test_that_a_renamed_task_is_the_same_task(office: Office) -> None:
    bring(office, sample_plan())
    arrival = bring(office, changed(sample_plan(), "3", name="Drive them over"), into=only_project(office))
    assert arrival.counts == {Fate.SAME: 3, Fate.CHANGED: 1}


def without(file: PlanFile, uid: str) -> PlanFile:
    return replace(
        file,
        tasks=tuple(task for task in file.tasks if task.uid != uid),
        links=tuple(link for link in file.links if uid not in (link.predecessor, link.successor)),
        assignments=tuple(each for each in file.assignments if each.task != uid),
    )


def test_that_a_task_that_has_gone_stays_as_dropped(office: Office) -> None:
    bring(office, sample_plan())
    arrival = bring(office, without(sample_plan(), "3"), into=only_project(office))
    assert arrival.counts[Fate.GONE] == 1
    gone = titled(office, "task", "Carry them over")
    assert (gone["status"], gone["starts"]) == ("dropped", None)


def test_that_a_task_that_has_gone_is_deleted_with_its_links_where_one_wants_that(office: Office) -> None:
    bring(office, sample_plan())
    bring(office, without(sample_plan(), "3"), into=only_project(office), gone=Gone.DELETE)
    assert "Carry them over" not in [row["title"] for row in rows(office, "task")]
    assert len(rows(office, "task_link")) == 1
    assert faults(office) == []


def test_that_a_dropped_task_comes_back_with_the_version_that_has_it_again(office: Office) -> None:
    bring(office, sample_plan())
    project = only_project(office)
    bring(office, without(sample_plan(), "3"), into=project)
    bring(office, sample_plan(), into=project)
    assert titled(office, "task", "Carry them over")["status"] == "to_do"


def test_that_what_somebody_changed_here_is_asked_about_and_the_file_wins_unless_told(office: Office) -> None:
    bring(office, sample_plan())
    project, task = only_project(office), titled(office, "task", PACK)["id"]
    office.write(records.change(office, "task", task, {"duration": Decimal(9), "note": "Our own words"}))
    arrival = plan_arrival(office, sample_plan(), Source(name="p.xml"), Options(into=project))
    assert {(clash.field, clash.side) for clash in arrival.clashes} == {
        ("duration", Side.THEIRS),
        ("note", Side.OURS),
    }
    bring(office, sample_plan(), into=project)
    assert titled(office, "task", PACK)["duration"] == 5
    assert titled(office, "task", PACK)["note"] == "Our own words"


def test_that_each_value_can_be_decided_on_its_own(office: Office) -> None:
    bring(office, sample_plan())
    project, task = only_project(office), titled(office, "task", PACK)["id"]
    office.write(records.change(office, "task", task, {"duration": Decimal(9), "title": "Pack"}))
    bring(office, sample_plan(), into=project, sides={(task, "duration"): Side.OURS})
    assert titled(office, "task", PACK)["duration"] == 9


def test_that_what_only_the_office_knows_of_a_task_stays(office: Office) -> None:
    bring(office, sample_plan())
    project, task = only_project(office), titled(office, "task", PACK)["id"]
    ann = add(office, "person", name="Ann Lee")
    office.write(records.change(office, "task", task, {"owner_id": ann, "board": True}))
    arrival = bring(office, later(sample_plan()), into=project)
    kept = titled(office, "task", PACK)
    assert (kept["owner_id"], kept["board"], arrival.clashes) == (ann, True, ())


def test_that_every_version_is_kept_as_it_was_received(office: Office) -> None:
    bring(office, sample_plan())
    bring(office, later(sample_plan()), into=only_project(office))
    received = [row for row in rows(office, "baseline") if row["kind"] == "received"]
    assert [row["finish"] for row in received] == [date(2026, 4, 17), date(2026, 4, 20)]
    first, last = (read_picture(row["definition"]) for row in received)
    assert len(first.tasks) == 4
    assert last.project.finish == moment(at(20, 17))


def test_that_a_supplier_s_baseline_comes_once_while_it_stays_as_it_is(office: Office) -> None:
    bring(office, sample_plan())
    bring(office, later(sample_plan()), into=only_project(office))
    assert [row["title"] for row in rows(office, "baseline") if row["kind"] == "agreed"] == ["Baseline"]


def test_that_links_no_schedule_can_follow_are_named_and_left_out(office: Office) -> None:
    file = sample_plan()
    wrong = (
        PlanLink(predecessor="1", successor="2"),  # a task and the summary it lies in
        PlanLink(predecessor="4", successor="2"),  # a circle
    )
    arrival = bring(office, replace(file, links=(*file.links, *wrong)))
    assert arrival.links == 3
    assert sorted((link.before, link.after) for link in arrival.links_aside) == [
        ("Doors open", PACK),
        ("Move the library", PACK),
    ]
    assert all(link.reason for link in arrival.links_aside)
    (plan,) = rows(office, "plan")
    assert "circle" in plan["left_out"]


@pytest.mark.parametrize("kind", [LinkKind.FF, LinkKind.SF])
def test_that_a_link_that_holds_the_finish_of_a_summary_is_told_as_left_out(
    office: Office, kind: LinkKind
) -> None:
    file = sample_plan()
    ahead = PlanTask(uid="9", name="Empty the shelves", duration=480, start=at(1), finish=at(1, 17))
    into = PlanLink(predecessor="9", successor="1", kind=kind)
    arrival = bring(office, replace(file, tasks=(*file.tasks, ahead), links=(*file.links, into)))
    assert [(link.before, link.after, link.kind) for link in arrival.links_aside] == [
        ("Empty the shelves", "Move the library", str(kind))
    ]
    (plan,) = rows(office, "plan")
    assert f"Empty the shelves → Move the library ({kind.upper()})" in plan["left_out"]
    assert "Link the task that is meant" in plan["left_out"]


def test_that_a_link_into_a_task_that_a_later_version_makes_a_summary_is_told_as_left_out(
    office: Office,
) -> None:
    file = sample_plan()
    into = PlanLink(predecessor="2", successor="3", kind=LinkKind.FF)
    file = replace(file, links=(*file.links, into))
    bring(office, file)
    part = PlanTask(uid="9", name="Carry the maps", parent="3", duration=480, start=at(9), finish=at(9, 17))
    arrival = bring(office, replace(file, tasks=(*file.tasks, part)), into=only_project(office))
    assert ("Carry them over", "ff") in {(link.after, link.kind) for link in arrival.links_aside}
    assert faults(office) == []


def test_that_links_with_inactive_tasks_are_left_out_and_the_task_is_dropped(office: Office) -> None:
    arrival = bring(office, changed(sample_plan(), "3", active=False))
    assert titled(office, "task", "Carry them over")["status"] == "dropped"
    assert len(arrival.links_aside) == 2


def levelled() -> PlanFile:
    """Two tasks that the file puts after each other though no link does, and one that follows the second."""
    tasks = (
        PlanTask(uid="1", name="First", duration=480, start=at(1), finish=at(1, 17)),
        PlanTask(uid="2", name="Second", duration=480, start=at(7), finish=at(7, 17)),
        PlanTask(uid="3", name="Third", duration=480, start=at(8), finish=at(8, 17)),
    )
    links = (PlanLink(predecessor="2", successor="3"),)
    return replace(
        sample_plan(), tasks=tasks, links=links, resources=(), assignments=(), fields=(),
        project=replace(sample_plan().project, status_date=None),
    )  # fmt: skip


def test_that_a_levelled_task_keeps_its_date_and_what_follows_it_needs_no_hold(office: Office) -> None:
    arrival = bring(office, levelled())
    assert (arrival.dated.tasks, arrival.dated.agreed_unheld, arrival.dated.agreed) == (3, 1, 3)
    assert arrival.dated.held == 1
    second, third = titled(office, "task", "Second"), titled(office, "task", "Third")
    assert (second["condition"], second["condition_at"]) == ("start_no_earlier", moment(at(7, 8)))
    assert third["condition"] is None
    assert third["starts"] == moment(at(8, 8))


def test_that_nothing_is_held_where_one_wants_links_alone(office: Office) -> None:
    arrival = bring(office, levelled(), hold=False)
    assert arrival.dated.held == 0
    assert titled(office, "task", "Second")["starts"] == moment(at(1, 8))


def test_that_a_hold_gives_a_latest_finish_its_place_as_a_deadline(office: Office) -> None:
    file = changed(levelled(), "2", constraint=Constraint.FINISH_NO_LATER, constraint_at=at(9, 17))
    bring(office, file)
    second = titled(office, "task", "Second")
    assert (second["condition"], second["deadline"]) == ("start_no_earlier", moment(at(9, 17)))


def test_that_a_plan_goes_under_a_summary_of_a_project_that_has_tasks(office: Office) -> None:
    project = add(office, "project", title="Estates")
    phase = add(office, "task", project_id=project, title="Phase two", scheduling="links")
    bring(office, sample_plan(), into=project, under=phase)
    assert titled(office, "task", "Move the library")["parent_id"] == phase
    assert len(rows(office, "project")) == 1


def test_that_manual_tasks_keep_their_own_dates(office: Office) -> None:
    bring(office, changed(levelled(), "2", manual=True))
    second = titled(office, "task", "Second")
    assert (second["scheduling"], second["start"], second["end"]) == (
        "dates",
        date(2026, 4, 7),
        date(2026, 4, 7),
    )


def test_that_a_link_twice_between_the_same_two_counts_once(office: Office) -> None:
    file = sample_plan()
    twice = PlanLink(predecessor="2", successor="3", kind=LinkKind.FS, lag=240, lag_kind=LagKind.WORKING)
    arrival = bring(office, replace(file, links=(*file.links, twice)))
    assert arrival.links == 3
    assert len(arrival.links_aside) == 1
