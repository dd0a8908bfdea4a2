# SPDX-License-Identifier: Apache-2.0
"""A desk with a small invented workspace on it, for tests of pages: everything runs where it is asked for."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path

from portfolio_desktop.base.settings import Settings
from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.catalogue.fields import Id, Record, Value
from portfolio_desktop.catalogue.filters import EVERYTHING, Filter
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.jobs import Jobs
from portfolio_desktop.services.office import Office, new_office
from portfolio_desktop.storage.changes import Changes, Create
from tests.support.ask import FakeAsk
from tests.support.qt import CANARY

TODAY = date(2026, 11, 20)

_Values = Mapping[str, Value]

PEOPLE: tuple[_Values, ...] = ({"name": "Amara Osei"}, {"name": "Tom Whitfield"}, {"name": "Elin Hughes"})

PROJECTS: tuple[_Values, ...] = (
    {
        "code": "P-0001",
        "title": "Harbour renewal",
        "organisation": "Ports Authority",
        "sro_id": "Amara Osei",
        "confidence": Rating("rag5", "red"),
        "end": date(2027, 3, 31),
        "whole_life_cost": Decimal("120000000.00"),
        "stage": "delivery",
    },
    {
        "code": "P-0002",
        "title": "School broadband",
        "organisation": "Schools Office",
        "sro_id": "Tom Whitfield",
        "confidence": Rating("rag5", "amber_red"),
        "end": date(2026, 6, 30),
        "whole_life_cost": Unknown("Exempt under section 43"),
        "stage": "obc",
    },
    {
        "code": "P-0003",
        "title": CANARY,
        "organisation": "Schools Office",
        "confidence": Rating("rag3", "green"),
        "whole_life_cost": Decimal("30000000.50"),
        "stage": "obc",
    },
    {"code": "P-0004", "title": "Flood defence", "organisation": "Ports Authority", "status": "closed"},
)


def fill(office: Office) -> None:
    """Three people and four projects; their links are by name."""
    made: dict[str, Id] = {}
    items = []
    for entity, records in (("person", PEOPLE), ("project", PROJECTS)):
        for values in records:
            id = Id(office.store.new_id())
            made[str(values[office.catalogue.entity(entity).title])] = id
            linked = {
                name: made[str(value)] if name.endswith("_id") else value for name, value in values.items()
            }
            started = {"status": "live", **linked} if entity == "project" else linked
            items.append(Create(entity, id, started))
    office.write(Changes("Fill", tuple(items)))


@contextmanager
def open_desk(jobs: Jobs, ask: FakeAsk, folder: Path, *, filled: bool = True) -> Iterator[Desk]:
    """A desk with a new workspace in `folder`."""
    desk = Desk(jobs, Settings(folder / "settings.json"), ask)

    def make() -> Office:
        office = new_office(folder / "work.portfolio", "Ruth Calloway", lambda: TODAY)
        if filled:
            fill(office)
        return office

    desk.open(make)
    yield desk
    desk.close()


def records_of(desk: Desk, entity: str, where: Filter = EVERYTHING) -> dict[str, Record]:
    """The records as they stand in the file, by title."""
    found: list[Record] = []

    def look(office: Office) -> list[Record]:
        with office.reading() as reader:
            return reader.all(office.catalogue.entity(entity), where)

    desk.read(look, found.extend)
    title = desk.catalogue.entity(entity).title
    return {str(record[title]): record for record in found}


def labels_written(desk: Desk) -> list[str]:
    """Collects the label of each change set from now on."""
    labels: list[str] = []
    desk.written.connect(lambda written: labels.append(written.label))
    return labels
