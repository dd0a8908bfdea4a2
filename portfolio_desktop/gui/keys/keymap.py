# SPDX-License-Identifier: Apache-2.0
"""The keys of this laptop: what a person changed, else what their family of keys says, else what is shipped.

No key is ever given twice where both would hear it: what was changed comes before the family, the family before what is
shipped, so that an action which a later version adds cannot take a key away.
"""

from collections.abc import Iterable, Mapping
from weakref import WeakValueDictionary

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence

from portfolio_desktop.base.settings import Settings
from portfolio_desktop.gui.keys.families import Family, Place, family_called
from portfolio_desktop.gui.keys.where import meet

_CHANGED, _FAMILY = "keys.changed", "keys.family"


class KeyMap(QObject):
    """`changed` is emitted after every change: whoever shows keys asks again."""

    changed = Signal()

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._own = dict(_read(settings.get(_CHANGED, {})))

    @property
    def family(self) -> Family:
        return family_called(self._settings.get(_FAMILY, ""))

    @property
    def is_shipped(self) -> bool:
        """Whether every key is as it is shipped."""
        return not self._own and not self.family.keys

    def is_changed(self, where: str, name: str) -> bool:
        """Whether the person has changed the keys of this action."""
        return (where, name) in self._own

    def keys(self, where: str, name: str, shipped: Iterable[str]) -> tuple[str, ...]:
        """The keys of an action, the one that is shown first. `shipped` are those that it comes with, in portable form."""
        place = (where, name)
        if place in self._own:
            earlier = dict(list(self._own.items())[: list(self._own).index(place)])
            return _without(self._own[place], place, earlier)
        if place in self.family.keys:
            return _without(self.family.keys[place], place, self._own)
        return _without(tuple(map(portable, shipped)), place, {**self.family.keys, **self._own})

    def put(self, where: str, name: str, keys: Iterable[str]) -> None:
        """Give an action these keys and no others; none takes its key away."""
        self._own[where, name] = tuple(dict.fromkeys(portable(key) for key in keys if portable(key)))
        self._save()

    def reset(self, where: str, name: str) -> None:
        """Take back what was changed of one action."""
        if self._own.pop((where, name), None) is not None:
            self._save()

    def reset_all(self) -> None:
        """Take back every change. The family stays."""
        self._own.clear()
        self._save()

    def use_family(self, name: str) -> None:
        """Use a family of keys from now on. What was changed stays changed."""
        self._settings.put(_FAMILY, family_called(name).name)
        self.changed.emit()

    def _save(self) -> None:
        tree: dict[str, dict[str, list[str]]] = {}
        for (where, name), keys in self._own.items():
            tree.setdefault(where, {})[name] = list(keys)
        self._settings.put(_CHANGED, tree)
        self.changed.emit()


def keymap_of(settings: Settings) -> KeyMap:
    """The one keymap of these settings: all windows of a laptop have the same keys at once."""
    found = _MAPS.get(id(settings))
    if found is None:
        found = _MAPS[id(settings)] = KeyMap(settings)
    return found


_MAPS: WeakValueDictionary[int, KeyMap] = (
    WeakValueDictionary()
)  # a keymap holds its settings, so no id comes twice


def portable(key: str) -> str:
    """A key as it is written on every system; empty for what is no key."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)


def native(key: str) -> str:
    """A key as this system writes it."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def _without(keys: tuple[str, ...], place: Place, others: Mapping[Place, tuple[str, ...]]) -> tuple[str, ...]:
    """`keys` but for those that other places, which hear the same keys, have."""
    taken = {
        key
        for other, theirs in others.items()
        if other != place and meet(other[0], place[0])
        for key in theirs
    }
    return tuple(key for key in keys if key not in taken)


def _read(tree: object) -> Iterable[tuple[Place, tuple[str, ...]]]:
    """What settings keep; what is damaged in them is left out."""
    for where, names in tree.items() if isinstance(tree, dict) else ():
        for name, keys in names.items() if isinstance(names, dict) else ():
            if isinstance(keys, list):
                known = (portable(key) for key in keys if isinstance(key, str))
                yield (where, name), tuple(dict.fromkeys(key for key in known if key))
