# SPDX-License-Identifier: Apache-2.0
"""What must be shown after a merge, worked out from who knew what when they wrote; shares nothing with the engine.

Each edit is kept with what its author's laptop knew and showed. A value leaves the screen only by an edit whose author saw it
there, or who settled a disagreement and saw all of it. A deletion hides a record only if it had seen all that lives of it.

What a laptop knows is counted in edits, not in change sets: of one that comes in portions, somebody may know the beginning alone
for a while, and has then not seen the rest.
"""

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from portfolio_desktop.storage.changes import Changes, Create, Delete, Edit, Revive, Why

MADE = "(made)"
PARTS = ("thing", "mark")
"""The entities whose records are part of a place."""

Said: TypeAlias = tuple[str, int]
"""The name of an edit: its change set, and its number among the changes of that, from 1. The edit that opens it has 0."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that an edit said of a record. `ends` are the items that it took the place of; of several links that lead
    nowhere, or not at all, which all show as nothing, it took the place of some that are `perhaps` among them."""

    edit: Said
    entity: str
    record: str
    field: str
    value: Any
    ends: frozenset["Item"] = dataclasses.field(compare=False, hash=False, repr=False)
    perhaps: frozenset["Item"] = dataclasses.field(default=frozenset(), compare=False, hash=False, repr=False)


@dataclass(frozen=True, slots=True)
class Deletion:
    """A deletion, or with `back` its opposite, with all edits that its author knew."""

    edit: Said
    entity: str
    record: str
    back: bool
    knew: frozenset[Said] = dataclasses.field(repr=False)


class Oracle:
    """All that anybody did."""

    def __init__(self) -> None:
        self._items: dict[str, list[Item]] = {}
        self._deletions: dict[str, list[Deletion]] = {}

    def write(
        self, act: str, changes: Changes, before: Mapping[str, Mapping[str, Any]], known: frozenset[Said]
    ) -> frozenset[Said]:
        """Take down what somebody did who knew the edits `known` and saw `before` on the screen. What they know afterwards."""
        knew = known | {(act, place) for place in range(len(changes.items) + 1)}
        for edit, change in (((act, place), change) for place, change in enumerate(changes, 1)):
            own = self._items.setdefault(change.record, [])
            if isinstance(change, Create):
                said = {MADE: None, **change.values}
                own += [
                    Item(edit, change.entity, change.record, name, value, frozenset())
                    for name, value in said.items()
                ]
            elif isinstance(change, Edit):
                living, perhaps = self._living(change.record, change.field, knew), set[Item]()
                if changes.why is not Why.RESOLVE:
                    shown = before[change.record].get(change.field)
                    nothing = change.field.endswith("_id") and shown is None
                    seen = {one for one in living if nothing or one.value == shown or one.edit[0] == act}
                    living = seen or living
                    if nothing and len({one.value for one in living}) > 1:
                        living, perhaps = {one for one in living if one.edit[0] == act}, living
                own.append(
                    Item(
                        edit,
                        change.entity,
                        change.record,
                        change.field,
                        change.value,
                        frozenset(living),
                        frozenset(perhaps),
                    )
                )
            else:
                back = isinstance(change, Revive)
                assert back or isinstance(change, Delete)
                self._deletions.setdefault(change.record, []).append(
                    Deletion(edit, change.entity, change.record, back, knew)
                )
        return knew

    def hidden(self, known: frozenset[Said]) -> set[tuple[str, str]]:
        """The records that are deleted for somebody who knows the edits `known`."""
        return {
            (items[0].entity, record)
            for record, items in self._items.items()
            if any(item.field == MADE and item.edit in known for item in items)
            and self._is_hidden(record, known)
        }

    def links(self, record: str, known: frozenset[Said]) -> set[str]:
        """What any living value of a record's links leads to."""
        fields = {item.field for item in self._items[record] if item.field.endswith("_id")}
        return {
            item.value
            for name in fields
            for item in self._living(record, name, known)
            if item.value is not None
        }

    def reckon(
        self,
        known: frozenset[Said],
        shown: Mapping[tuple[str, str], Mapping[str, Any]],
        claims: Mapping[tuple[str, str], set[Any]],
        fallen: Iterable[tuple[str, str]],
    ) -> None:
        """Hold what everybody shows in the end, and what is listed as disagreed upon, against what must be."""
        visible = self._visible(known)
        assert set(shown) == visible, (
            f"shown but deleted {set(shown) - visible}, lost from sight {visible - set(shown)}"
        )
        ids = {record for _entity, record in visible}
        for (_entity, record), values in shown.items():
            for name, value in values.items():
                living = {item.value for item in self._living(record, name, known)} or {None}
                leads_away = (
                    name.endswith("_id") and value is None and (living - {None}) and not (living & ids)
                )
                if (record, name) not in fallen and not leads_away:
                    some_lead_away = name.endswith("_id") and value is None
                    assert value in living or some_lead_away, (
                        f"{record}.{name} shows {value!r}, living are {living}"
                    )
                if len(living) > 1:
                    told = claims.get((record, name), set()) or {value}
                    sure = {item.value for item in self._living(record, name, known, surely=True)}
                    assert sure <= told <= living, f"{record}.{name}: listed {told}, living {living}"

    def _visible(self, known: frozenset[Said]) -> set[tuple[str, str]]:
        made = {
            record: items[0].entity
            for record, items in self._items.items()
            if any(item.field == MADE and item.edit in known for item in items)
        }
        found = {(entity, record) for record, entity in made.items() if not self._is_hidden(record, known)}
        for entity, record in sorted(found):
            if entity in PARTS:
                found |= {("place", place) for place in self.links(record, known) if place in made}
        places = {record for entity, record in found if entity == "place"}
        return {(e, r) for e, r in found if e not in PARTS or self.links(r, known) <= places}

    def _living(self, record: str, name: str, known: frozenset[Said], *, surely: bool = False) -> set[Item]:
        """The values of a field that nothing known has taken the place of; `surely` not even perhaps.

        Whoever edits a record has seen what it was made with, even where the edit in between is lost to everybody.
        """
        all_said = self._items.get(record, ())
        there = [item for item in all_said if item.field == name and item.edit in known]
        ended = {ended for item in there for ended in (item.ends | item.perhaps if surely else item.ends)}
        made = {item.edit for item in all_said if item.field == MADE}
        if any(item.edit not in made for item in there):
            ended |= {item for item in there if item.edit in made and name != MADE}
        return {item for item in there if item not in ended}

    def _is_hidden(self, record: str, known: frozenset[Said]) -> bool:
        acts = [one for one in self._deletions.get(record, ()) if one.edit in known]
        fields = {item.field for item in self._items[record]}
        living = {item.edit for name in fields for item in self._living(record, name, known)}
        ended = {
            one.edit for one in acts for other in acts if one.edit != other.edit and one.edit in other.knew
        }
        return any(not one.back and one.edit not in ended and living <= one.knew for one in acts)
