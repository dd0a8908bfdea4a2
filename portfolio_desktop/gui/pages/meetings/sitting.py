# SPDX-License-Identifier: Apache-2.0
"""The meeting while it sits, over the whole screen: one item at a time, and everything that is taken written at once."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from portfolio_desktop.base.dates import local_now
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.text import lowered
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.access.panes import AsRead
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.pages.meetings.beside import Beside
from portfolio_desktop.gui.pages.meetings.item_view import ItemView
from portfolio_desktop.gui.pages.meetings.lines import AgendaLines, lines_of
from portfolio_desktop.gui.pages.meetings.pace import pace
from portfolio_desktop.gui.pages.meetings.rows import push
from portfolio_desktop.gui.pages.meetings.scribe import Scribe
from portfolio_desktop.gui.pages.pieces import Body, allow
from portfolio_desktop.gui.theme import GAP, GAP_HUGE, GAP_LARGE, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import ElidedLabel, Label
from portfolio_desktop.gui.widgets.paint import safe_tooltip
from portfolio_desktop.services.governance import taking
from portfolio_desktop.services.governance.meetings import Item, MeetingPage, meeting_page
from portfolio_desktop.services.office import Office

_TICK = 1000  # milliseconds
_LEFT, _RIGHT = 288, 392
_Found = tuple[MeetingPage, list[tuple[str, str]], str]


class Sitting(AsRead, QWidget):
    """Page Down and Page Up go from item to item, Escape leaves. What was typed and not yet recorded is found again."""

    left = Signal()

    def __init__(
        self, desk: Desk, id: str, *, now: Callable[[], datetime] = local_now, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._id, self._now = desk, Id(id), now
        self._page: MeetingPage | None = None
        self._place = 0
        self._begun = now()
        self.scribe = Scribe(desk, self._id, self._refuse)
        self._lost = ""
        """Why words that were being typed stand elsewhere, until the person goes on."""
        self.view, self.beside = ItemView(desk, self.scribe), Beside(desk, self._id, self.scribe)
        self._build()
        self.view.lost.connect(self._tell_lost)
        # Columns that scroll would keep these two keys to themselves; from the notes they arrive as key presses.
        for key, step in ((Qt.Key.Key_PageDown, 1), (Qt.Key.Key_PageUp, -1)):
            QShortcut(QKeySequence(key), self, partial(self._turn, step))
        clock = QTimer(self)
        clock.setInterval(_TICK)
        clock.timeout.connect(self._tell_time)
        clock.start()
        desk.written.connect(self._load)
        desk.undo_changed.connect(self._undoable)
        desk.closing.connect(self._put_away)
        desk.closed.connect(self.close)
        self._load()

    @property
    def item(self) -> Item | None:
        """The item that is being taken."""
        items = self._page.items if self._page else ()
        return items[self._place] if self._place < len(items) else None

    def go(self, place: int) -> None:
        """Take another item."""
        if self._page is None or not 0 <= place < len(self._page.items) or place == self._place:
            return
        self.view.keep()
        self._lost = ""
        self._place, self._begun = place, self._now()
        self._load()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._put_away()
        super().closeEvent(event)
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match Qt.Key(event.key()):
            case Qt.Key.Key_PageDown:
                self._turn(1)
            case Qt.Key.Key_PageUp:
                self._turn(-1)
            case Qt.Key.Key_Escape:
                self.close()
            case _:
                super().keyPressEvent(event)

    def _turn(self, step: int) -> None:
        self.go(self._place + step)

    def _put_away(self) -> None:
        """Write the notes, and keep what else is typed; of a workspace that is closed both was done before."""
        if self._desk.workspace is not None:
            self.view.keep()
            self.scribe.put_away()

    # The frame

    def _build(self) -> None:
        self._title = ElidedLabel("", step=4, bold=True)
        self._time = Label("", step=4, bold=True)
        self._plan = Label("", ink="muted")
        top = QHBoxLayout()
        top.setContentsMargins(GAP_HUGE, GAP_LARGE, GAP_HUGE, GAP)
        top.setSpacing(GAP_LARGE)
        top.addWidget(self._title, 1)
        top.addWidget(self._plan)
        top.addWidget(self._time)
        top.addWidget(push(_("Leave  Esc"), self.close))
        self._agenda = AgendaLines(self.go)
        row = QHBoxLayout()
        row.setContentsMargins(GAP_HUGE, 0, GAP_HUGE, 0)
        row.setSpacing(0)
        self._lines = _column(self._agenda, _LEFT)
        row.addWidget(self._lines)
        row.addWidget(self.view, 1)
        row.addWidget(_column(self.beside, _RIGHT))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addLayout(row, 1)
        column.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        self._before = push(_("Previous  Page Up"), lambda: self._turn(-1))
        self._after = push(_("Next  Page Down"), lambda: self._turn(1), primary=True)
        self._trouble = Label("", ink="danger", wrap=True)
        self._undo = push(_("Undo"), self._desk.undo)
        self._undo.setEnabled(False)
        self._held = push(_("The meeting was held"), self._close_meeting)
        row = QHBoxLayout()
        row.setContentsMargins(GAP_HUGE, GAP_SMALL, GAP_HUGE, GAP)
        row.setSpacing(GAP)
        row.addWidget(self._before)
        row.addWidget(self._after)
        row.addWidget(self._trouble, 1)
        row.addWidget(self._undo)
        row.addWidget(self._held)
        return row

    # Showing

    def _load(self, _written: object = None) -> None:
        if self._desk.workspace is not None:
            self._desk.read(self._find, self._show, owner=self, failed=self._gone)

    def _find(self, office: Office) -> _Found:
        page = meeting_page(office, self._id)
        pack = taking.evidence(office, page.starts or self._now())
        with office.reading() as reader:
            person = reader.catalogue.entity("person")
            column = reader.column(person, person.field(person.title))
            titles = reader.titles(reader.catalogue.entity("pack"), [pack] if pack else [])
        people = sorted(
            ((str(id), str(name)) for id, name in column if name), key=lambda each: each[1].casefold()
        )
        return page, people, titles.get(pack, "") if pack else ""

    def _gone(self, _error: Exception) -> None:
        """The meeting is no longer there."""
        self.view.give_up()
        self.close()

    def _show(self, found: _Found) -> None:
        here = self.item
        self._page, people, evidence = found
        ids = [each.id for each in self._page.items]
        if here is not None:
            self._place = ids.index(here.id) if here.id in ids else min(self._place, max(0, len(ids) - 1))
        self._draw_frame(self._page)
        self.view.follow(self._page, self.item, evidence)
        self.beside.follow(self._page, self.item, people)

    def _draw_frame(self, page: MeetingPage) -> None:
        board, title = page.board.title if page.board else "", page.meeting.title or ""
        self._title.set_text(" · ".join(filter(None, (title, board if board != title else ""))))
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self._agenda.show_lines(lines_of(page.items, self._place))
        QTimer.singleShot(0, self, self._show_place)
        self._before.setEnabled(self._place > 0)
        self._after.setEnabled(self._place + 1 < len(page.items))
        allow(self._desk, self._undo)
        allow(self._desk, self._held)
        self._held.setVisible(page.meeting.status == "planned")
        self._tell_time()

    def _show_place(self) -> None:
        """Bring the line of the item into sight; where it lies is known once the lines are laid out."""
        if (row := self._agenda.row(self._place)) is not None:
            self._lines.ensureWidgetVisible(row)

    def _tell_time(self) -> None:
        if self._page is None:
            return
        now = self._now()
        at = pace(self._page, self.item, self._begun, now)
        self._time.setText(f"{now:%H:%M}")
        self._plan.setText(" · ".join(filter(None, (at.words, at.plan_words))))
        ink = "danger" if at.over or (at.behind or 0) > 0 else "muted"
        if ink != self._plan.property("ink"):
            self._plan.set_ink(ink)

    def _undoable(self, label: str, _redo: str) -> None:
        self._undo.setEnabled(bool(label))
        self._undo.setToolTip(safe_tooltip(_("Undo {label}").format(label=lowered(label))) if label else "")
        self._trouble.setText(self._lost)

    def _tell_lost(self, sentence: str) -> None:
        """Here, and over the pages, where the words stand."""
        self._lost = sentence
        self._trouble.setText(sentence)
        self._desk.notify(sentence)

    def _refuse(self, error: Exception) -> None:
        """Say here what was not written: a dialog would open behind the whole screen."""
        if isValid(self):
            self._trouble.setText(str(error))
        else:  # the meeting was left meanwhile
            self._desk.notify(str(error))

    def _close_meeting(self) -> None:
        self.view.keep()
        self.scribe.close_meeting()


def _column(inside: QWidget, width: int) -> Body:
    """A column of fixed width that scrolls by itself."""
    area = Body(widest=width)
    area.setFixedWidth(width)
    area.column.setContentsMargins(GAP_SMALL, GAP_LARGE, GAP_SMALL, GAP_LARGE)
    area.column.addWidget(inside)
    area.column.addStretch(1)
    return area
