# SPDX-License-Identifier: Apache-2.0
"""The whole workspace as canonical text: what two laptops that agree print byte for byte."""

import hashlib
import json

from sqlalchemy import Connection

from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.storage.columns import RowReader
from portfolio_desktop.storage.connect import rows
from portfolio_desktop.storage.edits import plain_values
from portfolio_desktop.storage.replay import State

_AT_ONCE = 1000  # records
_END = "~"  # after any id


def state_of_registers(connection: Connection, catalogue: Catalogue) -> State:
    """What the registers hold, in the form that `replay` gives: plain values by entity, record and field."""
    state: State = {}
    for entity in catalogue.entities:
        reader = RowReader(entity, entity.fields)
        names = ", ".join(f'"{column}"' for column in reader.columns)
        found = rows(connection, f"SELECT {names} FROM {entity.name}")  # noqa: S608
        records = {row[0]: plain_values(entity, reader.to_values(row)) for row in found}
        if records:
            state[entity.name] = records
    return state


def text_of(state: State) -> str:
    """One JSON document: entities, records and fields sorted, nothing that is not said."""
    shown = {entity: records for entity, records in state.items() if records}
    return json.dumps(shown, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def digest_piece(connection: Connection, catalogue: Catalogue, after: str) -> tuple[bytes, str]:
    """The digest of one piece of what the registers hold, from after a mark on, and the next mark; "" is the first and the last.

    Of the columns as they lie there, which follow from the values alone: where all pieces are alike, so are the dumps. A piece is
    small enough that a save does not wait for it.
    """
    register, _colon, last = after.partition(":")
    for entity in sorted(catalogue.entities, key=lambda each: each.name):
        if entity.name < register:
            continue
        columns = sorted(RowReader(entity, entity.fields).columns)
        names = ", ".join(f'"{column}"' for column in columns)
        statement = f"SELECT id, {names} FROM {entity.name} WHERE id > ? ORDER BY id LIMIT ?"  # noqa: S608
        found = rows(connection, statement, (last, _AT_ONCE))
        last = ""
        if found:
            said = json.dumps([entity.name, columns, *found], ensure_ascii=False).encode()
            mark = f"{entity.name}:{found[-1][0]}" if len(found) == _AT_ONCE else f"{entity.name}:{_END}"
            return hashlib.sha256(said).digest(), mark
    return b"", ""
