# SPDX-License-Identifier: Apache-2.0
"""A small window is never higher than its screen: what it asks scrolls, and its buttons stay in sight."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect
from PySide6.QtWidgets import QApplication, QFormLayout, QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from portfolio_desktop.gui.theme import Appearance
from portfolio_desktop.gui.widgets.dialog import Dialog


@pytest.fixture
def parent(qtbot: QtBot, appearance: Appearance) -> QWidget:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    return parent


def tall_dialog(parent: QWidget, count: int) -> tuple[Dialog, list[QLineEdit]]:
    dialog = Dialog(parent, "Print the timeline", "Print")
    form, boxes = QFormLayout(), [QLineEdit() for _number in range(count)]
    for number, box in enumerate(boxes):
        form.addRow(f"Line {number}", box)
    dialog.column.addLayout(form)
    dialog.finish_layout()
    dialog.open()
    return dialog, boxes


def seen(dialog: Dialog, widget: QWidget) -> bool:
    """Whether all of a widget lies within the window."""
    return dialog.rect().contains(QRect(widget.mapTo(dialog, QPoint()), widget.size()))


def settle(dialog: Dialog) -> None:
    """Let what changed be laid out, as Qt does before it paints."""
    for _again in range(3):
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)


def test_that_a_dialog_higher_than_the_screen_scrolls_with_its_buttons_and_its_refusal_in_sight(
    parent: QWidget,
) -> None:
    dialog, boxes = tall_dialog(parent, 60)
    screen = dialog.screen().availableGeometry().height()
    assert dialog.height() < screen
    assert all(seen(dialog, button) for button in dialog.buttons.buttons())
    dialog.explain("There is no such paper. " * 12)
    settle(dialog)
    assert dialog.height() < screen
    assert seen(dialog, dialog.yes)
    assert seen(dialog, dialog.problem)
    (area,) = dialog.findChildren(QScrollArea)
    assert area.height() > 400  # all the height there is
    area.ensureWidgetVisible(boxes[-1])
    assert seen(dialog, boxes[-1])


def test_that_a_dialog_that_fits_does_not_scroll_until_it_grows_too_high(parent: QWidget) -> None:
    dialog, boxes = tall_dialog(parent, 5)
    assert not dialog.findChildren(QScrollArea)
    boxes[3].setFocus()
    boxes[0].setMinimumHeight(4 * dialog.screen().availableGeometry().height())
    settle(dialog)
    assert dialog.findChildren(QScrollArea)
    assert dialog.focusWidget() is boxes[3]
    assert dialog.height() < dialog.screen().availableGeometry().height()
    assert seen(dialog, dialog.yes)
