# SPDX-License-Identifier: Apache-2.0
"""Stating the level at which somebody has a skill: the one entry that there is, or a new one."""

from datetime import date

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id, Values
from portfolio_desktop.catalogue.filters import All, Op, Test
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office, record_of
from portfolio_desktop.storage.changes import Changes


def assess(
    office: Office,
    person: Id,
    skill: Id,
    step: int,
    *,
    by: str | None = None,
    on: date | None = None,
    evidence: str = "",
) -> Changes:
    """Somebody has a skill at a step of its framework, as assessed today where no day is given.

    Evidence that is there already stays where none is given. Refuses a step that the framework does not have.
    """
    with office.reading() as reader:
        known = record_of(reader, "skill", skill)
        name = record_of(reader, "person", person)["name"]
        where = All((Test("framework_id", Op.IS, known["framework_id"]), Test("step", Op.IS, step)))
        levels = reader.values(reader.catalogue.entity("capability_level"), ("title",), where)
        both = All((Test("person_id", Op.IS, person), Test("skill_id", Op.IS, skill)))
        entries = reader.values(reader.catalogue.entity("person_skill"), (), both)
    if not levels:
        raise Refusal(
            _("“{skill}” has no level {step} in its framework.").format(skill=known["title"], step=step)
        )
    level, title = levels[0]
    values: Values = {"level_id": level, "assessed_on": on or office.today(), "assessed_by": by}
    if evidence.strip():
        values = {**values, "evidence": evidence.strip()}
    if entries:
        made = records.change(office, "person_skill", entries[0][0], values)
    else:
        made = records.create(office, "person_skill", {"person_id": person, "skill_id": skill, **values})
    label = _("{person} has {skill} at {level}").format(person=name, skill=known["title"], level=title)
    return Changes(label, made.items)
