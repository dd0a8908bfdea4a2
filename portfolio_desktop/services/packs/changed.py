# SPDX-License-Identifier: Apache-2.0
"""What of the log stands on the page of changes beside the comparison of two packs: decisions and gates, and what came late."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.fields import Kind
from portfolio_desktop.catalogue.records.office import Pack
from portfolio_desktop.domain.pack.data import ChangeLine, Changes
from portfolio_desktop.services.differences.finding import Line, late_of, lines_of, told
from portfolio_desktop.services.differences.moments import moment_of
from portfolio_desktop.services.periods import issued_of
from portfolio_desktop.storage.past.between import between
from portfolio_desktop.storage.read import Reader

_BESIDE = (
    "escalation",
    "decision",
    "action",
    "gate_review",
    "gate_finding",
    "recommendation",
    "change_request",
)
"""The registers of which the comparison of the packs tells nothing."""

_KINDS = {Kind.CHOICE, Kind.RATING, Kind.DATE}


def with_the_rest(reader: Reader, changes: Changes, before: Pack, keys: Collection[str]) -> Changes:
    """`changes` with what the log knows besides, of the projects with these keys and of none."""
    moment = moment_of(reader, issued_of(reader, before))
    if not moment.frontier:
        return changes
    connection, log, tick = reader.connection, moment.frontier, moment.tick
    lines = lines_of(reader, between(connection, _BESIDE, log, None, tick))
    late = late_of(reader, between(connection, told(reader), log, None, tick, late_alone=True))
    rest = [line for line in lines if _is_told(reader.catalogue, line)]
    return replace(changes, rest=tuple(_of(rest, keys)), late=tuple(_of(late, keys)))


def _is_told(catalogue: Catalogue, line: Line) -> bool:
    if line.event != "changed":
        return True
    kinds = {field.kind for field in catalogue.entity(line.entity).fields if field.name == line.field}
    return bool(kinds & _KINDS)


def _of(lines: Collection[Line], keys: Collection[str]) -> Iterator[ChangeLine]:
    for line in lines:
        if line.project is None or line.project in keys:
            yield ChangeLine(
                topic=line.topic.label,
                project=line.project or "",
                code=line.code,
                title=line.title,
                text=line.text,
                author=line.author,
                made=line.made,
                arrived=line.arrived,
                stands=line.stands,
            )
