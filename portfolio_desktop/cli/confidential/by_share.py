# SPDX-License-Identifier: Apache-2.0
"""Sealed copies by the shared folder of the workspace, where no other folder is named."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from portfolio_desktop.base.i18n import _
from portfolio_desktop.cli.confidential.asking import people_file
from portfolio_desktop.cli.verb import Call
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.services.people.sharing import Sealed

if TYPE_CHECKING:
    from portfolio_desktop.sharing.parcels import ParcelPost

T = TypeVar("T")


def send(call: Call, seal: Callable[[PeopleFile], Sealed]) -> None:
    """Post what `seal` makes."""
    with _post(call) as post:
        post.send(seal)


def take(call: Call) -> None:
    """Take in all that has come; what is for others cannot even be told apart."""
    with _post(call) as post:
        found = post.look()
        waiting = [each for each in found.copies if not each.refusal]
        post.take(waiting)
    for each in found.copies:
        if each.refusal:
            call.terminal.complain(each.refusal)
        else:
            call.terminal.say(each.label)
    for name in found.lost:
        told = _(
            "The sealed copy for {name} went from the shared folder before it was received. Send it again."
        )
        call.terminal.complain(told.format(name=name))
    if not found.copies:
        call.terminal.say(_("Nothing waits for you in the shared folder."))


@contextmanager
def _post(call: Call) -> Iterator["ParcelPost"]:
    from portfolio_desktop.sharing.parcels import ParcelPost
    from portfolio_desktop.sharing.part import part_of

    with call.office(write=True) as office, people_file(call, write=True) as people:

        def at_once(job: Callable[[PeopleFile], T], /) -> T:
            return job(people)

        yield ParcelPost(part_of(office), at_once)
