# SPDX-License-Identifier: Apache-2.0
"""The library of controls, and what shows that they are in place in each project."""

from datetime import date
from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import define, section
from portfolio_desktop.catalogue.fields import Id, Kind, Record


class Control(Record, frozen=True, kw_only=True):
    """Something that projects have to have or do, because a framework, a law or the organisation says so."""

    code: Annotated[str | None, f.code(N_("Code"), register=1)] = None
    title: Annotated[str | None, f.text(N_("Control"), required=True, register=2)] = None
    source: Annotated[str | Unknown | None, f.choice(N_("Source"), "control.source", register=3)] = None
    reference: Annotated[
        str | None,
        f.text(N_("Reference"), register=4, help=N_("Its id, section or name there, such as APO05.04.")),
    ] = None
    asks: Annotated[str | None, f.narrative(N_("What it asks"), help=N_("In the office's own words."))] = None
    evidence: Annotated[str | None, f.narrative(N_("Evidence wanted"))] = None
    tier: Annotated[
        str | Unknown | None,
        f.choice(
            N_("Lowest tier"),
            "tier",
            register=5,
            help=N_("It applies to projects of this tier and of all above it. Tier 1 is the highest."),
        ),
    ] = None
    required: Annotated[
        bool | None,
        f.flag(
            N_("Required"), register=6, help=N_("Its absence holds up a gate. Otherwise it is good practice.")
        ),
    ] = None
    gate_id: Annotated[
        Id | Unknown | None,
        f.link(N_("In place by"), "gate", register=7, help=N_("The first gate at which it is asked for.")),
    ] = None
    months: Annotated[
        int | Unknown | None,
        f.quantity(
            Kind.INTEGER,
            N_("Evidence lasts"),
            unit=N_("months"),
            register=8,
            help=N_("After that it has to be attested anew. Empty where it does not age."),
        ),
    ] = None
    owner_id: Annotated[Id | Unknown | None, f.link(N_("Owner"), "person", register=9)] = None
    address: Annotated[str | None, f.address(N_("Where it is set out"))] = None
    status: Annotated[str | Unknown | None, f.choice(N_("Status"), "control.status", default="current")] = (
        None
    )
    review_on: Annotated[date | Unknown | None, f.day(N_("Review on"))] = None
    note: Annotated[str | None, f.narrative(N_("Note"))] = None


CONTROL = define(
    Control,
    name="control",
    register="controls",
    label=N_("Control"),
    plural=N_("Controls"),
    prefix="C",
    icon="shield-check",
    sections=(
        section(N_("What it asks"), "code title source reference asks evidence"),
        section(N_("Where it applies"), "tier required gate_id months"),
        section(N_("Who keeps it"), "owner_id address status review_on note"),
    ),
    aliases={
        "code": "Control ID; Control number",
        "title": "Control name; Control title; Control objective",
        "source": "Framework; Control source",
        "reference": "Framework reference; Clause; Standard reference",
        "asks": "Control description; Control requirement",
        "evidence": "Evidence required; Evidence expected",
        "tier": "Applies to tier; Applicability",
        "required": "Mandatory",
        "gate_id": "Gate; Required by gate",
        "months": "Validity; Validity months; Attestation cycle",
        "owner_id": "Control owner",
        "review_on": "Policy review date",
    },
)


class ControlCheck(Record, frozen=True, kw_only=True):
    """Whether a control is in place in one project, who attested it and until when that holds."""

    project_id: Annotated[
        Id | Unknown | None, f.link(N_("Project"), "project", required=True, part_of=True, register=1)
    ] = None
    control_id: Annotated[
        Id | Unknown | None, f.link(N_("Control"), "control", required=True, register=2)
    ] = None
    state: Annotated[str | Unknown | None, f.choice(N_("State"), "control.state", register=3)] = None
    evidence: Annotated[str | None, f.text(N_("Evidence"), register=4)] = None
    address: Annotated[str | None, f.address(N_("Where the evidence is"))] = None
    attested_by_id: Annotated[Id | Unknown | None, f.link(N_("Attested by"), "person", register=5)] = None
    attested_on: Annotated[date | Unknown | None, f.day(N_("Attested on"), register=6)] = None
    expires_on: Annotated[date | Unknown | None, f.day(N_("Expires on"), register=7)] = None
    note: Annotated[
        str | None,
        f.narrative(N_("Note"), help=N_("For what does not apply or is not in place: the reason.")),
    ] = None


CONTROL_CHECK = define(
    ControlCheck,
    name="control_check",
    register="control_checks",
    label=N_("Control check"),
    plural=N_("Control checks"),
    title="evidence",
    icon="clipboard-check",
    sections=(
        section(
            N_("Check"),
            "project_id control_id state evidence address attested_by_id attested_on expires_on note",
        ),
    ),
    aliases={
        "project_id": "Project name; Project ID",
        "control_id": "Control ID; Control name",
        "state": "Control status; Compliance; Control in place",
        "evidence": "Evidence seen; Evidence provided",
        "attested_by_id": "Attestor; Checked by",
        "attested_on": "Attestation date; Date attested; Date checked",
        "expires_on": "Expiry; Expiry date; Attestation expires",
    },
)
