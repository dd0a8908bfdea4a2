# SPDX-License-Identifier: Apache-2.0
"""Objectives handed down in a year: from the organisation's to the manager's to each person's, and who carries what."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.base.text import shorten
from portfolio_desktop.catalogue.confidential.evidence import Aim
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import Op, Sort, Test
from portfolio_desktop.domain.appraisal.standing import Side, side_of
from portfolio_desktop.services.people import aims
from portfolio_desktop.services.people.cycles import appraisals_in
from portfolio_desktop.services.people.known import code, day, link, names, owner
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.storage.changes import Changes
from portfolio_desktop.storage.read import Reader

_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Carried:
    """An objective of somebody, in few words."""

    id: Id
    party: Id
    name: str
    title: str
    status: str
    measure: str
    due: date | None

    @property
    def ready(self) -> bool:
        """Whether it can be agreed: it says how it is measured and by when it is due."""
        return bool(self.measure) and self.due is not None


@dataclass(frozen=True, slots=True)
class Strand:
    """An objective of the manager, or of somebody whose own serves the organisation's directly, and who carries a part."""

    id: Id
    party: Id
    name: str
    mine: bool
    title: str
    measure: str
    due: date | None
    status: str
    carried: tuple[Carried, ...]

    @property
    def all(self) -> tuple[Carried, ...]:
        """It, and all that is part of it."""
        own = Carried(self.id, self.party, self.name, self.title, self.status, self.measure, self.due)
        return own, *self.carried


@dataclass(frozen=True, slots=True)
class Served:
    """One of the organisation's objectives, in its words, and all that serves it. Without words: what names none."""

    words: str
    strands: tuple[Strand, ...]

    @property
    def carriers(self) -> frozenset[Id]:
        """Everybody who carries a part of it."""
        return frozenset(one.party for strand in self.strands for one in strand.all)


@dataclass(frozen=True, slots=True)
class Bearer:
    """How much somebody carries: objectives that count, how many of them are agreed, how many serve nothing named."""

    party: Id
    name: str
    mine: bool
    count: int
    agreed: int
    loose: int


@dataclass(frozen=True, slots=True)
class Cascade:
    """A year's objectives from the top, and everybody who could carry one."""

    me: Id
    served: tuple[Served, ...]
    bearers: tuple[Bearer, ...]

    @property
    def unserved(self) -> int:
        """How many of the organisation's objectives nobody carries."""
        return sum(bool(one.words) and not one.strands for one in self.served)

    def drafts_of(self, party: Id) -> tuple[Carried, ...]:
        """What somebody carries and is not yet agreed."""
        found = (one for served in self.served for strand in served.strands for one in strand.all)
        return tuple(one for one in found if one.party == party and one.status in ("", "draft"))


def cascade(people: PeopleFile, cycle: Id, organisation: Sequence[str] = ()) -> Cascade:
    """The objectives of a year. `organisation` holds those of the organisation, which may not be served by any yet."""
    with people.reading() as reader:
        me = owner(reader)
        entity = reader.catalogue.entity("aim")
        rows = reader.all(entity, Test("cycle_id", Op.IS, cycle), (Sort("due"), Sort("title")))
        team, gone = _team(reader, cycle, me), _gone(reader, cycle)
        found = [
            aim
            for aim in (cast(Aim, row) for row in rows)
            if aim.status != "dropped" and aim.subject_id not in gone
        ]
        called = names(reader, [*team, *(link(one.subject_id) for one in found)])
    strands = _strands(found, called, me)
    words = dict.fromkeys([*organisation, *(text for text, _strand in strands if text)])
    served = [Served(text, tuple(one for of, one in strands if of == text)) for text in words]
    loose = tuple(one for of, one in strands if not of)
    if loose:
        served.append(Served("", loose))
    return Cascade(me, tuple(served), tuple(_bearers(found, called, team, me)))


