# SPDX-License-Identifier: Apache-2.0
"""What people and their skills may not be made to say by hand: levels that a framework does not have, circles, days in disorder.

Only what is said now is judged: what came with an import or from another laptop stays until somebody touches it.
"""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id, Value, Values
from portfolio_desktop.catalogue.filters import All, Op, Test
from portfolio_desktop.domain.skills.levels import read_steps
from portfolio_desktop.storage.read import Reader

_FULL_TIME = 100


def refuse_senseless_person(reader: Reader, id: Id | None, values: Values, given: Collection[str]) -> None:
    """Refuse more than full time, a last day before the first, and somebody who is their own manager in the end."""
    share = values.get("share")
    if "share" in given and isinstance(share, Decimal) and not 0 < share <= _FULL_TIME:
        raise Refusal(
            _("A share of full time is more than 0 and at most 100 %; {share} % is not.").format(
                share=f"{share:f}"
            )
        )
    _refuse_disorder(
        values, given, ("starts_on", "leaves_on"), _("{name} cannot leave before they start."), "name"
    )
    if "manager_id" in given and _leads_back(reader, "person", "manager_id", id, values):
        raise Refusal(
            _("Nobody can be their own line manager, directly or through others. Choose somebody else.")
        )


def refuse_senseless_team(reader: Reader, id: Id | None, values: Values, given: Collection[str]) -> None:
    """Refuse a team that is part of itself."""
    if "part_of_id" in given and _leads_back(reader, "team", "part_of_id", id, values):
        raise Refusal(_("A team cannot be part of itself, directly or through others. Choose another."))


def refuse_senseless_qualification(
    _reader: Reader, _id: Id | None, values: Values, given: Collection[str]
) -> None:
    """Refuse one that expires before it was awarded."""
    text = _("“{name}” cannot expire before it was awarded.")
    _refuse_disorder(values, given, ("awarded_on", "expires_on"), text, "title")


def refuse_senseless_level(reader: Reader, id: Id | None, values: Values, given: Collection[str]) -> None:
    """Refuse a step below 1, and one that the framework has already."""
    step = values.get("step")
    if not {"step", "framework_id"}.isdisjoint(given) and isinstance(step, int):
        if step < 1:
            raise Refusal(_("The levels of a framework are counted from 1; {step} is not.").format(step=step))
        same = _others(reader, "capability_level", id, values, ("framework_id", "step"))
        if same:
            raise Refusal(
                _("The framework has a level {step} already. Change that one, or give another step.").format(
                    step=step
                )
            )


def refuse_senseless_skill(reader: Reader, id: Id | None, values: Values, given: Collection[str]) -> None:
    """Refuse steps that nobody can read, those that the framework does not have, and moving a skill that is in use."""
    said, framework = values.get("levels"), values.get("framework_id")
    if "levels" in given and isinstance(said, str):
        steps = read_steps(said)
        if not steps:
            raise Refusal(_("“{said}” names no levels. Write steps, such as 5 6 7.").format(said=said))
        levels = _levels(reader, framework)
        if strange := [step for step in steps if step not in levels.values()] if levels else []:
            raise Refusal(
                _("The framework of “{skill}” has no level {steps}. It has {levels}.").format(
                    skill=values.get("title"),
                    steps=", ".join(map(str, strange)),
                    levels=", ".join(map(str, sorted(levels.values()))),
                )
            )
    if "framework_id" in given and id is not None:
        where = Test("skill_id", Op.IS, id)
        for name in ("person_skill", "role_requirement"):
            if reader.count(reader.catalogue.entity(name), where):
                raise Refusal(
                    _(
                        "People have “{skill}”, or roles ask for it, at levels of its framework. "
                        "Make another skill in the other framework."
                    ).format(skill=values.get("title"))
                )


def _refuse_strange_level(reader: Reader, values: Values, given: Collection[str]) -> None:
    """Refuse a level at which the skill's framework does not define it; for what roles ask and what people have."""
    skill_id, level_id = values.get("skill_id"), values.get("level_id")
    if {"skill_id", "level_id"}.isdisjoint(given) or not isinstance(skill_id, str):
        return
    skill = reader.get(reader.catalogue.entity("skill"), Id(skill_id))
    if skill is None or not isinstance(level_id, str):
        return
    levels = _levels(reader, skill["framework_id"])
    said = skill["levels"]
    defined = read_steps(said) if isinstance(said, str) else ()
    step = levels.get(Id(level_id))
    if step is None or (defined and step not in defined):
        steps = {step: id for id, step in levels.items() if step in (defined or levels.values())}
        entity = reader.catalogue.entity("capability_level")
        titles = reader.titles(entity, [*steps.values(), Id(level_id)])
        raise Refusal(
            _("“{skill}” is not defined at the level “{level}”. Choose one of: {levels}.").format(
                skill=skill["title"],
                level=titles.get(Id(level_id), ""),
                levels=", ".join(titles[steps[step]] for step in sorted(steps)) or _("none yet"),
            )
        )


def refuse_second_assessment(reader: Reader, id: Id | None, values: Values, given: Collection[str]) -> None:
    """Refuse a strange level, and a second entry for the same skill of the same person."""
    _refuse_strange_level(reader, values, given)
    if not {"person_id", "skill_id"}.isdisjoint(given) and _others(
        reader, "person_skill", id, values, ("person_id", "skill_id")
    ):
        raise Refusal(_("The person has this skill already. Change its level there."))


def refuse_second_demand(reader: Reader, id: Id | None, values: Values, given: Collection[str]) -> None:
    """Refuse a strange level, and asking for the same skill twice in one role."""
    _refuse_strange_level(reader, values, given)
    if not {"profile_id", "skill_id"}.isdisjoint(given) and _others(
        reader, "role_requirement", id, values, ("profile_id", "skill_id")
    ):
        raise Refusal(_("The role asks for this skill already. Change its level there."))


def _levels(reader: Reader, framework: Value) -> Mapping[Id, int]:
    """The steps of a framework's levels by id."""
    if not isinstance(framework, str):
        return {}
    entity = reader.catalogue.entity("capability_level")
    rows = reader.values(entity, ("step",), Test("framework_id", Op.IS, framework))
    return {id: step for id, step in rows if isinstance(step, int)}


def _others(reader: Reader, entity: str, id: Id | None, values: Values, names: tuple[str, ...]) -> bool:
    """Whether another record says the same in all these fields."""
    said = {name: values.get(name) for name in names}
    if None in said.values():
        return False
    same = All(tuple(Test(name, Op.IS, value) for name, value in said.items()))
    return any(row[0] != id for row in reader.values(reader.catalogue.entity(entity), (), same))


def _refuse_disorder(
    values: Values, given: Collection[str], names: tuple[str, str], text: str, title: str
) -> None:
    first, last = (values.get(name) for name in names)
    if (
        not set(names).isdisjoint(given)
        and isinstance(first, date)
        and isinstance(last, date)
        and last < first
    ):
        raise Refusal(text.format(name=values.get(title)))


def _leads_back(reader: Reader, entity: str, link: str, id: Id | None, values: Values) -> bool:
    above = values.get(link)
    if id is None or not isinstance(above, str):
        return False
    chain = dict(reader.values(reader.catalogue.entity(entity), (link,)))
    seen: set[object] = set()
    while isinstance(above, str) and above != id and above not in seen:
        seen.add(above)
        above = chain.get(Id(above))
    return above == id
