# SPDX-License-Identifier: Apache-2.0
"""What a pack says of decisions: those the board is asked for, those taken since, and what came of earlier ones."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import cast

from portfolio_desktop.base.text import shorten
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import AnyOf, Op, Sort, Test
from portfolio_desktop.catalogue.records.governance.decisions import Decision, DecisionOption
from portfolio_desktop.catalogue.records.project import Project
from portfolio_desktop.domain.pack.data import Ask
from portfolio_desktop.domain.pack.governance import Option, Taken
from portfolio_desktop.services.packs.threats import open_of
from portfolio_desktop.services.words import link_titles, words
from portfolio_desktop.storage.read import Reader

_TITLE = 160


def asks(reader: Reader, projects: Collection[str], board: Id | None) -> tuple[Ask, ...]:
    """The decisions that are sought, the most urgent first, and what projects ask without a paper of their own.

    Decisions that another board than `board` is to take are left out.
    """
    order = (Sort("needed_by"),)
    found = [cast(Decision, each) for each in open_of(reader, "decision", projects, order)]
    decisions = [each for each in found if board is None or each.board_id in (None, board)]
    entity = reader.catalogue.entity("project")
    records = [cast(Project, each) for each in reader.all(entity, Test("ask", Op.KNOWN), (Sort("code"),))]
    asking = [project for project in records if project.id in projects and project.ask]
    titles = link_titles(reader, reader.catalogue.entity("decision"), decisions)
    titles |= link_titles(reader, entity, asking)
    options = _options(reader) if decisions else {}
    with_paper = {each.project_id for each in found}
    return (
        *(_sought(each, titles, options.get(each.id, ())) for each in decisions),
        *(_asked(each, titles) for each in asking if each.id not in with_paper),
    )


def taken(reader: Reader, projects: Collection[str], since: date, as_of: date) -> tuple[Taken, ...]:
    """The decisions taken after `since`, the latest first."""
    where = Test("decided_on", Op.ABOVE, since.isoformat())
    found = _of(reader, projects, where, Sort("decided_on", descending=True))
    open_states = _open_states(reader)
    decided = [each for each in found if each.status not in open_states and _day(each.decided_on, as_of)]
    return _taken(reader, decided)


def to_review(reader: Reader, projects: Collection[str], since: date, as_of: date) -> tuple[Taken, ...]:
    """The decisions that are to be looked at again by now, and those that were after `since`; the longest due first."""
    where = AnyOf(
        (Test("review_on", Op.AT_MOST, as_of.isoformat()), Test("reviewed_on", Op.ABOVE, since.isoformat()))
    )
    found = _of(reader, projects, where, Sort("review_on"))
    looked = [each for each in found if not isinstance(each.reviewed_on, date) or each.reviewed_on > since]
    return _taken(reader, looked)


def _of(reader: Reader, projects: Collection[str], where: Test | AnyOf, order: Sort) -> list[Decision]:
    found = reader.all(reader.catalogue.entity("decision"), where, (order, Sort("code")))
    decisions = [cast(Decision, each) for each in found]
    return [each for each in decisions if not isinstance(each.project_id, str) or each.project_id in projects]


def _open_states(reader: Reader) -> set[str]:
    field = reader.catalogue.entity("decision").field("status")
    return {item.code for item in reader.catalogue.choices(field).items if not item.over}


def _day(value: object, until: date) -> bool:
    return isinstance(value, date) and value <= until


def _taken(reader: Reader, decisions: list[Decision]) -> tuple[Taken, ...]:
    entity = reader.catalogue.entity("decision")
    titles = link_titles(reader, entity, decisions)
    return tuple(
        Taken(
            code=each.code or "",
            title=each.title or "",
            project=each.project_id if isinstance(each.project_id, str) else "",
            on=each.decided_on if isinstance(each.decided_on, date) else None,
            by=titles.get(Id(str(each.board_id)), "") or titles.get(Id(str(each.decided_by_id)), ""),
            outcome=words(reader.catalogue, entity.field("status"), each.status),
            decision=each.decision or "",
            conditions=each.conditions or "",
            expected=each.expected or "",
            review_on=each.review_on if isinstance(each.review_on, date) else None,
            effect=words(reader.catalogue, entity.field("effect"), each.effect),
            came_of_it=each.later_outcome or "",
        )
        for each in decisions
    )


def _options(reader: Reader) -> Mapping[Id, list[Option]]:
    """The options of each decision in their order."""
    found: dict[Id, list[Option]] = defaultdict(list)
    for each in reader.all(
        reader.catalogue.entity("decision_option"), order=(Sort("position"), Sort("title"))
    ):
        option = cast(DecisionOption, each)
        found[Id(str(option.decision_id))].append(
            Option(
                title=option.title or "",
                description=option.description or "",
                cost=option.cost if isinstance(option.cost, Decimal) else None,
                benefit=option.benefit or "",
                risks=option.risks or "",
                recommended=option.recommended is True,
            )
        )
    return found


def _sought(decision: Decision, titles: Mapping[Id, str], options: Collection[Option]) -> Ask:
    return Ask(
        title=decision.title or "",
        detail=decision.recommendation or "",
        owner=titles.get(Id(str(decision.owner_id)), ""),
        due=decision.needed_by if isinstance(decision.needed_by, date) else None,
        project=decision.project_id if isinstance(decision.project_id, str) else "",
        code=decision.code or "",
        background=decision.background or "",
        options=tuple(options),
        options_text=decision.options or "",
        cost=decision.cost if isinstance(decision.cost, Decimal) else None,
        if_late=decision.if_late or "",
    )


def _asked(project: Project, titles: Mapping[Id, str]) -> Ask:
    title = shorten(project.ask or "", _TITLE)
    return Ask(
        title=title,
        detail="" if title == project.ask else project.ask or "",
        owner=titles.get(Id(str(project.sro_id)), ""),
        project=project.id,
    )
