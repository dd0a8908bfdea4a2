# SPDX-License-Identifier: Apache-2.0
"""What the palette offers: every place, everything that can be done now, and every record by name or code."""

from collections.abc import Iterator

from PySide6.QtCore import QObject

from portfolio_desktop.base.i18n import _
from portfolio_desktop.gui.actions import key_text
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.guide import Guide
from portfolio_desktop.gui.shell.matching import fit
from portfolio_desktop.gui.shell.palette import Choice, Palette
from portfolio_desktop.services.find import Found, find

_WAYS = frozenset({"home", "projects", "risks", "issues", "actions", "packs", "palette"})
"""Actions that the palette already lists as places, and itself."""


class Offers(QObject):
    """Fills the palette when it opens, and with the records that are found while somebody types."""

    def __init__(self, desk: Desk, guide: Guide, palette: Palette) -> None:
        super().__init__(palette)
        self._desk = desk
        self._guide = guide
        self._palette = palette
        palette.asked.connect(self._find)

    def open_palette(self) -> None:
        """Offer everything that can be done and gone to now."""
        self._palette.open_with((*self._places(), *self._acts()))

    def _find(self, words: str) -> None:
        if self._desk.workspace is not None and words.strip():

            def show(found: tuple[Found, ...]) -> None:
                order = {entity.name: place for place, entity in enumerate(self._desk.catalogue.entities)}
                ranked = sorted(
                    found, key=lambda hit: (-fit(words, f"{hit.code} {hit.title}"), order[hit.entity])
                )
                self._palette.show_records(words, (self._record(each) for each in ranked))

            self._desk.read(lambda office: find(office, words, limit=30), show, owner=self._palette)

    def _record(self, found: Found) -> Choice:
        entity = self._desk.catalogue.entity(found.entity)
        text = " · ".join(part for part in (found.code, found.title) if part)
        return Choice(
            entity.icon, text, lambda: self._guide.open_record(found.entity, found.id), _(entity.label)
        )

    def _places(self) -> Iterator[Choice]:
        if self._desk.workspace is not None:
            for group in places.groups(self._desk.catalogue):
                for place in group.every:
                    go = lambda key=place.key: self._guide.go(key)  # noqa: E731 - one line each
                    yield Choice(place.icon, place.label, go, _("Go to"))

    def _acts(self) -> Iterator[Choice]:
        offered = {action.name: action for action in reversed(tuple(self._guide.acts)) if action.enabled()}
        for name, action in reversed(offered.items()):
            if name not in _WAYS:
                yield Choice(action.icon, _(action.text), action.run, keys=key_text(action))
