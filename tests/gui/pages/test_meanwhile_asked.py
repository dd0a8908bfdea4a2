# SPDX-License-Identifier: Apache-2.0
"""Others write into the record that a small window asks about: it is shown, and nothing goes over what nobody has seen."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from portfolio_desktop.catalogue.fields import Id, Record, Value
from portfolio_desktop.gui.form.act_dialog import ActDialog
from portfolio_desktop.gui.form.block import FieldBlock
from portfolio_desktop.gui.form.editors import FieldEditor
from portfolio_desktop.gui.pages.assurance import acting
from portfolio_desktop.gui.pages.assurance.change_dialog import ChangeDialog
from portfolio_desktop.gui.pages.assurance.page import CONTROLS
from portfolio_desktop.gui.pages.capacity.acting import About, act_on
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services import records
from portfolio_desktop.services.governance import change_requests, controls, lessons
from portfolio_desktop.services.governance.standing import Standing
from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.changes import Changes, Create, Edit
from tests.gui.pages.test_assurance import enter, held, page
from tests.support.desks import records_of


def editor(window: ActDialog, field: str) -> FieldEditor:
    blocks = window.findChildren(FieldBlock)
    return next(each.editor(field) for each in blocks if field in each.names)


def said(window: ActDialog) -> str:
    return "\n".join(label.text() for label in window.findChildren(Label) if not label.isHidden())


def matrix(demo: Shell) -> controls.ControlMatrix:
    found: list[controls.ControlMatrix] = []
    demo.desk.read(controls.matrix, found.append)
    return found[0]


def place(demo: Shell, *, attested: bool) -> tuple[Id, Standing]:
    """A project, and how one of its controls stands."""
    return next(
        (row.project, standing)
        for row in matrix(demo).rows
        for standing in row.standings.values()
        if bool(standing.check and standing.check.evidence) is attested
    )


def attesting(demo: Shell, project: Id, standing: Standing) -> ActDialog:
    return acting.attest(demo.desk, demo.window, project, standing, {}, demo.desk.today)


def attest_elsewhere(demo: Shell, project: Id, control: Id) -> None:
    demo.desk.write(
        lambda office: controls.attest(
            office, project, control, "not_in_place", evidence="It lapsed in May", note="Seen on site"
        )
    )


def every(demo: Shell, entity: str) -> list[Record]:
    found: list[Record] = []

    def look(office: Office) -> list[Record]:
        with office.reading() as reader:
            return list(reader.all(reader.catalogue.entity(entity)))

    demo.desk.read(look, found.extend)
    return found


def checks(demo: Shell, project: Id, control: Id) -> list[tuple[object, ...]]:
    of = [
        each
        for each in every(demo, "control_check")
        if (each["project_id"], each["control_id"]) == (project, control)
    ]
    return [(each["state"], each["evidence"], each["note"]) for each in of]


def unanswered(demo: Shell) -> Record:
    return next(each for each in every(demo, "lesson_notice") if not each["acknowledged_on"])


@pytest.mark.parametrize("attested", [True, False])
def test_that_what_another_attested_meanwhile_is_shown_and_stands_where_nobody_typed(
    demo: Shell, attested: bool
) -> None:
    project, standing = place(demo, attested=attested)
    window = attesting(demo, project, standing)
    enter(window, "note", "Asked again")
    attest_elsewhere(demo, project, standing.control.id)
    assert editor(window, "evidence").text() == "It lapsed in May"  # type: ignore[union-attr]
    assert editor(window, "note").touched
    assert "Changed meanwhile to “Seen on site”." in said(window)
    assert "Changed meanwhile: State, Evidence" in window.problem.text()
    window.agree()
    assert checks(demo, project, standing.control.id) == [("not_in_place", "It lapsed in May", "Asked again")]


def test_that_what_another_wrote_of_the_field_that_is_typed_into_can_be_taken(demo: Shell) -> None:
    project, standing = place(demo, attested=True)
    window = attesting(demo, project, standing)
    enter(window, "note", "Asked again")
    attest_elsewhere(demo, project, standing.control.id)
    take = [each for each in window.findChildren(QPushButton) if each.text() == "Take it"]
    take[0].click()
    window.agree()
    assert checks(demo, project, standing.control.id) == [
        ("not_in_place", "It lapsed in May", "Seen on site")
    ]


def test_that_nothing_is_attested_over_what_came_in_the_moment_before(demo: Shell) -> None:
    project, standing = place(demo, attested=True)
    window = attesting(demo, project, standing)
    enter(window, "note", "Asked again")
    with QSignalBlocker(demo.desk):  # it is on its way to the window
        attest_elsewhere(demo, project, standing.control.id)
    window.agree()
    assert window.isVisible()
    assert "Somebody else has just changed this." in window.problem.text()
    assert checks(demo, project, standing.control.id) == [
        ("not_in_place", "It lapsed in May", "Seen on site")
    ]


def test_that_both_are_told_where_two_attested_one_control_on_one_day_and_the_worse_counts(
    demo: Shell,
) -> None:
    project, standing = place(demo, attested=False)
    control = standing.control.id
    both = {"project_id": project, "control_id": control, "attested_on": demo.desk.today}
    worse = {**both, "state": "not_in_place", "note": "Seen on site"}
    better = {**both, "state": "in_place", "evidence": "Minute 4"}
    for values in (worse, better):
        demo.desk.write(
            lambda office, values=values: Changes(  # type: ignore[misc]
                "Unaware", (Create("control_check", Id(office.store.new_id()), values),)
            )
        )
    row = next(row for row in matrix(demo).rows if row.project == project)
    now = row.standings[control]
    assert now.state == "not_in_place"
    found = page(demo, CONTROLS)
    line = next(line for line in found.controls.grid.lines if line.key == project)
    words = next(stop.words for stop in line.stops if stop.key == control)
    assert "Not in place, attested otherwise as well: In place" in words
    window = attesting(demo, project, now)
    assert "Attested as well: In place" in said(window)
    assert "Minute 4" in said(window)


def test_that_a_lesson_that_another_acknowledged_meanwhile_is_not_overwritten_unseen(demo: Shell) -> None:
    notice = unanswered(demo)
    window = acting.acknowledge(demo.desk, demo.window, notice, {}, demo.desk.today)
    demo.desk.write(
        lambda office: lessons.acknowledge(office, notice.id, "We asked the caretaker", on=date(2026, 11, 1))
    )
    assert editor(window, "title").text() == "We asked the caretaker"  # type: ignore[union-attr]
    assert "Changed meanwhile: What was done" in window.problem.text()


def test_that_an_offer_hands_over_what_another_has_made_of_the_package_and_shows_it(demo: Shell) -> None:
    package = records_of(demo.desk, "work_package")["Migration runbook"]
    window = act_on(demo.desk, demo.window, "offer", About(package, (), (), {}))  # type: ignore[arg-type]
    assert window is not None
    demo.desk.write(
        lambda _office: Changes("Elsewhere", (Edit("work_package", package.id, "outcome", "Two runs"),))
    )
    assert editor(window, "outcome").entry().text == "Two runs"  # type: ignore[union-attr]
    assert "Changed meanwhile:" in window.problem.text()


def test_that_the_day_that_is_proposed_gives_way_to_what_another_has_recorded(demo: Shell) -> None:
    window = held(demo)
    review = window._sheet.review
    assert review.held_on is None
    theirs: dict[str, Value] = {"outcome": "deferred", "held_on": date(2026, 11, 1), "status": "reported"}
    enter(window, "conditions", "Come back in May")
    demo.desk.write(lambda office: records.change(office, "gate_review", review.id, theirs))
    assert "Changed meanwhile: Outcome, Held on" in window.problem.text()
    window.agree()
    assert not window.isVisible()
    after = next(each for each in every(demo, "gate_review") if each.id == review.id)
    assert after["held_on"] == date(2026, 11, 1)
    assert (after["outcome"], after["conditions"]) == ("deferred", "Come back in May")


def test_that_who_acts_on_what_is_gone_is_told_so_and_not_that_something_was_not_chosen(demo: Shell) -> None:
    notice = unanswered(demo)
    window = acting.acknowledge(demo.desk, demo.window, notice, {}, demo.desk.today)
    demo.desk.write(lambda office: records.delete(office, "lesson_notice", [notice.id]))
    window.agree()
    assert window.isVisible()
    assert "no longer there" in window.problem.text()


def test_that_a_change_is_not_approved_for_an_amount_that_nobody_saw(demo: Shell) -> None:
    found: list[change_requests.Impact] = []
    demo.desk.read(change_requests.undecided, found.extend)
    opened = next(each for each in found if each.moves and each.request.cost_change)
    window = ChangeDialog(demo.desk, opened, {}, demo.window)
    window.open()
    before = records_of(demo.desk, "project")[str(opened.project.title)]["whole_life_cost"]
    more = opened.request.cost_change + Decimal(5_000_000)  # type: ignore[operator]
    edit = Edit("change_request", opened.request.id, "cost_change", more)
    demo.desk.write(lambda _office: Changes("Elsewhere", (edit,)))
    window.agree()
    assert window.isVisible()
    assert "would do something else by now: Cost " in window.problem.text()
    assert records_of(demo.desk, "project")[str(opened.project.title)]["whole_life_cost"] == before
    window.agree()
    after = records_of(demo.desk, "project")[str(opened.project.title)]["whole_life_cost"]
    assert after == before + more  # type: ignore[operator]


def test_that_a_change_that_stands_as_it_was_shown_is_turned_down_with_its_reason(demo: Shell) -> None:
    found: list[change_requests.Impact] = []
    demo.desk.read(change_requests.undecided, found.extend)
    window = ChangeDialog(demo.desk, found[0], {}, demo.window)
    window.open()
    window._what.choose("defer")
    enter(window, "note", "Ask again in May")
    window.agree()
    assert not window.isVisible()
    request = next(each for each in every(demo, "change_request") if each.id == found[0].request.id)
    assert request["status"] == "deferred"


def test_that_the_window_grows_for_what_is_said_in_it(demo: Shell, qtbot: QtBot) -> None:
    notice = unanswered(demo)
    window = acting.acknowledge(demo.desk, demo.window, notice, {}, demo.desk.today)
    window.explain("Somebody has said something long about it, which takes more than one line. " * 3)
    column = window.column
    qtbot.waitUntil(lambda: window.height() >= column.minimumHeightForWidth(window.width()))
