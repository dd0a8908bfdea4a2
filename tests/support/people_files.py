# SPDX-License-Identifier: Apache-2.0
"""People files to test with, under passphrases that cost less than a person's."""

from datetime import date
from pathlib import Path

import pytest

from portfolio_desktop.catalogue.fields import Id, Values
from portfolio_desktop.services import records
from portfolio_desktop.services.people.people_file import PeopleFile, new_people_file, open_people_file
from portfolio_desktop.storage.changes import Create
from portfolio_desktop.storage.keys import key_file
from portfolio_desktop.storage.keys.wrapping import Cost

PASSPHRASE = "four quiet words here"
TODAY = date(2026, 11, 21)
ADA, BEN, CY = (Id(letter * 26) for letter in "abc")


@pytest.fixture
def quick_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passphrases are stretched as little as a key file allows."""
    monkeypatch.setattr(key_file, "Cost", lambda *given: Cost(*(given or (8 * 1024, 1, 1))))


def make(path: Path, id: Id = ADA, name: str = "Ada Okafor", today: date = TODAY) -> PeopleFile:
    """A people file of somebody's own, empty but for its owner."""
    return new_people_file(path, PASSPHRASE, {"name": name}, id, lambda: today)


def reopen(path: Path, name: str = "Ada Okafor", today: date = TODAY) -> PeopleFile:
    """The people file at `path` by its passphrase."""
    return open_people_file(path, name, passphrase=PASSPHRASE, today=lambda: today)


def add(people: PeopleFile, entity: str, values: Values) -> Id:
    """A new record in it."""
    made = records.create(people, entity, values)
    people.write(made)
    return next(item.record for item in made if isinstance(item, Create))
