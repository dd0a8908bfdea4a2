# SPDX-License-Identifier: Apache-2.0
"""What XER files are written with: tables of text, and the numbers that the parts of a plan have in them."""

import base64
from dataclasses import dataclass, field
from uuid import UUID

from portfolio_desktop.exchange.plans import values
from portfolio_desktop.exchange.plans.plan_file import PlanFile, PlanTask, ResourceKind
from portfolio_desktop.exchange.plans.settling import Aside

PROJECT = "1"
"""The number of the one project in a file."""


@dataclass(slots=True)
class Table:
    name: str
    columns: tuple[str, ...]
    rows: list[list[str]] = field(default_factory=list)

    def add(self, **cells: object) -> None:
        """A row; what is not given stays blank."""
        self.rows.append([cell(cells.get(column)) for column in self.columns])

    def lines(self) -> list[str]:
        rows = ["\t".join(["%R", *row]) for row in self.rows]
        return [f"%T\t{self.name}", "\t".join(["%F", *self.columns]), *rows] if rows else []


def cell(value: object) -> str:
    if value is None:
        return ""
    return (
        values.clean(str(value))
        .replace('"', '""')
        .replace("\t", " ")
        .replace("\r", "")
        .replace("\n", "\x7f\x7f")
    )


@dataclass(slots=True)
class Writing:
    """The plan, the numbers of its parts, and what was left out."""

    plan: PlanFile
    numbers: dict[str, int]
    calendars: dict[str, int]
    resources: dict[str, int]
    aside: Aside = field(default_factory=Aside)
    top: int = field(init=False)  # the node of the project: the only summary above all, or one that is made
    materials: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        roots = [task for task in self.plan.tasks if task.parent is None]
        alone = len(roots) == 1 and roots[0].summary
        self.top = self.numbers[roots[0].uid] if alone else max(self.numbers.values(), default=0) + 1
        self.materials = frozenset(
            one.uid for one in self.plan.resources if one.kind is not ResourceKind.WORK
        )

    @property
    def name(self) -> str:
        """What Primavera calls the project. Two files of one project are the same to it."""
        project = self.plan.project
        return project.code or project.uid or project.title[:40] or "1"

    def node(self, task: PlanTask) -> int:
        """The number of the node that a task stands in."""
        return self.top if task.parent is None else self.numbers[task.parent]


def guid_cell(guid: str) -> str:
    """An identity as Primavera writes its 16 bytes; what is no UUID stays as it is."""
    try:
        return base64.b64encode(UUID(guid).bytes).decode().rstrip("=")
    except ValueError:
        return guid


def at(at: int | None) -> str | None:
    """`2026-04-01 08:00`."""
    return None if at is None else values.iso(at)[:16].replace("T", " ")


def hours(minutes: int | None) -> str | None:
    return None if minutes is None else repr(round(minutes / 60, 6)).removesuffix(".0")
