# SPDX-License-Identifier: Apache-2.0
"""Which fields wait for a decision, so that registers and forms can mark them where they are read."""

from collections import defaultdict
from collections.abc import Mapping

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.services.reading import Reader
from portfolio_desktop.storage.merge.disputes import to_decide

Marks = Mapping[Id, frozenset[str]]
"""The fields of each record that wait; "" stands for the record itself, which somebody deleted."""

WAITS = N_("People said different things here. The page Sharing shows what, and settles it.")


def marks(reader: Reader, entity: str) -> Marks:
    """Those of one register. There are few at any time, so they come all at once."""
    found: defaultdict[Id, set[str]] = defaultdict(set)
    for one in to_decide(reader.connection, reader.catalogue):
        if one.entity == entity:
            found[Id(one.record)].add(one.field)
    return {record: frozenset(fields) for record, fields in found.items()}
