# SPDX-License-Identifier: Apache-2.0
"""The outline of a form: sections with their questions, put in order by the mouse or by Alt and an arrow."""

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.theme import sized
from portfolio_desktop.gui.widgets.paint import safe_tooltip
from portfolio_desktop.services.people.shaping.outline import Outline, QuestionLine, SectionLine, Who

_ID = Qt.ItemDataRole.UserRole
_WHO_WIDTH, _KIND_WIDTH, _ROW = 108, 108, 27

WHO = {
    Who.BOTH: (N_("Both"), "users"),
    Who.SELF: (N_("The person"), "user"),
    Who.MANAGER: (N_("The manager"), "user-cog"),
    Who.PRIVATE: (N_("Private note"), "lock-keyhole"),
    Who.NOBODY: (N_("Nobody yet"), "circle-dashed"),
}
KINDS = {
    "words": N_("Words"),
    "rating": N_("A level"),
    "words_rating": N_("Words, level"),
    "yes_no": N_("Yes or no"),
}


class OutlineTree(QTreeWidget):
    """`question_moved` carries the question, the section it is to stand in, and at which place; all of it is asked for only."""

    chosen = Signal(str, str)
    """Entity and id of what is chosen; empty where nothing is."""
    question_moved = Signal(str, str, int)
    section_moved = Signal(str, int)
    removed = Signal(str, str)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Sections and questions"))
        self.setColumnCount(3)
        self.setHeaderLabels([_("Question"), _("Answered by"), _("Answer")])
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(18)
        self.setUniformRowHeights(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDropIndicatorShown(True)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(60)
        self.setColumnWidth(1, _WHO_WIDTH)
        self.setColumnWidth(2, _KIND_WIDTH)
        self._outline: Outline | None = None
        self._fixed = False
        self.currentItemChanged.connect(lambda _now, _before: self._say())

    def show_outline(self, found: Outline) -> None:
        """Draw a form. What was chosen stays so where it is still there; otherwise the first question is."""
        before = self.current
        self._outline, self._fixed = found, bool(found.running)
        self.setDragEnabled(not self._fixed)
        self.blockSignals(True)
        self.clear()
        for section in found.sections:
            top = self._section(section)
            for question in section.questions:
                self._question(top, question)
        self.expandAll()
        self.blockSignals(False)
        if not self.choose(before[1]):
            first = next((one.id for one in found.questions), None)
            self.choose(first or next((section.id for section in found.sections), ""))
        self._say()

    def choose(self, id: str) -> bool:
        """Choose a section or a question, and say whether it is there."""
        for item in self._items():
            if item.data(0, _ID) == id:
                self.setCurrentItem(item)
                self.scrollToItem(item)
                return True
        return False

    @property
    def current(self) -> tuple[str, str]:
        """Entity and id of what is chosen."""
        item = self.currentItem()
        if item is None:
            return "", ""
        return ("form_question" if item.parent() else "form_section"), str(item.data(0, _ID))

    def move_by(self, step: int) -> None:
        """Move what is chosen up or down; a question goes on into the section beside its own."""
        entity, id = self.current
        if self._outline is None or self._fixed or not entity:
            return
        sections = self._outline.sections
        if entity == "form_section":
            place = next(number for number, one in enumerate(sections) if one.id == id)
            if 0 <= place + step < len(sections):
                self.section_moved.emit(id, place + step)
            return
        at = next(number for number, one in enumerate(sections) if id in {each.id for each in one.questions})
        place = [each.id for each in sections[at].questions].index(Id(id)) + step
        if 0 <= place < len(sections[at].questions):
            self.question_moved.emit(id, sections[at].id, place)
        elif 0 <= at + step < len(sections):
            other = sections[at + step]
            self.question_moved.emit(id, other.id, 0 if step > 0 else len(other.questions))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key
        step = {keys.Key_Up: -1, keys.Key_Down: 1}.get(keys(event.key()))
        if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.move_by(step)
        elif event.key() == keys.Key_Delete and not self._fixed and self.current[0]:
            self.removed.emit(*self.current)
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Say where it is to go. The tree itself moves nothing: it follows the file."""
        target = self.indexAt(event.position().toPoint())
        where = self.dropIndicatorPosition()
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        self.drop_at(target, where)

    def drop_at(self, target: QModelIndex, where: QAbstractItemView.DropIndicatorPosition) -> None:
        """What is chosen was let go at a place of the tree."""
        entity, id = self.current
        if self._outline is None or self._fixed or not entity:
            return
        ways = QAbstractItemView.DropIndicatorPosition
        item = self.itemFromIndex(target) if target.isValid() else None
        after = where is not ways.AboveItem
        if entity == "form_section":
            top = (item.parent() or item) if item is not None else None
            place = self.indexOfTopLevelItem(top) if top is not None else self.topLevelItemCount()
            own = next(number for number, one in enumerate(self._outline.sections) if one.id == id)
            place += top is not None and after and item is not None
            self.section_moved.emit(id, place - (place > own))
            return
        tops = self._tops()
        if item is None:
            top, place = tops[-1], -1
        elif (parent := item.parent()) is None:
            at = tops.index(item)
            before = not after and at > 0
            top, place = (tops[at - 1], -1) if before else (item, 0)
        else:
            top, place = parent, parent.indexOfChild(item) + after
        children = [child.data(0, _ID) for child in _below(top)]
        place = len(children) if place < 0 else place
        place -= id in children[:place]
        self.question_moved.emit(id, str(top.data(0, _ID)), place)

    def _tops(self) -> list[QTreeWidgetItem]:
        items = (self.topLevelItem(number) for number in range(self.topLevelItemCount()))
        return [item for item in items if item is not None]

    def _items(self) -> list[QTreeWidgetItem]:
        return [item for top in self._tops() for item in (top, *_below(top))]

    def _section(self, section: SectionLine) -> QTreeWidgetItem:
        item = QTreeWidgetItem([section.title, "", ""])
        item.setData(0, _ID, section.id)
        item.setFont(0, sized(self.font(), 0, bold=True))
        item.setSizeHint(0, QSize(0, _ROW))
        self.addTopLevelItem(item)
        item.setFirstColumnSpanned(True)
        return item

    def _question(self, top: QTreeWidgetItem, question: QuestionLine) -> None:
        who, picture = WHO[question.who]
        kind = _(KINDS.get(question.kind, question.kind))
        item = QTreeWidgetItem([question.question, _(who), kind + (" *" if question.wanted else "")])
        item.setData(0, _ID, question.id)
        item.setIcon(1, icon(picture, "muted"))
        item.setToolTip(0, safe_tooltip(question.question))
        if question.wanted:
            item.setToolTip(2, safe_tooltip(_("Needed for release")))
        item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsDropEnabled)
        item.setSizeHint(0, QSize(0, _ROW))
        top.addChild(item)

    def _say(self) -> None:
        self.chosen.emit(*self.current)


def _below(top: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    children = (top.child(number) for number in range(top.childCount()))
    return [child for child in children if child is not None]
