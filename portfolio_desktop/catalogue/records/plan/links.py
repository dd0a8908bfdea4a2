# SPDX-License-Identifier: Apache-2.0
"""What has to wait for what."""

from decimal import Decimal
from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import define, section
from portfolio_desktop.catalogue.fields import Id, Kind, Record


class TaskLink(Record, frozen=True, kw_only=True):
    """One task waits for another, of the same project or of another one."""

    task_id: Annotated[
        Id | Unknown | None,
        f.link(N_("Task"), "task", required=True, part_of=True, register=2, help=N_("The task that waits.")),
    ] = None
    predecessor_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Waits for"),
            "task",
            required=True,
            part_of=True,
            register=1,
            help=N_("The task that goes before."),
        ),
    ] = None
    kind: Annotated[
        str | Unknown | None,
        f.choice(N_("Kind"), "link.kind", default="fs", required=True, register=3),
    ] = None
    lag: Annotated[
        Decimal | Unknown | None,
        f.quantity(
            Kind.NUMBER,
            N_("Lag"),
            register=4,
            help=N_("How long it waits: in days, or in percent. Below zero it may begin earlier."),
        ),
    ] = None
    lag_kind: Annotated[
        str | Unknown | None,
        f.choice(N_("Lag counted in"), "link.lag_kind", default="working", register=5),
    ] = None
    title: Annotated[str | None, f.text(N_("Why it waits"), register=6)] = None


TASK_LINK = define(
    TaskLink,
    name="task_link",
    register="task_links",
    label=N_("Link between tasks"),
    plural=N_("Links between tasks"),
    icon="link",
    sections=(section(N_("Link"), "predecessor_id task_id kind lag lag_kind title"),),
    aliases={
        "task_id": "Successor; Successor ID; To",
        "predecessor_id": "Predecessor; Predecessor ID; From",
        "kind": "Type; Link type; Relationship; Relationship type",
        "lag": "Lag (days); Lead",
        "lag_kind": "Lag type",
    },
)
