# SPDX-License-Identifier: Apache-2.0
"""Work that is handed to somebody: what is to come of it, how it will be judged, who answers for it, what it needs.

What is said here about a package is about the work. How a person performs has no place in this file.
"""

from datetime import date
from decimal import Decimal
from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import define, section
from portfolio_desktop.catalogue.fields import Id, Kind, Record


class WorkPackage(Record, frozen=True, kw_only=True):
    """A piece of work with an outcome, handed to somebody who answers for it."""

    code: Annotated[str | None, f.code(N_("Code"), register=1)] = None
    title: Annotated[str | None, f.text(N_("Work package"), required=True, register=2)] = None
    project_id: Annotated[Id | Unknown | None, f.link(N_("Project"), "project", part_of=True, register=3)] = (
        None
    )
    task_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Task"), "task", help=N_("The task of the plan that it carries out. It is counted only once.")
        ),
    ] = None
    outcome: Annotated[
        str | None, f.narrative(N_("Outcome"), help=N_("What there will be when it is done."))
    ] = None
    effort: Annotated[
        Decimal | Unknown | None,
        f.quantity(Kind.NUMBER, N_("Effort"), unit=N_("days"), register=6),
    ] = None
    starts: Annotated[date | Unknown | None, f.day(N_("Starts"))] = None
    due: Annotated[date | Unknown | None, f.day(N_("Due"), register=7)] = None

    responsible_id: Annotated[
        Id | Unknown | None,
        f.link(N_("Responsible"), "person", register=4, help=N_("Who does it, or sees that it is done.")),
    ] = None
    accountable_id: Annotated[
        Id | Unknown | None,
        f.link(N_("Accountable"), "person", help=N_("Who hands it over, and answers for the outcome.")),
    ] = None
    supervisor_id: Annotated[Id | Unknown | None, f.link(N_("Supervisor"), "person")] = None
    authority: Annotated[
        str | None,
        f.narrative(
            N_("Authority given"),
            help=N_("What may be decided and spent without asking, and what has to be asked."),
        ),
    ] = None

    status: Annotated[
        str | Unknown | None, f.choice(N_("Status"), "package.status", default="draft", register=5)
    ] = None
    offered_on: Annotated[date | Unknown | None, f.day(N_("Offered on"))] = None
    answered_on: Annotated[date | Unknown | None, f.day(N_("Answered on"))] = None
    answer: Annotated[
        str | None,
        f.narrative(N_("Answer"), help=N_("Why it was declined or handed back, or on what terms accepted.")),
    ] = None
    next_review: Annotated[date | Unknown | None, f.day(N_("Next review"), register=8)] = None

    delivered_on: Annotated[date | Unknown | None, f.day(N_("Delivered on"))] = None
    result: Annotated[
        str | None, f.narrative(N_("Result"), help=N_("What was delivered, and where it is to be found."))
    ] = None
    taken_on: Annotated[date | Unknown | None, f.day(N_("Accepted as complete on"))] = None
    taken_by_id: Annotated[Id | Unknown | None, f.link(N_("Accepted as complete by"), "person")] = None
    feedback: Annotated[
        str | None,
        f.narrative(
            N_("Feedback on the work"),
            help=N_("About the work and not about the person: everybody who has this workspace can read it."),
        ),
    ] = None
    note: Annotated[str | None, f.narrative(N_("Note"))] = None


WORK_PACKAGE = define(
    WorkPackage,
    name="work_package",
    register="work_packages",
    label=N_("Work package"),
    plural=N_("Work packages"),
    prefix="WP",
    icon="package",
    sections=(
        section(N_("The work"), "code title project_id task_id outcome effort starts due"),
        section(N_("Who"), "responsible_id accountable_id supervisor_id authority"),
        section(N_("How it stands"), "status offered_on answered_on answer next_review"),
        section(N_("What came of it"), "delivered_on result taken_on taken_by_id feedback note"),
    ),
    aliases={
        "title": "Package; Package name; Work package name; Deliverable",
        "outcome": "Objective; Product description; Description",
        "effort": "Effort (days); Days; Person days; Estimate",
        "starts": "Start; Start date; Planned start",
        "due": "Due date; Finish; End date; Deadline; Delivery date",
        "responsible_id": "Assigned to; Assignee; Team manager; Owner",
        "accountable_id": "Assigned by; Delegated by; Project manager",
        "supervisor_id": "Supervised by",
        "authority": "Delegated authority; Tolerances; Constraints",
        "next_review": "Checkpoint; Review date",
        "delivered_on": "Delivered; Actual finish; Completed on",
    },
)


