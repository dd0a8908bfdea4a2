# SPDX-License-Identifier: Apache-2.0
"""Ratings to challenge, and the rules by which they are: what a change would do is seen before it is kept."""

from dataclasses import replace
from decimal import Decimal

from PySide6.QtWidgets import QPushButton

from portfolio_desktop.base.values import Rating
from portfolio_desktop.domain.challenge import SHIPPED_CHALLENGE, ChallengeRules, Check
from portfolio_desktop.gui.pages.challenge.page import ChallengePage
from portfolio_desktop.gui.pages.challenge.rules_editor import RulesEditor
from portfolio_desktop.gui.pages.pieces import RowButton
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.gui.widgets.empty import EmptyPlace
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.rules import keep_challenge
from tests.support.ask import FakeAsk
from tests.support.desks import records_of
from tests.support.offices import TODAY, add
from tests.support.qt import CANARY, assert_every_focusable_widget_is_named, assert_no_label_reads_markup


def page_of(shell: Shell) -> ChallengePage:
    shell.guide.go(places.CHALLENGE)
    page = shell.guide.page
    assert isinstance(page, ChallengePage)
    return page


def editor_of(shell: Shell) -> RulesEditor:
    page = page_of(shell)
    page.edit_rules()
    assert page.editor is not None
    return page.editor


def rules_of(shell: Shell) -> ChallengeRules:
    found: list[ChallengeRules] = []
    shell.desk.read(lambda office: office.rules.challenge, found.append)
    return found[0]


def press(editor: RulesEditor, words: str) -> None:
    next(button for button in editor.findChildren(QPushButton) if button.text() == words).click()


def late_project(shell: Shell, title: str = "Harbour") -> None:
    shell.desk.work(
        lambda office, _progress: add(
            office,
            "project",
            title=title,
            confidence=Rating("rag5", "green"),
            end_baseline=TODAY.replace(year=2020),
            end=TODAY.replace(year=2021),
            whole_life_cost=Decimal(100),
            whole_life_forecast=Decimal(150),
        )
    )


def test_that_a_rating_that_is_kinder_than_its_evidence_is_asked_about_with_its_reasons(empty: Shell) -> None:
    late_project(empty)
    page = page_of(empty)
    names = [row.accessibleName() for row in page.findChildren(RowButton)]
    assert "Harbour: declared Green, the evidence suggests Red" in names
    said = [label.text() for label in page.findChildren(Label)]
    assert "1 of 1 ratings is better than the evidence suggests, 0 worse." in said
    assert any("365 days later than agreed" in text for text in said)
    assert any(text.startswith("Not known: ") for text in said)


def test_that_a_row_leads_to_its_project(empty: Shell) -> None:
    late_project(empty)
    page_of(empty).findChildren(RowButton)[0].click()
    assert places.project_of(empty.guide.here)


def test_that_an_empty_office_is_told_what_will_stand_here(empty: Shell) -> None:
    (place,) = page_of(empty).findChildren(EmptyPlace)
    place.findChildren(QPushButton)[0].click()
    assert empty.guide.here == places.register_key("project")


def test_that_a_change_says_what_it_would_do_before_it_is_saved_and_is_undone_at_once(empty: Shell) -> None:
    late_project(empty)
    editor = editor_of(empty)
    editor.on[Check.COST].setChecked(False)
    assert editor.effect == "1 project would be judged otherwise. To challenge: 1, as before."
    assert rules_of(empty) == SHIPPED_CHALLENGE
    press(editor, "Save the rules")
    assert not rules_of(empty).thresholds[Check.COST].on
    assert empty.undoing.undo_label == "Change how ratings are challenged"
    empty.desk.undo()
    assert rules_of(empty) == SHIPPED_CHALLENGE


def test_that_saving_twice_keeps_one_rule(empty: Shell) -> None:
    for reds in (1, 3):
        editor = editor_of(empty)
        editor.reds.setValue(reds)
        press(editor, "Save the rules")
    assert rules_of(empty).reds == 3
    assert len(records_of(empty.desk, "rule")) == 1
    editor = editor_of(empty)
    press(editor, "Back to the shipped rules")
    press(editor, "Save the rules")
    assert rules_of(empty) == SHIPPED_CHALLENGE


def test_that_amber_never_lies_beyond_red(empty: Shell) -> None:
    editor = editor_of(empty)
    editor.amber[Check.END].setValue(120)
    assert (editor.rules.thresholds[Check.END].amber, editor.rules.thresholds[Check.END].red) == (
        Decimal(120),
        Decimal(120),
    )
    editor.red[Check.END].setValue(60.5)
    assert editor.rules.thresholds[Check.END].amber == Decimal("60.5")
    assert editor.amber[Check.END].text() == "60.5"


def test_that_merely_looking_at_the_rules_changes_nothing(empty: Shell) -> None:
    editor = editor_of(empty)
    save = next(button for button in editor.findChildren(QPushButton) if button.text() == "Save the rules")
    assert not save.isEnabled()
    assert editor.rules == SHIPPED_CHALLENGE


def test_that_names_from_outside_are_never_read_as_markup(empty: Shell) -> None:
    late_project(empty, CANARY)
    editor = editor_of(empty)
    editor.reds.setValue(1)
    editor.on[Check.COST].setChecked(False)
    assert_no_label_reads_markup(page_of(empty))
    assert_every_focusable_widget_is_named(editor)


def test_that_rules_that_another_changed_meanwhile_are_not_replaced_unseen(
    empty: Shell, ask: FakeAsk
) -> None:
    editor = editor_of(empty)
    editor.on[Check.COST].setChecked(False)
    theirs = replace(SHIPPED_CHALLENGE, reds=1)
    empty.desk.write(lambda office: keep_challenge(office, theirs))
    press(editor, "Save the rules")
    assert "Somebody else has changed this since" in ask.told[0]
    assert rules_of(empty) == theirs
    assert not editor.rules.thresholds[Check.COST].on
