# SPDX-License-Identifier: Apache-2.0
"""What is decided, between which options and with what effect, and who is to do what afterwards."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import define, section
from portfolio_desktop.catalogue.fields import Id, Kind, Record


class Decision(Record, frozen=True, kw_only=True):
    """Something that is to be decided or has been, with the reasons and what came of it."""

    code: Annotated[str | None, f.code(N_("Code"), register=1)] = None
    title: Annotated[str | None, f.text(N_("Decision sought"), required=True, register=2)] = None
    project_id: Annotated[Id | Unknown | None, f.link(N_("Project"), "project", part_of=True, register=3)] = (
        None
    )
    board_id: Annotated[Id | Unknown | None, f.link(N_("Board"), "board", register=4)] = None
    meeting_id: Annotated[Id | Unknown | None, f.link(N_("Meeting"), "meeting")] = None
    agenda_item_id: Annotated[
        Id | Unknown | None,
        f.link(N_("Taken under"), "agenda_item", help=N_("The item of the agenda on which it fell.")),
    ] = None
    background: Annotated[str | None, f.narrative(N_("Background"))] = None
    options: Annotated[
        str | None,
        f.narrative(N_("Options, in words"), help=N_("Where they are not kept one by one.")),
    ] = None
    recommendation: Annotated[str | None, f.narrative(N_("Recommendation"))] = None
    if_late: Annotated[str | None, f.narrative(N_("What a delay would cost"))] = None
    needed_by: Annotated[date | Unknown | None, f.day(N_("Needed by"), register=5)] = None
    cost: Annotated[Decimal | Unknown | None, f.money(N_("Money involved"))] = None
    evidence_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Evidence"),
            "pack",
            help=N_("The issued pack whose frozen data the decision was taken on."),
        ),
    ] = None

    status: Annotated[
        str | Unknown | None, f.choice(N_("Status"), "decision.status", default="asked", register=6)
    ] = None
    decision: Annotated[str | None, f.narrative(N_("Decision"))] = None
    reasons: Annotated[str | None, f.narrative(N_("Reasons"))] = None
    conditions: Annotated[str | None, f.narrative(N_("Conditions"))] = None
    dissent: Annotated[
        str | None, f.narrative(N_("Dissent"), help=N_("Who did not agree, and why, in their words."))
    ] = None
    decided_on: Annotated[date | Unknown | None, f.day(N_("Decided on"), register=7)] = None
    decided_by_id: Annotated[Id | Unknown | None, f.link(N_("Decided by"), "person", register=8)] = None
    owner_id: Annotated[Id | Unknown | None, f.link(N_("Owner"), "person")] = None

    expected: Annotated[str | None, f.narrative(N_("Expected effect"))] = None
    review_on: Annotated[date | Unknown | None, f.day(N_("Look again on"))] = None
    effect: Annotated[
        str | Unknown | None,
        f.choice(N_("Effect so far"), "decision.effect", help=N_("Compared with what was expected.")),
    ] = None
    reviewed_on: Annotated[date | Unknown | None, f.day(N_("Looked at again on"))] = None
    later_outcome: Annotated[str | None, f.narrative(N_("What came of it"))] = None
    note: Annotated[str | None, f.narrative(N_("Note"))] = None


DECISION = define(
    Decision,
    name="decision",
    register="decisions",
    label=N_("Decision"),
    plural=N_("Decisions"),
    prefix="D",
    icon="gavel",
    sections=(
        section(
            N_("What is decided"),
            (
                "code title project_id board_id meeting_id agenda_item_id background options "
                "recommendation if_late needed_by cost evidence_id"
            ),
        ),
        section(
            N_("What was decided"),
            "status decision reasons conditions dissent decided_on decided_by_id owner_id",
        ),
        section(N_("What came of it"), "expected review_on effect reviewed_on later_outcome note"),
    ),
    aliases={
        "code": "Decision ID; Decision number; ID; Reference; Ref; Nr; No",
        "title": "Title; Decision title; Subject; Question; Name; Summary",
        "project_id": "Project name; Project ID",
        "board_id": "Forum; Decision body",
        "meeting_id": "Board meeting; Decided at",
        "agenda_item_id": "Agenda item",
        "background": "Context; Description",
        "options": "Options; Options considered; Alternatives",
        "recommendation": "Recommended option",
        "if_late": "Consequence of delay; Impact of no decision",
        "needed_by": "Due date; Due; Deadline; Required by",
        "cost": "Value; Cost; Amount",
        "evidence_id": "Evidence pack; Board pack",
        "status": "Decision status; State",
        "decision": "Decision made; Outcome; Resolution",
        "reasons": "Rationale; Reason; Justification",
        "conditions": "Conditions of approval; Caveats",
        "dissent": "Objections; Dissenting views",
        "decided_on": "Decision date; Date decided; Date; Date of decision",
        "decided_by_id": "Approved by; Approver; Decision maker",
        "owner_id": "Responsible; Sponsor",
        "expected": "Expected benefit; Intended outcome; Impact",
        "review_on": "Review date; Revisit date",
        "later_outcome": "Actual outcome; Lessons",
        "note": "Notes; Comments",
    },
)


class DecisionOption(Record, frozen=True, kw_only=True):
    """One of the options between which a decision is taken, doing nothing among them."""

    decision_id: Annotated[
        Id | Unknown | None, f.link(N_("Decision"), "decision", required=True, part_of=True, register=1)
    ] = None
    position: Annotated[int | Unknown | None, f.quantity(Kind.INTEGER, N_("Place"), register=2)] = None
    title: Annotated[str | None, f.text(N_("Option"), required=True, register=3)] = None
    description: Annotated[str | None, f.narrative(N_("Description"))] = None
    cost: Annotated[Decimal | Unknown | None, f.money(N_("Cost"), register=4)] = None
    benefit_value: Annotated[Decimal | Unknown | None, f.money(N_("Benefit in money"), register=5)] = None
    benefit: Annotated[str | None, f.narrative(N_("What it brings"))] = None
    risks: Annotated[str | None, f.narrative(N_("What could go wrong"))] = None
    recommended: Annotated[bool | None, f.flag(N_("Recommended"), register=6)] = None
    chosen: Annotated[bool | None, f.flag(N_("Chosen"), register=7)] = None
    why_not: Annotated[str | None, f.narrative(N_("Why it was not chosen"))] = None
    note: Annotated[str | None, f.narrative(N_("Note"))] = None


DECISION_OPTION = define(
    DecisionOption,
    name="decision_option",
    register="decision_options",
    label=N_("Option"),
    plural=N_("Options of decisions"),
    icon="split",
    sections=(
        section(
            N_("Option"),
            (
                "decision_id position title description cost benefit_value benefit risks recommended "
                "chosen why_not note"
            ),
        ),
    ),
    aliases={
        "decision_id": "Decision ID; Decision title",
        "title": "Option title; Option name",
        "cost": "Option cost",
        "benefit": "Advantages; Pros",
        "risks": "Disadvantages; Cons",
        "recommended": "Preferred; Preferred option",
        "chosen": "Selected; Option chosen",
        "why_not": "Reason rejected; Why discounted",
    },
)


class Action(Record, frozen=True, kw_only=True):
    """Something that somebody has agreed to do by a day."""

    code: Annotated[str | None, f.code(N_("Code"), register=1)] = None
    title: Annotated[str | None, f.text(N_("Action"), required=True, register=2)] = None
    owner_id: Annotated[Id | Unknown | None, f.link(N_("Owner"), "person", register=3)] = None
    due: Annotated[date | Unknown | None, f.day(N_("Due"), register=4)] = None
    status: Annotated[
        str | Unknown | None, f.choice(N_("Status"), "action.status", default="open", register=5)
    ] = None
    done_on: Annotated[date | Unknown | None, f.day(N_("Done on"), register=6)] = None
    priority: Annotated[str | Unknown | None, f.choice(N_("Priority"), "priority")] = None
    raised_on: Annotated[date | Unknown | None, f.day(N_("Agreed on"))] = None
    progress: Annotated[str | None, f.narrative(N_("Progress"))] = None

    project_id: Annotated[Id | Unknown | None, f.link(N_("Project"), "project", part_of=True, register=7)] = (
        None
    )
    meeting_id: Annotated[Id | Unknown | None, f.link(N_("Meeting"), "meeting", register=8)] = None
    agenda_item_id: Annotated[Id | Unknown | None, f.link(N_("Agreed under"), "agenda_item")] = None
    decision_id: Annotated[Id | Unknown | None, f.link(N_("Decision"), "decision")] = None
    risk_id: Annotated[Id | Unknown | None, f.link(N_("Risk"), "risk")] = None
    issue_id: Annotated[Id | Unknown | None, f.link(N_("Issue"), "issue")] = None
    escalation_id: Annotated[Id | Unknown | None, f.link(N_("Escalation"), "escalation")] = None
    note: Annotated[str | None, f.narrative(N_("Note"))] = None


ACTION = define(
    Action,
    name="action",
    register="actions",
    label=N_("Action"),
    plural=N_("Actions"),
    prefix="A",
    icon="circle-check",
    sections=(
        section(N_("Action"), "code title owner_id due status done_on priority raised_on progress"),
        section(
            N_("Where it came from"),
            "project_id meeting_id agenda_item_id decision_id risk_id issue_id escalation_id note",
        ),
    ),
    aliases={
        "code": "Action ID; Action number; ID; Reference; Ref; Nr; No",
        "title": "Action description; Description; Summary; Task; Title; Name",
        "owner_id": "Action owner; Assignee; Assigned to; Responsible; Who",
        "due": "Due date; By when; Target date; Deadline",
        "status": "Action status; State",
        "done_on": "Date completed; Completed on; Date closed; Closed on",
        "priority": "Urgency",
        "raised_on": "Date raised; Created; Date agreed",
        "progress": "Update; Latest update",
        "project_id": "Project name; Project ID",
        "meeting_id": "Source meeting",
        "agenda_item_id": "Agenda item",
        "decision_id": "Source decision",
        "risk_id": "Source risk; Risk ID",
        "issue_id": "Source issue; Issue ID",
        "note": "Notes; Comments; Comment",
    },
)
