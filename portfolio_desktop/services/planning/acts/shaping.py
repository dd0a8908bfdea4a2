# SPDX-License-Identifier: Apache-2.0
"""The order and the outline of a plan: new tasks, indenting, moving up and down, deleting with what lies under."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.catalogue.filters import Op, Test
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office, record_of
from portfolio_desktop.services.planning.outline import Outline
from portfolio_desktop.storage.changes import Change, Changes, Create, Delete, Edit
from portfolio_desktop.storage.read import Reader

_GAP = 1024  # between neighbours, so that the next ten that come between them move nothing else


class _Task(NamedTuple):
    id: Id
    parent: Id | None
    position: int | None
    code: str | None
    title: str | None

    @property
    def name(self) -> str:
        return self.code or self.title or _("task")


def new_task(
    office: Office,
    project: Id,
    *,
    title: str = "",
    days: Decimal = Decimal(1),
    after: Id | None = None,
    under: Id | None = None,
) -> Changes:
    """A task that follows its links: right after another, as the last under a summary, or at the end of the plan.

    Without `days` of duration it is a milestone.
    """
    values: dict[str, Value] = {
        "project_id": project,
        "title": title.strip() or (_("New task") if days else _("New milestone")),
        "duration": days,
        "scheduling": "links",
    }
    plan = _Plan.of(office, project)
    if after is not None:
        values["parent_id"] = under = plan.parent(after)
    elif under is not None:
        values["parent_id"] = under
    made = records.create(office, "task", values)
    (create,) = made.items
    assert isinstance(create, Create)
    order = plan.children(under)
    at = order.index(after) + 1 if after is not None else len(order)
    edits, position = plan.placed([*order[:at], create.record, *order[at:]], {create.record})
    task = Create("task", create.record, {**create.values, "position": position[create.record]})
    return Changes(made.label, (*edits, task))


def indent(office: Office, ids: Sequence[Id]) -> Changes:
    """Tasks go under the one above them. Refuses the first of its level, which has none above."""
    plan, tops = _chosen(office, ids)
    items: list[Change] = []
    for parent, moving in _by_parent(plan, tops).items():
        order = plan.children(parent)
        above = [id for id in order[: order.index(moving[0])] if id not in moving]
        if not above:
            text = _("{task} is the first of its level: there is no task above it to go under.")
            raise Refusal(text.format(task=plan.name(moving[0])))
        items += plan.put(moving, above[-1], [*plan.children(above[-1]), *moving])
    return Changes(_said(plan, tops, _("Indent {what}")), tuple(items))


def outdent(office: Office, ids: Sequence[Id]) -> Changes:
    """Tasks leave their summary and come right after it. Refuses what is at the top already."""
    plan, tops = _chosen(office, ids)
    items: list[Change] = []
    for parent, moving in _by_parent(plan, tops).items():
        if parent is None:
            raise Refusal(_("{task} is at the top of its plan already.").format(task=plan.name(moving[0])))
        above = plan.parent(parent)
        order = plan.children(above)
        at = order.index(parent) + 1
        items += plan.put(moving, above, [*order[:at], *moving, *order[at:]])
    return Changes(_said(plan, tops, _("Outdent {what}")), tuple(items))


def move(office: Office, ids: Sequence[Id], by: int) -> Changes:
    """Tasks move `by` places down among those beside them, up where it is negative; no further than there are places."""
    plan, tops = _chosen(office, ids)
    items: list[Change] = []
    for parent, moving in _by_parent(plan, tops).items():
        order = plan.children(parent)
        rest = [id for id in order if id not in moving]
        at = min(max(order.index(moving[0]) + by, 0), len(rest))
        items += plan.put(moving, parent, [*rest[:at], *moving, *rest[at:]])
    return Changes(_said(plan, tops, _("Move {what} up") if by < 0 else _("Move {what} down")), tuple(items))


def put(office: Office, ids: Sequence[Id], *, after: Id | None = None, under: Id | None = None) -> Changes:
    """Tasks go right after another, or become the first `under` a summary; with neither, the first of the plan."""
    plan, tops = _chosen(office, ids)
    parent = plan.parent(after) if after is not None else under
    for id in tops:
        if parent == id or after == id or (parent and parent in plan.outline.under(id)):
            raise Refusal(_("{task} cannot be put under itself.").format(task=plan.name(id)))
    rest = [id for id in plan.children(parent) if id not in tops]
    at = rest.index(after) + 1 if after is not None else 0
    items = plan.put(tops, parent, [*rest[:at], *tops, *rest[at:]])
    return Changes(_said(plan, tops, _("Move {what}")), tuple(items))


def delete(office: Office, ids: Sequence[Id]) -> Changes:
    """Tasks go with all that lies under them, and with every link to or from one of these."""
    plan, tops = _chosen(office, ids)
    doomed = [id for top in tops for id in (top, *plan.outline.under(top))]
    changes = records.delete(office, "task", doomed)
    items = tuple(Delete("task_link", each.record) if _loses_an_end(each) else each for each in changes.items)
    label = _said(plan, tops, _("Delete {what}"))
    below = len(doomed) - len(tops)
    if below:
        more = ngettext("and {count} task under it", "and {count} tasks under it", below)
        label = f"{label} {more.format(count=below)}"
    return Changes(label, tuple(dict.fromkeys(items)))


def _loses_an_end(change: Change) -> bool:
    return isinstance(change, Edit) and change.entity == "task_link" and change.field == "predecessor_id"


class _Plan:
    """The outline of one project, and what puts its tasks elsewhere in it."""

    def __init__(self, tasks: Iterable[_Task]) -> None:
        self.tasks: Mapping[Id, _Task] = {task.id: task for task in tasks}
        self.outline = Outline(self.tasks.values())

    @classmethod
    def of(cls, office: Office, project: Id) -> "_Plan":
        with office.reading() as reader:
            return cls.read(reader, project)

    @classmethod
    def read(cls, reader: Reader, project: Id) -> "_Plan":
        names = ("parent_id", "position", "code", "title")
        where = Test("project_id", Op.IS, project)
        return cls(_Task._make(row) for row in reader.values(reader.catalogue.entity("task"), names, where))

    def name(self, id: Id) -> str:
        return self.tasks[id].name

    def parent(self, id: Id) -> Id | None:
        """The summary that a task lies under. Refuses a task of another plan."""
        if id not in self.tasks:
            raise Refusal(_("That task is not in this plan. Choose one of the same project."))
        parent = self.tasks[id].parent
        return parent if parent in self.tasks else None

    def children(self, parent: Id | None) -> list[Id]:
        return self.outline.children.get(parent, [])

    def put(self, moving: Sequence[Id], parent: Id | None, order: Sequence[Id]) -> list[Change]:
        """What makes `moving` lie under `parent`, whose tasks then stand in this `order`."""
        edits: list[Change] = [
            Edit("task", id, "parent_id", parent) for id in moving if self.tasks[id].parent != parent
        ]
        return [*edits, *self.placed(order, set(moving))[0]]

    def placed(self, order: Sequence[Id], moving: set[Id]) -> tuple[list[Edit], dict[Id, int]]:
        """The places that make tasks stand in `order`: new ones for `moving` alone where there is room between others."""
        said = {id: self.tasks[id].position for id in order if id in self.tasks}
        position = _between(order, said, moving) or {id: (n + 1) * _GAP for n, id in enumerate(order)}
        edits = [
            Edit("task", id, "position", at)
            for id, at in position.items()
            if id in self.tasks and said.get(id) != at
        ]
        return edits, position


def _between(order: Sequence[Id], said: Mapping[Id, int | None], moving: set[Id]) -> dict[Id, int] | None:
    """Places for `moving`, which stand together, between those of their neighbours; None where there is no room."""
    staying = [said.get(id) for id in order if id not in moving]
    known = [at for at in staying if at is not None]
    if len(known) < len(staying) or any(b <= a for a, b in pairwise(known)):
        return None
    first = min(n for n, id in enumerate(order) if id in moving)
    low = known[first - 1] if first else known[0] - _GAP * (len(moving) + 1) if known else 0
    high = known[first] if first < len(known) else low + _GAP * (len(moving) + 1)
    step = (high - low) // (len(moving) + 1)
    if step < 1:
        return None
    return {id: low + step * (n + 1) for n, id in enumerate(id for id in order if id in moving)}


def _chosen(office: Office, ids: Sequence[Id]) -> tuple[_Plan, list[Id]]:
    """The plan that tasks lie in, and those of them that lie under none of the others, in its order.

    Refuses tasks of several projects.
    """
    with office.reading() as reader:
        projects = {record_of(reader, "task", id)["project_id"] for id in ids}
        if len(projects) != 1:
            raise Refusal(_("Choose tasks of one project; these are of several."))
        (project,) = projects
        plan = _Plan.read(reader, Id(str(project)))
    wanted = set(ids)
    inside = {id for top in wanted for id in plan.outline.under(top)}
    return plan, [line.id for line in plan.outline.lines if line.id in wanted - inside]


def _by_parent(plan: _Plan, tops: Sequence[Id]) -> dict[Id | None, list[Id]]:
    found: dict[Id | None, list[Id]] = {}
    for id in tops:
        found.setdefault(plan.parent(id), []).append(id)
    return found


def _said(plan: _Plan, tops: Sequence[Id], text: str) -> str:
    if len(tops) == 1:
        return text.format(what=plan.name(tops[0]))
    return text.format(what=ngettext("{count} task", "{count} tasks", len(tops)).format(count=len(tops)))
