# SPDX-License-Identifier: Apache-2.0
"""Publishing what this laptop made. Whatever of it the share does not show is published, be it new, lost or damaged: so
every step can be broken off and done again."""

import msgspec

from portfolio_desktop.storage.travel.edits import Stretch
from portfolio_desktop.sync.anchor import drop
from portfolio_desktop.sync.ledger import origin
from portfolio_desktop.sync.membership import HELLO, Hello, hello_of, introduction
from portfolio_desktop.sync.segments import (
    MOST_EDITS,
    Segment,
    shortened,
    tip_of,
    trimmed,
    vouch_for,
    write_segment,
)
from portfolio_desktop.sync.share.layout import HALF, Numbered, Piece
from portfolio_desktop.sync.share.listing import gaps
from portfolio_desktop.sync.share.transport import Unreadable
from portfolio_desktop.sync.state import DAY, Round


class Published(msgspec.Struct):
    """How far a line was published, and when this laptop's clock said that was."""

    place: int
    at: int


def introduce(round: Round, *, leaving: bool = False) -> None:
    """See to it that each stream of this file has its hello on the share, and that it says what is so."""
    for stream in round.own:
        said = _hello(round, stream, leaving=leaving and stream == round.present)
        known = round.members.hello(stream)
        there = round.listing.numbered(stream, HELLO)
        told = known is not None and msgspec.structs.replace(said, made=known.made) == known
        if told and any(not round.bad.holds(round.listing.files[named]) for named in there):
            continue
        content = introduction(round.office, round.private(stream), said)
        round.members.learn(stream, content)
        round.put(Numbered(stream, HELLO, there[0].number + 1 if there else 1), content)
        for old in there:
            round.remove(old)


def _hello(round: Round, stream: str, *, leaving: bool) -> Hello:
    world = round.world
    former = round.own[1:] if stream == round.present else ()
    said = hello_of(
        round.office,
        round.private(stream),
        stream,
        (world.person, world.laptop, world.version),
        round.now,
        {each: round.private(each) for each in former},
    )
    return msgspec.structs.replace(said, left=leaving)


def push(round: Round, posted: list[tuple[str, int, int]]) -> None:
    """Publish what the share does not show of this file's streams: what former names left unpublished comes first.

    Each line with the first and last place that went out is added to `posted`."""
    drop(round.ledger, round.world.anchors, round.world.machine)  # before anybody can see what it names
    for stream in reversed(round.own):
        for line in round.known.lines(stream):
            # A relay of ours counts for nothing: it may be vouched for by who published it.
            pieces = [piece for piece in pieces_of(round, line) if not piece.is_relay]
            for first, last in open_places(round, line, pieces):
                publish(round, line, first, last, posted)
            note_published(
                round, line, round.known.length(line)
            )  # also what this file did not publish itself


def pieces_of(round: Round, line: str) -> list[Piece]:
    """The files on the share that hold edits of a line, and are not known to be bad."""
    return [
        piece
        for piece in round.listing.pieces(origin(line))
        if not round.bad.holds(round.listing.files[piece]) and round.covers(piece, line)
    ]


def open_places(round: Round, line: str, pieces: list[Piece]) -> list[tuple[int, int]]:
    """The known places of a line that none of the pieces hold, as first and last."""
    covered = [(piece.first, round.covers(piece, line)) for piece in pieces]
    covered.append((1, round.known.begins(line) - 1))
    return list(gaps(round.known.length(line), covered))


def publish(round: Round, line: str, first: int, last: int, posted: list[tuple[str, int, int]]) -> None:
    """Publish edits of this file's own, in as many files as they need."""
    while first <= last:
        piece = publish_file(round, one_file(round, line, first, last))
        round.sent += piece.last - piece.first + 1
        posted.append((line, piece.first, piece.last))
        note_published(round, line, piece.last)
        first = piece.last + 1


def one_file(round: Round, line: str, first: int, last: int) -> Stretch:
    """As many of these edits as one file holds."""
    return trimmed(round.ledger.stretch(line, first, min(MOST_EDITS + 1, last - first + 1)))


def publish_file(round: Round, stretch: Stretch) -> Piece:
    """Publish edits of this file's own that one file holds."""
    stream, tip = stretch.stream, tip_of(stretch)
    private = round.private(stream)
    vouch = vouch_for(private, round.office.portfolio, stream, stretch.last, tip)
    piece = Piece(stream, stream, stretch.first, stretch.last, shortened(tip))
    round.put(piece, write_segment(Segment(stretch, tip, vouch), round.office.portfolio, private))
    return piece


def published(round: Round) -> dict[str, Published]:
    """How far each line was published."""
    return round.memory.get("published", dict[str, Published]) or {}


def note_published(round: Round, line: str, place: int) -> None:
    """Remember that a line is on the share up to a place."""
    known = published(round)
    if line not in known or known[line].place < place:
        known[line] = Published(place, round.now)
        round.memory.put("published", known)


def tidy(round: Round) -> None:
    """Take half-written files of our own away a day after they were first seen."""
    own = {f"d-{stream}" for stream in round.own}
    known = round.memory.get("halves", dict[str, int]) or {}
    halves = {file.place: file for file in round.listing.halves if file.folder.lower() in own}
    since = {place: min(known.get(place, round.now), round.now) for place in halves}
    for place, file in halves.items():
        if file.name.endswith(HALF) and round.now - since[place] >= DAY:
            try:
                round.transport.remove_own(file.folder, file.name)
            except Unreadable:
                continue
            del since[place]
    round.memory.put("halves", since or None)
