# SPDX-License-Identifier: Apache-2.0
"""The strip over every page of the people file: the ways back, that it is confidential and open, what came, and the lock."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.pages.confidential.post import told
from portfolio_desktop.gui.theme import GAP_HUGE, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.picture import IconPicture


class Strip(QWidget):
    """`back_wanted` leads to the overview that is called `title`, `up_wanted` to the page of the person it is about."""

    back_wanted = Signal()
    up_wanted = Signal()

    def __init__(self, people: PeopleDesk, title: str) -> None:
        super().__init__()
        self._back = QPushButton(title)
        self._back.setIcon(icon("arrow-left", "accent"))
        self._back.setProperty("flat", True)
        self._back.setAccessibleName(_("Back to {page}").replace("{page}", title))
        self._back.clicked.connect(self.back_wanted)
        self._up = QPushButton(_("Their page"))
        self._up.setProperty("flat", True)
        self._up.setToolTip(_("All that is kept on this person through the year"))
        self._up.clicked.connect(self.up_wanted)
        self._post = people.post
        self._arrived = QPushButton()
        self._arrived.setIcon(icon("mail", "accent"))
        self._arrived.setToolTip(_("Take in what was sent to you by the shared folder"))
        self._arrived.clicked.connect(people.post.take)
        lock = QPushButton(_("Lock"))
        lock.setIcon(icon("lock-keyhole"))
        lock.setToolTip(_("Nothing of this stays in the window (Ctrl+L)"))
        lock.clicked.connect(people.lock)
        told = _(
            "Confidential, open on this laptop. It locks itself after {count} minutes without a key pressed."
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP_HUGE, GAP_SMALL, GAP_HUGE, GAP_SMALL)
        row.setSpacing(GAP_SMALL)
        row.addWidget(self._back)
        row.addWidget(self._up)
        row.addWidget(IconPicture("lock-keyhole-open", 16, "muted"))
        row.addWidget(Label(told.format(count=people.minutes), ink="muted", wrap=True), 1)
        row.addWidget(self._arrived)
        row.addWidget(lock)
        people.post.changed.connect(self._tell)
        self._tell()
        self.show_ways(back=False, up=False)

    def show_ways(self, *, back: bool, up: bool) -> None:
        """Which ways there are from what is in sight."""
        self._back.setVisible(back)
        self._up.setVisible(up)

    def _tell(self) -> None:
        """How many sealed copies wait to be taken in."""
        count = len(self._post.copies)
        self._arrived.setVisible(count > 0)
        words = _("{told}: take in").format(told=told(count)) if count else ""
        self._arrived.setText(words)
        self._arrived.setAccessibleName(words or _("No sealed copies"))
