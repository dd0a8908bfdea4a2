# SPDX-License-Identifier: Apache-2.0
"""Which record of a register a row is: by the chosen field, then by code, then by name. Never by likeness."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeAlias, TypeVar

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Id, Kind, Value, Values
from portfolio_desktop.exchange.imports.links import same_code, same_name
from portfolio_desktop.storage.read import Reader

IDENTITY = {
    "cost_line": ("project_id", "year", "kind", "basis", "title"),
    "contribution": ("objective_id", "project_id"),
    "status_report": ("project_id", "period_end"),
    "person_skill": ("person_id", "skill_id"),
    "role_requirement": ("profile_id", "skill_id"),
    "capability_level": ("framework_id", "step"),
}
"""Registers whose records have no name of their own: the fields that together say which record it is."""

_KEYS = (Kind.CODE, Kind.TEXT, Kind.ADDRESS, Kind.CHOICE, Kind.LINK, Kind.INTEGER)
_Key: TypeAlias = tuple[object, ...]
_Index = TypeVar("_Index")


class Match(NamedTuple):
    """The record that a row is, and by which field; no record and no reason: a new one."""

    record: Id | None = None
    by: str = ""
    reason: str = ""

    @property
    def is_new(self) -> bool:
        return not self.record and not self.reason


class Matcher:
    """One register as rows are matched against it. Read once; new rows join it as they come."""

    def __init__(self, reader: Reader, entity: Entity, key: str = "") -> None:
        if key and (not entity.has(key) or entity.field(key).kind not in _KEYS):
            raise Refusal(
                _(
                    "Rows of {plural} cannot be matched by “{key}”. Choose a code, a name or another short field."
                ).format(plural=_(entity.plural).lower(), key=key)
            )
        self._entity = entity
        self._key = key
        self._identity = IDENTITY.get(entity.name, ())
        self._given_out = re.compile(re.escape(entity.prefix) + r"-\d+", re.IGNORECASE)
        self._code = entity.code.name if entity.code else ""
        self._owner = entity.owner.name if entity.owner else ""
        names = {self._code, entity.title, self._owner, key} - {""}
        columns = {name: dict(reader.column(entity, entity.field(name))) for name in names}
        self._codes: dict[Id, str] = columns.get(self._code, {})
        self._titles: dict[Id, str] = columns[entity.title]
        self._owners: dict[Id, Id] = columns.get(self._owner, {})
        self._by_key = _index((same_code(value), id) for id, value in columns.get(key, {}).items() if value)
        self._by_code = _index((same_code(code), id) for id, code in self._codes.items() if code)
        self._by_title: dict[_Key, list[Id]] = _index(
            ((self._owners.get(id), same_name(title)), id) for id, title in self._titles.items() if title
        )
        self._by_identity = self._identities(reader)
        self._rows: dict[object, int] = {}

    @property
    def codes(self) -> Iterable[str]:
        """Every code in the register."""
        return (code for code in self._codes.values() if code)

    def match(self, number: int, values: Values) -> Match:
        """The record that the row `number` is. A second row for one record is set aside, with the number of the first."""
        match = self._find(values)
        if match.reason:
            return match
        for name in (match.record,) if match.record else self._names(values):
            first = self._rows.setdefault(name, number)
            if first != number:
                return Match(reason=_("Row {number} already brings this record.").format(number=first))
        return match

    def title(self, record: Id) -> str:
        """What a record is called now."""
        return self._titles.get(record) or ""

    def given_out(self, code: Value) -> bool:
        """Whether a code is one that the office gave out itself, for want of a better one."""
        return isinstance(code, str) and self._given_out.fullmatch(code) is not None

    def _find(self, values: Values) -> Match:
        if self._identity:
            return self._one(self._by_identity.get(self._named(values), ()), self._identity[0])
        if self._key and values.get(self._key) is not None:
            match = self._one(self._by_key.get(same_code(values[self._key]), ()), self._key)
            if match.record or match.reason:
                return match
        if self._code and values.get(self._code):
            match = self._one(self._with_code(values), self._code)
            if match.record or match.reason:
                return match
        return self._one(self._with_title(values), self._entity.title)

    def _with_code(self, values: Values) -> list[Id]:
        code, owner = same_code(values[self._code]), values.get(self._owner) if self._owner else None
        found = self._by_code.get(code, [])
        if owner is not None:
            return [id for id in found if self._owners.get(id) == owner]
        if self._owner and code.isdigit():  # "1" numbers the rows of a list; every list has one
            title = same_name(values.get(self._entity.title))
            return [id for id in found if same_name(self._titles.get(id)) == title]
        return found

    def _with_title(self, values: Values) -> list[Id]:
        """Records of the same name, but for those that another code tells apart."""
        owner = values.get(self._owner) if self._owner else None
        found = self._by_title.get((owner, same_name(values.get(self._entity.title))), [])
        code = values.get(self._code) if self._code else None
        if not code:
            return found
        return [id for id in found if not self._codes.get(id) or self.given_out(self._codes[id])]

    def _one(self, found: Sequence[Id], by: str) -> Match:
        if len(found) > 1:
            words = ngettext(
                "{count} record of the register has the same {field}.",
                "{count} records of the register have the same {field}.",
                len(found),
            )
            field = self._entity.field(by).label.lower()
            return Match(reason=words.format(count=len(found), field=field))
        return Match(found[0], by) if found else Match()

    def _names(self, values: Values) -> Iterable[object]:
        """What a new row is known by within the file."""
        owner = values.get(self._owner) if self._owner else None
        if self._identity:
            yield self._named(values)
        elif self._code and values.get(self._code):
            yield ("code", owner, same_code(values[self._code]))
        elif values.get(self._entity.title):
            yield ("title", owner, same_name(values[self._entity.title]))

    def _named(self, values: Values) -> _Key:
        return tuple(same_name(values.get(name)) for name in self._identity)

    def _identities(self, reader: Reader) -> dict[_Key, list[Id]]:
        if not self._identity:
            return {}
        return _index(
            (self._named(self._entity.values(record)), record.id) for record in reader.all(self._entity)
        )


def _index(pairs: Iterable[tuple[_Index, Id]]) -> dict[_Index, list[Id]]:
    found: dict[_Index, list[Id]] = defaultdict(list)
    for key, id in pairs:
        found[key].append(id)
    return dict(found)
