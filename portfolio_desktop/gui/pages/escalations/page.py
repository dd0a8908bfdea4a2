# SPDX-License-Identifier: Apache-2.0
"""The page of escalations: every clock at the left, one escalation or breach at the right, one key for each act."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from portfolio_desktop.base.dates import local_now
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.actions import Action, Actions
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.jobs import Task
from portfolio_desktop.gui.keys.where import CLOCKS
from portfolio_desktop.gui.pages.escalations.acting import ACTS
from portfolio_desktop.gui.pages.escalations.detail import Detail
from portfolio_desktop.gui.pages.escalations.listing import EscalationList, Line
from portfolio_desktop.gui.pages.escalations.wording import headline
from portfolio_desktop.gui.pages.pieces import Fresh
from portfolio_desktop.gui.theme import GAP, GAP_LARGE, GAP_TINY
from portfolio_desktop.gui.widgets.empty import EmptyPlace
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.ticking import Ticking
from portfolio_desktop.services.governance import escalations
from portfolio_desktop.services.governance.breaches import Breach
from portfolio_desktop.services.governance.escalation_sheet import Ladder, Sheet, ladder, sheet
from portfolio_desktop.storage.changes import Written

_LEFT, _LEAST_LEFT, _DETAIL = 408, 272, 560


class EscalationsPage(QWidget):
    """Clocks move on by themselves while the page is in sight; `now` says what time it is."""

    current_changed = Signal(str, str)
    """Entity and id of the record to inspect; both empty for none."""
    open_requested = Signal(str, str)
    """Entity and id of a record that an escalation belongs to."""
    register_requested = Signal(str)
    """The entity whose register the person asks for."""

    def __init__(
        self,
        desk: Desk,
        above: Actions,
        now: Callable[[], datetime] = local_now,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Escalations"))
        self._desk, self._now = desk, now
        self._found: Ladder | None = None
        self._wanted = ""
        self._task: Task | None = None
        self.list = EscalationList(now())
        self._headline = Label(step=3, bold=True, wrap=True)
        self._underline = Label(ink="muted", wrap=True)
        self.acts = Actions(self, above, where=CLOCKS)
        self.detail = Detail(desk, self.acts, now)
        self._add_actions()
        self._lay_out()
        self.setFocusProxy(self.list)
        self.list.chosen.connect(self._chose)
        self.detail.open_requested.connect(self.open_requested)
        self.detail.changed.connect(self.acts.refresh)
        self.detail.written.connect(self._written)
        self.detail.settled.connect(self._settled)
        Fresh(self, desk, self._load)
        Ticking(self, self._tick)

    def show_escalation(self, id: str) -> None:
        """Show one escalation, also one that is over and so not in the list."""
        self._wanted = id
        if self._found is not None:
            self._show_wanted()

    def show_ladder(self, found: Ladder) -> None:
        """Show what runs in place of what was shown; what is being asked or written at the right stays."""
        self._found = found
        now = self._now()
        self._headline.setText(headline(found, now))
        self._underline.setHidden(not found.untold)
        self.list.show_ladder(found, now)
        there = bool(self.list.lines) or bool(self._wanted) or self.detail.is_written
        self._stack.setCurrentIndex(0 if there else 1)
        if self._wanted:
            self._show_wanted()
        elif self.detail.is_written:
            self._follow_written()
        else:
            self._chose(self.list.current)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside an inspector the list gives way first: the escalation is what is read."""
        super().resizeEvent(event)
        self._left.setFixedWidth(max(_LEAST_LEFT, min(_LEFT, self.width() - _DETAIL)))

    def _load(self) -> None:
        if self._task is not None:
            self._task.cancel()
        now = self._now()
        self._task = self._desk.read(lambda office: ladder(office, now), self.show_ladder, owner=self)

    def _tick(self) -> None:
        now = self._now()
        self.list.tick(now)
        self.detail.tick(now)
        if self._found is not None:
            self._headline.setText(headline(self._found, now))

    def _show_wanted(self) -> None:
        id, self._wanted = self._wanted, ""
        self._stack.setCurrentIndex(0)
        self.list.blockSignals(True)
        self.list.choose(id)
        self.list.blockSignals(False)
        self._read_sheet(id)

    def _chose(self, line: Line | None) -> None:
        if isinstance(line, Breach):
            self.current_changed.emit("project", line.project)
            untold = self._found.untold if self._found else ()
            self.detail.show_breach(line, tuple(each for each in untold if each.project == line.project))
        elif line is not None:
            self._read_sheet(line.id)
        else:
            self.current_changed.emit("", "")
            self.detail.show_nothing()

    def _read_sheet(self, id: str) -> None:
        self.current_changed.emit("escalation", id)

        def show(found: Sheet) -> None:
            self.detail.show_sheet(found)

        self._desk.read(
            lambda office: sheet(office, Id(id)),
            show,
            owner=self,
            failed=lambda _error: self.detail.show_nothing(),
        )

    def _follow_written(self) -> None:
        """Bring what is being written into step, also where it is over by now; nothing comes in its place."""
        shown = self.detail.sheet
        if shown is not None:
            id = Id(shown.record.id)
            self._desk.read(
                lambda office: sheet(office, id), self.detail.show_sheet, owner=self, failed=self.detail.lose
            )

    def _written(self, written: Written) -> None:
        """An act was done here: tell it with its undo, and stay with the escalation."""
        self._desk.notify(written.label, undo=True)
        made = [id for entity, id in written.touched if entity == "escalation"]
        if made and self.detail.breach is not None:
            self._wanted = min(made)
        self._settled()

    def _settled(self) -> None:
        self._load()
        self.list.setFocus()

    def _draft(self, found: tuple[Breach, ...]) -> None:
        now = self._now()

        def done(written: Written | None) -> None:
            if written is not None:
                self._written(written)

        self._desk.write(lambda office: escalations.draft_all(office, found, now), done, owner=self)

    # Putting it together

    def _add_actions(self) -> None:
        detail = self.detail
        for act in ACTS.values():
            self.acts.add(
                Action(
                    name=act.name,
                    text=act.text,
                    run=partial(detail.ask, act),
                    icon=act.icon,
                    keys=(act.key,),
                    enabled=partial(self._offers, partial(detail.can, act)),
                )
            )
        for name, text, run, picture, key, enabled in (
            ("edit_report", N_("Edit the report"), detail.edit, "pencil", "E", detail.can_edit),
            ("save_report", N_("Exception report as PDF…"), detail.save, "file-down", "P", detail.has_sheet),
            (
                "draft_report",
                N_("Draft the exception report"),
                lambda: self._draft(detail.one),
                "file-pen",
                "D",
                detail.can_draft,
            ),
            (
                "draft_all",
                N_("Draft all of this project"),
                lambda: self._draft(detail.all),
                "file-pen",
                "Shift+D",
                detail.can_draft_all,
            ),
        ):
            offered = partial(self._offers, enabled)
            self.acts.add(Action(name=name, text=text, run=run, icon=picture, keys=(key,), enabled=offered))

    def _offers(self, possible: Callable[[], bool]) -> bool:
        return self.detail.hears_keys and possible()

    def _lay_out(self) -> None:
        self._underline.setText(_("Beyond tolerance, nobody told: an exception report tells them."))
        head = QVBoxLayout()
        head.setContentsMargins(GAP, GAP_LARGE, GAP, GAP_TINY)
        head.setSpacing(GAP_TINY)
        head.addWidget(self._headline)
        head.addWidget(self._underline)
        self._left = left = QFrame()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(left)
        row.addWidget(self.detail, 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(both)
        self._stack.addWidget(self._empty())

    def _empty(self) -> QWidget:
        place = EmptyPlace(
            "megaphone",
            _("Nothing waits for anybody"),
            _(
                "No escalation is open, and no project is beyond a tolerance. Tolerances say how far a project of each "
                "tier may stray before somebody has to be told, by whom and within how many hours."
            ),
        )
        place.add_step(_("Go to tolerances"), lambda: self.register_requested.emit("tolerance"), "gauge")
        place.add_step(_("Go to issues"), lambda: self.register_requested.emit("issue"), "circle-alert")
        place.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return place
