# SPDX-License-Identifier: Apache-2.0
"""What a file of projects says about a period: a status report for each project, and who is no longer there.

A tracker has the rating of last month in a column beside this month's. No field of a project holds that: it is the
rating of the status report that the project had then, or has now for the first time.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.base.values import Rating
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Field, Id, Kind, Record, Value, Values
from portfolio_desktop.catalogue.filters import Op, Test
from portfolio_desktop.exchange.imports.planned import Earlier, Gone, Plan
from portfolio_desktop.exchange.imports.reading import NOTE, with_lines
from portfolio_desktop.storage.read import Reader

REPORTED = "project"
"""The register whose records have status reports."""

_STATUS = "submitted"
LEFT = "left"
RATED = "confidence"
"""What is compared from one period to the next."""

LAST_MONTH = Field(
    kind=Kind.RATING,
    name="confidence_last_month",
    label=N_("Rating last month"),
    help=N_("Kept in the status report for the month before, from which packs show what has changed."),
    options="rag5",
    aliases=(
        "RAG last month",
        "Last month's RAG",
        "Last month RAG",
        "Last RAG",
        "Previous RAG",
        "Prior RAG",
        "RAG previous month",
        "Previous month RAG",
        "Previous month's RAG",
        "Last month's rating",
        "Last rating",
        "Previous rating",
        "RAG status last month",
        "Last month's RAG status",
        "Last RAG status",
        "Previous RAG status",
        "DCA last month",
        "Last month's DCA",
        "Last DCA",
        "Previous DCA",
        "RAG last period",
        "Previous period RAG",
        "Last month",
    ),
)
"""What a column of a file of projects can say beside their fields."""


def importable(entity: Entity) -> Entity:
    """`entity` with all that the columns of a file of it can say."""
    if entity.name != REPORTED:
        return entity
    sections = tuple(
        replace(each, fields=_after(RATED, LAST_MONTH.name, each.fields)) for each in entity.sections
    )
    return replace(entity, fields=(*entity.fields, LAST_MONTH), sections=sections)


def _after(name: str, new: str, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(found for each in names for found in ((each, new) if each == name else (each,)))


def last_month_told(plan: Plan) -> Iterator[str]:
    """A sentence for the column of last month's ratings: in which reports they are kept."""
    columns = [each.column for each in plan.mapping.of_field(LAST_MONTH.name)]
    days = [row.earlier.day for row in plan.rows if row.earlier]
    if columns and days:
        sentence = ngettext(
            "“{column}” is kept as the rating of {count} status report for the period to {day}.",
            "“{column}” is kept as the ratings of {count} status reports for the period to {day}.",
            len(days),
        )
        yield sentence.format(column=columns[0], count=len(days), day=format_date(days[0]))


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
        self._before = _month_before(as_of, (end for ends in self._ends.values() for end in ends))
        self._reports, self._earlier = (
            {
                record["project_id"]: record
                for record in reader.all(self._entity, Test("period_end", Op.IS, end.isoformat()))
            }
            for end in (as_of, self._before)
        )

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

    def earlier(self, project: Id, rating: Value, said: str, new: Id) -> Earlier | None:
        """What the rating of last month makes of the report that the project has for it, or of a `new` one.

        Nothing where that report has a rating. `said` is where the rating was found, as nothing else is known of it.
        """
        report = self._earlier.get(project)
        if rating is None or (report is not None and report[RATED] is not None):
            return None
        values: dict[str, Value] = {RATED: rating}
        if report is not None:
            return Earlier(report.id, False, self._before, values)
        reason = _("Only the rating is known: {said}.").format(said=said)
        values |= {"project_id": project, "period_end": self._before, "status": _STATUS}
        return Earlier(new, True, self._before, {**values, "confidence_reason": reason})

    def contradicts(self, project: Id, rating: Value) -> str:
        """Why the rating of last month is not taken: the report for it has another one."""
        report = self._earlier.get(project)
        if rating is None or report is None or report[RATED] in (None, rating):
            return ""
        return _("The status report for the period to {day} has another rating, which stays.").format(
            day=format_date(self._before)
        )

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


def _month_before(as_of: date, ends: Iterable[date]) -> date:
    """The end of last month's period: of those that were reported on in that month the last, else the month's own."""
    last = as_of.replace(day=1) - timedelta(days=1)
    return max((end for end in ends if last.replace(day=1) <= end <= last), default=last)


def on_scale_of(rating: Value, other: Value, scales: Sequence[str]) -> Value:
    """`rating` on the scale of the `other` one, where its words leave open on which of `scales` it is."""
    if isinstance(rating, Rating) and isinstance(other, Rating) and other.scale in scales:
        return Rating(other.scale, rating.level)
    return rating


def _column(reader: Reader, entity: str, field: str) -> Iterable[tuple[Id, str]]:
    definition = reader.catalogue.entity(entity)
    return reader.column(definition, definition.field(field))
