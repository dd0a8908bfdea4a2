# SPDX-License-Identifier: Apache-2.0
"""Blocks of numbers that this laptop takes while the share is in reach, so that it can give out codes where it is not."""

from collections.abc import Iterator

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Id, Values
from portfolio_desktop.services.codes import BLOCK, Numbers, all_numbers
from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.changes import Changes, Create, Why

_SIZE = 50
_AHEAD = 2  # blocks


def renew(office: Office) -> Changes | None:
    """The blocks that this laptop lacks of every register with codes, up to two ahead; None while it has enough.

    For after a round that reached the share: what others have taken is known then.
    """
    with office.reading() as reader:
        items = tuple(
            create for entity, numbers in all_numbers(reader) for create in _lacking(office, entity, numbers)
        )
    return Changes(_("Take numbers for codes"), items, Why.UPKEEP) if items else None


def _lacking(office: Office, entity: Entity, numbers: Numbers) -> Iterator[Create]:
    free, last = len(numbers.own()), 0
    while free <= (_AHEAD - 1) * _SIZE:
        first = (last or numbers.highest) + 1  # which only those are asked that lack any
        free, last = free + _SIZE, first + _SIZE - 1
        values: Values = {"entity": entity.name, "first": first, "last": last, "stream": numbers.stream}
        yield Create(BLOCK, Id(office.store.new_id()), values)
