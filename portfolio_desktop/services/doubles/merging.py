# SPDX-License-Identifier: Apache-2.0
"""Several records become one: the one that was made first stays, gets what the others know besides, their links and their parts.

Whoever merges the same records on another laptop keeps the same one, so that nothing is lost however often it is done. It is
one change set, which one undo takes back.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Field, Id, Kind, Record, Value, Values
from portfolio_desktop.catalogue.filters import Op, Test
from portfolio_desktop.services.codes import FORMER
from portfolio_desktop.services.doubles.pairing import (
    MADE_APART,
    NEVER,
    OFFERED,
    Into,
    groups,
    own_code,
    side_by_side,
    ties,
)
from portfolio_desktop.services.office import Office, record_of
from portfolio_desktop.services.records import name_of
from portfolio_desktop.services.words import link_titles, named, words
from portfolio_desktop.storage.changes import Change, Changes, Create, Delete, Edit
from portfolio_desktop.storage.history import made_on
from portfolio_desktop.storage.naming.namesakes import namesakes
from portfolio_desktop.storage.read import Reader

_NOTHING: Into = MappingProxyType({})
_ALONE = N_("Choose two or more records of one register: there is nothing to merge.")
_NOT_THESE = N_(
    "{plural} cannot be merged: two of one name are often meant. Delete the one that is not meant."
)


class Differing(NamedTuple):
    """A field of which the records say different things, in words, by record: the one that stays first."""

    name: str
    label: str
    said: Mapping[Id, str]


@dataclass(frozen=True, slots=True)
class Merge:
    """Records that would become one. `stays` was made first; `moves` tells what else would belong to it, in words."""

    entity: str
    stays: Id
    goes: tuple[Id, ...]
    title: str
    titles: Mapping[Id, str]
    differing: tuple[Differing, ...]
    moves: str

    @property
    def says_the_same(self) -> bool:
        """Whether nothing that one of them says is lost where the others give way."""
        return not self.differing


def found(office: Office) -> tuple[Merge, ...]:
    """All that stands twice, wholes before their parts. What stands twice with what it is part of is told with that alone."""
    with office.reading() as reader:
        return tuple(
            _told(reader, entity, sorted(reader.many(entity, ids), key=lambda record: record.id))
            for entity, ids in _doubled(reader)
        )


def count(office: Office) -> int:
    """How many records stand there that say what another says."""
    with office.reading() as reader:
        return doubled_in(reader)


def doubled_in(reader: Reader) -> int:
    """As `count`, at the moment of a reading."""
    return sum(len(several) - 1 for _entity, several in _doubled(reader))


def _doubled(reader: Reader, into: Into = _NOTHING) -> Iterator[tuple[Entity, list[Id]]]:
    """What stands twice, of one register after the other; what is known to go `into` another is not told again."""
    for entity in map(reader.catalogue.entity, OFFERED):
        asked = _untied(reader, entity, into)
        for several in groups(entity, [each for each in asked if each.id not in into], into):
            ids = [each.id for each in several]
            if entity.name not in MADE_APART:
                yield entity, ids
                continue
            on = made_on(reader.connection, ids)
            for abreast in side_by_side(several, {each.id: on.get(each.id) for each in several}):
                yield entity, [each.id for each in abreast]


def _untied(reader: Reader, entity: Entity, into: Into) -> list[Record]:
    """The records that might be one with another, also by links to what has become one. Parts of that come with it."""
    tied = ties(entity)
    loose = any(entity.field(name).target and not entity.field(name).part_of for name in tied)
    if into and loose:
        return reader.all(entity)
    return reader.many(entity, namesakes(reader.connection, entity, tied))


def planned(office: Office, entity: str, ids: Iterable[Id]) -> Merge:
    """What merging these would do. Refuses fewer than two, and registers whose records are not merged."""
    with office.reading() as reader:
        return _told(reader, reader.catalogue.entity(entity), _chosen(reader, entity, ids))


def merge(office: Office, entity: str, ids: Iterable[Id], chosen: Mapping[str, Id] | None = None) -> Changes:
    """Make one of several records. Of a field in `chosen` that record's value stands; else that of the one that stays."""
    with office.reading() as reader:
        definition = reader.catalogue.entity(entity)
        several = _chosen(reader, entity, ids)
        for name, id in (chosen or {}).items():
            if not definition.keeps(name):
                raise Refusal(
                    _("{plural} have no field “{name}”.").format(plural=_(definition.plural), name=name)
                )
            if id not in {record.id for record in several}:
                raise Refusal(
                    _("Say for {name} which of the records that are merged counts.").format(name=name)
                )
        merging = _Merging(office, reader)
        merging.take(definition, several, chosen or {})
        items = tuple(merging.changes())
    return Changes(_("Merge {what}").format(what=name_of(definition, definition.values(several[0]))), items)


def merge_all(office: Office) -> Changes:
    """Make one of all that stands twice and says the same."""
    with office.reading() as reader:
        merging = _Merging(office, reader)
        for entity, ids in _doubled(reader, merging.into):
            several = sorted(reader.many(entity, ids), key=lambda record: record.id)
            if not _differing(reader, entity, several, merging.into):
                merging.take(entity, several, {})
        items = tuple(merging.changes())
    going = sum(isinstance(item, Delete) for item in items)
    label = ngettext("Merge {count} record that stood twice", "Merge {count} records that stood twice", going)
    return Changes(label.format(count=f"{going:,}"), items)


