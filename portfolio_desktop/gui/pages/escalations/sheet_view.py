# SPDX-License-Identifier: Apache-2.0
"""One escalation in full: its clock, what is asked, the steps with their proof, and the exception report."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from portfolio_desktop.base.dates import format_moment
from portfolio_desktop.base.i18n import _
from portfolio_desktop.domain.exception_report import ExceptionReport, Step
from portfolio_desktop.gui.pages.escalations.wording import until
from portfolio_desktop.gui.pages.pieces import Card, RowButton, words
from portfolio_desktop.gui.theme import GAP, GAP_HUGE, GAP_LARGE, GAP_SMALL, GAP_TINY, current_theme
from portfolio_desktop.gui.widgets.clock import ClockBar
from portfolio_desktop.gui.widgets.labels import ElidedLabel, Label
from portfolio_desktop.gui.widgets.paint import painting
from portfolio_desktop.gui.widgets.picture import IconPicture
from portfolio_desktop.services.governance.escalation_sheet import Sheet

Open = Callable[[str, str], None]


class Head(QWidget):
    """What it is about, its name, and the clock with who has to do what."""

    def __init__(self, sheet: Sheet, now: datetime) -> None:
        super().__init__()
        report = sheet.report
        self._clock = ClockBar(report.clock, now) if report.clock else None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_TINY)
        above = (report.code, report.project, report.dimension, report.status)
        column.addWidget(ElidedLabel(" · ".join(filter(None, above)), ink="muted"))
        column.addWidget(_prose(report.title or _("Without a name"), step=6, bold=True))
        if self._clock is not None and report.clock is not None:
            row = QHBoxLayout()
            row.setSpacing(GAP_LARGE)
            row.addWidget(self._clock)
            row.addWidget(Label(until(report.clock, report.asked or report.board), wrap=True), 1)
            column.addSpacing(GAP_SMALL)
            column.addLayout(row)

    @property
    def clock(self) -> ClockBar | None:
        return self._clock

    def tick(self, now: datetime) -> None:
        """It is `now`."""
        if self._clock is not None:
            self._clock.tick(now)


class Ask(QFrame):
    """What is wanted from those who are told, in large type; or that nobody has said so yet."""

    def __init__(self, ask: str) -> None:
        super().__init__()
        self.setProperty("panel", "inset")
        self.setAccessibleName(_("What I want from you"))
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_LARGE, GAP, GAP_LARGE, GAP)
        column.setSpacing(GAP_TINY)
        column.addWidget(Label(_("What I want from you"), step=-0.5, bold=True, ink="accent"))
        said = ask or _("Nothing is asked yet. It cannot be raised without a request.")
        column.addWidget(_prose(said, step=2.5 if ask else 0, bold=bool(ask)))


class Steps(QWidget):
    """From the draft to the answer, side by side: when, to whom, how, or until when."""

    def __init__(self, report: ExceptionReport, now: datetime) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, GAP_SMALL, 0, GAP_SMALL)
        row.setSpacing(GAP_LARGE)
        for step in report.steps:
            late = not step.taken and step.due is not None and now > step.due and report.clock is not None
            row.addLayout(_step(step, late=late), 1)


def _step(step: Step, *, late: bool) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(2)
    head = QHBoxLayout()
    head.setSpacing(GAP_SMALL)
    name = "circle-check" if step.taken else "circle-alert" if late else "circle-dashed"
    head.addWidget(IconPicture(name, 16, "danger" if late else "accent" if step.taken else "muted"))
    head.addWidget(Label(step.label, bold=True, ink="text" if step.taken or late else "muted"))
    head.addWidget(_Line(), 1)
    column.addLayout(head)
    for place, text in enumerate(_step_words(step, late=late)):
        ink = "muted" if place else "danger" if late else "text"
        column.addWidget(Label(text, wrap=True, ink=ink))
    column.addStretch(1)
    return column


def _step_words(step: Step, *, late: bool) -> list[str]:
    if step.taken:
        return [format_moment(step.when) if step.when else "", *filter(None, (step.who, step.how))]
    if step.due is None:
        return [_("no time set") if step.key in ("told", "answered") else "–", *filter(None, (step.who,))]
    due = _("was due {due}") if late else _("by {due}")
    return [due.format(due=format_moment(step.due)), *filter(None, (step.who,))]


class _Line(QWidget):
    """The rule that leads from one step to the next."""

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            painter.fillRect(0, self.height() // 2, self.width(), 1, QColor(current_theme().outline))


def report_card(sheet: Sheet) -> Card:
    """The exception report to be read: what was breached, what it means, what could be done, what is recommended."""
    report = sheet.report
    card = Card(_("Exception report"))
    card.column.setSpacing(GAP_TINY)
    said = (
        (_("What was breached"), report.breach),
        (_("Impact"), report.impact),
        (_("Options"), report.options),
        (_("Recommendation"), report.recommendation),
        (_("Answer"), report.answer),
        (_("Note"), sheet.record.note or ""),
    )
    for label, text in said:
        if text:
            card.column.addWidget(Label(label, ink="muted", step=-0.5))
            prose = _prose(text)
            prose.setContentsMargins(0, 0, 0, GAP_SMALL)
            card.column.addWidget(prose)
    missing = [label for label, text in said[:4] if not text]
    if missing and not sheet.is_over:
        card.say(_("Not written yet: {these}.").format(these=", ".join(missing).lower()))
    return card


def steps_card(sheet: Sheet, now: datetime) -> Card:
    """The steps, and where the proof is."""
    card = Card(_("Who was told, and when"))
    card.column.addWidget(Steps(sheet.report, now))
    told = any(step.key == "told" and step.taken for step in sheet.report.steps)
    if sheet.report.proof:
        card.column.addWidget(_prose(_("Proof: {where}").replace("{where}", sheet.report.proof)))
    elif told:
        card.column.addWidget(Label(_("No proof is kept of the telling."), ink="muted"))
    return card


def _prose(text: str, *, step: float = 0, bold: bool = False) -> Label:
    """What somebody wrote, to be read and copied. A word without end is cut off and makes nothing wider."""
    label = Label(text, step=step, bold=bold, wrap=True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return label


def links_card(sheet: Sheet, open_it: Open) -> Card | None:
    """Every record that it hangs together with."""
    if not sheet.links:
        return None
    card = Card(_("Belongs to"))
    for link in sheet.links:
        row = RowButton(
            f"{link.label}: {link.title}",
            lambda link=link: open_it(link.entity, link.id),  # type: ignore[misc]
        )
        row.put(words(link.label, ink="muted"), width=GAP_HUGE * 5)
        card.column.addWidget(row.put(words(link.title), 1))
    return card
