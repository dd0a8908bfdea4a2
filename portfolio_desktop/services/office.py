# SPDX-License-Identifier: Apache-2.0
"""An open workspace with the organisation's own fields and lists: what every use case works on."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Field, Id, Kind, Record
from portfolio_desktop.catalogue.lists import Item
from portfolio_desktop.catalogue.records import CATALOGUE
from portfolio_desktop.domain.rules import BAND, Rules, band_choices, rules_of
from portfolio_desktop.storage.changes import Change, Changes, Create, Edit, Why, Written
from portfolio_desktop.storage.derived import NO_MARKS, Marks, Sources
from portfolio_desktop.storage.edits import known_values, plain_values
from portfolio_desktop.storage.naming.duplicates import marks
from portfolio_desktop.storage.read import Reader
from portfolio_desktop.storage.replay import State, replay
from portfolio_desktop.storage.store import Behind, Store, Surroundings, create_store, open_store
from portfolio_desktop.storage.travel.edits import Stretch
from portfolio_desktop.storage.travel.ledger import Taken

_OWN = ("own_field", "list_item", "rule", "scale_descriptor")

Listener = Callable[[Written], None]


class Office:
    """One open workspace. Used by one thread; close it, or use it as a context manager."""

    confidential = False
    """Whether nothing of it may lie anywhere but in its own file."""

    def __init__(
        self, store: Store, today: Callable[[], date] = date.today, shipped: Catalogue = CATALOGUE
    ) -> None:
        self.store = store
        self._shipped = shipped
        self.today = today
        self.rules = Rules()
        self._sources: Sources | None = None
        self._marks: Marks = NO_MARKS
        self._unmarked: set[str] | None = None  # registers whose codes are to be looked at again; None is all
        self._listeners: list[Listener] = []
        self._learn()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """The workspace's file."""
        return self.store.path

    @property
    def catalogue(self) -> Catalogue:
        """What is kept here: the shipped catalogue with the organisation's own fields and items."""
        return self.store.catalogue

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written; `store.why_read_only` says why where it is not by choice."""
        return self.store.read_only

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """One moment of the workspace, for as long as it is held."""
        with self.store.reading() as connection:
            yield Reader(connection, self._read_from())

    def sign_as(self, author: str) -> None:
        """Write what comes from now on in the name of `author`."""
        self.store.author = author

    def write(self, changes: Changes) -> Written | None:
        """Write a change set and tell whoever listens, unless it is mere upkeep. An empty one does nothing and returns None."""
        if not changes:
            return None
        extended = self.catalogue_with(changes)
        own = extended is not self.catalogue
        if own:
            self.store.extend(extended)
        try:
            written = self.store.write(changes)
        finally:
            if own:
                self._learn()
        self._forget_marks(
            (change.entity, change.record)
            for change in changes
            if not isinstance(change, Edit) or _is_code(self.catalogue, change)
        )
        if changes.why is not Why.UPKEEP:
            self._tell(written)
        return written

    def take(self, stretches: Iterable[Stretch], told: Callable[[int], None] = lambda _count: None) -> Taken:
        """Take in what others wrote, with the own fields and rules among it, and tell whoever listens. `told` as in the
        ledger."""
        taken = self.store.ledger.take(stretches, told)
        if any(entity in _OWN for entity, _record in taken.touched):
            self._learn()
        self._forget_marks(taken.touched)
        if taken.touched:
            self._tell(Written("", _("Changes of others"), taken.touched))
        return taken

    def mend(self) -> frozenset[tuple[str, Id]]:
        """Make anew all that follows from the log, and tell whoever listens which records are shown otherwise now."""
        from portfolio_desktop.storage.mending.anew import mend  # no start needs it

        changed = frozenset((entity, Id(record)) for entity, record in mend(self.store))
        self._learn()
        self._tell(Written("", _("Mended from the history"), changed))
        return changed

    def catalogue_with(self, changes: Iterable[Change]) -> Catalogue:
        """The catalogue with the own fields and items that `changes` add or bring back.

        Records may fill a field in the very change set that adds it. The same catalogue when nothing comes.
        """
        own = [change for change in changes if change.entity in _OWN]
        if not own:
            return self.catalogue
        wanted = {change.record for change in own}
        with self.store.reading() as connection:
            state, every = replay(connection, entities=_OWN), replay(connection, entities=_OWN, hidden=True)
        for entity, records in every.items():
            state[entity] |= {id: values for id, values in records.items() if id in wanted}
        for change in own:
            if isinstance(change, Create):
                said = plain_values(self._shipped.entity(change.entity), change.values)
                state[change.entity][change.record] = said
        return _extended(self._shipped, state, every)[0]

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` after each write. Returns a function that ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def _tell(self, written: Written) -> None:
        for listener in tuple(self._listeners):
            listener(written)

    def close(self) -> None:
        """Fold everything into the file and let others write to it."""
        self.store.close()

    def _learn(self) -> None:
        """Take up the organisation's own fields, list items and rules from the log, and keep registers for them."""
        with self.store.reading() as connection:
            state, every = replay(connection, entities=_OWN), replay(connection, entities=_OWN, hidden=True)
        catalogue, self.rules = _extended(self._shipped, state, every)
        self.store.extend(catalogue)
        self._sources = self._unmarked = None

    def _forget_marks(self, touched: Iterable[tuple[str, str]]) -> None:
        """Codes of these records' registers may be told apart otherwise from now on."""
        if self._unmarked is not None:
            names = {entity for entity, _id in touched if self.catalogue.knows(entity)}
            self._unmarked |= {name for name in names if self.catalogue.entity(name).code}

    def _read_from(self) -> Sources:
        today = self.today()
        if self._unmarked is None or self._unmarked:
            with self.store.reading() as connection:
                found = marks(connection, self.catalogue, self._unmarked)
            again = set(self._marks) if self._unmarked is None else self._unmarked
            kept = {name: each for name, each in self._marks.items() if name not in again}
            self._marks, self._unmarked = {**kept, **found}, set()
        known = self._sources
        if known is None or known.today != today or known.marks != self._marks:
            known = Sources(self.store.tables, self.catalogue, self.rules, today, self._marks)
            self._sources = known
        return known


