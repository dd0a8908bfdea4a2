# SPDX-License-Identifier: Apache-2.0
"""The file locks in the middle of typing: everything is out of sight at once, and stands there again after unlocking."""

from datetime import date

import pytest
from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit, QWidget

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.domain.appraisal.acts import Act
from portfolio_desktop.gui.pages.confidential.appraisal.choosing import Choosing
from portfolio_desktop.gui.pages.confidential.appraisal.view import AppraisalView
from portfolio_desktop.gui.pages.confidential.inside import Inside
from portfolio_desktop.gui.pages.confidential.levels import LevelsPage
from portfolio_desktop.gui.pages.confidential.matters.page import MatterView
from portfolio_desktop.gui.pages.confidential.person.page import FORMAL, GROWTH, PersonPage
from portfolio_desktop.gui.pages.confidential.record_dialog import RecordDialog, add_record
from portfolio_desktop.gui.pages.confidential.talks.conversation import TalkView
from portfolio_desktop.gui.pages.confidential.writing.draft import Drafting
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.gui.widgets.dialog import Dialog
from portfolio_desktop.services.people import appraising, concerns, conversations
from portfolio_desktop.services.people.keeping import erase_person
from portfolio_desktop.services.people.people_file import open_people_file, people_path
from portfolio_desktop.services.people.views.unfinished import unfinished
from tests.support.ask import FakeAsk
from tests.support.confidential import lock, opened, press, team_of, texts, unlock
from tests.support.people import Team, party, signed
from tests.support.people_files import PASSPHRASE

CAI = party(2)
NEEDLE = "zq half a sent"


@pytest.fixture
def inside(office: Shell) -> Inside:
    return unlock(office)


@pytest.fixture
def team(office: Shell, inside: Inside) -> Team:
    return team_of(office)


def matter(team: Team) -> Id:
    day = date(2026, 9, 1)
    return team.do(concerns.open_matter(team.people, CAI, "conduct", "Returns not sent", on=day))[0]


def words(dialog: QWidget, text: str = NEEDLE) -> None:
    dialog.findChildren(QPlainTextEdit)[0].setPlainText(text)


def dialogs(page: QWidget | None) -> list[Dialog]:
    assert page is not None
    return [each for each in page.findChildren(Dialog) if each.isVisible()]


def locked_at_once(office: Shell) -> None:
    """Press the key, and look before Qt has seen its next event."""
    office.actions["lock"].trigger()
    assert not [each for each in office.window.findChildren(QDialog) if each.isVisible()]
    gate = office.guide.page
    assert gate is not None
    in_sight = [each for each in gate.findChildren(QWidget) if each.isVisibleTo(gate)]
    assert NEEDLE not in "\n".join(texts(each) for each in in_sight)
    lock(office)
    assert NEEDLE not in texts(office.window)


def test_that_a_step_in_the_middle_of_a_word_is_given_back_where_it_was(
    office: Shell, inside: Inside, team: Team
) -> None:
    inside.show_matter(matter(team))
    press(inside.page, "Informal conversation…")
    words(dialogs(inside.page)[0])
    locked_at_once(office)
    again = unlock(office)
    assert isinstance(again.page, MatterView)
    (dialog,) = dialogs(again.page)
    assert dialog.findChildren(QPlainTextEdit)[0].toPlainText() == NEEDLE
    dialog.agree()
    assert team_of(office).all("concern_step", "on")[-1].words == NEEDLE
    assert unfinished(team_of(office).people) == []


def test_that_a_passphrase_typed_right_after_the_lock_lands_in_no_field_of_the_portfolio(
    office: Shell, inside: Inside, team: Team
) -> None:
    inside.show_matter(matter(team))
    inside.page.findChildren(QPlainTextEdit)[0].setFocus()
    lock(office)
    field = office.window.focusWidget()
    assert isinstance(field, QLineEdit)
    assert field.echoMode() is QLineEdit.EchoMode.Password
    again = unlock(office)
    focus = office.window.focusWidget()
    assert focus is not None
    assert again.page.isAncestorOf(focus), "and where somebody was they can write on"


def test_that_a_matter_being_noted_is_given_back_on_the_persons_page(
    office: Shell, inside: Inside, team: Team
) -> None:
    inside.show_person(CAI, FORMAL)
    assert inside.person is not None
    inside.person.formal.note("grievance")
    words(dialogs(inside.person)[0])
    locked_at_once(office)
    again = unlock(office)
    assert isinstance(again.page, PersonPage)
    assert (again.page.person, again.page.tab) == (CAI, FORMAL)
    (dialog,) = dialogs(again.page)
    assert dialog.findChildren(QPlainTextEdit)[0].toPlainText() == NEEDLE
    title = next(each for each in dialog.findChildren(QLineEdit) if "few words" in each.accessibleName())
    title.setText("Rota")
    dialog.agree()
    (concern,) = team_of(office).all("concern")
    assert (concern.kind, concern.what) == ("grievance", NEEDLE)


def test_that_a_changed_level_with_half_a_reason_is_given_back(
    office: Shell, inside: Inside, team: Team
) -> None:
    team.start([2, 3])
    appraisal = Id(team.all("appraisal", subject_id=CAI)[0].id)
    team.do(appraising.write(team.people, appraisal, {"level": 3, "level_why": "Two reviews led"}))
    inside.show_levels(team.all("cycle")[0].id)
    assert inside.levels is not None
    inside.levels.resume("level", appraisal)
    (dialog,) = dialogs(inside.levels)
    press(dialog, "As agreed")
    dialog.findChildren(QLineEdit)[0].setText(NEEDLE)
    locked_at_once(office)
    again = unlock(office)
    assert isinstance(again.page, LevelsPage)
    (dialog,) = dialogs(again.page)
    assert dialog.findChildren(QLineEdit)[0].text() == NEEDLE
    assert dialog.findChildren(Choosing)[0].value == 2


