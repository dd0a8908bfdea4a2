# SPDX-License-Identifier: Apache-2.0
"""A damaged workspace made anew: from its own history, from a copy, from the share, or from all of them together.

The damaged file is read and set aside, never written. What could not be kept is said.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from portfolio_desktop.base.clock import local_time
from portfolio_desktop.base.dates import format_moment
from portfolio_desktop.base.errors import Refusal, Trouble
from portfolio_desktop.base.files import ask_disk, is_file, is_there, move_over
from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.catalogue.records import CATALOGUE
from portfolio_desktop.services.office import Office, open_office
from portfolio_desktop.services.safekeeping.checking import Mend, check
from portfolio_desktop.services.safekeeping.copies import kept_copies
from portfolio_desktop.services.safekeeping.reentering import reenter
from portfolio_desktop.storage.backup import verify
from portfolio_desktop.storage.connect import companions
from portfolio_desktop.storage.edits import HEADER
from portfolio_desktop.storage.keys.ring import RING
from portfolio_desktop.storage.lock import WriterLock
from portfolio_desktop.storage.mending.anew import make_anew, unknown
from portfolio_desktop.storage.mending.salvage import Pool, Salvage, dig, salvage
from portfolio_desktop.storage.store import Surroundings

_NOTHING = N_(
    "Nothing of the history of {path} can be read, and no copy of it is kept on this laptop. If it was shared, join again with "
    "an invitation; if there is a copy elsewhere, restore that."
)
_NO_COPY = N_("No copy of {name} that is whole is kept on this laptop.")
_NO_SHARE = N_("What {name} knew of its share cannot be read. Join again with an invitation.")


class Source(StrEnum):
    """What a file is made anew from."""

    EVERYTHING = "everything"
    LOG = "log"
    BACKUP = "backup"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class Prospect:
    """What one source would give: so many changes as people make them, the last at `until`, in this laptop's own time.

    `loose` edits can be read and have lost their place in the history; `missing` ones were there and cannot be read.
    """

    source: Source
    changes: int
    until: datetime | None
    loose: int = 0
    missing: int = 0
    copy: Path | None = None

    @property
    def is_complete(self) -> bool:
        """Whether nothing that is known of is missing."""
        return not self.loose and not self.missing

    @property
    def words(self) -> str:
        """What is whole, in a sentence or two."""
        return " ".join(_in_words(self))


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What was made anew at `path`, with the damaged file kept at `aside`. `changes` and those that it `took` from the share are
    such as people make; `reentered` and `missing` count edits, since of an act a part may be left."""

    path: Path
    aside: Path
    changes: int
    until: datetime | None
    reentered: int
    missing: int
    took: int

    @property
    def words(self) -> str:
        """What was done, and what is not in it."""
        return " ".join(_report(self))


Fill = Callable[[Office, bool], int | None]
"""Has a workspace go on with its share, and takes what that has where it is told to; how many changes of people came, None where
nothing came at all."""


def prospects(path: Path, second: Path | None = None) -> tuple[Prospect, ...]:
    """What is whole of the workspace at `path`: of everything together first, then of each source by itself."""
    own = dig(path)
    log = salvage(own)
    copy = _newest_whole(path, second, log.portfolio)
    found: list[Prospect] = []
    if copy is not None:
        kept = dig(copy)
        of_copy = salvage(kept)
        own.add(kept)
        found.append(_prospect(Source.EVERYTHING, salvage(own), copy))
        found.append(_prospect(Source.BACKUP, of_copy, copy))
    if log.edits or log.loose:
        found.insert(1 if found else 0, _prospect(Source.LOG, log))
    if log.is_shared or salvage(own).is_shared:
        found.append(Prospect(Source.SHARE, 0, None))
    return tuple(found)


def rebuild(
    path: Path,
    author: str,
    source: Source = Source.EVERYTHING,
    *,
    second: Path | None = None,
    fill: Fill | None = None,
) -> Rebuilt:
    """Put a workspace made from `source` in the place of the damaged one, which is kept beside it.

    `fill` is told to take what the share has where that is among the sources. Refuses where the source holds nothing; then
    nothing has changed.
    """
    lock = WriterLock(path)
    lock.take(author)
    try:
        found, copy = _gathered(path, source, second)
        # What was emptied does not say any more what it was encrypted under; its copy does.
        sealed = path if copy is None or path.stat().st_size else copy
        half, whole = _making(path), _made_whole(path)
        for left in (half, whole):  # by one that was killed: nobody is at it still, since who is has the lock
            _clear(left)
        try:
            made = _made(half, found, author, source, fill, RING.key_of(sealed))
            move_over(half, whole)
            aside = _set_aside(path)
            move_over(whole, path)
        finally:
            for left in (half, whole):
                _clear(left)
    finally:
        lock.release()
    return replace(made, path=path, aside=aside)


def finish(path: Path, author: str) -> bool:
    """Put in its place what was made anew, where that was broken off when the damaged file was out of the way. Whether it was."""
    whole = _made_whole(path)
    if ask_disk(is_there, path) or not ask_disk(is_file, whole):
        return False
    lock = WriterLock(path)
    lock.take(author)
    try:
        move_over(whole, path)
        for left in (_making(path), whole):
            _clear(left)
    finally:
        lock.release()
    return True


def _making(path: Path) -> Path:
    """Where a workspace lies while it is made anew: under a name that nobody opens."""
    return path.with_name(f"{path.name}.rebuilding")


