# SPDX-License-Identifier: Apache-2.0
"""The item that is being taken: what it is about, the decision it seeks, and below it what was said."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.block import waiting
from portfolio_desktop.gui.pages.meetings.deciding import DecisionPanel
from portfolio_desktop.gui.pages.meetings.noting import NotesEdit
from portfolio_desktop.gui.pages.meetings.papers import open_paper
from portfolio_desktop.gui.pages.meetings.rows import push
from portfolio_desktop.gui.pages.meetings.scribe import WHOLE, Scribe
from portfolio_desktop.gui.pages.pieces import Body, clear, reveal
from portfolio_desktop.gui.spelling.field import check_spelling
from portfolio_desktop.gui.theme import GAP_HUGE, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.governance.meetings import Item, MeetingPage, Named
from portfolio_desktop.services.governance.taking import Taken
from portfolio_desktop.services.sharing.marks import Marks

_WIDEST = 900


class ItemView(QWidget):
    """Draws an item anew where more than its notes has changed. What is being typed stays, and the keyboard where it was."""

    lost = Signal(str)
    """Why words that were being typed stand elsewhere now."""

    def __init__(self, desk: Desk, scribe: Scribe) -> None:
        super().__init__()
        self._desk = desk
        self._scribe = scribe
        self._item: Item | None = None
        self._notes: NotesEdit | None = None
        self._waits: Marks = {}
        self._disputed: QWidget | None = None
        self._title = ""
        self._entry: QLineEdit | None = None
        self._panels: list[DecisionPanel] = []
        self._recorded: set[Id] = set()
        self._body = Body(widest=_WIDEST)
        self._said = QVBoxLayout()
        self._said.setContentsMargins(GAP_HUGE, GAP_SMALL, GAP_HUGE, GAP_SMALL)
        self._said.setSpacing(GAP_SMALL)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._body, 1)
        column.addLayout(self._said)

    def follow(self, page: MeetingPage, item: Item | None, evidence: str) -> None:
        """Show `item` as it now stands."""
        before, self._title = self._item, page.meeting.title or ""
        waited, self._waits = self._waits, page.waits
        if self._notes is not None and _id(before) == _id(item):
            self._item = item
            if item is not None and (waited, _drawn(before)) != (self._waits, _drawn(item)):
                self._draw_again(item, evidence)
            self._mark_notes(page)
            self._notes.show_kept(item.discussion if item else page.meeting.minutes or "")
            return
        gone = before is not None and _id(before) not in {each.id for each in page.items}
        if gone:
            self.give_up()
        else:
            self.keep()
        self._item = item
        self._notes, self._entry, self._disputed, self._panels = None, None, None, []
        self._recorded.clear()
        self._body.clear()
        clear(self._said)
        self._fill(page, item, evidence)
        self._mark_notes(page)
        if (
            self._notes is not None and not gone
        ):  # nobody goes on typing into the item that has come in its place
            self._notes.setFocus()

    def _fill(self, page: MeetingPage, item: Item | None, evidence: str) -> None:
        if item is None:
            self._body.column.addWidget(Label(_("No agenda"), step=7, bold=True))
            said = _("What is said goes into the minutes as a whole.")
            self._body.column.addWidget(Label(said, ink="muted"))
            self._body.column.addStretch(1)
            self._add_notes(page.meeting.minutes or "", WHOLE)
            return
        self._draw(item, evidence)
        self._add_notes(item.discussion, str(item.id))

    def _mark_notes(self, page: MeetingPage) -> None:
        """Say under what was said that people said different things there, or no longer."""
        of, name = (self._item.id, "discussion") if self._item else (page.id, "minutes")
        disputed = name in page.waits.get(of, ())
        if disputed and self._disputed is None:
            self._disputed = waiting()
            self._said.addWidget(self._disputed)
        if self._disputed is not None:
            self._disputed.setVisible(disputed)

    def keep(self) -> None:
        """Write the notes, now."""
        if self._notes is not None:
            self._notes.settle()

    def give_up(self) -> None:
        """What was being noted on has gone: the words stay where they can be copied."""
        if self._notes is None or not (said := self._notes.unsettled):
            return
        self._notes.drop()
        self._scribe.leave(self._item, self._item.title if self._item else self._title, said)
        self.lost.emit(
            _("Deleted meanwhile. What you were typing stands above the page, where it can be copied.")
        )

    def _draw_again(self, item: Item, evidence: str) -> None:
        """Draw it as it now stands, with what was being entered into it."""
        at = QApplication.focusWidget()
        name = at.accessibleName() if at is not None and self._body.isAncestorOf(at) else ""
        place = at.cursorPosition() if isinstance(at, QLineEdit) else 0
        holder = next((each.sought.id for each in self._panels if at and each.isAncestorOf(at)), None)
        panels, half = self._panels, self._entry.text() if self._entry is not None else ""
        self._panels = []
        self._body.clear()
        self._draw(item, evidence)
        if self._entry is not None:
            self._entry.setText(half)
        for panel in self._panels:
            before = next((each for each in panels if each.sought.id == panel.sought.id), None)
            if before is not None and panel.sought.id not in self._recorded:
                panel.take_over(before)
        self._recorded.clear()
        reveal(self._body.column)
        if name:
            among = next((each for each in self._panels if each.sought.id == holder), self._body)
            again = next((each for each in among.findChildren(QWidget) if _is_called(each, name)), None)
            if again is not None:
                again.setFocus()
            if isinstance(again, QLineEdit):
                again.setCursorPosition(place)

    def _remember(self, panel: DecisionPanel) -> None:
        """Keep what is being typed into a decision, until it is recorded."""
        done = panel.sought.id in self._recorded
        self._scribe.remember(str(panel.sought.id), {} if done else panel.unfinished())

    def _draw(self, item: Item, evidence: str) -> None:
        column = self._body.column
        column.addWidget(Label(item.title, step=9, bold=True, wrap=True))
        said = (item.presenter, item.project.title if item.project else "", item.kind_words)
        column.addWidget(Label(" · ".join(filter(None, said)), ink="muted", step=1))
        if item.ask:
            column.addWidget(Label(item.ask, step=1, wrap=True))
        if item.paper is not None:
            self._add_paper(item.paper, item.paper_address)
        for sought in item.decisions:
            waits = any(id in self._waits for id in (sought.id, *(each.id for each in sought.options)))
            panel = DecisionPanel(
                sought, self._desk.today, evidence, why_not=self._scribe.why_idle, waits=waits
            )
            panel.restore(self._scribe.recall(str(sought.id)))
            panel.typed.connect(partial(self._remember, panel))
            panel.taken.connect(partial(self._decide, panel))
            self._panels.append(panel)
            column.addWidget(panel)
        if not self._scribe.idle:
            self._entry = self._new_decision()
            column.addWidget(self._entry)
        column.addStretch(1)

    def _add_paper(self, paper: Named, address: str) -> None:
        words = _("Paper: {title}").replace("{title}", paper.title)
        button = push(words, partial(open_paper, self._desk, address), icon_name="file-text")
        button.setEnabled(bool(address))
        button.setToolTip("" if address else _("Its record does not say where it is."))
        self._body.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _new_decision(self) -> QLineEdit:
        entry = QLineEdit()
        entry.setAccessibleName(_("Add a decision"))
        entry.setPlaceholderText(_("A decision that nobody had asked for: its title, then Enter"))
        entry.returnPressed.connect(lambda: self._add_decision(entry))
        return entry

    def _add_notes(self, said: str, key: str) -> None:
        self._notes = NotesEdit(said)
        check_spelling(self._notes, self._desk)
        if unwritten := self._scribe.unwritten(key):
            self._notes.setPlainText(unwritten)
        self._notes.setReadOnly(self._scribe.idle)
        self._notes.typed.connect(partial(self._scribe.noting, key))
        self._notes.settled.connect(partial(self._scribe.note, key))
        self._said.addWidget(Label(_("What was said"), ink="muted"))
        self._said.addWidget(self._notes)
        reveal(self._said)
        reveal(self._body.column)

    def _decide(self, panel: DecisionPanel, taken: Taken) -> None:
        decision = panel.sought.id

        def refused(_error: Exception) -> None:
            self._recorded.discard(decision)
            if isValid(panel):
                self._remember(panel)

        self._recorded.add(decision)
        self._remember(panel)
        self._scribe.decide(decision, self._item.id if self._item else None, taken, refused)

    def _add_decision(self, entry: QLineEdit) -> None:
        title = entry.text()

        def refused(_error: Exception) -> None:
            if isValid(entry) and not entry.text():
                entry.setText(title)

        if title.strip():
            entry.clear()
            self._scribe.add_decision(self._item.id if self._item else None, title, refused)


def _id(item: Item | None) -> Id | None:
    return item.id if item is not None else None


def _is_called(widget: QWidget, name: str) -> bool:
    return widget.accessibleName() == name and not widget.isHidden()


def _drawn(item: Item | None) -> tuple[object, ...]:
    """What of an item is drawn besides its notes."""
    if item is None:
        return ()
    return item.id, item.title, item.ask, item.presenter, item.paper, item.paper_address, item.decisions
