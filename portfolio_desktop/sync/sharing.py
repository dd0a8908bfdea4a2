# SPDX-License-Identifier: Apache-2.0
"""Beginning and ending to share: a workspace into a folder, a laptop by an invitation, and out of it again."""

from collections.abc import Callable
from enum import Enum, auto

from portfolio_desktop.base.errors import Refusal, Trouble
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.sync import engine
from portfolio_desktop.sync.anchor import drop
from portfolio_desktop.sync.invitation import Invitation
from portfolio_desktop.sync.ledger import Ledger, Memory
from portfolio_desktop.sync.membership import HELLO, Hello, Members, private_key
from portfolio_desktop.sync.office import (
    LARGEST_PAPER,
    SECRET_BYTES,
    Office,
    keep_office,
    kept_office,
    read_paper,
)
from portfolio_desktop.sync.parcels import own_parcels
from portfolio_desktop.sync.publishing import introduce
from portfolio_desktop.sync.report import Report
from portfolio_desktop.sync.share.layout import FORMAT_FILE, FORMAT_WORDS, Numbered
from portfolio_desktop.sync.share.listing import look_at
from portfolio_desktop.sync.share.sealed import seen_through
from portfolio_desktop.sync.share.transport import (
    BadFile,
    Missing,
    ShareTrouble,
    Transport,
    Unreadable,
    Vanished,
)
from portfolio_desktop.sync.state import Round, World
from portfolio_desktop.sync.taking import Reading, meet

SHARED = N_(
    "This workspace is shared already. Others join it by an invitation: Invite…, or invite FILE PATH. To share it otherwise, "
    "leave that share first: Leave the share…, or leave FILE."
)
_OTHERS = N_(
    "Somebody shares this portfolio in that folder already. Ask them for an invitation and join, or choose another folder."
)
_NOBODY = N_(
    "Nobody shares the portfolio “{title}” in that folder. Choose the folder that {by} chose when sharing it; it may take a "
    "while until a new folder has been copied to this laptop."
)
_ANOTHER = N_(
    "This invitation to “{title}” is for another share than the one that lies in that folder, or what lies there is damaged. "
    "Nothing was changed. Ask {by}, or whoever shares it there, to send and take once and for the newest invitation."
)
_UNSENT = N_(
    "Changes of yours are not on the share yet, and it does not answer: {words} Leave once they are, or without sending them: "
    "Leave without sending, or leave FILE --anyway."
)


class Held(Enum):
    """What lies in a folder of the share that a workspace takes part in."""

    THIS = auto()
    NOTHING = auto()
    ANOTHER = auto()
    """The same portfolio, shared by people who have another invitation."""


def held(ledger: Ledger, transport: Transport, world: World) -> Held:
    """Whether anybody who has introduced themselves in the folder takes part in the same share. Raises Trouble where it does
    not answer, or lets nobody's introduction be read."""
    office = kept_office(Memory(ledger), ledger.portfolio)
    if office is None:
        raise Refusal(_("This workspace is not shared."))
    return _held(office, transport, world)


def _held(office: Office, transport: Transport, world: World) -> Held:
    try:
        listing = look_at(transport)
    except Vanished:
        return Held.NOTHING
    seen, answer = seen_through(transport, office, world.random), Held.NOTHING
    unread: Unreadable | None = None
    for named, file in listing.files.items():
        if not (isinstance(named, Numbered) and named.kind == HELLO):
            continue
        try:
            content = seen.read(file.folder, file.name, LARGEST_PAPER)
            read_paper(office, HELLO, content, Hello, lambda said: said.key)
        except Missing:
            continue
        except Unreadable as error:
            unread = error
        except BadFile:
            answer = Held.ANOTHER
        else:
            return Held.THIS
    if unread is not None:
        raise Trouble(str(unread)) from unread
    return answer


