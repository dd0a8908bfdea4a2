# SPDX-License-Identifier: Apache-2.0
"""Taking baselines: any number, of one project or of several at once. Each is a picture that nothing changes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import All, Not, Op, Test
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office, record_of
from portfolio_desktop.services.planning.baselines.pictures import Picture, Pictured, write_picture
from portfolio_desktop.services.planning.gathered import between
from portfolio_desktop.services.planning.outline import Outline
from portfolio_desktop.storage.changes import Change, Changes
from portfolio_desktop.storage.read import Reader


def take(
    office: Office,
    projects: Sequence[Id],
    title: str,
    *,
    kind: str = "agreed",
    reason: str = "",
    on: date | None = None,
) -> Changes:
    """A baseline called `title` of each project as its plan now stands. Refuses one that has nothing with a date."""
    items: list[Change] = []
    for project in projects:
        with office.reading() as reader:
            picture = picture_of(reader, project)
            name = record_of(reader, "project", project)["title"]
        if picture.project.finish is None:
            raise Refusal(
                _("{project} has nothing with a date yet: there is no plan to keep.").format(project=name)
            )
        items += _baseline(office, project, picture, title, kind, reason, on or office.today())
    label = _("Take baseline “{title}”").format(title=title)
    if len(projects) > 1:
        count = ngettext("of {count} project", "of {count} projects", len(projects)).format(
            count=len(projects)
        )
        label = f"{label} {count}"
    return Changes(label, tuple(items))


def picture_of(reader: Reader, project: Id) -> Picture:
    """A project's plan as it now stands. The dates of the whole are its tasks', or where it has none those it states."""
    rows = list(_tasks(reader, project))
    tasks = {id: now for id, _parent, now in rows}
    outline = Outline([_Placed(id, parent) for id, parent, _now in rows])
    costs = _rolled_up(outline, tasks)
    record = record_of(reader, "project", project)
    stated = between(*(day if isinstance(day := record[name], date) else None for name in ("start", "end")))
    starts = [each.start for each in tasks.values() if each.start]
    finishes = [each.finish for each in tasks.values() if each.finish]
    whole = Pictured(
        title=str(record["title"] or ""),
        start=min(starts, default=stated.start),
        finish=max(finishes, default=stated.finish),
        cost=_sum(costs.get(id) for id in outline.children.get(None, [])),
    )
    return Picture(whole, tasks)


class _Placed:
    """A task that stands wherever it was read."""

    __slots__ = ("id", "parent")
    position = None

    def __init__(self, id: Id, parent: Id | None) -> None:
        self.id = id
        self.parent = parent


def _baseline(
    office: Office, project: Id, picture: Picture, title: str, kind: str, reason: str, on: date
) -> Iterator[Change]:
    whole = picture.project
    yield from records.create(
        office,
        "baseline",
        {
            "title": title.strip() or None,
            "project_id": project,
            "kind": kind,
            "taken_on": on,
            "start": whole.start.date() if whole.start else None,
            "finish": whole.finish.date() if whole.finish else None,
            "cost": whole.cost,
            "reason": reason.strip() or None,
            "definition": write_picture(picture),
        },
    )


def _tasks(reader: Reader, project: Id) -> Iterator[tuple[Id, Id | None, Pictured]]:
    names = ("parent_id", "title", "starts", "finishes", "start", "end", "duration", "cost")
    where = All((Test("project_id", Op.IS, project), Not(Test("status", Op.IS, "dropped"))))
    for id, parent, title, starts, finishes, *rest in reader.values(
        reader.catalogue.entity("task"), names, where
    ):
        start, end, duration, cost = rest
        stated = between(start, end)
        yield (
            id,
            parent,
            Pictured(title or "", starts or stated.start, finishes or stated.finish, duration, cost),
        )


def _rolled_up(outline: Outline, tasks: Mapping[Id, Pictured]) -> dict[Id, Decimal | None]:
    """The cost of each task: its own, or where a summary states none what lies under it comes to."""
    costs: dict[Id, Decimal | None] = {}
    for line in reversed(outline.lines):
        own = tasks[line.id].cost
        costs[line.id] = (
            own if own is not None else _sum(costs[id] for id in outline.children.get(line.id, []))
        )
    return costs


def _sum(costs: Iterable[Decimal | None]) -> Decimal | None:
    """Of what is known; None where nothing is."""
    known = [cost for cost in costs if cost is not None]
    return sum(known, Decimal(0)) if known else None
