# SPDX-License-Identifier: Apache-2.0
"""What a file of projects says about a period: a status report for each project, and who is no longer there."""

from collections.abc import Iterable, Sequence
from datetime import date

from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.fields import Id, Record, Value, Values
from portfolio_desktop.catalogue.filters import Op, Test
from portfolio_desktop.exchange.imports.planned import Gone
from portfolio_desktop.exchange.imports.reading import NOTE, with_lines
from portfolio_desktop.storage.read import Reader

REPORTED = "project"
"""The register whose records have status reports."""

_STATUS = "submitted"
LEFT = "left"


class Periods:
    """The status reports of all projects, as they are before the import."""

    def __init__(self, reader: Reader, catalogue: Catalogue, as_of: date) -> None:
        self._entity = catalogue.entity("status_report")
        self._as_of = as_of
        project = catalogue.entity(REPORTED)
        self._shared = frozenset(
            field.name
            for field in self._entity.fields
            if project.has(field.name) and project.field(field.name).kind is field.kind
        ) - {"status"}
        periods = {
            id: date.fromisoformat(day) for id, day in _column(reader, self._entity.name, "period_end") if day
        }
        self._ends: dict[Id, list[date]] = {}
        for report, owner in _column(reader, self._entity.name, "project_id"):
            if owner and report in periods:
                self._ends.setdefault(Id(owner), []).append(periods[report])
        where = Test("period_end", Op.IS, as_of.isoformat())
        self._reports = {record["project_id"]: record for record in reader.all(self._entity, where)}

    def outdated(self, project: Id) -> bool:
        """Whether the project has been reported on since, so that the file tells of its past."""
        return max(self._ends.get(project, ()), default=self._as_of) > self._as_of

    def report(self, project: Id) -> Record | None:
        """The report that the project has for the period."""
        return self._reports.get(project)

    def changed(self, project: Id, values: Values, lines: Sequence[str]) -> dict[str, Value]:
        """What the row's values change in the project's report; all of it where there is none yet."""
        old = self.report(project)
        new: dict[str, Value] = {name: value for name, value in values.items() if name in self._shared}
        note = with_lines(old[NOTE] if old else None, lines)
        if note is not None:
            new[NOTE] = note
        if old is None:
            new = {"project_id": project, "period_end": self._as_of, "status": _STATUS, **new}
        return {
            name: value
            for name, value in new.items()
            if value is not None and (old is None or old[name] != value)
        }

    def gone(self, reader: Reader, present: set[Id]) -> tuple[Gone, ...]:
        """Projects reported on in the period before this one, and neither in the file nor otherwise in this period."""
        earlier = [end for ends in self._ends.values() for end in ends if end < self._as_of]
        if not earlier:
            return ()
        before = max(earlier)
        missing = [
            project
            for project, ends in self._ends.items()
            if before in ends and self._as_of not in ends and project not in present
        ]
        project = reader.catalogue.entity(REPORTED)
        records = reader.many(project, missing)
        return tuple(
            Gone(record.id, str(record["code"] or ""), str(record["title"] or ""))
            for record in sorted(records, key=lambda record: str(record["title"]))
            if record["status"] != LEFT
        )


def _column(reader: Reader, entity: str, field: str) -> Iterable[tuple[Id, str]]:
    definition = reader.catalogue.entity(entity)
    return reader.column(definition, definition.field(field))
