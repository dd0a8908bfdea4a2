# SPDX-License-Identifier: Apache-2.0
"""What a plan may not be made to say by hand, because no schedule could make sense of it.

Only what is said now is judged: what came with an import or from another laptop stays until somebody touches it.
"""

from collections.abc import Collection
from decimal import Decimal

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id, Record, Value, Values
from portfolio_desktop.catalogue.filters import All, Not, Op, Test
from portfolio_desktop.storage.changes import Edit
from portfolio_desktop.storage.plans.calendars import WEEKDAYS, read_hours
from portfolio_desktop.storage.read import Reader

_WHOLE = 100
_HIGHEST_PRIORITY = 1000
_UNSAID = object()


def refuse_senseless_task(reader: Reader, id: Id | None, values: Values, given: Collection[str]) -> None:
    """Refuse a share done beyond the whole, a negative duration, and a summary that it cannot lie under."""
    _refuse_outside(
        values, given, "percent_done", _WHOLE, _("Done goes from 0 to 100 %; {value} % does not.")
    )
    _refuse_outside(values, given, "duration", None, _("A task cannot last {value} days. Give 0 or more."))
    text = _("A priority in levelling goes from 0 to 1000; {value} does not.")
    _refuse_outside(values, given, "levelling_priority", _HIGHEST_PRIORITY, text)
    if "parent_id" in given or "project_id" in given:
        _refuse_parent(reader, id, values)
    if id is not None and "condition" in given and values.get("condition") == "finish_no_earlier":
        _refuse_to_hold_finish(reader, id)
    if id is not None and "project_id" in given:
        _refuse_to_leave(reader, id, values["project_id"])


def refuse_senseless_milestone(reader: Reader, id: Id | None, values: Values, given: Collection[str]) -> None:
    """Refuse a task of another project to follow, and a forecast given to a milestone that follows one."""
    followed = values.get("task_id")
    if not isinstance(followed, str) or {"task_id", "project_id", "forecast"}.isdisjoint(given):
        return
    task = reader.get(reader.catalogue.entity("task"), Id(followed))
    if task is None:
        return
    name = task["code"] or task["title"]
    if task["project_id"] != values.get("project_id"):
        text = _("{task} is in another project. A milestone follows a task of its own project.")
        raise Refusal(text.format(task=name))
    if "forecast" in given and (id is not None or values.get("forecast") is not None):
        text = _(
            "The milestone follows {task}, so its forecast is the date of that task. Move the task, or let the "
            "milestone follow none."
        )
        raise Refusal(text.format(task=name))


def worked_out(entity: str, values: Values) -> frozenset[str]:
    """The fields that a record of these values keeps and that its plan says all the same: of who follows, the forecast."""
    follows = entity == "milestone" and isinstance(values.get("task_id"), str)
    return frozenset({"forecast"}) if follows else frozenset()


def let_go(entity: str, record: Record, edits: Collection[Edit]) -> tuple[Edit, ...]:
    """The edit by which a milestone that follows no task any more keeps the date that it had from it."""
    said = {edit.field: edit.value for edit in edits}
    if entity != "milestone" or "forecast" in said or said.get("task_id", _UNSAID) is not None:
        return ()
    return (Edit(entity, record.id, "forecast", record["forecast"]),)


def refuse_senseless_link(reader: Reader, id: Id | None, values: Values, given: Collection[str]) -> None:
    """Refuse a task that waits for itself, and a second link of the same kind between the same two."""
    before, after = values.get("predecessor_id"), values.get("task_id")
    if not isinstance(before, str) or not isinstance(after, str):
        return
    if before == after:
        raise Refusal(_("A task cannot wait for itself. Choose another."))
    if not {"predecessor_id", "task_id", "kind"}.isdisjoint(given):
        same = (
            Test("predecessor_id", Op.IS, before),
            Test("task_id", Op.IS, after),
            Test("kind", Op.IS, values.get("kind")),
        )
        found = reader.values(reader.catalogue.entity("task_link"), (), All(same))
        if any(row[0] != id for row in found):
            raise Refusal(
                _("These two tasks are linked so already. Change that link, or choose another kind.")
            )


