# SPDX-License-Identifier: Apache-2.0
"""One round of sharing: publish what is ours, take what is others', see that nothing is missing.

Every step can be broken off and done again: what is to be done follows from what the log holds and what the share shows,
and little is remembered in between. A worker calls it. What a share does wrong ends in the report and never as an error;
errors are those of this laptop's own disk.
"""

from dataclasses import replace

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.sync import acks
from portfolio_desktop.sync.anchor import holds
from portfolio_desktop.sync.consolidating import consolidate
from portfolio_desktop.sync.ledger import Ledger, Memory, origin
from portfolio_desktop.sync.office import kept_office
from portfolio_desktop.sync.publishing import introduce, published, push, tidy
from portfolio_desktop.sync.relaying import relay, withdraw
from portfolio_desktop.sync.repairing import look_again, repair
from portfolio_desktop.sync.report import Quarantined, Report
from portfolio_desktop.sync.share.layout import FORMAT_FILE, FORMAT_WORDS
from portfolio_desktop.sync.share.transport import ShareTrouble, Transport
from portfolio_desktop.sync.snapshots import make_snapshot, read_snapshot, remove_old
from portfolio_desktop.sync.state import Round, World
from portfolio_desktop.sync.taking import Reading, meet, take_rest, take_streams

_ALONE = N_("This workspace is not shared. Share it into a folder first, or join one.")
_SILENT = "unreachable"


def round(  # the word of the trade; nobody rounds numbers here
    ledger: Ledger, transport: Transport, world: World, *, thorough: bool = False, put_back: bool = False
) -> Report:
    """Bring workspace and share together as far as the share allows it now.

    A `thorough` round, the first after a start, reads our own files again and tries once more what was bad. With `put_back`
    everything that has gone from the share is published again at once. Refuses a workspace that is not shared.
    """
    office = kept_office(Memory(ledger), ledger.portfolio)
    if office is None:
        raise Refusal(_(_ALONE))
    this = Round(ledger, transport, world, office, thorough=thorough)
    with this.memory.together():
        return _reported(this, put_back=put_back)


def _reported(this: Round, *, put_back: bool) -> Report:
    posted: list[tuple[str, int, int]] = []
    acks.recall(this)
    try:
        _go_round(this, posted, put_back=put_back)
    except ShareTrouble as error:
        since = min(this.memory.get(_SILENT, int) or this.now, this.now)
        this.memory.put(_SILENT, since)
        return replace(
            _report(this, posted, []), unreachable_since=since, trouble=str(error), fault=error.fault
        )
    this.memory.put(_SILENT, None)
    return _report(this, posted, this.bad.keep(this.listing))


def _go_round(this: Round, posted: list[tuple[str, int, int]], *, put_back: bool) -> None:
    reading = Reading(this)
    if put_back:
        this.plain.put_new("", FORMAT_FILE, FORMAT_WORDS)  # which everybody may read
    if not holds(this.ledger, this.world.anchors, this.world.machine):
        this.go_under_another_name()
    this.look()
    meet(this, reading)
    this.know_own()
    acks.hear(this, reading)
    take_rest(this)
    take_streams(this, reading, this.own)
    repair(this, reading)
    introduce(this)
    push(this, posted)
    read_snapshot(this, reading)
    others = [stream for stream in this.listing.streams() if stream not in this.own]
    take_streams(this, reading, others)
    look_again(this, reading)
    relay(this, reading, at_once=put_back)
    withdraw(this)
    consolidate(this, reading)
    packs, packed = make_snapshot(this)
    acks.acknowledge(this, packs, packed)
    remove_old(this, packs)
    tidy(this)


def _report(this: Round, posted: list[tuple[str, int, int]], quarantined: list[Quarantined]) -> Report:
    return Report(
        sent=this.sent,
        taken=this.taken,
        relayed=this.relayed,
        unsent=_unsent(this),
        absent=tuple(this.absent),
        rotated=this.rotated,
        posted=tuple(posted),
        published={line: told.place for line, told in published(this).items()},
        waiting=tuple(this.waiting),
        quarantined=tuple(quarantined),
        strange=tuple(this.listing.strange),
        newer=tuple(sorted(this.newer)),
        divergences=tuple(acks.divergences(this)),
        clocks=tuple(acks.skews(this)),
        laptops=tuple(acks.laptops(this)),
    )


def _unsent(this: Round) -> int:
    """How many edits of this file have never been on the share."""
    told = published(this)
    return sum(
        end.place - max(told[line].place if line in told else 0, this.known.begins(line) - 1)
        for line, end in this.known.ends().items()
        if origin(line) in this.own
    )
