# SPDX-License-Identifier: Apache-2.0
"""Words that were added to the dictionary while people were written about: names, more often than not. They lie in the
people file alone, no label says them, and none outlives the records that it was written in."""

from collections.abc import Collection, Iterator

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.spelling.words import as_added, name_words
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.changes import Change, Changes, Create, Delete, Revive
from portfolio_desktop.storage.read import Reader
from portfolio_desktop.storage.replay import State, replay
from portfolio_desktop.storage.store import Store

_ENTITY = "known_word"


def added_words(reader: Reader) -> dict[str, Id]:
    """Every word that was added, with its record."""
    rows = reader.values(reader.catalogue.entity(_ENTITY), ("word",))
    return {str(word): Id(id) for id, word in rows}


def add_word(people: Office, word: str) -> Changes:
    """Take a word for well spelt from now on."""
    made = Create(_ENTITY, Id(people.store.new_id()), {"word": as_added(word)})
    return Changes(_("Add a word to the dictionary"), (made,))


def take_out_word(people: Office, word: str) -> Changes:
    """Underline it again."""
    with people.reading() as reader:
        added = added_words(reader)
    gone = [id for known, id in added.items() if known.casefold() == as_added(word).casefold()]
    return Changes(_("Take a word out of the dictionary"), records.delete(people, _ENTITY, gone).items)


def words_that_go(store: Store, gone: Collection[str]) -> list[Change]:
    """What erases the added words that no record contains once those of `gone` are erased, and all taken out before."""
    with store.reading() as connection:
        every = replay(connection, entities=(_ENTITY,), hidden=True)
        if not every.get(_ENTITY):
            return []
        live = replay(connection)
    left = name_words(_texts(live, gone))
    there = live.get(_ENTITY, {})
    words = {id: as_added(str(values.get("word", ""))).casefold() for id, values in there.items()}
    doomed = [Id(id) for id, word in words.items() if name_words([word]) - left]
    before = [Id(id) for id, values in every.get(_ENTITY, {}).items() if id not in there and values]
    return [
        *(Revive(_ENTITY, id) for id in before),  # deleted once more, so that the log says that it was erased
        *(Delete(_ENTITY, id) for id in (*before, *doomed)),
    ]


def _texts(state: State, gone: Collection[str]) -> Iterator[str]:
    for entity, found in state.items():
        for id, values in found.items():
            if entity != _ENTITY and id not in gone:
                yield from (value for value in values.values() if isinstance(value, str))
