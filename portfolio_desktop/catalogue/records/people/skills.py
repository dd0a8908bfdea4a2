# SPDX-License-Identifier: Apache-2.0
"""What people can do: the level of each skill that somebody has, and the qualifications that they hold."""

from datetime import date
from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import define, section
from portfolio_desktop.catalogue.fields import Id, Record


class PersonSkill(Record, frozen=True, kw_only=True):
    """A skill that a person has, at the level that was last agreed. What a person can do, not how they perform."""

    person_id: Annotated[
        Id | Unknown | None, f.link(N_("Person"), "person", required=True, part_of=True, register=1)
    ] = None
    skill_id: Annotated[
        Id | Unknown | None, f.link(N_("Skill"), "skill", required=True, part_of=True, register=2)
    ] = None
    level_id: Annotated[
        Id | Unknown | None, f.link(N_("Level held"), "capability_level", required=True, register=3)
    ] = None
    assessed_on: Annotated[date | Unknown | None, f.day(N_("Assessed on"), register=4)] = None
    assessed_by: Annotated[
        str | Unknown | None, f.choice(N_("Assessed by"), "skill.assessor", register=5)
    ] = None
    evidence: Annotated[
        str | None,
        f.text(
            N_("Evidence"),
            register=6,
            help=N_("What shows it, such as a piece of work. Everybody who opens the workspace can read it."),
        ),
    ] = None


PERSON_SKILL = define(
    PersonSkill,
    name="person_skill",
    register="person_skills",
    label=N_("Skill of a person"),
    plural=N_("Skills of people"),
    title="evidence",
    icon="award",
    sections=(section(N_("Skill"), "person_id skill_id level_id assessed_on assessed_by evidence"),),
    aliases={
        "person_id": "Employee; Employee name; Full name; Name",
        "skill_id": "Skill name; Skill code; Competency; Competence",
        "level_id": "Level; Skill level; Proficiency; Proficiency level; Current level",
        "assessed_on": "Assessment date; Date assessed; Last assessed",
        "assessed_by": "Assessor; Assessment by",
        "evidence": "Skill evidence; Note on evidence",
    },
)


class Qualification(Record, frozen=True, kw_only=True):
    """A qualification, membership, licence or training that a person has, from whom and until when."""

    person_id: Annotated[
        Id | Unknown | None, f.link(N_("Person"), "person", required=True, part_of=True, register=1)
    ] = None
    title: Annotated[str | None, f.text(N_("Title"), required=True, register=2)] = None
    kind: Annotated[str | Unknown | None, f.choice(N_("Kind"), "qualification.kind", register=3)] = None
    body: Annotated[
        str | None, f.text(N_("Body"), register=4, help=N_("Who awards it or keeps the membership."))
    ] = None
    awarded_on: Annotated[date | Unknown | None, f.day(N_("Awarded on"), register=5)] = None
    expires_on: Annotated[
        date | Unknown | None, f.day(N_("Expires on"), register=6, help=N_("Empty: it does not expire."))
    ] = None
    reference: Annotated[
        str | None, f.text(N_("Reference"), register=7, help=N_("Its certificate or membership number."))
    ] = None


QUALIFICATION = define(
    Qualification,
    name="qualification",
    register="qualifications",
    label=N_("Qualification"),
    plural=N_("Qualifications"),
    icon="graduation-cap",
    sections=(section(N_("Qualification"), "person_id title kind body awarded_on expires_on reference"),),
    aliases={
        "person_id": "Employee; Employee name; Full name; Holder; Held by",
        "title": "Qualification; Certificate; Certification; Membership; Course",
        "kind": "Qualification type; Type",
        "body": "Awarding body; Professional body; Issuer; Institution",
        "awarded_on": "Date awarded; Awarded; Achieved on; Date achieved",
        "expires_on": "Expiry; Expiry date; Valid until; Renewal date; Expires",
        "reference": "Certificate number; Membership number",
    },
)
