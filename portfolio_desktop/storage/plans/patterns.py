# SPDX-License-Identifier: Apache-2.0
"""Calendars of people who work on days of their own: the calendar that they keep, cut down to these days.

Such a calendar has the id of the person as its key. Whoever says no days has none, and keeps a calendar as it is.
"""

from collections.abc import Iterator, Mapping

from sqlalchemy import Connection

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.domain.schedule.calendars import Calendar
from portfolio_desktop.domain.schedule.working_pattern import Pattern, kept_by, read_pattern
from portfolio_desktop.storage.plans.calendars import read_calendars

_USUAL = "SELECT DISTINCT calendar_id FROM portfolio WHERE calendar_id IS NOT NULL"
_PEOPLE = "SELECT id, calendar_id, pattern FROM person WHERE pattern GLOB '[A-Z]*'"
"""A pattern that says days begins with the capital of the first of them."""


def every_calendar(connection: Connection) -> dict[str, Calendar]:
    """The calendars of the workspace by id, the usual week under the empty one, and those of people by person."""
    calendars = read_calendars(connection)
    return {**calendars, **calendars_of_people(connection, calendars)}


def calendars_of_people(connection: Connection, calendars: Mapping[str, Calendar]) -> dict[str, Calendar]:
    """The calendars of those who work on days of their own, by person. Who keeps no calendar keeps the portfolio's.

    What makes no sense counts as not said: a plan must have dates even so.
    """
    usual = usual_calendar(connection)
    return {
        person: kept_by(sensible(words), calendars.get(kept or usual) or calendars[""])
        for person, kept, words in connection.exec_driver_sql(_PEOPLE)
    }


def owner_calendars(connection: Connection) -> Iterator[tuple[str, str]]:
    """People with the key of the calendar that counts for the tasks they own; who keeps none is left out."""
    rows = connection.exec_driver_sql(
        "SELECT id, iif(pattern GLOB '[A-Z]*', id, calendar_id) AS kept FROM person WHERE kept IS NOT NULL"
    )
    return ((person, kept) for person, kept in rows)


def usual_calendar(connection: Connection) -> str:
    """The calendar of the portfolio; empty where several keep different ones, or none does."""
    found = [row[0] for row in connection.exec_driver_sql(_USUAL)]
    return found[0] if len(found) == 1 else ""


def sensible(words: str | None) -> Pattern:
    """What the words say; a pattern that says nothing where they make no sense."""
    try:
        return read_pattern(words) if words else Pattern()
    except Refusal:
        return Pattern()
