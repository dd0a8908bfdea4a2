# SPDX-License-Identifier: Apache-2.0
"""The projects of an XER file: which of them it holds, what is said of each, and the node that stands for one."""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.domain.schedule.calendars import Instant
from portfolio_desktop.exchange.plans import values
from portfolio_desktop.exchange.plans.plan_file import PlanProject, PlanTask
from portfolio_desktop.exchange.plans.settling import Aside
from portfolio_desktop.exchange.plans.xer.tables import Row, Tables
from portfolio_desktop.exchange.untrusted.limits import Unsafe

_NO_PROJECT = N_(
    "{file} has no project in it, only tables around one. Export the project itself from Primavera."
)
_NO_TASKS = N_(
    "{file} has no activity that belongs to its project “{project}”. Export the project again from Primavera."
)
_UNEXPORTED = N_("Projects that are named in the file but not held in it: {count}")
_SECOND = N_(
    "Further projects in the same plan, which counts from the earliest of their status dates; "
    "each has its own where it is opened by itself: {count}"
)
_BASELINE = N_("Baselines that are projects of their own, which the file does not hold: {count}")

_NAMED = 3  # projects, in the name of a plan of several


def exported(tables: Tables, aside: Aside) -> dict[str, Row]:
    """The projects whose activities are in the file, by number. Raises Unsafe where there is none."""
    rows = {row["proj_id"]: row for row in tables.rows("PROJECT") if "proj_id" in row}
    held = {row.get("proj_id") for row in tables.rows("TASK")}
    exported = {uid: row for uid, row in rows.items() if row.get("export_flag", "Y") == "Y" and uid in held}
    if not rows:
        raise Unsafe(_NO_PROJECT)
    if not exported:
        row = next(iter(rows.values()))
        raise Unsafe(_NO_TASKS, project=values.clean(row.get("proj_short_name"))[:60])
    aside[_UNEXPORTED] += len(rows) - len(exported)
    aside[_BASELINE] += sum("sum_base_proj_id" in row for row in exported.values())
    aside[_SECOND] += len(exported) - 1
    return exported


def header(tables: Tables, projects: Mapping[str, Row], tasks: Sequence[PlanTask]) -> PlanProject:
    """The first of `projects`, named for them all, with the earliest of their status dates: a later one would hold back
    the others' work.
    """
    number = next(iter(projects))

    def read(row: Row) -> tuple[Instant | None, PlanProject | None] | None:
        if row.get("proj_id") not in projects:
            return None
        project = _header(tables, row, tasks) if row["proj_id"] == number else None
        return at(row, "last_recalc_date", "next_data_date"), project

    found = [each for each in tables.each("PROJECT", read) if each is not None]
    status = min((date for date, _project in found if date is not None), default=None)
    first = next(project for _date, project in found if project is not None)
    if len(projects) == 1:
        return replace(first, status_date=status)
    names = [_node_name(tables, uid) or row.get("proj_short_name", "") for uid, row in projects.items()]
    title = ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")
    return replace(first, title=title, status_date=status)


def _header(tables: Tables, row: Row, tasks: Sequence[PlanTask]) -> PlanProject:
    calendar: Row = next(
        (one for one in tables.rows("CALENDAR") if one.get("clndr_id") == row.get("clndr_id")), {}
    )
    starts = [task.start for task in tasks if task.start is not None]
    finishes = [task.finish for task in tasks if task.finish is not None]
    line = [*tables.header, *[""] * 9]
    return PlanProject(
        uid=row.get("proj_short_name", "") or row["proj_id"],
        title=_node_name(tables, row["proj_id"]) or row.get("proj_short_name", ""),
        author=values.clean(line[5]),
        program=values.clean(f"Primavera {line[1]}"),
        start=min(starts) if starts else at(row, "plan_start_date"),
        finish=max(finishes) if finishes else at(row, "scd_end_date"),
        must_finish=at(row, "plan_end_date"),
        currency=values.clean(line[8]),
        calendar=row.get("clndr_id"),
        minutes_per_day=values.hours(calendar.get("day_hr_cnt", "8")) or 480,
        minutes_per_week=values.hours(calendar.get("week_hr_cnt", "40")) or 2400,
        saved=at(row, "last_schedule_date"),
    )


def _node_name(tables: Tables, project: str) -> str:
    """What a project is called, which Primavera says at its node."""
    nodes = (row for row in tables.rows("PROJWBS") if row.get("proj_id") == project)
    return next((values.clean(row.get("wbs_name")) for row in nodes if row.get("proj_node_flag") == "Y"), "")


def made_for(project: str) -> str:
    """The identity of the node that Primavera must have for a project and that is no summary of the plan.

    Derived from the project's name, so that the node is known again: 16 bytes as Primavera writes them.
    """
    digest = hashlib.sha256(f"node of {project}".encode()).digest()[:16]
    return base64.b64encode(digest).decode().rstrip("=")


def is_made(projects: Mapping[str, Row], row: Row) -> bool:
    """Whether a node stands for its project alone, and was written by us because Primavera must have one."""
    name = projects[row["proj_id"]].get("proj_short_name", "")
    return row.get("proj_node_flag") == "Y" and row.get("guid") == made_for(name)


def at(row: Row, *columns: str) -> Instant | None:
    """The first of these dates that is given."""
    return next((values.instant(row[column]) for column in columns if column in row), None)
