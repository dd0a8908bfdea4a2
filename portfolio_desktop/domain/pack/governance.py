# SPDX-License-Identifier: Apache-2.0
"""What a pack says of how the portfolio is governed: escalations, decisions, actions, gates, controls, changes, ratings.

`project` is a `PackProject.key` everywhere, empty for what belongs to the portfolio.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from portfolio_desktop.base.values import Rating


@dataclass(frozen=True, slots=True)
class Sign:
    """How a state or an outcome is drawn: never by its colour alone."""

    label: str
    letter: str = ""
    shape: str = "none"
    tone: str = "none"


@dataclass(frozen=True, slots=True)
class Option:
    """One way to decide."""

    title: str
    description: str = ""
    cost: Decimal | None = None
    benefit: str = ""
    risks: str = ""
    recommended: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """An escalation that waits: what is asked of whom, who was told when, and until when it waits for what.

    `waiting` is in words ("to be answered"); `due` None where nobody set a time. `late` says that this time had run out
    when the pack was made.
    """

    code: str
    title: str
    project: str = ""
    breach: str = ""
    impact: str = ""
    options: str = ""
    recommendation: str = ""
    ask: str = ""
    whom: str = ""
    board: str = ""
    waiting: str = ""
    raised_at: datetime | None = None
    told_at: datetime | None = None
    told_by: str = ""
    told_how: str = ""
    due: datetime | None = None
    late: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """A decision that was taken; `review_on` is when to look again, `came_of_it` what was found then."""

    code: str
    title: str
    project: str = ""
    on: date | None = None
    by: str = ""
    outcome: str = ""
    decision: str = ""
    conditions: str = ""
    expected: str = ""
    review_on: date | None = None
    effect: str = ""
    came_of_it: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """An action that somebody has promised. `undated` is what was said in the place of the day: “ASAP”."""

    code: str
    title: str
    owner: str = ""
    due: date | None = None
    status: str = ""
    source: str = ""
    project: str = ""
    progress: str = ""
    undated: str = ""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A gate or another review, on the day that it was held or is planned for. `gate` is its number or code."""

    project: str
    title: str
    gate: str
    day: date
    sign: Sign
    code: str = ""
    conditions: str = ""
    conditions_due: date | None = None


@dataclass(frozen=True, slots=True)
class Advice:
    """A recommendation of a review that is not carried out yet. `rank` is 0 for the most critical."""

    code: str
    title: str
    project: str = ""
    review: str = ""
    sign: Sign = Sign("")
    rank: int = 0
    owner: str = ""
    due: date | None = None
    status: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """A required control that is not in place in a project."""

    code: str
    title: str
    sign: Sign
    expired: date | None = None


@dataclass(frozen=True, slots=True)
class Controlled:
    """How the controls that its tier requires stand in a project. `gaps` names those that somebody has looked at."""

    project: str
    needed: int
    in_place: int = 0
    partly: int = 0
    missing: int = 0
    expired: int = 0
    never: int = 0
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A change request: waiting for a decision, or approved since the pack before."""

    code: str
    title: str
    project: str = ""
    waiting: bool = True
    status: str = ""
    baseline: str = ""
    reason: str = ""
    recommendation: str = ""
    cost: Decimal | None = None
    days: int | None = None
    needed_by: date | None = None
    decided_on: date | None = None


@dataclass(frozen=True, slots=True)
class Questioned:
    """A declared rating that the evidence does not support. `kinder` where it is better than the evidence."""

    project: str
    declared: Rating | None
    suggested: Rating | None
    kinder: bool
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stray:
    """How a project stands to the `set` tolerances that apply to it, by the names of their dimensions.

    `beyond` those that nobody was told of, `told` those of which an escalation is open.
    """

    project: str
    set: int
    beyond: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Governance:
    """All of it. "Since" means since `since`, the day of the pack before, or 30 days ago where there is none.

    `attested` is False where nobody has ever attested a control. `challenged` says that declared ratings were held
    against the evidence, which not every pack is to show; `questioned` lists those to ask about.
    """

    since: date
    escalations: tuple[Told, ...] = ()
    taken: tuple[Taken, ...] = ()
    to_review: tuple[Taken, ...] = ()
    actions: tuple[Task, ...] = ()
    done: int = 0
    reviews: tuple[Reviewed, ...] = ()
    advice: tuple[Advice, ...] = ()
    attested: bool = False
    controls: tuple[Controlled, ...] = ()
    changes: tuple[Change, ...] = ()
    challenged: bool = False
    questioned: tuple[Questioned, ...] = ()
    strays: tuple[Stray, ...] = ()
