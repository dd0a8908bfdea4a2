# SPDX-License-Identifier: Apache-2.0
"""The line above the timeline: what it shows, the filter box, groups, colours, baselines, columns, and the panels."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QColor, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.text import shorten, visible_bidi
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.exchange.query.rows import HINT
from portfolio_desktop.gui.access.menus import Menu
from portfolio_desktop.gui.actions import Actions
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.pages.timeline.shown.setting import OPTIONS, Setting
from portfolio_desktop.gui.theme import GAP, GAP_SMALL, GAP_TINY, current_theme
from portfolio_desktop.gui.widgets.labels import ElidedLabel
from portfolio_desktop.gui.widgets.paint import lay_out_again, painting, safe_tooltip
from portfolio_desktop.gui.widgets.search import Refused, SearchBox
from portfolio_desktop.services.planning.scope import (
    COLOUR_LABELS,
    DETAIL_LABELS,
    GROUPING_LABELS,
    STATED,
    STATED_LABEL,
    TASK_GROUPING_LABELS,
    Colour,
    Detail,
    Grouping,
    TaskGrouping,
)
from portfolio_desktop.services.planning.sheet.sight import Offered

_LEAST = 420  # logical pixels
PANELS = ("show_check", "show_what_if", "show_hand_overs", "show_levelling")
_MORE = (
    *(
        "indent",
        "outdent",
        "move_up",
        "move_down",
        "",
        "link",
        "unlink",
        "follow_links",
        "keep_dates",
        "follow_task",
        "",
    ),
    *("open", "show_lead", "mark_done", "delete_rows", "", "next_conflict", "fold_all", "unfold_all", ""),
    *PANELS,
    "",
    *("print", "export_svg", "export_png"),
)


class TimelineBar(QWidget):
    """Tells what the person asks for; the page does it. Its menus are made anew with each setting."""

    changed = Signal(str, object)
    """The name of a field of `Setting`, and its new value."""
    projects_asked = Signal(QPoint)
    """The person wants to choose projects; the place on the screen for the list."""
    columns_asked = Signal(QPoint)

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self._acts = actions
        self.title = ElidedLabel(_("Timeline"), step=4, bold=True)
        self.title.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.scope = _drop_down("folder-tree", _("What to show"))
        self.box = SearchBox(_("Filter the timeline"), _(HINT), "list-filter")
        self.box.setMaximumWidth(420)
        self.group = _drop_down("rows-3", _("Group by"))
        self.colour = _drop_down("palette", _("Colour by"))
        self.baselines = _drop_down("history", _("Baselines"))
        self.options = _drop_down("eye", _("Show or leave out"))
        self.columns = _drop_down("columns-3", _("Columns"))
        self.columns.setPopupMode(QToolButton.ToolButtonPopupMode.DelayedPopup)
        self.columns.clicked.connect(lambda: self.columns_asked.emit(_under(self.columns)))
        self.more = _drop_down("ellipsis", _("More"))
        self.more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self.more.setProperty("menu", True)
        menu = Menu(self.more)
        for name in _MORE:
            menu.addAction(actions[name]) if name else menu.addSeparator()
        self.more.setMenu(menu)
        self.new = QPushButton(_("New task"))
        self.new.setIcon(icon("plus", "on_accent"))
        self.new.setIconSize(QSize(18, 16))
        self.new.setProperty("primary", True)
        self.new.setToolTip(actions["new_task"].toolTip())
        self.new.clicked.connect(actions["new_task"].trigger)
        self._told = (self.columns, self.options, self.baselines, self.colour, self.group, self.scope)
        self._lay_out(actions)

    def _lay_out(self, actions: Actions) -> None:
        row = self._row = QHBoxLayout()
        row.setSpacing(GAP_TINY)
        row.addWidget(self.title)
        row.addSpacing(GAP_TINY)
        row.addWidget(self.scope)
        row.addWidget(self.box, 1)
        row.addStretch(0)
        for widget in (self.group, self.colour, self.baselines, self.options, self.columns, _Divider()):
            row.addWidget(widget)
        self._panels: list[QWidget] = [*map(actions.button, PANELS), _Divider()]
        for panel in self._panels:
            row.addWidget(panel)
        row.addWidget(self.more)
        row.addSpacing(GAP_TINY)
        row.addWidget(self.new)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, GAP_SMALL, GAP, GAP_SMALL)
        column.setSpacing(GAP_SMALL)
        column.addLayout(row)
        column.addWidget(Refused(self.box, parent=self))

    def minimumSizeHint(self) -> QSize:
        """No more than the icons need: words must not hold the window wide open."""
        return QSize(_LEAST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As many words as there is room for: those on the right give way to their icons first, and the panels go last."""
        styles = Qt.ToolButtonStyle
        for silent in range(len(self._told) + 2):
            roomy = silent < len(self._told) - 1
            least = silent > len(self._told)
            self.box.setMinimumWidth(200 if roomy else 80 if least else 120)
            for panel in self._panels:
                panel.setHidden(least)
            self.title.setVisible(roomy)
            self.new.setText(_("New task") if roomy else _("New"))
            for place, button in enumerate(self._told):
                button.setToolButtonStyle(
                    styles.ToolButtonIconOnly if place < silent else styles.ToolButtonTextBesideIcon
                )
            self._row.invalidate()  # it would answer as it was measured before
            if self._row.minimumSize().width() + 2 * GAP <= self.width():
                break
        lay_out_again(self)

    def show_setting(self, setting: Setting, offered: Offered) -> None:
        """Offer what there is to choose from, marking what is chosen."""
        self._show_scope(setting, offered)
        self._show_one(self.group, "group", GROUPING_LABELS, setting.group, _("By {label}"), _("Group"))
        self._add_tasks_by(setting)
        self._show_one(self.colour, "colour", COLOUR_LABELS, setting.colour, _("Colour: {label}"), "")
        self._show_baselines(setting, offered)
        self._show_options(setting)
        _say(self.columns, _("Columns"), _("Columns"))
        self._fit()

    def _show_scope(self, setting: Setting, offered: Offered) -> None:
        menu = Menu(self.scope)
        whole = menu.addAction(_("Whole portfolio"), partial(self.changed.emit, "projects", ()))
        _tick(whole, not setting.is_narrow)
        if offered.programmes:
            programmes = menu.addMenu(_("One programme"))
            for id, title in offered.programmes:
                _tick(
                    programmes.addAction(_label(title), partial(self.changed.emit, "programme", id)),
                    setting.programme == id,
                )
        menu.addAction(_("Choose projects…"), lambda: self.projects_asked.emit(_under(self.scope, left=True)))
        menu.addSeparator()
        group = QActionGroup(menu)
        for detail, label in DETAIL_LABELS.items():
            deep = menu.addAction(_(label), partial(self.changed.emit, "detail", str(detail)))
            _tick(deep, setting.detail == detail, group)
        _replace(self.scope, menu)
        words = scope_words(setting, offered)
        _say(self.scope, words, _("Shown: {what}").format(what=words))

    def _show_one(
        self,
        button: QToolButton,
        name: str,
        labels: Mapping[Grouping, str] | Mapping[Colour, str],
        now: str,
        text: str,
        none: str,
    ) -> None:
        menu = Menu(button)
        group = QActionGroup(menu)
        for key, label in labels.items():
            _tick(menu.addAction(_(label), partial(self.changed.emit, name, str(key))), key == now, group)
        _replace(button, menu)
        label = next(_(words) for key, words in labels.items() if key == now)
        said = none if none and now == "none" else text.format(label=label[0].lower() + label[1:])
        _say(button, said, f"{button.accessibleName().partition(':')[0]}: {label}")

    def _add_tasks_by(self, setting: Setting) -> None:
        """Below what gathers projects, what gathers the tasks in them: told where tasks are shown."""
        menu = self.group.menu()
        menu.addSeparator()
        group = QActionGroup(menu)
        for key, label in TASK_GROUPING_LABELS.items():
            action = menu.addAction(_(label), partial(self.changed.emit, "tasks_by", str(key)))
            action.setEnabled(setting.detail == Detail.TASKS)
            _tick(action, key == setting.tasks_by, group)
            if key == setting.tasks_by != TaskGrouping.PLAN and setting.detail == Detail.TASKS:
                _say(self.group, _(label), f"{self.group.accessibleName()}; {_(label)}")

    def _show_baselines(self, setting: Setting, offered: Offered) -> None:
        menu = Menu(self.baselines)
        none = menu.addAction(_("None"), partial(self.changed.emit, "baselines", ()))
        _tick(none, not setting.baselines)
        menu.addSeparator()
        names = {STATED: _(STATED_LABEL), **{name: name for name in offered.baselines}}
        for key, label in names.items():
            now = setting.baselines
            others = tuple(each for each in now if each != key) if key in now else (*now, key)
            _tick(
                menu.addAction(_label(label), partial(self.changed.emit, "baselines", others)),
                key in now,
            )
        menu.addSeparator()
        menu.addAction(self._acts["take_baseline"])
        _replace(self.baselines, menu)
        chosen = [names.get(each, each) for each in setting.baselines]
        said = chosen[0] if len(chosen) == 1 else _("{count} baselines").format(count=len(chosen))
        said = said if chosen else _("Baselines")
        _say(self.baselines, said, _("Baselines: {names}").format(names=", ".join(chosen) or _("none")))

    def _show_options(self, setting: Setting) -> None:
        menu = Menu(self.options)
        for name in OPTIONS:
            menu.addAction(self._acts[f"show_{name}"])
        _replace(self.options, menu)
        _say(self.options, _("Show"), _("Show or leave out"))

    def refuse_new(self, why: str) -> None:
        """Why no task can be added; empty where one can."""
        self.new.setEnabled(not why)
        self.new.setToolTip(safe_tooltip(why) if why else self._acts["new_task"].toolTip())


