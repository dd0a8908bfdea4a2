# SPDX-License-Identifier: Apache-2.0
"""Search everything: what was found, with an excerpt of where, grouped by register; saved, pinned and explained here."""

from collections.abc import Callable
from functools import partial
from itertools import groupby

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.base.text import shorten
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.exchange.query.completing import USUAL
from portfolio_desktop.exchange.query.everywhere import Results, search
from portfolio_desktop.gui.access.announcing import announce
from portfolio_desktop.gui.access.menus import Menu
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.finding.completer import QueryCompleter
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.theme import GAP, GAP_HUGE, GAP_SMALL, RADIUS, current_theme, sized
from portfolio_desktop.gui.widgets.empty import EmptyPlace
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.paint import one_line, paint_focus, paint_text
from portfolio_desktop.gui.widgets.search import SearchBox
from portfolio_desktop.services.find import Found
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.views.pins import save_search
from portfolio_desktop.storage.changes import Written

_FOUND, _REGISTER, _FURTHER = (Qt.ItemDataRole.UserRole + place for place in (1, 2, 3))
_EXAMPLES = ("is:overdue", "rag:red in:projects", "due:<30d is:open")
_MOST, _ROW, _LOW_ROW, _HEADING_ROW = 200, 48, 30, 36
_FEW_PEOPLE = 5

Index = QModelIndex | QPersistentModelIndex


class SearchPage(QWidget):
    """Follows the desk by itself: what is shown is looked for again when a workspace is closed."""

    open_requested = Signal(str, str)
    """Entity and id of the record that the person chose."""
    register_requested = Signal(str, str)
    """The entity whose register is to be shown, and the words to filter it by."""
    saved = Signal(str)
    """The id of a search that was saved and is to be pinned."""

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._box = SearchBox(_("Search everything"), _("Words in any record, a code, or  owner:ann rag:red"))
        self._box.searched.connect(self._search)
        self.completer = QueryCompleter(self._box, desk)
        self._save = _save_button()
        self._save.setMenu(self._save_menu())
        self._summary = Label(ink="muted", wrap=True)
        self._list = QListWidget()
        self._list.setAccessibleName(_("What was found"))
        self._list.setItemDelegate(_Delegate(self._list))
        self._list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self._list.itemActivated.connect(self._open)
        self._list.itemClicked.connect(self._open)
        self._help = SearchHelp(self.look_for)
        row = QHBoxLayout()
        row.setSpacing(GAP_SMALL)
        row.addWidget(self._box, 1)
        row.addWidget(self._save)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_HUGE, GAP_HUGE, GAP_HUGE, 0)
        column.setSpacing(GAP)
        column.addLayout(row)
        column.addWidget(self._summary)
        column.addWidget(self._list, 1)
        column.addWidget(self._help, 1)
        desk.closed.connect(self._box.clear)
        self.show_found("", Results())

    def start(self, words: str = "") -> None:
        """Put the keyboard into the box, with `words` in it where some are given."""
        if words:
            self._box.setText(words)
        self._box.setFocus()
        self._box.selectAll()

    def look_for(self, words: str) -> None:
        """Search for `words` at once."""
        self._box.setText(words)
        self._search(words)

    def show_found(self, words: str, results: Results) -> None:
        """List what was found for `words`."""
        order = {entity.name: place for place, entity in enumerate(self._desk.catalogue.entities)}
        ranked = sorted(results.found, key=lambda each: order[each.entity])
        self._list.clear()
        for name, group in groupby(ranked, lambda each: each.entity):
            entity = self._desk.catalogue.entity(name)
            members = list(group)
            self._list.addItem(_heading(entity, len(members), results.counts.get(name, len(members))))
            for each in members:
                self._list.addItem(_line(each, entity.icon))
                if name == "person" and len(members) <= _FEW_PEOPLE:
                    self._list.addItem(_owned(each))
        self._tell(words, _summed(results) if words else "")
        self._list.setVisible(bool(ranked))
        self._help.setVisible(not ranked)

    def refuse(self, sentence: str) -> None:
        """Say why nothing can be looked for, with what is allowed; what was found before stays."""
        self._box.set_problem(sentence)
        self._summary.set_ink("danger")
        self._summary.setText(sentence)

    def _tell(self, words: str, sentence: str) -> None:
        self._box.set_problem("")
        self._summary.set_ink("muted")
        self._summary.setText(sentence)
        announce(self, sentence)
        self._save.setEnabled(bool(words.strip()) and not self._desk.read_only)

    def _search(self, words: str) -> None:
        if not words.strip() or self._desk.workspace is None:
            self.show_found("", Results())
            return

        def look(office: Office) -> Results | Refusal:
            try:
                return search(office, words, limit=_MOST)
            except Refusal as refusal:
                return refusal

        def show(answer: Results | Refusal) -> None:
            if words != self._box.text():
                return  # something else has been typed meanwhile
            if isinstance(answer, Refusal):
                self.refuse(str(answer))
            else:
                self.show_found(words, answer)

        self._desk.read(look, show, owner=self)

    def _save_menu(self) -> QMenu:
        menu = Menu(self, _("Save this search"))
        menu.addAction(
            icon("bookmark-plus"), _("Save this search\u2026"), lambda: self._ask_save(pinned=False)
        )
        menu.addAction(
            icon("pin"), _("Save and pin in the navigation\u2026"), lambda: self._ask_save(pinned=True)
        )
        return menu

    def _ask_save(self, *, pinned: bool) -> None:
        words = self._box.text().strip()

        def keep(label: str) -> None:
            self._desk.write(lambda office: save_search(office, label, words), told, owner=self)

        def told(written: Written | None) -> None:
            if written is not None:
                self._desk.notify(written.label, undo=True)
                if pinned:
                    self.saved.emit(next(iter(written.touched))[1])

        self._desk.ask.text(_("Save this search"), _("Name of the search"), keep, initial=shorten(words, 60))

    def _open(self, item: QListWidgetItem) -> None:
        found: Found | None = item.data(_FOUND)
        register: str | None = item.data(_REGISTER)
        further: str | None = item.data(_FURTHER)
        if further:
            self.look_for(further)
        elif found is not None:
            self.open_requested.emit(found.entity, found.id)
        elif register:
            self.register_requested.emit(register, self._box.text())


