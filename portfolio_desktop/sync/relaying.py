# SPDX-License-Identifier: Apache-2.0
"""Putting back what others published and the share no longer holds whole: their edits, in their word, by whoever has them.

Absence never means deletion. What is missing is noticed, told, and put back a week later, since its author may come back
sooner; or at once, when somebody asks for it.
"""

from collections.abc import Iterator

from portfolio_desktop.storage.travel.edits import Stretch
from portfolio_desktop.sync.acks import recent
from portfolio_desktop.sync.ledger import origin
from portfolio_desktop.sync.membership import HELLO
from portfolio_desktop.sync.publishing import open_places, pieces_of
from portfolio_desktop.sync.segments import (
    MOST_EDITS,
    Segment,
    shortened,
    tip_of,
    trimmed,
    vouch_for,
    write_segment,
)
from portfolio_desktop.sync.share.layout import Piece
from portfolio_desktop.sync.state import DAY, HOUR, Round
from portfolio_desktop.sync.taking import Reading, vouches

_PATIENCE = 7 * DAY


def relay(round: Round, reading: Reading, *, at_once: bool) -> None:
    """Put back what is missing of others' streams, where it is time or somebody asked for it."""
    noticed = round.memory.get("gone", dict[str, int]) or {}
    missing: dict[str, int] = {}
    for line in sorted(round.known.ends()):
        if origin(line) in round.own:
            continue
        pieces = _trusted(round, line)
        places = open_places(round, line, pieces)
        if not places:
            continue
        missing[line] = min(noticed.get(line, round.now), round.now)  # a clock may be set back
        orphan = round.members.key(origin(line)) is None
        if at_once or orphan or round.now - missing[line] >= _PATIENCE + _turn(round):
            places = open_places(round, line, _read_again(round, reading, line, pieces))
            for place in places:
                _put_back(round, line, *place)
            if not open_places(round, line, pieces_of(round, line)):
                del missing[line]
                continue
        round.absent += [(line, first, last) for first, last in places]
    round.memory.put("gone", missing or None)


def _trusted(round: Round, line: str) -> list[Piece]:
    """The files of a line that a newcomer can use: nobody says that they are damaged, and their publisher is introduced."""
    return [
        piece
        for piece in pieces_of(round, line)
        if round.listing.files[piece].place not in round.doubted and _is_introduced(round, piece.device)
    ]


def _is_introduced(round: Round, device: str) -> bool:
    """Whether the hello of a laptop is there for those who do not know it yet."""
    hellos = [round.listing.files[named] for named in round.listing.numbered(device, HELLO)]
    return any(file.place not in round.doubted and not round.bad.holds(file) for file in hellos)


def _read_again(round: Round, reading: Reading, line: str, trusted: list[Piece]) -> list[Piece]:
    """The trusted files, and those others whose reproach turns out to be unfounded."""
    others = [
        piece
        for piece in pieces_of(round, line)
        if piece not in trusted and _is_introduced(round, piece.device)
    ]
    return trusted + [piece for piece in others if reading.segment(piece) is not None]


def _turn(round: Round) -> int:
    """How much longer this laptop waits than the first of those that are about, so that not all put back the same."""
    about = sorted({*recent(round, 2), round.present})
    return about.index(round.present) * HOUR


def _put_back(round: Round, line: str, first: int, last: int) -> None:
    for segment in quoted(round, line, first, last):
        piece = segment.piece(round.present)
        round.put(piece, write_segment(segment, round.office.portfolio, round.private(round.present)))
        round.relayed += piece.last - piece.first + 1


def quoted(round: Round, line: str, first: int, last: int) -> Iterator[Segment]:
    """Edits of a line from place `first` on, at least up to `last`, each file with a word that holds for it.

    Ends early where no word is known that does. A stream that nobody on this share introduced is vouched for by us.
    """
    stream = origin(line)
    while first <= last:
        stretch = trimmed(round.ledger.stretch(line, first, MOST_EDITS + 1))
        segment = _own_word(round, stretch, last) if _is_ours_to_vouch(round, stream) else None
        segment = segment or _their_word(round, stretch, last)
        if segment is None:
            return
        yield segment
        first = segment.stretch.last + 1


def _is_ours_to_vouch(round: Round, stream: str) -> bool:
    return stream in round.own or round.members.key(stream) is None


def _own_word(round: Round, stretch: Stretch, last: int) -> Segment:
    stretch = stretch.part(0, last - stretch.first + 1)
    private = round.private(stretch.stream if stretch.stream in round.own else round.present)
    tip = tip_of(stretch)
    vouch = vouch_for(private, round.office.portfolio, stretch.stream, stretch.last, tip)
    return Segment(stretch, tip, vouch, round.members.text(stretch.stream))


def _their_word(round: Round, stretch: Stretch, last: int) -> Segment | None:
    """Up to the first end at or after `last` for which the author's word is known, or the last before it."""
    words = vouches(round.memory, stretch.stream)
    chosen: Segment | None = None
    for count, tip in enumerate(stretch.tags(), 1):
        place = stretch.first + count - 1
        word = words.get(f"{place}-{shortened(tip)}")
        if word is not None:
            chosen = Segment(stretch.part(0, count), tip, word, round.members.text(stretch.stream))
            if place >= last:
                break
    return chosen


def withdraw(round: Round) -> None:
    """Take relays of our own away that the author's own files have made needless."""
    mine = [
        piece
        for piece in round.listing.files
        if isinstance(piece, Piece) and piece.is_relay and piece.device in round.own
    ]
    for relay_piece in mine:
        for line in round.known.lines(relay_piece.stream):
            pieces = [piece for piece in _trusted(round, line) if not piece.is_relay]
            if round.line_of(relay_piece) == line and not any(
                first <= relay_piece.last and relay_piece.first <= last
                for first, last in open_places(round, line, pieces)
            ):
                round.remove(relay_piece)
                break
