# SPDX-License-Identifier: Apache-2.0
"""The program ends in the middle of a word: the word is offered at the next start, and lies nowhere to be read meanwhile."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QDate, QEvent, Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from portfolio_desktop.base.paths import HOME_VARIABLE
from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.gui.form.act_dialog import ActDialog
from portfolio_desktop.gui.form.line import DateEditor, LineEditor, ProseEditor
from portfolio_desktop.gui.form.section import FoldingSection
from portfolio_desktop.gui.pages.packs.page import PacksPage
from portfolio_desktop.gui.register.page import RegisterPage
from portfolio_desktop.gui.session.draft_bar import DraftBar
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.gui.theme import Appearance
from portfolio_desktop.services import records
from portfolio_desktop.services.drafts.keeping import SITTING, Form
from portfolio_desktop.services.office import Office, new_office
from tests.support.ask import FakeAsk
from tests.support.qt import overlapping, to_front
from tests.support.windows import open_window

Kind = TypeVar("Kind", LineEditor, ProseEditor)

NEEDLE = "zqneedlezq"


class Laptop:
    """Windows one after the other on one workspace. `crash` has the next one find what a killed program leaves."""

    def __init__(self, folder: Path, ask: FakeAsk, appearance: Appearance) -> None:
        self.folder, self._ask, self._appearance = folder, ask, appearance
        self.file = folder / "Board.portfolio"
        with new_office(self.file, "Ann Example") as office:
            made = office.write(records.create(office, "risk", {"title": "Flood"}))
            assert made is not None
            (self.risk,) = (id for entity, id in made.touched if entity == "risk")
        self._left: dict[Path, bytes] = {}

    def start(self) -> Iterator[Shell]:
        with open_window(self.folder, self._ask, self._appearance) as shell:
            for path, content in self._left.items():
                path.write_bytes(content)
            shell.files.open(self.file)
            yield shell

    def crash(self, shell: Shell) -> None:
        shell.drafts.keep()  # what the timer does a moment after the last key
        self._left = {path: path.read_bytes() for path in self.drafts()}

    def drafts(self) -> list[Path]:
        return list((self.folder.parent).rglob("*.sealed"))


@pytest.fixture
def here(tmp_path: Path, ask: FakeAsk, appearance: Appearance, monkeypatch: pytest.MonkeyPatch) -> Laptop:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "own"))
    folder = tmp_path / "files"
    folder.mkdir()
    return Laptop(folder, ask, appearance)


def bar(shell: Shell) -> DraftBar:
    (found,) = shell.window.findChildren(DraftBar)
    return found


def editor(shell: Shell, kind: type[Kind], name: str) -> Kind:
    return next(each for each in shell.window.findChildren(kind, name) if each.isVisible())


def new_risk(shell: Shell) -> RegisterPage:
    page = shell.guide.register("risk")
    page.acts["new_record"].trigger()
    return page


def test_that_words_of_a_new_record_are_offered_again_and_gone_once_it_is_dropped(here: Laptop) -> None:
    for shell in here.start():
        assert bar(shell).isHidden()
        new_risk(shell)
        editor(shell, LineEditor, "title").setText(f"Half a risk {NEEDLE}")
        here.crash(shell)
        readable = [
            path
            for path in here.folder.parent.rglob("*")
            if path.is_file() and NEEDLE.encode() in path.read_bytes()
        ]
        assert not readable
        assert len(here.drafts()) == 1
    for shell in here.start():
        assert "New risk" in bar(shell).accessibleName()
        assert NEEDLE not in bar(shell).accessibleName()
        bar(shell).go.click()
        assert bar(shell).isHidden()
        assert editor(shell, LineEditor, "title").text() == f"Half a risk {NEEDLE}"
        shell.drafts.keep()
        assert len(here.drafts()) == 1  # until it is put in, it is kept
        page = shell.guide.page
        assert isinstance(page, RegisterPage)
        page.new_row.close_row()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        shell.drafts.keep()
        assert here.drafts() == []


def test_that_a_half_written_field_of_a_record_stands_in_its_form_again(here: Laptop) -> None:
    for shell in here.start():
        shell.guide.open_record("risk", here.risk)
        editor(shell, ProseEditor, "cause").setPlainText(f"{NEEDLE} and th")
        here.crash(shell)
    for shell in here.start():
        assert "(Cause)" in bar(shell).accessibleName()
        bar(shell).copy.click()
        assert QGuiApplication.clipboard().text() == f"{NEEDLE} and th"
        bar(shell).go.click()
        cause = editor(shell, ProseEditor, "cause")
        assert cause.toPlainText() == f"{NEEDLE} and th"
        assert cause.touched  # not written behind anybody's back
        assert not cause.textCursor().hasSelection()


def test_that_every_button_about_a_draft_is_in_sight_however_narrow_the_window_is(here: Laptop) -> None:
    for shell in here.start():
        shell.guide.open_record("risk", here.risk)
        editor(shell, ProseEditor, "cause").setPlainText(f"{NEEDLE} and th")
        here.crash(shell)
    for shell in here.start():
        shell.guide.open_record("risk", here.risk)  # the inspector beside it leaves least room
        for width in (1360, 700, 560):
            shell.window.resize(width, 600)
            QCoreApplication.sendPostedEvents()
            assert overlapping(bar(shell)) == [], width
            buttons = (bar(shell).go, bar(shell).copy, bar(shell).drop)
            assert all(each.width() >= each.sizeHint().width() for each in buttons), width


def test_that_what_is_thrown_away_is_not_offered_a_third_time(here: Laptop) -> None:
    for shell in here.start():
        new_risk(shell)
        editor(shell, LineEditor, "title").setText(NEEDLE)
        dialog = ActDialog(shell.desk, "Close the risk", "Close", shell.window, None)
        block = dialog.ask("risk", ["cause"])
        dialog.finish_layout()
        block.editor("cause").restore(f"Because {NEEDLE}")
        here.crash(shell)
        dialog.reject()
    for shell in here.start():
        assert "(1 more)" in bar(shell).accessibleName()
        bar(shell).drop.click()
        assert "Close the risk" in bar(shell).accessibleName()
        bar(shell).drop.click()
        assert bar(shell).isHidden()
        assert here.drafts() == []


def test_that_a_full_disk_keeps_nobody_from_typing(here: Laptop, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_arguments: object, **_more: object) -> None:
        raise OSError(28, "No space left on device")

    for shell in here.start():
        new_risk(shell)
        monkeypatch.setattr("portfolio_desktop.base.files.os.fsync", full)
        editor(shell, LineEditor, "title").setText(NEEDLE)
        shell.drafts.keep()
        monkeypatch.undo()
        assert editor(shell, LineEditor, "title").text() == NEEDLE
        assert shell.drafts.waiting == ()


def pack_page(shell: Shell) -> PacksPage:
    shell.make_pack()
    assert isinstance(shell.guide.page, PacksPage)
    return shell.guide.page


def test_that_what_was_written_for_a_pack_stands_there_again_until_one_is_issued(here: Laptop) -> None:
    for shell in here.start():
        form = pack_page(shell)._form
        assert not form.written()
        form._period.setText("October 2026")
        form._as_of.setDate(QDate(2026, 10, 31))
        form._rule.setCurrentIndex(form._rule.findData("none"))
        form.judgement.setPlainText(f"Harbour is late.\n{NEEDLE}")
        shell.drafts.hold(Form(SITTING, "pack"), {**form.written(), "day": "2026-11-02"})
        here.crash(shell)
    for shell in here.start():
        page = pack_page(shell)
        choices = page._form.choices()
        assert (choices.period, choices.as_of) == ("October 2026", date(2026, 10, 31))
        assert (choices.judgement, choices.one_pager_rule) == (f"Harbour is late.\n{NEEDLE}", "none")
        assert page._unfinished.isVisible()
        assert bar(shell).isHidden()
        kept = shell.drafts.held(Form(SITTING, "pack"))
        page._form.judgement.setPlainText("Harbour is late, and nobody says why.")
        assert kept["day"] == "2026-11-02"
        page.make()
        page._issue.click()
        assert not page._unfinished.isVisible()
        here.crash(shell)
    for shell in here.start():
        page = pack_page(shell)
        assert not page._form.written()
        assert not page._unfinished.isVisible()


def test_that_one_who_wants_none_of_what_was_left_for_a_pack_begins_anew(here: Laptop) -> None:
    for shell in here.start():
        pack_page(shell)._form._cleared.setText(NEEDLE)
        here.crash(shell)
    for shell in here.start():
        page = pack_page(shell)
        assert page._form._cleared.text() == NEEDLE
        page._unfinished._anew.click()
        assert not page._form.written()
        assert not page._unfinished.isVisible()
        shell.drafts.keep()
        assert here.drafts() == []


def test_that_a_pack_page_that_is_there_before_its_words_are_read_has_them_too(here: Laptop) -> None:
    for shell in here.start():
        pack_page(shell)._form._period.setText(NEEDLE)
        here.crash(shell)
    for shell in here.start():
        page = pack_page(shell)
        page._form.begin_anew()
        shell.drafts._held.clear()
        shell.drafts._look()
        assert page._form._period.text() == NEEDLE


def type_into(shell: Shell, words: str, name: str = "cause") -> None:
    found = editor(shell, ProseEditor, name)
    found.setFocus()
    found.setPlainText(words)
    shell.drafts.keep()


def risk_in_the_pane(shell: Shell, here: Laptop) -> None:
    shell.guide.open_record("risk", here.risk)


def cause_of(shell: Shell, id: str) -> object:
    found: list[object] = []

    def look(office: Office) -> object:
        with office.reading() as reader:
            record = reader.get(office.catalogue.entity("risk"), Id(id))
            return record["cause"] if record is not None else None

    shell.desk.read(look, found.append)
    return found[0]


def test_that_what_is_typed_beside_a_register_is_written_whatever_way_it_is_left(here: Laptop) -> None:
    for shell in here.start():
        shell.guide.register("project")
        guide = shell.guide
        ways: dict[str, Callable[[], None]] = {
            "back": guide.back,
            "home": partial(guide.go, places.HOME),
            "another": partial(guide.go, places.register_key("issue")),
        }
        for name, leave in ways.items():
            risk_in_the_pane(shell, here)
            type_into(shell, f"{NEEDLE} {name}")
            leave()
            assert cause_of(shell, here.risk) == f"{NEEDLE} {name}", name
            assert bar(shell).isHidden()


def test_that_what_is_refused_as_it_is_left_can_be_gone_on_with(here: Laptop, ask: FakeAsk) -> None:
    for shell in here.start():
        risk_in_the_pane(shell, here)
        for section in shell.inspector.findChildren(FoldingSection):
            section.set_open(True)
        day = next(each for each in shell.inspector.findChildren(DateEditor) if each.isEnabled())
        name = day.objectName()
        day.setText("the day of the flood")
        shell.guide.go(places.HOME)
        assert ask.told
        assert "refused as it was left: Risk “Flood”" in bar(shell).accessibleName()
        bar(shell).go.click()
        assert editor(shell, LineEditor, name).text() == "the day of the flood"


def test_that_words_for_what_others_have_deleted_can_be_copied_now_and_after_a_restart(here: Laptop) -> None:
    for shell in here.start():
        risk_in_the_pane(shell, here)
        type_into(shell, NEEDLE)
        shell.desk.write(lambda office: records.delete(office, "risk", [here.risk]))
        assert "Deleted meanwhile" in shell.toast._text.text
        assert "Risk “Flood” (Cause)" in bar(shell).accessibleName()
        assert bar(shell).go.isHidden()
        bar(shell).copy.click()
        assert QGuiApplication.clipboard().text() == NEEDLE
        here.crash(shell)
    for shell in here.start():
        assert "has been deleted meanwhile: Risk “Flood” (Cause)" in bar(shell).accessibleName()
        assert bar(shell).go.isHidden()
        bar(shell).drop.click()
        assert bar(shell).isHidden()
        assert here.drafts() == []


def test_that_a_form_that_is_made_anew_goes_on_with_what_is_typed(here: Laptop, qtbot: QtBot) -> None:
    own: dict[str, Value] = {"name": "own_tide", "label": "Tide", "entity": "risk", "kind": "text"}

    def change(shell: Shell, name: str, words: str) -> None:
        shell.desk.write(lambda office: records.change(office, "risk", here.risk, {name: words}))

    for shell in here.start():
        to_front(shell.window, qtbot)
        risk_in_the_pane(shell, here)
        type_into(shell, f"{NEEDLE} and th")
        cause = editor(shell, ProseEditor, "cause")
        cause.moveCursor(QTextCursor.MoveOperation.Start)
        shell.desk.write(partial(records.create, entity="own_field", values=own))
        again = editor(shell, ProseEditor, "cause")
        assert again is not cause
        assert again.toPlainText() == f"{NEEDLE} and th"
        assert again.hasFocus()
        assert again.textCursor().position() == 0
        assert "Changed meanwhile" not in " ".join(
            label.text() for label in shell.inspector.findChildren(QLabel)
        )
        change(shell, "cause", "The tide")
        assert again.toPlainText() == f"{NEEDLE} and th"
        assert any(
            "Changed meanwhile to “The tide”" in label.text()
            for label in shell.inspector.findChildren(QLabel)
        )
        QTest.keyClick(again, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert cause_of(shell, here.risk) == f"{NEEDLE} and th"
