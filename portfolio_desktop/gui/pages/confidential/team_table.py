# SPDX-License-Identifier: Apache-2.0
"""A team as rows: person, stage, what comes next, the next conversation, promises, evidence by quarter, level."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.domain.appraisal.standing import Side
from portfolio_desktop.gui.pages.confidential.appraisal.trail import STAGES
from portfolio_desktop.gui.theme import GAP_SMALL, Theme, current_theme, sized, tabular
from portfolio_desktop.gui.widgets.paint import paint_text, safe_tooltip
from portfolio_desktop.services.people.cycles import Mark
from portfolio_desktop.services.people.views.team import Member, TeamYear

Index = QModelIndex | QPersistentModelIndex
_WHO, _STAGE, _NEXT, _TALK, _PROMISES, _NOTED, _LEVEL = range(7)
_HEADINGS = (
    N_("Person"),
    N_("Stage"),
    N_("What comes next"),
    N_("Next conversation"),
    N_("Promises open"),
    N_("Evidence by quarter"),
    N_("Level"),
)
_WIDTHS = (190, 96, 250, 130, 110, 140, 150)
_ROW, _CELL = 48, 26


class TeamModel(QAbstractTableModel):
    """What stands in the rows, in words; the delegate draws it."""

    def __init__(self) -> None:
        super().__init__()
        self.members: Sequence[Member] = ()
        self.year: TeamYear | None = None

    def show_year(self, year: TeamYear, members: Sequence[Member]) -> None:
        """These people, in this order."""
        self.beginResetModel()
        self.year, self.members = year, members
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - an empty index is a value
        return 0 if parent.isValid() else len(self.members)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(_HEADINGS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(_HEADINGS[section])
        return None

    def data(self, index: Index, role: int = 0) -> object:
        roles = Qt.ItemDataRole
        if role in (roles.DisplayRole, roles.AccessibleTextRole):
            return self.words(self.members[index.row()], index.column())
        if role == roles.ToolTipRole:
            return safe_tooltip(self._more(self.members[index.row()], index.column()))
        return None

    def words(self, member: Member, column: int) -> str:
        """What a cell says."""
        if column == _WHO:
            return member.name
        if member.appraisal is None:
            return _("Not in this year") if column == _STAGE else ""
        if column == _STAGE:
            return _(STAGES[member.stage]) if member.stage else ""
        if column == _NEXT:
            return member.due.title if member.due else member.next
        if column == _TALK:
            return format_date(member.talk_on) if member.talk_on else _("None planned")
        if column == _PROMISES:
            return _promises(member)
        if column == _NOTED:
            return ", ".join(str(count) for count in member.noted)
        return member.level

    def _more(self, member: Member, column: int) -> str:
        if column == _NEXT:
            return member.next
        if column == _NOTED and self.year is not None:
            lines = [
                _("{first} to {last}: {count}").format(
                    first=format_date(first), last=format_date(last), count=count
                )
                for (first, last), count in zip(self.year.quarters, member.noted, strict=False)
            ]
            return "\n".join(lines)
        return member.role if column == _WHO else ""


class TeamTable(QTableView):
    """`opened` carries the appraisal of the row that is entered."""

    opened = Signal(str)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = TeamModel()
        self._wanted: Id | None = None
        self.setModel(self.rows)
        self.setAccessibleName(_("My team"))
        self.setItemDelegate(_Delegate(self))
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(_NEXT, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(60)
        for column, width in enumerate(_WIDTHS):
            self.setColumnWidth(column, width)
        self.doubleClicked.connect(self._open)

    def show_year(self, year: TeamYear, members: Sequence[Member]) -> None:
        """These people; whoever was chosen stays so."""
        wanted = self._wanted or (self.chosen.party if self.chosen else None)
        self.rows.show_year(year, members)
        parties = [member.party for member in members]
        if members:
            self._wanted = None
            self.selectRow(parties.index(wanted) if wanted in parties else 0)

    def choose(self, party: Id) -> None:
        """Go to somebody's row, now or as soon as it is there."""
        parties = [member.party for member in self.rows.members]
        if party in parties:
            self.selectRow(parties.index(party))
        else:
            self._wanted = party

    @property
    def chosen(self) -> Member | None:
        """Whose row the keyboard is at."""
        row = self.currentIndex().row()
        return self.rows.members[row] if 0 <= row < len(self.rows.members) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _open(self, index: Index) -> None:
        if index.isValid() and (id := self.rows.members[index.row()].appraisal):
            self.opened.emit(id)


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(_CELL, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = current_theme()
        model = index.model()
        assert isinstance(model, TeamModel)
        member = model.members[index.row()]
        body = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.fillRect(body, QColor(theme.selection))
        painter.fillRect(QRectF(body.left(), body.bottom() - 1, body.width(), 1), QColor(theme.line))
        inner = body.adjusted(GAP_SMALL, 0, -GAP_SMALL, -1)
        said = model.words(member, index.column())
        if index.column() == _WHO:
            self._two(painter, option, inner, said, member.role, theme)
        elif index.column() == _NEXT and member.due is not None:
            late = member.due.mark is Mark.LATE
            on = format_date(member.due.due) if member.due.due else ""
            when = (_("late since {day}") if late else _("by {day}")).format(day=on)
            self._two(painter, option, inner, said, when, theme, "danger" if late else "muted", bold=False)
        elif index.column() == _NOTED and member.noted:
            self._noted(painter, option, inner, model, member, theme)
        else:
            ink = theme.text if index.column() != _PROMISES or not member.late_promises else theme.danger
            faint = member.appraisal is None or (
                index.column() in (_TALK, _PROMISES) and not _says(member, index.column())
            )
            painter.setFont(option.font)
            paint_text(painter, inner, said, theme.muted if faint else ink, Qt.AlignmentFlag.AlignLeft)
        if chosen and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.drawRect(body.adjusted(1, 1, -1, -2))
        painter.restore()

    def _two(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        body: QRectF,
        first: str,
        second: str,
        theme: Theme,
        ink: str = "muted",
        *,
        bold: bool = True,
    ) -> None:
        """A line in the ink of words, and under it what goes with it."""
        left = Qt.AlignmentFlag.AlignLeft
        half = body.height() / 2
        top = body.adjusted(0, 5, 0, -half) if second else body
        painter.setFont(sized(option.font, 0, bold=bold))
        paint_text(painter, top, first, theme.text, left)
        if second:
            painter.setFont(sized(option.font, -0.5))
            paint_text(painter, body.adjusted(0, half - 2, 0, -4), second, getattr(theme, ink), left)

    def _noted(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        body: QRectF,
        model: TeamModel,
        member: Member,
        theme: Theme,
    ) -> None:
        """A small box for each quarter with how much was noted in it. A quarter over without any stands open."""
        assert model.year is not None
        painter.setFont(tabular(sized(option.font, -0.5)))
        top = body.center().y() - _CELL / 2 + 2
        for place, count in enumerate(member.noted):
            box = QRectF(body.left() + place * (_CELL + 5), top, _CELL, _CELL - 4)
            first, last = model.year.quarters[place] if place < len(model.year.quarters) else (None, None)
            over = last is not None and last < model.year.today
            ahead = first is not None and first > model.year.today
            if count:
                painter.setPen(QPen(QColor(theme.accent), 1))
                painter.setBrush(QColor(theme.accent_soft))
            else:
                painter.setPen(QPen(QColor(theme.danger if over else theme.line), 1.5 if over else 1))
                painter.setBrush(Qt.BrushStyle.NoBrush)
            if not ahead:
                painter.drawRoundedRect(box, 3, 3)
            painter.setPen(QColor(theme.text if count else theme.danger if over else theme.muted))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "·" if ahead else str(count))


def _says(member: Member, column: int) -> bool:
    return bool(member.talk_on) if column == _TALK else bool(member.promises)


def _promises(member: Member) -> str:
    if not member.promises:
        return _("None")
    if member.late_promises:
        return ngettext("{count}, {late} late", "{count}, {late} late", member.promises).format(
            count=member.promises, late=member.late_promises
        )
    return str(member.promises)


def matching(members: Sequence[Member], words: str) -> list[Member]:
    """Those whose name or role holds what was typed."""
    wanted = words.casefold().split()
    return [
        member
        for member in members
        if all(word in f"{member.name} {member.role}".casefold() for word in wanted)
    ]


def late(members: Sequence[Member]) -> int:
    """How many have something late."""
    return sum(member.due is not None and member.due.mark is Mark.LATE for member in members)


def led(members: Sequence[Member]) -> list[Member]:
    """Those whose manager the owner is in this year."""
    return [member for member in members if member.side is Side.MANAGER]
