# SPDX-License-Identifier: Apache-2.0
"""What is kept, in the window: rules confirmed, what is due kept longer or erased, a copy given, somebody handed over."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QLineEdit,
    QRadioButton,
    QTreeWidgetItem,
    QWidget,
)

from portfolio_desktop.base.places import Danger, Unsafe
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.pages.confidential.gate import Gate
from portfolio_desktop.gui.pages.confidential.keeping.holding_view import HoldingView
from portfolio_desktop.gui.pages.confidential.keeping.page import Keeping
from portfolio_desktop.gui.pages.pieces import RowButton
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.gui.widgets.dialog import Dialog
from portfolio_desktop.services.people.cards import my_card, take_card
from portfolio_desktop.services.people.custody.retention import confirm
from portfolio_desktop.services.people.keeping import propose_rules
from tests.support.ask import FakeAsk
from tests.support.confidential import lock, office, press, team_of, texts
from tests.support.people import begun, party
from tests.support.people_files import PASSPHRASE, make, quick_passphrases
from tests.support.qt import assert_every_focusable_widget_is_named

__all__ = ["begun", "office", "quick_passphrases"]

CAI, DEE = party(2), party(3)
PASSWORD = "a password of some length"


@pytest.fixture
def page(office: Shell) -> Keeping:
    office.guide.go(places.KEEPING)
    gate = office.guide.page
    assert isinstance(gate, Gate)
    office.confidential.people.unlock(passphrase=PASSPHRASE)
    assert isinstance(gate.inside, Keeping)
    return gate.inside


def noted(office: Shell) -> None:
    """A rule for the journal in force; one note of Cai's is years old and names Dee, one is of this year."""
    team = team_of(office)
    team.do(propose_rules(team.people))
    rule = Id(team.all("retention_rule", kind="evidence")[0].id)
    team.do(confirm(team.people, rule, Decimal(2), ""))
    team.add("evidence", title="Old note", subject_id=CAI, on=date(2020, 5, 1), words="With Dee Rao")
    team.add("evidence", title="New note", subject_id=CAI, on=date(2026, 5, 1))


def dialog(root: QWidget) -> Dialog:
    (found,) = [each for each in root.findChildren(Dialog) if each.isVisible()]
    return found


def field(root: QWidget, name: str) -> QLineEdit:
    return next(each for each in root.findChildren(QLineEdit) if each.accessibleName() == name)


def confirm_erasure(root: QWidget, word: str, ground: str = "Left years ago") -> Dialog:
    asked = dialog(root)
    field(asked, "Why").setText(ground)
    field(asked, f"Type “{word}”").setText(word)
    field(asked, "Passphrase").setText(PASSPHRASE)
    press(asked, "Erase for good")
    return asked


def titles(office: Shell) -> list[str]:
    return [one.title for one in team_of(office).all("evidence")]


def held(page: Keeping, person: Id = CAI) -> HoldingView:
    press(page.overview, "What is held on somebody…")
    page.held.load()
    page.held.choose(person)
    return page.held


def row(view: HoldingView, title: str) -> QTreeWidgetItem:
    return next(item for item in view._items() if item.text(0) == title)


def test_that_rules_are_proposed_read_and_confirmed_one_by_one(office: Shell, page: Keeping) -> None:
    assert "No rule yet" in texts(page.overview)
    press(page.overview, "Propose rules")
    rules = [each for each in page.overview.rules.findChildren(RowButton) if each.isEnabled()]
    next(each for each in rules if each.accessibleName().startswith("Evidence journal")).click()
    asked = dialog(page)
    asked.findChildren(QDoubleSpinBox)[0].setValue(0)
    press(asked, "Confirm")
    assert "how many years" in asked.problem.text()
    asked.findChildren(QDoubleSpinBox)[0].setValue(1.5)
    press(asked, "Confirm")
    (rule,) = team_of(office).all("retention_rule", kind="evidence")
    assert (rule.years, rule.confirmed_on) == (Decimal("1.5"), team_of(office).people.today())


def test_that_what_is_due_is_kept_longer_for_a_reason(office: Shell, page: Keeping) -> None:
    noted(office)
    assert "Old note" in texts(page.overview.due)
    next(each for each in page.overview.due.findChildren(QCheckBox) if each.isVisible()).setChecked(True)
    press(page.overview.due, "Keep longer…")
    asked = dialog(page)
    press(asked, "Keep")
    assert "Say why" in asked.problem.text()
    field(asked, "Why").setText("A claim is pending")
    press(asked, "Keep")
    (hold,) = team_of(office).all("retention_hold")
    assert hold.title == "A claim is pending"
    assert "A claim is pending" in texts(page.overview)


def test_that_what_is_due_is_erased_after_a_word_and_the_passphrase(office: Shell, page: Keeping) -> None:
    noted(office)
    press(page.overview.due, "Choose all")
    press(page.overview.due, "Erase…")
    asked = dialog(page)
    assert "Undo does not bring it back" in texts(asked)
    press(asked, "Erase for good")
    assert "Type “erase”" in asked.problem.text()
    field(asked, "Type “erase”").setText("erase")
    field(asked, "Passphrase").setText("four quiet words there")
    press(asked, "Erase for good")
    assert "not the passphrase" in asked.problem.text()
    assert titles(office) == ["Old note", "New note"]
    confirm_erasure(page, "erase")
    assert titles(office) == ["New note"]
    assert "1 record erased" in texts(page.overview)
    assert not office.actions["undo"].isEnabled()


