# SPDX-License-Identifier: Apache-2.0
"""The history says who changed what, in words."""

from datetime import date, timedelta

from portfolio_desktop.base.text import clean
from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.services import records
from portfolio_desktop.services.history import acts, of_record, of_workspace
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.undo import undo
from portfolio_desktop.storage.changes import Changes, Edit, Why
from tests.support.hostile import HOSTILE
from tests.support.offices import add


def change(office: Office, id: Id, **values: Value) -> None:
    office.write(records.change(office, "project", id, values))


def test_that_an_empty_workspace_has_no_history(office: Office) -> None:
    assert of_workspace(office) == []
    assert acts(office) == []
    assert of_record(office, Id("nobody")) == []


def test_that_a_change_says_who_made_it_and_what_it_was_before(office: Office) -> None:
    project = add(office, "project", title="Harbour", stage="obc")
    change(office, project, stage="fbc")
    change(office, project, whole_life_cost=Unknown("Exempt"))
    newest, stage, created = of_record(office, project)
    assert created.event == "created"
    assert created.text == "Added"
    assert (stage.author, stage.title, stage.field_label) == ("Ruth Calloway", "Harbour", "Stage")
    assert stage.text == "Stage: Outline business case (OBC) → Full business case (FBC)"
    assert newest.text == "Whole-life cost: – → Exempt"


def test_that_a_link_is_told_by_the_name_of_what_it_points_to(office: Office) -> None:
    ann, ben = add(office, "person", name="Ann"), add(office, "person", name="Ben")
    project = add(office, "project", title="Harbour", sro_id=ann)
    change(office, project, sro_id=ben)
    assert of_record(office, project)[0].text == "Senior responsible owner: Ann → Ben"
    office.write(records.delete(office, "person", [ben]))
    assert of_record(office, project)[0].text == "Senior responsible owner: Ben → –"


def test_that_amber_of_another_scale_is_told_apart(office: Office) -> None:
    project = add(office, "project", title="Harbour", confidence=Rating("rag3", "amber"))
    change(office, project, confidence=Rating("rag5", "amber"))
    entry = of_record(office, project)[0]
    assert entry.old == "Amber (Red, Amber, Green)"
    assert entry.new == "Amber (Five points, Green to Red)"


def test_that_a_deletion_and_its_undoing_stay_in_the_history(office: Office) -> None:
    project = add(office, "project", title="Harbour")
    office.write(records.delete(office, "project", [project]))
    assert of_record(office, project)[0].title == "Harbour"
    undo(office)
    assert [entry.event for entry in of_record(office, project)] == ["restored", "deleted", "created"]
    assert [act.why for act in acts(office)] == [Why.UNDO, Why.EDIT, Why.EDIT]


def test_that_the_workspace_tells_the_newest_first_and_no_more_than_is_asked(demo_office: Office) -> None:
    entries = of_workspace(demo_office, limit=20)
    assert len(entries) == 20
    assert entries == of_workspace(demo_office, limit=40)[:20]
    assert entries[0].label == "Take in this month's reports"
    assert [act.label for act in acts(demo_office, limit=2)] == [
        "Take in this month's reports",
        "Take in this month's new entries",
    ]


def test_that_a_day_limits_how_far_back_it_goes(demo_office: Office) -> None:
    now = of_workspace(demo_office, limit=1)[0].when
    assert of_workspace(demo_office, since=now - timedelta(hours=1))
    assert of_workspace(demo_office, since=now.date())
    assert of_workspace(demo_office, since=date(2199, 1, 1)) == []


def test_that_hostile_text_is_shown_on_one_line_and_not_interpreted(office: Office) -> None:
    project = add(office, "project", title="Harbour", description="before")
    edits = tuple(
        Edit("project", project, "description", text) for text in HOSTILE if clean(text).text == text
    )
    office.write(Changes("Hostile", edits))
    entries = of_record(office, project, limit=len(edits))
    assert len(entries) == len(edits)
    for entry in entries:
        assert "\n" not in entry.text
        assert len(entry.text) < 300
