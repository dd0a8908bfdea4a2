# SPDX-License-Identifier: Apache-2.0
"""Taking what others published: read, proved, and handed to the log, each stream in the order of its edits."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from contextlib import suppress

from portfolio_desktop.storage.travel.edits import Stretch
from portfolio_desktop.sync.ledger import Memory, portions
from portfolio_desktop.sync.membership import HELLO
from portfolio_desktop.sync.office import LARGEST_PAPER
from portfolio_desktop.sync.report import Waiting
from portfolio_desktop.sync.segments import LARGEST_FILE, Newer, Segment, read_segment, shortened
from portfolio_desktop.sync.share.layout import Named, Numbered, Piece
from portfolio_desktop.sync.share.transport import BadFile, Missing, Unreachable, Unreadable
from portfolio_desktop.sync.state import Round

AT_ONCE = 100
"""So many edits go into the log in one transaction: somebody who saves waits for one at most."""

MANY = 5000
"""From so many on they go in at once: the log then makes its registers anew, which is quicker than one after the other."""

_MOST_BAD = 200  # files of one stream that are found bad in one round
_IN_A_ROW = 5  # files that cannot be read, before it is the share that cannot


class Reading:
    """The share, read file by file. Keeps count of what goes wrong."""

    def __init__(self, round: Round) -> None:
        self._round = round
        self._failed = 0
        self.unreadable: set[Named] = set()

    def content(self, named: Named, most: int) -> bytes | None:
        """A file; None where it cannot be had now. Files that fail one after the other are a share that fails."""
        file = self._round.listing.files[named]
        try:
            content = self._round.transport.read(file.folder, file.name, most)
        except Missing:
            return None
        except Unreadable as error:
            self.unreadable.add(named)
            self._failed += 1
            if self._failed >= _IN_A_ROW:
                raise Unreachable(str(error)) from error
            return None
        except BadFile as error:
            self._round.bad.put(file, str(error))
            return None
        self._failed = 0
        return content

    def segment(self, piece: Piece) -> Segment | None:
        """The edits in a file; None where they cannot be had, for a reason that has been noted."""
        round = self._round
        publisher = round.members.key(piece.device)
        if publisher is None:
            self._wait(piece, "introduction")
            return None
        content = self.content(piece, LARGEST_FILE)
        return None if content is None else self.proved(content, piece, publisher)

    def proved(self, content: bytes, piece: Piece, publisher: bytes) -> Segment | None:
        """The edits in the content of a file."""
        round, file = self._round, self._round.listing.files[piece]
        try:
            segment = read_segment(
                content,
                portfolio=round.office.portfolio,
                publisher=publisher,
                author=lambda stream, hello: round.members.author(stream, hello, piece.device),
                piece=piece,
            )
        except Newer:
            round.newer.add(piece.device)
            self._wait(piece, "newer")
            return None
        except BadFile as error:
            round.bad.put(file, str(error))
            return None
        round.bad.release(file)
        return segment

    def _wait(self, piece: Piece, why: str) -> None:
        self._round.waiting.append(Waiting(piece.stream, piece.first, why))


def meet(round: Round, reading: Reading) -> None:
    """Learn who takes part: each laptop's newest hello that can be believed."""
    seen = round.memory.get("hellos", dict[str, int]) or {}
    for device in round.listing.devices():
        for named in round.listing.numbered(device, HELLO):
            if named.number == seen.get(device, 0) and round.members.hello(device) is not None:
                break
            if round.bad.is_due(round.listing.files[named]) and learn(round, reading, named):
                seen[device] = named.number
                break
    round.memory.put("hellos", seen)


def learn(round: Round, reading: Reading, named: Numbered) -> bool:
    """Read a hello; whether it can be believed."""
    file, content = round.listing.files[named], reading.content(named, LARGEST_PAPER)
    if content is None:
        return False
    try:
        round.members.learn(named.device, content)
    except BadFile as error:
        round.bad.put(file, str(error))
        return False
    round.bad.release(file)
    return True


def take_streams(round: Round, reading: Reading, streams: Iterable[str]) -> None:
    """Take what is new of these streams."""
    for stream in streams:
        _take_stream(round, reading, stream)


