# SPDX-License-Identifier: Apache-2.0
"""Taking others' edits into the log. Each is checked before the first is written; what is known already is passed over."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import Connection

from portfolio_desktop.storage.connect import each, rows, slices, value
from portfolio_desktop.storage.edits import CREATED, HEADER, read_plain
from portfolio_desktop.storage.replay import gone_of
from portfolio_desktop.storage.travel.edits import BadEdit, Sent, Stretch, checked
from portfolio_desktop.storage.travel.outgoing import branch, origin

_NOTHING_SAID = {"author": "", "label": "", "why": "edit"}
_SAID = ("label", "why", "author", "reverses")
_OF_RECORDS = "SELECT e.seq, e.live, e.tag, e.record, e.field, e.parents FROM json_each(?) w JOIN edit e ON e.record = w.value"
_PLACES = "SELECT tag, stream, place FROM edit WHERE tag IN ({marks})"
_LAST_SEQ = "SELECT max(seq) FROM edit"
_END = "UPDATE stream SET length = ?, tip = ? WHERE number = ?"
_LENGTH = "SELECT length FROM stream WHERE number = ?"
_BY_NAME = "SELECT number, length FROM stream WHERE name = ?"
_NAME = "SELECT name FROM stream WHERE number = ?"
_NEW_LINE = "INSERT INTO stream (name, length, tip) VALUES (?, 0, x'') RETURNING number"
_SETS = "SELECT c.id, c.number FROM json_each(?) w JOIN change_set c ON c.id = w.value"
_LAST_SET = "SELECT max(number) FROM change_set"
_NEW_SET = (
    "INSERT INTO change_set (number, id, tick, label, why, author, reverses) VALUES (?, ?, ?, ?, ?, ?, ?)"
)
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
        found = rows(connection, _OF_RECORDS, (json.dumps(some),))
        gone = gone_of(edit[2:] for edit in found)
        wrong = [(int(tag not in gone), seq) for seq, live, tag, *_said in found if live == (tag in gone)]
        if wrong:
            each(connection, "UPDATE edit SET live = ? WHERE seq = ?", wrong)


def _take(connection: Connection, stretch: Stretch, found: Arrived) -> None:
    tags = stretch.tags()
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
    first = (value(connection, _LAST_SEQ) or 0) + 1
    added = [
        (first + n, tag, line, stretch.first + count + n, sets[edit.change_set], edit.tick, *edit[2:])
        for n, (edit, tag) in enumerate(zip(new, names, strict=True))
    ]
    each(connection, _INSERT, added)
    rows(connection, _END, (stretch.last, names[-1], line))
    found.edits += len(new)
    found.touched |= {(edit.entity, edit.record) for edit in new if edit.entity != HEADER}


def _known(connection: Connection, tags: Sequence[bytes]) -> dict[bytes, _Place]:
    """Where those of `tags` stand that the log holds."""
    found: dict[bytes, _Place] = {}
    for some in slices(tags):
        marks = ", ".join("?" * len(some))
        there = rows(connection, _PLACES.format(marks=marks), tuple(some))
        found |= {tag: _Place(line, place) for tag, line, place in there}
    return found


def _line(connection: Connection, stream: str, at: _Place | None, before: bytes, first: bytes) -> int:
    """The line that is to go on: the one at whose end the edit `before` stands, or a new one."""
    if at is not None:
        if value(connection, _LENGTH, (at.line,)) == at.place:
            return at.line
        return _new_line(connection, branch(stream, before, first))
    there = rows(connection, _BY_NAME, (stream,))
    if not there:
        return _new_line(connection, stream)
    [(number, length)] = there
    if not length:
        return int(number)
    return _new_line(connection, branch(stream, before, first))


def _new_line(connection: Connection, name: str) -> int:
    return int(value(connection, _NEW_LINE, (name,)))


def _name(connection: Connection, line: int) -> str:
    return str(value(connection, _NAME, (line,)))


def _sets(connection: Connection, stream: str, edits: Sequence[Sent]) -> dict[str, int]:
    """The numbers of the change sets of `edits`, those that begin here being added."""
    opening = {edit.record: edit for edit in edits if edit.entity == HEADER}
    wanted = {edit.change_set for edit in edits}
    found: dict[str, int] = {}
    for some in slices(sorted(wanted | opening.keys())):
        found |= dict(rows(connection, _SETS, (json.dumps(some),)))
    if opening.keys() & found.keys():
        raise BadEdit(f"{stream}: opens a change set that is there already")
    if wanted - found.keys() - opening.keys():
        raise BadEdit(f"{stream}: an edit of no change set")
    first = (value(connection, _LAST_SET) or 0) + 1
    new = []
    for number, (id, edit) in enumerate(opening.items(), first):
        said = _header(edit)
        new.append((number, id, edit.tick, *(said.get(word) for word in _SAID)))
        found[id] = number
    if new:
        each(connection, _NEW_SET, new)
    return found


def _header(edit: Sent) -> dict[str, Any]:
    """What the edit that opens a change set says of it."""
    if edit.change_set != edit.record or edit.field != CREATED:
        raise BadEdit("a change set that does not open itself")
    if edit.value is None:
        return _NOTHING_SAID
    said = read_plain(edit.value)
    if not isinstance(said, dict) or not said.keys() >= _NOTHING_SAID.keys():
        raise BadEdit("a change set of which other things are said")
    if not all(isinstance(said[word], str) for word in _SAID if word in said):
        raise BadEdit("a change set of which something else than words is said")
    return said
