# SPDX-License-Identifier: Apache-2.0
"""The line above a register: its view, the filter box, groups, columns, new; and a chip for each filter that is set."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QActionGroup, QIcon, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.text import shorten, visible_bidi
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Kind
from portfolio_desktop.gui.access.menus import Menu
from portfolio_desktop.gui.actions import Actions
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.theme import GAP, GAP_SMALL, GAP_TINY, sized
from portfolio_desktop.gui.widgets.labels import ElidedLabel
from portfolio_desktop.gui.widgets.paint import lay_out_again, safe_tooltip
from portfolio_desktop.gui.widgets.search import FilterBox, Refused
from portfolio_desktop.services.views.view import View

_MORE = (
    *("change_many", "duplicate", "merge", "delete", "", "marks", "freeze", "compact", ""),
    *("copy_with_headings", "print", "export"),
)
_LEAST = 420  # logical pixels
_OFFERED = (Kind.CHOICE, Kind.LINK, Kind.RATING, Kind.SCALE, Kind.FLAG)


class RegisterBar(QWidget):
    """Tells what the person asks for; the page does it."""

    view_chosen = Signal(str)
    """The key of a view."""
    save_asked = Signal()
    forget_asked = Signal(str)
    pin_asked = Signal(str)
    """The key of a saved view that is to stand in the navigation."""
    group_chosen = Signal(str)
    """A field's name; empty for no groups."""
    inner_group_chosen = Signal(str)
    """The field to group by within the groups; empty for none."""
    columns_asked = Signal(QPoint)
    filter_dropped = Signal(str)
    """A field's name; empty for all of them."""

    def __init__(self, entity: Entity, actions: Actions) -> None:
        super().__init__()
        self._entity = entity
        self._actions = actions
        self.title = ElidedLabel(_(entity.plural), step=4, bold=True)
        self.title.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._view = _drop_down("bookmark", _("View"))
        self._group = _drop_down("rows-3", _("Group by"))
        columns = self._columns = _drop_down("columns-3", _("Columns"))
        columns.setText(_("Columns"))
        columns.setPopupMode(QToolButton.ToolButtonPopupMode.DelayedPopup)
        columns.clicked.connect(
            lambda: self.columns_asked.emit(
                columns.mapToGlobal(QPoint(columns.width(), columns.height() + 2))
            )
        )
        self.box = FilterBox(_("Filter {plural}").format(plural=_(entity.plural).lower()))
        self.box.setMaximumWidth(420)
        more = _drop_down("ellipsis", _("More"))
        more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        more.setProperty("menu", True)
        menu = Menu(more)
        for name in _MORE:
            menu.addAction(actions[name]) if name else menu.addSeparator()
        more.setMenu(menu)
        new = QPushButton(_("New {thing}").format(thing=_(entity.label).lower()))
        new.setAccessibleName(new.text())
        new.setIcon(icon("plus", "on_accent"))
        new.setIconSize(QSize(18, 16))
        new.setProperty("primary", True)
        new.setAutoDefault(True)  # Enter presses it
        new.setToolTip(actions["new_record"].toolTip())
        new.clicked.connect(actions["new_record"].trigger)
        self._new = new
        row = self._row = QHBoxLayout()
        row.setSpacing(GAP_SMALL)
        row.addWidget(self.title)
        row.addWidget(self._view)
        row.addSpacing(GAP_TINY)
        row.addWidget(self.box, 1)
        row.addStretch(0)
        for widget in (self._group, columns, more, new):
            row.addWidget(widget)
        self._chips = QHBoxLayout()
        self._chips.setSpacing(GAP_TINY)
        self._chip_row = QWidget()
        self._chip_row.setLayout(self._chips)
        self._chips.setContentsMargins(0, 0, 0, 0)
        self._chip_row.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, GAP_SMALL, GAP, GAP_SMALL)
        column.setSpacing(GAP_SMALL)
        column.addLayout(row)
        column.addWidget(Refused(self.box, parent=self))
        column.addWidget(self._chip_row)

    def minimumSizeHint(self) -> QSize:
        """No more than the icons need: words must not hold the window wide open."""
        return QSize(_LEAST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, words give way to icons, which keep their names as tooltips."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As many words as there is room for."""
        for wide, least, box in ((True, True, 220), (False, True, 150), (False, False, 100)):
            self.box.setMinimumWidth(box)
            for button, told in ((self._columns, wide), (self._group, wide), (self._view, least)):
                styles = Qt.ToolButtonStyle
                button.setToolButtonStyle(
                    styles.ToolButtonTextBesideIcon if told else styles.ToolButtonIconOnly
                )
            self._new.setText(self._new.accessibleName() if wide else _("New"))
            self.title.setVisible(least)
            self._row.invalidate()  # it would answer as it was measured before
            if self._row.minimumSize().width() + 2 * GAP <= self.width():
                break
        lay_out_again(self)

    def set_read_only(self, why: str) -> None:
        """Why no record can be added; empty where one can."""
        self._new.setEnabled(not why)
        if why:
            self._new.setToolTip(safe_tooltip(why))

    def show_views(
        self, shipped: Sequence[tuple[str, str]], saved: Sequence[tuple[str, str]], now: str, changed: bool
    ) -> None:
        """Offer views by key and name, marking the one that is shown, and whether it has been changed since."""
        menu = Menu(self._view)
        names = dict([*shipped, *saved])
        group = QActionGroup(menu)
        for part in (shipped, saved):
            for key, label in part:
                action = _checkable(menu, group, label, key == now)
                action.triggered.connect(partial(self.view_chosen.emit, key))
            if part:
                menu.addSeparator()
        menu.addAction(icon("bookmark-plus"), _("Save as a view\u2026"), self.save_asked.emit)
        if now in dict(saved):
            menu.addAction(icon("pin"), _("Pin in the navigation"), partial(self.pin_asked.emit, now))
            menu.addAction(icon("trash-2"), _("Delete this view"), partial(self.forget_asked.emit, now))
        self._replace_menu(self._view, menu)
        label = names.get(now, _("View"))
        self._view.setText(shorten(visible_bidi(label), 28).replace("&", "&&") + (" *" if changed else ""))
        self._view.setAccessibleName(_("View: {label}").format(label=label))
        self._view.setToolTip(safe_tooltip(self._view.accessibleName()))
        self._fit()

    def show_groups(self, view: View) -> None:
        """Offer the fields to group by, and within the groups once more, marking those in use."""
        menu = Menu(self._group)
        self._offer_fields(menu, view.group, _("No groups"), self.group_chosen)
        if view.group:
            menu.addSeparator()
            within = menu.addMenu(_("Then by"))
            self._offer_fields(within, view.then, _("No second group"), self.inner_group_chosen, view.group)
            menu.addSeparator()
            for name in ("fold_groups", "unfold_groups"):
                menu.addAction(self._actions[name])
        self._replace_menu(self._group, menu)
        label = ", ".join(_(self._entity.field(name).label) for name in view.groups)
        self._group.setText(
            shorten(_("By {label}").format(label=label.lower()), 32).replace("&", "&&")
            if label
            else _("Group")
        )
        self._group.setAccessibleName(_("Grouped by {label}").format(label=label) if label else _("Group by"))
        self._group.setToolTip(safe_tooltip(self._group.accessibleName()))
        self._fit()

    def _offer_fields(self, menu: QMenu, now: str, none: str, chosen: SignalInstance, but: str = "") -> None:
        """A line for each field that many records share, and the rest in a menu of their own."""
        group = QActionGroup(menu)
        _checkable(menu, group, none, not now).triggered.connect(partial(chosen.emit, ""))
        menu.addSeparator()
        rest: QMenu | None = None
        fields = [field for field in self._entity.every if field.name != but]
        for field in sorted(fields, key=lambda field: field.kind not in _OFFERED):
            if field.kind not in _OFFERED and rest is None:
                menu.addSeparator()
                rest = menu.addMenu(_("By another field"))
            action = _checkable(rest or menu, group, _(field.label).replace("&", "&&"), field.name == now)
            action.triggered.connect(partial(chosen.emit, field.name))

    def show_filters(self, said: Mapping[str, str]) -> None:
        """A chip for each column that is filtered: its field, and what the filter says."""
        while self._chips.count():
            item = self._chips.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.deleteLater()
        for name, words in said.items():
            self._chips.addWidget(self._chip(name, words))
        if len(said) > 1:
            clear = QPushButton(_("Clear all"))
            clear.setProperty("flat", True)
            clear.clicked.connect(lambda: self.filter_dropped.emit(""))
            self._chips.addWidget(clear)
        self._chips.addStretch(1)
        self._chip_row.setHidden(not said)

    def _chip(self, name: str, words: str) -> QToolButton:
        chip = QToolButton()
        chip.setProperty("chip", True)
        chip.setIcon(icon("x", "accent"))
        chip.setIconSize(QSize(12, 12))
        chip.setText(shorten(visible_bidi(words), 60).replace("&", "&&"))
        chip.setToolTip(safe_tooltip(_("Remove this filter: {words}").format(words=words)))
        chip.setAccessibleName(_("Remove the filter {words}").format(words=words))
        chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        chip.setFont(sized(chip.font(), -0.5))
        chip.clicked.connect(partial(self.filter_dropped.emit, name))
        return chip

    def _replace_menu(self, button: QToolButton, menu: QMenu) -> None:
        old = button.menu()
        button.setMenu(menu)
        if old is not None:
            old.deleteLater()


def _drop_down(icon_name: str, name: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(icon_name, "muted"))
    button.setAccessibleName(name)
    button.setToolTip(name)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def _checkable(menu: QMenu, group: QActionGroup, label: str, checked: bool) -> QAction:
    action = menu.addAction(QIcon(), shorten(visible_bidi(label), 60).replace("&", "&&"))
    action.setCheckable(True)
    action.setChecked(checked)
    group.addAction(action)
    return action
