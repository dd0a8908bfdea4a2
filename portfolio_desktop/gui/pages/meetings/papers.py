# SPDX-License-Identifier: Apache-2.0
"""The way to a paper. Only a page of the web is opened: whatever else an address names might be run rather than read."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from portfolio_desktop.base.i18n import _
from portfolio_desktop.gui.desk import Desk


def open_paper(desk: Desk, address: str) -> None:
    """Open an address of the web in the browser; copy any other, to be opened by hand."""
    url = QUrl(address.strip(), QUrl.ParsingMode.StrictMode)
    if url.scheme() in ("http", "https") and url.isValid() and QDesktopServices.openUrl(url):
        return
    QGuiApplication.clipboard().setText(address)
    desk.notify(_("The address of the paper is copied: {address}").replace("{address}", address))
