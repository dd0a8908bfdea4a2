# SPDX-License-Identifier: Apache-2.0
"""Shared people and machines: where too much is asked of them, a levelled plan beside today's, and accepting it.

Stands by itself: give it a desk, show it, and listen to `went_to`.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QProgressBar, QPushButton, QVBoxLayout, QWidget

from portfolio_desktop.base.errors import Refusal, Trouble
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.base.progress import Progress
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.jobs import Task
from portfolio_desktop.gui.pages.pieces import Fresh, RowButton, allow, words
from portfolio_desktop.gui.pages.timeline.load_strip import LoadStrip, caption
from portfolio_desktop.gui.pages.timeline.panel_pieces import PanelBody, in_line, stacked_words, wrapped
from portfolio_desktop.gui.theme import GAP, GAP_LARGE, GAP_SMALL, GAP_TINY
from portfolio_desktop.gui.widgets.headers import SectionHeader
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.planning.levelling import (
    SECONDS,
    Move,
    Proposal,
    Shared,
    accept,
    day_of,
    headline,
    later_ends,
    level,
    quality,
    shared,
    solver_missing,
)
from portfolio_desktop.services.planning.load import Load, loads

_PERCENT = 100
_SHOWN = 200  # moves that are listed; the rest are counted


class LevellingPanel(QWidget):
    """`went_to` carries the entity and the id of a task. Nothing is written before Accept is pressed."""

    went_to = Signal(str, str)

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Shared people and machines"))
        self._desk = desk
        self._task: Task | None = None
        self._running = False
        self.found: Shared | None = None
        self.proposal: Proposal | None = None
        self.propose = QPushButton(_("Propose a levelled plan"))
        self.thorough = QCheckBox(_("Search thoroughly, up to {n} seconds").format(n=int(SECONDS)))
        self.stop = QPushButton(_("Cancel"))
        self.accept = QPushButton(_("Accept"))
        self.reject = QPushButton(_("Reject"))
        self._bar = QProgressBar()
        self._why = Label(ink="danger", wrap=True)
        self._body = PanelBody()
        self._body.column.setSpacing(GAP_TINY)
        self._lay_out()
        self._fresh = Fresh(self, desk, self._load)

    def show_found(self, found: Shared, strips: tuple[Load, ...]) -> None:
        """Draw who is asked for too much. A proposal for other plans goes."""
        self.found, self.proposal = found, None
        self._settle()
        self._body.clear()
        column = self._body.column
        if not strips:
            self._body.say(_("Nobody and nothing is asked for more than there is."))
            return
        count = len(found.situation.overloads)
        text = ngettext(
            "Too much is asked in {count} stretch of time.",
            "Too much is asked in {count} stretches of time.",
            count,
        )
        column.addWidget(Label(text.format(count=count), bold=True, wrap=True))
        column.addWidget(Label(caption(strips[0].weeks), ink="muted", step=-0.5, wrap=True))
        for load in strips:
            column.addLayout(
                in_line(
                    words(load.name, bold=True),
                    words(_("{n} there").format(n=load.there), ink="muted", right=True),
                    stretch=False,
                )
            )
            column.addWidget(LoadStrip(load.name, load.weeks))
        if found.assumed:
            text = _("Nobody says how much there is of {names}: 100 % is assumed.")
            column.addWidget(wrapped(text.format(names=", ".join(found.assumed))))
        self._body.end()

    def show_proposal(self, proposal: Proposal) -> None:
        """Draw what would move, and what that does to the ends of projects."""
        assert self.found is not None
        self.proposal = proposal
        self._settle()
        self._body.clear()
        column = self._body.column
        column.addWidget(Label(headline(self.found, proposal), bold=True, wrap=True))
        column.addWidget(Label(quality(proposal), ink="muted", wrap=True))
        for sentence in later_ends(self.found, proposal):
            column.addWidget(Label(sentence, wrap=True))
        if proposal.moves:
            column.addWidget(SectionHeader(_("What moves, and why")))
        for move in proposal.moves[:_SHOWN]:
            column.addWidget(self._row(self.found, move))
            column.addWidget(wrapped(move.why))
        if (more := len(proposal.moves) - _SHOWN) > 0:
            column.addWidget(wrapped(_("and {count} more").format(count=more)))
        if proposal.left:
            column.addWidget(SectionHeader(_("What stays asked for twice")))
            for each in proposal.left:
                tasks = ", ".join(self.found.names[id] for id in each.activities)
                text = _("{resource}, {first} to {last}: {tasks}").format(
                    resource=self.found.names[each.resource],
                    first=day_of(each.start + 1),
                    last=day_of(each.finish),
                    tasks=tasks,
                )
                column.addWidget(wrapped(text))
        self._body.end()

    def _row(self, found: Shared, move: Move) -> RowButton:
        title = f"{found.projects.get(move.project, '')}  {move.name}".strip()
        dates = f"{day_of(move.was.start + 1)} → {day_of(move.now.start + 1)}"
        row = RowButton(
            f"{title}. {dates}. {move.why}", lambda: self.went_to.emit("task", move.activity), height=38
        )
        row.put(stacked_words(title, dates, bold=move.put_off), 1)
        return row

    def _lay_out(self) -> None:
        self.propose.setProperty("primary", True)
        self.accept.setProperty("primary", True)
        self.propose.clicked.connect(self._propose)
        self.stop.clicked.connect(self._stop)
        self.accept.clicked.connect(self._accept)
        self.reject.clicked.connect(self._fresh_again)
        why = solver_missing()
        self.thorough.setEnabled(not why)
        self.thorough.setChecked(not why)
        self.thorough.setToolTip(why)
        self._bar.setRange(0, _PERCENT)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("How far the search is"))
        self._why.hide()
        top = QVBoxLayout()
        top.setContentsMargins(GAP_LARGE, GAP, GAP_LARGE, 0)
        top.setSpacing(GAP_SMALL)
        top.addWidget(SectionHeader(_("Shared people and machines")))
        top.addLayout(in_line(self.propose, self.accept, self.reject))
        top.addWidget(self.thorough)
        top.addLayout(in_line(self._bar, self.stop, stretch=False))
        top.addWidget(self._why)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._body, 1)
        self._settle()

    def _settle(self) -> None:
        """Show the buttons that make sense now."""
        running, proposed = self._running, self.proposal is not None
        over = self.found is not None and bool(self.found.situation.overloads)
        self.propose.setVisible(not running and not proposed)
        self.propose.setEnabled(over)
        self.thorough.setVisible(not running and not proposed)
        self._bar.setVisible(running)
        self.stop.setVisible(running)
        self.accept.setVisible(proposed)
        self.reject.setVisible(proposed)
        allow(self._desk, self.accept, proposed and bool(self.proposal and self.proposal.delays))

    def _load(self) -> None:
        self._desk.read(
            lambda office: (found := shared(office), loads(found)), lambda both: self.show_found(*both)
        )

    def _fresh_again(self) -> None:
        self._fresh.touch()

    def _propose(self) -> None:
        found, thorough = self.found, self.thorough.isChecked()
        assert found is not None
        self._why.hide()

        def work(progress: Progress) -> Proposal:
            def told(share: float, _best: int) -> None:
                progress(round(_PERCENT * share), _PERCENT)

            return level(found, thorough=thorough, told=told)

        self._running = True
        self._bar.setValue(0)
        self._settle()
        self._task = self._desk.jobs.free(
            work,
            label=_("Levelling the plans"),
            owner=self,
            done=lambda proposal: self._arrived(found, proposal),
            failed=self._failed,
            progress=lambda done, _total: self._bar.setValue(done),
        )

    def _arrived(self, found: Shared, proposal: Proposal) -> None:
        self._running = False
        if self.found is found:
            self.show_proposal(proposal)
        else:
            self._settle()

    def _failed(self, error: Exception) -> None:
        self._running = False
        self._settle()
        if not isinstance(error, Refusal | Trouble):
            raise error
        self._why.setText(str(error))
        self._why.show()

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
        self._running = False
        self._settle()

    def _accept(self) -> None:
        found, proposal = self.found, self.proposal
        if found is not None and proposal is not None:
            self._desk.write(lambda office: accept(office, found, proposal), owner=self, failed=self._failed)