def new_office(path: Path, author: str, today: Callable[[], date] = date.today, *, id: str = "") -> Office:
    """A new, empty workspace at `path`; with the `id` of a shared one that is to be joined."""
    return Office(create_store(path, CATALOGUE, Surroundings(author), id=id), today)


def open_office(
    path: Path, author: str, *, read_only: bool = False, today: Callable[[], date] = date.today
) -> Office:
    """The workspace at `path`. For writing, unless a newer version wrote it or `read_only` is asked for.

    A file that an older version wrote is brought up to date first, also where it is only to be read.
    """
    try:
        return _open(path, author, read_only, today)
    except Behind:
        _open(path, author, False, today).close()
        return _open(path, author, read_only, today)


def _open(path: Path, author: str, read_only: bool, today: Callable[[], date]) -> Office:
    store = open_store(path, CATALOGUE, Surroundings(author), read_only=read_only)
    with ExitStack() as undo:
        undo.callback(store.close)
        office = Office(store, today)
        undo.pop_all()
    return office


def _is_code(catalogue: Catalogue, edit: Edit) -> bool:
    code = catalogue.entity(edit.entity).code
    return code is not None and code.name == edit.field


def record_of(reader: Reader, entity: str, id: Id) -> Record:
    """The record, or a refusal that says it has gone."""
    definition = reader.catalogue.entity(entity)
    record = reader.get(definition, id)
    if record is None:
        what = _(definition.label).lower()
        raise Refusal(_("This {what} is no longer there. It may have been deleted.").format(what=what))
    return record


