# SPDX-License-Identifier: Apache-2.0
"""How the portfolio is governed, as a pack tells it: escalations, actions, changes, and ratings to challenge."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import cast

from portfolio_desktop.base.dates import local_now
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.values import Rating
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import All, AnyOf, Op, Sort, Test
from portfolio_desktop.catalogue.records.governance.escalation import ChangeRequest, Escalation
from portfolio_desktop.catalogue.records.project import Project
from portfolio_desktop.domain.challenge import Verdict, challenge
from portfolio_desktop.domain.pack.governance import Change, Governance, Questioned, Stray, Task, Told
from portfolio_desktop.domain.tolerance import Waiting
from portfolio_desktop.services.governance.actions import lines_of
from portfolio_desktop.services.governance.breaches import Stand, standings_of
from portfolio_desktop.services.governance.challenge import Evidence
from portfolio_desktop.services.governance.change_requests import WAITING
from portfolio_desktop.services.governance.clocks import clock_of, moment
from portfolio_desktop.services.packs import assurance, decisions
from portfolio_desktop.services.packs.threats import open_of
from portfolio_desktop.services.words import link_titles, words
from portfolio_desktop.storage.read import Reader

_DAYS = 30
_WAITS = {
    Waiting.RAISE: N_("to be raised"),
    Waiting.TELL: N_("somebody to be told"),
    Waiting.ANSWER: N_("to be answered"),
}
_AGREED = ("approved", "implemented")


@dataclass(frozen=True, slots=True)
class Scope:
    """What a pack is about: its projects, the day that it describes, and the day of the pack before, if there was one.

    `over` are the projects that it leaves out because they are closed; what was to be done about them is still to be done.
    """

    projects: Sequence[Project]
    as_of: date
    before: date | None
    over: Collection[str] = ()

    @property
    def keys(self) -> Collection[str]:
        return {project.id for project in self.projects}

    @property
    def since(self) -> date:
        return self.before or self.as_of - timedelta(days=_DAYS)


def governance(reader: Reader, scope: Scope, *, challenged: bool) -> Governance:
    """All that a pack says of governance but for tolerances, which only projects with a page of their own tell."""
    keys = scope.keys
    attested, controls = assurance.controls(reader, scope.projects, scope.as_of)
    return Governance(
        since=scope.since,
        escalations=tuple(_escalations(reader, keys, scope.as_of)),
        taken=decisions.taken(reader, keys, scope.since, scope.as_of),
        to_review=decisions.to_review(reader, keys, scope.since, scope.as_of),
        actions=_actions(reader, {*keys, *scope.over}),
        done=_done(reader, {*keys, *scope.over}, scope),
        reviews=assurance.reviews(reader, keys, scope.as_of),
        advice=assurance.advice(reader, keys),
        attested=attested,
        controls=controls,
        changes=tuple(_changes(reader, keys, scope.since)),
        challenged=challenged,
        questioned=tuple(_questioned(reader, scope.projects)) if challenged else (),
    )


def strays(reader: Reader, projects: Sequence[Project]) -> tuple[Stray, ...]:
    """How each of these projects stands to its tolerances."""
    if not projects:
        return ()
    return tuple(
        Stray(
            project,
            len(stands),
            tuple(each.label for each in stands if each.stand is Stand.BEYOND),
            tuple(each.label for each in stands if each.stand is Stand.TOLD),
        )
        for project, stands in standings_of(reader, projects).items()
        if stands
    )


def _escalations(reader: Reader, keys: Collection[str], as_of: date) -> Iterator[Told]:
    """Those that wait for something, the one whose time runs out first at the top; without a time, last."""
    entity = reader.catalogue.entity("escalation")
    found = [cast(Escalation, each) for each in open_of(reader, "escalation", keys)]
    waiting = [(each, left) for each in found if (left := clock_of(each)) is not None]
    waiting.sort(
        key=lambda each: (
            each[1].due is None,
            each[1].due.isoformat() if each[1].due else "",
            each[0].code or "",
        )
    )
    titles = link_titles(reader, entity, [each for each, _left in waiting])
    then = datetime.combine(as_of, local_now().time() if as_of == reader.today else time.max)
    for each, left in waiting:
        yield Told(
            code=each.code or "",
            title=each.title or "",
            project=each.project_id if isinstance(each.project_id, str) else "",
            breach=each.breach or "",
            impact=each.impact or "",
            options=each.options or "",
            recommendation=each.recommendation or "",
            ask=each.ask or "",
            whom=titles.get(Id(str(each.tell_id)), ""),
            board=titles.get(Id(str(each.board_id)), ""),
            waiting=_(_WAITS[left.waiting]),
            raised_at=moment(each.raised_at),
            told_at=moment(each.told_at),
            told_by=titles.get(Id(str(each.told_by_id)), ""),
            told_how=words(reader.catalogue, entity.field("told_how"), each.told_how),
            due=left.due,
            late=left.has_run_out(then),
        )


def _actions(reader: Reader, keys: Collection[str]) -> tuple[Task, ...]:
    """Overdue first, then by the day they are due."""
    found = open_of(reader, "action", keys)
    projects = {each.id: each["project_id"] for each in found}
    return tuple(
        Task(
            code=line.code,
            title=line.title,
            owner=line.owner,
            due=line.due,
            status=line.status_words,
            source=line.source.words if line.source and line.source.entity != "project" else "",
            project=str(projects[line.id] or ""),
            progress=line.progress,
            undated="" if line.due else line.due_words,
        )
        for line in lines_of(reader, found)
    )


def _done(reader: Reader, keys: Collection[str], scope: Scope) -> int:
    """How many actions were done since the pack before."""
    where = All((Test("status", Op.IS, "done"), Test("done_on", Op.ABOVE, scope.since.isoformat())))
    rows = reader.values(reader.catalogue.entity("action"), ("project_id", "done_on"), where)
    return sum((project is None or project in keys) and day <= scope.as_of for _id, project, day in rows)


def _changes(reader: Reader, keys: Collection[str], since: date) -> Iterator[Change]:
    """Those that wait, the most urgent first, then those approved since the pack before."""
    entity = reader.catalogue.entity("change_request")
    agreed = All((Test("status", Op.ANY_OF, list(_AGREED)), Test("decided_on", Op.ABOVE, since.isoformat())))
    where = AnyOf((Test("status", Op.ANY_OF, list(WAITING)), agreed))
    found = [
        cast(ChangeRequest, each) for each in reader.all(entity, where, (Sort("needed_by"), Sort("code")))
    ]
    chosen = [each for each in found if each.project_id in keys]
    for each in sorted(chosen, key=lambda each: each.status not in WAITING):
        yield Change(
            code=each.code or "",
            title=each.title or "",
            project=str(each.project_id),
            waiting=each.status in WAITING,
            status=words(reader.catalogue, entity.field("status"), each.status),
            baseline=words(reader.catalogue, entity.field("baseline"), each.baseline),
            reason=each.reason or each.description or "",
            recommendation=each.recommendation or "",
            cost=each.cost_change if isinstance(each.cost_change, Decimal) else None,
            days=each.days_change if isinstance(each.days_change, int) else None,
            needed_by=each.needed_by if isinstance(each.needed_by, date) else None,
            decided_on=each.decided_on if isinstance(each.decided_on, date) else None,
        )


def _questioned(reader: Reader, projects: Sequence[Project]) -> Iterator[Questioned]:
    """Ratings that the evidence does not support, those declared too kindly first, each with most reasons first."""
    evidence = Evidence(reader)
    found = []
    for project in projects:
        declared = project.confidence if isinstance(project.confidence, Rating) else None
        judged = challenge(declared, evidence.of(project), reader.rules.challenge)
        if judged.verdict in (Verdict.KINDER, Verdict.HARSHER):
            kinder = judged.verdict is Verdict.KINDER
            reasons = tuple(filter(None, (*(each.text for each in judged.reasons), judged.note)))
            found.append(Questioned(project.id, declared, judged.suggested, kinder, reasons))
    yield from sorted(found, key=lambda each: (not each.kinder, -len(each.reasons)))
