# SPDX-License-Identifier: Apache-2.0
"""A form that is closed is gone: no hidden window of it stays behind."""

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.block import FieldBlock


def test_that_a_block_of_fields_leaves_no_button_behind(desk: Desk, qtbot: QtBot) -> None:
    before = set(QApplication.topLevelWidgets())
    block = FieldBlock(desk, "risk", ("title", "cause", "owner_id", "mitigation"))
    assert len(block.findChildren(QToolButton)) >= 1
    block.deleteLater()
    QCoreApplication.sendPostedEvents(block, QEvent.Type.DeferredDelete.value)
    assert set(QApplication.topLevelWidgets()) <= before
