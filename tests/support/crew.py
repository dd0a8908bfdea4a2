# SPDX-License-Identifier: Apache-2.0
"""People and their skills for tests, by name: a framework of four levels, roles, and what each person can do."""

from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office
from tests.support.offices import add

LEVELS = ("Awareness", "Working", "Practitioner", "Expert")


class Crew:
    """Builds and changes records through the same services as the window."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.framework = add(office, "framework", title="Ours")
        self.levels = [
            add(
                office,
                "capability_level",
                framework_id=self.framework,
                step=step,
                title=title,
                letter=title[0],
            )
            for step, title in enumerate(LEVELS, 1)
        ]
        self.skills: dict[str, Id] = {}

    def skill(self, title: str, **values: Value) -> Id:
        """The skill called `title`, made when it is first named."""
        if title not in self.skills:
            self.skills[title] = add(self.office, "skill", title=title, framework_id=self.framework, **values)
        return self.skills[title]

    def role(self, title: str, /, *, key_role: bool = False, **asked: int) -> Id:
        """A role profile that asks for skills at steps."""
        role = add(self.office, "role_profile", title=title, key_role=key_role)
        for skill, step in asked.items():
            level = self.levels[step - 1]
            add(self.office, "role_requirement", profile_id=role, skill_id=self.skill(skill), level_id=level)
        return role

    def person(self, name: str, /, values: dict[str, Value] | None = None, **held: int) -> Id:
        """Somebody who has skills at steps."""
        person = add(self.office, "person", name=name, **(values or {}))
        for skill, step in held.items():
            self.holds(person, skill, step)
        return person

    def holds(self, person: Id, skill: str, step: int) -> Id:
        """A skill that somebody has."""
        level = self.levels[step - 1]
        return add(self.office, "person_skill", person_id=person, skill_id=self.skill(skill), level_id=level)

    def set(self, entity: str, id: Id, **values: Value) -> None:
        """Change a record as a person would."""
        self.office.write(records.change(self.office, entity, id, values))
