# SPDX-License-Identifier: Apache-2.0
"""The moments that are compared: what an issued pack saw, or now."""

from dataclasses import dataclass

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.periods import Issued, every_issued
from portfolio_desktop.storage.past.frontiers import tick_of
from portfolio_desktop.storage.read import Reader
from portfolio_desktop.storage.replay import Frontier

NOW = "now"

_NONE = N_("There is no issued pack {code} to compare with. Issued so far: {known}.")


@dataclass(frozen=True, slots=True)
class Moment:
    """`frontier` None is now. `tick` is when a pack was issued, by the clock of the log."""

    label: str
    pack: Id | None = None
    frontier: Frontier | None = None
    tick: int | None = None


def now() -> Moment:
    """The present."""
    return Moment(_("Now"))


def moment_of(reader: Reader, pack: Issued) -> Moment:
    """What a pack saw when it was issued."""
    day = f", {format_date(pack.as_of)}" if pack.as_of else ""
    return Moment(
        f"{pack.code or pack.title}{day}", pack.id, pack.frontier, tick_of(reader.connection, pack.id)
    )


def moments(office: Office) -> tuple[Moment, ...]:
    """Now, and every pack that knows what it saw, the last first."""
    with office.reading() as reader:
        return (now(), *(moment_of(reader, pack) for pack in every_issued(reader) if pack.frontier))


def moment_named(office: Office, code: str) -> Moment:
    """The moment of a pack by its code, or `NOW`. Refuses any other, and a pack that was entered by hand."""
    wanted = code.strip().casefold()
    if wanted == NOW:
        return now()
    with office.reading() as reader:
        packs = [pack for pack in every_issued(reader) if pack.frontier]
        for pack in packs:
            if pack.code.casefold() == wanted:
                return moment_of(reader, pack)
    known = ", ".join(pack.code for pack in packs) or _("none")
    raise Refusal(_(_NONE).format(code=code, known=known))
