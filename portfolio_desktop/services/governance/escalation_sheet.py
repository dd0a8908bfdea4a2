# SPDX-License-Identifier: Apache-2.0
"""Escalations as their page shows them: what runs, what is answered, what nobody was told of, and one of them in full."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import cast

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id, Record
from portfolio_desktop.catalogue.filters import Sort
from portfolio_desktop.catalogue.records.governance.escalation import Escalation
from portfolio_desktop.domain.exception_report import ExceptionReport, Step
from portfolio_desktop.domain.tolerance import Clock, Waiting
from portfolio_desktop.services.governance.breaches import Breach, breaches_in
from portfolio_desktop.services.governance.clocks import (
    Running,
    clock_of,
    moment,
    open_escalations,
    running_of,
)
from portfolio_desktop.services.history import of_record
from portfolio_desktop.services.office import Office, record_of
from portfolio_desktop.services.words import link_titles, words
from portfolio_desktop.storage.read import Reader

_LINKS = ("project_id", "issue_id", "risk_id", "change_request_id", "decision_id", "board_id", "tolerance_id")


@dataclass(frozen=True, slots=True)
class Answered:
    """An escalation that has its answer and is not closed yet."""

    id: Id
    code: str
    title: str
    by: str
    when: datetime | None


@dataclass(frozen=True, slots=True)
class Ladder:
    """Everything that somebody has to do something about."""

    running: tuple[Running, ...]
    answered: tuple[Answered, ...]
    untold: tuple[Breach, ...]


@dataclass(frozen=True, slots=True)
class Linked:
    """A record that the escalation is about, or that was made of it."""

    entity: str
    id: Id
    label: str
    title: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One escalation: its record for the editors, the same in words, and what the next acts would do.

    `above` is the board one rung up, `tell_hours` and `answer_hours` what its tolerance allows; empty where unknown.
    """

    record: Escalation
    titles: Mapping[Id, str]
    report: ExceptionReport
    links: tuple[Linked, ...]
    above: str
    tell_hours: int | None
    answer_hours: int | None

    @property
    def clock(self) -> Clock | None:
        return self.report.clock

    @property
    def is_over(self) -> bool:
        return self.record.status in ("closed", "withdrawn")


def ladder(office: Office, now: datetime) -> Ladder:
    """What runs, what is answered and not put away, and the breaches that nobody has been told of."""
    with office.reading() as reader:
        found = open_escalations(reader)
        titles = link_titles(reader, reader.catalogue.entity("escalation"), found)
        answered = tuple(
            Answered(
                each.id,
                each.code or "",
                each.title or "",
                titles.get(Id(str(each.answered_by_id)), ""),
                moment(each.answered_at),
            )
            for each in found
            if clock_of(each) is None
        )
        untold = tuple(each for each in breaches_in(reader) if each.escalation is None)
        return Ladder(running_of(reader, found, now), answered, untold)


def sheet(office: Office, id: Id) -> Sheet:
    """One escalation in full. Refuses when it is no longer there."""
    entries = of_record(office, id)
    drafted = entries[-1].when.replace(tzinfo=None) if entries else None
    with office.reading() as reader:
        escalation = cast(Escalation, record_of(reader, "escalation", id))
        titles = link_titles(reader, reader.catalogue.entity("escalation"), [escalation])
        tolerance = _linked(reader, "tolerance", escalation.tolerance_id)
        board = _linked(reader, "board", escalation.board_id)
        above = _linked(reader, "board", board["escalates_to_id"]) if board else None
        return Sheet(
            record=escalation,
            titles=titles,
            report=_report(reader, escalation, titles, drafted),
            links=tuple(_links(reader, escalation, titles)),
            above=str(above["title"] or "") if above else "",
            tell_hours=_whole(tolerance, "hours"),
            answer_hours=_whole(tolerance, "answer_hours"),
        )


def exception_report(office: Office, id: Id) -> ExceptionReport:
    """The exception report of one escalation, as it is printed."""
    return sheet(office, id).report


def _report(
    reader: Reader, escalation: Escalation, titles: Mapping[Id, str], drafted: datetime | None
) -> ExceptionReport:
    entity = reader.catalogue.entity("escalation")

    def said(name: str) -> str:
        return words(reader.catalogue, entity.field(name), escalation[name], titles=titles)

    portfolio = next(iter(reader.all(reader.catalogue.entity("portfolio"), order=(Sort("code"),))), None)
    marking = reader.catalogue.entity("portfolio").field("marking")
    left = clock_of(escalation)
    if left is not None and left.waiting is Waiting.RAISE:
        left = replace(left, since=drafted)
    return ExceptionReport(
        code=escalation.code or "",
        title=escalation.title or "",
        project=_project(reader, escalation),
        status=said("status"),
        dimension=said("dimension"),
        tolerance=said("tolerance_id"),
        board=said("board_id"),
        asked=said("tell_id"),
        author=said("raised_by_id"),
        breach=said("breach"),
        impact=said("impact"),
        options=said("options"),
        recommendation=said("recommendation"),
        ask=said("ask"),
        answer=said("answer"),
        proof=said("proof"),
        steps=_steps(escalation, drafted, said),
        clock=left,
        portfolio=str(portfolio["title"] or "") if portfolio else "",
        marking=words(reader.catalogue, marking, portfolio["marking"]) if portfolio else "",
        as_of=reader.today,
    )


def _steps(escalation: Escalation, drafted: datetime | None, said: Callable[[str], str]) -> tuple[Step, ...]:
    raised, told, answered = map(moment, (escalation.raised_at, escalation.told_at, escalation.answered_at))
    # What was brought in from elsewhere came into this file after it was raised.
    known = drafted if raised is None or (drafted is not None and drafted <= raised) else None
    begun = escalation.status != "draft"
    whom = said("tell_id") or said("board_id")
    return (
        Step("draft", _("Drafted"), True, known),
        Step("raised", _("Raised"), raised is not None or begun, raised, None, said("raised_by_id")),
        Step("told", _("Told"), told is not None, told, moment(escalation.tell_by), whom, said("told_how")),
        Step(
            "answered",
            _("Answered"),
            answered is not None or escalation.status == "answered",
            answered,
            moment(escalation.answer_by),
            said("answered_by_id"),
        ),
    )


def _project(reader: Reader, escalation: Escalation) -> str:
    project = _linked(reader, "project", escalation.project_id)
    return " ".join(str(project[name]) for name in ("code", "title") if project[name]) if project else ""


def _links(reader: Reader, escalation: Escalation, titles: Mapping[Id, str]) -> Iterator[Linked]:
    entity = reader.catalogue.entity("escalation")
    for name in _LINKS:
        id = escalation[name]
        if isinstance(id, str) and Id(id) in titles:
            field = entity.field(name)
            yield Linked(field.target, Id(id), _(field.label), titles[Id(id)])


def _linked(reader: Reader, entity: str, id: object) -> Record | None:
    return reader.get(reader.catalogue.entity(entity), Id(id)) if isinstance(id, str) else None


def _whole(record: Record | None, name: str) -> int | None:
    value = record[name] if record else None
    return value if isinstance(value, int) else None
