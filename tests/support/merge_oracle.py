# SPDX-License-Identifier: Apache-2.0
"""What must be shown after a merge, worked out from who knew what when they wrote; shares nothing with the engine.

Each edit is kept with what its author's laptop knew and showed. A value leaves the screen only by an edit whose author saw it
there, or who settled a disagreement and saw all of it. A deletion hides a record only if it had seen all that lives of it.

What a laptop knows is counted in edits, not in change sets: of one that comes in portions, somebody may know the beginning alone
for a while, and has then not seen the rest.
"""

import dataclasses
from collections import Counter
from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Any, TypeAlias

from portfolio_desktop.storage.changes import Changes, Create, Delete, Edit, Lay, Revive, Why

MADE = "(made)"
WHOLES = {
    "place": {},
    "thing": {"place_id": "place"},
    "mark": {"place_id": "place", "thing_id": "thing"},
    "code_block": {},
}
"""Of every entity the links to what its records are part of."""

TREE = "under_id"

Said: TypeAlias = tuple[str, int]
"""The name of an edit: its change set, and its number among the changes of that, from 1. The edit that opens it has 0."""

Shown: TypeAlias = Mapping[tuple[str, str], Mapping[str, Any]]
"""What registers show, by entity and record."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that an edit said of a record. `ends` are the items that it took the place of; of several links that lead
    nowhere, or not at all, which all show as nothing, it took the place of some that are `perhaps` among them.

    `turn` counts what was done; with `back` an undo or the like gave back what somebody had said before."""

    edit: Said
    entity: str
    record: str
    field: str
    value: Any
    ends: frozenset["Item"] = dataclasses.field(compare=False, hash=False, repr=False)
    perhaps: frozenset["Item"] = dataclasses.field(default=frozenset(), compare=False, hash=False, repr=False)
    author: str = ""
    turn: int = 0
    back: bool = False
    saw: frozenset[Said] = frozenset()  # what of the record's creations its author knew


