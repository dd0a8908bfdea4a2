# SPDX-License-Identifier: Apache-2.0
"""Which record of a register a row is: by the chosen field, then by code, then by name. Never by likeness.

Where records have no name of their own, what they tie together says which one it is.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias, TypeVar

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Field, Id, Kind, Record, Value, Values
from portfolio_desktop.catalogue.identity import IDENTITY, Identity
from portfolio_desktop.exchange.imports.links import same_code, same_name
from portfolio_desktop.storage.read import Reader

_KEYS = (Kind.CODE, Kind.TEXT, Kind.ADDRESS, Kind.CHOICE, Kind.LINK, Kind.INTEGER)
_Key: TypeAlias = tuple[object, ...]
_Index = TypeVar("_Index")


class Match(NamedTuple):
    """The record that a row is, and by which field; no record and no reason: a new one.

    `beside` says of a new one which record, much like it, is there already.
    """

    record: Id | None = None
    by: str = ""
    reason: str = ""
    beside: str = ""

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
        identity = IDENTITY.get(entity.name)
        self._nameless = _Nameless(reader, entity, identity) if identity else None
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
        self._rows: dict[object, int] = {}

    @property
    def codes(self) -> Iterable[str]:
        """Every code in the register."""
        return (code for code in self._codes.values() if code)

    def expect(self, rows: Mapping[int, Values]) -> None:
        """All rows of the file, by number. To be told before `match` is asked of the first."""
        if self._nameless:
            self._nameless.expect(rows)

    def match(self, number: int, values: Values) -> Match:
        """The record that the row `number` is. A second row for one record is set aside, with the number of the first."""
        match = self._find(number, values)
        if match.reason:
            return match
        for name in (match.record,) if match.record else self._names(values):
            first = self._rows.setdefault(name, number)
            if first != number:
                return Match(reason=_("Row {number} already brings this record.").format(number=first))
        if match.is_new and self._nameless and not self._entity.field(self._entity.title).required:
            return match._replace(beside=self._nameless.beside(values))
        return match

    def title(self, record: Id) -> str:
        """What a record is called now."""
        return self._titles.get(record) or ""

    def given_out(self, code: Value) -> bool:
        """Whether a code is one that the office gave out itself, for want of a better one."""
        return isinstance(code, str) and self._given_out.fullmatch(code) is not None

    def _find(self, number: int, values: Values) -> Match:
        if self._key and values.get(self._key) is not None:
            match = self._one(self._by_key.get(same_code(values[self._key]), ()), self._key)
            if match.record or match.reason:
                return match
        if self._code and values.get(self._code):
            match = self._one(self._with_code(number, values), self._code)
            if match.record or match.reason:
                return match
        if self._nameless:
            return self._tied(self._nameless, number, values)
        return self._one(self._with_title(number, values), self._entity.title)

    def _tied(self, nameless: "_Nameless", number: int, values: Values) -> Match:
        """The record that ties the same together. A row that names nothing but the whole of one can be any of its parts."""
        found = self._without_other_code(nameless.found(number), values)
        if found or nameless.ties_more(values.get):
            return self._one(found, *filter(values.get, nameless.ties))
        if values.get(self._entity.title):
            return self._one(nameless.left(self._with_title(number, values)), self._entity.title)
        parts = nameless.left(nameless.parts(values))
        return Match(reason=self._several(parts, nameless.ties[:1])) if parts else Match()

    def _with_code(self, number: int, values: Values) -> list[Id]:
        code, owner = same_code(values[self._code]), values.get(self._owner) if self._owner else None
        found = self._by_code.get(code, [])
        if owner is not None:
            own = [id for id in found if self._owners.get(id) == owner]
            return own or self._of_nobody(found, number, values)
        if self._owner and code.isdigit():  # "1" numbers the rows of a list; every list has one
            title = same_name(values.get(self._entity.title))
            return [id for id in found if same_name(self._titles.get(id)) == title]
        return found

    def _with_title(self, number: int, values: Values) -> list[Id]:
        """Records of the same name, but for those that another code tells apart."""
        owner = values.get(self._owner) if self._owner else None
        title = same_name(values.get(self._entity.title))
        found = self._by_title.get((owner, title), [])
        if owner is not None and not found:
            found = self._of_nobody(self._by_title.get((None, title), []), number, values)
        return self._without_other_code(found, values)

    def _of_nobody(self, found: Iterable[Id], number: int, values: Values) -> list[Id]:
        """Those of the same name that belong to nothing yet: they came in before there was what they belong to."""
        title = same_name(values.get(self._entity.title))
        free = (id for id in found if not self._owners.get(id) and self._rows.get(id, number) == number)
        return [id for id in free if same_name(self._titles.get(id)) == title]

    def _without_other_code(self, found: list[Id], values: Values) -> list[Id]:
        code = values.get(self._code) if self._code else None
        if not code:
            return found
        return [id for id in found if not self._codes.get(id) or self.given_out(self._codes[id])]

    def _one(self, found: Sequence[Id], *by: str) -> Match:
        if len(found) > 1:
            return Match(reason=self._several(found, by))
        return Match(found[0], by[0]) if found else Match()

    def _several(self, found: Sequence[Id], by: Iterable[str]) -> str:
        words = ngettext(
            "{count} record of the register has the same {field}.",
            "{count} records of the register have the same {field}.",
            len(found),
        )
        return words.format(count=len(found), field=_labels(map(self._entity.field, by)))

    def _names(self, values: Values) -> Iterable[object]:
        """What a new row is known by within the file."""
        owner = values.get(self._owner) if self._owner else None
        if self._nameless and not (self._code and values.get(self._code)):
            yield self._nameless.name(values)
        elif self._code and values.get(self._code):
            yield ("code", owner, same_code(values[self._code]))
        elif values.get(self._entity.title):
            yield ("title", owner, same_name(values[self._entity.title]))


class _Nameless:
    """The records of a register that have no name of their own, by what each of them ties together.

    What a record or a row leaves unsaid tells nothing apart: a seat without a first day is the one that has begun
    since. That is asked only of records that no row of the file names exactly.
    """

    def __init__(self, reader: Reader, entity: Entity, identity: Identity) -> None:
        self.ties, self._apart = identity
        self._entity = entity
        self._open = [field for field in map(entity.field, self.ties) if _may_be_unsaid(entity, field)]
        unsaid = {field.name for field in self._open}
        self._sure = [name for name in self.ties if name not in unsaid]
        self._records = {record.id: record for record in reader.all(entity)}
        self._by_ties = self._indexed(self._tied)
        self._by_whole = self._indexed(lambda value: _key(value, self.ties[:1]))
        self._by_sure = self._indexed(lambda value: _key(value, self._sure))
        self._rows: Counter[_Key] = Counter()  # of the file, without those that repeat another
        self._said: set[str] = set()  # open fields that some row says
        self._found: dict[int, list[Id]] = {}
        self._claimed: set[Id] = set()

    def expect(self, rows: Mapping[int, Values]) -> None:
        """Which records each row of the file may be: those that rows name exactly are left to these."""
        names = {self.name(values): self._tied(values.get) for values in rows.values()}
        self._rows.update(names.values())
        self._said = {
            field.name for field in self._open for values in rows.values() if values.get(field.name)
        }
        for number, values in rows.items():
            self._found[number] = found = self._named(values)
            self._claimed.update(found)
        in_part = {
            number: self._told_apart(self._in_part(values), values)
            for number, values in rows.items()
            if not self._found[number]
        }
        self._found |= in_part
        self._claimed.update(*in_part.values())

    def found(self, number: int) -> list[Id]:
        """The records that the row `number` may be."""
        return self._found[number]

    def name(self, values: Values) -> _Key:
        """What a row is known by within the file."""
        return *self._tied(values.get), *_key(values.get, self._apart)

    def left(self, records: Iterable[Id]) -> list[Id]:
        """Those of `records` that no row ties together."""
        return [id for id in records if id not in self._claimed]

    def parts(self, values: Values) -> list[Id]:
        """All records of the whole that a row is part of."""
        return self._by_whole.get(_key(values.get, self.ties[:1]), [])

    def ties_more(self, value: "_Values") -> bool:
        """Whether more is said than the whole."""
        return any(_key(value, self.ties[1:]))

    def beside(self, values: Values) -> str:
        """What a new row has in common with a record that no row is, and by what it is another one all the same."""
        telling = [field for field in self._open if field.kind is not Kind.LINK]
        telling += map(self._entity.field, self._apart)
        for id in self._by_sure.get(_key(values.get, self._sure), ()):
            record = self._records[id]
            if id in self._claimed or not self._agrees(values, record):
                continue
            others = [field for field in telling if _differs(values, record, field)]
            if others:
                same = [field for field in map(self._entity.field, self.ties) if field not in others]
                return _(
                    "The register has one of the same {same} with another “{other}”. That one stays as it is."
                ).format(same=_labels(same), other=_(others[0].label))
        return ""

    def _named(self, values: Values) -> list[Id]:
        """The records that a row names exactly; one of several that it repeats word for word."""
        found = self._told_apart(self._by_ties.get(self._tied(values.get), []), values)
        if len(found) > 1:
            same = [id for id in found if self._repeats(values, self._records[id])]
            return [id for id in same if id not in self._claimed][:1] or same[:1] or found
        return found

    def _repeats(self, values: Values, record: Record) -> bool:
        return all(self._entity.has(name) and record[name] == value for name, value in values.items())

    def _told_apart(self, found: list[Id], values: Values) -> list[Id]:
        """Those of `found` that are meant where several records or several rows tie the same together."""
        said = _key(values.get, self._apart)
        if not any(said) or (len(found) == 1 and self._rows[self._tied(values.get)] == 1):
            return found
        return [id for id in found if _key(self._records[id].__getitem__, self._apart) == said]

    def _in_part(self, values: Values) -> list[Id]:
        """Records that nobody names exactly, and that differ from the row only in what one of the two leaves unsaid."""
        return [
            id
            for id in (self._by_sure.get(_key(values.get, self._sure), ()) if self._open else ())
            if id not in self._claimed
            and self._agrees(values, self._records[id])
            and all(self._may_be(values, self._records[id], field) for field in self._open)
        ]

    def _agrees(self, values: Values, record: Record) -> bool:
        """Whether both tie the same two together, at least."""
        here, there = _key(values.get, self.ties), _key(record.__getitem__, self.ties)
        return sum(bool(one) and one == other for one, other in zip(here, there, strict=True)) > 1

    def _may_be(self, values: Values, record: Record, field: Field) -> bool:
        """A link left empty names nothing, unless the whole file says nothing of it; another field may be filled later."""
        here, there = _plain(values.get(field.name)), _plain(record[field.name])
        if here == there or field.name not in self._said:
            return True
        return field.kind is not Kind.LINK and not (here and there)

    def _tied(self, value: "_Values") -> _Key:
        """What is tied together; with the title where that is nothing but the whole."""
        key = _key(value, self.ties)
        return key if self.ties_more(value) else (*key, _plain(value(self._entity.title)))

    def _indexed(self, key: "Callable[[_Values], _Key]") -> dict[_Key, list[Id]]:
        return _index((key(record.__getitem__), id) for id, record in self._records.items())


_Values: TypeAlias = Callable[[str], Value]


def _key(value: _Values, names: Iterable[str]) -> _Key:
    return tuple(_plain(value(name)) for name in names)


def _plain(value: Value) -> str:
    """A value as it is compared: nothing where there is none, or none is known."""
    return "" if isinstance(value, Unknown) else same_name(value)


def _may_be_unsaid(entity: Entity, field: Field) -> bool:
    """Whether a record can be without it, or comes to it by itself."""
    given = field.part_of or (field.required and field.default is None)
    return not given and field.name != entity.title


def _differs(values: Values, record: Record, field: Field) -> bool:
    here, there = _plain(values.get(field.name)), _plain(record[field.name])
    return bool(here and there) and here != there


def _labels(fields: Iterable[Field]) -> str:
    return ", ".join(_(field.label).lower() for field in fields)


def _index(pairs: Iterable[tuple[_Index, Id]]) -> dict[_Index, list[Id]]:
    found: dict[_Index, list[Id]] = defaultdict(list)
    for key, id in pairs:
        found[key].append(id)
    return dict(found)
