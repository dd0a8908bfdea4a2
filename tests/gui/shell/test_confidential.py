# SPDX-License-Identifier: Apache-2.0
"""The people file in the window: its own undo and notices, and not a word of it anywhere once it is locked."""

import subprocess
import sys
from datetime import date
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit

from portfolio_desktop.catalogue.records import CATALOGUE
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.services.find import find
from portfolio_desktop.services.people import appraising, evidence
from tests.support.ask import FakeAsk
from tests.support.confidential import lock, office, opened, press, team_of, texts, unlock
from tests.support.people import begun, party
from tests.support.people_files import PASSPHRASE, quick_passphrases

__all__ = ["begun", "office", "quick_passphrases"]

NEEDLE = "zqneedlezq"


def test_that_the_window_comes_up_without_anything_confidential() -> None:
    words = (
        "import sys; import portfolio_desktop.gui.shell.shell; "
        "bad = [name for name in sys.modules if name.startswith('portfolio_desktop.services.people') "
        "or 'confidential.' in name and not name.endswith(('shell.confidential', 'confidential.idle'))]; "
        "sys.exit(repr(bad) if bad else 0)"
    )
    run = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


def test_that_the_navigation_names_the_pages_and_nobody(office: Shell) -> None:
    (group,) = [group for group in places.groups(CATALOGUE) if group.heading == "My people, confidential"]
    assert {place.key for place in group.every} == places.CONFIDENTIAL


def test_that_no_word_stays_in_the_window_or_on_the_disk_once_it_is_locked(
    office: Shell, laptop: Path, ask: FakeAsk
) -> None:
    inside = unlock(office)
    team = team_of(office)
    team.change("party", party(2), name=f"Cai {NEEDLE}")
    appraisal = team.appraisal()
    view = opened(inside, appraisal)
    box = next(box for box in view.form.boxes.values() if box.words is not None)
    assert box.words is not None
    box.words.setPlainText(NEEDLE)
    box.words.settle()
    team.do(evidence.note(team.people, party(2), NEEDLE, on=date(2026, 8, 3)))
    inside.show_person(party(2))
    unlock(office, places.MY_YEAR)
    office.confidential.people.notify(NEEDLE, undo=True)
    assert NEEDLE in texts(office.window)
    assert NEEDLE in office.actions["undo"].text()
    lock(office)
    assert NEEDLE not in texts(office.window)
    office.offers.open_palette()
    assert NEEDLE not in texts(office.palette)
    office.search(NEEDLE)
    found: list[object] = []
    office.desk.read(lambda file: find(file, NEEDLE), found.extend)
    assert found == []
    office.desk.close()
    holding = [path for path in laptop.rglob("*") if path.is_file() and NEEDLE.encode() in path.read_bytes()]
    assert holding == []


def test_that_a_notice_that_comes_home_late_is_not_shown(office: Shell) -> None:
    unlock(office)
    people = office.confidential.people
    lock(office)
    people.notify(NEEDLE)
    assert NEEDLE not in texts(office.toast)


def test_that_keys_act_on_the_file_in_sight_and_on_none_while_it_is_locked(office: Shell) -> None:
    unlock(office)
    team = team_of(office)
    appraisal = team.appraisal()
    assert office.undoing.undo_label.startswith("Start")
    lock(office)
    assert office.undoing.undo_label == ""
    assert not office.actions["undo"].isEnabled()
    assert not office.actions["lock"].isEnabled()
    unlock(office)
    assert team_of(office).get("appraisal", appraisal) is not None


def test_that_closing_the_workspace_leaves_no_page_of_the_people_file(office: Shell) -> None:
    unlock(office)
    team_of(office).appraisal()
    office.files.close()
    assert not office.confidential.unlocked
    assert office.guide.page is None


def test_that_the_passphrase_is_changed_after_the_old_one(office: Shell) -> None:
    unlock(office)
    office.actions["people_passphrase"].trigger()
    (dialog,) = office.window.findChildren(QDialog)
    old, new, again = dialog.findChildren(QLineEdit)
    old.setText("something else altogether")
    new.setText("five other quiet words")
    again.setText("five other quiet words")
    press(dialog, "Change it")
    assert "not the passphrase" in texts(dialog)
    old.setText(PASSPHRASE)
    press(dialog, "Change it")
    lock(office)
    people = office.confidential.people
    people.unlock(passphrase="five other quiet words")
    assert people.unlocked


def test_that_a_new_recovery_key_needs_the_passphrase(office: Shell, ask: FakeAsk) -> None:
    unlock(office)
    ask.answer("make", "something else altogether")
    office.actions["people_recovery"].trigger()
    assert "not the passphrase" in " ".join(ask.told)
    ask.answer("make", PASSPHRASE)
    office.actions["people_recovery"].trigger()
    (dialog,) = office.window.findChildren(QDialog)
    assert "Group 2 on your sheet" in texts(dialog)
    dialog.close()


def test_that_a_card_is_shown_with_its_figures(office: Shell) -> None:
    unlock(office)
    office.actions["people_show_card"].trigger()
    (dialog,) = office.window.findChildren(QDialog)
    assert "Figures to compare" in texts(dialog)
    (text,) = dialog.findChildren(QPlainTextEdit)
    assert text.toPlainText()
    dialog.close()


def test_that_a_locked_appraisal_page_is_asked_for_nothing(office: Shell) -> None:
    inside = unlock(office)
    appraisal = team_of(office).appraisal()
    opened(inside, appraisal)
    lock(office)
    assert office.confidential.people.workspace is None
    unlock(office)
    found: list[appraising.AppraisalPage] = []
    office.confidential.people.people(lambda file: appraising.page(file, appraisal), found.append)
    assert found


def test_that_what_was_copied_from_a_page_of_it_leaves_the_clipboard_when_it_locks(office: Shell) -> None:
    clipboard = QGuiApplication.clipboard()
    unlock(office)
    clipboard.setText(NEEDLE)
    lock(office)
    assert clipboard.text() == ""
    unlock(office)
    office.guide.go(places.HOME)
    clipboard.setText("From the portfolio")
    lock(office)
    assert clipboard.text() == "From the portfolio"
    clipboard.clear()
