# SPDX-License-Identifier: Apache-2.0
"""The whole workspace as canonical text: what two laptops that agree print byte for byte."""

import hashlib
import json

from sqlalchemy import Connection, MetaData, select

from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.storage.columns import RowReader
from portfolio_desktop.storage.edits import plain_values
from portfolio_desktop.storage.replay import State


def state_of_registers(connection: Connection, tables: MetaData, catalogue: Catalogue) -> State:
    """What the registers hold, in the form that `replay` gives: plain values by entity, record and field."""
    state: State = {}
    for entity in catalogue.entities:
        reader = RowReader(entity, entity.fields)
        columns = [tables.tables[entity.name].c[name] for name in reader.columns]
        rows = connection.execute(select(*columns)).all()
        records = {row[0]: plain_values(entity, reader.to_values(row)) for row in rows}
        if records:
            state[entity.name] = records
    return state


def text_of(state: State) -> str:
    """One JSON document: entities, records and fields sorted, nothing that is not said."""
    shown = {entity: records for entity, records in state.items() if records}
    return json.dumps(shown, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def digest(state: State) -> str:
    """A short proof that two states are the same."""
    return hashlib.sha256(text_of(state).encode("utf-8", "surrogatepass")).hexdigest()