def _made_whole(path: Path) -> Path:
    """Where it lies once all is in it, until the damaged one is out of the way."""
    return path.with_name(f"{path.name}.rebuilt")


def _clear(half: Path) -> None:
    for left in (half, *companions(half), half.with_name(f"{half.name}.lock")):
        left.unlink(missing_ok=True)


def _gathered(path: Path, source: Source, second: Path | None) -> tuple[Salvage, Path | None]:
    """What there is of a workspace, and the copy that it was looked for in, too."""
    own, copy = dig(path), None
    pool = own if source in (Source.EVERYTHING, Source.LOG) else Pool(memory=own.memory)
    if source is not Source.LOG:
        copy = _newest_whole(path, second, salvage(own).portfolio)
        if copy is None and source is Source.BACKUP:
            raise Refusal(_(_NO_COPY).format(name=path.name))
        if copy is not None:
            kept = dig(copy)
            pool.add(Pool(memory=kept.memory) if source is Source.SHARE else kept)
    found = salvage(pool)
    if source is Source.SHARE:
        if not found.is_shared:
            raise Refusal(_(_NO_SHARE).format(name=path.name))
    elif not found.edits and not found.loose:
        raise Refusal(_(_NOTHING).format(path=path))
    return found, copy


def _newest_whole(path: Path, second: Path | None, portfolio: str) -> Path | None:
    for kept in kept_copies(path, second):
        with suppress(Refusal, Trouble, OSError):
            verify(kept.path)
            if portfolio in ("", salvage(dig(kept.path)).portfolio):
                return kept.path
    return None


def _made(
    half: Path, found: Salvage, author: str, source: Source, fill: Fill | None, key: bytes | None
) -> Rebuilt:
    store = make_anew(half, found, CATALOGUE, Surroundings(author), key)
    store.close()
    with open_office(half, author) as office:
        takes = source in (Source.EVERYTHING, Source.SHARE)
        took = fill(office, takes) if fill is not None else None
        left = [piece for piece in unknown(office.store, found.loose) if piece.sent.entity != HEADER]
        entered = reenter(office, left)
        bad = [each.text for each in check(office) if each.mend is not Mend.DECIDE]
        if bad:
            raise Trouble(_("The new file is not whole, and was not kept: {words}").format(words=bad[0]))
    until = local_time(found.until) if found.until else None
    lost = found.missing + len(left) - entered
    return Rebuilt(half, half, found.acts, until, entered, lost if took is None else 0, took or 0)


def _set_aside(path: Path) -> Path:
    """Move the damaged file and its companions out of the way, as they are."""
    aside = _free(path, _("damaged {when}").format(when=f"{datetime.now().astimezone():%Y-%m-%d %H.%M}"))
    for old, new in zip((path, *companions(path)), (aside, *companions(aside)), strict=True):
        if ask_disk(is_there, old):
            old.rename(new)
    return aside


def _free(path: Path, what: str) -> Path:
    """A name beside `path` that says what it is, and that nothing has yet."""
    count, target = 1, path.with_name(f"{path.stem} ({what}){path.suffix}")
    while ask_disk(is_there, target):
        count += 1
        target = path.with_name(f"{path.stem} ({what} {count}){path.suffix}")
    return target


def _prospect(source: Source, found: Salvage, copy: Path | None = None) -> Prospect:
    until = local_time(found.until) if found.until else None
    return Prospect(source, found.acts, until, len(found.loose), found.missing, copy)


_WHOLE = {
    Source.EVERYTHING: N_("Its history together with the latest copy: {count} up to {when}."),
    Source.LOG: N_("Its own history: {count} up to {when}."),
    Source.BACKUP: N_("The latest copy: {count} up to {when}."),
}


def _in_words(found: Prospect) -> Iterator[str]:
    if found.source is Source.SHARE:
        yield _("The share: what the office has there, without what was not sent.")
        return
    if found.until is not None:
        when = format_moment(found.until)
        yield _(_WHOLE[found.source]).format(count=_changes(found.changes), when=when)
    if found.loose:
        yield ngettext(
            "Besides, {count} edit can be read; it has lost its place in the history and is entered anew.",
            "Besides, {count} edits can be read; they have lost their place in the history and are entered anew.",
            found.loose,
        ).format(count=f"{found.loose:,}")
    if found.missing:
        yield _("{count} cannot be read.").format(count=_edits(found.missing))


def _report(done: Rebuilt) -> Iterator[str]:
    if done.until is not None:
        yield _("Made {name} anew: {count} up to {when}.").format(
            name=done.path.name, count=_changes(done.changes), when=format_moment(done.until)
        )
    else:
        yield _("Made {name} anew.").format(name=done.path.name)
    if done.took:
        yield _("{count} came from the share.").format(count=_changes(done.took))
    if done.reentered:
        yield ngettext(
            "{count} edit that had lost its place in the history was entered anew, in one change set.",
            "{count} edits that had lost their place in the history were entered anew, in one change set.",
            done.reentered,
        ).format(count=f"{done.reentered:,}")
    if done.missing:
        yield _("{count} could not be kept and are not in it.").format(count=_edits(done.missing))
    else:
        yield _("Nothing that is known of is missing.")
    yield _("The damaged file is kept as it was: {path}").format(path=done.aside)


def _changes(count: int) -> str:
    return ngettext("{count} change", "{count} changes", count).format(count=f"{count:,}")


def _edits(count: int) -> str:
    return ngettext("{count} edit", "{count} edits", count).format(count=f"{count:,}")
