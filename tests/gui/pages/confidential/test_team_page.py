# SPDX-License-Identifier: Apache-2.0
"""A manager's team in the window, what is kept on somebody through the year, and one's own year."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.pages.confidential.beginning import BeginDialog
from portfolio_desktop.gui.pages.confidential.record_dialog import RecordDialog
from portfolio_desktop.gui.pages.confidential.talks.conversation import TalkView
from portfolio_desktop.gui.pages.confidential.team import TeamPage
from portfolio_desktop.gui.pages.pieces import Card, RowButton
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.gui.widgets.dialog import Dialog
from portfolio_desktop.services.people import appraising, evidence
from portfolio_desktop.services.people.conversations import Promised, hold
from portfolio_desktop.services.people.views.unfinished import unfinished
from tests.support.confidential import lock, press, team_of, team_page, texts, unlock
from tests.support.people import NAMES, Team, party
from tests.support.qt import assert_every_focusable_widget_is_named, assert_no_label_reads_markup


@pytest.fixture
def team(office: Shell) -> Team:
    unlock(office)
    return team_of(office)


@pytest.fixture
def page(office: Shell, team: Team) -> TeamPage:
    return team_page(unlock(office))


def cells(page: TeamPage, row: int) -> list[str]:
    model = page.table.rows
    return [str(model.index(row, column).data()) for column in range(model.columnCount())]


def test_that_a_year_is_started_for_those_who_name_the_owner_as_their_manager(
    page: TeamPage, team: Team
) -> None:
    page.start()
    (dialog,) = page.findChildren(BeginDialog)
    assert "Start it for 5 people" in texts(dialog)
    dialog.agree()
    titles = [one.title for one in team.all("appraisal", "title")]
    assert titles == [f"{name}, 2026–27" for name in sorted(NAMES[2:])]
    assert {one.countersigner_id for one in team.all("appraisal")} == {party(0)}
    assert [cells(page, row)[0] for row in range(5)] == sorted(NAMES[2:])
    assert "5 people" in texts(page)


def test_that_a_row_says_who_waits_for_what(page: TeamPage, team: Team) -> None:
    team.start([2, 3])
    talk = team.all("conversation", "planned_on", subject_id=party(2))[0]
    team.do(
        hold(
            team.people,
            talk.id,
            {},
            [Promised("Find a mentor", party(2), date(2026, 10, 1))],
            date(2026, 5, 1),
        )
    )
    team.do(evidence.note(team.people, party(2), "Chaired the board", on=date(2026, 8, 3)))
    name, stage, coming, _talk, promises, noted, level = cells(page, 0)
    assert (name, stage, promises, noted, level) == (NAMES[2], "Under way", "1, 1 late", "0, 1, 0, 0", "")
    assert coming
    other = cells(page, 1)
    assert other[2] == "Agree expectations and objectives"
    assert cells(page, 2)[1] == "Not in this year"


def test_that_a_line_below_the_team_is_kept_for_whoever_is_chosen(page: TeamPage, team: Team) -> None:
    team.start([2, 3])
    page.table.selectRow(1)
    QTest.keyClicks(page.note.line, "Chaired the board")
    QTest.keyClick(page.note.line, Qt.Key.Key_Return)
    (noted,) = team.all("evidence")
    assert (noted.subject_id, noted.title) == (party(3), "Chaired the board")
    assert page.note.line.text() == ""
    assert page.table.chosen is not None
    assert page.table.chosen.party == party(3)


def test_that_half_a_line_waits_for_the_person_it_is_about_also_when_the_file_locks(
    office: Shell, page: TeamPage, team: Team
) -> None:
    team.start([2, 3])
    page.table.selectRow(1)
    QTest.keyClicks(page.note.line, "Half a sent")
    page.table.selectRow(0)
    assert page.note.line.text() == ""
    page.table.selectRow(1)
    assert page.note.line.text() == "Half a sent"
    lock(office)
    page = team_page(unlock(office))
    team = team_of(office)
    assert page.table.chosen is not None
    assert page.table.chosen.party == party(3)
    assert page.note.line.text() == "Half a sent"
    assert team.all("evidence") == []
    QTest.keyClick(page.note.line, Qt.Key.Key_Return)
    assert [one.title for one in team.all("evidence")] == ["Half a sent"]
    assert page.note.line.text() == ""
    assert unfinished(team.people) == []


def test_that_enter_opens_the_appraisal_and_the_way_back_leads_to_the_team(
    office: Shell, page: TeamPage, team: Team
) -> None:
    team.start([2])
    inside = unlock(office)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert inside.appraisal is not None
    assert inside.appraisal.page is not None
    assert inside.appraisal.page.title == f"{NAMES[2]}, 2026–27"
    press(inside, "My team")
    assert page.isVisible()


def test_that_the_year_of_somebody_shows_what_was_kept_and_plans_a_conversation(
    office: Shell, page: TeamPage, team: Team
) -> None:
    team.start([2])
    team.do(evidence.note(team.people, party(2), "Chaired the board", on=date(2026, 8, 3)))
    inside = unlock(office)
    press(page, "Their year…")
    assert inside.person is not None
    assert "Chaired the board" in texts(inside.person)
    press(inside.person, "Plan one…")
    assert isinstance(inside.page, TalkView)
    assert "Chaired the board" in texts(inside.page)
    assert team.all("conversation", title="One-to-one")


def test_that_a_level_is_changed_side_by_side_with_a_reason_that_is_kept(
    office: Shell, page: TeamPage, team: Team
) -> None:
    team.start([2, 3])
    appraisal = Id(team.all("appraisal", subject_id=party(2))[0].id)
    team.do(appraising.write(team.people, appraisal, {"level": 3, "level_why": "Two reviews led"}))
    inside = unlock(office)
    press(page, "Levels side by side")
    assert inside.levels is not None
    assert "Beyond what was agreed: 1" in texts(inside.levels)
    card = next(card for card in inside.levels.findChildren(Card) if "Beyond" in card.accessibleName())
    press(card, "Change…")
    (dialog,) = inside.levels.findChildren(Dialog)
    press(dialog, "As agreed")
    dialog.agree()
    assert "Say why" in texts(dialog)
    dialog.findChildren(QLineEdit)[0].setText("The second review was led by another")
    dialog.agree()
    (change,) = team.all("calibration_change")
    assert (change.was, change.now, change.why) == (3, 2, "The second review was led by another")
    assert team.get("appraisal", appraisal).level == 2
    assert "As agreed: 1" in texts(inside.levels)


def test_that_what_is_typed_into_a_record_is_kept_when_the_file_locks(office: Shell, team: Team) -> None:
    inside = unlock(office, places.MY_YEAR)
    press(inside, "Add an objective…")
    (dialog,) = inside.findChildren(RecordDialog)
    field = next(each for each in dialog.findChildren(QLineEdit) if each.text() == "New")
    field.selectAll()
    QTest.keyClicks(field, "Half a sent")
    lock(office)
    unlock(office)
    (aim,) = team_of(office).all("aim")
    assert aim.title == "Half a sent"


def test_that_what_is_due_leads_to_what_it_is_about(office: Shell, page: TeamPage, team: Team) -> None:
    team.start([2])
    inside = unlock(office)
    press(page, "What is due")
    assert inside.waiting is not None
    assert "Hold “Agree expectations and objectives”" in texts(inside.waiting)
    row = next(each for each in inside.waiting.findChildren(RowButton) if "Hold" in each.accessibleName())
    row.click()
    assert isinstance(inside.page, TalkView)
    assert_no_label_reads_markup(inside)


def test_that_ones_own_year_takes_a_line_and_an_objective(office: Shell, team: Team) -> None:
    inside = unlock(office, places.MY_YEAR)
    line = next(each for each in inside.findChildren(QLineEdit) if "journal" in each.accessibleName())
    QTest.keyClicks(line, "Led the review")
    QTest.keyClick(line, Qt.Key.Key_Return)
    (noted,) = team.all("evidence")
    assert noted.subject_id == party(1)
    assert "Led the review" in texts(inside)
    press(inside, "Add an objective…")
    (aim,) = team.all("aim")
    assert aim.subject_id == party(1)


def test_that_the_pages_can_be_read_out_and_read_no_markup(office: Shell, page: TeamPage, team: Team) -> None:
    team.start([2])
    team.do(evidence.note(team.people, party(1), "<b>A & B</b>"))
    for place in (places.TEAM, places.MY_YEAR):
        inside = unlock(office, place)
        assert_every_focusable_widget_is_named(inside)
        assert_no_label_reads_markup(inside)
