# SPDX-License-Identifier: Apache-2.0
"""Where the log stood, written so that it means the same on every laptop.

Lines of the log are called differently from laptop to laptop where a stream has branches, so each is written down with the tag
of the edit that it had come to. A laptop finds that edit in its own log, and from there what comes before it.
"""

import json
from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from portfolio_desktop.storage.connect import slices
from portfolio_desktop.storage.edits import CREATED
from portfolio_desktop.storage.schema import EDIT, STREAM
from portfolio_desktop.storage.travel.outgoing import origin, root


class End(NamedTuple):
    """How far a stream had come in one of its lines. Without a tag in what was written before tags were."""

    stream: str
    place: int
    tag: bytes


def written(connection: Connection) -> str:
    """Where the log stands now, for `resolved` on any laptop."""
    rows = connection.execute(select(STREAM.c.name, STREAM.c.length, STREAM.c.tip).where(STREAM.c.length > 0))
    return json.dumps({name: [length, tip.hex()] for name, length, tip in rows}, sort_keys=True)


def resolved(connection: Connection, text: str | None) -> dict[str, int]:
    """Where this file's own lines stood at the moment that was written down; empty where `text` is none.

    Of a stream whose end has not arrived yet, everything up to that place counts as seen.
    """
    ends = tuple(_ends(text))
    tags = [end.tag for end in ends if end.tag]
    known: dict[bytes, tuple[str, int]] = {}
    for some in slices(tags):
        statement = (
            select(EDIT.c.tag, STREAM.c.name, EDIT.c.place)
            .join(STREAM, STREAM.c.number == EDIT.c.stream)
            .where(EDIT.c.tag.in_(some))
        )
        known |= {tag: (line, place) for tag, line, place in connection.execute(statement)}
    lines = connection.execute(select(STREAM.c.name)).scalars().all() if ends else ()
    found: dict[str, int] = {}
    for end in ends:
        if end.tag in known:
            for line, place in _way_to(connection, *known[end.tag]):
                found[line] = max(place, found.get(line, 0))
        else:
            for line in lines:
                if origin(line) == end.stream:
                    found[line] = max(end.place, found.get(line, 0))
    return found


def _way_to(connection: Connection, line: str, place: int) -> Iterator[tuple[str, int]]:
    """The line of an edit as far as it, and of the lines that it branched from what comes before."""
    while True:
        yield line, place
        before = root(line)
        if not before:
            return
        found = connection.execute(
            select(STREAM.c.name, EDIT.c.place)
            .join(STREAM, STREAM.c.number == EDIT.c.stream)
            .where(EDIT.c.tag == before)
        ).first()
        if found is None:
            return
        line, place = found


def _ends(text: str | None) -> Iterator[End]:
    try:
        tree = json.loads(text or "{}")
    except ValueError:
        return
    for line, said in tree.items() if isinstance(tree, dict) else ():
        match said:
            case int(place) if not isinstance(place, bool):
                yield End(origin(line), place, b"")
            case [int(place), str(tag)] if _is_hex(tag):
                yield End(origin(line), place, bytes.fromhex(tag))


def _is_hex(text: str) -> bool:
    try:
        bytes.fromhex(text)
    except ValueError:
        return False
    return True


def tick_of(connection: Connection, record: str) -> int | None:
    """When a record was made, by the clock of the log; None for one that the log does not know."""
    made = select(func.min(EDIT.c.tick)).where(EDIT.c.record == record, EDIT.c.field == CREATED)
    return connection.execute(made).scalar()
