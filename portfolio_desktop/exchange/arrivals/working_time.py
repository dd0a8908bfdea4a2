# SPDX-License-Identifier: Apache-2.0
"""The calendars of a file as records: those that are used, and none that is here already."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.domain.schedule.calendars import Calendar, Day, standard
from portfolio_desktop.exchange.imports.links import same_name
from portfolio_desktop.exchange.plans.plan_file import PlanCalendar, PlanException, PlanFile
from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.changes import Create
from portfolio_desktop.storage.plans.calendars import WEEKDAYS, read_calendars, written_hours
from portfolio_desktop.storage.read import Reader

_LONGEST = 3660  # days of one exception, as the office reads them


@dataclass(slots=True)
class WorkingTime:
    """The file's calendars by their identities in it, as the engine works by them, and what is to be made for them."""

    by_uid: dict[str, Id] = field(default_factory=dict)
    known: dict[str, Calendar] = field(
        default_factory=dict
    )  # every calendar by the id of its record; "" the usual
    made: list[Create] = field(default_factory=list)

    def of(self, uid: str | None) -> Calendar:
        """The calendar that a file means; the usual week where it means none."""
        return self.known[self.by_uid.get(uid or "", Id(""))]


def working_time(office: Office, reader: Reader, file: PlanFile, *, home: bool = False) -> WorkingTime:
    """The calendars that the project, its tasks and its resources keep.

    How many hours count as a day is said of a whole file and not of each calendar: in a plan of this office that comes
    `home` it is therefore as it is here.
    """
    found = WorkingTime(known=dict(read_calendars(reader.connection)))
    titles = dict(reader.values(reader.catalogue.entity("calendar"), ("title",)))
    by_uid = {calendar.uid: calendar for calendar in file.calendars}
    flat: dict[str, Calendar] = {}
    for uid in _used(file):
        calendar = by_uid.get(uid)
        if calendar is None:
            continue
        made = _flat(calendar, by_uid, flat, file.project.minutes_per_day)
        if home and _same(found.known[""], made, home):
            continue  # the week that counts where nobody has said which: it went out with a name, and is no record
        found.by_uid[uid] = _kept(office, made, found, titles, home)
    return found


def _used(file: PlanFile) -> Iterator[str]:
    """Those of the project, of tasks, and of resources where they say anything of their own."""
    given = {assignment.resource for assignment in file.assignments}
    own = {each.uid for each in file.calendars if each.parent is None or any(each.week) or each.exceptions}
    uids = [file.project.calendar, *(task.calendar for task in file.tasks)]
    uids += [each.calendar for each in file.resources if each.uid in given and each.calendar in own]
    return iter(dict.fromkeys(uid for uid in uids if uid is not None))


def _kept(office: Office, wanted: Calendar, found: WorkingTime, titles: dict[Id, str], home: bool) -> Id:
    """The record for a calendar: one of that name that says the same, else a new one."""
    for id, title in titles.items():
        if same_name(title) == same_name(wanted.name) and _same(found.known[id], wanted, home):
            return id
    title, number = wanted.name, 1
    while any(same_name(title) == same_name(other) for other in titles.values()):
        number += 1
        title = f"{wanted.name} ({number})"
        for id, other in titles.items():
            if same_name(other) == same_name(title) and _same(found.known[id], wanted, home):
                return id
    id = Id(office.store.new_id())
    found.known[id] = wanted
    titles[id] = title
    found.made += _records(office, id, title, wanted)
    return id


def _same(one: Calendar, other: Calendar, home: bool) -> bool:
    """Whether two calendars mean the same. An exception that says what the week says anyway is none."""
    return (
        one.week == other.week
        and (home or one.minutes_per_day == other.minutes_per_day)
        and _differing(one) == _differing(other)
    )


def _differing(calendar: Calendar) -> dict[date, Day]:
    return {day: spans for day, spans in calendar.exceptions.items() if spans != calendar.week[day.weekday()]}


def _records(office: Office, id: Id, title: str, calendar: Calendar) -> Iterator[Create]:
    values: dict[str, Value] = {
        "title": title,
        "hours_a_day": round(Decimal(calendar.minutes_per_day) / 60, 6),
    }
    values |= {name: written_hours(day) for name, day in zip(WEEKDAYS, calendar.week, strict=True)}
    yield Create("calendar", id, values)
    for first, last, spans in _runs(_differing(calendar)):
        said: dict[str, Value] = {"calendar_id": id, "title": _("Other hours") if spans else _("No work")}
        said["first"] = first
        if last != first:
            said["last"] = last
        if spans:
            said["hours"] = written_hours(spans)
        yield Create("calendar_exception", Id(office.store.new_id()), said)


def _runs(days: Mapping[date, Day]) -> Iterator[tuple[date, date, Day]]:
    """Days in a row with the same hours, as one."""
    run: tuple[date, date, Day] | None = None
    for day, spans in sorted(days.items()):
        if run is not None and spans == run[2] and (day - run[1]).days == 1:
            run = (run[0], day, spans)
            continue
        if run is not None:
            yield run
        run = (day, day, spans)
    if run is not None:
        yield run


def _flat(
    calendar: PlanCalendar, by_uid: Mapping[str, PlanCalendar], done: dict[str, Calendar], a_day: int
) -> Calendar:
    """A calendar with all that it is built on in it. One that is built on itself stands alone."""
    if calendar.uid in done:
        return done[calendar.uid]
    rest = {uid: each for uid, each in by_uid.items() if uid != calendar.uid}
    parent = rest.get(calendar.parent or "")
    base = _flat(parent, rest, dict(done), a_day) if parent else standard(_("Usual week"))
    week = [base.week[n] if day is None else _joined(day) for n, day in enumerate(calendar.week)]
    exceptions = _written_out(calendar.exceptions)
    made = Calendar(
        calendar.name or _("Calendar"),
        week if any(week) else base.week,
        {**(base.exceptions if parent else {}), **exceptions},
        a_day,
    )
    done[calendar.uid] = made
    return made


def _written_out(exceptions: Iterable[PlanException]) -> dict[date, Day]:
    found: dict[date, Day] = {}
    for each in exceptions:
        length = min((each.last - each.first).days, _LONGEST)
        spans = _joined(each.spans)
        found |= {each.first + timedelta(days=n): spans for n in range(length + 1)}
    return found


def _joined(day: Day) -> Day:
    """Spans that touch, as one: hours are written with something between them."""
    spans: list[tuple[int, int]] = []
    for start, finish in sorted(day):
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(finish, spans[-1][1]))
        else:
            spans.append((start, finish))
    return tuple(spans)
