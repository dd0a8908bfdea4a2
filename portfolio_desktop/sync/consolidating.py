# SPDX-License-Identifier: Apache-2.0
"""Keeping a laptop's folder small: eight small files of edits become a larger one, and go once nobody needs them.

Sizes are counted by powers of eight, so that no edit is written more than a handful of times in all the years.
"""

from portfolio_desktop.sync.acks import recent
from portfolio_desktop.sync.publishing import one_file, pieces_of, publish_file
from portfolio_desktop.sync.segments import MOST_EDITS
from portfolio_desktop.sync.share.layout import Piece
from portfolio_desktop.sync.state import Round
from portfolio_desktop.sync.taking import Reading

TOGETHER = 8
MOST_FILES = 64
"""More files than a folder should hold: synchronising programs grow slow with many."""

_ABSENT = 90  # days after which nobody waits for a laptop any more
_SIZE_BITS = 3


def consolidate(round: Round, reading: Reading) -> None:
    """Take needless small files away, then put others together. What is put together today is trusted tomorrow."""
    for stream in round.own:
        for line in round.known.lines(stream):
            _remove_contained(round, reading, _own_pieces(round, line))
            run = _run(_outermost(_own_pieces(round, line)))
            while len(run) > 1:
                stretch = one_file(round, line, run[0].first, run[-1].last)
                if stretch.last > run[0].last:
                    publish_file(round, stretch)
                    break
                del run[0]  # its texts are so long that it is as large as a file becomes


def _own_pieces(round: Round, line: str) -> list[Piece]:
    """The files of this laptop's own that end on a line."""
    return [piece for piece in pieces_of(round, line) if not piece.is_relay and round.line_of(piece) == line]


def _outermost(pieces: list[Piece]) -> list[Piece]:
    """Those that lie within no other, in the order of their places."""
    chosen: list[Piece] = []
    for piece in sorted(pieces, key=lambda each: (each.first, -each.last)):
        if not chosen or piece.last > chosen[-1].last:
            chosen.append(piece)
    return chosen


def _run(pieces: list[Piece]) -> list[Piece]:
    """Neighbours that are to become one file: the smallest that there are enough of; none where there are not."""
    for size in range((MOST_EDITS.bit_length() - 1) // _SIZE_BITS + 1):
        run: list[Piece] = []
        for piece in pieces:
            small = (piece.last - piece.first + 1).bit_length() <= _SIZE_BITS * (size + 1)
            fits = run and piece.first == run[-1].last + 1 and piece.last - run[0].first < MOST_EDITS
            if not (small and fits):
                if len(run) >= TOGETHER:
                    return run
                run = []
            if small:
                run.append(piece)
        if len(run) >= TOGETHER:
            return run
    return []


def _remove_contained(round: Round, reading: Reading, pieces: list[Piece]) -> None:
    """Remove files that lie whole within another one, which is read first.

    They go once everybody seen in a quarter of a year has what they hold. Where the folder is too full for that, nobody is
    waited for: the larger file holds the same.
    """
    outer = _outermost(pieces)
    crowd = round.listing.in_folder(pieces[0].device) - MOST_FILES if pieces else 0
    sound: dict[Piece, bool] = {}
    for piece in pieces:
        around = next((each for each in outer if each.first <= piece.first and piece.last <= each.last), None)
        if around is None or around == piece:
            continue
        if crowd <= 0 and not _is_known_to_all(round, piece):
            continue
        if around not in sound:
            sound[around] = reading.segment(around) is not None
        if sound[around]:
            round.remove(piece)
            crowd -= 1


def _is_known_to_all(round: Round, piece: Piece) -> bool:
    return all(ack.frontier.get(piece.stream, 0) >= piece.last for ack in recent(round, _ABSENT).values())
