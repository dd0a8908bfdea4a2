# SPDX-License-Identifier: Apache-2.0
"""Sharing a workspace, joining, a round, leaving: each as one act on this laptop, and how things stood after the last."""

import contextlib
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager, ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import msgspec

from portfolio_desktop.base.errors import Refusal, Trouble
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.laptop import unsafe_here
from portfolio_desktop.base.progress import Progress
from portfolio_desktop.base.text import clean, shorten, visible_bidi
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.safekeeping.copies import keep_copy_if, unkept
from portfolio_desktop.services.safekeeping.places import refuse_in_share
from portfolio_desktop.services.sharing.leases import renew
from portfolio_desktop.sharing.diverging import agreed
from portfolio_desktop.sharing.joining import Unfinished, Watch, Watched
from portfolio_desktop.sharing.laptop import remember_folder, remembered_folder, this_world
from portfolio_desktop.sharing.ledger import Door, OfficeLedger, at_once
from portfolio_desktop.sharing.patience import Line
from portfolio_desktop.sharing.places import Place, is_elsewhere, is_of_others, reached, told_to_others
from portfolio_desktop.storage.travel.edits import End
from portfolio_desktop.sync import engine, sharing
from portfolio_desktop.sync.invitation import Invitation
from portfolio_desktop.sync.ledger import Ledger, Memory, origin
from portfolio_desktop.sync.office import kept_office
from portfolio_desktop.sync.report import LaptopSeen, Report
from portfolio_desktop.sync.share.transport import Transport
from portfolio_desktop.sync.state import World
from portfolio_desktop.sync.taking import AT_ONCE

T = TypeVar("T")

_STANDING = "standing"
_NO_FOLDER = N_(
    "This laptop does not know which folder the portfolio is shared through. What was shared is in it still. Choose it: Choose "
    "the shared folder…, or sync FILE --folder FOLDER."
)
_UNTOLD = N_(
    "{words} Until then the others cannot be told that you leave, nor sent what they lack of yours. To leave all the same: "
    "Leave without sending, or leave FILE --anyway."
)
_NOT_SHARED = N_("This workspace is not shared. Share it into a folder first, or join one.")
_ANOTHER = N_("The invitation is to another portfolio, “{title}”. Join it with a copy of its own.")
_BAD_PLACE = N_(
    "{words} Choose a folder on this laptop's own disk; only the changes go into the shared folder."
)
_GO_ON = N_("{trouble} What has come so far is kept: join again, to the same place, to go on.")
_NOTHING_YET = N_(
    "Nothing of what is shared has come into this folder yet. It may take a while until a new folder has been copied to this "
    "laptop: join again later, to the same place."
)
_READ_ONLY = N_("{name} is open for reading only, so it cannot be shared.")


class Standing(msgspec.Struct, frozen=True):
    """How things stood after the last round: at `at`, with all sent last at `sent`; both in milliseconds since 1970.

    The report counts edits. What a person would count are acts of people: `waiting` have never been on the share, `went` and
    `came` with this round, `returned` came with it and were made here under a former name, `gone` are on the share no longer,
    and `behind` says for each stream how many of those that are known here its laptop lacks.
    """

    at: int
    sent: int
    report: Report
    waiting: int = 0
    went: int = 0
    came: int = 0
    returned: int = 0
    gone: int = 0
    behind: dict[str, int] = {}


