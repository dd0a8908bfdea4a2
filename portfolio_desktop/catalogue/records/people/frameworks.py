# SPDX-License-Identifier: Apache-2.0
"""Capability frameworks: their levels and their skills. Ids, names and levels; a publisher's own text stays with it."""

from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import define, section
from portfolio_desktop.catalogue.fields import Id, Kind, Record


class Framework(Record, frozen=True, kw_only=True):
    """A published or home-made description of skills and of the levels at which people have them."""

    title: Annotated[str | None, f.text(N_("Framework"), required=True, register=1)] = None
    publisher: Annotated[str | None, f.text(N_("Publisher"), register=2)] = None
    edition: Annotated[str | None, f.text(N_("Edition"), register=3)] = None
    licence: Annotated[
        str | None,
        f.narrative(N_("Licence"), help=N_("On what terms its codes, names and text may be kept here.")),
    ] = None
    address: Annotated[str | None, f.address(N_("Where it is set out"), register=4)] = None


FRAMEWORK = define(
    Framework,
    name="framework",
    register="frameworks",
    label=N_("Capability framework"),
    plural=N_("Capability frameworks"),
    icon="library",
    sections=(section(N_("Framework"), "title publisher edition licence address"),),
    aliases={
        "title": "Framework name; Capability framework name",
        "publisher": "Framework publisher",
    },
)


class CapabilityLevel(Record, frozen=True, kw_only=True):
    """One level of a framework. The higher its step, the more it asks."""

    framework_id: Annotated[
        Id | Unknown | None,
        f.link(N_("Framework"), "framework", required=True, part_of=True, register=1),
    ] = None
    step: Annotated[
        int | Unknown | None,
        f.quantity(Kind.INTEGER, N_("Step"), register=2, help=N_("Counted upwards from 1, the lowest.")),
    ] = None
    title: Annotated[str | None, f.text(N_("Level"), required=True, register=3)] = None
    letter: Annotated[
        str | None,
        f.text(
            N_("Mark"),
            search=False,
            register=4,
            help=N_("One or two characters that stand for it in the skills matrix. Empty: its step."),
        ),
    ] = None


CAPABILITY_LEVEL = define(
    CapabilityLevel,
    name="capability_level",
    register="capability_levels",
    label=N_("Level of a framework"),
    plural=N_("Levels of frameworks"),
    icon="signal",
    sections=(section(N_("Level"), "framework_id step title letter"),),
    aliases={
        "step": "Level number",
        "title": "Level name",
    },
)


class Skill(Record, frozen=True, kw_only=True):
    """Something that people can do, as a framework names it."""

    code: Annotated[
        str | None,
        f.code(N_("Code"), register=1, aliases=("Skill code", "SFIA code")),
    ] = None
    title: Annotated[str | None, f.text(N_("Skill"), required=True, register=2)] = None
    family: Annotated[str | None, f.text(N_("Family"), register=3)] = None
    framework_id: Annotated[
        Id | Unknown | None,
        f.link(N_("Framework"), "framework", required=True, part_of=True, register=4),
    ] = None
    levels: Annotated[
        str | None,
        f.text(
            N_("Defined at"),
            search=False,
            register=5,
            help=N_("The steps at which the framework defines it, such as 5 6 7. Empty: at every one."),
        ),
    ] = None
    description: Annotated[
        str | None, f.narrative(N_("Description"), help=N_("In the office's own words."))
    ] = None


SKILL = define(
    Skill,
    name="skill",
    register="skills",
    label=N_("Skill"),
    plural=N_("Skills"),
    prefix="SK",
    icon="sparkles",
    sections=(section(N_("Skill"), "code title family framework_id levels description"),),
    aliases={
        "title": "Skill name; Capability",
        "family": "Category; Skill family; Skill category",
        "framework_id": "Capability framework",
        "levels": "Skill levels",
        "description": "Skill description",
    },
)
