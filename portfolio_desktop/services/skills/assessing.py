# SPDX-License-Identifier: Apache-2.0
"""Stating the level at which somebody has a skill: the one entry that there is, or a new one."""

from datetime import date

from portfolio_desktop.base.errors import Outdated, Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id, Record, Values
from portfolio_desktop.catalogue.filters import All, Op, Sort, Test
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office, record_of
from portfolio_desktop.services.words import link_titles
from portfolio_desktop.storage.changes import Changes
from portfolio_desktop.storage.read import Reader


def assessed(reader: Reader, person: Id, skill: Id) -> Record | None:
    """The entry that says at which level somebody has a skill, if there is one; of those of two laptops the later."""
    both = All((Test("person_id", Op.IS, person), Test("skill_id", Op.IS, skill)))
    found = reader.all(reader.catalogue.entity("person_skill"), both, (Sort("assessed_on", descending=True),))
    return next(iter(found), None)


def assess(
    office: Office,
    person: Id,
    skill: Id,
    step: int,
    *,
    by: str | None = None,
    on: date | None = None,
    evidence: str = "",
    opened: Values | None = None,
) -> Changes:
    """Somebody has a skill at a step of its framework, as assessed today where no day is given.

    Evidence that is there already stays where none is given. Refuses a step that the framework does not have, and to state
    another level over one that was not `opened`.
    """
    with office.reading() as reader:
        known = record_of(reader, "skill", skill)
        name = record_of(reader, "person", person)["name"]
        where = All((Test("framework_id", Op.IS, known["framework_id"]), Test("step", Op.IS, step)))
        levels = reader.values(reader.catalogue.entity("capability_level"), ("title",), where)
        now = assessed(reader, person, skill)
    if not levels:
        raise Refusal(
            _("“{skill}” has no level {step} in its framework.").format(skill=known["title"], step=step)
        )
    level, title = levels[0]
    if opened is not None and now is not None and now["level_id"] not in (opened["level_id"], level):
        raise _assessed_otherwise(office, now)
    values: Values = {"level_id": level, "assessed_on": on or office.today(), "assessed_by": by}
    if evidence.strip():
        values = {**values, "evidence": evidence.strip()}
    if now is not None:
        made = records.change(office, "person_skill", now.id, values)
    else:
        made = records.create(office, "person_skill", {"person_id": person, "skill_id": skill, **values})
    label = _("{person} has {skill} at {level}").format(person=name, skill=known["title"], level=title)
    return Changes(label, made.items)


def _assessed_otherwise(office: Office, now: Record) -> Outdated:
    with office.reading() as reader:
        titles = link_titles(reader, reader.catalogue.entity("person_skill"), [now])
    level = titles.get(Id(str(now["level_id"])), "–")
    said = _("Somebody else has assessed this meanwhile, at {level}. Keep yours once more if it is to stand.")
    return Outdated(said.format(level=level), now)