def test_that_all_that_is_held_is_listed_with_whom_it_names_and_given_without_them(
    office: Shell, page: Keeping, ask: FakeAsk, tmp_path: Path
) -> None:
    noted(office)
    view = held(page)
    assert row(view, "Old note").text(2) == "Dee Rao"
    press(view, "Make a copy…")
    asked = dialog(page)
    next(each for each in asked.findChildren(QRadioButton) if each.text() == "To give").click()
    press(asked, "Choose where…")
    assert "twelve characters" in asked.problem.text()
    for name in ("Password", "Again"):
        field(asked, name).setText(PASSWORD)
    target = tmp_path / "given.pdf"
    ask.answer(target)
    press(asked, "Choose where…")
    with pikepdf.open(target, password=PASSWORD) as pdf:
        plain = pdf.attachments["given.json"].get_file().read_bytes().decode()
    assert "Old note" in plain
    assert "Dee Rao" not in plain
    assert "given to them on 21 Nov 2026" in texts(view)
    assert not target.with_suffix(".json").exists()


def test_that_a_record_is_left_out_for_a_reason_and_a_copy_to_look_through_is_not_on_record(
    office: Shell, page: Keeping, ask: FakeAsk, tmp_path: Path
) -> None:
    noted(office)
    view = held(page)
    row(view, "New note").setSelected(True)
    view._leave.menu().actions()[0].trigger()
    assert "reference given in confidence" in row(view, "New note").text(3)
    press(view, "Make a copy…")
    asked = dialog(page)
    next(each for each in asked.findChildren(QCheckBox) if each.text() == "A password opens it").click()
    target = tmp_path / "look.pdf"
    ask.answer(target)
    press(asked, "Choose where…")
    assert target.exists()
    assert "New note" in target.with_suffix(".json").read_text("utf-8")
    assert team_of(office).all("dispatch") == []


def test_that_chosen_records_and_then_the_whole_person_are_erased(office: Shell, page: Keeping) -> None:
    noted(office)
    view = held(page)
    row(view, "Cai Morgan").setSelected(True)
    erase = next(
        each for each in view.findChildren(QAbstractButton) if each.text() == "Erase what is chosen…"
    )
    assert not erase.isEnabled()
    view.tree.clearSelection()
    row(view, "New note").setSelected(True)
    press(view, "Erase what is chosen…")
    confirm_erasure(page, "erase")
    assert titles(office) == ["Old note"]
    press(view, "Erase all of it…")
    asked = confirm_erasure(page, "Cai Morgan", " ")
    assert "Say why" in asked.problem.text()
    confirm_erasure(page, "Cai Morgan")
    assert titles(office) == []
    assert team_of(office).all("party", name="Cai Morgan") == []
    assert page.held.findChildren(QComboBox)[0].findText("Cai Morgan") == -1


def test_that_somebody_is_handed_over_and_what_stays_is_said_before(
    office: Shell, page: Keeping, ask: FakeAsk, tmp_path: Path
) -> None:
    noted(office)
    team = team_of(office)
    with make(tmp_path / "dee.people", DEE, "Dee Rao") as dee:
        press(page.overview, "Hand somebody over…")
        asked = dialog(page)
        who, to = asked.findChildren(QComboBox)
        who.setCurrentText("Cai Morgan")
        to.setCurrentText("Cai Morgan")
        assert "somebody else" in asked.problem.text()
        to.setCurrentText("Dee Rao")
        assert "no sealing card of Dee Rao" in asked.problem.text()
        team.do(take_card(team.people, my_card(dee)))
    to.setCurrentText("Eve Lund")
    to.setCurrentText("Dee Rao")
    assert "2 notes of the journal" in texts(asked)
    ask.answer(tmp_path)
    press(asked, "Seal and send…")
    assert len(list(tmp_path.glob("*.sealed"))) == 1
    assert team.get("party", CAI).manager_id == DEE
    assert "Handed over to Dee Rao" in texts(page.overview)


def test_that_a_bad_place_is_named_with_a_way_out_that_is_taken(
    office: Shell, page: Keeping, ask: FakeAsk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def synced(path: Path) -> Unsafe:
        return Unsafe(Danger.SYNCED, path.parent, "OneDrive")

    monkeypatch.setattr("portfolio_desktop.gui.pages.confidential.keeping.lying.unsafe_here", synced)
    page.overview.load()
    assert "kept in step by OneDrive" in texts(page.overview.lying)
    ask.answer("move")
    press(page.overview.lying, "Move it to this laptop's own folder…")
    people = office.confidential.people
    assert not people.unlocked
    assert people.path is not None
    assert people.path.parent.parent.name == "people"
    people.unlock(passphrase=PASSPHRASE)
    assert people.unlocked


def test_that_locking_takes_open_questions_away_with_what_was_typed(office: Shell, page: Keeping) -> None:
    noted(office)
    press(held(page), "Erase all of it…")
    field(dialog(page), "Why").setText("zqneedlezq")
    lock(office)
    assert "zqneedlezq" not in texts(office.window)
    assert "New note" not in texts(office.window)


def test_that_every_part_of_the_page_can_be_read_out(office: Shell, page: Keeping) -> None:
    noted(office)
    assert_every_focusable_widget_is_named(page)
    assert_every_focusable_widget_is_named(held(page))
