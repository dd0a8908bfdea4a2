# SPDX-License-Identifier: Apache-2.0
"""Which view a register shows: shipped, saved by the office, or as this laptop left it."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import EVERYTHING, Filter, Sort
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.services import records
from portfolio_desktop.services.views.marks import Mark
from portfolio_desktop.services.views.saved import ENTITY, SavedView, save_view, saved_views
from portfolio_desktop.services.views.shipped import ShippedView, shipped_views
from portfolio_desktop.services.views.view import AUTOMATIC, View, plain_view, view_from_json, view_to_json
from portfolio_desktop.storage.changes import Written

_ONCE = "once"


class Viewing(QObject):
    """Keeps the one `View` of a page and remembers it on this laptop."""

    changed = Signal(object)
    """The `View` to show from now on."""
    offered = Signal(object, object, str, bool)
    """Shipped and saved views by key and name, the key of the present one, and whether it has been changed."""

    def __init__(self, desk: Desk, entity: Entity, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._entity = entity
        self._shipped: tuple[ShippedView, ...] = ()
        self._saved: list[SavedView] = []
        self._key = "all"
        self._once: tuple[str, View] | None = None
        self.view = plain_view(entity)

    @property
    def entity(self) -> Entity:
        """The entity whose register is shown."""
        return self._entity

    @property
    def label(self) -> str:
        """What the view is called."""
        if self._key == _ONCE and self._once is not None:
            return self._once[0]
        shipped = {one.key: one.label for one in self._shipped}
        return shipped.get(self._key) or next((one.label for one in self._saved if one.id == self._key), "")

    @property
    def is_narrow(self) -> bool:
        """Whether the view may leave records out."""
        return self.view.base != EVERYTHING or bool(self.view.filters) or bool(self.view.words)

    def start(self, entity: Entity) -> None:
        """Show what this laptop last showed of `entity`."""
        self._entity = entity
        self._shipped = shipped_views(self._desk.catalogue, entity)
        kept = self._desk.settings.get(self._memory, {})
        self._key = str(kept.get("key", "all"))
        view = view_from_json(kept.get("view"), entity)
        self.view = replace(view, words=view.words or self.view.words)  # what stands in the box stays
        self._offer()
        self.changed.emit(self.view)
        self.read_saved()

    def change(self, view: View, *, reload: bool = True) -> None:
        """Show another view, or only remember it where nothing needs to be read."""
        if view != self.view:
            self.view = view
            self._remember()
            self._offer()
            if reload:
                self.changed.emit(view)

    def sort(self, name: str, *, descending: bool) -> None:
        """Order by one field alone."""
        self.change(replace(self.view, sorts=(Sort(name, descending),)))

    def show_columns(self, names: Sequence[str]) -> None:
        """Show these columns, in this order."""
        self.change(replace(self.view, columns=tuple(names)))

    def group(self, name: str) -> None:
        """Group by a field; an empty name takes the groups away."""
        then = self.view.then if name and name != self.view.then else ""
        self.change(replace(self.view, group=name, then=then))

    def group_within(self, name: str) -> None:
        """Group by a second field within the groups of the first; an empty name takes these away."""
        self.change(replace(self.view, then=name))

    def mark(self, marks: Sequence[Mark]) -> None:
        """Mark what these rules find."""
        self.change(replace(self.view, marks=tuple(marks)))

    def freeze(self, count: int) -> None:
        """Keep so many columns in sight, from the left; as many again leave it to the register."""
        self.change(replace(self.view, frozen=AUTOMATIC if count == self.view.frozen else count))

    def use(self, key: str, made: SavedView | None = None) -> None:
        """Show the view of that key as it was made, in the widths of this laptop.

        `made` is the saved view of that key, for whoever knows it before it has been read here.
        """
        if made is not None:
            self._saved = [*(one for one in self._saved if one.id != made.id), made]
        found = self._named(key)
        if found is None:
            return
        self._key = key
        self.view = replace(found, widths={**found.widths, **self.view.widths})
        self._remember()
        self._offer()
        self.changed.emit(self.view)

    def show_once(self, where: Filter, title: str, sorts: Sequence[Sort] = ()) -> None:
        """Show the records of `where` under `title`: a view that nobody keeps."""
        plain = replace(plain_view(self._entity), widths=self.view.widths, base=where)
        plain = replace(plain, sorts=tuple(sorts) or plain.sorts)
        self._once = (title or _("Chosen records"), plain)
        self.use(_ONCE)

    def drop_filter(self, name: str) -> None:
        """Take away the filter of one column, or of all where no name is given."""
        kept = {other: part for other, part in self.view.filters.items() if name and other != name}
        self.change(replace(self.view, filters=kept))

    def ask_save(self) -> None:
        """Ask for a name and keep the present view under it."""
        now = next((one.label for one in self._saved if one.id == self._key), "")
        self._desk.ask.text(_("Save as a view"), _("Name of the view"), self._save, initial=now)

    def forget(self, key: str) -> None:
        """Delete a saved view; it can be undone."""
        self._desk.write(
            lambda office: records.delete(office, ENTITY, [Id(key)]), self._forgotten, owner=self
        )

    def read_saved(self) -> None:
        """Read the views that the office has saved."""
        if self._desk.workspace is not None:
            entity = self._entity
            self._desk.read(lambda office: saved_views(office, entity), self._take_saved, owner=self)

    def _save(self, label: str) -> None:
        if not label.strip():
            return
        entity, view = self._entity, self.view

        def saved(found: list[SavedView]) -> None:
            self._take_saved(found)
            self._key = next(
                (one.id for one in found if one.label.casefold() == label.strip().casefold()), "all"
            )
            self._remember()
            self._offer()

        self._desk.write(lambda office: save_view(office, entity, label.strip(), view), owner=self)
        self._desk.read(lambda office: saved_views(office, entity), saved, owner=self)

    def _forgotten(self, written: Written | None) -> None:
        if written is not None:
            self._desk.notify(written.label, undo=True)
        self.use("all")

    def _take_saved(self, found: list[SavedView]) -> None:
        self._saved = found
        self._offer()

    def _named(self, key: str) -> View | None:
        if key == _ONCE and self._once is not None:
            return self._once[1]
        views = {one.key: one.view for one in self._shipped} | {str(one.id): one.view for one in self._saved}
        return views.get(key)

    def _offer(self) -> None:
        shipped = [(one.key, one.label) for one in self._shipped]
        if self._key == _ONCE and self._once is not None:
            shipped.append((_ONCE, self._once[0]))
        saved = [(str(one.id), one.label) for one in self._saved]
        found = self._named(self._key)
        changed = found is not None and replace(found, widths={}) != replace(self.view, widths={})
        self.offered.emit(shipped, saved, self._key, changed)

    def _remember(self) -> None:
        if self._key != _ONCE:
            found = self._named(self._key)
            kept = found is not None and found.words == self.view.words
            # Words that were only typed are kept nowhere: they may be about people.
            view = self.view if kept else replace(self.view, words="")
            self._desk.settings.put(self._memory, {"key": self._key, "view": view_to_json(view)})

    @property
    def _memory(self) -> str:
        return f"register.{self._entity.register}"
