# SPDX-License-Identifier: Apache-2.0
"""The baselines that a timeline shows: chosen by name, so that each project's rows are measured against its own."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.services.planning.baselines.pictures import Picture, Pictured, read_picture
from portfolio_desktop.services.planning.gathered import Milestone, Project, Task, between, on
from portfolio_desktop.services.planning.rows import Span
from portfolio_desktop.services.planning.scope import STATED, STATED_LABEL
from portfolio_desktop.storage.read import Reader


@dataclass(frozen=True, slots=True)
class Chosen:
    """`pictures` by name and project, oldest first. What a baseline says nothing of has an empty span in its place."""

    pictures: Mapping[str, Mapping[Id, Picture]]

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(_(STATED_LABEL) if name == STATED else name for name in self.pictures)

    def of_project(self, project: Project) -> tuple[Span, ...]:
        stated = between(project.start_baseline, project.end_baseline)
        return tuple(
            stated if name == STATED else _span(of[project.id].project) if project.id in of else Span()
            for name, of in self.pictures.items()
        )

    def of_task(self, task: Task) -> tuple[Span, ...]:
        stated = between(task.start_baseline, task.end_baseline)
        return tuple(
            stated if name == STATED else _span(_task_in(of.get(task.project or Id("")), task.id))
            for name, of in self.pictures.items()
        )

    def of_milestone(self, milestone: Milestone) -> tuple[Span, ...]:
        stated = on(milestone.baseline)
        return tuple(stated if name == STATED else Span() for name in self.pictures)


def choose(reader: Reader, names: Sequence[str], projects: Collection[Id]) -> Chosen:
    """The baselines called so. Of two of one name in a project, the later counts."""
    found: dict[str, dict[Id, Picture]] = {name: {} for name in names if name == STATED}
    taken = set(names) - {STATED}
    if taken:
        entity = reader.catalogue.entity("baseline")
        rows = reader.values(entity, ("title", "project_id", "taken_on", "definition"))
        for _id, title, project, _day, definition in sorted(rows, key=_age):
            if title in taken and project in projects:
                found.setdefault(title, {})[project] = read_picture(definition)
    return Chosen(found)


def _task_in(picture: Picture | None, task: Id) -> Pictured | None:
    return picture.tasks.get(task) if picture else None


def _age(row: tuple[Any, ...]) -> tuple[date, str]:
    return row[3] or date.min, row[0]


def _span(pictured: Pictured | None) -> Span:
    return Span(start=pictured.start, finish=pictured.finish) if pictured else Span()