class Part:
    """What an open workspace has to do with its share. `alive` ends a wait for the share by raising Cancelled; of what is taken
    at most `most` edits go in at once."""

    def __init__(
        self,
        door: Door,
        world: World,
        *,
        alive: Callable[[], None] = lambda: None,
        line: Line | None = None,
        most: int | None = None,
    ) -> None:
        self._door = door
        self._world = world
        self._alive = alive
        self._line = line or Line()
        self._ledger = OfficeLedger(door, most=most)

    @property
    def folder(self) -> Place | None:
        """The folder or address that this laptop shares through; None where it is not known."""
        return remembered_folder(self._ledger.portfolio)

    @property
    def is_shared(self) -> bool:
        """Whether the workspace takes part in a share."""
        return kept_office(Memory(self._ledger), self._ledger.portfolio) is not None

    @property
    def is_encrypted(self) -> bool:
        """Whether nobody can read what lies in the folder without an invitation."""
        office = kept_office(Memory(self._ledger), self._ledger.portfolio)
        return office is not None and office.encrypted

    @property
    def standing(self) -> Standing | None:
        """How things stood after the last round; None before the first."""
        return Memory(self._ledger).get(_STANDING, Standing)

    def share(self, folder: Place, *, encrypted: bool, title: str) -> tuple[Invitation, Standing]:
        """Share the workspace into a folder, or at an address; a copy of it as it was alone is kept."""
        self._refuse_within(folder)
        if not self.is_shared:
            keep_copy_if(self._door(unkept))
        before = self._ledger.ends()
        with self._reached(folder) as transport:
            invitation, report = sharing.share(
                self._ledger,
                transport,
                self._world,
                encrypted=encrypted,
                title=title,
                begun=self._is_begun(folder),
                begin=lambda: self._begin(folder),
            )
            invitation = replace(invitation, address=told_to_others(folder))
            return invitation, self._keep(self._numbered(report, transport), before)

    def round(self, *, thorough: bool = False, put_back: bool = False) -> Standing:
        """Send what is ours and take what is others'. A folder that fails ends in the report."""
        before = self._ledger.ends()
        with self._reached(self._known_folder()) as transport:
            report = engine.round(self._ledger, transport, self._world, thorough=thorough, put_back=put_back)
            report = agreed(
                self._door,
                self._ledger,
                report,
                lambda: engine.round(self._ledger, transport, self._world, thorough=True),
            )
            return self._keep(self._numbered(report, transport), before)

    def come_back(self, invitation: Invitation, folder: Place) -> Standing:
        """Share again with a workspace that is shared no longer: what was changed here alone goes to the others, and theirs
        comes here. A copy of it as it was alone is kept."""
        present = kept_office(Memory(self._ledger), self._ledger.portfolio)
        if present is not None and not (present == invitation.office and self._is_begun(folder)):
            raise Refusal(_(sharing.SHARED))
        if invitation.office.portfolio != self._ledger.portfolio:
            raise Refusal(_(_ANOTHER).format(title=visible_bidi(shorten(clean(invitation.title).text, 80))))
        self._refuse_within(folder)
        before = self._ledger.ends()

        def begin(_portfolio: str) -> OfficeLedger:
            if present is None:
                keep_copy_if(self._door(unkept))
                self._ledger.rotate()  # it may be a copy of one that goes on under the present name
            self._begin(folder)
            return self._ledger

        with self._reached(folder) as transport:
            _ledger, report = sharing.join(invitation, transport, self._world, begin)
            return self._keep(self._numbered(report, transport), before)

    def choose_folder(self, folder: Place, *, put_back: bool = False) -> None:
        """The folder has moved, or is called otherwise on this laptop. Refuses one that does not hold the share, unless it is
        to be `put_back` there and nobody else's lies there."""
        self._refuse_alone()
        self._refuse_within(folder)
        with self._reached(folder) as transport:
            transport.probe()
            held = sharing.held(self._ledger, transport, self._world)
        if held is sharing.Held.ANOTHER:
            raise is_of_others(folder)
        if held is sharing.Held.NOTHING:
            with reached(folder, "", self._alive, self._line) as itself:
                wrong = is_elsewhere(folder, self._ledger.portfolio, itself)
            if not (put_back and wrong.vacant):
                raise wrong
        remember_folder(self._ledger.portfolio, _whole(folder))

    def invite(self, title: str) -> Invitation:
        """What another laptop needs to join."""
        invitation = sharing.invite(self._ledger, self._world, title)
        return replace(invitation, address=told_to_others(self.folder))

    def leave(self, *, anyway: bool = False) -> None:
        """Share no longer. Refuses while others lack changes of this laptop, unless `anyway`."""
        self._refuse_alone()
        folder = self.folder
        if folder is not None:
            with self._reached(folder) as transport:
                sharing.leave(self._ledger, transport, self._world, anyway=anyway)
        elif anyway:
            sharing.leave_untold(self._ledger)
        else:
            raise Refusal(_(_UNTOLD).format(words=_(_NO_FOLDER)))
        Memory(self._ledger).put(_STANDING, None)
        remember_folder(self._ledger.portfolio, None)

    def at_share(self, act: Callable[[Ledger, Transport, World], T]) -> T:
        """Do something at the folder apart from a round. Raises ShareTrouble where it does not answer."""
        with self._reached(self._known_folder()) as transport:
            return act(self._ledger, transport, self._world)

    def _begin(self, folder: Place) -> None:
        """Know the folder before the workspace takes part: a program that is killed then goes on with the next round."""
        Memory(self._ledger).put(_STANDING, None)
        remember_folder(self._ledger.portfolio, _whole(folder))

    def _is_begun(self, folder: Place) -> bool:
        """Whether the workspace began to take part through that folder, and no round of it has come to its end yet."""
        return self.standing is None and self.folder in (None, _whole(folder))

    def _known_folder(self) -> Place:
        self._refuse_alone()
        folder = self.folder
        if folder is None:
            raise Refusal(_(_NO_FOLDER))
        return folder

    def _refuse_alone(self) -> None:
        if not self.is_shared:
            raise Refusal(_(_NOT_SHARED))

    def _refuse_within(self, folder: Place) -> None:
        """Refuse to share through the folder in which the workspace itself lies, which holds the key to the share."""
        refuse_in_share(self._door(lambda office: office.path), folder if isinstance(folder, Path) else None)

    def _reached(self, folder: Place) -> AbstractContextManager[Transport]:
        return reached(folder, self._ledger.portfolio, self._alive, self._line)

    def _numbered(self, report: Report, transport: Transport) -> Report:
        return _numbered(self._door, self._ledger, report, transport, self._world)

    def _keep(self, report: Report, before: Mapping[str, End]) -> Standing:
        """Remember how things stand now. `before` is how far each line was known before the round."""
        memory, now = Memory(self._ledger), self._world.clock()
        last = memory.get(_STANDING, Standing)
        known, own = self._ledger.ends(), self._ledger.own()
        shown_before = last.report.published if last is not None else {}
        known_before = {line: end.place for line, end in before.items()}
        mine = [line for line in known if origin(line) in own]
        others = [line for line in known if origin(line) not in own]
        former = [line for line in mine if origin(line) != own[0]]

        def beyond(places: Mapping[str, int], lines: Iterable[str]) -> int:
            return self._ledger.changes_within(
                [(line, places.get(line, 0) + 1, known[line].place) for line in lines]
            )

        waiting = beyond(report.published, mine) if report.unsent else 0
        returned = beyond(known_before, former) if report.taken else 0
        all_sent = not report.trouble and not waiting
        standing = Standing(
            at=now,
            sent=now if all_sent else last.sent if last else 0,
            report=report,
            waiting=waiting,
            went=self._ledger.changes_within(
                [  # what went out before, and was lost there, was told before
                    (line, max(first, shown_before.get(line, 0) + 1), last)
                    for line, first, last in report.posted
                    if last > shown_before.get(line, 0)
                ]
            ),
            came=beyond(known_before, others) if report.taken else 0,
            returned=returned,
            gone=self._ledger.changes_within(report.absent) if report.absent else 0,
            behind={each.stream: self._lacking(each, known) for each in report.laptops if each.lacks},
        )
        memory.put(_STANDING, standing)
        return standing

    def _lacking(self, laptop: LaptopSeen, known: Mapping[str, End]) -> int:
        return self._ledger.changes_within(
            [(line, laptop.knows.get(origin(line), 0) + 1, end.place) for line, end in known.items()]
        )


