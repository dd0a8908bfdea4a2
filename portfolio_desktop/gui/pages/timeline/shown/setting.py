# SPDX-License-Identifier: Apache-2.0
"""What the timeline page shows and how, as one value: remembered on this laptop for each workspace."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import All, Op, Test
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.services.overdue import still_open
from portfolio_desktop.services.planning.scope import Colour, Detail, Grouping, Scope, TaskGrouping

OPTIONS = {
    "critical": N_("Critical path"),
    "slack": N_("Float"),
    "progress": N_("Progress"),
    "arrows": N_("Links"),
    "baselines": N_("Baselines"),
    "labels": N_("Names on bars"),
    "days_off": N_("Days without work"),
    "marks": N_("Board and status dates"),
}
"""What can be shown or left out, by the name it has in `reports.gantt.look.Shown`, `marks` aside."""

USUAL_COLUMNS = ("title", "start", "finish", "duration", "progress")


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """`projects` and `programme` narrow the portfolio; with neither, everything open is shown."""

    projects: tuple[str, ...] = ()
    programme: str = ""
    detail: str = Detail.TASKS
    group: str = Grouping.PROGRAMME
    tasks_by: str = TaskGrouping.PLAN
    colour: str = Colour.RATING
    baselines: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    """Those of `OPTIONS` that are left out."""
    columns: tuple[str, ...] = USUAL_COLUMNS
    widths: Mapping[str, int] = field(default_factory=dict)
    folded: tuple[str, ...] | None = None
    """Keys of rows; None where nobody has folded anything yet."""

    def shows(self, option: str) -> bool:
        return option not in self.hidden

    def toggled(self, option: str) -> "Setting":
        hidden = tuple(each for each in self.hidden if each != option)
        return replace(self, hidden=hidden if option in self.hidden else (*hidden, option))

    @property
    def is_narrow(self) -> bool:
        return bool(self.projects or self.programme)

    def scope(self, desk: Desk) -> Scope:
        """What is asked of the services."""
        where = None
        if self.programme:
            project = desk.catalogue.entity("project")
            where = All(
                (still_open(desk.catalogue, project), Test("programme_id", Op.IS, Id(self.programme)))
            )
        return Scope(
            projects=frozenset(map(Id, self.projects)),
            where=where,
            detail=Detail(self.detail),
            group=Grouping(self.group),
            tasks_by=TaskGrouping(self.tasks_by),
            colour=Colour(self.colour),
            baselines=self.baselines,
        )


def kept_setting(desk: Desk) -> Setting:
    """As this laptop left the open workspace; the usual where it never showed one."""
    kept: dict[str, Any] = desk.settings.get(_memory(desk), {})
    usual = Setting()
    values: dict[str, Any] = {}
    for each in fields(Setting):
        found = kept.get(each.name)
        now = getattr(usual, each.name)
        if isinstance(found, list) and (isinstance(now, tuple) or now is None):
            values[each.name] = tuple(map(str, found))
        elif isinstance(found, str | dict) and isinstance(now, type(found)):
            values[each.name] = found
    kinds = {"detail": Detail, "group": Grouping, "tasks_by": TaskGrouping, "colour": Colour}
    for name, kind in kinds.items():
        if values.get(name) not in set(kind):
            values.pop(name, None)
    return Setting(**values)


def keep_setting(desk: Desk, setting: Setting) -> None:
    """Remember it on this laptop."""
    plain = {each.name: getattr(setting, each.name) for each in fields(Setting)}
    desk.settings.put(
        _memory(desk),
        {name: list(value) if isinstance(value, tuple) else value for name, value in plain.items()},
    )


def _memory(desk: Desk) -> str:
    return f"timeline:{desk.workspace.path.resolve()}" if desk.workspace else "timeline:"
