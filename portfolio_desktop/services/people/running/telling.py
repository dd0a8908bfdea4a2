# SPDX-License-Identifier: Apache-2.0
"""How far a year is, for the manager's manager: names and stages, and not a word or a level of any appraisal.

Nothing else is put into it, so nothing else can travel with it.
"""

from dataclasses import dataclass
from datetime import date

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.services.people.cycles import Mark, ProgressReport, progress_report
from portfolio_desktop.services.people.people_file import PeopleFile


@dataclass(frozen=True, slots=True)
class StageTold:
    """A stage with how many are through it, of how many for whom it is planned."""

    title: str
    due: date | None
    done: int
    planned: int


@dataclass(frozen=True, slots=True)
class PersonTold:
    """How each stage stands for somebody, in the order of the stages."""

    name: str
    manager: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class ProgressTold:
    """All that is told: who told it, on which day, the stages, and the people without their names if so wished."""

    title: str
    by: str
    on: date
    stages: tuple[StageTold, ...]
    people: tuple[PersonTold, ...]
    late: int
    all: int

    @property
    def headline(self) -> str:
        """The one sentence to begin with."""
        count = ngettext("{count} person", "{count} people", self.all).format(count=f"{self.all:,}")
        if not self.late:
            return _("{people}, nothing late").format(people=count)
        text = ngettext(
            "{people}, {late} with something late", "{people}, {late} with something late", self.late
        )
        return text.format(people=count, late=f"{self.late:,}")


def told(people: PeopleFile, cycle: Id, *, names: bool = True) -> ProgressTold:
    """How far everybody of a year is; without `names` the numbers alone."""
    report = progress_report(people, cycle)
    with people.reading() as reader:
        me = people.my_id
        by = reader.titles(reader.catalogue.entity("party"), [me])[me]
    lines = [
        PersonTold(line.name, line.manager, tuple(mark.mark for mark in line.marks)) for line in report.lines
    ]
    return ProgressTold(
        report.title, by, report.on, _stages(report), tuple(lines) if names else (), report.late, len(lines)
    )


def lines_of(found: ProgressTold) -> list[str]:
    """The same as lines of text, for a terminal."""
    said = [f"{found.title}, {format_date(found.on)}", found.headline, ""]
    for stage in found.stages:
        due = format_date(stage.due) if stage.due else ""
        said.append(
            _("{stage}, due {due}: {done} of {planned}").format(
                stage=stage.title, due=due, done=stage.done, planned=stage.planned
            )
        )
    waiting = [
        f"{one.name}: {_('late')}: {', '.join(late)}" for one in found.people if (late := _late(found, one))
    ]
    return [*said, *([""] if waiting else []), *waiting]


def _late(found: ProgressTold, one: PersonTold) -> list[str]:
    return [stage.title for stage, mark in zip(found.stages, one.marks, strict=True) if mark is Mark.LATE]


def _stages(report: ProgressReport) -> tuple[StageTold, ...]:
    first = next(iter(report.lines), None)
    return tuple(
        StageTold(mark.title, mark.due, *report.done(mark.stage)) for mark in (first.marks if first else ())
    )