def refuse_senseless_calendar(reader: Reader, id: Id | None, values: Values, given: Collection[str]) -> None:
    """Refuse hours that nobody can read, a week without work, a day of impossible length, a calendar built on itself."""
    for name in WEEKDAYS:
        if name in given and isinstance(said := values.get(name), str):
            read_hours(said)
    week = [values.get(name) for name in WEEKDAYS]
    if not set(WEEKDAYS).isdisjoint(given) and all(
        isinstance(said, str) and not read_hours(said) for said in week
    ):
        raise Refusal(_("A week needs hours of work on at least one day. Give some to one of the seven."))
    hours = values.get("hours_a_day")
    if "hours_a_day" in given and isinstance(hours, Decimal) and not 0 < hours <= 24:
        raise Refusal(
            _("A day of work has more than 0 and at most 24 hours; {hours} is not.").format(hours=hours)
        )
    parent = values.get("parent_id")
    if "parent_id" in given and id is not None and isinstance(parent, str):
        above = dict(reader.values(reader.catalogue.entity("calendar"), ("parent_id",)))
        if id in _chain(parent, above):
            raise Refusal(_("A calendar cannot be built on itself, nor on one that is built on it."))


def refuse_senseless_exception(
    _reader: Reader, _id: Id | None, values: Values, given: Collection[str]
) -> None:
    """Refuse hours that nobody can read, and days that end before they begin."""
    hours, first, last = values.get("hours"), values.get("first"), values.get("last")
    if "hours" in given and isinstance(hours, str):
        read_hours(hours)
    if first is not None and last is not None and not {"first", "last"}.isdisjoint(given) and last < first:  # type: ignore[operator]
        raise Refusal(
            _("The last day is before the first. Give the days in order, or leave the last one empty.")
        )


def _refuse_outside(values: Values, given: Collection[str], name: str, most: int | None, text: str) -> None:
    value = values.get(name)
    if name not in given or not isinstance(value, int | Decimal):
        return
    if value < 0 or (most is not None and value > most):
        raise Refusal(text.format(value=format(value, "f") if isinstance(value, Decimal) else value))


def _refuse_parent(reader: Reader, id: Id | None, values: Values) -> None:
    parent = values.get("parent_id")
    if not isinstance(parent, str):
        return
    entity = reader.catalogue.entity("task")
    summary = reader.get(entity, Id(parent))
    if summary is None:
        return
    if summary["project_id"] != values.get("project_id"):
        text = _("{summary} is in another project. A task and the summary it lies under are of one project.")
        raise Refusal(text.format(summary=summary["code"] or summary["title"]))
    if id is not None:
        where = Test("project_id", Op.IS, summary["project_id"])
        if id in _chain(parent, dict(reader.values(entity, ("parent_id",), where))):
            raise Refusal(_("A task cannot lie under itself, nor under a task that lies under it."))


def _refuse_to_leave(reader: Reader, id: Id, project: Value) -> None:
    where = All((Test("parent_id", Op.IS, id), Not(Test("project_id", Op.IS, project))))
    if reader.count(reader.catalogue.entity("task"), where):
        raise Refusal(
            _("Tasks lie under this one. Move them to the other project first, or take them out of it.")
        )


def _refuse_to_hold_finish(reader: Reader, id: Id) -> None:
    if reader.count(reader.catalogue.entity("task"), Test("parent_id", Op.IS, id)):
        raise Refusal(
            _(
                "A task with others under it finishes when the last of them does, so it cannot be told to finish no "
                "earlier. Say that of the one that is to finish last."
            )
        )


def _chain(first: str, above: dict[Id, Id | None]) -> set[str]:
    """`first` and all that it lies in."""
    seen: set[str] = set()
    at: str | None = first
    while at is not None and at not in seen:
        seen.add(at)
        at = above.get(Id(at))
    return seen
