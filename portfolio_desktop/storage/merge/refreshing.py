# SPDX-License-Identifier: Apache-2.0
"""Bringing the registers into line with the log: all of them, or what some records bear upon."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, select

from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.storage.connect import rows, slices, value
from portfolio_desktop.storage.edits import CREATED, DELETED, Line, read_plain
from portfolio_desktop.storage.merge import unsettled
from portfolio_desktop.storage.merge.settling import Laid, Settled, settle
from portfolio_desktop.storage.replay import ORDER, Register, registers_of, replayed
from portfolio_desktop.storage.rows import Rows
from portfolio_desktop.storage.schema import EDIT, STREAM

_SEVERAL = "SELECT record FROM edit WHERE record IN ({marks}) AND live = 1 GROUP BY record, field HAVING count(*) > 1"
"""The records of which a field, or what they were made with, was said by people who did not know of each other."""

_NOWHERE = 'SELECT id FROM {entity} WHERE id IN ({marks}) AND "{link}" NOT IN (SELECT id FROM {target})'
"""Of some records, those of which a link leads to what is not there."""


class Nothing:
    """All records are looked at: there is nothing around them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def there(self, entity: str, id: str) -> bool:
        return False

    def parent(self, entity: str, field: str, id: str) -> str | None:
        return None

    def laid(self, record: str, field: str) -> Laid:
        """All that a field was ever given, the last first."""
        statement = (
            select(*ORDER, EDIT.c.field, EDIT.c.value)
            .join(STREAM, STREAM.c.number == EDIT.c.stream)
            .where(EDIT.c.record == record, EDIT.c.field.in_((field, CREATED)))
            .order_by(*(column.desc() for column in ORDER))
        )
        found: Laid = []
        for *place, name, text in self._connection.execute(statement):
            plain = read_plain(text) if text is not None else None
            found.append((tuple(place), (plain or {}).get(field) if name == CREATED else plain))
        return found