class SearchHelp(QWidget):
    """What can be typed, where nothing is found or nothing is looked for yet; each example is a button that looks for it."""

    def __init__(self, look_for: Callable[[str], None]) -> None:
        super().__init__()
        place = EmptyPlace(
            "search",
            _("Search everything"),
            _(
                "Every word must occur in a record: in its name, its code or its text. The last may be a beginning. "
                "A minus leaves out, quotes keep words together."
            ),
        )
        for example in _EXAMPLES:
            place.add_step(example, partial(look_for, example)).setProperty("primary", False)
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP_HUGE)
        grid.setVerticalSpacing(GAP_SMALL)
        for row, (name, about) in enumerate(USUAL):
            grid.addWidget(Label(name, bold=True), row, 0)
            grid.addWidget(Label(_(about), ink="muted"), row, 1)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addLayout(grid)
        middle.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, GAP_HUGE)
        column.addWidget(place, 3)
        column.addLayout(middle)
        column.addStretch(2)


def _summed(results: Results) -> str:
    count = max(len(results.found), sum(results.counts.values()))
    if not count:
        return _("Nothing found.")
    if not results.counts and count >= _MOST:
        return _("The best {count} are shown.").format(count=count)
    return ngettext("{count} record", "{count} records", count).format(count=f"{count:,}")


