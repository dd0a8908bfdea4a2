# SPDX-License-Identifier: Apache-2.0
"""Who has to be won over: where each stakeholder stands, what was promised to them, and when they are to be heard next."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import EVERYTHING, Filter, Op, Sort, Test
from portfolio_desktop.catalogue.records.stakeholder import Engagement, Stakeholder
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.overdue import still_open, together
from portfolio_desktop.storage.read import Reader

OWED = ("promise", "concern", "complaint")
"""The kinds of engagement that wait for something of ours."""


@dataclass(frozen=True, slots=True)
class StakeholderLine:
    """One stakeholder. `interest` and `influence` are codes of the list high_low, `position` and `wanted` of stance.

    None where nothing is known: such a stakeholder has no place in the grid. `days` counts from today to the next
    contact, below 0 for one that is late.
    """

    id: Id
    code: str
    title: str
    project: str
    interest: str | None
    influence: str | None
    position: str | None
    wanted: str | None
    owner: str
    next_contact: date | None
    days: int | None
    owed: int


@dataclass(frozen=True, slots=True)
class EngagementLine:
    """One engagement with whom it was. `days` counts from today to when it is due, below 0 where that has passed."""

    id: Id
    title: str
    kind: str
    status: str | None
    stakeholder: Id
    stakeholder_title: str
    happened_on: date | None
    due: date | None
    days: int | None
    by: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Stakeholders:
    """What the page shows: stakeholders by name, and what is owed to them, the latest first.

    `projects` are all those that have stakeholders, by id and title.
    """

    lines: tuple[StakeholderLine, ...]
    owed: tuple[EngagementLine, ...]
    projects: tuple[tuple[Id, str], ...]

    @property
    def contacts(self) -> tuple[StakeholderLine, ...]:
        """Those with a next contact, the one that is longest due first."""
        known = [line for line in self.lines if line.next_contact is not None]
        return tuple(sorted(known, key=lambda line: (line.next_contact, line.title)))

    @property
    def late(self) -> int:
        """How many promises, concerns and complaints are past their day."""
        return sum(line.days is not None and line.days < 0 for line in self.owed)


def stakeholders(office: Office, project: Id | None = None) -> Stakeholders:
    """All stakeholders, or those of one project."""
    with office.reading() as reader:
        entity, where = reader.catalogue.entity("stakeholder"), _of(project)
        people = [cast(Stakeholder, record) for record in reader.all(entity, where, (Sort("title"),))]
        titles = _titles(reader, "project", (one.project_id for one in people))
        owners = _titles(reader, "person", (one.owner_id for one in people))
        names = {one.id: one.title or "" for one in people}
        engaged = reader.catalogue.entity("engagement")
        waiting = together((still_open(reader.catalogue, engaged), Test("kind", Op.ANY_OF, list(OWED))))
        found = [cast(Engagement, record) for record in reader.all(engaged, waiting, (Sort("due"),))]
        owed = _engagements(reader, [each for each in found if each.stakeholder_id in names], names)
        count = Counter(each.stakeholder for each in owed)
        lines = tuple(_line(reader.today, one, titles, owners, count) for one in people)
        return Stakeholders(lines, owed, _projects(reader))


def log_of(office: Office, id: Id) -> tuple[EngagementLine, ...]:
    """Everything that happened with one stakeholder, the latest first."""
    with office.reading() as reader:
        entity = reader.catalogue.entity("engagement")
        found = reader.all(entity, Test("stakeholder_id", Op.IS, id), (Sort("happened_on", descending=True),))
        names = {id: reader.titles(reader.catalogue.entity("stakeholder"), [id]).get(id, "")}
        return _engagements(reader, [cast(Engagement, each) for each in found], names)


def _of(project: Id | None) -> Filter:
    return Test("project_id", Op.IS, project) if project else EVERYTHING


def _projects(reader: Reader) -> tuple[tuple[Id, str], ...]:
    linked = {
        project for _id, project in reader.values(reader.catalogue.entity("stakeholder"), ("project_id",))
    }
    titles = _titles(reader, "project", linked)
    return tuple(sorted(titles.items(), key=lambda item: item[1].casefold()))


def _line(
    today: date, one: Stakeholder, titles: dict[Id, str], owners: dict[Id, str], owed: Counter[Id]
) -> StakeholderLine:
    day = one.next_contact if isinstance(one.next_contact, date) else None
    return StakeholderLine(
        id=one.id,
        code=one.code or "",
        title=one.title or "",
        project=titles.get(cast(Id, one.project_id), ""),
        interest=_code(one.interest),
        influence=_code(one.influence),
        position=_code(one.position),
        wanted=_code(one.wanted),
        owner=owners.get(cast(Id, one.owner_id), ""),
        next_contact=day,
        days=(day - today).days if day else None,
        owed=owed[one.id],
    )


def _engagements(reader: Reader, found: list[Engagement], names: dict[Id, str]) -> tuple[EngagementLine, ...]:
    people = _titles(reader, "person", (each.by_id for each in found))
    lines = []
    for each in found:
        due = each.due if isinstance(each.due, date) else None
        stakeholder = cast(Id, each.stakeholder_id)
        lines.append(
            EngagementLine(
                id=each.id,
                title=each.title or "",
                kind=_code(each.kind) or "",
                status=_code(each.status),
                stakeholder=stakeholder,
                stakeholder_title=names.get(stakeholder, ""),
                happened_on=each.happened_on if isinstance(each.happened_on, date) else None,
                due=due,
                days=(due - reader.today).days if due else None,
                by=people.get(cast(Id, each.by_id), ""),
                outcome=each.outcome or "",
            )
        )
    return tuple(lines)


def _code(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _titles(reader: Reader, entity: str, ids: Any) -> dict[Id, str]:
    wanted = {Id(id) for id in ids if isinstance(id, str)}
    return reader.titles(reader.catalogue.entity(entity), wanted) if wanted else {}
