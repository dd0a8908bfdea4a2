# SPDX-License-Identifier: Apache-2.0
"""A matter on its page: its way, what is next and by when, a plan with its reviews, and a warning that has expired."""

from datetime import date

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.pages.confidential.inside import Inside
from portfolio_desktop.gui.pages.confidential.matters.page import MatterView
from portfolio_desktop.gui.pages.confidential.person.page import FORMAL
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.gui.widgets.dialog import Dialog
from portfolio_desktop.services.people import concerns
from portfolio_desktop.services.people.concerns import Step
from tests.support.confidential import lock, press, team_of, texts, unlock
from tests.support.people import NAMES, Team, party
from tests.support.qt import assert_every_focusable_widget_is_named, assert_no_label_reads_markup

CAI = party(2)


@pytest.fixture
def inside(office: Shell) -> Inside:
    return unlock(office)


@pytest.fixture
def team(office: Shell, inside: Inside) -> Team:
    return team_of(office)


def noted(team: Team, kind: str = "capability", on: date = date(2026, 9, 1)) -> Id:
    return team.do(concerns.open_matter(team.people, CAI, kind, "Papers late three times", on=on))[0]


def shown(inside: Inside, matter: Id) -> MatterView:
    inside.show_matter(matter)
    assert isinstance(inside.page, MatterView)
    return inside.page


def dialog_of(view: MatterView) -> Dialog:
    return view.findChildren(Dialog)[-1]


def named(dialog: Dialog, name: str) -> QLineEdit:
    return next(each for each in dialog.findChildren(QLineEdit) if each.accessibleName() == name)


def test_that_a_matter_is_noted_from_the_persons_page_under_its_kind(inside: Inside, team: Team) -> None:
    inside.show_person(CAI, FORMAL)
    assert inside.person is not None
    inside.person.formal.note("grievance")
    (dialog,) = inside.person.findChildren(Dialog)
    assert_every_focusable_widget_is_named(dialog)
    named(dialog, "In a few words").setText("Rota made without asking")
    dialog.agree()
    (concern,) = team.all("concern")
    assert (concern.subject_id, concern.kind, concern.stage) == (CAI, "grievance", "concern")
    card = next(card for key, card in inside.person.formal._cards.items() if key == "grievance")
    assert "Rota made without asking" in texts(card)


def test_that_a_step_left_out_needs_its_reason_and_the_bar_says_so(inside: Inside, team: Team) -> None:
    view = shown(inside, noted(team, "conduct"))
    assert view.bar.accessibleName().startswith("Concern, now, 1 Sep 2026; Informal, ahead")
    assert "Next: Informal, was due by 8 Sep 2026. The day is the usual one" in texts(view)
    view.resume("step.investigation", "")
    step = dialog_of(view)
    assert "quiet conversation" in texts(step)  # said before anything is typed
    step.agree()
    assert "Say why it is left out" in texts(step)
    named(step, "Why a step before it is left out").setText("It could not wait")
    step.agree()
    assert "Informal, left out; Investigation, now, 21 Nov 2026" in view.bar.accessibleName()
    assert "Left out before it, because: It could not wait" in texts(view)
    (concern,) = team.all("concern")
    assert (concern.stage, concern.next_on) == ("investigation", date(2026, 12, 18))


def test_that_a_step_in_order_asks_for_no_excuse_and_a_meeting_for_the_companion(
    inside: Inside, team: Team
) -> None:
    view = shown(inside, noted(team, "conduct"))
    view.resume("step.informal", "")
    assert not [name for name in names_in(dialog_of(view)) if "Why a step" in name or "Companion" in name]
    view.resume("step.meeting", "")
    assert {"Companion", "Why a step before it is left out"} <= names_in(dialog_of(view))


def names_in(dialog: Dialog) -> set[str]:
    return {each.accessibleName() for each in dialog.findChildren(QLineEdit)}


def test_that_a_plan_has_days_on_which_both_look_at_it(inside: Inside, team: Team) -> None:
    matter = noted(team)
    for stage in ("informal", "plan"):
        team.do(concerns.take_step(team.people, matter, Step(stage=stage, title=stage, on=date(2026, 9, 8))))
    view = shown(inside, matter)
    press(view, "Plan reviews…")
    dialog_of(view).agree()
    dues = [one.due for one in team.all("concern_review", "due")]
    assert dues == [date(2026, 12, 19), date(2027, 1, 16), date(2027, 2, 13)]
    assert "Next: the review of 19 Dec 2026" in texts(view)
    press(view, "Hold the review…")
    review = dialog_of(view)
    review.agree()
    assert "Say how it stands" in texts(review)
    review.findChildren(QComboBox)[0].setCurrentIndex(1)
    review.findChildren(QPlainTextEdit)[0].setPlainText("Two of three came on the day")
    review.agree()
    held = team.all("concern_review", "due")[0]
    assert (held.result, held.held_on, held.words) == (
        "on_way",
        team.clock.day,
        "Two of three came on the day",
    )
    assert team.get("concern", matter).review_on == date(2027, 1, 16)


def test_that_a_warning_that_has_ended_is_told_as_expired(inside: Inside, team: Team) -> None:
    matter = noted(team, "conduct", date(2025, 9, 1))
    for stage in ("informal", "investigation", "invitation", "meeting"):
        step = Step(stage=stage, title=stage, on=date(2025, 9, 8), companion="A colleague")
        team.do(concerns.take_step(team.people, matter, step))
    letter = Step(stage="outcome", title="Letter", on=date(2025, 9, 9))
    team.do(concerns.give_outcome(team.people, matter, "first", letter))
    view = shown(inside, matter)
    assert "First written warning, expired on 9 Mar 2026: it counts no more" in texts(view)
    assert "nothing may rest on it" in texts(view)
    inside.show_person(CAI, FORMAL)
    assert "expired on 9 Mar 2026" in texts(inside.page)


def test_that_words_about_a_matter_are_kept_as_they_are_typed(
    office: Shell, inside: Inside, team: Team
) -> None:
    matter = noted(team)
    view = shown(inside, matter)
    view.sheet.edit("cause").setPlainText("Half a sent")
    lock(office)
    inside = unlock(office)
    assert team_of(office).get("concern", matter).cause == "Half a sent"
    assert isinstance(inside.page, MatterView)
    assert f"{NAMES[2]}: Papers late three times" in texts(inside.page)


def test_that_the_way_up_leads_to_the_person(inside: Inside, team: Team) -> None:
    shown(inside, noted(team))
    press(inside, "Their page")
    assert inside.page is inside.person
    assert inside.person is not None
    assert inside.person.person == CAI


def test_that_the_page_can_be_read_out_and_reads_no_markup(inside: Inside, team: Team) -> None:
    matter = noted(team)
    team.change("concern", matter, title="<b>A & B</b>")
    view = shown(inside, matter)
    assert_every_focusable_widget_is_named(view)
    assert_no_label_reads_markup(view)


def test_that_undoing_the_noting_of_a_matter_leads_back_to_the_overview(
    office: Shell, inside: Inside, team: Team
) -> None:
    shown(inside, noted(team))
    office.actions["undo"].trigger()
    assert team.all("concern") == []
    assert inside.page is inside.overview
