# SPDX-License-Identifier: Apache-2.0
"""What the plan would do: the whole in sentences, every task with how far it slips, and what must be decided."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QCheckBox, QTableView, QWidget

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.base.progress import Progress
from portfolio_desktop.exchange.arrivals.planned import Arrival, Clash, Fate, Gone, Side
from portfolio_desktop.exchange.arrivals.planning import plan_arrival
from portfolio_desktop.exchange.arrivals.told import asked, brought, dated, headline, moved
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.pages.plans.rows import (
    ASIDE,
    DECIDE,
    SLIP,
    SLIPPED,
    Line,
    RowsModel,
    lines,
    of_kind,
)
from portfolio_desktop.gui.pages.plans.session import Session
from portfolio_desktop.gui.pages.wizard.preview import ALL, Kinds, preview_table
from portfolio_desktop.gui.pages.wizard.step import Step
from portfolio_desktop.gui.pages.working import Working
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.office import Office

_HIDDEN = (DECIDE, SLIPPED, Fate.GONE.value, Fate.CHANGED.value)  # where there is none of them
_WIDTHS = (330, 96, 104, 104, 84, 116)


class PreviewStep(Step[Session]):
    """Works the arrival out when it is entered, and anew when something is decided."""

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__(desk, _("See what would happen"), _("Nothing is written yet."), parent=parent)
        self._session: Session | None = None
        self._lines: tuple[Line, ...] = ()
        self._whole = Label(wrap=True, bold=True)
        self._told = Label(ink="muted", wrap=True)
        self._kinds = Kinds(
            (
                (ALL, _("All tasks")),
                (SLIPPED, _("Later")),
                (Fate.CHANGED.value, _("Changed")),
                (Fate.NEW.value, _("New")),
                (Fate.GONE.value, _("Gone")),
                (DECIDE, _("Changed here too")),
                (ASIDE, _("Left out")),
            ),
            self._choose,
        )
        self._model = RowsModel(self)
        self._working = Working()
        self._table = self._make_table()
        self._delete = QCheckBox(_("Delete tasks that are gone, rather than keep them as dropped"))
        self._delete.clicked.connect(self._choose_gone)
        self._hint = Label(
            _("Press Enter on a line, or double-click it, to keep the other value."), ink="muted", wrap=True
        )
        self.column.addWidget(self._whole)
        self.column.addWidget(self._told)
        self.column.addWidget(self._kinds)
        self.column.addWidget(self._working, 1)
        self.column.addWidget(self._table, 1)
        self.column.addWidget(self._hint)
        self.column.addWidget(self._delete)

    @property
    def ready(self) -> bool:
        return self._session is not None and self._session.arrival is not None

    @property
    def heard(self) -> str:
        if not self.ready:
            return super().heard
        return ". ".join(
            filter(None, (super().heard, self._whole.text(), self._told.text(), self._kinds.heard))
        )

    def enter(self, session: Session) -> None:
        self._session = session
        self._delete.setChecked(session.gone is Gone.DELETE)
        if session.arrival is None:
            self._kinds.choose(ALL)
            self._plan()
        else:
            self._show(session.arrival)

    def _make_table(self) -> QTableView:
        table = preview_table(self._model, _WIDTHS)
        header = table.horizontalHeader()
        header.setSortIndicator(-1, Qt.SortOrder.DescendingOrder)
        header.setSortIndicatorShown(True)
        header.setSectionsClickable(True)
        header.sortIndicatorChanged.connect(self._model.sort)
        table.activated.connect(self._decide)
        return table

    def _plan(self) -> None:
        session = self._session
        if session is None or session.file is None:
            return
        plan, source, options = session.plan, session.file.source, session.options
        session.arrival = None
        self.changed.emit()

        def job(office: Office, progress: Progress) -> tuple[Arrival, tuple[Line, ...]]:
            arrival = plan_arrival(office, plan, source, options, progress=progress)
            return arrival, lines(arrival, office.catalogue_with(arrival.items))

        def done(found: tuple[Arrival, tuple[Line, ...]]) -> None:
            session.arrival, self._lines = found
            self._show(found[0])

        self._busy(True)
        self._working.follow(_("Comparing with what is here"), lambda: self._busy(False))
        task = self._desk.work(
            job, done, owner=self, failed=self._failed, progress=self._working.progress, label=_("Comparing")
        )
        self._working.hold(task)

    def _failed(self, error: Exception) -> None:
        self._busy(False)
        self._whole.setText(str(error))
        self._told.setText("")

    def _busy(self, busy: bool) -> None:
        self._working.setVisible(busy)
        self._table.setVisible(not busy)

    def _show(self, arrival: Arrival) -> None:
        self._busy(False)
        self._whole.setText(" ".join((headline(arrival), *moved(arrival))))
        self._told.setText("\n".join((*dated(arrival), *brought(arrival), *asked(arrival))))
        self._told.setVisible(bool(self._told.text()))
        for key in self._kinds.buttons:
            count = len(of_kind(self._lines, key))
            self._kinds.count(key, count, hidden=not count and key in _HIDDEN)
        gone = arrival.counts[Fate.GONE]
        self._delete.setVisible(bool(gone))
        self._delete.setText(
            ngettext(
                "Delete the {count} task that is gone, rather than keep it as dropped",
                "Delete the {count} tasks that are gone, rather than keep them as dropped",
                gone,
            ).format(count=gone)
        )
        if arrival.replaces and self._kinds.key == ALL and self._kinds.buttons[SLIPPED].isEnabled():
            self._kinds.choose(SLIPPED)
            self._table.horizontalHeader().setSortIndicator(SLIP, Qt.SortOrder.DescendingOrder)
        self._choose(self._kinds.key)
        self.changed.emit()

    def _choose(self, kind: str) -> None:
        deciding = kind in (DECIDE, ASIDE)
        for column in (2, 3, 4, 5):
            self._table.setColumnHidden(column, deciding)
        self._table.setColumnWidth(1, 170 if deciding else _WIDTHS[1])
        self._hint.setVisible(kind == DECIDE)
        self._model.show_lines(of_kind(self._lines, kind))
        header = self._table.horizontalHeader()
        if not deciding and header.sortIndicatorSection() >= 0:
            self._model.sort(header.sortIndicatorSection(), header.sortIndicatorOrder())

    def _decide(self, index: QModelIndex) -> None:
        """The other value of one that was changed here too."""
        clash = self._model.line(index.row()).clash
        if clash is not None and self._session is not None:
            self._session.sides[clash.task, clash.field] = _other(clash)
            self._plan()

    def _choose_gone(self, delete: bool) -> None:
        if self._session is not None:
            self._session.gone = Gone.DELETE if delete else Gone.DROP
            self._plan()


def _other(clash: Clash) -> Side:
    return Side.OURS if clash.side is Side.THEIRS else Side.THEIRS
