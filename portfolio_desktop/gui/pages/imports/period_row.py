# SPDX-License-Identifier: Apache-2.0
"""The period that a file of projects reports on: its last day, what it is for, and the day that is likely meant."""

from datetime import date, timedelta

from PySide6.QtCore import QDate, QSignalBlocker
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.day import DayEdit
from portfolio_desktop.gui.pages.imports.session import Session, likely_period
from portfolio_desktop.gui.theme import GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label


class PeriodRow(QWidget):
    """In sight for projects alone. `about` says what the day is for, and has a place of its own."""

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._session: Session | None = None
        self.as_of = DayEdit(none=_("No reports"))
        self.as_of.setAccessibleName(_("Status reports for the period to"))
        self.as_of.dateChanged.connect(self._date)
        self.offer = QPushButton(_("Use the end of the last month"))
        self.offer.clicked.connect(self._take_offer)
        self.about = Label(ink="muted", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP_SMALL)
        row.addWidget(Label(_("Status reports for the period to"), ink="muted"))
        row.addWidget(self.as_of)
        row.addWidget(self.offer)

    def show_session(self, session: Session, *, projects: bool) -> None:
        """Show the period of `session`, where the file is one of `projects`."""
        self._session = session
        for widget in (self, self.about):
            widget.setVisible(projects)
        with QSignalBlocker(self.as_of):
            day = session.as_of
            self.as_of.setDate(QDate(day.year, day.month, day.day) if day else QDate())
        self._say()

    def _date(self, day: QDate) -> None:
        if self._session is not None:
            self._session.as_of = date(day.year(), day.month(), day.day()) if day.isValid() else None
            self._session.plan = None
            self._say()

    def _take_offer(self) -> None:
        day = self._offered_day()
        self.as_of.setDate(QDate(day.year, day.month, day.day))
        self.as_of.setFocus()

    def _offered_day(self) -> date:
        """The day that the file suggests, else the end of the month before this one."""
        suggested = likely_period(self._session, self._desk.today) if self._session else None
        return suggested or self._desk.today.replace(day=1) - timedelta(days=1)

    def _say(self) -> None:
        """What the day is for, in words; a day is offered where there is none."""
        day = self._session.as_of if self._session else None
        self.offer.setVisible(day is None)
        if day is None:
            self.offer.setText(_("Use {day}").format(day=format_date(self._offered_day())))
            self.about.setText(
                _(
                    "No status reports are made. Packs show how projects change from one report to the next: choose the "
                    "day on which the period of this file ends, and each project has one."
                )
            )
        else:
            self.about.setText(
                _(
                    "Each project has a status report for the period that ends on {day}. Packs show how projects change "
                    "from one report to the next."
                ).format(day=format_date(day))
            )
