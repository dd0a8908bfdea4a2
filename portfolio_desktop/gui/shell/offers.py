# SPDX-License-Identifier: Apache-2.0
"""What the palette offers: places, actions with their keys, saved views, pages of help, and every record there is."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.gui.actions import key_text
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.finding.pins import Pins
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.guide import Guide
from portfolio_desktop.gui.shell.matching import fit
from portfolio_desktop.gui.shell.palette import Choice, Palette
from portfolio_desktop.services.find import Found
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.views.kept import ENTITY

if TYPE_CHECKING:
    from portfolio_desktop.exchange.query.everywhere import Results

_WAYS = {
    places.HOME: "home",
    places.register_key("project"): "projects",
    places.register_key("risk"): "risks",
    places.register_key("issue"): "issues",
    places.register_key("action"): "actions",
    places.TIMELINE: "timeline",
    places.PACKS: "packs",
    places.SHARING: "sharing",
    places.TEAM: "my_team",
    places.MY_YEAR: "my_year",
    places.KEEPING: "my_keeping",
    places.CYCLES: "my_cycles",
}
"""Places to which an action leads besides: listed once, as a place with the key of the action."""

_MOST_RECORDS = 30


class Offers(QObject):
    """Fills the palette when it opens, and with the records that are found while somebody types."""

    def __init__(self, desk: Desk, guide: Guide, palette: Palette, pins: Pins) -> None:
        super().__init__(palette)
        self._desk = desk
        self._guide = guide
        self._palette = palette
        self._pins = pins
        palette.asked.connect(self._find)

    def open_palette(self) -> None:
        """Offer everything that can be done and gone to now."""
        acts = {action.name: action for action in reversed(tuple(self._guide.acts)) if action.enabled()}
        keys = {name: key_text(action) for name, action in acts.items()}
        offered = [
            Choice(action.icon, _(action.text), action.run, keys=keys[name])
            for name, action in reversed(acts.items())
            if name != "palette" and name not in _WAYS.values()
        ]
        *groups, office = places.groups(self._desk.catalogue)
        self._palette.open_with(
            (
                *self._places(keys, groups),
                *self._views(),
                *offered,
                *self._places(
                    keys, [office]
                ),  # “import” is what one does, and seldom the register of mappings
                *self._help(),
            ),
            self._desk.catalogue,
        )

    def _find(self, words: str) -> None:
        if self._desk.workspace is None or not words.strip():
            return

        def look(office: Office) -> "Results | Refusal":
            from portfolio_desktop.exchange.query.everywhere import search

            try:
                return search(office, words, limit=_MOST_RECORDS)
            except Refusal as refusal:
                return refusal

        def show(answer: "Results | Refusal") -> None:
            if isinstance(answer, Refusal):
                self._palette.show_records(words, (_told(str(answer)),))
                return
            order = {entity.name: place for place, entity in enumerate(self._desk.catalogue.entities)}
            ranked = sorted(
                (hit for hit in answer.found if hit.entity != ENTITY),  # they are listed as views
                key=lambda hit: (-fit(words, f"{hit.code} {hit.title}"), order[hit.entity]),
            )
            self._palette.show_records(words, (self._record(each) for each in ranked))

        self._desk.read(look, show, owner=self._palette)

    def _record(self, found: Found) -> Choice:
        entity = self._desk.catalogue.entity(found.entity)
        text = " · ".join(part for part in (found.code, found.title) if part)
        return Choice(
            entity.icon, text, lambda: self._guide.open_record(found.entity, found.id), _(entity.label)
        )

    def _places(self, keys: dict[str, str], groups: Iterable[places.Group]) -> Iterator[Choice]:
        if self._desk.workspace is not None:
            for group in groups:
                for place in group.every:
                    go = lambda key=place.key: self._guide.go(key)  # noqa: E731 - one line each
                    key = keys.get(_WAYS.get(place.key, ""), "")
                    yield Choice(place.icon, place.label, go, _("Go to"), key, also=place.also)

    def _views(self) -> Iterator[Choice]:
        for kept in self._pins.kept:
            show = lambda kept=kept: self._pins.show_kept(kept)  # noqa: E731 - one line each
            kind = _(self._desk.catalogue.entity(kept.entity).plural) if kept.entity else _("Saved search")
            yield Choice("bookmark", kept.label, show, kind)

    def _help(self) -> Iterator[Choice]:
        from portfolio_desktop.base.paths import shipped
        from portfolio_desktop.services.help.library import titles

        for name, title in titles(shipped("resources", "help")):
            read = lambda name=name: self._palette.help_wanted.emit(name)  # noqa: E731 - one line each
            yield Choice("circle-question-mark", title, read, _("Help"))


def _told(sentence: str) -> Choice:
    """A line that only says something."""
    return Choice("circle-alert", sentence, lambda: None, stays=True)
