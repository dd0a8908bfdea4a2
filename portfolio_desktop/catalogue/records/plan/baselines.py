# SPDX-License-Identifier: Apache-2.0
"""What a plan was at a chosen moment, to measure against ever after; and the files that plans came in."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import define, section
from portfolio_desktop.catalogue.fields import Id, Kind, Record


class Baseline(Record, frozen=True, kw_only=True):
    """A picture of a project's plan: the dates and the cost of each task as they then were.

    The picture is one value, so that a baseline is never half of one and half of another.
    """

    title: Annotated[str | None, f.text(N_("Name"), required=True, register=1)] = None
    project_id: Annotated[
        Id | Unknown | None, f.link(N_("Project"), "project", required=True, part_of=True, register=2)
    ] = None
    kind: Annotated[
        str | Unknown | None, f.choice(N_("Kind"), "baseline.kind", default="agreed", register=3)
    ] = None
    taken_on: Annotated[date | Unknown | None, f.day(N_("Taken on"), register=4)] = None
    start: Annotated[date | Unknown | None, f.day(N_("Start"), register=5)] = None
    finish: Annotated[date | Unknown | None, f.day(N_("Finish"), register=6)] = None
    cost: Annotated[
        Decimal | Unknown | None,
        f.money(
            N_("Cost"),
            register=7,
            help=N_("Of the project as a whole, which need not be what its tasks add up to."),
        ),
    ] = None
    plan_id: Annotated[Id | Unknown | None, f.link(N_("Came with"), "plan")] = None
    reason: Annotated[str | None, f.narrative(N_("Why it was taken"))] = None
    definition: Annotated[
        str | None, f.text(N_("Picture"), search=False, help=N_("Kept by the application, as JSON."))
    ] = None


BASELINE = define(
    Baseline,
    name="baseline",
    register="baselines",
    label=N_("Baseline of a plan"),
    plural=N_("Baselines of plans"),
    icon="layers",
    sections=(
        section(N_("Baseline"), "title project_id kind taken_on start finish cost plan_id reason definition"),
    ),
)


class ReceivedPlan(Record, frozen=True, kw_only=True):
    """A plan that somebody sent as a file: when it came and what it said."""

    code: Annotated[str | None, f.code(N_("Code"), register=1)] = None
    title: Annotated[str | None, f.text(N_("Name"), required=True, register=2)] = None
    project_id: Annotated[
        Id | Unknown | None, f.link(N_("Project"), "project", required=True, part_of=True, register=3)
    ] = None
    supplier: Annotated[str | None, f.text(N_("From"), register=4)] = None
    received_on: Annotated[date | Unknown | None, f.day(N_("Received on"), register=5)] = None
    status_date: Annotated[date | Unknown | None, f.day(N_("Status date"), register=6)] = None
    start: Annotated[date | Unknown | None, f.day(N_("Start"))] = None
    finish: Annotated[date | Unknown | None, f.day(N_("Finish"), register=7)] = None
    tasks: Annotated[
        int | Unknown | None, f.quantity(Kind.INTEGER, N_("Tasks"), unit=N_("tasks"), register=8)
    ] = None
    links: Annotated[int | Unknown | None, f.quantity(Kind.INTEGER, N_("Links"), unit=N_("links"))] = None
    file: Annotated[str | None, f.text(N_("File"))] = None
    format: Annotated[str | None, f.text(N_("Format"), search=False)] = None
    digest: Annotated[
        str | None,
        f.text(N_("Fingerprint of the file"), search=False, help=N_("SHA-256: the same file has the same.")),
    ] = None
    previous_id: Annotated[Id | Unknown | None, f.link(N_("Replaces"), "plan")] = None
    left_out: Annotated[
        str | None, f.narrative(N_("What has no place here"), help=N_("What the file held and was not kept."))
    ] = None
    note: Annotated[str | None, f.narrative(N_("Note"))] = None


PLAN = define(
    ReceivedPlan,
    name="plan",
    register="plans",
    label=N_("Received plan"),
    plural=N_("Received plans"),
    prefix="PL",
    icon="file-clock",
    sections=(
        section(N_("What it is"), "code title project_id supplier received_on previous_id note"),
        section(N_("What it said"), "status_date start finish tasks links file format digest left_out"),
    ),
)