def _extended(shipped: Catalogue, state: State, every: State) -> tuple[Catalogue, Rules]:
    """The shipped catalogue with what `state` holds of own fields and items, and the rules that go with it. `every` holds what
    was deleted too.

    What makes no sense is left out. A catalogue that knows no rules is as it was shipped.
    """
    if not shipped.knows("rule"):
        return shipped, Rules()
    state, every = (
        {name: _sound(shipped.entity(name), records) for name, records in some.items()}
        for some in (state, every)
    )
    # Of two fields of one name, which two laptops made while apart, every laptop takes the one that was made last. So of
    # rules, and of words of one code.
    own = {
        (values.get("entity", ""), values.get("name", "")): values
        for _id, values in _in_order(state, "own_field")
    }
    fields: dict[str, list[Field]] = defaultdict(list)
    items: dict[str, list[Item]] = defaultdict(list)
    for values in sorted(own.values(), key=lambda values: values.get("position", 0)):
        field = _own_field(values)
        if field is not None and shipped.knows(values.get("entity", "")):
            fields[values["entity"]].append(field)
    added = (values for _id, values in _in_order(state, "list_item"))
    for values in sorted(added, key=lambda values: values.get("position", 0)):
        code = values.get("code") or values.get("label")
        if code and values.get("list"):
            items[values["list"]].append(Item(code, values.get("label", code), values.get("retired") is True))
    catalogue = shipped.extended(fields, items, _former(shipped, items, every))
    definitions = {
        values.get("name", ""): values.get("definition", "") for _id, values in _in_order(state, "rule")
    }
    rules = rules_of(definitions, catalogue)
    catalogue = catalogue.with_list(band_choices(rules.matrix, catalogue.list_named(BAND)))
    return replace(catalogue, meanings=tuple(_meanings(state.get("scale_descriptor", {})))), rules


def _former(shipped: Catalogue, items: Mapping[str, Iterable[Item]], every: State) -> dict[str, list[Item]]:
    """The words of lists that were deleted and that no other has taken the place of, by list: records may still say them."""
    known = {(choices.name, item.code) for choices in shipped.lists for item in choices.items}
    known |= {(name, item.code) for name, some in items.items() for item in some}
    former: dict[str, list[Item]] = defaultdict(list)
    for _id, values in _in_order(every, "list_item"):
        code = values.get("code") or values.get("label")
        if code and values.get("list") and (values["list"], code) not in known:
            former[values["list"]].append(Item(code, values.get("label", code)))
    return former


def _in_order(
    state: Mapping[str, Mapping[str, Mapping[str, Any]]], name: str
) -> list[tuple[str, Mapping[str, Any]]]:
    """The records of one register in the order in which they were made, whose ids tell it."""
    return sorted(state.get(name, {}).items())


def _sound(entity: Entity, records: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """The records with what their fields can hold, and is known, alone: others may have sent anything."""
    return {
        id: {
            name: value for name, value in known_values(entity, values).items() if not isinstance(value, dict)
        }
        for id, values in records.items()
    }


def _meanings(records: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[tuple[str, int], str]]:
    for _id, values in sorted(records.items()):
        match values:
            case {"dimension": str(dimension), "step": int(step), "words": str(words)}:
                yield (dimension, step), words


def _own_field(values: Mapping[str, Any]) -> Field | None:
    kind, name = values.get("kind", ""), values.get("name", "")
    if kind not in set(Kind) or not name.startswith("own_") or not name.isidentifier():
        return None
    return Field(
        kind=Kind(kind),
        name=name,
        label=values.get("label", name),
        help=values.get("help", ""),
        options=values.get("options", ""),
        unit=values.get("unit", ""),
        search=kind in (Kind.TEXT, Kind.NARRATIVE),
        aliases=tuple(alias.strip() for alias in values.get("aliases", "").split(";") if alias.strip()),
    )