def _chosen(reader: Reader, entity: str, ids: Iterable[Id]) -> list[Record]:
    definition = reader.catalogue.entity(entity)
    several = [record_of(reader, entity, id) for id in sorted(set(ids))]
    if len(several) < 2:
        raise Refusal(_(_ALONE))
    if entity in NEVER or definition.unseen:
        raise Refusal(_(_NOT_THESE).format(plural=_(definition.plural)))
    return several


@dataclass
class _Merging:
    """What becomes of the records, while they are looked at."""

    office: Office
    reader: Reader
    into: dict[Id, Id] = field(default_factory=dict)
    _gone: list[tuple[Entity, Record]] = field(default_factory=list)
    _filled: dict[tuple[str, Id, str], Value] = field(default_factory=dict)

    def take(self, entity: Entity, several: Sequence[Record], chosen: Mapping[str, Id]) -> None:
        """Make one of these, the first of them, and of those parts of theirs that are one as well and say the same.

        Parts that differ stay two, of one whole: somebody has to choose.
        """
        stays, *goes = several
        for record in goes:
            self.into[record.id] = stays.id
            self._gone.append((entity, record))
        for one in entity.fields:
            if entity.keeps(one.name) and (one is not entity.code or not stays[one.name]):
                self._fill(entity, one, several, chosen.get(one.name))
        for part, link in self.reader.catalogue.holders(entity.name):
            if link.part_of and part.name not in NEVER and not part.unseen:
                where = Test(link.name, Op.ANY_OF, [record.id for record in several])
                for alike in groups(part, self.reader.all(part, where), self.into):
                    for abreast in side_by_side(alike, {each.id: each[link.name] for each in alike}):
                        known = any(record.id in self.into for record in abreast)
                        if not known and not _differing(self.reader, part, abreast, self.into):
                            self.take(part, abreast, {})

    def _fill(self, entity: Entity, one: Field, several: Sequence[Record], chosen: Id | None) -> None:
        stays = several[0]
        said = {record.id: record[one.name] for record in several}
        value = said[chosen] if chosen else next((each for each in said.values() if each is not None), None)
        if value != stays[one.name]:
            self._filled[entity.name, stays.id, one.name] = value

    def changes(self) -> Iterator[Change]:
        """Links lead to what stays, then what stays says all, then the others go: parts before what they are part of."""
        going = set(self.into)
        for (name, id, label), value in self._filled.items():
            if id not in going:
                yield Edit(name, id, label, self._led(id, value))
        for target in dict.fromkeys(entity.name for entity, _record in self._gone):
            gone = [record.id for entity, record in self._gone if entity.name == target]
            for holder, link in self.reader.catalogue.holders(target):
                for record in self.reader.all(holder, Test(link.name, Op.ANY_OF, gone)):
                    if record.id not in going and (holder.name, record.id, link.name) not in self._filled:
                        yield Edit(holder.name, record.id, link.name, self._led(record.id, record[link.name]))
        for entity, record in self._gone:
            if entity.code and (code := own_code(entity, record)):
                stays = self.reader.many(entity, [self._last(record.id)])[0]
                filled = self._filled.get((entity.name, stays.id, entity.code.name))
                if code not in (filled, own_code(entity, stays)):
                    former: Values = {"entity": entity.name, "record": stays.id, "code": code}
                    yield Create(FORMER, Id(self.office.store.new_id()), former)
        for entity, record in reversed(self._gone):
            yield Delete(entity.name, record.id)

    def _led(self, holder: Id, value: Value) -> Value:
        """Where a link leads from now on; nowhere where that is to the record itself."""
        if not isinstance(value, str) or Id(value) not in self.into:
            return value
        target = self._last(Id(value))
        return None if target == holder else target

    def _last(self, id: Id) -> Id:
        while id in self.into:
            id = self.into[id]
        return id


def _differing(
    reader: Reader, entity: Entity, several: Sequence[Record], into: Into
) -> tuple[Differing, ...]:
    titles = link_titles(reader, entity, several)
    differing = []
    for one in entity.fields:
        said = {record.id: record[one.name] for record in several if record[one.name] is not None}
        if (
            not entity.keeps(one.name)
            or one is entity.code
            or len({repr(each) for each in said.values()}) < 2
        ):
            continue
        if one.kind is Kind.LINK:
            to = {into.get(Id(str(each)), each) for each in said.values()}
            if len(to) == 1 or len({titles.get(Id(str(each))) for each in to}) == 1:
                continue  # two of one name, which stand twice themselves
        shown = {id: words(reader.catalogue, one, value, titles=titles) for id, value in said.items()}
        differing.append(Differing(one.name, _(one.label), shown))
    return tuple(differing)


def _told(reader: Reader, entity: Entity, several: Sequence[Record]) -> Merge:
    stays, *goes = several
    return Merge(
        entity.name,
        stays.id,
        tuple(record.id for record in goes),
        named(entity, stays),
        {record.id: named(entity, record) for record in several},
        _differing(reader, entity, several, {}),
        _moves(reader, entity, [record.id for record in goes]),
    )


def _moves(reader: Reader, entity: Entity, goes: Sequence[Id]) -> str:
    """What leads to those that go, as in “12 risks and 3 actions”."""
    counts: Counter[str] = Counter()
    for holder, link in reader.catalogue.holders(entity.name):
        if not holder.unseen:
            counts[holder.name] += reader.count(holder, Test(link.name, Op.ANY_OF, list(goes)))
    said = []
    for name, many in counts.most_common():
        if many:
            met = reader.catalogue.entity(name)
            label = met.label if many == 1 else met.plural
            said.append(_("{count} {plural}").format(count=f"{many:,}", plural=_(label).lower()))
    return _(" and ").join([text for text in (", ".join(said[:-1]), *said[-1:]) if text])
