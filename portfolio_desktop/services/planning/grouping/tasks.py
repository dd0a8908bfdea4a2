# SPDX-License-Identifier: Apache-2.0
"""The tasks of one project under who does them or how they stand, instead of under the summaries of their plan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.services.planning.gathered import Task, spanning
from portfolio_desktop.services.planning.rows import Row, RowKind
from portfolio_desktop.services.planning.scope import TaskGrouping


@dataclass(frozen=True, slots=True)
class TaskGroups:
    """`names` are those of people by id, `statuses` the names of the states of a task, in their order."""

    by: TaskGrouping
    names: Mapping[Id, str]
    statuses: Mapping[str, str]

    def gathered(self, project: Id, rows: Sequence[Row], tasks: Mapping[Id, Task], level: int) -> list[Row]:
        """The rows of a plan as they are asked for: `level` is that of the headings. Summaries give way to these."""
        if self.by is TaskGrouping.PLAN:
            return list(rows)
        groups: dict[str, list[Row]] = {}
        for row in rows:
            if row.kind is not RowKind.SUMMARY:
                key = self._key(tasks[Id(row.key)])
                groups.setdefault(key, []).append(replace(row, level=level + 1))
        found: list[Row] = []
        for key in sorted(groups, key=self._rank):
            found += [self._heading(project, key, groups[key], level), *groups[key]]
        return found

    def _key(self, task: Task) -> str:
        return (task.owner if self.by is TaskGrouping.OWNER else task.status) or ""

    def _rank(self, key: str) -> tuple[bool, int, str]:
        """By name, or in the order of the states; what has none comes last."""
        known = list(self.statuses)
        place = known.index(key) if key in known else len(known)
        return (not key, place, self._title(key).casefold())

    def _title(self, key: str) -> str:
        if self.by is TaskGrouping.OWNER:
            return self.names.get(Id(key), "") or _("Nobody owns it")
        return self.statuses.get(key, key) or _("No status")

    def _heading(self, project: Id, key: str, under: Sequence[Row], level: int) -> Row:
        of_a_person = self.by is TaskGrouping.OWNER and bool(key)
        first = under[0]
        return Row(
            key=f"{project}/{self.by}:{key}",
            kind=RowKind.GROUP,
            title=self._title(key),
            entity="person" if of_a_person else "",
            record=key if of_a_person else "",
            level=level,
            folds=True,
            count=len(under),
            span=spanning(row.span for row in under),
            owner=self._title(key) if of_a_person else "",
            programme=first.programme,
            project=first.project,
            done=all(row.done for row in under),
        )
