# SPDX-License-Identifier: Apache-2.0
"""What is kept on one person: the year, learning in the groups of the role profile, pay, and health behind a second door."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.pages.confidential.inside import Inside
from portfolio_desktop.gui.pages.confidential.person.page import FORMAL, GROWTH, HEALTH, YEAR, PersonPage
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.gui.widgets.dialog import Dialog
from portfolio_desktop.services.people.apart import notes
from portfolio_desktop.services.people.due import due
from portfolio_desktop.services.people.learning import mentoring
from tests.support.ask import FakeAsk
from tests.support.confidential import lock, press, team_of, texts, unlock
from tests.support.people import NAMES, Team, party
from tests.support.people_files import PASSPHRASE
from tests.support.qt import assert_every_focusable_widget_is_named, assert_no_label_reads_markup

CAI = party(2)
NEEDLE = "zq-health-zq"


@pytest.fixture
def inside(office: Shell) -> Inside:
    return unlock(office)


@pytest.fixture
def team(office: Shell, inside: Inside) -> Team:
    return team_of(office)


def page(inside: Inside, tab: str) -> PersonPage:
    inside.show_person(CAI, tab)
    assert inside.person is not None
    return inside.person


def health_note(team: Team) -> Id:
    made = team.do(notes.begin(team.people, notes.HEALTH, CAI))[0]
    team.do(notes.change(team.people, notes.HEALTH, made, {"title": NEEDLE, "adjustments": NEEDLE}))
    return made


def open_health(person: PersonPage, passphrase: str = PASSPHRASE) -> None:
    field = person.health.findChildren(QLineEdit)[0]
    field.setText(passphrase)
    press(person.health, "Open the health notes")


def test_that_activities_stand_in_the_groups_of_the_role_profile_with_their_hours(
    inside: Inside, team: Team
) -> None:
    team.add("activity", title="Read the reviews", subject_id=CAI, group="knowledge")
    person = page(inside, GROWTH)
    said = texts(person.growth)
    for group in (
        "Broadening activities",
        "Increasing knowledge",
        "Participation in professional bodies",
        "Developing professional skills",
    ):
        assert group in said
    press(person.growth, "Done…")
    (dialog,) = person.findChildren(Dialog)
    assert_every_focusable_widget_is_named(dialog)
    hours = next(each for each in dialog.findChildren(QLineEdit) if each.accessibleName() == "Hours")
    hours.setText("some")
    dialog.agree()
    assert "Hours are a number" in texts(dialog)
    hours.setText("4.5")
    dialog.findChildren(QPlainTextEdit)[0].setPlainText("Ask for the dissent first")
    dialog.agree()
    (activity,) = team.all("activity")
    assert (activity.hours, activity.reflection) == (Decimal("4.5"), "Ask for the dissent first")
    assert "4.5 hours" in texts(person.growth)


def test_that_a_mentor_is_offered_from_outside_the_line_and_it_ends(inside: Inside, team: Team) -> None:
    person = page(inside, GROWTH)
    press(person.growth, "Agree on a mentor…")
    (dialog,) = person.findChildren(Dialog)
    offered = dialog.findChildren(QComboBox)[0]
    names = [offered.itemText(place) for place in range(offered.count())]
    assert names == sorted(NAMES[3:])  # neither Ada nor Ben, who lead Cai
    dialog.agree()
    (pair,) = team.all("mentoring")
    assert (pair.mentor_id, pair.mentee_id) == (party(3), CAI)
    assert f"{NAMES[3]}, mentor" in texts(person.growth)
    inside.show_record("mentoring", pair.id)
    press(inside.page, "Begin a session…")
    (session,) = team.all("mentoring_session")
    assert session.mentoring_id == pair.id
    press(inside.page, "End it today")
    assert team.get("mentoring", pair.id).ends == team.clock.day
    assert mentoring.pairs(team.people, CAI)[0].over


def test_that_a_pay_recommendation_has_its_reasons_and_undo_says_nothing_of_them(
    office: Shell, inside: Inside, team: Team
) -> None:
    person = page(inside, FORMAL)
    press(person.formal, "Recommend…")
    pay = person.formal.pay.notes
    pay.sheet.edit("why").setPlainText("Runs the calendar alone")
    pay.sheet.commit()
    (note,) = team.all("pay_note")
    assert (note.subject_id, note.why) == (CAI, "Runs the calendar alone")
    assert office.undoing.undo_label == "Write in a pay recommendation"


def test_that_health_is_read_only_behind_the_passphrase_and_closes_when_it_is_left(
    inside: Inside, team: Team
) -> None:
    health_note(team)
    person = page(inside, HEALTH)
    assert NEEDLE not in texts(inside)
    open_health(person, "not the passphrase at all")
    assert "not the passphrase" in texts(person.health)
    assert NEEDLE not in texts(inside)
    open_health(person)
    assert NEEDLE in texts(person.health)
    person.tabs.setCurrentIndex(0)
    assert not person.health.is_open
    inside.show_person(CAI, HEALTH)
    assert not person.health.is_open


def test_that_health_closes_when_somebody_elses_page_is_shown(inside: Inside, team: Team) -> None:
    health_note(team)
    person = page(inside, HEALTH)
    open_health(person)
    assert person.health.is_open
    inside.show_person(party(3), HEALTH)
    assert not person.health.is_open


def test_that_a_health_note_is_told_nowhere_else(office: Shell, inside: Inside, team: Team) -> None:
    health_note(team)
    for tab in (YEAR, GROWTH, FORMAL):
        assert NEEDLE not in texts(page(inside, tab))
    inside.show_waiting()
    assert NEEDLE not in texts(office.window)
    assert NEEDLE not in repr(due(team.people))
    assert office.undoing.undo_label == "Write in a health note"


def test_that_what_is_typed_about_health_is_kept_when_the_file_locks(
    office: Shell, inside: Inside, team: Team
) -> None:
    person = page(inside, HEALTH)
    open_health(person)
    press(person.health, "Note something…")
    assert person.health._notes is not None
    person.health._notes.sheet.edit("adjustments").setPlainText("Starts at ten")
    lock(office)
    inside = unlock(office)
    (note,) = team_of(office).all("health_note")
    assert note.adjustments == "Starts at ten"
    assert "Starts at ten" not in texts(inside)  # the tab is in sight again, and its door is closed


def test_that_ones_own_year_has_no_matters_no_pay_and_no_health(office: Shell, team: Team) -> None:
    inside = unlock(office, places.MY_YEAR)
    assert isinstance(inside.overview, PersonPage)
    visible = [
        inside.overview.tabs.tabText(place)
        for place in range(inside.overview.tabs.count())
        if inside.overview.tabs.isTabVisible(place)
    ]
    assert visible == ["The year", "Development"]


def test_that_the_year_at_a_glance_says_what_it_shows(inside: Inside, team: Team) -> None:
    team.start([2])
    team.add("evidence", title="Chaired the board", subject_id=CAI, on=date(2026, 8, 3))
    person = page(inside, YEAR)
    said = person.year._line.accessibleName()
    assert said == "The year; 1 note; conversations: 0 held, 2 planned, 4 late; 0 objectives due"


def test_that_a_development_plan_is_saved_as_pdf_from_the_page(
    inside: Inside, team: Team, ask: FakeAsk, tmp_path: Path
) -> None:
    team.add("development_need", title="Chairing", subject_id=CAI)
    person = page(inside, GROWTH)
    target = tmp_path / "Plan.pdf"
    press(person.growth, "PDF…")
    (dialog,) = person.findChildren(Dialog)
    dialog.findChildren(QCheckBox)[0].setChecked(True)
    ask.answer(target)
    dialog.agree()
    assert target.read_bytes().startswith(b"%PDF")


def test_that_every_tab_can_be_read_out_and_reads_no_markup(inside: Inside, team: Team) -> None:
    for entity in ("development_need", "activity", "coaching_session"):
        team.add(entity, title="<b>A & B</b>", subject_id=CAI)
    for tab in (YEAR, GROWTH, FORMAL, HEALTH):
        person = page(inside, tab)
        assert_every_focusable_widget_is_named(person)
        assert_no_label_reads_markup(person)
