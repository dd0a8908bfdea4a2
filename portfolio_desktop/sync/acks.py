# SPDX-License-Identifier: Apache-2.0
"""What each laptop says that it has: so everybody knows who lacks what, whose clock is off, and that all agree.

Two laptops that know the same edits must have come to the same state. Each acknowledgement names both by a digest, and any
two of one version that know the same and differ are told of: that is a fault of ours, and must not stay hidden.
"""

import hashlib
from collections.abc import Mapping

import msgspec

from portfolio_desktop.sync.ledger import Memory, origin, state_digest
from portfolio_desktop.sync.membership import MOST_COMPLAINTS, Ack, Hello
from portfolio_desktop.sync.office import LARGEST_PAPER, read_paper, write_paper
from portfolio_desktop.sync.report import Divergence, LaptopSeen, Skew
from portfolio_desktop.sync.share.layout import Numbered
from portfolio_desktop.sync.share.transport import BadFile
from portfolio_desktop.sync.state import DAY, HOUR, Round
from portfolio_desktop.sync.taking import Reading

ACK = "ack"

_OFF = 10 * 60_000
_LATELY = 7 * DAY
_REMEMBERED = 50
_DOUBTED = 14  # days for which a complaint counts: who is never heard of again cannot take it back


class _Seen(msgspec.Struct):
    number: int
    ack: Ack
    heard: int


def recall(round: Round) -> None:
    """What the others had acknowledged when they were last heard: all that a round knows of them before it reaches the share."""
    _note(
        round,
        round.memory.get("acks", dict[str, _Seen]) or {},
        round.memory.get("clocks", dict[str, int]) or {},
    )


def hear(round: Round, reading: Reading) -> None:
    """Read what the others acknowledged, where they have said something new."""
    seen = round.memory.get("acks", dict[str, _Seen]) or {}
    clocks = round.memory.get("clocks", dict[str, int]) or {}
    for each in seen.values():
        each.heard = min(each.heard, round.now)  # our own clock was wrong then: nobody is heard in the future
    for device in round.listing.devices():
        key = round.members.key(device)
        if key is None or device in round.own:
            continue
        for named in round.listing.numbered(device, ACK):
            if device in seen and named.number == seen[device].number:
                break
            ack = _read(round, reading, named, key)
            if ack is not None:
                seen[device] = _Seen(named.number, ack, round.now)
                clocks[device] = _skew(round, ack)
                break
    _note(round, seen, clocks)
    round.memory.put("acks", seen)
    round.memory.put("clocks", round.skews or None)


def _note(round: Round, seen: Mapping[str, _Seen], clocks: Mapping[str, int]) -> None:
    round.acks = {device: each.ack for device, each in seen.items()}
    round.heard = {device: min(each.ack.clock, each.heard) for device, each in seen.items()}
    round.skews = {
        device: off for device, off in clocks.items() if off and _is_recent(round, seen[device].heard)
    }
    round.doubted = {place for ack in recent(round, _DOUBTED).values() for place in ack.unread}


def _is_recent(round: Round, heard: int) -> bool:
    """Whether that was lately, and by a clock that goes as ours does now: what ours said while it was wrong is no measure."""
    return -_OFF <= round.now - heard <= _LATELY


def _read(round: Round, reading: Reading, named: Numbered, key: bytes) -> Ack | None:
    file = round.listing.files[named]
    content = reading.content(named, LARGEST_PAPER) if round.bad.is_due(file) else None
    if content is None:
        return None
    try:
        ack = read_paper(round.office, ACK, content, Ack, lambda _said: key)
        if (ack.portfolio, ack.stream) != (round.office.portfolio, named.device):
            raise BadFile("of another laptop")
    except BadFile as error:
        round.bad.put(file, str(error))
        return None
    round.bad.release(file)
    return ack


def _skew(round: Round, ack: Ack) -> int:
    """By how much a laptop's clock is ahead, or behind by at least; 0 where neither can be said.

    What was acknowledged just now was not made in the future; and who acknowledges edits of ours did so after we made them,
    unless it was our own clock that was wrong then: what it dated in the future is no measure.
    """
    if ack.clock - round.now > _OFF:
        return ack.clock - round.now
    published = round.memory.get("published", dict[str, dict[str, int]]) or {}
    behind = [
        ack.clock - told["at"]
        for line, told in published.items()
        if ack.frontier.get(origin(line), 0) >= told["place"]
        and told["at"] - ack.clock > _OFF
        and told["at"] - round.now <= _OFF
    ]
    return min(behind, default=0)


def present_acks(round: Round) -> dict[str, Ack]:
    """What the laptops say that still take part under the name they say it in."""
    return {stream: ack for stream, ack in round.acks.items() if not _is_past(round, stream, ack)}


def _is_past(round: Round, stream: str, ack: Ack | None) -> bool:
    """Whether a laptop has left, or goes under another name since."""
    hello = round.members.hello(stream)
    if hello is not None and hello.left:
        return True
    hellos = (round.members.hello(each) for each in round.members.streams())
    return any(
        each is not None
        and stream in each.former
        and (ack is None or each.made >= ack.clock)
        and round.members.replaces(each, stream)
        for each in hellos
    )