@dataclass(frozen=True, slots=True)
class Deletion:
    """A deletion, or with `back` its opposite, with all edits that its author knew."""

    edit: Said
    entity: str
    record: str
    back: bool
    knew: frozenset[Said] = dataclasses.field(repr=False)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a laptop lists for people to decide: the values of a field, each with who said it; the deleted records that are
    there all the same; by record and field the links of trees that are not followed, and those to deleted records, with where
    they lead; and the records of one code, the first first."""

    claims: Mapping[tuple[str, str], Set[tuple[Any, str]]]
    deleted: Set[str]
    fallen: Mapping[tuple[str, str], str]
    nowhere: Mapping[tuple[str, str], str]
    alike: Mapping[str, tuple[str, ...]]


class Oracle:
    """All that anybody did."""

    def __init__(self) -> None:
        self._items: dict[str, list[Item]] = {}
        self._deletions: dict[str, list[Deletion]] = {}
        self._sizes: dict[str, int] = {}
        self._turn = 0

    def write(
        self,
        act: str,
        changes: Changes,
        before: Mapping[str, Mapping[str, Any]],
        known: frozenset[Said],
        author: str,
    ) -> frozenset[Said]:
        """Take down what somebody did who knew the edits `known` and saw `before` on the screen. What they know afterwards."""
        knew = known | {(act, place) for place in range(len(changes.items) + 1)}
        self._turn += 1
        self._sizes[act] = len(changes.items) + 1
        for edit, change in (((act, place), change) for place, change in enumerate(changes, 1)):
            entity, record = change.entity, str(change.record)
            own = self._items.setdefault(record, [])
            saw = frozenset(item.edit for item in own if item.field == MADE and item.edit in knew)
            if isinstance(change, Create):
                own += [
                    Item(edit, entity, record, name, value, frozenset(), author=author, turn=self._turn)
                    for name, value in {MADE: None, **change.values}.items()
                ]
            elif isinstance(change, Edit | Lay):
                name = change.field
                if isinstance(change, Lay):
                    living = {one for one in own if one.field == name and one.edit[0] == changes.reverses}
                    perhaps = set[Item]()
                else:
                    living, perhaps = self._replaced(change, changes.why, act, before, knew)
                back = isinstance(change, Lay) or changes.why in (Why.UNDO, Why.REDO)
                ends = frozenset(living), frozenset(perhaps)
                own.append(
                    Item(edit, entity, record, name, change.value, *ends, author, self._turn, back, saw)
                )
            else:
                back = isinstance(change, Revive)
                assert back or isinstance(change, Delete)
                self._deletions.setdefault(record, []).append(Deletion(edit, entity, record, back, knew))
        return knew

    def _replaced(
        self,
        change: Edit,
        why: Why,
        act: str,
        before: Mapping[str, Mapping[str, Any]],
        knew: frozenset[Said],
    ) -> tuple[set[Item], set[Item]]:
        """The items that an edit takes the place of, and those of which it perhaps does of some."""
        living = self._living(change.record, change.field, knew)
        if why is Why.RESOLVE:
            return living, set()
        shown = before[change.record].get(change.field)
        nothing = change.field.endswith("_id") and shown is None
        living = {one for one in living if nothing or one.value == shown or one.edit[0] == act} or living
        if nothing and len({one.value for one in living}) > 1:
            return {one for one in living if one.edit[0] == act}, living
        return living, set()

    def hidden(self, known: frozenset[Said]) -> set[tuple[str, str]]:
        """The records that are deleted for somebody who knows the edits `known`."""
        made = self.made(known)
        return {(entity, record) for record, entity in made.items() if self._is_hidden(record, known)}

    def links(self, record: str, known: frozenset[Said]) -> set[str]:
        """What any living value of a record's links leads to."""
        fields = {item.field for item in self._items[record] if item.field.endswith("_id")}
        return {target for name in fields for target in self._targets(record, name, known)}

    def reckon(
        self, known: frozenset[Said], shown: Shown, asked: Asked, entities: Set[str], *, true_clocks: bool
    ) -> None:
        """Hold what a laptop shows and lists that knows the edits `known`, and these entities, against what must be.

        Where all clocks went true, the value that was given last is the one that is shown.
        """
        there = {record for _entity, record in shown}
        halves = {
            act for act, count in Counter(act for act, _place in known).items() if count < self._sizes[act]
        }
        assert not halves, f"seen by half: {halves}"
        self._hold_records(known, shown, there, entities)
        for (_entity, record), values in shown.items():
            for name, value in values.items():
                items = self._living(record, name, known)
                living = {item.value for item in items} or {None}
                said = f"{record}.{name}: shows {value!r}, living are {living}"
                away = {target for target in living - {None} if name.endswith("_id") and target not in there}
                if (record, name) not in asked.fallen:
                    assert value in living or (value is None and away), said
                    surely = self._living(record, name, known, surely=True)
                    if true_clocks and items == surely and items:
                        last = max(items, key=lambda item: (item.turn, item.edit)).value
                        assert value == (None if last in away else last), f"{said}, {last!r} was given last"
                self._hold_claims(record, name, known, asked)
        assert {record for record, _field in asked.claims} <= there, (
            "disagreements about nothing that is shown"
        )
        deleted = {record for record in there if any(not one.back for one in self._acts(record, known))}
        assert asked.deleted == deleted, f"listed as deleted {asked.deleted}, deleted are {deleted}"
        self._hold_tree(known, shown, asked.fallen)
        self._hold_links(known, shown, asked)
        if true_clocks:
            for code, records in asked.alike.items():
                assert list(records) == sorted(records, key=self._born), (
                    f"{code} is not held by who had it first"
                )

    def _hold_records(
        self, known: frozenset[Said], shown: Shown, there: Set[str], entities: Set[str]
    ) -> None:
        """All is there that nobody has deleted, and what it is part of; and nothing else."""
        kept = {
            (whole, values[link])
            for (entity, _record), values in shown.items()
            for link, whole in WHOLES[entity].items()
            if values[link] is not None
        }
        assert kept <= set(shown), f"parts without their wholes: {kept - set(shown)}"
        made = {record: entity for record, entity in self.made(known).items() if entity in entities}
        left = {(entity, record) for record, entity in made.items() if not self._is_hidden(record, known)}
        perhaps = {
            (entity, record)
            for record, entity in made.items()
            if not self._is_hidden(record, known, surely=True)
        }
        wrong = set(shown) - perhaps - kept
        assert not wrong, f"shown but deleted: {wrong}"
        lost = {record for _entity, record in left} - there
        assert not {record for record in lost if not self._may_wait(record, known, made)}, (
            f"lost from sight: {lost}"
        )

    def _may_wait(self, record: str, known: frozenset[Said], made: Mapping[str, str]) -> bool:
        """Whether it may be that a record, or what it is part of, is held back: what that is part of has not arrived."""
        entity = made.get(record)
        return entity is None or any(
            self._may_wait(target, known, made)
            for link in WHOLES[entity]
            for target in self._targets(record, link, known)
        )

    def _hold_claims(self, record: str, name: str, known: frozenset[Said], asked: Asked) -> None:
        """What is listed as disagreed upon is all that lives, each value of who said it, and nothing where that is one."""
        items, claims = self._living(record, name, known), asked.claims.get((record, name), set())
        living, listed = {item.value for item in items}, {value for value, _author in claims}
        surely = {item.value for item in self._living(record, name, known, surely=True)}
        said = f"{record}.{name}: listed {listed}, living {living}, of which surely {surely}"
        assert listed <= living, said
        assert len(listed) != 1, said
        if len(surely) > 1:
            assert surely <= listed, said
        authors = {(item.value, item.author) for item in items}
        given_back = {item.value for item in items if item.back}
        once = {(item.value, item.author) for item in self._items[record] if item.field == name}
        wrong = {claim for claim in claims if claim not in (once if claim[0] in given_back else authors)}
        assert not wrong, f"{record}.{name}: {wrong} listed, said was {authors}"

    def _hold_tree(self, known: frozenset[Said], shown: Shown, fallen: Mapping[tuple[str, str], str]) -> None:
        """No link leads back to its start, and of those that are not followed each would, and shows what it was once given."""
        edges = {record: {values[TREE]} for (_entity, record), values in shown.items() if TREE in values}
        for start in edges:
            assert start not in _beyond(start, edges), f"{start} lies under itself"
        for record, name in fallen:
            given = {item.value for item in self._items[record] if item.field == name and item.edit in known}
            assert name == TREE
            assert edges[record] <= given | {None}, f"{record} lies under {edges[record]}"
            edges[record] = edges[record] | given
        for (record, name), target in fallen.items():
            assert target in {item.value for item in self._living(record, name, known)}, (
                f"{record} never chose {target}"
            )
            assert record in {target} | _beyond(target, edges), f"{record} might well lie under {target}"

    def _hold_links(self, known: frozenset[Said], shown: Shown, asked: Asked) -> None:
        """A link that is shown empty because somebody deleted what it leads to is listed, and nothing else as such."""
        there = {record for _entity, record in shown}
        gone = {record for _entity, record in self.hidden(known)} - there
        for (entity, record), values in shown.items():
            for name in values:
                place = record, name
                if not name.endswith("_id") or name in WHOLES[entity] or place in asked.fallen:
                    continue
                living = {item.value for item in self._living(record, name, known)}
                if len(living) == 1 and living <= gone:
                    assert {asked.nowhere.get(place)} == living, (
                        f"{place} leads to {living}, and it is not told"
                    )
        for (record, name), target in asked.nowhere.items():
            assert target not in there, f"{target} is there"
            assert self._acts(target, known), f"nobody deleted {target}"
            assert target in self._targets(record, name, known), f"{record} never chose {target}"

    def made(self, known: frozenset[Said]) -> dict[str, str]:
        """The records that there ever were, with their entities."""
        return {
            record: items[0].entity
            for record, items in self._items.items()
            if any(item.field == MADE and item.edit in known for item in items)
        }

    def _born(self, record: str) -> int:
        return min(item.turn for item in self._items[record] if item.field == MADE)

    def _targets(self, record: str, name: str, known: frozenset[Said]) -> set[str]:
        return {item.value for item in self._living(record, name, known) if item.value is not None}

    def _living(self, record: str, name: str, known: frozenset[Said], *, surely: bool = False) -> set[Item]:
        """The values of a field that nothing known has taken the place of; `surely` not even perhaps.

        Whoever edits a record that was made once has seen what it was made with, even where the edit in between is lost to
        everybody; perhaps not where it was made more than once, and only one of these creations is known.
        """
        all_said = self._items.get(record, ())
        there = [item for item in all_said if item.field == name and item.edit in known]
        ended = {ended for item in there for ended in (item.ends | item.perhaps if surely else item.ends)}
        made = {item.edit for item in all_said if item.field == MADE and item.edit in known}
        later = [item for item in there if item.edit not in made]
        if len(made) == 1 and any(surely or made <= item.saw for item in later):
            ended |= {item for item in there if item.edit in made and name != MADE}
        return {item for item in there if item not in ended}

    def _acts(self, record: str, known: frozenset[Said]) -> list[Deletion]:
        """The deletions of a record, and their opposites, that nobody who knew them has followed with another."""
        acts = [one for one in self._deletions.get(record, ()) if one.edit in known]
        ended = {
            one.edit for one in acts for other in acts if one.edit != other.edit and one.edit in other.knew
        }
        return [one for one in acts if one.edit not in ended]

    def _is_hidden(self, record: str, known: frozenset[Said], *, surely: bool = False) -> bool:
        """Whether a deletion saw all that lives of it. Not `surely` where what tells that it did has not arrived: the edit that
        had taken the place of something before."""
        acts = self._acts(record, known)
        if not acts:
            return False
        living = self._alive(record, known)
        return any(
            not one.back and living <= (self._alive(record, one.knew) if surely else one.knew) for one in acts
        )

    def _alive(self, record: str, known: frozenset[Said]) -> set[Said]:
        fields = {item.field for item in self._items[record]}
        return {item.edit for name in fields for item in self._living(record, name, known)}


def _beyond(start: str, edges: Mapping[str, Set[Any]]) -> set[Any]:
    """Where links lead from a record, and from there."""
    found, todo = set[Any](), [start]
    while todo:
        new = edges.get(todo.pop(), frozenset()) - found
        found |= new
        todo += new
    return found
