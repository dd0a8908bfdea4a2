# SPDX-License-Identifier: Apache-2.0
"""Assurance as a pack tells it: the calendar of gates, recommendations outstanding, and gaps in controls."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date
from typing import cast

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import Op, Test
from portfolio_desktop.catalogue.records.governance.gates import GateReview, Recommendation
from portfolio_desktop.catalogue.records.project import Project
from portfolio_desktop.domain.controls import MARKS, Mark, State
from portfolio_desktop.domain.pack.governance import Advice, Controlled, Gap, Reviewed, Sign
from portfolio_desktop.domain.rating import Level
from portfolio_desktop.domain.toned import levels_of
from portfolio_desktop.services.governance.gates import drawn, numbers
from portfolio_desktop.services.governance.standing import Controls, Standing
from portfolio_desktop.services.overdue import still_open
from portfolio_desktop.services.words import link_titles, words
from portfolio_desktop.storage.read import Reader

_NAMED = 6
_GRAVITY = (State.NOT_IN_PLACE, State.EXPIRED, State.PARTLY)


def reviews(reader: Reader, keys: Collection[str], as_of: date) -> tuple[Reviewed, ...]:
    """Every review with a day, of these projects, the earliest first; cancelled ones are left out."""
    entity = reader.catalogue.entity("gate_review")
    gates = dict(numbers(reader))
    found = []
    where = Test("status", Op.IS_NOT, "cancelled")
    for each in reader.all(entity, where):
        review = cast(GateReview, each)
        placed = _placed(review, as_of)
        if review.project_id not in keys or placed is None:
            continue
        day, mark = placed
        found.append(
            Reviewed(
                project=str(review.project_id),
                title=review.title or "",
                gate=gates.get(Id(str(review.gate_id)), ""),
                day=day,
                sign=sign_of(mark),
                code=review.code or "",
                conditions=(review.conditions or "") if review.status != "closed" else "",
                conditions_due=review.conditions_due if isinstance(review.conditions_due, date) else None,
            )
        )
    return tuple(sorted(found, key=lambda each: (each.day, each.project, each.code)))


def _placed(review: GateReview, as_of: date) -> tuple[date, Mark] | None:
    return drawn(
        review.planned_on if isinstance(review.planned_on, date) else None,
        review.held_on if isinstance(review.held_on, date) else None,
        review.status if isinstance(review.status, str) else None,
        review.outcome if isinstance(review.outcome, str) else None,
        today=as_of,
    )


def advice(reader: Reader, keys: Collection[str]) -> tuple[Advice, ...]:
    """Recommendations of reviews that are still to be carried out, the most critical and then the longest due first."""
    entity = reader.catalogue.entity("recommendation")
    found = [cast(Recommendation, each) for each in reader.all(entity, still_open(reader.catalogue, entity))]
    if not found:
        return ()
    review = reader.catalogue.entity("gate_review")
    whose = dict(reader.values(review, ("project_id",)))
    titles = link_titles(reader, entity, found)
    criticality = reader.catalogue.list_named("recommendation.criticality")
    ranks, levels = [item.code for item in criticality.items], levels_of(criticality)
    lines = []
    for each in found:
        project = whose.get(Id(str(each.gate_review_id)))
        if project is not None and project not in keys:
            continue
        critical = each.criticality if isinstance(each.criticality, str) else ""
        label = words(reader.catalogue, entity.field("criticality"), each.criticality)
        lines.append(
            Advice(
                code=each.code or "",
                title=each.title or "",
                project=project or "",
                review=titles.get(Id(str(each.gate_review_id)), ""),
                sign=sign_of(levels[critical]) if critical in levels else Sign(label),
                rank=ranks.index(critical) if critical in ranks else len(ranks),
                owner=titles.get(Id(str(each.owner_id)), ""),
                due=each.due if isinstance(each.due, date) else None,
                status=words(reader.catalogue, entity.field("status"), each.status),
            )
        )
    return tuple(sorted(lines, key=lambda line: (line.rank, line.due or date.max, line.code)))


def controls(reader: Reader, projects: Sequence[Project], as_of: date) -> tuple[bool, tuple[Controlled, ...]]:
    """Whether anybody has ever attested a control; and each project that lacks required ones, those with most first."""
    if not reader.count(reader.catalogue.entity("control_check")):
        return False, ()
    kept = Controls(reader)
    found = [_controlled(kept, project, as_of) for project in projects]
    gaps = [each for each in found if each.in_place < each.needed]
    return True, tuple(
        sorted(
            gaps, key=lambda each: (-(each.missing + each.partly + each.expired), each.in_place - each.needed)
        )
    )


def _controlled(kept: Controls, project: Project, as_of: date) -> Controlled:
    # What is asked at a gate that the project has not come to is no gap yet, here as on the page of assurance.
    required = [each for each in kept.standings(project, as_of) if each.control.required and each.is_due]
    counts = Counter(each.state for each in required)
    needed = len(required) - counts[State.NOT_APPLICABLE]
    grave = sorted(
        (each for each in required if each.state in _GRAVITY), key=lambda each: _GRAVITY.index(each.state)
    )
    return Controlled(
        project=project.id,
        needed=needed,
        in_place=counts[State.IN_PLACE],
        partly=counts[State.PARTLY],
        missing=counts[State.NOT_IN_PLACE],
        expired=counts[State.EXPIRED],
        never=counts[State.NEVER],
        gaps=tuple(_gap(each) for each in grave[:_NAMED]),
    )


def _gap(standing: Standing) -> Gap:
    control = standing.control
    expired = standing.expires if standing.state is State.EXPIRED else None
    return Gap(control.code or "", control.title or "", sign_of(MARKS[standing.state]), expired)


def sign_of(mark: Mark | Level) -> Sign:
    """As a pack keeps it, in the words of today's language."""
    return Sign(_(mark.label), mark.letter, mark.shape, mark.tone)
