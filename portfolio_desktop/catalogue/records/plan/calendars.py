# SPDX-License-Identifier: Apache-2.0
"""When there is work: the week, and the days that differ from it."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import define, section
from portfolio_desktop.catalogue.fields import Id, Kind, Record

_HOURS = N_(
    "Hours of work, such as 09:00-12:30, 13:30-17:00. A dash is a day without work; empty is as usual."
)


class WorkCalendar(Record, frozen=True, kw_only=True):
    """The working week of an office, a project, a person or a task, with the public holidays it keeps."""

    title: Annotated[str | None, f.text(N_("Name"), required=True, register=1)] = None
    parent_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Built on"),
            "calendar",
            tree=True,
            register=2,
            help=N_("What is not said here is as it is there."),
        ),
    ] = None
    holidays: Annotated[
        str | Unknown | None, f.choice(N_("Public holidays"), "calendar.holidays", register=3)
    ] = None
    hours_a_day: Annotated[
        Decimal | Unknown | None,
        f.quantity(
            Kind.NUMBER,
            N_("Hours a day"),
            unit=N_("hours"),
            register=4,
            help=N_("What a day of work stands for where a duration is given in days."),
        ),
    ] = None
    monday: Annotated[str | None, f.text(N_("Monday"), help=_HOURS, search=False)] = None
    tuesday: Annotated[str | None, f.text(N_("Tuesday"), help=_HOURS, search=False)] = None
    wednesday: Annotated[str | None, f.text(N_("Wednesday"), help=_HOURS, search=False)] = None
    thursday: Annotated[str | None, f.text(N_("Thursday"), help=_HOURS, search=False)] = None
    friday: Annotated[str | None, f.text(N_("Friday"), help=_HOURS, search=False)] = None
    saturday: Annotated[str | None, f.text(N_("Saturday"), help=_HOURS, search=False)] = None
    sunday: Annotated[str | None, f.text(N_("Sunday"), help=_HOURS, search=False)] = None
    note: Annotated[str | None, f.narrative(N_("Note"))] = None


CALENDAR = define(
    WorkCalendar,
    name="calendar",
    register="calendars",
    label=N_("Working calendar"),
    plural=N_("Working calendars"),
    icon="calendar-days",
    sections=(
        section(N_("What it is"), "title parent_id holidays hours_a_day note"),
        section(N_("The week"), "monday tuesday wednesday thursday friday saturday sunday"),
    ),
)


class CalendarException(Record, frozen=True, kw_only=True):
    """Days on which there is no work, or other hours than the week has."""

    calendar_id: Annotated[
        Id | Unknown | None,
        f.link(N_("Calendar"), "calendar", required=True, part_of=True, register=1),
    ] = None
    title: Annotated[str | None, f.text(N_("What it is"), required=True, register=2)] = None
    first: Annotated[date | Unknown | None, f.day(N_("First day"), register=3)] = None
    last: Annotated[
        date | Unknown | None,
        f.day(N_("Last day"), register=4, help=N_("Left empty where it is one day.")),
    ] = None
    hours: Annotated[
        str | None,
        f.text(
            N_("Hours"),
            register=5,
            search=False,
            help=N_("Hours of work, such as 09:00-13:00. Left empty where there is no work."),
        ),
    ] = None


CALENDAR_EXCEPTION = define(
    CalendarException,
    name="calendar_exception",
    register="calendar_exceptions",
    label=N_("Exception of a calendar"),
    plural=N_("Exceptions of calendars"),
    icon="calendar-x",
    sections=(section(N_("Exception"), "calendar_id title first last hours"),),
    aliases={
        "title": "Holiday; Name; Event",
        "first": "From; Start; Date; Start date",
        "last": "To; End; End date; Until",
    },
)
