# SPDX-License-Identifier: Apache-2.0
"""Reading edits from the log as they travel."""

from sqlalchemy import Connection, select

from portfolio_desktop.storage.schema import CHANGE_SET, EDIT, STREAM
from portfolio_desktop.storage.travel.edits import Sent, Stretch

_BRANCH = "~"

_SENT = (
    select(
        EDIT.c.tick,
        CHANGE_SET.c.id,
        EDIT.c.entity,
        EDIT.c.record,
        EDIT.c.field,
        EDIT.c.parents,
        EDIT.c.seal,
        EDIT.c.salt,
        EDIT.c.value,
        EDIT.c.place,
    )
    .join(CHANGE_SET, CHANGE_SET.c.number == EDIT.c.change_set)
    .order_by(EDIT.c.place)
)

_TAG = select(EDIT.c.tag)


def origin(line: str) -> str:
    """The stream that a line of the log belongs to: the one with which its edits are named.

    A stream has one line, unless two copies of a workspace went on writing under one name: then each way has its own.
    """
    return line.partition(_BRANCH)[0]


def branch(stream: str, before: bytes, first: bytes) -> str:
    """The name of the line that leaves others of its stream after the edit `before` with the edit `first`."""
    return f"{stream}{_BRANCH}{before.hex()}.{first.hex()}"


def root(line: str) -> bytes:
    """The tag of the edit that a line's first edit follows; none of a line that begins with its stream."""
    return bytes.fromhex(line.partition(_BRANCH)[2].partition(".")[0])


def stretch(connection: Connection, line: str, first: int, most: int) -> Stretch:
    """At most so many edits of a line, from a place on, or from where it begins."""
    number = connection.execute(select(STREAM.c.number).where(STREAM.c.name == line)).scalar_one()
    rows = connection.execute(_SENT.where(EDIT.c.stream == number, EDIT.c.place >= first).limit(most)).all()
    first = rows[0].place if rows else first
    before = connection.execute(_TAG.where(EDIT.c.stream == number, EDIT.c.place == first - 1)).scalar()
    return Stretch(origin(line), first, before or root(line), tuple(Sent(*row[:-1]) for row in rows))


def tags_at(connection: Connection, stream: str, place: int) -> set[bytes]:
    """The edits at a place of a stream: more than one where it branches."""
    statement = (
        select(STREAM.c.name, EDIT.c.tag)
        .join(STREAM, STREAM.c.number == EDIT.c.stream)
        .where(STREAM.c.name.startswith(stream, autoescape=True), EDIT.c.place == place)
    )
    return {tag for name, tag in connection.execute(statement) if origin(name) == stream}
