# SPDX-License-Identifier: Apache-2.0
"""What a workspace that was made anew has to do with its share: what it gets back, and the name under which it goes on."""

from portfolio_desktop.base.errors import Refusal, Trouble
from portfolio_desktop.base.ids import new_stream, system_random
from portfolio_desktop.services.office import Office
from portfolio_desktop.sharing.ledger import OfficeLedger, at_once
from portfolio_desktop.sharing.part import part_of
from portfolio_desktop.sharing.shared import is_shared
from portfolio_desktop.sync.ledger import Memory
from portfolio_desktop.sync.membership import private_key


def fill(office: Office, takes: bool) -> int | None:
    """Have a workspace that was made anew go on under a name of its own, and where it `takes`, take from the share what is there.

    How many changes of people came; None where nothing is shared, the folder is not reached, or it holds nothing that is not
    here.
    """
    if not is_shared(office):
        return None
    rename(office)
    if not takes:
        return None
    try:
        standing = part_of(office).round(thorough=True)
    except (Refusal, Trouble):
        return None
    return standing.came + standing.returned if standing.report.taken else None


def rename(office: Office) -> None:
    """Have a workspace that was restored or made anew write under a name of its own, whose key it has first: nobody could vouch
    for what a copy of it goes on to write that has the name and not the key."""
    stream = new_stream(system_random)
    if is_shared(office):
        private_key(Memory(OfficeLedger(at_once(office))), stream, system_random)
    office.store.ledger.rotate(stream)