def test_that_the_reason_of_a_reopening_is_given_back(office: Shell, inside: Inside, team: Team) -> None:
    appraisal = team.appraisal()
    signed(team, appraisal)
    view = opened(inside, appraisal)
    view.head.acted.emit(Act.REOPEN)
    words(dialogs(view)[0])
    locked_at_once(office)
    again = unlock(office)
    assert isinstance(again.page, AppraisalView)
    (dialog,) = dialogs(again.page)
    dialog.agree()
    assert team_of(office).all("reopening")[0].why == NEEDLE


def test_that_what_a_record_does_not_understand_yet_is_given_back(
    office: Shell, inside: Inside, team: Team
) -> None:
    inside.show_person(CAI, GROWTH)
    people = office.confidential.people
    add_record(people, inside.page, "activity", {"title": "Course", "subject_id": CAI})
    (dialog,) = inside.page.findChildren(RecordDialog)
    due = next(each for each in dialog.findChildren(QLineEdit) if each.objectName() == "due")
    due.setText("the 3rd of Decem")
    locked_at_once(office)
    again = unlock(office)
    (dialog,) = again.page.findChildren(RecordDialog)
    due = next(each for each in dialog.findChildren(QLineEdit) if each.objectName() == "due")
    assert due.text() == "the 3rd of Decem"


def test_that_a_promise_in_the_middle_of_a_word_is_given_back(
    office: Shell, inside: Inside, team: Team
) -> None:
    talk = team.do(conversations.plan(team.people, CAI, date(2026, 11, 21)))[0]
    inside.show_talk(talk)
    assert isinstance(inside.page, TalkView)
    inside.page.line.what.setText(NEEDLE)
    inside.page.sheet.edit("progress").setPlainText("Further than thought")
    locked_at_once(office)
    again = unlock(office)
    assert isinstance(again.page, TalkView)
    assert again.page.line.what.text() == NEEDLE
    assert again.page.sheet.edit("progress").toPlainText() == "Further than thought"
    press(again.page, "Add")
    assert [one.title for one in team_of(office).all("promise")] == [NEEDLE]
    assert unfinished(team_of(office).people) == []


def test_that_a_laptop_that_dies_loses_a_few_seconds_of_words_at_most(
    office: Shell, inside: Inside, team: Team
) -> None:
    inside.show_matter(concern := matter(team))
    press(inside.page, "Informal conversation…")
    (dialog,) = dialogs(inside.page)
    words(dialog)
    dialog.findChildren(Drafting)[0]._timer.timeout.emit()
    office.confidential.people.close()  # without a word to anybody, as when the power goes
    again = unlock(office)
    again.show_matter(concern)
    press(again.page, "Informal conversation…")
    assert dialogs(again.page)[0].findChildren(QPlainTextEdit)[0].toPlainText() == NEEDLE


def test_that_a_draft_is_no_act_and_what_is_dismissed_leaves_no_trace(
    office: Shell, inside: Inside, team: Team
) -> None:
    inside.show_matter(matter(team))
    before = office.undoing.undo_label
    press(inside.page, "Informal conversation…")
    (dialog,) = dialogs(inside.page)
    words(dialog)
    dialog.findChildren(Drafting)[0].keep()
    assert [draft.kind for draft in unfinished(team.people)] == ["step.informal"]
    dialog.reject()
    assert unfinished(team.people) == []
    assert office.undoing.undo_label == before
    with team.people.store.reading() as connection:
        values = connection.exec_driver_sql("SELECT value FROM edit").scalars().all()
    assert NEEDLE not in repr(values)


def test_that_drafts_about_somebody_go_when_they_are_erased(inside: Inside, team: Team) -> None:
    inside.show_matter(matter(team))
    press(inside.page, "Informal conversation…")
    (dialog,) = dialogs(inside.page)
    words(dialog)
    dialog.findChildren(Drafting)[0].keep()
    erase_person(team.people, CAI, "Asked for")
    assert unfinished(team.people) == []


def test_that_whoever_was_on_their_own_year_is_there_again(office: Shell, team: Team) -> None:
    inside = unlock(office, places.MY_YEAR)
    assert isinstance(inside.overview, PersonPage)
    inside.overview.tabs.setCurrentIndex(1)
    lock(office)
    again = unlock(office, places.MY_YEAR)
    assert isinstance(again.page, PersonPage)
    assert again.page.tab == GROWTH


def test_that_a_place_that_was_erased_meanwhile_leads_to_the_overview(
    office: Shell, inside: Inside, team: Team
) -> None:
    inside.show_person(CAI)
    lock(office)
    again = unlock(office)
    assert again.page is again.person
    lock(office)
    assert office.desk.workspace is not None
    path = people_path(office.desk.workspace.path)
    with open_people_file(path, "Ben", passphrase=PASSPHRASE) as file:
        erase_person(file, CAI, "Asked for")
    again = unlock(office)
    assert again.page is again.overview


def test_that_a_question_that_is_open_goes_with_the_lock(
    office: Shell, inside: Inside, team: Team, ask: FakeAsk
) -> None:
    dismissed: list[bool] = []
    ask.dismiss = lambda: dismissed.append(True)  # type: ignore[method-assign]
    lock(office)
    assert dismissed == [True]
