# SPDX-License-Identifier: Apache-2.0
"""Views and searches in the navigation: for everybody, kept in the workspace, or for this laptop alone.

Reads them when a workspace opens and whenever one is written, whoever wrote it; what is done to them for everybody is a
change like any other, with its undo. What writes them is imported when it is first asked for: the navigation stands before
all of that.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.access.menus import Menu
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.shell.places import Group, Place
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.views.kept import ENTITY, Kept, arranged, kept_views, moved
from portfolio_desktop.storage.changes import Changes, Written

if TYPE_CHECKING:
    from portfolio_desktop.gui.shell.guide import Guide

_PIN, _MINE = "pin:", "pins"


class Pins(QObject):
    """`changed` is emitted when there is something else to list; `opened` carries the key of the pin that is shown."""

    changed = Signal()
    opened = Signal(str)

    def __init__(self, desk: Desk, guide: "Guide", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._guide = guide
        self.kept: tuple[Kept, ...] = ()
        desk.opened.connect(self.read)
        desk.closed.connect(self._forget)
        desk.written.connect(self._written)

    @property
    def group(self) -> Group | None:
        """What is pinned, as a part of the navigation; None where nothing is."""
        everybody, mine = arranged(self.kept, self._mine)
        places = tuple(Place(key_of(one), one.label, one.icon) for one in (*everybody, *mine))
        return Group(_("Pinned"), places) if places else None

    def read(self) -> None:
        """Read what is saved."""
        if self._desk.workspace is not None:
            self._desk.read(kept_views, self._take, owner=self)

    def open(self, key: str) -> None:
        """Show what the place `key` of the navigation pins."""
        kept = self._called(key)
        if kept is not None:
            self.show_kept(kept)
            self.opened.emit(key)

    def show_kept(self, kept: Kept) -> None:
        """Show a saved view in its register, or search for what a saved search looks for."""
        from portfolio_desktop.services.views import pins

        if kept.entity:
            view = pins.as_view(self._desk.catalogue, kept)
            self._guide.register(kept.entity).viewing.use(str(kept.id), view)
        else:
            self._guide.search().look_for(kept.words)

    def pin(self, id: str, *, everybody: bool = False) -> None:
        """Put a saved view into the navigation: of this laptop, or of everybody."""
        from portfolio_desktop.services.views import pins

        if everybody:
            self._keep([each for each in self._mine if each != id])
            self._write(lambda office: pins.pin(office, Id(id)))
        else:
            self._keep([*self._mine, id])
            self._say(id, _("{view} stands in the navigation now, under Pinned."))

    def unpin(self, id: str) -> None:
        """Take it out of the navigation again."""
        from portfolio_desktop.services.views import pins

        kept = self._called(_PIN + id)
        self._keep([each for each in self._mine if each != id])
        if kept is not None and kept.place is not None:
            self._write(lambda office: pins.unpin(office, Id(id)))
        else:
            self._say(id, _("{view} no longer stands in the navigation."))

    def move(self, key: str, steps: int) -> None:
        """Move a pin up or down among its own: those of everybody, or those of this laptop."""
        from portfolio_desktop.services.views import pins

        kept = self._called(key)
        if kept is None:
            return
        if kept.place is not None:
            self._write(lambda office: pins.move(office, kept.id, steps), quiet=True)
        else:
            shown = [str(one.id) for one in arranged(self.kept, self._mine)[1]]
            others = [each for each in self._mine if each not in shown]  # of other workspaces
            self._keep([*others, *moved(shown, str(kept.id), steps)])

    def ask_rename(self, key: str) -> None:
        """Ask for another name."""
        from portfolio_desktop.services.views import pins

        kept = self._called(key)
        if kept is not None:
            self._desk.ask.text(
                _("Rename"),
                _("Name"),
                lambda label: self._write(lambda office: pins.rename(office, kept.id, label)),
                initial=kept.label,
            )

    def menu(self, key: str, parent: QWidget) -> QMenu | None:
        """What can be done with a pin; None where `key` is no pin."""
        kept = self._called(key)
        if kept is None:
            return None
        menu = Menu(parent, _("Pin: {name}").replace("{name}", kept.label))
        id, read_only = str(kept.id), self._desk.read_only
        shared = kept.place is not None

        def add(icon_name: str, words: str, run: Callable[[], object], may: bool = True) -> None:
            action = menu.addAction(icon(icon_name), words)
            action.triggered.connect(lambda: run())
            action.setEnabled(may)

        add("arrow-right", _("Open"), partial(self.open, key))
        add("pencil", _("Rename…"), partial(self.ask_rename, key), not read_only)
        menu.addSeparator()
        add("arrow-up", _("Move up"), partial(self.move, key, -1), not (shared and read_only))
        add("arrow-down", _("Move down"), partial(self.move, key, 1), not (shared and read_only))
        menu.addSeparator()
        if shared:
            add("pin-off", _("Unpin for everybody"), partial(self.unpin, id), not read_only)
        else:
            add("users", _("Pin for everybody"), partial(self.pin, id, everybody=True), not read_only)
            add("pin-off", _("Unpin"), partial(self.unpin, id))
        return menu

    def show_menu(self, key: str, at: QPoint, parent: QWidget) -> None:
        """Open the menu of a pin at a point of the screen."""
        menu = self.menu(key, parent)
        if menu is not None:
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(at)

    @property
    def _mine(self) -> list[str]:
        """The ids that this laptop pins, of whatever workspace."""
        return [each for each in self._desk.settings.get(_MINE, []) if isinstance(each, str)]

    def _keep(self, ids: list[str]) -> None:
        self._desk.settings.put(_MINE, list(dict.fromkeys(ids)))
        self.changed.emit()

    def _say(self, id: str, sentence: str) -> None:
        kept = self._called(_PIN + id)
        if kept is not None:
            self._desk.notify(sentence.format(view=kept.label))

    def _called(self, key: str) -> Kept | None:
        return next((one for one in self.kept if key_of(one) == key), None)

    def _write(self, make: Callable[[Office], Changes], *, quiet: bool = False) -> None:
        def told(written: Written | None) -> None:
            if written is not None and not quiet:
                self._desk.notify(written.label, undo=True)

        self._desk.write(make, told, owner=self)

    def _written(self, written: Written) -> None:
        if any(entity == ENTITY for entity, _id in written.touched):
            self.read()

    def _take(self, kept: tuple[Kept, ...]) -> None:
        self.kept = kept
        self.changed.emit()

    def _forget(self) -> None:
        self.kept = ()
        self.changed.emit()


def key_of(kept: Kept) -> str:
    """The key by which the navigation knows a pin."""
    return _PIN + kept.id


def is_pin(key: str) -> bool:
    """Whether a key of the navigation is that of a pin."""
    return key.startswith(_PIN)
