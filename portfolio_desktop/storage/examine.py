# SPDX-License-Identifier: Apache-2.0
"""Is the workspace whole? The file, the chain of edits, and the registers against what the log says."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, MetaData, func, select

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.storage.dump import digest, state_of_registers
from portfolio_desktop.storage.edits import EditBody, name_edit, seal
from portfolio_desktop.storage.registers import settled
from portfolio_desktop.storage.replay import replay
from portfolio_desktop.storage.schema import CHANGE_SET, EDIT, SEARCH_ROW, STREAM


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
        *_registers(connection, tables, catalogue),
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
        tip, place = b"", 0
        statement = (
            select(EDIT, CHANGE_SET.c.id.label("set_id"))
            .join(CHANGE_SET, CHANGE_SET.c.number == EDIT.c.change_set)
            .where(EDIT.c.stream == stream.number)
            .order_by(EDIT.c.place)
        )
        for row in connection.execute(statement):
            place += 1
            body = EditBody(row.tick, row.set_id, row.entity, row.record, row.field, row.parents)
            erased = row.value is None and row.salt is None
            sealed = erased or seal(row.salt or b"", (row.value or "").encode()) == row.seal
            if row.place != place or not sealed or name_edit(stream.name, tip, body, row.seal) != row.tag:
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


def _registers(connection: Connection, tables: MetaData, catalogue: Catalogue) -> Iterator[Finding]:
    held = state_of_registers(connection, tables, catalogue)
    said = settled(replay(connection), catalogue)
    for entity in catalogue.entities:
        ours, logs = held.get(entity.name, {}), said.get(entity.name, {})
        if digest({entity.name: ours}) != digest({entity.name: logs}):
            yield Finding(
                _("The register of {plural} does not show what the history says.").format(
                    plural=entity.plural
                ),
                mendable=True,
            )
    records = sum(len(held_records) for held_records in held.values())
    indexed = connection.execute(select(func.count()).select_from(SEARCH_ROW)).scalar_one()
    if records != indexed:
        yield Finding(
            _("The search index holds {indexed} of {records} records.").format(
                indexed=indexed, records=records
            ),
            mendable=True,
        )
