# SPDX-License-Identifier: Apache-2.0
"""From the words in a cell to the record that they name: by code, then by title. What is not there may be made."""

from dataclasses import dataclass

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.text import one_line
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.exchange.imports.headings import words_of
from portfolio_desktop.exchange.skill_levels import SkillLevels
from portfolio_desktop.exchange.tables import Unreadable
from portfolio_desktop.exchange.typed import where_added
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.records import defaults
from portfolio_desktop.storage.changes import Create
from portfolio_desktop.storage.read import Reader


def same_name(title: object) -> str:
    """What two spellings of one name have in common: no capitals, no punctuation, one space."""
    words = str(title or "")
    return words_of(words) or words.strip()


def same_code(code: object) -> str:
    """What two spellings of one code have in common: every sign of it, but not the capitals."""
    return one_line(str(code or "")).casefold()


@dataclass(slots=True)
class _Known:
    """The records of one register by their codes and by their names."""

    codes: dict[str, list[Id]]
    names: dict[str, list[Id]]


class Links:
    """Finds and makes the records that cells name. Reads each register once, however many cells there are."""

    def __init__(self, office: Office, reader: Reader) -> None:
        self._office = office
        self._reader = reader
        self._found: dict[str, _Known] = {}
        self._made: dict[Id, Create] = {}
        self._levels: SkillLevels | None = None
        self.titles: dict[Id, str] = {}

    def resolve(self, target: Entity, words: str, *, create: bool) -> Id | Unreadable:
        """The record of `target` that `words` name."""
        known = self._known(target)
        ids = known.codes.get(same_code(words)) or known.names.get(same_name(words), [])
        if len(ids) == 1:
            return ids[0]
        if ids:
            return Unreadable(
                words,
                _("{count} {plural} are called so. Give the code instead.").format(
                    count=len(ids), plural=_(target.plural).lower()
                ),
            )
        if create:
            return self._make(target, words)
        return Unreadable(
            words,
            _("There is no {target} of this code or name. To add it, {where}").format(
                target=_(target.label).lower(), where=where_added(target)
            ),
        )

    def level(self, skill: Value, words: str) -> Id | Unreadable:
        """The level of a skill that `words` name, in the framework of that skill."""
        if self._levels is None:
            self._levels = SkillLevels(self._reader)
        return self._levels.named(skill, words)

    def add(self, target: Entity, id: Id, code: Value, title: Value) -> None:
        """A record that the import itself adds, so that its other rows can name it."""
        known = self._known(target)
        if code:
            known.codes.setdefault(same_code(code), []).append(id)
        if title:
            known.names.setdefault(same_name(title), []).append(id)

    def made(self, used: set[Value]) -> tuple[Create, ...]:
        """The records made so far that something links to."""
        return tuple(create for id, create in self._made.items() if id in used)

    def _known(self, target: Entity) -> _Known:
        if target.name not in self._found:
            known = _Known({}, {})
            for id, code in self._reader.column(target, target.code) if target.code else ():
                if code:
                    known.codes.setdefault(same_code(code), []).append(id)
            for id, title in self._reader.column(target, target.field(target.title)):
                self.titles[id] = title or ""
                if title:
                    known.names.setdefault(same_name(title), []).append(id)
            self._found[target.name] = known
        return self._found[target.name]

    def _make(self, target: Entity, title: str) -> Id:
        id = Id(self._office.store.new_id())
        self._made[id] = Create(target.name, id, {**defaults(target), target.title: title})
        self._known(target).names[same_name(title)] = [id]
        self.titles[id] = title
        return id
