# SPDX-License-Identifier: Apache-2.0
"""Is the workspace whole? The file, the chain of edits, and the registers against what the log says."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, MetaData, Row, select

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.storage.dump import state_of_registers
from portfolio_desktop.storage.edits import HEADER, EditBody, name_edit, read_plain, seal
from portfolio_desktop.storage.merge.refreshing import settled
from portfolio_desktop.storage.plans.planner import wrong_dates
from portfolio_desktop.storage.replay import replaced
from portfolio_desktop.storage.schema import CHANGE_SET, EDIT, SEARCH_ROW, STREAM
from portfolio_desktop.storage.travel.outgoing import origin, root


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be. `mendable` means that rebuilding the registers puts it right."""

    text: str
    mendable: bool


def examine(connection: Connection, tables: MetaData, catalogue: Catalogue) -> list[Finding]:
    """Everything that is wrong; an empty list for a whole workspace."""
    return [
        *_file(connection),
        *_chains(connection),
        *_marks(connection),
        *_registers(connection, tables, catalogue),
        *_dates(connection, catalogue),
    ]


def _file(connection: Connection) -> Iterator[Finding]:
    for (verdict,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if verdict != "ok":
            yield Finding(_("The file is damaged: {verdict}").format(verdict=verdict), mendable=False)
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield Finding(
            _("A record of {table} points at one that is not there.").format(table=row[0]), mendable=True
        )


def _chains(connection: Connection) -> Iterator[Finding]:
    """Work out every tag anew. An edit that was changed, dropped or slipped in breaks its stream from there on."""
    for stream in connection.execute(select(STREAM)).all():
        rows = connection.execute(_EDITS.where(EDIT.c.stream == stream.number)).all()
        tip = root(stream.name)
        first = rows[0].place if rows and tip else 1
        place = first - 1
        for place, row in enumerate(rows, first):
            if row.place != place or not _genuine(origin(stream.name), tip, row):
                yield Finding(
                    _(
                        "The history was altered at edit {place} of {stream}. Compare it with a backup."
                    ).format(place=place, stream=stream.name),
                    mendable=False,
                )
                break
            tip = row.tag
        else:
            if (place, tip) != (stream.length, stream.tip):
                yield Finding(
                    _("The end of the history of {stream} is missing. Compare it with a backup.").format(
                        stream=stream.name
                    ),
                    mendable=False,
                )


_EDITS = (
    select(EDIT, *(column.label(f"set_{column.name}") for column in CHANGE_SET.c))
    .join(CHANGE_SET, CHANGE_SET.c.number == EDIT.c.change_set)
    .order_by(EDIT.c.place)
)


def _genuine(stream: str, tip: bytes, row: Row[Any]) -> bool:
    """Whether an edit bears the name that it must have after `tip`, and the value that it was sealed with."""
    body = EditBody(row.tick, row.set_id, row.entity, row.record, row.field, row.parents)
    erased = row.value is None and row.salt is None
    sealed = erased or seal(row.salt or b"", (row.value or "").encode()) == row.seal
    if not sealed or name_edit(stream, tip, body, row.seal) != row.tag:
        return False
    return row.entity != HEADER or erased or _same_header(row)


def _same_header(row: Row[Any]) -> bool:
    """Whether the change set's own row, which is there for speed, says what its edit says."""
    said = {"author": row.set_author, "label": row.set_label, "why": row.set_why}
    if row.set_reverses is not None:
        said["reverses"] = row.set_reverses
    return bool(row.tick == row.set_tick and read_plain(row.value) == said)


def _marks(connection: Connection) -> Iterator[Finding]:
    marked = connection.execute(select(EDIT.c.tag).where(EDIT.c.live == 0)).scalars()
    if set(marked) != replaced(connection):
        yield Finding(_("The history does not mark which of its edits have been replaced."), mendable=True)


def _registers(connection: Connection, tables: MetaData, catalogue: Catalogue) -> Iterator[Finding]:
    held = state_of_registers(connection, tables, catalogue)
    said = settled(connection, catalogue).state
    for entity in catalogue.entities:
        if held.get(entity.name, {}) != said.get(entity.name, {}):
            yield Finding(
                _("The register of {plural} does not show what the history says.").format(
                    plural=_(entity.plural)
                ),
                mendable=True,
            )
    records = {(name, id) for name, ids in held.items() for id in ids}
    indexed = set(connection.execute(select(SEARCH_ROW.c.entity, SEARCH_ROW.c.record)))
    if records != indexed:
        yield Finding(_("The search index does not hold the records that there are."), mendable=True)


def _dates(connection: Connection, catalogue: Catalogue) -> Iterator[Finding]:
    if count := wrong_dates(connection, catalogue):
        yield Finding(
            _("The dates of {count} tasks do not follow from their plans.").format(count=count), mendable=True
        )
