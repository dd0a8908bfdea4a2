# SPDX-License-Identifier: Apache-2.0
"""What counts as well spelt in the records of one desk: the dictionary, the names of its people, and words of one's own.

All of it is kept in memory, and gone when the desk closes. Words of one's own lie in this laptop's settings; those of
the people file lie there and nowhere else.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from PySide6.QtCore import QObject, Qt, Signal

from portfolio_desktop.base.spelling.words import as_added, lookups, name_words
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.spelling.language import language_of
from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.changes import Written

_SETTING = "spelling.words"
_MOST = 6
_ALIKE = 0.75
"""How much of a name must be right for it to be proposed, as `difflib` counts."""


@dataclass(frozen=True, slots=True)
class Known:
    """What an open file says of words: those of its people's names, and, where it keeps them, those that were added."""

    names: frozenset[str] = frozenset()
    own: Mapping[str, Id] = field(default_factory=dict)


class Spelling(QObject):
    """`changed` when verdicts may be others than before."""

    changed = Signal()

    reads_from = frozenset({"person"})
    """The entities that say something of words."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.desk = desk
        self.language = language_of(desk)
        self.known = Known()
        self._awake = False
        self._own_forms: set[str] | None = None
        self._verdicts: dict[str, bool] = {}
        self.language.changed.connect(self.start_over)
        desk.opened.connect(self._read)
        desk.closed.connect(self._forget)
        desk.written.connect(self._written)

    @property
    def ready(self) -> bool:
        """Whether words can be looked up now."""
        return self.language.dictionary is not None

    @property
    def names(self) -> frozenset[str]:
        """The words of names that are known, without regard to capitals."""
        return self.known.names

    @property
    def own_words(self) -> tuple[str, ...]:
        """The words that were added by hand."""
        return tuple(self.desk.settings.get(_SETTING, []))

    def wake(self) -> None:
        """Begin to read what is needed: called when the keyboard first comes to a field."""
        self.language.wake()
        if not self._awake:
            self._awake = True
            self._read()

    def verdict(self, word: str) -> bool | None:
        """Whether it is well spelt; None until it was looked up."""
        return self._verdicts.get(word)

    def look_up(self, word: str) -> bool:
        """Find out whether it is well spelt. Only where this is `ready`."""
        assert self.language.dictionary is not None
        known = self.takes(word) or self.language.dictionary.knows(word)
        self._verdicts[word] = known
        return known

    def suggest(self, word: str) -> list[str]:
        """What may have been meant: names and words of one's own that are like it, then the dictionary's."""
        assert self.language.dictionary is not None
        own = {known.casefold(): known for known in self.own_words}
        alike = get_close_matches(word.casefold(), [*own, *self.names], n=2, cutoff=_ALIKE)
        near = [own.get(found, found[:1].upper() + found[1:]) for found in alike]
        return list(dict.fromkeys([*near, *self.language.dictionary.suggest(word)]))[:_MOST]

    def takes(self, word: str) -> bool:
        """Whether it is known without a dictionary."""
        return self.is_own(word) or not self.names.isdisjoint(_forms([word]))

    def is_own(self, word: str) -> bool:
        """Whether somebody added it."""
        if self._own_forms is None:
            self._own_forms = _forms(self.own_words)
        return not self._own_forms.isdisjoint(_forms([word]))

    def learn(self, word: str) -> None:
        """Take it for well spelt from now on."""
        self._keep([*self.own_words, as_added(word)])

    def forget(self, word: str) -> None:
        """Take back that it was added."""
        gone = _forms([word])
        self._keep([known for known in self.own_words if known.casefold() not in gone])

    def start_over(self) -> None:
        """Look up everything anew."""
        self._own_forms = None
        self._verdicts.clear()
        self.changed.emit()

    def read_from(self, office: Office) -> Known:
        """Read on the database's thread."""
        person = office.catalogue.entity("person")
        with office.reading() as reader:
            return Known(name_words(str(name) for _id, name in reader.values(person, ("name",))))

    def _keep(self, words: Iterable[str]) -> None:
        self.desk.settings.put(_SETTING, sorted(set(words), key=str.casefold))
        self.start_over()

    def _read(self) -> None:
        if self._awake and self.desk.workspace is not None:
            self.desk.read(self.read_from, self._take, owner=self)

    def _take(self, known: Known) -> None:
        if self.desk.workspace is not None and known != self.known:
            self.known = known
            self.start_over()

    def _written(self, written: Written) -> None:
        if any(entity in self.reads_from for entity, _id in written.touched):
            self._read()

    def _forget(self) -> None:
        self.known = Known()
        self.start_over()


def _forms(words: Iterable[str]) -> set[str]:
    return {form.casefold() for word in words for form in lookups(word)}


def spelling_of(desk: Desk) -> Spelling:
    """The one of a desk."""
    return desk.findChild(Spelling, options=Qt.FindChildOption.FindDirectChildrenOnly) or Spelling(desk)