def part_of(office: Office) -> Part:
    """The part of a workspace that is open in this very thread."""
    door = at_once(office)
    return Part(door, door(_world_of))


def part_behind(door: Door, alive: Callable[[], None] = lambda: None, line: Line | None = None) -> Part:
    """The part of a workspace that is open elsewhere, where somebody may be at work: little of it is asked at a time."""
    return Part(door, door(_world_of), alive=alive, line=line, most=AT_ONCE)


def _numbered(door: Door, ledger: Ledger, report: Report, transport: Transport, world: World) -> Report:
    """Take numbers for codes, where too few are left, while what others took is known; and tell them at once."""
    if report.trouble or not door(_take_numbers):
        return report
    told = engine.round(ledger, transport, world)
    return replace(report, unsent=told.unsent, published=told.published)


def _is_all_on_its_way(ledger: Ledger, report: Report) -> bool:
    """Whether nothing of the others came, nor lies there and could not be taken, although they say that they have something."""
    own = ledger.own()
    came = any(origin(line) not in own for line in ledger.ends())
    here = report.quarantined or report.newer or any(each.why == "unreadable" for each in report.waiting)
    return not came and not here and any(each.brings or each.seen is None for each in report.laptops)


def _take_numbers(office: Office) -> bool:
    changes = renew(office)
    return changes is not None and office.write(changes) is not None


