# SPDX-License-Identifier: Apache-2.0
"""Which escalations wait for something, and how long they still have."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.records.governance.escalation import Escalation
from portfolio_desktop.domain.tolerance import Clock, clock
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.overdue import still_open
from portfolio_desktop.services.words import link_titles
from portfolio_desktop.storage.read import Reader


@dataclass(frozen=True, slots=True)
class Running:
    """An escalation that waits for something. `asked` is who has to be told, or has to answer."""

    id: Id
    code: str
    title: str
    project: str
    ask: str
    asked: str
    clock: Clock


def running(office: Office, now: datetime) -> tuple[Running, ...]:
    """Every escalation that is not answered, the one whose time runs out first at the top; without a time, last."""
    with office.reading() as reader:
        return running_of(reader, open_escalations(reader), now)


def running_of(reader: Reader, found: Sequence[Escalation], now: datetime) -> tuple[Running, ...]:
    """Those of `found` that wait for something, in the order in which their time runs out."""
    titles = link_titles(reader, reader.catalogue.entity("escalation"), found)
    waiting = [
        Running(
            id=each.id,
            code=each.code or "",
            title=each.title or "",
            project=titles.get(Id(str(each.project_id)), ""),
            ask=each.ask or "",
            asked=titles.get(Id(str(each.tell_id)), "") or titles.get(Id(str(each.board_id)), ""),
            clock=left,
        )
        for each in found
        if (left := clock_of(each)) is not None
    ]
    return tuple(sorted(waiting, key=lambda each: (each.clock.due is None, each.clock.due or now, each.code)))


def open_escalations(reader: Reader) -> list[Escalation]:
    """Those that are neither closed nor withdrawn."""
    entity = reader.catalogue.entity("escalation")
    return [cast(Escalation, each) for each in reader.all(entity, still_open(reader.catalogue, entity))]


def clock_of(escalation: Escalation) -> Clock | None:
    """What the escalation waits for; None once it waits for nothing."""
    return clock(
        escalation.status if isinstance(escalation.status, str) else None,
        moment(escalation.tell_by),
        moment(escalation.told_at),
        moment(escalation.answer_by),
        moment(escalation.raised_at),
    )


def moment(value: object) -> datetime | None:
    """The moment, where it is known."""
    return value if isinstance(value, datetime) else None
