# SPDX-License-Identifier: Apache-2.0
"""From the words in a cell to the record that they name: by code, then by title. What is not there may be made."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.text import one_line
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.exchange.imports.headings import words_of
from portfolio_desktop.exchange.imports.planned import Alike
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


_PERSON = "person"
_TITLES = frozenset(
    {"dame", "dr", "lady", "lord", "miss", "mr", "mrs", "ms", "mx", "prof", "professor", "sir"}
)
_ALIKE = 92.0  # percent of likeness from which two names may be one, spelt twice


_NOBODY = re.compile(
    r"\b(?:vacan(?:t|cy)|tb[acdr]|nobody|no ?one|unfilled|to be \w+|not (?:yet )?(?:named|appointed|known))\b",
    re.IGNORECASE,
)
_MANY = re.compile(r"\s*(?:all|both|each|every|everybody|everyone|several|various)\b", re.IGNORECASE)
_AND = re.compile(r"\s*(?:[/;+&]|\b(?:and|or)\b)\s*", re.IGNORECASE)


def no_one_person(words: str) -> str:
    """Why words that name no person we know are not the name of one either; empty where they may be."""
    if _NOBODY.search(words):
        return _("This says that nobody has been named, so no person is added.")
    several = "(" not in words and sum(bool(_bare(part)) for part in _AND.split(words)) > 1
    if several or _MANY.match(words):
        return _("This names more than one person, and only one can stand here.")
    return ""


def may_be(name: str, other: str) -> bool:
    """Whether two names may be those of one person: “T Vickers”, “TV” or “Vickers, Tom” for “Tom Vickers”, or a letter
    apart."""
    from rapidfuzz import fuzz

    one, two = _bare(name), _bare(other)
    if _initials(name) == _first_letters(two) or _initials(other) == _first_letters(one):
        return True
    if len(one) < 2 or len(two) < 2:
        return False
    if sorted(one) == sorted(two) or fuzz.ratio(" ".join(one), " ".join(two)) >= _ALIKE:
        return True
    first, second = one[0], two[0]
    initial = min(len(first), len(second)) == 1 and first[0] == second[0]
    return one[-1] == two[-1] and (initial or first == second)


def _bare(name: str) -> list[str]:
    """The words of a name as they are said, “Vickers, Tom” as Tom Vickers, without what somebody is addressed by."""
    last, _comma, first = name.partition(",")
    return [word for word in same_name(f"{first} {last}").split() if word not in _TITLES]


def _initials(name: str) -> str:
    """The letters of a name that is nothing but initials; empty for others."""
    letters = name.replace(".", "").replace(" ", "")
    return letters.casefold() if 2 <= len(letters) <= 3 and letters.isupper() else ""


def _first_letters(words: Sequence[str]) -> str | None:
    """The initials of somebody whose whole name this is; None where it is a single word."""
    return "".join(word[0] for word in words) if len(words) > 1 else None


class _Alike:
    """Everybody by the words of their names: there may be thousands, and each new name is held against the near ones alone."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = list(names)
        self._by_word: dict[str, list[str]] = defaultdict(list)
        for name in self._names:
            bare = _bare(name)
            for word in {*bare, _initials(name), _first_letters(bare) or ""}:
                self._by_word[word].append(name)

    def of(self, name: str) -> list[str]:
        """Who `name` may be as well."""
        from rapidfuzz import fuzz, process

        near = {
            each for each, *_rest in process.extract(name, self._names, scorer=fuzz.ratio, score_cutoff=80)
        }
        near.update(each for word in _bare(name)[-1:] for each in self._by_word.get(word, ()))
        near.update(each for word in _bare(name)[:1] for each in self._by_word.get(word, ()))
        near.update(self._by_word.get(_initials(name) or _first_letters(_bare(name)) or " ", ()))
        return sorted(each for each in near if each != name and may_be(name, each))


@dataclass(slots=True)
class _Known:
    """The records of one register by their codes and by their names."""

    codes: dict[str, list[Id]]
    names: dict[str, list[Id]]


class Links:
    """Finds and makes the records that cells name. Reads each register once, however many cells there are."""

    def __init__(self, office: Office, reader: Reader, same: Mapping[str, str]) -> None:
        """`same` are names of people with the other names by which these are known."""
        self._office = office
        self._reader = reader
        self._found: dict[str, _Known] = {}
        self._made: dict[Id, Create] = {}
        self._levels: SkillLevels | None = None
        self._same = {same_name(name): other for name, other in same.items()}
        self._taken: dict[str, Alike] = {}
        self.titles: dict[Id, str] = {}

    def resolve(self, target: Entity, words: str, *, create: bool) -> Id | Unreadable:
        """The record of `target` that `words` name."""
        if target.name == _PERSON and (other := self._same.get(same_name(words))):
            self._taken[words] = Alike(words, other, same=True)
            words = other
        known = self._known(target)
        ids = known.codes.get(same_code(words)) or known.names.get(same_name(words), [])
        if target.name == _PERSON and (why := no_one_person(words)):
            # unless somebody has entered just these words as a person
            ids = [id for id in ids if same_code(self.titles.get(id)) == same_code(words)]
            if not ids:
                return Unreadable(words, why)
        if len(ids) == 1:
            return ids[0]
        if ids:
            coded = target.code and all(any(id in each for each in known.codes.values()) for id in ids)
            why = (
                _("{count} {plural} are called so. Give the code instead.")
                if coded
                else _(
                    "{count} {plural} are called so. Delete the one that stands there twice, or rename one, first."
                )
            )
            return Unreadable(words, why.format(count=len(ids), plural=_(target.plural).lower()))
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

    def alike(self, used: set[Value]) -> tuple[Alike, ...]:
        """People made so far, that something links to, with whom each may be: one who is there, or another one made."""
        made = [self.titles[id] for id, new in self._made.items() if new.entity == _PERSON and id in used]
        everybody = self._found[_PERSON].names.values() if made else ()
        others = _Alike(self.titles[id] for ids in everybody for id in ids if id in self.titles)
        found = dict(self._taken)
        for name in made:
            for other in others.of(name):
                fuller = other not in made or (len(other), other) > (len(name), name)
                if fuller and name not in found:
                    found[name] = Alike(name, other)
        return tuple(found.values())

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
