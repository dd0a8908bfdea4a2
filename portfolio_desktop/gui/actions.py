# SPDX-License-Identifier: Apache-2.0
"""What the window can do, each thing said once: menus, tool buttons, palette and tooltips read it here."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QToolButton, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.gui.access.announcing import announce
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.keys.keymap import KeyMap
from portfolio_desktop.gui.keys.where import EVERYWHERE

Key = str | QKeySequence.StandardKey

# Qt leaves these two empty on bare X11, offscreen and Windows.
_MISSING_STANDARD_KEYS = {
    QKeySequence.StandardKey.Quit: "Ctrl+Q",
    QKeySequence.StandardKey.Preferences: "Ctrl+,",
}


def always() -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One thing a person can do.

    `text` is marked with `N_` and ends in an ellipsis when a question follows. `keys` are alternatives, the
    first of them shown. `enabled` is asked whenever `Actions.refresh` is called. `toggle` answers whether a
    switch is on. The keys of one that is `beside` a page too work in the panes beside it while it is shown.
    """

    name: str
    text: str
    run: Callable[[], None]
    icon: str = ""
    keys: tuple[Key, ...] = ()
    enabled: Callable[[], bool] = always
    toggle: Callable[[], bool] | None = None
    beside: bool = False


class Actions(QObject):
    """The actions of the window, or of one page when `above` names the window's.

    A page's keys work while the focus is inside the page, or beside it where the action says so. No key may be given
    twice on the way up to the window. `where` names the place on the sheet of keys; with `keymap`, or that of `above`,
    keys are those of this laptop.
    """

    changed = Signal()
    """Some have other keys from now on."""

    def __init__(
        self,
        owner: QWidget,
        above: "Actions | None" = None,
        *,
        where: str = EVERYWHERE,
        keymap: KeyMap | None = None,
    ) -> None:
        super().__init__(owner)
        self._owner = owner
        self._above = above
        self._where = where
        self.keymap: KeyMap | None = keymap or (above.keymap if above else None)
        self._shipped: dict[str, Action] = {}
        self._actions: dict[str, Action] = {}
        self._shown: dict[str, QAction] = {}
        self._taken: dict[str, str] = {}  # keys that came with the product, and whose they are
        if self.keymap is not None:
            self.keymap.changed.connect(self._rekey)

    def add(self, action: Action) -> QAction:
        """Raises ValueError when the name or a key is taken."""
        shipped, action = action, self._with_keys(action)
        keys = [sequence.toString() for sequence in sequences(*shipped.keys)]
        self._refuse_duplicates(action.name, keys)
        self._taken |= dict.fromkeys(keys, action.name)
        shown = QAction(_(action.text), self._owner)
        shown.setObjectName(action.name)
        if action.icon:
            shown.setIcon(icon(action.icon))
        own = self._above is not None and not action.beside
        context = Qt.ShortcutContext
        shown.setShortcutContext(context.WidgetWithChildrenShortcut if own else context.WindowShortcut)
        _tell_keys(shown, action)
        shown.setMenuRole(_MENU_ROLES.get(action.name, QAction.MenuRole.NoRole))
        shown.setCheckable(action.toggle is not None)
        shown.triggered.connect(lambda: self._run(action))
        self._owner.addAction(shown)
        self._shipped[action.name] = shipped
        self._actions[action.name], self._shown[action.name] = action, shown
        self._refresh_one(action)
        return shown

    def __getitem__(self, name: str) -> QAction:
        """The action to put into a menu or tool bar. Raises KeyError."""
        return self._shown[name]

    def __iter__(self) -> Iterator[Action]:
        """Everything that can be done here, this page's own first, as the palette lists it."""
        yield from self._actions.values()
        if self._above:
            yield from self._above

    def refresh(self) -> None:
        """Ask every action again whether it can be done now and whether its switch is on."""
        for action in self._actions.values():
            self._refresh_one(action)

    def button(self, name: str, *, words: bool = False) -> QToolButton:
        """A tool button for the action: its icon with a tooltip, or with `words` beside it."""
        button = QToolButton(self._owner)
        button.setDefaultAction(self._shown[name])
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(self._shown[name].text().removesuffix("\u2026"))
        styles = Qt.ToolButtonStyle
        button.setToolButtonStyle(styles.ToolButtonTextBesideIcon if words else styles.ToolButtonIconOnly)
        return button

    def _with_keys(self, action: Action) -> Action:
        """The action with the keys that it has on this laptop."""
        if self.keymap is None or self.keymap.is_shipped:
            return action
        shipped = tuple(sequence.toString() for sequence in sequences(*action.keys))
        return replace(action, keys=self.keymap.keys(self._where, action.name, shipped))

    def _rekey(self) -> None:
        """Give every action the keys that it has now."""
        for name, shipped in self._shipped.items():
            self._actions[name] = self._with_keys(shipped)
            _tell_keys(self._shown[name], self._actions[name])
        self.changed.emit()

    def _run(self, action: Action) -> None:
        action.run()
        self._refresh_one(action)
        if action.toggle is not None:
            said = _("{switch}: on") if action.toggle() else _("{switch}: off")
            announce(self._owner, said.format(switch=_(action.text)))

    def _refresh_one(self, action: Action) -> None:
        shown = self._shown[action.name]
        shown.setEnabled(action.enabled())
        if action.toggle is not None:
            shown.setChecked(action.toggle())

    def _refuse_duplicates(self, name: str, keys: list[str]) -> None:
        if name in self._actions:
            raise ValueError(f"action {name!r} is already there")
        if self.keymap is not None and not self.keymap.is_shipped:
            return  # the keymap sees to it, and what is shipped was tried without one
        for key in keys:
            if clash := self._holder(key):
                raise ValueError(f"{key} of {name!r} already belongs to {clash!r}")

    def _holder(self, key: str) -> str | None:
        return self._taken.get(key) or (self._above._holder(key) if self._above else None)


_MENU_ROLES = {
    "quit": QAction.MenuRole.QuitRole,
    "preferences": QAction.MenuRole.PreferencesRole,
    "about": QAction.MenuRole.AboutRole,
}


def _tell_keys(shown: QAction, action: Action) -> None:
    shown.setShortcuts(sequences(*action.keys))
    shown.setToolTip(tooltip(action))


def sequences(*keys: Key) -> list[QKeySequence]:
    """The keys this platform has for each of `keys`, the usual one first, and none of them twice."""
    return list(dict.fromkeys(sequence for key in keys for sequence in _bound(key)))


def _bound(key: Key) -> list[QKeySequence]:
    if isinstance(key, str):
        return [QKeySequence(key)]
    found = [QKeySequence(sequence) for sequence in QKeySequence.keyBindings(key)]
    return found or [QKeySequence(_MISSING_STANDARD_KEYS[key])]


def is_typed(keys: QKeySequence) -> bool:
    """Whether letters or signs are typed; else it is a key for one thing alone, such as Undo, which few keyboards have."""
    first = keys[0]  # type: ignore[index]  # it can be, whatever its stubs say
    return bool(first.key().value < Qt.Key.Key_Back.value)


def key_text(action: Action) -> str:
    """The action's first key as this platform writes it, or nothing."""
    if not action.keys:
        return ""
    return sequences(action.keys[0])[0].toString(QKeySequence.SequenceFormat.NativeText)


def tooltip(action: Action) -> str:
    """What the action does, with its key."""
    words, key = _(action.text).removesuffix("\u2026"), key_text(action)
    return f"{words} ({key})" if key else words
