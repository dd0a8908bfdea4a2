# SPDX-License-Identifier: Apache-2.0
"""Taking others' edits into the log. Each is checked before the first is written; what is known already is passed over."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, insert, select, update

from portfolio_desktop.storage.connect import slices
from portfolio_desktop.storage.edits import CREATED, HEADER, read_plain
from portfolio_desktop.storage.replay import gone_of
from portfolio_desktop.storage.schema import CHANGE_SET, EDIT, STREAM
from portfolio_desktop.storage.travel.edits import BadEdit, Sent, Stretch, checked
from portfolio_desktop.storage.travel.outgoing import branch, origin

_NOTHING_SAID = {"author": "", "label": "", "why": "edit"}
_INSERT = (
    "INSERT INTO edit (seq, tag, stream, place, change_set, tick, entity, record, field, parents, seal, salt, value, live) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)"
)


@dataclass(slots=True)
class Arrived:
    """What became of some stretches: the records that the new edits touch, and which stretches were left out.

    `gaps` lack what comes before them; `refused` are no edits, each with the reason, for a log.
    """

    edits: int = 0
    touched: set[tuple[str, str]] = field(default_factory=set)
    gaps: list[Stretch] = field(default_factory=list)
    refused: list[tuple[Stretch, str]] = field(default_factory=list)


class _Place(NamedTuple):
    line: int
    place: int


def arrive(connection: Connection, stretches: Iterable[Stretch]) -> Arrived:
    """Write what is new of `stretches` into the log. One that is wrong is left out whole; the others come all the same."""
    found = Arrived()
    for stretch in stretches:
        try:
            _take(connection, checked(stretch), found)
        except BadEdit as error:
            found.refused.append((stretch, str(error)))
    return found


def mark(connection: Connection, records: Collection[str]) -> None:
    """Set right which edits of some records count as live."""
    for some in slices(sorted(records)):
        rows = connection.execute(
            select(EDIT.c.seq, EDIT.c.live, EDIT.c.tag, EDIT.c.field, EDIT.c.parents).where(
                EDIT.c.record.in_(some)
            )
        ).all()
        gone = gone_of((row.tag, row.field, row.parents) for row in rows)
        wrong = [(int(row.tag not in gone), row.seq) for row in rows if row.live == (row.tag in gone)]
        if wrong:
            connection.exec_driver_sql("UPDATE edit SET live = ? WHERE seq = ?", wrong)


def _take(connection: Connection, stretch: Stretch, found: Arrived) -> None:
    tags = list(stretch.tags())
    known = _known(connection, [stretch.before, *tags])
    if stretch.before and stretch.before not in known:
        found.gaps.append(stretch)
        return
    count = next((n for n, tag in enumerate(tags) if tag not in known), len(tags))
    if any(tag in known for tag in tags[count:]):
        raise BadEdit(f"{stretch.stream}: known edits after one that is not")
    at = known.get(tags[count - 1] if count else stretch.before)
    if at is not None and (
        at.place != stretch.first + count - 1 or origin(_name(connection, at.line)) != stretch.stream
    ):
        raise BadEdit(f"{stretch.stream}: follows an edit that stands elsewhere")
    new, names = stretch.edits[count:], tags[count:]
    if not new:
        return
    sets = _sets(connection, stretch.stream, new)
    before = tags[count - 1] if count else stretch.before
    line = _line(connection, stretch.stream, at, before, names[0])
    first = (connection.execute(select(func.max(EDIT.c.seq))).scalar() or 0) + 1
    rows = [
        (first + n, tag, line, stretch.first + count + n, sets[edit.change_set], edit.tick, *edit[2:])
        for n, (edit, tag) in enumerate(zip(new, names, strict=True))
    ]
    connection.exec_driver_sql(_INSERT, rows)
    end = {"length": stretch.last, "tip": names[-1]}
    connection.execute(update(STREAM).where(STREAM.c.number == line).values(end))
    found.edits += len(new)
    found.touched |= {(edit.entity, edit.record) for edit in new if edit.entity != HEADER}


def _known(connection: Connection, tags: Sequence[bytes]) -> dict[bytes, _Place]:
    """Where those of `tags` stand that the log holds."""
    found: dict[bytes, _Place] = {}
    for some in slices(tags):
        rows = connection.execute(select(EDIT.c.tag, EDIT.c.stream, EDIT.c.place).where(EDIT.c.tag.in_(some)))
        found |= {tag: _Place(line, place) for tag, line, place in rows}
    return found


def _line(connection: Connection, stream: str, at: _Place | None, before: bytes, first: bytes) -> int:
    """The line that is to go on: the one at whose end the edit `before` stands, or a new one."""
    if at is not None:
        length = connection.execute(select(STREAM.c.length).where(STREAM.c.number == at.line)).scalar_one()
        if length == at.place:
            return at.line
        return _new_line(connection, branch(stream, before, first))
    there = connection.execute(select(STREAM).where(STREAM.c.name == stream)).one_or_none()
    if there is None:
        return _new_line(connection, stream)
    if not there.length:
        return int(there.number)
    return _new_line(connection, branch(stream, before, first))


def _new_line(connection: Connection, name: str) -> int:
    made = connection.execute(insert(STREAM).values(name=name, length=0, tip=b"").returning(STREAM.c.number))
    return int(made.scalar_one())


def _name(connection: Connection, line: int) -> str:
    return str(connection.execute(select(STREAM.c.name).where(STREAM.c.number == line)).scalar_one())


def _sets(connection: Connection, stream: str, edits: Sequence[Sent]) -> dict[str, int]:
    """The numbers of the change sets of `edits`, those that begin here being added."""
    opening = {edit.record: edit for edit in edits if edit.entity == HEADER}
    wanted = {edit.change_set for edit in edits}
    found: dict[str, int] = {}
    for some in slices(sorted(wanted | opening.keys())):
        rows = connection.execute(
            select(CHANGE_SET.c.id, CHANGE_SET.c.number).where(CHANGE_SET.c.id.in_(some))
        )
        found |= dict(rows.all())
    if opening.keys() & found.keys():
        raise BadEdit(f"{stream}: opens a change set that is there already")
    if wanted - found.keys() - opening.keys():
        raise BadEdit(f"{stream}: an edit of no change set")
    said = [{"id": id, "tick": edit.tick, **_header(edit)} for id, edit in opening.items()]
    for one in said:
        made = connection.execute(insert(CHANGE_SET).values(one).returning(CHANGE_SET.c.number))
        found[one["id"]] = made.scalar_one()
    return found


def _header(edit: Sent) -> dict[str, Any]:
    """What the edit that opens a change set says of it."""
    if edit.change_set != edit.record or edit.field != CREATED:
        raise BadEdit("a change set that does not open itself")
    if edit.value is None:
        return _NOTHING_SAID
    said = read_plain(edit.value)
    wanted = {"author", "label", "why"}
    if not isinstance(said, dict) or not wanted <= said.keys() <= wanted | {"reverses"}:
        raise BadEdit("a change set of which other things are said")
    if not all(isinstance(word, str) for word in said.values()):
        raise BadEdit("a change set of which something else than words is said")
    return said
