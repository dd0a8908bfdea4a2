# SPDX-License-Identifier: Apache-2.0
"""The live values of a field in the order in which people meet them: the one that they see is the last."""

from typing import Any

from sqlalchemy import Connection

from portfolio_desktop.storage.connect import value
from portfolio_desktop.storage.merge import unsettled
from portfolio_desktop.storage.merge.unsettled import Kind
from portfolio_desktop.storage.replay import Register


def claims_of(connection: Connection, record: str, register: Register, field: str) -> dict[bytes, Any]:
    """By the tags of the edits that gave them. Of a tree's links, where the one that was laid last leads in a circle, people see
    the one that it fell back to; where that has been replaced, the last stays the last."""
    claims = register.claims(field)
    if len(claims) > 1 and _fell_back(connection, record, field):
        statement = f'SELECT "{field}" FROM {register.entity} WHERE id = ?'  # noqa: S608
        shown = value(connection, statement, (record,))
        claims |= {tag: claims.pop(tag) for tag in [tag for tag, said in claims.items() if said == shown]}
    return claims


def _fell_back(connection: Connection, record: str, field: str) -> bool:
    found = unsettled.of_records(connection, [record])
    return any(one.kind is Kind.CIRCLE and one.field == field for one in found)
