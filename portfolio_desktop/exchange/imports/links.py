# SPDX-License-Identifier: Apache-2.0
"""From the words in a cell to the record that they name: by code, then by title. What is not there may be made."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.exchange.imports.headings import words_of
from portfolio_desktop.exchange.tables import Unreadable
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.records import defaults
from portfolio_desktop.storage.changes import Create
from portfolio_desktop.storage.read import Reader


def same_name(title: object) -> str:
    """What two spellings of one name have in common: no capitals, no punctuation, one space."""
    words = str(title or "")
    return words_of(words) or words.strip()


class Links:
    """Finds and makes the records that cells name. Reads each register once, however many cells there are."""

    def __init__(self, office: Office, reader: Reader) -> None:
        self._office = office
        self._reader = reader
        self._found: dict[str, dict[str, list[Id]]] = {}
        self._made: dict[Id, Create] = {}
        self.titles: dict[Id, str] = {}

    def resolve(self, target: Entity, words: str, *, create: bool) -> Id | Unreadable:
        """The record of `target` that `words` name."""
        names = self._names(target)
        ids = names.get(same_name(words), ())
        if len(ids) == 1:
            return ids[0]
        if ids:
            return Unreadable(
                words,
                _("{count} {plural} are called so. Give the code instead.").format(
                    count=len(ids), plural=target.plural.lower()
                ),
            )
        if create:
            return self._make(target, words)
        return Unreadable(
            words, _("There is no {target} of this code or name.").format(target=target.label.lower())
        )

    def add(self, target: Entity, id: Id, names: Sequence[object]) -> None:
        """A record that the import itself adds, so that its other rows can name it."""
        known = self._names(target)
        for name in filter(None, map(same_name, names)):
            if id not in known[name]:
                known[name].append(id)

    def made(self, used: set[Value]) -> tuple[Create, ...]:
        """The records made so far that something links to."""
        return tuple(create for id, create in self._made.items() if id in used)

    def _names(self, target: Entity) -> dict[str, list[Id]]:
        if target.name not in self._found:
            names: dict[str, list[Id]] = defaultdict(list)
            codes = self._reader.column(target, target.code) if target.code else []
            titles = self._reader.column(target, target.field(target.title))
            self.titles |= {id: title or "" for id, title in titles}
            taken: Mapping[str, object] = {same_name(code): id for id, code in codes if code}
            for id, code in codes:
                if code:
                    names[same_name(code)].append(id)
            for id, title in titles:
                if title and same_name(title) not in taken:
                    names[same_name(title)].append(id)
            self._found[target.name] = names
        return self._found[target.name]

    def _make(self, target: Entity, title: str) -> Id:
        id = Id(self._office.store.new_id())
        self._made[id] = Create(target.name, id, {**defaults(target), target.title: title})
        self._found[target.name][same_name(title)] = [id]
        self.titles[id] = title
        return id
