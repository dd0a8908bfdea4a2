# SPDX-License-Identifier: Apache-2.0
"""Looking again at files that somebody could not read: our own, to take those away that are damaged and can be made anew, and
others', to say no longer that they are."""

from portfolio_desktop.sync.membership import HELLO
from portfolio_desktop.sync.office import public_key
from portfolio_desktop.sync.share.layout import Named, Numbered, Parcel, Piece, Snapshot
from portfolio_desktop.sync.share.parcels import LARGEST_PARCEL, read_parcel
from portfolio_desktop.sync.share.transport import BadFile
from portfolio_desktop.sync.snapshots import look_at_pack
from portfolio_desktop.sync.state import DAY, Round
from portfolio_desktop.sync.taking import Reading, learn

_COMING = 7 * DAY
"""So long a damaged parcel is left: a program that keeps the folder in step may be bringing it. Nobody can post it again."""


def repair(round: Round, reading: Reading) -> None:
    """Read the files of our own that somebody could not read, and take those away that are damaged and can be made anew: they
    are then missing.

    Edits that this workspace lacks, because it was put back from a copy, it could never publish again. Their file may be whole
    tomorrow, when the folder's own program has brought the rest of it, or its older version is put back by hand.
    """
    for named, file in list(round.listing.files.items()):
        if named.device not in round.own:
            continue
        doubted = file.place in round.doubted or round.bad.holds(file)
        if doubted or (round.thorough and not isinstance(named, Snapshot)):
            _read(round, reading, named)
            if round.bad.holds(file) and _can_be_made_anew(round, named):
                round.remove(named)


def _can_be_made_anew(round: Round, named: Named) -> bool:
    if isinstance(named, Piece):
        return round.knows(named)
    if isinstance(named, Parcel):
        return round.bad.lasts(round.listing.files[named]) > _COMING
    return True


def look_again(round: Round, reading: Reading) -> None:
    """Read the files of others that were bad and that nobody needs any more: their owner may have put them right."""
    for named, file in list(round.listing.files.items()):
        needless = (
            isinstance(named, Snapshot)
            or (isinstance(named, Piece) and round.knows(named))
            or (isinstance(named, Numbered) and round.members.hello(named.device) is not None)
        )
        if needless and named.device not in round.own and round.bad.holds(file) and round.bad.is_due(file):
            _read(round, reading, named)


def _read(round: Round, reading: Reading, named: Named) -> None:
    if isinstance(named, Piece):
        reading.segment(named)
    elif isinstance(named, Snapshot):
        look_at_pack(round, reading, named)
    elif isinstance(named, Parcel):
        _read_parcel(round, reading, named)
    elif isinstance(named, Numbered) and named.kind == HELLO:
        learn(round, reading, named)


def _read_parcel(round: Round, reading: Reading, named: Parcel) -> None:
    """A parcel of our own whose day has come goes."""
    content = reading.content(named, LARGEST_PARCEL)
    if content is None:
        return
    try:
        public = public_key(round.private(named.device))
        opened = read_parcel(content, named, round.office.portfolio, public)
    except BadFile as error:
        round.bad.put(round.listing.files[named], str(error))
        return
    round.bad.release(round.listing.files[named])
    if opened.until <= round.now:
        round.remove(named)
