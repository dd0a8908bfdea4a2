# SPDX-License-Identifier: Apache-2.0
"""A conversation from its agenda to the next one, and a coaching session by goal, reality, options and will."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.pages.confidential.inside import Inside
from portfolio_desktop.gui.pages.confidential.person.page import GROWTH
from portfolio_desktop.gui.pages.confidential.talks.coaching import CoachingView
from portfolio_desktop.gui.pages.confidential.talks.conversation import TalkView
from portfolio_desktop.gui.pages.confidential.talks.mentoring import MentoringView
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.gui.widgets.dialog import Dialog
from portfolio_desktop.services.people import conversations, evidence
from portfolio_desktop.services.people.learning import mentoring
from tests.support.confidential import press, team_of, texts, unlock
from tests.support.people import NAMES, Team, party
from tests.support.qt import assert_every_focusable_widget_is_named, assert_no_label_reads_markup

CAI = party(2)


@pytest.fixture
def inside(office: Shell) -> Inside:
    return unlock(office)


@pytest.fixture
def team(office: Shell, inside: Inside) -> Team:
    return team_of(office)


def talk_with(inside: Inside, team: Team) -> TalkView:
    inside.show_talk(team.do(conversations.plan(team.people, CAI, team.clock.day))[0])
    assert isinstance(inside.page, TalkView)
    return inside.page


def test_that_a_conversation_is_held_and_what_is_open_stands_on_the_next_agenda(
    inside: Inside, team: Team
) -> None:
    view = talk_with(inside, team)
    view.sheet.edit("progress").setPlainText("The calendar holds")
    view.line.what.setText("Find a mentor")
    press(view, "Add")
    assert view.line.what.text() == ""
    assert "Find a mentor" in texts(view)
    press(view, "It was held…")
    view.findChildren(Dialog)[-1].agree()
    (held,) = team.all("conversation", subject_id=CAI)
    assert (held.held_on, held.progress) == (team.clock.day, "The calendar holds")
    press(view, "Plan the next one…")
    assert isinstance(inside.page, TalkView)
    assert inside.page.talk != held.id
    assert "Promise of Cai Morgan: Find a mentor" in inside.page.sheet.edit("agenda").toPlainText()
    assert "The calendar holds" in texts(inside.page)  # what was said the last time
    press(inside.page, "Kept")
    assert team.all("promise")[0].done_on == team.clock.day


def test_that_what_became_open_since_is_put_in_with_one_button(inside: Inside, team: Team) -> None:
    view = talk_with(inside, team)
    team.do(evidence.note(team.people, CAI, "Chaired the board", on=date(2026, 11, 20)))
    press(view, "Put in 1 open point")
    assert view.sheet.edit("agenda").toPlainText() == "To talk about: Chaired the board (20 Nov 2026)"
    assert "open point" not in "".join(
        each for each in texts(view).splitlines() if each.startswith("Put in 1")
    )


def test_that_a_level_is_said_where_the_year_has_a_scale(inside: Inside, team: Team) -> None:
    team.start([2])
    planned = team.all("conversation", "planned_on", subject_id=CAI)[0]
    inside.show_talk(planned.id)
    press(inside.page, "As agreed")
    assert team.get("conversation", planned.id).level == 2


def test_that_words_of_one_conversation_never_land_in_another(inside: Inside, team: Team) -> None:
    first = talk_with(inside, team).talk
    assert first is not None
    second = team.do(conversations.plan(team.people, CAI, date(2026, 12, 5)))[0]
    assert isinstance(inside.page, TalkView)
    inside.page.sheet.edit("performance").setPlainText("Half a sent")
    inside.page.line.what.setText("Half a prom")
    inside.show_talk(second)
    assert inside.page.sheet.edit("performance").toPlainText() == ""
    assert inside.page.line.what.text() == ""
    assert team.get("conversation", first).performance == "Half a sent"
    assert team.get("conversation", second).performance is None
    inside.show_talk(first)
    assert inside.page.line.what.text() == "Half a prom"


def test_that_a_coaching_session_is_written_by_the_keyboard_and_noted_without_its_words(
    inside: Inside, team: Team
) -> None:
    inside.show_person(CAI, GROWTH)
    press(inside.page, "Begin a session…")
    view = inside.page
    assert isinstance(view, CoachingView)
    press(view, "Note it in the journal")
    assert "which goal" in texts(view)
    edit = view.sheet.edit("goal")
    edit.setFocus()
    QTest.keyClicks(edit, "Chair alone")
    QTest.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert view.focusWidget() is view.sheet.edit("reality")
    press(view.confidence, "6")
    assert "Confidence is 6 of 10. What would make it 8?" in texts(view)
    press(view, "Note it in the journal")
    (session,) = team.all("coaching_session")
    assert (session.goal, session.confidence) == ("Chair alone", 6)
    (noted,) = team.all("evidence")
    assert "Chair alone" not in repr(noted)
    assert "The journal says that it took place" in texts(view)


def test_that_a_session_of_mentoring_leads_to_its_agreement(inside: Inside, team: Team) -> None:
    pair = team.do(mentoring.begin(team.people, party(3), CAI))[0]
    session = team.do(mentoring.meet(team.people, pair))[0]
    inside.show_record("mentoring_session", session)
    assert isinstance(inside.page, MentoringView)
    assert inside.page.mentoring == pair
    inside.page.sheet.edit("words").setPlainText("How they decide")
    inside.page.commit()
    assert team.get("mentoring_session", session).words == "How they decide"
    assert f"{NAMES[3]} mentors {NAMES[2]}" in texts(inside.page)


def test_that_the_pages_can_be_read_out_and_read_no_markup(inside: Inside, team: Team) -> None:
    team.change("party", CAI, name="<b>A & B</b>")
    pages: list[QWidget] = [talk_with(inside, team)]
    session: Id = team.add("coaching_session", title="<b>A & B</b>", subject_id=CAI)
    inside.show_coaching(session)
    pages.append(inside.page)
    inside.show_mentoring(team.do(mentoring.begin(team.people, party(3), CAI))[0])
    pages.append(inside.page)
    for page in pages:
        assert_every_focusable_widget_is_named(page)
        assert_no_label_reads_markup(page)
