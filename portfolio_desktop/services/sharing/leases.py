# SPDX-License-Identifier: Apache-2.0
"""Blocks of numbers that this laptop takes while the share is in reach, so that it can give out codes where it is not."""

from collections.abc import Iterator

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Id, Values
from portfolio_desktop.services.codes import BLOCK, Numbers
from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.changes import Changes, Create, Why
from portfolio_desktop.storage.history import own_streams
from portfolio_desktop.storage.read import Reader

_SIZE = 50
_AHEAD = 2  # blocks


def renew(office: Office) -> Changes | None:
    """The blocks that this laptop lacks of every register with codes, up to two ahead; None while it has enough.

    For after a round that reached the share: what others have taken is known then.
    """
    with office.reading() as reader:
        items = tuple(
            create
            for entity in office.catalogue.entities
            if entity.code is not None
            for create in _lacking(office, reader, entity)
        )
    return Changes(_("Take numbers for codes"), items, Why.UPKEEP) if items else None


def _lacking(office: Office, reader: Reader, entity: Entity) -> Iterator[Create]:
    numbers = Numbers(reader, entity)
    stream, free, last = own_streams(reader.connection)[0], len(numbers.own()), numbers.highest
    while free <= (_AHEAD - 1) * _SIZE:
        values: Values = {"entity": entity.name, "first": last + 1, "last": last + _SIZE, "stream": stream}
        yield Create(BLOCK, Id(office.store.new_id()), values)
        free, last = free + _SIZE, last + _SIZE
