# SPDX-License-Identifier: Apache-2.0
"""The bell at the foot of the window, and the list that it opens: done, put off, go there."""

from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLayout,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.gui.access.menus import Menu
from portfolio_desktop.gui.access.panes import AsRead, as_read
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.notices.watching import Watching
from portfolio_desktop.gui.pages.pieces import RowButton, clear, reveal, scrolled, words
from portfolio_desktop.gui.theme import GAP, GAP_SMALL, GAP_TINY
from portfolio_desktop.gui.widgets.headers import SectionHeader
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.paint import safe_tooltip
from portfolio_desktop.gui.widgets.picture import IconPicture
from portfolio_desktop.services.notices.notice import Kind, Notice

_WIDTH, _ROW, _HIGHEST = 540, 34, 420
_ARROWS: dict[int, int] = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_PICTURES = {
    Kind.ESCALATION: "alarm-clock",
    Kind.BACKUP: "database-backup",
    Kind.CONFLICT: "git-compare-arrows",
    Kind.REPORT: "clipboard-list",
    Kind.DOUBLE: "copy",
    Kind.DUE: "calendar-clock",
}


class Bell(QToolButton):
    """How many things call for attention; one click lists them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setIconSize(QSize(16, 16))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.show_notices(())
        self.hide()

    def show_notices(self, standing: tuple[Notice, ...]) -> None:
        """Follow what stands. Nothing but a shape says that something is urgent, and a word for those who see none."""
        urgent = any(each.urgent for each in standing)
        self.setIcon(icon("bell-ring" if urgent else "bell", "danger" if urgent else "muted"))
        count = len(standing)
        self.setText(f" {count:,}" if count else "")
        said = ngettext("{count} notice", "{count} notices", count).format(count=f"{count:,}")
        if urgent:
            said = _("{notices}, some urgent").format(notices=said)
        self.setAccessibleName(said)
        self.setToolTip(said)


class NoticeList(AsRead, QFrame):
    """What stands, each with the ways to be rid of it. `wanted` carries the notice whose place is to be gone to."""

    wanted = Signal(object)
    preferences_wanted = Signal()

    def __init__(self, watching: Watching, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._watching = watching
        self.setProperty("panel", "toast")
        self.setAccessibleName(_("Notices"))
        self.setFixedWidth(_WIDTH)
        self._header = SectionHeader(_("Notices"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        within = QWidget()
        held = QVBoxLayout(within)
        held.setContentsMargins(0, 0, GAP_TINY, 0)
        held.addLayout(self._rows)
        held.addStretch(1)
        self._area = scrolled()
        self._area.setWidget(within)
        within.setAutoFillBackground(False)  # which it was given with that
        self._back = QPushButton()
        self._back.setProperty("flat", True)
        self._back.clicked.connect(watching.bring_back)
        self._choose = QPushButton(_("Preferences…"))
        self._choose.setProperty("flat", True)
        self._choose.clicked.connect(self._prefer)
        foot = QHBoxLayout()
        foot.addWidget(self._back)
        foot.addStretch(1)
        foot.addWidget(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, GAP, GAP, GAP_SMALL)
        column.setSpacing(GAP_SMALL)
        column.addWidget(self._header)
        column.addWidget(self._area, 1)
        column.addLayout(foot)
        watching.changed.connect(self._follow)

    def open_at(self, bell: QWidget) -> None:
        """Show the list over the bell, as it stands now."""
        self._watching.look()
        self._draw(self._watching.standing)
        corner = bell.mapToGlobal(QPoint(bell.width(), 0))
        self.move(corner.x() - self.width(), corner.y() - self.height() - GAP_TINY)
        self.show()
        self._begin_at(0)

    def _begin_at(self, place: int) -> None:
        """The keyboard at the notice of that place, or at the last; where there is none, at what stands below."""
        rows = [each for each in as_read(self) if isinstance(each, RowButton)]
        to = rows[min(place, len(rows) - 1)] if rows else self._choose
        to.setFocus(Qt.FocusReason.TabFocusReason)

    def _lines(self) -> list[QWidget]:
        """What holds the notices, each with its buttons."""
        return _widgets(self._rows)

    def _place(self) -> int | None:
        """Of the notice that the keyboard is at."""
        at = self.focusWidget()
        on = (place for place, line in enumerate(self._lines()) if at is not None and line.isAncestorOf(at))
        return next(on, None)

    def eventFilter(self, _button: QObject, event: QEvent) -> bool:
        """Arrows go from notice to notice: Qt would lead them through every button, as Tab does."""
        by = _ARROWS.get(event.key()) if isinstance(event, QKeyEvent) else None
        if by is None:
            return False
        if event.type() is QEvent.Type.KeyPress:
            self._step(by)
        return True

    def _step(self, by: int) -> None:
        """From a button to the same of the next notice, or of the one before."""
        lines, place, at = self._lines(), self._place(), self.focusWidget()
        if place is None or at is None or not 0 <= place + by < len(lines):
            return
        same, other = (_widgets(lines[each].layout()) for each in (place, place + by))
        if at in same and len(other) == len(same):
            to = other[same.index(at)]
            to.setFocus(Qt.FocusReason.TabFocusReason)
            self._area.ensureWidgetVisible(to)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def _follow(self, standing: tuple[Notice, ...]) -> None:
        if self.isVisible():
            bottom = self.geometry().bottom()
            place = self._place()
            self._draw(standing)
            if place is not None:
                self._begin_at(place)
            self.move(self.x(), bottom - self.height() + 1)

    def _draw(self, standing: tuple[Notice, ...]) -> None:
        clear(self._rows)
        self._header.set_count(len(standing))
        for notice in standing:
            self._rows.addWidget(self._row(notice))
        if not standing:
            self._rows.addWidget(Label(_("Nothing calls for attention."), ink="muted"))
        reveal(self._rows)
        aside = self._watching.set_aside
        said = ngettext("Bring back {count} set aside", "Bring back {count} set aside", aside)
        self._back.setText(said.format(count=f"{aside:,}"))
        self._back.setVisible(aside > 0)
        self.setFixedHeight(min(_HIGHEST, 112 + _ROW * max(1, len(standing))))

    def _row(self, notice: Notice) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP_TINY)
        go = RowButton(
            _("{notice}. Go there").format(notice=notice.text), partial(self._go, notice), height=_ROW
        )
        go.put(IconPicture(_PICTURES[notice.kind], 16, "danger" if notice.urgent else "muted"))
        go.put(words(notice.text, ink="danger" if notice.urgent else "text"), 1)
        row.addWidget(go, 1)
        row.addWidget(_tool("check", _("Done: {notice}"), notice, partial(self._watching.done, notice)))
        later = _tool("clock", _("Put off: {notice}"), notice, None)
        later.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        later.setMenu(self._menu(notice, later))
        row.addWidget(later)
        for button in holder.findChildren(QAbstractButton):
            button.installEventFilter(self)
        return holder

    def _menu(self, notice: Notice, parent: QWidget) -> QMenu:
        menu = Menu(parent)
        today = date.today()  # noqa: DTZ011 - the person's own calendar
        for said, days in ((_("Tomorrow"), 1), (_("In a week"), 7), (_("In a month"), 30)):
            until = today + timedelta(days=days)
            menu.addAction(said, partial(self._watching.snooze, notice, until))
        return menu

    def _go(self, notice: Notice) -> None:
        self.hide()
        self.wanted.emit(notice)

    def _prefer(self) -> None:
        self.hide()
        self.preferences_wanted.emit()


def _widgets(layout: QLayout | None) -> list[QWidget]:
    held = (layout.itemAt(place) for place in range(layout.count())) if layout is not None else ()
    return [widget for each in held if each is not None and (widget := each.widget()) is not None]


def _tool(picture: str, name: str, notice: Notice, run: object) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(picture, "muted"))
    button.setAccessibleName(name.format(notice=notice.text))
    button.setToolTip(safe_tooltip(name.partition(":")[0]))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    if callable(run):
        button.clicked.connect(lambda: run())
    return button
