# SPDX-License-Identifier: Apache-2.0
"""Which records of a register might say the same as another, found by SQLite: 100,000 need not be read for it."""

from collections.abc import Sequence

from sqlalchemy import Connection

from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.storage.connect import rows


def namesakes(connection: Connection, entity: Entity, ties: Sequence[str]) -> list[Id]:
    """The records that another has all of these fields in common with. Capitals of the title count only beyond ASCII."""
    keys = ", ".join(
        f'lower(trim("{name}"))' if name == entity.title else f"ifnull(\"{name}\", '')" for name in ties
    )
    register = f'"{entity.name}"'
    again = f"SELECT {keys} FROM {register} GROUP BY {keys} HAVING count(*) > 1"  # noqa: S608
    found = rows(connection, f"SELECT id FROM {register} WHERE ({keys}) IN ({again})")  # noqa: S608
    return [Id(row[0]) for row in found]
