# SPDX-License-Identifier: Apache-2.0
"""What is open and what is late, register by register: rules as data, each with the filter that leads there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Value
from portfolio_desktop.catalogue.filters import EVERYTHING, All, AnyOf, Filter, Not, Op, Test
from portfolio_desktop.domain.tolerance import TO_BE_ANSWERED, TO_BE_TOLD, run_out
from portfolio_desktop.storage.read import Reader


@dataclass(frozen=True, slots=True)
class LateRule:
    """What makes a record of `entity` late: the day in `day` has passed while `where` holds."""

    entity: str
    day: str
    label: str
    where: Filter


@dataclass(frozen=True, slots=True)
class _Due:
    """The day after which an open record is late, and what late ones are called together.

    With `unless`, only while that field has no value; `where` says what else has to hold, in place of being open.
    A `clock` runs to the minute in `day`; everything else is late from the day after.
    """

    entity: str
    day: str
    label: str
    unless: str = ""
    where: Filter | None = None
    clock: Filter | None = None


_DUE = (
    _Due("escalation", "tell_by", N_("Escalations that nobody was told of in time"), clock=TO_BE_TOLD),
    _Due("escalation", "answer_by", N_("Escalations not answered in time"), clock=TO_BE_ANSWERED),
    _Due("project", "end", N_("Projects past their end date")),
    _Due("action", "due", N_("Actions overdue")),
    _Due("milestone", "forecast", N_("Milestones past their forecast"), unless="actual"),
    _Due("risk", "review_on", N_("Risk reviews overdue")),
    _Due("work_package", "due", N_("Work packages overdue"), unless="delivered_on"),
    _Due("work_package", "next_review", N_("Work packages to review"), unless="delivered_on"),
    _Due("package_blocker", "needed_by", N_("Support not given in time"), unless="cleared_on"),
    _Due("risk_response", "due", N_("Risk responses overdue")),
    _Due("issue", "due", N_("Issues overdue")),
    _Due("decision", "needed_by", N_("Decisions overdue")),
    _Due("decision", "review_on", N_("Decisions to look at again"), unless="reviewed_on", where=EVERYTHING),
    _Due("change_request", "needed_by", N_("Change requests not decided in time"), unless="decided_on"),
    _Due("dependency", "promised", N_("Dependencies not given in time")),
    _Due("assumption", "validate_by", N_("Assumptions to check")),
    _Due("gate_review", "planned_on", N_("Reviews not held when planned"), unless="held_on"),
    _Due("recommendation", "due", N_("Recommendations overdue")),
    _Due("control_check", "expires_on", N_("Evidence of controls expired")),
    _Due("meeting", "starts", N_("Meetings without minutes")),
    _Due("engagement", "due", N_("Concerns and promises overdue")),
    _Due("stakeholder", "next_contact", N_("Stakeholders to be contacted")),
    _Due("lesson_notice", "acknowledge_by", N_("Lessons not acknowledged"), unless="acknowledged_on"),
    _Due(
        "asset",
        "support_end",
        N_("Assets out of support"),
        where=Not(Test("lifecycle", Op.IS, "retired")),
    ),
    _Due("board", "terms_review_on", N_("Terms of reference to review")),
)


def still_open(catalogue: Catalogue, entity: Entity) -> Filter:
    """The records that are not over: closed, cancelled, met, done. All of them where there is no status."""
    if not entity.has("status"):
        return EVERYTHING
    over = [item.code for item in catalogue.choices(entity.field("status")).items if item.over]
    return Not(Test("status", Op.ANY_OF, over)) if over else EVERYTHING


def rules(catalogue: Catalogue, ahead: int = 0) -> tuple[LateRule, ...]:
    """Every kind of lateness that the office watches, those with the shortest fuse first.

    With days `ahead`, what will be late so many days from now if nothing is done, with what is late already.
    """
    return tuple(LateRule(due.entity, due.day, due.label, _late(catalogue, due, ahead)) for due in _DUE)


def overdue(reader: Reader) -> Iterator[tuple[LateRule, int, Value]]:
    """Each kind of lateness with how many records are late, and the day that passed first."""
    known = rules(reader.catalogue)
    asked = ((reader.catalogue.entity(rule.entity), rule.where, rule.day) for rule in known)
    for rule, (count, oldest) in zip(known, reader.counts(asked), strict=True):
        yield rule, count, oldest


def late(catalogue: Catalogue, name: str) -> Filter | None:
    """The late records of one register; None where nothing in it can be late."""
    found = tuple(_late(catalogue, due, 0) for due in _DUE if due.entity == name)
    return found[0] if len(found) == 1 else AnyOf(found) if found else None


def day_watched(name: str) -> str:
    """The day of a register after which its records are late, the one with the shortest fuse; empty for none."""
    return next((due.day for due in _DUE if due.entity == name), "")


def together(parts: Sequence[Filter]) -> Filter:
    """All of `parts`, without needless brackets."""
    told = tuple(part for part in parts if part != EVERYTHING)
    return told[0] if len(told) == 1 else All(told)


def _late(catalogue: Catalogue, due: _Due, ahead: int) -> Filter:
    if due.clock is not None:
        return run_out(due.clock, due.day)
    standing = still_open(catalogue, catalogue.entity(due.entity)) if due.where is None else due.where
    undone = Not(Test(due.unless, Op.KNOWN)) if due.unless else EVERYTHING
    until = f"today+{ahead}" if ahead else "today"
    return together((standing, undone, Test(due.day, Op.BELOW, until)))
