# SPDX-License-Identifier: Apache-2.0
"""From a plan in a file and what the office has, to the plan of changes that is shown before it is written."""

from datetime import date

from portfolio_desktop.base.memory import uncollected
from portfolio_desktop.base.progress import Cancelled, Progress, Stopped
from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.domain.schedule.calendars import Instant, moment
from portfolio_desktop.exchange.arrivals import comparing
from portfolio_desktop.exchange.arrivals import people as staff
from portfolio_desktop.exchange.arrivals.addresses import without_addresses
from portfolio_desktop.exchange.arrivals.deciding import CONDITION, as_at_home, decided, unsaid
from portfolio_desktop.exchange.arrivals.here import Here, what_is_here
from portfolio_desktop.exchange.arrivals.holding import Dates, Held, hold
from portfolio_desktop.exchange.arrivals.identity import named_there
from portfolio_desktop.exchange.arrivals.links import engine_link, sound
from portfolio_desktop.exchange.arrivals.links import values_of as link_values
from portfolio_desktop.exchange.arrivals.own import own_fields
from portfolio_desktop.exchange.arrivals.planned import (
    Arrival,
    Dated,
    FieldChange,
    Options,
    Source,
)
from portfolio_desktop.exchange.arrivals.tasks import Reading, stated_costs, values_of
from portfolio_desktop.exchange.arrivals.trial import Ground, activities_of, ground_of, tried
from portfolio_desktop.exchange.arrivals.working_time import working_time
from portfolio_desktop.exchange.arrivals.writing import Coming, items
from portfolio_desktop.exchange.plans.plan_file import PlanFile
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.records import defaults
from portfolio_desktop.storage.read import Reader

_STEPS = 6


def _no_progress(_done: int, _total: int) -> None:
    """Nobody asked how far it is."""


def _never() -> bool:
    return False


def plan_arrival(
    office: Office,
    file: PlanFile,
    source: Source,
    options: Options | None = None,
    *,
    progress: Progress = _no_progress,
    cancelled: Stopped = _never,
) -> Arrival:
    """What the plan in a file would do here. Writes nothing.

    Refuses a project or summary that is not there, and a plan of which no dates follow even without its links that
    cannot be followed. Raises Cancelled when the person stops it. Progress counts steps.
    """
    chosen = options or Options()

    def went(step: int) -> None:
        progress(step, _STEPS)
        if cancelled():
            raise Cancelled

    with uncollected(), office.reading() as reader:
        went(0)
        file = without_addresses(file)
        there = named_there(file.tasks)
        here = what_is_here(reader, chosen, there)
        went(1)
        reading = _reading(office, reader, file, chosen, here)
        coming = Coming(
            reading=reading,
            here=here,
            options=chosen,
            source=source,
            today=office.today(),
            plan=Id(office.store.new_id()),
        )
        coming.people = staff.people(office, reader, reading)
        _decide(reader, coming)
        went(2)
        ground = _ground(reader, coming)
        _link(coming, ground)
        went(3)
        held = _date(coming, ground)
        went(4)
        found = _told(office, reader, coming, ground, held)
        went(_STEPS)
        return found


def _reading(office: Office, reader: Reader, file: PlanFile, options: Options, here: Here) -> Reading:
    time = working_time(office, reader, file, home=here.home)
    ids = {task.uid: here.matches.get(task.uid) or Id(office.store.new_id()) for task in file.tasks}
    wanted = time.by_uid.get(file.project.calendar or "")
    return Reading(
        file=file,
        project=options.into or Id(office.store.new_id()),
        ids=ids,
        time=time,
        own=own_fields(office, file),
        project_calendar=here.calendar if here.others else wanted or here.calendar,
        costs=stated_costs(file.tasks),
        kept_calendars={
            uid: here.tasks[id]["calendar_id"] for uid, id in here.matches.items() if id in here.tasks
        }
        if "calendar" in file.silent
        else {},
    )


def _decide(reader: Reader, coming: Coming) -> None:
    """The values that each task will have, and what of them somebody must be asked about."""
    reading, here, options = coming.reading, coming.here, coming.options
    own = frozenset(reading.own_names)
    kept = unsaid(reading.file.silent, home=here.home)
    begin = defaults(reader.catalogue.entity("task"))
    for number, task in enumerate(reading.file.tasks, _first_place(coming)):
        id = reading.ids[task.uid]
        ours = here.tasks.get(id)
        theirs = values_of(reading, task, number)
        if task.parent is None and options.under is not None:
            theirs["parent_id"] = options.under
        if ours is None:
            owner = coming.people.owners.get(task.uid)
            coming.values[id] = {
                **begin,
                **theirs,
                "plan_id": coming.plan,
                **({"owner_id": owner} if owner else {}),
            }
            continue
        theirs |= {name: ours[name] for name in (*kept, *reading.own.unfit(task))}
        if here.home:
            theirs |= as_at_home(ours, theirs)
        values, clashes = decided(options, id, ours, theirs, here.by_people.get(id, set()), own)
        coming.values[id] = values
        coming.clashes += clashes


