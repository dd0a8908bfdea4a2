# SPDX-License-Identifier: Apache-2.0
"""What moves if something slips: choose how far, see the harm first, go to any of it. Nothing is written."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.domain.rating import Level
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.pages.pieces import RowButton, words
from portfolio_desktop.gui.pages.timeline.panel_pieces import PanelBody, in_line, stacked_words, wrapped
from portfolio_desktop.gui.theme import GAP, GAP_LARGE, GAP_SMALL
from portfolio_desktop.gui.widgets.headers import SectionHeader
from portfolio_desktop.gui.widgets.labels import ElidedLabel, Label
from portfolio_desktop.gui.widgets.number import NumberBox
from portfolio_desktop.gui.widgets.rating import LevelBadge
from portfolio_desktop.gui.widgets.segments import SegmentedControl
from portfolio_desktop.services.planning.slips import Slip
from portfolio_desktop.services.planning.what_if import Moved, WhatIf, headline, what_if

_SHOWN = 40
_WEEKS, _DAYS = "w", "d"
_BROKEN = Level("broken", N_("A date that can no longer be kept"), "X", "red")
_LATER = Level("later", N_("Later, and nothing is broken"), "L", "amber_green")


class WhatIfPanel(QWidget):
    """`went_to` carries the entity and the id of what moves."""

    went_to = Signal(str, str)

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("What if it slips"))
        self._desk = desk
        self._target: tuple[str, Id] | None = None
        self.found: WhatIf | None = None
        self.rows: dict[str, RowButton] = {}
        self._title = ElidedLabel(_("Choose a task or a project"), step=1, bold=True)
        self.amount = NumberBox()
        self.amount.setRange(1, 999)
        self.amount.setValue(6)
        self.amount.setAccessibleName(_("How much later"))
        self.unit = SegmentedControl(_("Counted in"), ((_WEEKS, _("weeks")), (_DAYS, _("working days"))))
        self.try_it = QPushButton(_("Show what moves"))
        self.try_it.setProperty("primary", True)
        self.try_it.setEnabled(False)
        self._body = PanelBody()
        self._lay_out()

    def set_target(self, entity: str, id: Id, title: str) -> None:
        """What is to slip: a task, a project or a dependency. Nothing is worked out before it is asked for."""
        if self._target != (entity, id):
            self._target = (entity, id)
            self.found = None
            self._title.set_text(_("If “{title}” slips by").format(title=title))
            self.try_it.setEnabled(True)
            self._body.say(_("Nothing is changed by trying."))

    def work_out(self) -> None:
        """Try the slip that is chosen, away from the window's thread."""
        if self._target is None:
            return
        entity, id = self._target
        slip = Slip(self.amount.value(), weeks=self.unit.current == _WEEKS)
        self.try_it.setEnabled(False)
        self._desk.read(
            lambda office: what_if(office, entity, id, slip),
            self._answered,
            owner=self,
            label=_("Working out what moves"),
            failed=self._refused,
        )

    def show_found(self, found: WhatIf) -> None:
        """Draw what moves."""
        self.found = found
        self.rows = {}
        self._body.clear()
        column = self._body.column
        column.addWidget(Label(headline(found), step=2, bold=True, wrap=True))
        column.addWidget(Label(_reach(found), ink="muted", wrap=True))
        for heading, moves in (
            (_("Projects that end later"), found.projects),
            (_("Milestones and dates to be kept"), found.milestones),
            (_("Hand-overs"), found.dependencies),
            (_("Tasks that move"), found.tasks),
        ):
            if moves:
                self._section(column, heading, moves)
        self._body.end()

    def _answered(self, found: WhatIf) -> None:
        self.try_it.setEnabled(True)
        if self._target == (found.entity, found.id):
            self.show_found(found)

    def _refused(self, error: Exception) -> None:
        self.try_it.setEnabled(True)
        self._body.say(str(error))

    def _lay_out(self) -> None:
        top = QVBoxLayout()
        top.setContentsMargins(GAP_LARGE, GAP, GAP_LARGE, 0)
        top.setSpacing(GAP_SMALL)
        top.addWidget(self._title)
        top.addLayout(in_line(self.amount, self.unit))
        top.addLayout(in_line(self.try_it))
        self.try_it.clicked.connect(self.work_out)
        self._body.say(_("Choose a row of the timeline, and how much later it might be."))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._body, 1)

    def _section(self, column: QVBoxLayout, heading: str, moves: Sequence[Moved]) -> None:
        header = SectionHeader(heading)
        header.set_count(len(moves))
        column.addWidget(header)
        rows = QVBoxLayout()
        rows.setSpacing(0)
        for each in moves[:_SHOWN]:
            rows.addWidget(self._row(each))
        rest = len(moves) - _SHOWN
        if rest > 0:
            more = ngettext("and {count} more", "and {count} more", rest)
            rows.addWidget(wrapped(more.format(count=f"{rest:,}")))
        column.addLayout(rows)

    def _row(self, each: Moved) -> RowButton:
        dates = f"{format_date(each.before)} → {format_date(each.after)}"
        later = ngettext("+{count} day", "+{count} days", each.days).format(count=each.days)
        name = ". ".join(part for part in (each.title, dates, each.harm) if part)
        row = RowButton(name, lambda: self.went_to.emit(each.entity, each.id), height=56)
        row.put(LevelBadge(_BROKEN if each.harm else _LATER))
        row.put(stacked_words(each.title, each.harm or each.project, dates), 1)
        row.put(words(later, right=True))
        self.rows.setdefault(each.id, row)
        return row


def _reach(found: WhatIf) -> str:
    """How far it goes, in words."""
    tasks = ngettext("{count} task moves", "{count} tasks move", len(found.tasks)).format(
        count=f"{len(found.tasks):,}"
    )
    stay = ngettext(
        "{count} project that hangs together with it keeps its end.",
        "{count} projects that hang together with it keep their end.",
        found.beside,
    ).format(count=found.beside)
    return f"{tasks}. {stay}" if found.beside else f"{tasks}."
