# SPDX-License-Identifier: Apache-2.0
"""Out of sight, now: what Qt would take away with its next event is hidden before anybody can read it."""

from PySide6.QtWidgets import QApplication, QDialog, QToolTip, QWidget


def vanish(page: QWidget) -> None:
    """Hide a page with every window that stands over it, an open list or menu, and a tooltip."""
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.hide()
    QToolTip.hideText()
    for dialog in page.findChildren(QDialog):
        dialog.hide()
    page.hide()
