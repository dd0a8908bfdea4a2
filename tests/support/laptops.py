# SPDX-License-Identifier: Apache-2.0
"""Several laptops with a copy of one workspace each, whose edits are carried by hand from one to another."""

import random
from collections.abc import Sequence
from pathlib import Path
from shutil import copyfile

from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.records import CATALOGUE
from portfolio_desktop.storage.store import Store, Surroundings, create_store, open_store
from portfolio_desktop.storage.travel.ledger import Taken
from tests.support.workspaces import Clock, dump, findings

NAMES = ("Ada Osei", "Bob Lin", "Cy Amadi", "Dee Rao", "Eve Holm", "Finn Oja", "Gil Roth", "Hana Ito")


def laptops(
    folder: Path, count: int, catalogue: Catalogue = CATALOGUE, clock: Clock | None = None, seed: int = 1
) -> list[Store]:
    """As many copies of one empty workspace, each written under a stream of its own, all by one clock."""
    clock = clock or Clock()
    first = create_store(folder / "0.portfolio", catalogue, _world(0, clock, seed))
    first.close()
    found = []
    for place in range(count):
        path = folder / f"{place}.portfolio"
        if place:
            copyfile(folder / "0.portfolio", path)
        store = open_store(path, catalogue, _world(place, clock, seed))
        if place:
            store.ledger.rotate()
        found.append(store)
    return found


def carry(giver: Store, taker: Store, *, lines: Sequence[str] | None = None) -> Taken:
    """Take all that `giver` knows, or some lines of it, to `taker`."""
    known = giver.ledger.ends()
    chosen = [line for line, end in known.items() if end.place and (lines is None or line in lines)]
    return taker.ledger.take([giver.ledger.stretch(line, 1, known[line].place) for line in chosen])


def meet(stores: Sequence[Store]) -> None:
    """Everybody learns all that anybody knows; then all must show the same, and be whole."""
    for store in stores[1:]:
        carry(store, stores[0])
    for store in stores[1:]:
        carry(stores[0], store)
    texts = {dump(store) for store in stores}
    assert len(texts) == 1
    for store in stores:
        assert findings(store) == []


def _world(place: int, clock: Clock, seed: int) -> Surroundings:
    return Surroundings(NAMES[place], clock, random.Random(100 * seed + place).randbytes)