def _save_button() -> QToolButton:
    button = QToolButton()
    button.setIcon(icon("bookmark", "muted"))
    button.setText(_("Save"))
    button.setAccessibleName(_("Save this search"))
    button.setToolTip(_("Save this search, or pin it in the navigation"))
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def _heading(entity: Entity, shown: int, count: int) -> QListWidgetItem:
    """The name of a register with how many were found; it leads to the register, filtered by what was typed."""
    words = (
        f"{count:,}" if shown == count else _("{shown} of {count}").format(shown=shown, count=f"{count:,}")
    )
    item = QListWidgetItem(f"{_(entity.plural)} · {words}")
    item.setData(_REGISTER, entity.name)
    item.setData(
        Qt.ItemDataRole.AccessibleDescriptionRole,
        _("Shows them all in the register of {plural}").format(plural=_(entity.plural).lower()),
    )
    return item


def _line(found: Found, icon_name: str) -> QListWidgetItem:
    item = QListWidgetItem(
        icon(icon_name, "muted"), " · ".join(part for part in (found.code, found.title) if part)
    )
    item.setData(_FOUND, found)
    item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, _below(found))
    return item


def _below(found: Found) -> str:
    """What stands below the name: who answers for it and by when, and where the words were found."""
    return " · ".join(filter(None, (found.about, found.excerpt)))


def _owned(person: Found) -> QListWidgetItem:
    """Below a person: whoever types a name wants as a rule what that person has to do."""
    words = _("All that {name} owns").format(name=person.title)
    item = _line(Found("person", person.id, "", words), "list-checks")
    item.setData(_FURTHER, 'owner:"{name}"'.format(name=person.title.replace('"', "")))
    return item


class _Delegate(QStyledItemDelegate):
    """A heading, or a record's name over what is said of it, with the words found set off."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        found: Found | None = index.data(_FOUND)
        return QSize(200, _HEADING_ROW if found is None else _ROW if _below(found) else _LOW_ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = current_theme()
        rect = QRectF(option.rect)
        state: QStyle.StateFlag = option.state
        found: Found | None = index.data(_FOUND)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.selection if chosen else theme.hover))
            top = 1 if found is not None else 8
            painter.drawRoundedRect(rect.adjusted(0, top, 0, -1), RADIUS, RADIUS)
        if found is None:
            painter.setFont(sized(painter.font(), 0, bold=True))
            words = rect.adjusted(GAP_SMALL, 8, -GAP_SMALL, 0)
            ink = theme.on_selection if chosen else theme.muted
            paint_text(painter, words, str(index.data()), ink, Qt.AlignmentFlag.AlignLeft)
            paint_focus(painter, option)
            painter.restore()
            return
        picture = index.data(Qt.ItemDataRole.DecorationRole)
        picture.paint(painter, round(rect.left()) + GAP_SMALL, round(rect.top()) + 8, 16, 16)
        left = rect.left() + GAP_SMALL + 16 + GAP_SMALL
        ink, muted = (theme.on_selection,) * 2 if chosen else (theme.text, theme.muted)
        title = QRectF(left, rect.top() + 5, rect.right() - left - GAP_SMALL, 20)
        paint_text(painter, title, str(index.data()), ink, Qt.AlignmentFlag.AlignLeft)
        painter.setFont(sized(painter.font(), -1))
        _excerpt(painter, title.translated(0, 19), _below(found), muted, ink)
        paint_focus(painter, option)
        painter.restore()


def _excerpt(painter: QPainter, rect: QRectF, text: str, plain: str, found: str) -> None:
    """`text` on one line, what stands between « and » in bold. Blanks at the ends of a part are part of it."""
    left, usual = rect.left(), painter.font()
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    for place, part in enumerate(one_line(text).replace("»", "«").split("«")):
        painter.setFont(sized(usual, 0, bold=bool(place % 2)))
        painter.setPen(QColor(found if place % 2 else plain))
        room = QRectF(left, rect.top(), max(0.0, rect.right() - left), rect.height())
        shown = painter.fontMetrics().elidedText(part, Qt.TextElideMode.ElideRight, round(room.width()))
        painter.drawText(room, flags, shown)
        left += painter.fontMetrics().horizontalAdvance(part)
        if left > rect.right():
            break
    painter.setFont(usual)