class Registers(Nothing):
    """What the registers show of the records that are not looked at."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._known: dict[tuple[str, str], bool] = {}

    def there(self, entity: str, id: str) -> bool:
        key = entity, id
        if key not in self._known:
            self._known[key] = bool(present(self._connection, entity, [id]))
        return self._known[key]

    def parent(self, entity: str, field: str, id: str) -> str | None:
        found: str | None = value(self._connection, f'SELECT "{field}" FROM {entity} WHERE id = ?', (id,))  # noqa: S608
        return found


def settled(connection: Connection, catalogue: Catalogue) -> Settled:
    """What the registers ought to show, worked out from the whole log."""
    return settle(replayed(connection), catalogue, Nothing(connection))


def refresh(connection: Connection, catalogue: Catalogue, touched: Collection[str]) -> set[tuple[str, str]]:
    """Bring the registers into line with what the log says of `touched` records. Returns all whose rows may have changed."""
    look = set(touched) | unsettled.circles(connection)
    around = Registers(connection)
    registers: dict[str, Register] = {}
    while True:
        registers |= registers_of(connection, look - registers.keys())
        found = settle(registers, catalogue, around)
        before = _shown(connection, registers)
        vanished = {
            (name, id) for name, ids in before.items() for id in ids if id not in found.state.get(name, {})
        }
        more = found.wanting | unsettled.waiting_for(connection, look)
        more |= _pointing_at(connection, catalogue, vanished)
        if more <= look:
            break
        look |= more
    rows = Rows(connection, catalogue)
    for name, old in before.items():  # all of them first: the log may have made something else of a record
        rows.put(catalogue.entity(name), gone=sorted(old - found.state.get(name, {}).keys()), new={}, now={})
    for name, shown in found.state.items():
        old = before.get(name, set())
        rows.put(
            catalogue.entity(name),
            gone=(),
            new={id: values for id, values in shown.items() if id not in old},
            now={id: values for id, values in shown.items() if id in old},
        )
    unsettled.forget(connection, look)
    unsettled.keep(connection, found.unsettled)
    known = {(register.entity, id) for id, register in registers.items() if catalogue.knows(register.entity)}
    return known | vanished


def settle_what_waits(
    connection: Connection, catalogue: Catalogue, lines: Collection[Line], laid: Iterable[str]
) -> None:
    """After somebody's own changes: bring into line what was not plain of the records they touch, or waited for these, what
    was put under itself, what was brought back, and records of which a disagreement was `laid` anew."""
    reached = _turned_round(connection, catalogue, lines) | set(laid)
    # Nothing is listed of what is deleted; what people disagreed upon is to be settled as before.
    back = {line.record: line.entity for line in lines if line.field == DELETED and not line.plain}
    reached |= _chosen(connection, _SEVERAL, back) | _leading_nowhere(connection, catalogue, back)
    if not unsettled.is_empty(connection):
        touched = {line.record for line in lines}
        reached |= {one.record for one in unsettled.of_records(connection, touched)}
        reached |= unsettled.waiting_for(connection, touched)
        reached |= unsettled.circles(connection, {line.entity for line in lines})
    if reached:
        refresh(connection, catalogue, reached)


def _turned_round(connection: Connection, catalogue: Catalogue, lines: Iterable[Line]) -> set[str]:
    """The records that were given a parent that lies under them."""
    around, found = Registers(connection), set[str]()
    for entity, record, field, plain in lines:
        if isinstance(plain, str) and any(
            link.tree for link in catalogue.entity(entity).fields if link.name == field
        ):
            met, id = set[str](), around.parent(entity, field, record)
            while id is not None and id not in met:
                met.add(id)
                id = around.parent(entity, field, id)
            if record in met:
                found.add(record)
    return found


def _leading_nowhere(connection: Connection, catalogue: Catalogue, back: Mapping[str, str]) -> set[str]:
    """Those that came back, by entity, of which a link leads to what has gone meanwhile."""
    found: set[str] = set()
    for name in set(back.values()):
        ids = [id for id, entity in back.items() if entity == name]
        for link in catalogue.entity(name).fields:
            if link.target:
                statement = _NOWHERE.format(entity=name, link=link.name, target=link.target, marks="{marks}")
                found |= _chosen(connection, statement, ids)
    return found


def present(connection: Connection, entity: str, ids: Collection[str]) -> set[str]:
    """Those of `ids` that a register shows."""
    return _chosen(connection, f"SELECT id FROM {entity} WHERE id IN ({{marks}})", ids)  # noqa: S608


def _shown(connection: Connection, records: Collection[str]) -> dict[str, set[str]]:
    """Which of the records are shown as yet, by the register that shows them."""
    found: dict[str, set[str]] = {}
    for some in slices(sorted(records)):
        marks = ", ".join("?" * len(some))
        statement = f"SELECT entity, record FROM search_row WHERE record IN ({marks})"  # noqa: S608
        for name, id in rows(connection, statement, tuple(some)):
            found.setdefault(name, set()).add(id)
    return found


def _pointing_at(connection: Connection, catalogue: Catalogue, gone: Iterable[tuple[str, str]]) -> set[str]:
    """The records that registers show pointing at some that will not be there."""
    targets: dict[str, list[str]] = {}
    for name, id in gone:
        targets.setdefault(name, []).append(id)
    found: set[str] = set()
    if targets:
        for entity in catalogue.entities:
            for link in entity.fields:
                if link.target in targets:
                    statement = f'SELECT id FROM {entity.name} WHERE "{link.name}" IN ({{marks}})'  # noqa: S608
                    found |= _chosen(connection, statement, targets[link.target])
    return found


def _chosen(connection: Connection, statement: str, ids: Collection[str]) -> set[str]:
    found: set[Any] = set()
    for some in slices(sorted(ids)):
        marks = ", ".join("?" * len(some))
        found |= {row[0] for row in rows(connection, statement.format(marks=marks), tuple(some))}
    return found