class PackageCriterion(Record, frozen=True, kw_only=True):
    """One thing by which the result of a work package is judged, and how it was found."""

    work_package_id: Annotated[
        Id | Unknown | None,
        f.link(N_("Work package"), "work_package", required=True, part_of=True, register=1),
    ] = None
    position: Annotated[int | Unknown | None, f.quantity(Kind.INTEGER, N_("Place"), register=2)] = None
    title: Annotated[str | None, f.text(N_("Quality criterion"), required=True, register=3)] = None
    method: Annotated[
        str | None, f.text(N_("How it is checked"), register=4, help=N_("By which check, and by whom."))
    ] = None
    found: Annotated[str | Unknown | None, f.choice(N_("Found"), "package.found", register=5)] = None
    found_first: Annotated[
        str | Unknown | None,
        f.choice(
            N_("Found at first delivery"),
            "package.found",
            register=6,
            help=N_("Entered when a delivery is first looked at, and not changed after that."),
        ),
    ] = None
    note: Annotated[str | None, f.narrative(N_("Note"))] = None


PACKAGE_CRITERION = define(
    PackageCriterion,
    name="package_criterion",
    register="package_criteria",
    label=N_("Quality criterion"),
    plural=N_("Quality criteria"),
    icon="list-checks",
    sections=(section(N_("Criterion"), "work_package_id position title method found found_first note"),),
    aliases={
        "title": "Criterion; Acceptance criterion; Quality criteria",
        "method": "Quality method; Check; Measured by",
        "found": "Result; Outcome; Met",
    },
)


class PackageNeed(Record, frozen=True, kw_only=True):
    """A skill that a work package needs, at which level, and for how many of its days."""

    work_package_id: Annotated[
        Id | Unknown | None,
        f.link(N_("Work package"), "work_package", required=True, part_of=True, register=1),
    ] = None
    skill_id: Annotated[
        Id | Unknown | None, f.link(N_("Skill"), "skill", required=True, part_of=True, register=2)
    ] = None
    level_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Lowest level"), "capability_level", register=3, help=N_("Left empty where any level will do.")
        ),
    ] = None
    days: Annotated[
        Decimal | Unknown | None,
        f.quantity(
            Kind.NUMBER,
            N_("Days of it"),
            unit=N_("days"),
            register=4,
            help=N_("Left empty: an equal part of the effort that other skills leave."),
        ),
    ] = None
    title: Annotated[str | None, f.text(N_("What it is needed for"), register=5)] = None


PACKAGE_NEED = define(
    PackageNeed,
    name="package_need",
    register="package_needs",
    label=N_("Skill that a package needs"),
    plural=N_("Skills that packages need"),
    icon="puzzle",
    sections=(section(N_("Need"), "work_package_id skill_id level_id days title"),),
)


class PackageBlocker(Record, frozen=True, kw_only=True):
    """Something that keeps a work package from going on, the support that is asked for, and how it was cleared."""

    work_package_id: Annotated[
        Id | Unknown | None,
        f.link(N_("Work package"), "work_package", required=True, part_of=True, register=1),
    ] = None
    title: Annotated[str | None, f.text(N_("What is in the way"), required=True, register=2)] = None
    raised_on: Annotated[date | Unknown | None, f.day(N_("Raised on"), register=3)] = None
    support: Annotated[str | None, f.text(N_("Support asked for"), register=4)] = None
    asked_of_id: Annotated[Id | Unknown | None, f.link(N_("Asked of"), "person", register=5)] = None
    needed_by: Annotated[date | Unknown | None, f.day(N_("Needed by"), register=6)] = None
    cleared_on: Annotated[date | Unknown | None, f.day(N_("Cleared on"), register=7)] = None
    how: Annotated[str | None, f.narrative(N_("How it was cleared"))] = None


PACKAGE_BLOCKER = define(
    PackageBlocker,
    name="package_blocker",
    register="package_blockers",
    label=N_("Blocker"),
    plural=N_("Blockers"),
    icon="octagon-alert",
    sections=(
        section(
            N_("Blocker"), "work_package_id title raised_on support asked_of_id needed_by cleared_on how"
        ),
    ),
    aliases={
        "title": "Blocker; Impediment; Obstacle",
        "support": "Support request; Help needed",
        "cleared_on": "Resolved on; Removed on",
    },
)
