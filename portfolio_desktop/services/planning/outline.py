# SPDX-License-Identifier: Apache-2.0
"""Tasks in the order of their plan: every summary before what lies under it, each with how deep it lies."""

from collections.abc import Iterable
from typing import NamedTuple, Protocol

from portfolio_desktop.catalogue.fields import Id


class Placed(Protocol):
    """What has a place in a plan."""

    @property
    def id(self) -> Id: ...
    @property
    def parent(self) -> Id | None: ...
    @property
    def position(self) -> int | None: ...


class Line(NamedTuple):
    """Where a task stands: `level` 0 is the top of its project."""

    id: Id
    level: int
    parent: Id | None
    """The summary it is shown under: None too where its own is not in the same plan."""


class Outline:
    """The tree of one project's tasks. A task that lies in itself, which only a merge can bring, stands at the top."""

    def __init__(self, tasks: Iterable[Placed]) -> None:
        known = {task.id: task for task in tasks}
        self.children: dict[Id | None, list[Id]] = {}
        for task in sorted(known.values(), key=place):
            parent = task.parent if task.parent in known else None
            self.children.setdefault(parent, []).append(task.id)
        self.lines: list[Line] = []
        seen = self._walk(None, set())
        for task in sorted(known.values(), key=place):
            if task.id not in seen:
                self.lines.append(Line(task.id, 0, None))
                seen |= self._walk(task.id, {*seen, task.id})

    def _walk(self, top: Id | None, seen: set[Id]) -> set[Id]:
        first = 0 if top is None else 1
        waiting = [Line(id, first, top) for id in reversed(self.children.get(top, []))]
        while waiting:
            line = waiting.pop()
            if line.id in seen:
                continue
            seen.add(line.id)
            self.lines.append(line)
            under = reversed(self.children.get(line.id, []))
            waiting += [Line(id, line.level + 1, line.id) for id in under]
        return seen

    def is_summary(self, id: Id) -> bool:
        """Whether tasks lie under it."""
        return id in self.children

    def under(self, id: Id) -> list[Id]:
        """All that lies under a task, however deep, in order."""
        found: list[Id] = []
        seen, waiting = {id}, list(reversed(self.children.get(id, [])))
        while waiting:
            at = waiting.pop()
            if at not in seen:
                seen.add(at)
                found.append(at)
                waiting += reversed(self.children.get(at, []))
        return found


def place(task: Placed) -> tuple[bool, int, str]:
    """By what tasks beside each other are ordered: their place, and those without one last, as they came."""
    return (task.position is None, task.position or 0, task.id)
