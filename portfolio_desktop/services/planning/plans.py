# SPDX-License-Identifier: Apache-2.0
"""Plans of an office for the scheduling engine, with every project that hangs together with those asked for."""

from collections.abc import Collection

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.domain.schedule.plan import Plan
from portfolio_desktop.domain.schedule.schedule import Schedule, schedule
from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.plans.load import load_plan
from portfolio_desktop.storage.plans.reach import every_project, hanging_together
from portfolio_desktop.storage.read import Reader


def plan_of(office: Office, projects: Collection[Id] = ()) -> Plan:
    """The plan of these projects and of all that give to them or take from them; without any, of the whole office.

    Activities, calendars and projects are known in it by the ids of their records.
    """
    with office.reading() as reader:
        return plan_in(reader, projects)


def plan_in(reader: Reader, projects: Collection[Id] = ()) -> Plan:
    """`plan_of` in a reading that is already held."""
    connection = reader.connection
    reached = hanging_together(connection, projects) if projects else every_project(connection)
    return load_plan(connection, reached).plan


def schedule_in(reader: Reader, projects: Collection[Id] = ()) -> Schedule:
    """The dates that follow from `plan_in`: the same that are kept beside the tasks, with all that explains them."""
    return schedule(plan_in(reader, projects))
