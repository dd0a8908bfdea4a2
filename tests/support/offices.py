# SPDX-License-Identifier: Apache-2.0
"""Workspaces for tests: a fixed author, a clock that ticks by itself, chance from a seed, and one fixed day."""

import itertools
import random
from datetime import date
from pathlib import Path

from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.catalogue.records import CATALOGUE
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.dump import state_of_registers, text_of
from portfolio_desktop.storage.examine import examine
from portfolio_desktop.storage.store import Surroundings, create_store

TODAY = date(2026, 11, 20)
_START = 1_795_000_000_000  # milliseconds since 1970, in November 2026


def surroundings(seed: int = 1, author: str = "Ann") -> Surroundings:
    """A world in which the same calls give the same bytes."""
    chance = random.Random(seed)
    ticks = itertools.count(_START, 1000)
    return Surroundings(author, clock=lambda: next(ticks), random=chance.randbytes)


def make_office(folder: Path, seed: int = 1) -> Office:
    """An empty workspace in `folder`. The caller closes it."""
    return Office(create_store(folder / "office.portfolio", CATALOGUE, surroundings(seed)), lambda: TODAY)


def add(office: Office, register: str, /, **values: Value) -> Id:
    """Write a new record and return its id."""
    changes = records.create(office, register, values)
    office.write(changes)
    return next(iter(changes)).record


def dump(office: Office) -> str:
    """The whole workspace as text."""
    with office.store.reading() as connection:
        return text_of(state_of_registers(connection, office.catalogue))


def faults(office: Office) -> list[str]:
    """What an examination finds wrong."""
    with office.store.reading() as connection:
        return [finding.text for finding in examine(connection, office.catalogue)]
