# SPDX-License-Identifier: Apache-2.0
"""How things stood then: a decision when it left a meeting, a project and its risks when it was decided about.

All of it is read from the log. Where the log of this workspace begins later, the pack that was the evidence says how
the project stood when it was issued.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, cast

from msgspec.structs import replace

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.catalogue.plain import from_plain
from portfolio_desktop.catalogue.records.governance.decisions import Decision
from portfolio_desktop.catalogue.records.office import Pack
from portfolio_desktop.domain.risk_matrix import Cell
from portfolio_desktop.services.periods import issued_of
from portfolio_desktop.services.risks.judging import NOW, Judge
from portfolio_desktop.services.words import words
from portfolio_desktop.storage.moments import frontier_at, life
from portfolio_desktop.storage.read import Reader
from portfolio_desktop.storage.replay import Frontier, replay

_STATE = (
    "confidence",
    "stage",
    "status",
    "end",
    "whole_life_cost",
    "schedule_rating",
    "cost_rating",
    "benefits_rating",
    "confidence_reason",
)
"""The fields of a project that a decision is taken on."""
_RISKS = 8


@dataclass(frozen=True, slots=True)
class Fact:
    """One field of the project: then and now, in words. The values are there for a badge."""

    label: str
    then: str
    now: str
    then_value: Value
    now_value: Value

    @property
    def moved(self) -> bool:
        return self.then != self.now


@dataclass(frozen=True, slots=True)
class RiskThen:
    """A risk of the project as it was judged then, and now; `now` None once it is over or gone."""

    id: Id
    code: str
    title: str
    then: Cell | None
    now: Cell | None
    over: bool


@dataclass(frozen=True, slots=True)
class Then:
    """How the project stood. `label` says at which moment and from what; `facts` and `risks` are empty if nothing is known."""

    label: str
    known: bool
    facts: tuple[Fact, ...]
    risks: tuple[RiskThen, ...]


def as_left(reader: Reader, decision: Decision, meeting: Id) -> Decision:
    """The decision as a meeting left it that a later one has taken up again; as it is now where none has.

    So minutes that are printed once more do not say of the one meeting what the other decided.
    """
    entity = reader.catalogue.entity("decision")
    names = [field.name for field in entity.fields if entity.keeps(field.name)]
    values: dict[str, Any] = {}
    left: dict[str, Any] | None = None
    for said in life(reader.connection, "decision", names, decision.id):
        if values.get("meeting_id") == meeting and said.values.get("meeting_id", meeting) != meeting:
            left = values
        values = {**values, **said.values}
    if left is None:
        return decision
    typed: dict[str, Any] = {name: from_plain(entity.field(name).kind, left.get(name)) for name in names}
    return replace(decision, **typed)


def is_deferred_here(reader: Reader, decision: Decision) -> bool:
    """Whether it was deferred by the meeting that it is with now, rather than by the one before."""
    place = {"status": 0, "meeting_id": 0}
    for number, said in enumerate(life(reader.connection, "decision", tuple(place), decision.id)):
        place |= dict.fromkeys(said.values, number)
    return place["status"] >= place["meeting_id"]


def stood(reader: Reader, decision: Decision, taken: datetime | None) -> Then:
    """The project and its risks as the log has them at that moment, else as the evidence saw them."""
    if not isinstance(decision.project_id, str):
        return Then(_("It is about no single project."), False, (), ())
    if taken is None:
        return Then(_("It has not been taken yet."), False, (), ())
    project = Id(decision.project_id)
    log = frontier_at(reader.connection, taken.astimezone())
    for frontier, label in (
        (log, _("As this workspace had it on {day}").format(day=_moment_words(taken))),
        (
            _evidence(reader, decision),
            _("As {pack} had it, the evidence of the decision").format(pack=_code(reader, decision)),
        ),
    ):
        facts = _facts(reader, project, frontier) if frontier else ()
        if facts:
            return Then(label, True, facts, _risks(reader, project, frontier))
    return Then(
        _("What this workspace knows of the project was entered after {day}.").format(
            day=_moment_words(taken)
        ),
        False,
        (),
        (),
    )


def _moment_words(taken: datetime) -> str:
    return format_date(taken) if taken.time() != time() else format_date(taken - timedelta(days=1))


def _evidence(reader: Reader, decision: Decision) -> Frontier:
    found = reader.get(reader.catalogue.entity("pack"), Id(str(decision.evidence_id)))
    return issued_of(reader, cast(Pack, found)).frontier if found else {}


def _code(reader: Reader, decision: Decision) -> str:
    found = reader.get(reader.catalogue.entity("pack"), Id(str(decision.evidence_id)))
    return cast(Pack, found).code or "" if found else ""


def _facts(reader: Reader, project: Id, frontier: Frontier) -> tuple[Fact, ...]:
    entity = reader.catalogue.entity("project")
    plain = replay(reader.connection, record=project, frontier=frontier).get("project", {}).get(project)
    now = reader.get(entity, project)
    if plain is None or now is None:
        return ()
    facts: list[Fact] = []
    for name in _STATE:
        field = entity.field(name)
        value = from_plain(field.kind, plain[name]) if name in plain else None
        then, said = words(reader.catalogue, field, value), words(reader.catalogue, field, now[name])
        if then or said:
            facts.append(Fact(_(field.label), then, said, value, now[name]))
    return tuple(facts)


def _risks(reader: Reader, project: Id, frontier: Frontier) -> tuple[RiskThen, ...]:
    """The gravest risks of the project that were open then."""
    judge = Judge(reader)
    entity = reader.catalogue.entity("risk")
    state: Mapping[str, Mapping[str, Any]] = replay(
        reader.connection, entities=("risk",), frontier=frontier
    ).get("risk", {})
    stood = {
        Id(id): plain
        for id, plain in state.items()
        if plain.get("project_id") == project and not judge.is_over(plain.get("status"))
    }
    present = {record.id: record for record in reader.many(entity, stood)}
    found: list[RiskThen] = []
    for id, plain in stood.items():
        record = present.get(id)
        over = record is None or judge.is_over(record["status"])
        cell = judge.places(tuple(record[name] for name in NOW)).current if record else None
        found.append(
            RiskThen(
                id,
                str(plain.get("code") or ""),
                str(plain.get("title") or ""),
                judge.places_then(plain).current,
                None if over else cell,
                over,
            )
        )
    found.sort(key=lambda each: (-(each.then.score if each.then else 0), each.code))
    return tuple(found[:_RISKS])