def _take_stream(round: Round, reading: Reading, stream: str) -> None:
    todo = [piece for piece in round.listing.pieces(stream) if not round.knows(piece)]
    early: list[Piece] = []  # of a branch whose beginning is not known yet
    unread: list[Piece] = []
    bad = 0
    while bad < _MOST_BAD and (ready := [piece for piece in todo if round.tags(stream, piece.first - 1)]):
        piece = max(ready, key=lambda each: (each.last, -each.first))
        todo.remove(piece)
        file = round.listing.files[piece]
        if not round.bad.is_due(file):
            continue
        segment = reading.segment(piece)
        bad += round.bad.holds(file)
        if segment is None:
            unread += [piece] if piece in reading.unreadable else []
            continue
        if _is_taken(round, segment, piece):
            todo = [each for each in todo + early if not round.knows(each)]
            early = []
        else:
            early.append(piece)
    left = [piece for piece in todo + early if not round.bad.holds(round.listing.files[piece])]
    if left:
        round.waiting.append(Waiting(stream, min(piece.first for piece in left), "edits before it"))
    if unread := [piece for piece in unread if not round.knows(piece)]:
        round.waiting.append(Waiting(stream, min(piece.first for piece in unread), "unreadable"))


def _is_taken(round: Round, segment: Segment, piece: Piece) -> bool:
    try:
        return take_segment(round, segment)
    except BadFile as error:
        round.bad.put(round.listing.files[piece], str(error))
        return False


def take_segment(round: Round, segment: Segment) -> bool:
    """Hand what is new in proved edits to the log; whether they follow on what is known."""
    stretch = segment.stretch
    if stretch.before not in round.tags(stretch.stream, stretch.first - 1):
        return False
    keep_vouch(round.memory, segment)
    news = _news(round, stretch)
    if news is None:
        return True
    if stretch.stream == round.present:
        # Somebody else writes under the name of this file, or it was put back from a backup: it goes on under another.
        round.go_under_another_name()
    _hand_over_in_portions(round, news)
    return True


def _hand_over_in_portions(round: Round, news: Stretch) -> None:
    """Give proved edits to the log, some at a time.

    Their author's word is for the whole, and nobody could publish its beginning alone: so what has not been taken yet is kept
    until all is, should the program be killed in between.
    """
    parts = list(portions(news, AT_ONCE if len(news.edits) < MANY else len(news.edits)))
    round.memory.put("half", news if len(news.edits) > 1 else None)  # a log may take a portion bit by bit
    try:
        for portion in parts:
            hand_over(round, [portion])
    except BadFile:
        round.memory.put("half", None)
        raise
    round.memory.put("half", None)


def take_rest(round: Round) -> None:
    """Take the rest of what was being taken when the program was killed."""
    half = round.memory.get("half", Stretch)
    news = None if half is None else _news(round, half)
    if news is not None:
        with suppress(BadFile):  # the log refuses it: the file is judged when it is read again
            _hand_over_in_portions(round, news)
    round.memory.put("half", None)


def hand_over(round: Round, stretches: Sequence[Stretch]) -> None:
    """Give proved edits to the log, which is the last to judge them: raises BadFile."""
    round.memory.keep()  # the word of who made them, before they are known
    taken = round.ledger.take(stretches)
    round.has_taken(*{stretch.stream for stretch in stretches})
    round.taken += taken.edits
    if taken.refused:
        raise BadFile(taken.refused[0][1])


def _news(round: Round, stretch: Stretch) -> Stretch | None:
    """What of it is not known; what comes before that is."""
    if stretch.first > max(
        (round.known.length(line) for line in round.known.lines(stretch.stream)), default=0
    ):
        return stretch
    tags = stretch.tags()

    def is_new(index: int) -> bool:
        return tags[index] not in round.tags(stretch.stream, stretch.first + index)

    start = bisect_left(range(len(tags)), True, key=is_new)
    return None if start == len(tags) else stretch.part(start)


def keep_vouch(memory: Memory, segment: Segment) -> None:
    """Keep the author's word, so that the edits can be published again should their file be lost."""
    stretch = segment.stretch
    kept = vouches(memory, stretch.stream)
    kept[f"{stretch.last}-{shortened(segment.tip)}"] = segment.vouch
    memory.put(f"vouch.{stretch.stream}", kept)


def vouches(memory: Memory, stream: str) -> dict[str, bytes]:
    """The words of its author that are known of a stream, by place and beginning of the tag."""
    return memory.get(f"vouch.{stream}", dict[str, bytes]) or {}
