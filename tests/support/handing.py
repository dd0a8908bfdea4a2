# SPDX-License-Identifier: Apache-2.0
"""People with skills, projects that ask for them and work that is handed over, for tests of packages and capacity."""

from datetime import date
from decimal import Decimal

from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.services.office import Office
from tests.support.crew import Crew
from tests.support.offices import add


class Handing:
    """A manager who hands work over, two testers and a developer, and two projects."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.crew = Crew(office)
        self.team = add(office, "team", title="Quality")
        inside: dict[str, Value] = {"team_id": self.team, "role": "Tester"}
        self.ruth = self.crew.person("Ruth Calloway", {"role": "Manager"})
        self.ann = self.crew.person("Ann Lee", inside, Testing=4)
        self.ben = self.crew.person("Ben Okri", inside, Testing=2)
        self.cai = self.crew.person("Cai Huw", {"role": "Developer"}, Building=3)
        self.harbour = add(office, "project", title="Harbour wall", tier="1")
        self.bridge = add(office, "project", title="Bridge", tier="2")

    def package(self, title: str = "Test the booking service", /, **values: Value) -> Id:
        """A package that can be offered: ten days of testing in March 2027, judged by two criteria."""
        given: dict[str, Value] = {
            "project_id": self.harbour,
            "outcome": "Every booking route is tested.",
            "effort": Decimal(10),
            "starts": date(2027, 3, 1),
            "due": date(2027, 3, 12),
            "accountable_id": self.ruth,
            "responsible_id": self.ann,
        }
        package = add(self.office, "work_package", title=title, **(given | values))
        for place, name in enumerate(("No severe fault is open", "The report is signed"), 1):
            add(self.office, "package_criterion", work_package_id=package, title=name, position=place)
        return package

    def need(self, package: Id, skill: str, step: int, days: int | None = None) -> Id:
        """A skill that a package needs."""
        return add(
            self.office,
            "package_need",
            work_package_id=package,
            skill_id=self.crew.skill(skill),
            level_id=self.crew.levels[step - 1],
            days=None if days is None else Decimal(days),
        )

    def demand(self, project: Id, skill: str, step: int, people: str, first: date, last: date) -> Id:
        """Full-time people with a skill, for a project."""
        return add(
            self.office,
            "demand",
            title=f"{skill} for a while",
            project_id=project,
            skill_id=self.crew.skill(skill),
            level_id=self.crew.levels[step - 1],
            people=Decimal(people),
            first=first,
            last=last,
            status="confirmed",
        )
