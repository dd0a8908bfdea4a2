# SPDX-License-Identifier: Apache-2.0
"""What the table says of a row beside what its bar shows: read once for all rows, never cell by cell."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple, TypeVar

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.services.planning.rows import Row
from portfolio_desktop.storage.read import Reader

T = TypeVar("T")
_OWNERS = {"project": "sro_id", "milestone": "owner_id", "task": "owner_id"}
_TASK = ("code", "owner_id", "duration", "elapsed", "condition", "condition_at", "deadline", "calendar_id")
_LINK = ("task_id", "predecessor_id", "kind", "lag", "lag_kind")
_UNITS = {"working": N_("d"), "elapsed": N_("ed"), "percent": "%"}


class Detail(NamedTuple):
    """Of one row. `waits` is written as people write it: T-0004; T-0007SS+2 d."""

    owner: Id | None = None
    duration: Decimal | None = None
    elapsed: bool = False
    waits: str = ""
    condition: str | None = None
    condition_words: str = ""
    condition_at: datetime | None = None
    deadline: datetime | None = None
    own_calendar: bool = False


NO_DETAIL = Detail()


def details_in(reader: Reader, rows: Iterable[Row]) -> Mapping[str, Detail]:
    """By key of the row, for those rows that are tasks, milestones or projects."""
    shown = {row.record for row in rows if row.entity == "task"}
    catalogue, known = reader.catalogue, _known
    codes: dict[Id, str] = {}
    found: dict[str, Detail] = {}
    conditions = _conditions(catalogue)
    for id, code, owner, duration, elapsed, condition, at, deadline, calendar in reader.values(
        catalogue.entity("task"), _TASK
    ):
        codes[id] = code or ""
        if id in shown:
            found[id] = Detail(
                owner=_id(owner),
                duration=known(duration, Decimal),
                elapsed=bool(elapsed),
                condition=known(condition, str),
                condition_words=conditions.get(condition, ""),
                condition_at=known(at, datetime),
                deadline=known(deadline, datetime),
                own_calendar=isinstance(calendar, str),
            )
    for id, waits in _waits(reader, codes).items():
        if id in found:
            found[id] = found[id]._replace(waits=waits)
    for entity in ("project", "milestone"):
        for id, owner in reader.values(catalogue.entity(entity), (_OWNERS[entity],)):
            found[id] = Detail(owner=_id(owner))
    return found


def _id(value: object) -> Id | None:
    return Id(value) if isinstance(value, str) else None


def _known(value: object, kind: type[T]) -> T | None:
    return value if isinstance(value, kind) else None


def _conditions(catalogue: Catalogue) -> Mapping[object, str]:
    items = catalogue.choices(catalogue.entity("task").field("condition")).items
    return {item.code: _(item.label) for item in items}


def _waits(reader: Reader, codes: Mapping[Id, str]) -> Mapping[Id, str]:
    said: dict[Id, list[str]] = {}
    for _id, task, before, kind, lag, lag_kind in reader.values(reader.catalogue.entity("task_link"), _LINK):
        if codes.get(before):
            said.setdefault(task, []).append(wait_words(codes[before], kind or "fs", lag, lag_kind))
    return {task: "; ".join(sorted(words)) for task, words in said.items()}


def wait_words(code: str, kind: str, lag: object, lag_kind: object) -> str:
    """T-0004, T-0004SS, T-0004FS+2 d, T-0004FF-50 %."""
    if not isinstance(lag, Decimal) or not lag:
        return code if kind == "fs" else f"{code}{kind.upper()}"
    unit = _(_UNITS.get(str(lag_kind or "working"), _UNITS["working"]))
    return f"{code}{kind.upper()}{format(lag.normalize(), '+f')} {unit}"


def owner_field(entity: str) -> str:
    """The field of a register that names who answers for a record; empty where there is none."""
    return _OWNERS.get(entity, "")


def days_words(detail: Detail) -> str:
    """3 d, 2 ed by the clock; empty where nothing is said."""
    if detail.duration is None:
        return ""
    unit = _UNITS["elapsed" if detail.elapsed else "working"]
    return f"{format(round(detail.duration, 2).normalize(), 'f')} {_(unit)}"