def give(
    people: PeopleFile,
    cycle: Id,
    words: str,
    parties: Sequence[Id],
    *,
    below: Id | None = None,
) -> Changes:
    """Hand an objective down to `parties`: one of the organisation's in its words, or one that the manager has, `below`.

    Each gets a draft, to be agreed with its measure and its date. Who has it already is left out.
    """
    if not parties:
        raise Refusal(_("Choose who is to carry it."))
    if below is not None:
        made = aims.hand_down(people, below, parties)
    else:
        has = _carrying(people, cycle, words)
        made = Changes("", ())
        for party in parties:
            if party not in has:
                made += aims.take_over(people, party, cycle, [words])
    if not made:
        raise Refusal(_("Everybody whom you chose has it already."))
    count = len({item.record for item in made})
    text = ngettext("Hand down “{words}” to {count} person", "Hand down “{words}” to {count} people", count)
    return Changes(text.format(words=shorten(words, _SHOWN), count=count), made.items)


def _team(reader: Reader, cycle: Id, me: Id) -> list[Id]:
    """The owner, and those whom they lead in the year."""
    found = [
        id
        for one in appraisals_in(reader, cycle)
        if side_of(one, me) is Side.MANAGER and (id := link(one.subject_id)) is not None
    ]
    return [me, *(id for id in found if id != me)]


def _gone(reader: Reader, cycle: Id) -> set[object]:
    """Those who were taken out of the year: they carry nothing in it any more."""
    entity = reader.catalogue.entity("appraisal")
    rows = reader.values(entity, ("subject_id", "left_on"), Test("cycle_id", Op.IS, cycle))
    return {subject for _id, subject, left in rows if left is not None}


def _strands(found: Sequence[Aim], called: Mapping[Id | None, str], me: Id) -> list[tuple[str, Strand]]:
    """Objectives that are part of no other here, each with all below it, and the organisation's that it serves."""
    there = {aim.id for aim in found}
    under: dict[object, list[Aim]] = defaultdict(list)
    for aim in found:
        under[aim.parent_id if aim.parent_id in there else None].append(aim)
    tops = sorted(under[None], key=lambda aim: (aim.subject_id != me, called.get(link(aim.subject_id), "")))
    return [(aim.supports or "", _strand(aim, _below(aim, under), called, me)) for aim in tops]


def _below(aim: Aim, under: Mapping[object, Sequence[Aim]]) -> Iterable[Aim]:
    for part in under.get(aim.id, ()):
        yield part
        yield from _below(part, under)


def _strand(aim: Aim, parts: Iterable[Aim], called: Mapping[Id | None, str], me: Id) -> Strand:
    party = Id(str(aim.subject_id))
    carried = [
        Carried(
            part.id,
            Id(str(part.subject_id)),
            called.get(link(part.subject_id), ""),
            part.title or "",
            code(part.status),
            part.measure or "",
            day(part.due),
        )
        for part in parts
    ]
    return Strand(
        aim.id,
        party,
        called.get(party, ""),
        party == me,
        aim.title or "",
        aim.measure or "",
        day(aim.due),
        code(aim.status),
        tuple(sorted(carried, key=lambda one: one.name.casefold())),
    )


def _bearers(
    found: Sequence[Aim], called: Mapping[Id | None, str], team: Sequence[Id], me: Id
) -> Iterable[Bearer]:
    count, agreed, loose = Counter[Id](), Counter[Id](), Counter[Id]()
    for aim in found:
        party = Id(str(aim.subject_id))
        count[party] += 1
        agreed[party] += aim.status not in (None, "draft")
        loose[party] += not aim.supports and not aim.parent_id
    for id in sorted(team, key=lambda id: (id != me, called.get(id, "").casefold())):
        yield Bearer(id, called.get(id, ""), id == me, count[id], agreed[id], loose[id])


def _carrying(people: PeopleFile, cycle: Id, words: str) -> set[object]:
    with people.reading() as reader:
        entity = reader.catalogue.entity("aim")
        rows = reader.values(entity, ("subject_id", "supports"), Test("cycle_id", Op.IS, cycle))
    return {subject for _id, subject, supports in rows if supports == words}
