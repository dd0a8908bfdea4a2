# SPDX-License-Identifier: Apache-2.0
"""Every text that a window shows or says, and whether there is room for it."""

import html
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QDateTimeEdit,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMainWindow,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QScrollArea,
    QSpinBox,
    QTabBar,
    QTextEdit,
    QWidget,
)

_ROWS = 12
_SLACK = 1


@dataclass(frozen=True)
class Shown:
    """A text, and the widget (by class and name) and the part of it that shows it."""

    where: str
    text: str


def texts(root: QWidget) -> Iterator[Shown]:
    """What `root` and all that is visible in it show and say, tooltips and the names for screen readers among them."""
    for widget in visible(root):
        place = _name(widget)
        for part, text in (
            *_of_widget(widget),
            ("title", widget.windowTitle() if widget.isWindow() else ""),
            ("tooltip", _plain(widget.toolTip())),
            ("accessible name", widget.accessibleName()),
            ("accessible description", widget.accessibleDescription()),
            ("status tip", widget.statusTip()),
        ):
            if text:
                yield Shown(f"{place} {part}".strip(), text)


def visible(root: QWidget) -> list[QWidget]:
    """`root` and the widgets in it that can be seen."""
    return [root, *(each for each in root.findChildren(QWidget) if each.isVisibleTo(root))]


def cut(root: QWidget) -> Iterator[Shown]:
    """What has less room than it needs and offers no tooltip in its place. Placeholders are shortened by Qt, and tabs scroll."""
    for widget in visible(root):
        short = _lacking(widget)
        text = _text_of(widget)
        if (
            short
            and ("›" in text or not text)
            and not widget.toolTip()
            and not widget.visibleRegion().isEmpty()
        ):
            yield Shown(f"{_name(widget)} lacks {short} px", text)


@contextmanager
def painted(keep: Callable[[str], None]) -> Iterator[None]:
    """Tell `keep` of every text that our own painting draws meanwhile."""
    original = QPainter.drawText

    def draw(self: QPainter, *arguments: object) -> object:
        for each in arguments:
            if isinstance(each, str):
                keep(each)
        return original(self, *arguments)  # type: ignore[call-overload]

    QPainter.drawText = draw  # type: ignore[method-assign,assignment]
    try:
        yield
    finally:
        QPainter.drawText = original  # type: ignore[method-assign]


def _of_widget(widget: QWidget) -> Iterator[tuple[str, str]]:
    match widget:
        case QLabel():
            yield "", _plain(widget.text())
        case QMenuBar() | QMenu():
            yield from _of_menu(widget)
        case QAbstractButton():
            yield "", _without_keys(widget.text())
            if (menu := getattr(widget, "menu", lambda: None)()) is not None:
                yield from _of_menu(menu)
        case QGroupBox():
            yield "title", widget.title()
        case QComboBox():
            yield from (("item", widget.itemText(row)) for row in range(min(widget.count(), _ROWS)))
        case QLineEdit() if not isinstance(widget.parentWidget(), QAbstractSpinBox):  # those speak as Qt does
            yield "placeholder", widget.placeholderText()
            yield "text", widget.text()
        case QPlainTextEdit() | QTextEdit():
            yield "placeholder", widget.placeholderText()
            yield "text", widget.toPlainText()
        case QTabBar():
            for tab in range(widget.count()):
                yield "tab", _without_keys(widget.tabText(tab))
                yield "tab's tooltip", _plain(widget.tabToolTip(tab))
        case QSpinBox():
            yield "around", f"{widget.prefix()}{widget.suffix()} {widget.specialValueText()}"
        case QHeaderView():
            yield from _of_header(widget)
        case QAbstractItemView():
            yield from _of_view(widget)


def _of_menu(menu: QMenu | QMenuBar) -> Iterator[tuple[str, str]]:
    for action in menu.actions():
        yield "action", _without_keys(action.text().partition("\t")[0])
        below = action.menu()
        if isinstance(below, QMenu):
            yield from _of_menu(below)


def _of_header(header: QHeaderView) -> Iterator[tuple[str, str]]:
    model = header.model()
    if model is None or header.orientation() == Qt.Orientation.Vertical:
        return
    for section in range(header.count()):
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            said = model.headerData(section, header.orientation(), role)
            yield "heading", _plain(said) if isinstance(said, str) else ""


def _of_view(view: QAbstractItemView) -> Iterator[tuple[str, str]]:
    model = view.model()
    if model is None:
        return
    roles = (
        *(Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole),
        *(Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole),
    )
    above = [QModelIndex()]
    flat = isinstance(model, QAbstractListModel)  # Qt hides the column count of lists
    rows = 0
    while above and rows < _ROWS:
        parent = above.pop(0)
        for row in range(min(model.rowCount(parent), _ROWS)):
            rows += 1
            above.append(model.index(row, 0, parent))
            for column in range(1 if flat else model.columnCount(parent)):
                index = model.index(row, column, parent)
                for role in roles:
                    said = index.data(role)
                    yield "cell", _plain(said) if isinstance(said, str) else ""


def _lacking(widget: QWidget) -> int:
    """How many pixels the text is wider (or, wrapped, higher) than its room; 0 where it fits."""
    match widget:
        case QLabel() if widget.text():
            if widget.wordWrap():
                return _over(widget.heightForWidth(widget.width()), widget.height())
            return _over(widget.sizeHint().width(), widget.width())
        case QAbstractButton() if widget.text():
            return _over(widget.sizeHint().width(), widget.width())
        case QComboBox():
            return _over(widget.fontMetrics().horizontalAdvance(widget.currentText()) + 28, widget.width())
        case QDateTimeEdit() | QSpinBox():
            return _over(widget.fontMetrics().horizontalAdvance(widget.text()) + 20, widget.width())
        case QScrollArea() if widget.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
            inside = widget.widget()
            return _over(inside.minimumSizeHint().width() if inside else 0, widget.viewport().width())
        case QMainWindow():
            return _over(widget.minimumSizeHint().width(), 1024)
    return 0


def _over(need: int, room: int) -> int:
    return need - room if need > room + _SLACK else 0


def _text_of(widget: QWidget) -> str:
    return next((text for _part, text in _of_widget(widget) if text.strip()), "")


def _name(widget: QWidget) -> str:
    above = widget.parentWidget()
    owner = next(
        (
            type(each).__name__
            for each in _ancestors(widget)
            if not type(each).__module__.startswith("PySide6")
        ),
        type(above).__name__ if above else "",
    )
    return f"{owner}/{type(widget).__name__}"


def _ancestors(widget: QWidget) -> Iterator[QWidget]:
    above = widget.parentWidget()
    while above is not None:
        yield above
        above = above.parentWidget()


def _plain(text: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", " ", text)) if "<" in text or "&" in text else text


def _without_keys(text: str) -> str:
    return re.sub(r"&(?=\S)", "", text)
