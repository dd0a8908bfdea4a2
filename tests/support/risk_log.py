# SPDX-License-Identifier: Apache-2.0
"""A small risk log that tests can move through time."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.catalogue.records import CATALOGUE
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.store import Surroundings, create_store

TODAY = date(2026, 11, 21)


@dataclass
class Log:
    """An office with short ways to fill it. `on` sets the day on which the next writes are made, at noon UTC."""

    office: Office
    now: list[datetime]

    def on(self, day: date) -> None:
        self.now[0] = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)

    def add(self, register: str, /, **values: Value) -> Id:
        changes = records.create(self.office, register, values)
        self.office.write(changes)
        return next(iter(changes)).record

    def risk(self, title: str, likelihood: int | None = None, impact: int | None = None, **more: Value) -> Id:
        return self.add("risk", title=title, likelihood=likelihood, impact=impact, **more)

    def set(self, entity: str, id: Id, **values: Value) -> None:
        self.office.write(records.change(self.office, entity, id, values))


@contextmanager
def risk_log(folder: Path) -> Iterator[Log]:
    """An empty office in `folder`, at noon of `TODAY`."""
    now = [datetime(2026, 11, 21, 12, tzinfo=UTC)]
    world = Surroundings("Ruth Calloway", clock=lambda: int(now[0].timestamp() * 1000))
    with Office(create_store(folder / "log.portfolio", CATALOGUE, world), lambda: TODAY) as office:
        yield Log(office, now)
