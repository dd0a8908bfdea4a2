# SPDX-License-Identifier: Apache-2.0
"""What people do less often: they put parts elsewhere, mark them, lay in what comes with the product, and undo."""

from typing import cast

from portfolio_desktop.base.ids import derived_id
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.undo import undoable
from portfolio_desktop.storage.changes import Changes, Create, Edit, Lay, Revive, Why
from portfolio_desktop.storage.edits import DELETED
from portfolio_desktop.storage.past.inverse import inverse
from tests.support.simulated.people import Somebody

_SHIPPED = 3  # places that come with the product


class SomebodyElse(Somebody):
    """Somebody who does these."""

    def act(self) -> Changes | None:
        return self._chance.choice((self._move, self._mark, self._lay_in, self._undo, self._redo))()

    def _move(self) -> Changes | None:
        """A part goes to another place."""
        kind = self._chance.choice(("thing", "mark"))
        ids = self._laptop.ids(kind) if self._laptop.catalogue.knows(kind) else []
        if not ids or not self._places:
            return None
        place = self._chance.choice(self._places)
        return Changes("Move", (Edit(kind, self._chance.choice(ids), "place_id", place),))

    def _mark(self) -> Changes | None:
        """A mark of a thing, and perhaps of another place."""
        things = self._laptop.ids("thing")
        if not things or not self._laptop.catalogue.knows("mark"):
            return None
        place = self._chance.choice((None, *self._places))
        values = {"title": self._word(), "thing_id": self._chance.choice(things), "place_id": place}
        return Changes("Mark", (Create("mark", self._new_id(), values),))

    def _lay_in(self) -> Changes | None:
        """A place that has the same id and code on every laptop, and not always the same name. What was made before and is
        not shown comes back as it was."""
        number = self._chance.randrange(_SHIPPED)
        id = Id(derived_id("shipped", str(number)))
        if id in self._places:
            return None
        if id in self._oracle.made(self._laptop.known):
            links = self._oracle.links(id, self._laptop.known)
            there = all(link in self._places for link in links)
            return Changes("Lay in", (Revive("place", id),)) if there else None
        title = self._chance.choice(("harbour", "port"))
        values = {"code": f"H-{number:04}", "title": title, "note": "as shipped"}
        return Changes("Lay in", (Create("place", id, values),))

    def _undo(self) -> Changes | None:
        return self._taken_back(Why.UNDO)

    def _redo(self) -> Changes | None:
        return self._taken_back(Why.REDO)

    def _taken_back(self, why: Why) -> Changes | None:
        """What others have changed since stays. A deletion that is laid beside edits anew is left to other tests."""
        found = undoable(cast("Office", self._laptop))
        act = found.undo if why is Why.UNDO else found.redo
        if act is None:
            return None
        with self._laptop.store.reading() as connection:
            items = inverse(connection, self._laptop.catalogue, act.id)
        if not items or any(isinstance(one, Lay) and one.field == DELETED for one in items):
            return None
        return Changes("Take back", items, why, act.id)