def _world_of(office: Office) -> World:
    if office.read_only:
        raise Refusal(office.store.why_read_only or _(_READ_ONLY).format(name=office.path.name))
    return this_world(office.path, office.store.author)


def standing_of(office: Office) -> tuple[Place | None, Standing | None] | None:
    """The folder, and how things stood after the last round, without a look at the share; None where nothing is shared."""
    memory = Memory(OfficeLedger(at_once(office)))
    if kept_office(memory, office.store.id) is None:
        return None
    folder: Place | None = None
    with contextlib.suppress(Trouble):  # the next round tells of it
        folder = remembered_folder(office.store.id)
    return folder, memory.get(_STANDING, Standing)


def join(
    invitation: Invitation,
    folder: Place,
    file: Path,
    person: str,
    progress: Progress = lambda _done, _total: None,
) -> tuple[Office, Standing]:
    """A workspace of this laptop's own, at `file`, with all that is shared in the folder.

    Refuses a place that is unsafe for a database, before anything is made. `progress` is told in edits; where it raises
    Cancelled, nothing stays behind. A joining that was killed is gone on with where it stood, as is one after which the share no
    longer answered, or had nothing of what others have yet: those raise Trouble.
    """
    refuse_in_share(file, folder if isinstance(folder, Path) else None)
    refuse_unsafe(file)
    watch = Watch(progress)
    with Unfinished(file, person) as unfinished:
        doors: list[Door] = []

        def make(portfolio: str) -> OfficeLedger:
            doors.append(at_once(unfinished.begin(portfolio)))
            return OfficeLedger(doors[0], told=watch.going_in)

        with reached(folder, invitation.office.portfolio, watch.alive) as transport:
            seen, world = Watched(transport, watch), this_world(file, person)
            ledger, report = sharing.join(invitation, seen, world, make)
            if report.waiting or report.quarantined:  # somebody may have held a file for the moment
                report = engine.round(ledger, seen, world, thorough=True)
            if not report.trouble and _is_all_on_its_way(ledger, report):
                unfinished.keep()
                raise Trouble(_(_NOTHING_YET))
            report = _numbered(doors[0], ledger, report, seen, world)
        if report.trouble:
            unfinished.keep()
            raise Trouble(_(_GO_ON).format(trouble=report.trouble))
        remember_folder(invitation.office.portfolio, _whole(folder))
        office = unfinished.finish()
    with ExitStack() as undo:
        undo.callback(office.close)
        standing = part_of(office)._keep(report, {})
        undo.pop_all()
    return office, standing


def _whole(folder: Place) -> Place:
    """A folder is remembered by its whole path, wherever the program is started the next time."""
    return folder.resolve() if isinstance(folder, Path) else folder


def refuse_unsafe(file: Path) -> None:
    """Refuse a place where a workspace that is worked at would come to harm."""
    if bad := unsafe_here(file.parent / file.name):
        raise Refusal(_(_BAD_PLACE).format(words=bad.words))
