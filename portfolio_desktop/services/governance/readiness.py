# SPDX-License-Identifier: Apache-2.0
"""What is missing before a project may pass a gate, and who may say that it passes all the same.

People are refused a pass with something required missing, unless somebody signs for it with a reason. What came with
an import or from another laptop is kept, and shown as a fault of the data.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import cast

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.catalogue.filters import EVERYTHING, All, Filter, Op, Test
from portfolio_desktop.catalogue.records.governance.gates import GateCriterion, GateReview
from portfolio_desktop.catalogue.records.project import Project
from portfolio_desktop.domain.gates import (
    ENOUGH,
    PASSES,
    Lack,
    lack_of_control,
    lack_of_criterion,
    lacks_in_words,
)
from portfolio_desktop.services.governance.proof import Unsaid
from portfolio_desktop.services.governance.standing import Controls, Standing
from portfolio_desktop.storage.read import Reader

_CLAIM = frozenset({"outcome", "gate_id", "project_id", "signed_by_id", "signed_reason"})
"""The fields of a review whose change claims that the gate was passed rightly."""

_PARTS = frozenset({"gate_finding", "recommendation"})
"""What a review rests on."""

_UNSETTLED = ("open", "doing")
"""The states of a recommendation in which it is still to be carried out."""


class Readiness:
    """What gates ask and what reviews found, in one reading; of one project or one review where `where` says so."""

    def __init__(self, reader: Reader, checks: Filter = EVERYTHING, findings: Filter = EVERYTHING) -> None:
        self._reader = reader
        self.controls = Controls(reader, checks)
        self._required: dict[Id, list[GateCriterion]] = defaultdict(list)
        where = Test("required", Op.IS, True)
        for each in reader.all(reader.catalogue.entity("gate_criterion"), where):
            criterion = cast(GateCriterion, each)
            if isinstance(criterion.gate_id, str):
                self._required[Id(criterion.gate_id)].append(criterion)
        self._found: dict[Id, dict[Id, str]] = defaultdict(dict)
        names = ("gate_review_id", "gate_criterion_id", "state")
        for _id, review, asked, state in reader.values(
            reader.catalogue.entity("gate_finding"), names, findings
        ):
            if asked is not None and state is not None:
                self._found[review][asked] = state

    def lacks(
        self, project: Project, gate: Id, review: Id | None, day: date, *, known_then: bool = False
    ) -> list[Lack]:
        """What is required at `gate` and was missing on `day`, as `review` found it: criteria first, then controls.

        With `known_then`, a control that was attested only after that day is not held against the review.
        """
        found = self._found.get(review, {}) if review is not None else {}
        criteria = sorted(self._required.get(gate, ()), key=_place)
        lacks = [lack_of_criterion(each.title or "", found.get(each.id)) for each in criteria]
        due = {control.id for control in self.controls.due_by(gate)}
        for standing in self.controls.standings(project, day):
            if standing.control.id in due and not (known_then and _attested_after(standing, day)):
                title = standing.control.title or standing.control.code or ""
                lacks.append(lack_of_control(title, standing.state, standing.expires))
        return [lack for lack in lacks if lack is not None]


def refuse_unready(
    reader: Reader, id: Id | None, values: Mapping[str, Value], given: Collection[str]
) -> None:
    """Refuse a review that says its gate was passed while something required was missing and nobody signed for it."""
    if not _CLAIM.intersection(given) or not _passes(values) or _is_signed(values):
        return
    project = reader.get(reader.catalogue.entity("project"), Id(str(values.get("project_id"))))
    if project is None or not isinstance(values.get("gate_id"), str):
        return
    gate = Id(str(values["gate_id"]))
    mine = Test("project_id", Op.IS, project.id)
    readiness = Readiness(reader, mine, Test("gate_review_id", Op.IS, id or ""))
    lacks = readiness.lacks(cast(Project, project), gate, id, held(values, reader.today))
    if lacks:
        raise Refusal(
            _(
                "The gate cannot be recorded as passed, because something required is missing: {what}. "
                "Put it right, or have somebody sign for it with a reason."
            ).format(what=lacks_in_words(lacks))
        )


def refuse_unmet(reader: Reader, id: Id | None, values: Mapping[str, Value], given: Collection[str]) -> None:
    """Refuse to find a required criterion unmet under a review that passed the gate without a signature."""
    if not {"state", "gate_criterion_id", "gate_review_id"}.intersection(given):
        return
    if "gate_review_id" in given and id is not None:
        refuse_loss(reader, "gate_finding", [id])
    if values.get("state") in ENOUGH:
        return
    criterion = reader.get(
        reader.catalogue.entity("gate_criterion"), Id(str(values.get("gate_criterion_id")))
    )
    review = reader.get(reader.catalogue.entity("gate_review"), Id(str(values.get("gate_review_id"))))
    if criterion is None or review is None or not criterion["required"]:
        return
    stated = reader.catalogue.entity("gate_review").values(review)
    if _passes(stated) and not _is_signed(stated):
        raise Refusal(
            _(
                "{review} has passed the gate, which requires “{criterion}”. Have somebody sign for the review with a "
                "reason first, or change its outcome."
            ).format(review=review["code"] or review["title"], criterion=criterion["title"])
        )


def refuse_reopening(
    reader: Reader, id: Id | None, values: Mapping[str, Value], given: Collection[str]
) -> None:
    """Refuse to reopen what was recommended by a review that has passed, unless its note says why, and to move it."""
    if id is None or not {"status", "gate_review_id"}.intersection(given):
        return
    if "gate_review_id" in given:
        refuse_loss(reader, "recommendation", [id])
    before = reader.get(reader.catalogue.entity("recommendation"), id)
    review = _passed_review(reader, values.get("gate_review_id"))
    if before is None or not review or "note" in given:
        return
    if before["status"] not in (*_UNSETTLED, None) and values.get("status") in _UNSETTLED:
        raise Unsaid(
            _("{review} has passed its gate. Say in the note why this is open again.").format(review=review),
            ("note",),
        )


def refuse_loss(reader: Reader, entity: str, ids: Collection[Id], going: Collection[Id] = ()) -> None:
    """Refuse to take findings or recommendations away from a review that has passed, unless it is `going` as well."""
    if entity not in _PARTS:
        return
    for record in reader.many(reader.catalogue.entity(entity), list(ids)):
        review = record["gate_review_id"]
        if review not in going and (name := _passed_review(reader, review)):
            raise Refusal(
                _(
                    "{review} has passed its gate, and this is part of what it rests on. "
                    "Take its outcome back first, or leave this where it is."
                ).format(review=name)
            )


def passed_unready(reader: Reader, project: Id | None = None) -> dict[Id, list[str]]:
    """By project, the gates recorded as passed with something required missing that nobody signed for, in words.

    A control is judged as of the day of the review. Of one that was attested only afterwards nobody knows how it
    stood then, so it is not held against the review.
    """
    mine = Test("project_id", Op.IS, project) if project is not None else EVERYTHING
    outcome = Test("outcome", Op.ANY_OF, sorted(PASSES))
    where = All((outcome, Test("gate_id", Op.KNOWN), mine))
    reviews = [cast(GateReview, each) for each in reader.all(reader.catalogue.entity("gate_review"), where)]
    if not reviews:
        return {}
    entity = reader.catalogue.entity("project")
    ids = {Id(str(review.project_id)) for review in reviews}
    projects = {each.id: cast(Project, each) for each in reader.many(entity, ids)}
    readiness = Readiness(reader, mine)
    found: dict[Id, list[str]] = defaultdict(list)
    for review in reviews:
        owner = projects.get(Id(str(review.project_id)))
        stated = reader.catalogue.entity("gate_review").values(review)
        if owner is None or _is_signed(stated):
            continue
        gate, day = Id(str(review.gate_id)), held(stated, reader.today)
        lacks = readiness.lacks(owner, gate, review.id, day, known_then=True)
        if lacks:
            found[owner.id].append(f"{review.code or review.title}: {lacks_in_words(lacks)}")
    return found


def _passed_review(reader: Reader, id: Value) -> str:
    """What the review is called, if it has passed."""
    review = reader.get(reader.catalogue.entity("gate_review"), Id(str(id)))
    if review is None or review["outcome"] not in PASSES:
        return ""
    return str(review["code"] or review["title"])


def held(values: Mapping[str, Value], today: date) -> date:
    """The day as of which a review judges: when it was held, and today while that is not past."""
    day = values.get("held_on")
    return min(day, today) if isinstance(day, date) else today


def _passes(values: Mapping[str, Value]) -> bool:
    return values.get("outcome") in PASSES


def _is_signed(values: Mapping[str, Value]) -> bool:
    return isinstance(values.get("signed_by_id"), str) and bool(values.get("signed_reason"))


def _attested_after(standing: Standing, day: date) -> bool:
    check = standing.check
    return check is not None and isinstance(check.attested_on, date) and check.attested_on > day


def _place(criterion: GateCriterion) -> tuple[int, str]:
    return criterion.position if isinstance(criterion.position, int) else 10**9, criterion.id
