# SPDX-License-Identifier: Apache-2.0
"""The widgets say what they show, can be used from the keyboard, and never read data as markup."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.domain.rating import SCALES
from portfolio_desktop.gui.jobs import InlineJobs, Task
from portfolio_desktop.gui.theme import DARK, LIGHT, Appearance, Mode, Theme
from portfolio_desktop.gui.widgets.bars import RatingBar, RatingHistory, Sparkline, part_widths
from portfolio_desktop.gui.widgets.counts import CountBadge
from portfolio_desktop.gui.widgets.dialog import Dialog
from portfolio_desktop.gui.widgets.empty import EmptyPlace
from portfolio_desktop.gui.widgets.gallery import gallery
from portfolio_desktop.gui.widgets.labels import ElidedLabel, Label, MoneyLabel, ValueLabel
from portfolio_desktop.gui.widgets.paint import safe_tooltip
from portfolio_desktop.gui.widgets.progress import ProgressStrip
from portfolio_desktop.gui.widgets.rating import RatingBadge, paint_rating
from portfolio_desktop.gui.widgets.search import SearchBox
from portfolio_desktop.gui.widgets.segments import SegmentedControl
from portfolio_desktop.gui.widgets.toast import Toast
from tests.support.access.speaking import announced
from tests.support.qt import (
    CANARY,
    accessible_name,
    assert_every_focusable_widget_is_named,
    assert_no_label_reads_markup,
)


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
def test_that_everything_draws_and_has_a_name(
    qtbot: QtBot, appearance: Appearance, jobs: InlineJobs, mode: Mode
) -> None:
    appearance.use(mode)
    page = gallery(jobs)
    qtbot.addWidget(page)
    page.show()
    assert not page.grab().isNull()
    assert_every_focusable_widget_is_named(page)
    assert_no_label_reads_markup(page)


def test_that_the_name_check_finds_a_nameless_button(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    QLineEdit(page)
    with pytest.raises(AssertionError, match="QLineEdit"):
        assert_every_focusable_widget_is_named(page)


def test_that_no_widget_reads_data_as_markup(qtbot: QtBot, jobs: InlineJobs) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    pieces: list[QWidget] = [
        Label(CANARY),
        ElidedLabel(CANARY * 20),
        ValueLabel(Unknown(CANARY)),
        RatingBadge(Unknown(CANARY), words=True),
        EmptyPlace("search", CANARY, CANARY),
        SearchBox("Search"),
    ]
    for piece in pieces:
        piece.setParent(page)
    toast = Toast(page)
    toast.notify(CANARY)
    page.show()
    page.grab()
    assert_no_label_reads_markup(page)


def image_of(rating: Rating | Unknown | None, theme: Theme) -> bytes:
    """The badge without its colours: what somebody who sees no hue has to go by."""
    canvas = QImage(60, 20, QImage.Format.Format_ARGB32)
    canvas.fill(0)
    painter = QPainter(canvas)
    paint_rating(painter, canvas.rect().toRectF(), rating, theme)
    painter.end()
    ink = theme.tones["red" if rating == Rating("rag5", "red") else "none"].text
    return bytes(canvas.convertToFormat(QImage.Format.Format_Grayscale8).constBits()) + ink.encode()


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_that_ratings_differ_in_grey_as_well(theme: Theme) -> None:
    ratings: list[Rating | None] = [Rating("rag5", level.code) for level in SCALES["rag5"].levels]
    assert len({image_of(rating, theme) for rating in [*ratings, None]}) == 6


def test_that_a_rating_says_itself_in_words(qtbot: QtBot) -> None:
    badge = RatingBadge(Rating("rag5", "amber_red"))
    qtbot.addWidget(badge)
    assert accessible_name(badge) == "Rating: Amber/Red"
    badge.set_rating(Unknown("Exempt under Section 43"))
    assert accessible_name(badge) == "Rating: Exempt under Section 43"
    badge.set_rating(None)
    assert accessible_name(badge) == "Rating: Not reported"


def test_that_an_unknown_amount_is_words_and_not_nought(qtbot: QtBot) -> None:
    label = MoneyLabel("m")
    qtbot.addWidget(label)
    label.set_amount(Decimal(1_500_000))
    assert label.text == "£1.5m"
    label.set_amount(Unknown("Exempt"))
    assert label.text == "Exempt"
    label.set_amount(None)
    assert label.text == "Not set"


def test_that_cut_text_can_be_read_whole(qtbot: QtBot) -> None:
    label = ElidedLabel("A long name of a project <b>")
    qtbot.addWidget(label)
    label.show()
    label.resize(400, 20)
    assert label.toolTip() == ""
    label.resize(50, 20)
    assert "A long name of a project &lt;b&gt;" in label.toolTip()


def test_that_a_tooltip_is_read_aloud_as_words_and_never_as_markup() -> None:
    assert safe_tooltip("Group by") == "Group by"
    assert safe_tooltip("") == ""
    wrapped = safe_tooltip("Harbour & Sons " * 20).split("\n")
    assert " ".join(wrapped) == ("Harbour & Sons " * 20).strip()
    assert max(map(len, wrapped)) <= 80
    for text in ("a <b>bold</b> name", "a &lt;b&gt; name", "first\n<img src=x>"):
        assert "<b>" not in safe_tooltip(text)
        assert "<img" not in safe_tooltip(text)
        assert safe_tooltip(text).startswith("<span")


def test_that_a_text_of_any_length_is_shown_at_once(qtbot: QtBot) -> None:
    label = ElidedLabel("x" * 1_000_000)
    qtbot.addWidget(label)
    assert label.sizeHint().width() == 800
    assert len(label.toolTip()) < 3000


def test_that_a_bar_of_ratings_counts_what_is_not_reported(qtbot: QtBot) -> None:
    bar = RatingBar("rag3")
    qtbot.addWidget(bar)
    bar.set_counts({"red": 27, "amber": 170, "green": 24, None: 14})
    assert accessible_name(bar) == "Red 27, Amber 170, Green 24, Not reported 14"


def test_that_the_smallest_part_of_a_bar_still_holds_its_letter() -> None:
    widths = part_widths([1, 5000, 1], 300)
    assert min(widths) >= 30
    assert sum(widths) == pytest.approx(300)
    assert part_widths([], 300) == []


def test_that_a_history_names_its_periods(qtbot: QtBot) -> None:
    history = RatingHistory()
    qtbot.addWidget(history)
    history.set_ratings([Rating("rag3", "red"), None], ["2021", "2022"])
    assert accessible_name(history) == "Rating history: 2021: Red; 2022: Not reported"


@pytest.mark.parametrize("values", [(), (None,), (1.0,), (2.0, 2.0), (1.0, None, 3.0)])
def test_that_any_run_of_numbers_draws(qtbot: QtBot, values: tuple[float | None, ...]) -> None:
    line = Sparkline("Cost", values)
    qtbot.addWidget(line)
    assert not line.grab().isNull()


def test_that_a_sparkline_says_how_much_is_known(qtbot: QtBot) -> None:
    line = Sparkline("Cost", (1.0, None, 1500.0))
    qtbot.addWidget(line)
    assert accessible_name(line) == "Cost: from 1 to 1,500, 2 of 3 known"


def test_that_a_count_of_nought_asks_for_nothing(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    badge = CountBadge("Overdue", 0, parent=page)
    page.show()
    assert badge.isHidden()
    badge.set_count(1204)
    assert not badge.isHidden()
    assert accessible_name(badge) == "Overdue: 1204"


def test_that_enter_searches_at_once_and_escape_clears(qtbot: QtBot) -> None:
    box = SearchBox("Search")
    qtbot.addWidget(box)
    told: list[str] = []
    box.searched.connect(told.append)
    QTest.keyClicks(box, "rail")
    QTest.keyClick(box, Qt.Key.Key_Return)
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert told == ["rail", ""]


def test_that_a_search_follows_when_typing_pauses(qtbot: QtBot) -> None:
    box = SearchBox("Search")
    qtbot.addWidget(box)
    with qtbot.waitSignal(box.searched) as told:
        QTest.keyClicks(box, "rail")
    assert told.args == ["rail"]


def test_that_a_wrong_filter_says_why(qtbot: QtBot) -> None:
    box = SearchBox("Filter")
    qtbot.addWidget(box)
    box.set_problem("No rating is called purple.")
    assert box.accessibleDescription() == "No rating is called purple."
    box.set_problem("")
    assert box.toolTip() == ""


def test_that_tab_comes_to_the_segment_that_is_chosen_and_to_no_other(qtbot: QtBot) -> None:
    control = SegmentedControl("Theme", (("system", "System"), ("light", "Light"), ("dark", "Dark")))
    qtbot.addWidget(control)

    def stops() -> list[str]:
        return [
            each.text()
            for each in control.findChildren(QToolButton)
            if each.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]

    assert stops() == ["System"]
    control.choose("dark")
    assert stops() == ["Dark"]
    QTest.keyClick(control, Qt.Key.Key_Right)
    assert stops() == ["System"]
    control.findChildren(QToolButton)[1].click()
    assert stops() == ["Light"]


def test_that_arrow_keys_move_between_segments(qtbot: QtBot) -> None:
    control = SegmentedControl("Theme", (("system", "System"), ("light", "Light"), ("dark", "Dark")))
    qtbot.addWidget(control)
    told: list[str] = []
    control.changed.connect(told.append)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        QTest.keyClick(control, key)
    assert told == ["light", "dark", "system", "dark"]
    control.choose("light")
    assert (control.current, told[-1]) == ("light", "dark")


def test_that_undo_on_a_notice_undoes_once(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 400)
    window.show()
    undone: list[str] = []
    toast = Toast(window)
    toast.notify("Deleted R-0014", lambda: undone.append("R-0014"))
    assert toast.isVisible()
    toast._undo.click()
    assert undone == ["R-0014"]
    assert not toast.isVisible()


def test_that_a_notice_without_undo_offers_none(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    toast = Toast(window)
    toast.notify("Backup written")
    assert toast._undo.isHidden()
    assert toast._open.isHidden()


def test_that_a_notice_leads_to_what_it_is_about_and_is_then_out_of_the_way(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    gone_to: list[str] = []
    toast = Toast(window)
    toast.open()
    toast.notify("Escalated I-0004", open=lambda: gone_to.append("E-0009"))
    assert toast.leads
    toast._open.click()
    assert gone_to == ["E-0009"]
    assert not toast.leads
    toast.open()
    assert gone_to == ["E-0009"], "the notice has gone"


def test_that_the_keyboard_never_comes_upon_the_undo_of_a_notice(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    before = QPushButton("Before", window)
    window.show()
    before.setFocus()
    undone: list[str] = []
    toast = Toast(window)
    toast.notify("Deleted R-0014", lambda: undone.append("R-0014"), lambda: undone.append("open"))
    before.hide()  # what had the keyboard goes, as the parts of a page do when it is drawn anew
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Space):
        focused: QWidget | None = window.focusWidget()
        QTest.keyClick(window if focused is None else focused, key)
    assert not undone
    assert all(
        button.focusPolicy() is Qt.FocusPolicy.NoFocus for button in toast.findChildren(QAbstractButton)
    )


def test_that_the_strip_shows_labelled_work_and_can_stop_it(qtbot: QtBot, jobs: InlineJobs) -> None:
    strip = ProgressStrip(jobs)
    qtbot.addWidget(strip)
    seen: list[tuple[bool, str]] = []

    def job(progress: object) -> None:
        (button,) = strip.findChildren(QToolButton)
        seen.append((strip.isHidden(), button.accessibleName()))
        button.click()

    task = jobs.database(job, label="Importing")
    assert isinstance(task, Task)
    assert seen == [(False, "Cancel Importing")]
    assert task.cancelled
    assert strip.isHidden()


def test_that_work_that_cannot_be_stopped_offers_no_way_to_stop_it(qtbot: QtBot, jobs: InlineJobs) -> None:
    strip = ProgressStrip(jobs)
    qtbot.addWidget(strip)
    seen: list[tuple[bool, bool]] = []

    def job(_progress: object) -> None:
        (button,) = strip.findChildren(QToolButton)
        seen.append((strip.isHidden(), button.isHidden()))

    jobs.database(job, label="Writing", stoppable=False)
    assert seen == [(False, True)]


def test_that_enter_after_a_refusal_does_not_throw_away_what_was_entered(
    qtbot: QtBot, appearance: Appearance, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = Dialog(parent, "Hold the review", "Record the outcome")
    dialog.finish_layout()
    parent.show()
    dialog.open()
    dialog.yes.setFocus()
    dialog.yes.setEnabled(False)  # as while the outcome is written
    heard = announced(monkeypatch)
    dialog.explain("Something required is missing.")
    assert heard == ["Something required is missing."]
    assert dialog.focusWidget() is dialog.yes
    assert dialog.yes.isDefault()
