# SPDX-License-Identifier: Apache-2.0
"""Words above a register find names as well: what a plain look at every record finds, and people cost next to nothing."""

import random
from pathlib import Path
from typing import Any

import pytest

from portfolio_desktop.catalogue.fields import Id, Record
from portfolio_desktop.catalogue.filters import Not, Words
from portfolio_desktop.catalogue.records import CATALOGUE
from portfolio_desktop.storage.changes import Changes, Create
from portfolio_desktop.storage.store import Store
from tests.support.workspaces import create, delete, edit, new_store, reader, store

__all__ = ["store"]

RISK = CATALOGUE.entity("risk")
LINKS = [field.name for field in RISK.fields if field.target == "person"]
WORDS = ("amara", "ama", "amaranth", "hill", "hillside", "quay", "silt", "zoe")


def said(chance: random.Random, most: int) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randrange(1, most + 1)))


def fits(record: Record, names: dict[str, str], typed: list[str]) -> bool:
    """Whether each word, the last of them as a beginning, stands in a text of the record or in one name that it names."""
    own = f"{record['title']} {record['cause'] or ''}"
    texts = [text.split() for text in (own, *(names.get(str(record[link]), "") for link in LINKS))]
    *whole, last = typed
    return all(any(word in text for text in texts) for word in whole) and any(
        word.startswith(last) for text in texts for word in text
    )


@pytest.mark.parametrize("seed", range(4))
def test_that_words_find_what_a_plain_look_at_every_record_finds(store: Store, seed: int) -> None:
    chance = random.Random(seed)
    people = [create(store, "person", name=said(chance, 2)) for _each in range(6)]
    risks: list[Id] = []
    for _each in range(40):
        values: dict[str, Any] = {link: chance.choice([None, *people]) for link in LINKS}
        risks.append(create(store, "risk", title=said(chance, 2), cause=said(chance, 1), **values))
    people.append(
        create(store, "person", name=said(chance, 2))
    )  # found after the risks, as are those renamed
    edit(store, "person", people[0], name=said(chance, 2))
    edit(store, "risk", risks[0], owner_id=people[-1], title=said(chance, 3))
    delete(store, "risk", risks[1])
    with reader(store) as read:
        every = read.all(RISK)
        names = {str(record.id): str(record["name"]) for record in read.all(CATALOGUE.entity("person"))}
    for _each in range(60):
        typed = chance.sample(WORDS, chance.randrange(1, 4))
        wanted = {record.id for record in every if fits(record, names, typed)}
        with reader(store) as read:
            words = Words(" ".join(typed))
            assert {record.id for record in read.all(RISK, words)} == wanted, typed
            assert read.count(RISK, Not(words)) == len(every) - len(wanted), typed


def steps(store: Store, text: str) -> int:
    """How much SQLite works to find the risks in which words stand, by the thousand of its own steps."""
    counted = 0

    def count() -> int:
        nonlocal counted
        counted += 1
        return 0

    with reader(store) as read:
        raw: Any = read.connection.connection.dbapi_connection
        raw.set_progress_handler(count, 1000)
        try:
            assert len(read.rows(RISK, Words(text))) == 2000
        finally:
            raw.set_progress_handler(None, 0)
    return counted


def test_that_a_common_word_is_not_looked_at_anew_for_every_person(tmp_path: Path) -> None:
    with new_store(tmp_path / "office.portfolio") as store:
        risks = [
            Create("risk", Id(store.new_id()), {"title": f"Consent of harbour {n}"}) for n in range(2000)
        ]
        store.write(Changes("Fill", tuple(risks)))
        create(store, "person", name="Amara Okafor")
        alone = steps(store, "consent")
        team = [Create("person", Id(store.new_id()), {"name": f"Zoe Hill {number}"}) for number in range(100)]
        store.write(Changes("People", tuple(team)))
        assert steps(store, "consent") < 2 * alone