def share(
    ledger: Ledger,
    transport: Transport,
    world: World,
    *,
    encrypted: bool,
    title: str,
    begun: bool = False,
    begin: Callable[[], None] = lambda: None,
) -> tuple[Invitation, Report]:
    """Share a workspace into a folder: who is to join needs the invitation.

    Refuses a folder that cannot serve, and one in which this portfolio is shared already. Raises Trouble where it fails before
    anything was begun; what it does not take afterwards, later rounds bring. `begin` is called before the workspace takes part.
    What was `begun` alike, and never came to its end, is gone on with.
    """
    office = kept_office(Memory(ledger), ledger.portfolio)
    if office is not None and not (begun and office.encrypted == encrypted):
        raise Refusal(_(SHARED))
    transport.probe()
    if _somebody(transport) if office is None else _held(office, transport, world) is Held.ANOTHER:
        raise Refusal(_(_OTHERS))
    transport.put_new("", FORMAT_FILE, FORMAT_WORDS)
    begin()
    if office is None:
        _enter(ledger, world, Office(ledger.portfolio, world.random(SECRET_BYTES), encrypted))
    report = engine.round(ledger, transport, world)
    return invite(ledger, world, title), report


def invite(ledger: Ledger, world: World, title: str) -> Invitation:
    """An invitation to the share that a workspace takes part in."""
    memory = Memory(ledger)
    office = kept_office(memory, ledger.portfolio)
    if office is None:
        raise Refusal(_("This workspace is not shared."))
    return Invitation(office, title, world.person, Members(memory, office).pins())


def join(
    invitation: Invitation, transport: Transport, world: World, make: Callable[[str], Ledger]
) -> tuple[Ledger, Report]:
    """Become a member: `make` lays out an empty workspace with the portfolio's id, or has one that was begun, and all that is
    shared is taken into it.

    Refuses, before anything is made, a folder that cannot serve, in which nobody shares the portfolio, or which holds another
    share of it than the invitation is for: what was meant for the one would lie in the other for whoever can open that. Raises
    Trouble where it does not answer. What a share that fails half-way leaves to be taken, the next round takes.
    """
    transport.probe()
    found = _held(invitation.office, transport, world)
    if found is not Held.THIS:
        words = _ANOTHER if found is Held.ANOTHER else _NOBODY
        raise Refusal(_(words).format(title=invitation.title, by=invitation.by))
    ledger = make(invitation.office.portfolio)
    Members(Memory(ledger), invitation.office).pin(invitation.keys)
    if kept_office(Memory(ledger), ledger.portfolio) is None:  # unless it goes on with what was begun
        _enter(ledger, world, invitation.office)
    return ledger, engine.round(ledger, transport, world)


def leave(ledger: Ledger, transport: Transport, world: World, *, anyway: bool = False) -> None:
    """Stop sharing. What was shared stays with everybody, and the workspace goes on alone.

    Refuses while there are changes that nobody else has, unless `anyway`.
    """
    report = engine.round(ledger, transport, world)
    if report.unsent and not anyway:
        raise Refusal(_(_UNSENT).format(words=report.trouble))
    memory = Memory(ledger)
    office = kept_office(memory, ledger.portfolio)
    if office is not None and not report.trouble:
        _say_farewell(Round(ledger, transport, world, office, thorough=False))
    leave_untold(ledger)


def leave_untold(ledger: Ledger) -> None:
    """Stop sharing without a word to anybody."""
    memory = Memory(ledger)
    keep_office(memory, None)
    forget(memory)
    ledger.rotate()  # should it come back, it comes as somebody new


def _say_farewell(last: Round) -> None:
    try:
        last.look()
        meet(last, Reading(last))
        last.know_own()
        introduce(last, leaving=True)
        for named in own_parcels(last):  # nobody would see to it that they go
            last.remove(named)
    except ShareTrouble:
        return  # the others see that it has been silent


def forget(memory: Memory) -> None:
    """Keep nothing of how a share stood that was left."""
    for key in (
        "hellos",
        "acks",
        "ack",
        "clocks",
        "digests",
        "digested",
        "published",
        "gone",
        "bad",
        "packed",
        "halves",
    ):
        memory.put(key, None)


def _enter(ledger: Ledger, world: World, office: Office) -> None:
    memory = Memory(ledger)
    forget(memory)
    private_key(memory, ledger.own()[0], world.random)
    drop(ledger, world.anchors, world.machine)
    keep_office(memory, office)


def _somebody(transport: Transport) -> bool:
    """Whether anybody shares this portfolio in the folder."""
    try:
        return bool(look_at(transport).files)
    except Vanished:
        return False