def acknowledge(round: Round, packs: list[str], packed: dict[str, int]) -> None:
    """Say what this laptop has, where that is something new or nothing was said for an hour."""
    last = round.memory.get("ack", Ack)
    said = Ack(
        portfolio=round.office.portfolio,
        stream=round.present,
        frontier=round.known.reach(),
        known=_known(round),
        digest=_digest(round, last),
        clock=round.now,
        unread=_unread(round),
        packs=packs,
        packed=packed,
        version=round.world.version,
    )
    there = round.listing.numbered(round.present, ACK)
    same = last is not None and msgspec.structs.replace(said, clock=last.clock) == last
    if there and same and last is not None and 0 <= round.now - last.clock < HOUR:
        return
    content = write_paper(round.office, round.private(round.present), ACK, said)
    round.put(Numbered(round.present, ACK, round.listing.next_number(round.present, ACK)), content)
    round.memory.put("ack", said)
    for old in there:
        round.remove(old)


def _known(round: Round) -> str:
    tips = sorted(end.tag.hex() for end in round.known.ends().values() if end.tag)
    return hashlib.sha256(" ".join(tips).encode()).hexdigest()[:32]


def _digest(round: Round, last: Ack | None) -> str:
    """The digest of the state, worked out once for all that is known; empty where it is too early for that.

    It costs a second in a large workspace: so it waits for a round in which nothing is new, or for an hour, and is worked out
    in pieces, between which whoever works at the workspace gets their turn.
    """
    known, digests = _known(round), _digests(round)
    key = _key(round, known)
    if key in digests:
        return digests[key]
    since = round.now - (round.memory.get("digested", int) or 0)
    quiet = last is not None and last.known == known
    if not (round.thorough or quiet or not 0 <= since < HOUR):
        return ""
    found = state_digest(round.ledger)
    if round.ledger.ends() != round.known.ends():
        return ""  # somebody saved meanwhile: it is the digest of neither state
    round.memory.put("digests", [*digests.items(), (key, found)][-_REMEMBERED:])
    round.memory.put("digested", round.now)
    return found


def _digests(round: Round) -> dict[str, str]:
    """What this laptop came to lately, by what it knew and which version it was."""
    return dict(round.memory.get("digests", list[tuple[str, str]]) or [])


def _unread(round: Round) -> list[str]:
    bad = [file.place for file in round.listing.files.values() if round.bad.holds(file)]
    return sorted(place for place in bad if len(place) <= 200)[:MOST_COMPLAINTS]


def _key(round: Round, known: str) -> str:
    """Another version may show more of the same edits."""
    return f"{round.world.version} {known}"


def doubt(memory: Memory) -> None:
    """Work out anew what the registers come to: they were made anew."""
    memory.put("digests", None)
    memory.put("digested", None)


def divergences(round: Round) -> list[Divergence]:
    """Laptops of this version that know the same as this one does, or did lately, and came to something else."""
    digests = _digests(round)
    found = []
    for stream, ack in sorted(present_acks(round).items()):
        mine = digests.get(_key(round, ack.known))
        if mine and ack.digest not in ("", mine) and ack.version == round.world.version:
            found.append(Divergence(stream, mine, ack.digest))
    return found


def skews(round: Round) -> list[Skew]:
    """The clocks that are off."""
    there = present_acks(round)
    return [Skew(stream, off) for stream, off in sorted(round.skews.items()) if stream in there]


def laptops(round: Round) -> list[LaptopSeen]:
    """Who takes part, and what each has: this laptop too, where a copy of it goes on under another name.

    A laptop that was put back from one copy again and again lacks the names it had in between, and cannot prove that they were
    its own. They are left out once all that they had is here, if nothing was heard of them since one of that name began.
    """
    mine, found = round.known.reach(), []
    for stream in round.members.streams():
        hello, ack = round.members.hello(stream), round.acks.get(stream)
        if hello is None or (stream in round.own and stream != round.present):
            continue
        if stream == round.present or hello.left or not _is_past(round, stream, ack):
            found.append(_seen(round, hello, ack, mine))
    begun: dict[tuple[str, str], int] = {}
    for each in found:
        hello = round.members.hello(each.stream)
        begun[_who(each)] = max(begun.get(_who(each), 0), hello.made if hello else 0)
    return [
        each for each in found if each.is_this or each.brings or _last_word(round, each) >= begun[_who(each)]
    ]


def _who(seen: LaptopSeen) -> tuple[str, str]:
    return seen.person, seen.laptop


def _last_word(round: Round, seen: LaptopSeen) -> int:
    hello = round.members.hello(seen.stream)
    return max(seen.seen or 0, hello.made if hello else 0)


def _seen(round: Round, hello: Hello, ack: Ack | None, mine: dict[str, int]) -> LaptopSeen:
    is_this = hello.stream == round.present
    theirs = mine if is_this else ack.frontier if ack is not None else {}
    return LaptopSeen(
        stream=hello.stream,
        person=hello.person,
        laptop=hello.laptop,
        version=hello.version,
        seen=round.now if is_this else ack.clock if ack is not None else None,
        lacks=sum(max(0, place - theirs.get(stream, 0)) for stream, place in mine.items()),
        brings=sum(max(0, place - mine.get(stream, 0)) for stream, place in theirs.items()),
        is_this=is_this,
        left=hello.left,
        knows=theirs,
    )


def recent(round: Round, days: int) -> dict[str, Ack]:
    """What the laptops say that were heard of in so many days. A clock that is ahead keeps nobody present."""
    return {
        stream: ack
        for stream, ack in present_acks(round).items()
        if round.now - round.heard[stream] <= days * DAY
    }
