# SPDX-License-Identifier: Apache-2.0
"""Spelling in the people file: it knows the words and names of the workspace too, and adds to itself alone."""

from portfolio_desktop.base.spelling.words import name_words
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.spelling.spelling import Known, Spelling, spelling_of
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.people.custody.added_words import add_word, added_words, take_out_word


class PeopleSpelling(Spelling):
    """Words that are added are records of the people file, and gone from memory with it when it locks."""

    reads_from = frozenset({"party", "known_word"})

    def __init__(self, people: Desk, beside: Desk) -> None:
        super().__init__(people)
        self._beside = spelling_of(beside)
        self._beside.changed.connect(self.start_over)

    @property
    def names(self) -> frozenset[str]:
        return super().names | self._beside.names

    @property
    def own_words(self) -> tuple[str, ...]:
        return tuple(self.known.own)

    def wake(self) -> None:
        self._beside.wake()
        super().wake()

    def takes(self, word: str) -> bool:
        return super().takes(word) or self._beside.takes(word)

    def learn(self, word: str) -> None:
        self.desk.write(lambda office: add_word(office, word))

    def forget(self, word: str) -> None:
        self.desk.write(lambda office: take_out_word(office, word))

    def read_from(self, office: Office) -> Known:
        with office.reading() as reader:
            names = reader.values(office.catalogue.entity("party"), ("name",))
            return Known(name_words(str(name) for _id, name in names), added_words(reader))