def scope_words(setting: Setting, offered: Offered) -> str:
    """What is shown, in a few words."""
    projects = dict(offered.projects)
    if setting.programme:
        return dict(offered.programmes).get(Id(setting.programme), _("One programme"))
    if len(setting.projects) == 1:
        return projects.get(Id(setting.projects[0]), _("One project"))
    if setting.projects:
        return _("{count} projects").format(count=len(setting.projects))
    return _("Whole portfolio") if setting.detail != "milestones" else _("Roadmap")


def _drop_down(icon_name: str, name: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(icon_name, "muted"))
    button.setAccessibleName(name)
    button.setToolTip(name)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def _under(button: QToolButton, *, left: bool = False) -> QPoint:
    return button.mapToGlobal(QPoint(0 if left else button.width(), button.height() + 2))


class _Divider(QWidget):
    """A thin line between groups of buttons."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(GAP_SMALL + 1, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            painter.fillRect(GAP_TINY, 0, 1, self.height(), QColor(current_theme().line))


def _label(text: str) -> str:
    return shorten(visible_bidi(text), 60).replace("&", "&&")


def _say(button: QToolButton, text: str, name: str) -> None:
    button.setText(shorten(visible_bidi(text), 26).replace("&", "&&"))
    button.setAccessibleName(name)
    button.setToolTip(safe_tooltip(name))


def _tick(action: QAction, on: bool, group: QActionGroup | None = None) -> None:
    action.setCheckable(True)
    action.setChecked(on)
    if group is not None:
        group.addAction(action)


def _replace(button: QToolButton, menu: QMenu) -> None:
    old = button.menu()
    button.setMenu(menu)
    if old is not None:
        old.deleteLater()
