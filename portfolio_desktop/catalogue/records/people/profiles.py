# SPDX-License-Identifier: Apache-2.0
"""Role profiles: which skills a role asks for, and at which levels."""

from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import define, section
from portfolio_desktop.catalogue.fields import Id, Record


class RoleProfile(Record, frozen=True, kw_only=True):
    """What a role asks of whoever holds it."""

    title: Annotated[str | None, f.text(N_("Role profile"), required=True, register=1)] = None
    family: Annotated[str | None, f.text(N_("Family"), register=2)] = None
    grade: Annotated[
        str | None,
        f.text(
            N_("Role or grade"),
            register=3,
            help=N_("The role that this is one level of, or the grade that it has."),
        ),
    ] = None
    framework_id: Annotated[Id | Unknown | None, f.link(N_("Framework"), "framework", register=4)] = None
    key_role: Annotated[
        bool | None,
        f.flag(
            N_("Key role"),
            register=5,
            help=N_("Somebody should be ready to take it over: it is listed under succession."),
        ),
    ] = None
    purpose: Annotated[str | None, f.narrative(N_("Purpose"))] = None


ROLE_PROFILE = define(
    RoleProfile,
    name="role_profile",
    register="role_profiles",
    label=N_("Role profile"),
    plural=N_("Role profiles"),
    icon="id-card",
    sections=(section(N_("Role profile"), "title family grade framework_id key_role purpose"),),
    aliases={
        "title": "Role title; Profile",
        "family": "Role family",
        "grade": "Grade; Role level",
        "key_role": "Critical role; Key post",
    },
)


class RoleRequirement(Record, frozen=True, kw_only=True):
    """One skill that a role asks for, and the level of it."""

    profile_id: Annotated[
        Id | Unknown | None,
        f.link(N_("Role profile"), "role_profile", required=True, part_of=True, register=1),
    ] = None
    skill_id: Annotated[
        Id | Unknown | None, f.link(N_("Skill"), "skill", required=True, part_of=True, register=2)
    ] = None
    level_id: Annotated[
        Id | Unknown | None, f.link(N_("Level"), "capability_level", required=True, register=3)
    ] = None
    why: Annotated[str | None, f.text(N_("What it is needed for"), register=4)] = None


ROLE_REQUIREMENT = define(
    RoleRequirement,
    name="role_requirement",
    register="role_requirements",
    label=N_("Skill that a role asks for"),
    plural=N_("Skills that roles ask for"),
    title="why",
    icon="list-checks",
    sections=(section(N_("What the role asks for"), "profile_id skill_id level_id why"),),
    aliases={
        "profile_id": "Role",
        "skill_id": "Skill name; Skill required; Required skill",
        "level_id": "Skill level; Level required; Required level",
    },
)