def _first_place(coming: Coming) -> int:
    """Where the plan begins among the rows of its project: where it was, or after all else where it might not fit."""
    here = coming.here
    grown = len(here.matches) < len(coming.reading.file.tasks)
    if not here.tasks or (here.others and grown):
        return here.last_position + 1
    return min((each["position"] or 1 for each in here.tasks.values()), default=1)


def _ground(reader: Reader, coming: Coming) -> Ground:
    """The project as it will be: its start, its status date, the day it must finish, its calendar."""
    reading, here, file = coming.reading, coming.here, coming.reading.file
    ground = ground_of(reader, reading.project, new=coming.options.into is None)
    ground.calendars = {**ground.calendars, **reading.time.known}
    project = dict(here.project)
    said = {
        "start": _day(file.project.start),
        "plan_status": _day(file.project.status_date),
        "must_finish": _day(file.project.must_finish),
        "calendar_id": reading.project_calendar,
    }
    for name, value in said.items():
        kept = project.get(name)
        if value is None or value == kept:
            continue
        if name == "start" and isinstance(kept, date) and kept <= value:  # type: ignore[operator]
            continue
        if here.others and kept is not None:
            continue
        if name == "calendar_id" and (here.others or value == here.calendar):
            continue
        coming.project_changes.append(FieldChange(name, kept, value))
        project[name] = value
    ground.start = _as_day(project.get("start"))
    ground.status = _as_day(project.get("plan_status"))
    ground.must_finish = _as_day(project.get("must_finish"))
    ground.calendar = Id(str(project["calendar_id"])) if project.get("calendar_id") else here.calendar
    return ground


def _link(coming: Coming, ground: Ground) -> None:
    """Which links can be followed, and how they are kept."""
    reading = coming.reading
    titles = {task.uid: task.name for task in reading.file.tasks}
    coming.activities = activities_of(ground, coming.values, coming.linked)
    plan = tried(ground, coming.activities, (), coming.replaced)
    coming.links, coming.aside = sound(reading.file.links, reading.ids, titles, plan.activities, plan.links)
    for link in coming.links:
        id = reading.ids[link.successor]
        calendar = ground.calendars.get(ground.calendar_of(coming.values[id]) or ground.calendar or "")
        assert calendar is not None
        key = (reading.ids[link.predecessor], id, str(link.kind))
        coming.link_values[key] = link_values(link, reading.ids, calendar)
        coming.engine_links.append(engine_link(link, reading.ids, calendar))


def _date(coming: Coming, ground: Ground) -> Held:
    """Try it, and hold the tasks that the file has later than their links do."""
    reading = coming.reading
    plan = tried(ground, coming.activities, coming.engine_links, coming.replaced)
    dates = {
        reading.ids[task.uid]: Dates(task.start, task.finish)
        for task in reading.file.tasks
        if task.start is not None and task.finish is not None and task.active
    }
    fixed = {clash.task for clash in coming.clashes if clash.field in CONDITION and clash.side == "ours"}
    fixed |= set(coming.values) if not coming.options.hold else set()
    held = hold(plan, dates, frozenset(fixed))
    for id, values in held.holds.items():
        coming.values[id].update(values)
    return held


def _told(office: Office, reader: Reader, coming: Coming, ground: Ground, held: Held) -> Arrival:
    reading, here = coming.reading, coming.here
    calendar = ground.calendars[ground.calendar or ""]
    ours = {slot.finish for id, slot in held.slots.items() if id in coming.values}
    shares = staff.assigned(reading, coming.people, here.assignments)
    changes = items(office, reader, coming, shares)
    new, gone = coming.link_values.keys() - here.links.keys(), here.links.keys() - coming.link_values.keys()
    title = coming.title
    rows = comparing.rows(reading, here, coming.values, {"new": tuple(new), "gone": tuple(gone)}, calendar)
    own_fields = tuple(str(create.values["label"]) for create in reading.own.made)
    calendars = tuple(
        str(create.values["title"]) for create in reading.time.made if create.entity == "calendar"
    )
    return Arrival(
        label=coming.label,
        project=reading.project,
        project_title=title,
        new_project=coming.options.into is None,
        replaces=here.previous_title or (title if here.home else ""),
        rows=tuple(rows),
        clashes=tuple(coming.clashes),
        whole=comparing.whole(reading, here, moment(max(ours)) if ours else None),
        dated=Dated(
            tasks=held.leaves,
            agreed=held.agreed,
            agreed_unheld=held.agreed_before,
            held=len(held.holds),
            later=tuple((str(coming.values[id]["title"]), days) for id, days in held.later),
        ),
        links=len(coming.links),
        links_aside=tuple(coming.aside),
        baselines=tuple(coming.baselines),
        calendars=calendars,
        resources=len(coming.people.made),
        resources_known=coming.people.matched,
        own_fields=own_fields,
        project_changes=tuple(coming.project_changes),
        left_out=tuple(coming.left_out()),
        items=changes,
    )


def _day(at: Instant | None) -> date | None:
    return None if at is None else moment(at).date()


def _as_day(value: Value) -> date | None:
    return value if isinstance(value, date) else None
