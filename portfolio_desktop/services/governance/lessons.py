# SPDX-License-Identifier: Apache-2.0
"""Lessons that travel: told to projects, acknowledged by them with what was done, and who has not answered."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.catalogue.fields import Id, Value, Values
from portfolio_desktop.catalogue.filters import EVERYTHING, Filter, Op, Test
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office, record_of
from portfolio_desktop.services.overdue import still_open, together
from portfolio_desktop.storage.changes import Change, Changes, Create, Edit
from portfolio_desktop.storage.read import Reader


@dataclass(frozen=True, slots=True)
class Notice:
    """One project that was told of a lesson and has not acknowledged it. `manager` is whom to ask."""

    id: Id
    lesson: Id
    lesson_code: str
    lesson_title: str
    project: Id
    project_code: str
    project_title: str
    manager: str
    told_on: date | None
    by: date | None
    is_late: bool


def cascade(office: Office, lesson: Id, where: Filter, by: date) -> Changes:
    """Tell every live project that `where` means of the lesson, asking for an answer by `by`.

    Projects that were told already, and the one in which it was learned, are left out. Telling adopts a lesson that
    was only proposed. Refuses a lesson that was turned down, a day that has passed, and a choice of nobody new.
    """
    today = office.today()
    if by < today:
        raise Refusal(_("Nobody can acknowledge it by {day}, which has passed.").format(day=format_date(by)))
    with office.reading() as reader:
        record = record_of(reader, "lesson", lesson)
        told = _told(reader, lesson)
        chosen = [id for id in live_projects(reader, where) if id not in told and id != record["project_id"]]
    name = str(record["code"] or record["title"])
    if record["status"] in ("rejected", "withdrawn"):
        raise Refusal(_("{lesson} was not adopted, so nobody is told of it.").format(lesson=name))
    if not chosen:
        raise Refusal(_("Every project that was chosen knows of {lesson} already.").format(lesson=name))
    items: list[Change] = list(_notices(office, lesson, chosen, by))
    if record["status"] in (None, "proposed"):
        items += [Edit("lesson", lesson, "status", "adopted")]
        if record["adopted_on"] is None:
            items += [Edit("lesson", lesson, "adopted_on", today)]
    label = ngettext(
        "Tell {count} project of {lesson}", "Tell {count} projects of {lesson}", len(chosen)
    ).format(count=len(chosen), lesson=name)
    return Changes(label, tuple(items))


def acknowledge(
    office: Office, notice: Id, done: str, *, by: Id | None = None, on: date | None = None
) -> Changes:
    """A project has taken notice and says what it did about it, even if that was nothing and why."""
    if not done.strip():
        raise Refusal(_("Say what was done, or why nothing had to be."))
    with office.reading() as reader:
        record = record_of(reader, "lesson_notice", notice)
        lesson = record_of(reader, "lesson", Id(str(record["lesson_id"])))
    values: dict[str, Value] = {
        "title": done.strip(),
        "acknowledged_on": on or office.today(),
        "acknowledged_by_id": by,
    }
    made = records.change(office, "lesson_notice", notice, values)
    label = _("Acknowledge {lesson}").format(lesson=lesson["code"] or lesson["title"])
    return Changes(label, made.items)


def waiting(office: Office) -> tuple[Notice, ...]:
    """Who has not acknowledged what, the longest overdue first; those without a day last."""
    with office.reading() as reader:
        entity = reader.catalogue.entity("lesson_notice")
        names = ("lesson_id", "project_id", "told_on", "acknowledge_by", "acknowledged_on")
        found = [row for row in reader.values(entity, names) if row[5] is None]
        lessons = _two(reader, "lesson", {row[1] for row in found})
        projects = _two(reader, "project", {row[2] for row in found})
        managers = _managers(reader, set(projects))
        notices = [
            Notice(
                id,
                lesson,
                *lessons.get(lesson, ("", "")),
                project,
                *projects.get(project, ("", "")),
                managers.get(project, ""),
                told,
                by,
                by is not None and by < reader.today,
            )
            for id, lesson, project, told, by, _answered in found
        ]
    return tuple(sorted(notices, key=lambda each: (each.by or date.max, each.lesson_code, each.project_code)))


def live_projects(reader: Reader, where: Filter = EVERYTHING) -> list[Id]:
    """The projects among those that `where` means that are not over."""
    entity = reader.catalogue.entity("project")
    chosen = together((still_open(reader.catalogue, entity), where))
    return [id for (id,) in reader.values(entity, (), chosen)]


def _told(reader: Reader, lesson: Id) -> set[Id]:
    entity = reader.catalogue.entity("lesson_notice")
    where = Test("lesson_id", Op.IS, lesson)
    return {project for _id, project in reader.values(entity, ("project_id",), where)}


def _notices(office: Office, lesson: Id, projects: Sequence[Id], by: date) -> Iterator[Create]:
    for project in projects:
        values: Values = {
            "lesson_id": lesson,
            "project_id": project,
            "told_on": office.today(),
            "acknowledge_by": by,
        }
        yield Create("lesson_notice", Id(office.store.new_id()), values)


def _two(reader: Reader, name: str, ids: set[Id]) -> dict[Id, tuple[str, str]]:
    """Code and title of some records."""
    found = reader.many(reader.catalogue.entity(name), ids)
    return {record.id: (str(record["code"] or ""), str(record["title"] or "")) for record in found}


def _managers(reader: Reader, projects: set[Id]) -> dict[Id, str]:
    entity = reader.catalogue.entity("project")
    named = {
        record.id: Id(manager)
        for record in reader.many(entity, projects)
        if isinstance(manager := record["manager_id"], str)
    }
    names = reader.titles(reader.catalogue.entity("person"), set(named.values()))
    return {project: names.get(person, "") for project, person in named.items()}
