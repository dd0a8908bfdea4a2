# SPDX-License-Identifier: Apache-2.0
"""Who fits a work package, with reasons in words; and when a new project fits, and what it lacks until then."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import cast

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import Op, Test
from portfolio_desktop.catalogue.records.people.packages import WorkPackage
from portfolio_desktop.domain.capacity.fitting import Needs, NewProject, Suits, When, new_project, who_suits
from portfolio_desktop.domain.capacity.load import By, Key
from portfolio_desktop.domain.skills.gaps import Gap, Need, Standing
from portfolio_desktop.services.capacity.gathering import Capacity, capacity_in
from portfolio_desktop.services.capacity.wording import days_of, month_words, people_of, row_title
from portfolio_desktop.services.office import Office, record_of
from portfolio_desktop.storage.read import Reader


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody for a package; `able` and `has_time` are the two questions, `why` the answers in words."""

    person: Id
    name: str
    able: bool
    has_time: bool
    why: str


@dataclass(frozen=True, slots=True)
class Candidates:
    """Everybody who might do a package, the most suited first. `open` says what it does not tell, in words."""

    package: Id
    title: str
    wants: str
    open: tuple[str, ...]
    people: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Fitting:
    """When a new project fits: a headline, and for each row when it fits and what is lacking to begin at once."""

    headline: str
    lines: tuple[str, ...]
    found: NewProject


def candidates(office: Office, package: Id) -> Candidates:
    """Who fits a package: skills at the levels it needs, and time free between its start and the day it is due."""
    with office.reading() as reader:
        record = cast(WorkPackage, record_of(reader, "work_package", package))
        needs = _needs(reader, package)
        found = capacity_in(reader)
        today = reader.today
    first = record.starts if isinstance(record.starts, date) else today
    last = record.due if isinstance(record.due, date) else None
    days = float(record.effort) if isinstance(record.effort, Decimal) else None
    timed = days is not None and last is not None and last >= first
    suits = who_suits(found.board, needs, days if timed else None, first, last or first, own=package)
    said = [
        (_("It names no skills, so time alone tells."), not needs),
        (_("It says no effort, so time cannot be told."), days is None),
        (_("It says no day on which it is due, so time cannot be told."), last is None),
        (_("It is due before it starts."), last is not None and last < first),
    ]
    return Candidates(
        package,
        f"{record.code or ''} {record.title or ''}".strip(),
        _wanted(found, needs, days),
        tuple(words for words, holds in said if holds),
        tuple(_candidate(found, each) for each in suits),
    )


def new_project_fits(found: Capacity, needs: Sequence[Needs]) -> Fitting:
    """From the coming month on. Refuses a project that needs nobody."""
    if not needs:
        raise Refusal(_("Say how many people of which skill or role the project needs, and for how long."))
    result = new_project(found.board, needs, found.first + 1)
    if result.start is None:
        headline = _("It does not fit within three years without more people.")
    else:
        headline = _("It fits from {month} on.").format(month=month_words(result.start))
    return Fitting(headline, tuple(_when(found, each) for each in result.each), result)


def rows_named(found: Capacity, name: str) -> list[Key]:
    """The rows of skills and roles that `name` is the title of, whatever the case; a skill at its lowest level."""
    wanted = name.strip().casefold()
    keys = [key for key, title in found.names.items() if title.casefold() == wanted]
    rows: list[Key] = []
    for key in keys:
        if key in found.levels:
            rows.append(Key(By.SKILL, key, 0))
        elif any(row.key == key for row in found.board.rows(By.ROLE)):
            rows.append(Key(By.ROLE, key))
    return rows


def _needs(reader: Reader, package: Id) -> list[Need]:
    steps = dict(reader.values(reader.catalogue.entity("capability_level"), ("step",)))
    rows = reader.values(
        reader.catalogue.entity("package_need"),
        ("skill_id", "level_id"),
        Test("work_package_id", Op.IS, package),
    )
    return [Need(skill, steps.get(level)) for _id, skill, level in rows if skill]


def _wanted(found: Capacity, needs: Sequence[Need], days: float | None) -> str:
    skills = [row_title(found, Key(By.SKILL, need.skill, need.step or 0)) for need in needs]
    time = [_("{days} days").format(days=days_of(days))] if days is not None else []
    return "; ".join(skills + time)


def _candidate(found: Capacity, each: Suits) -> Candidate:
    said = [_gap(found, gap) for gap in each.fit.gaps]
    if each.free is None:
        said.append(_("share of full time not known"))
    elif each.days is not None:
        text = _("{free} of {days} days free") if each.has_time else _("only {free} of {days} days free")
        said.append(text.format(free=days_of(min(each.free, each.days)), days=days_of(each.days)))
    name = found.names.get(each.person, "")
    return Candidate(Id(each.person), name, each.able, each.has_time, "; ".join(said))


def _gap(found: Capacity, gap: Gap) -> str:
    skill = found.names.get(gap.skill, "")
    steps = found.levels.get(gap.skill, {})
    held = steps.get(gap.held, str(gap.held)) if gap.held is not None else ""
    asked = steps.get(gap.asked, str(gap.asked)) if gap.asked is not None else ""
    match gap.standing:
        case Standing.NOT_ASSESSED:
            return _("{skill}: not assessed").format(skill=skill)
        case Standing.SHORT:
            return _("{skill}: {held}, and {asked} is needed").format(skill=skill, held=held, asked=asked)
    return _("{skill}: {held}").format(skill=skill, held=held or _("any level"))


def _when(found: Capacity, when: When) -> str:
    title = row_title(found, when.needs.row)
    short = [room for room in when.rooms if not room.fits]
    if when.start is None:
        lacking = max((room.asked - max(0.0, room.free) for room in short), default=0.0)
        text = _("{row}: never; {people} full-time too few, {days} days in the worst month")
        return text.format(row=title, people=people_of(when.hire), days=days_of(lacking))
    said = _("{row}: from {month}").format(row=title, month=month_words(when.start))
    if when.hire:
        said += " " + _("(to begin at once, hire {people})").format(people=people_of(when.hire))
    return said
