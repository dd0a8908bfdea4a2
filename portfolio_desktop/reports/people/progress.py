# SPDX-License-Identifier: Apache-2.0
"""How far a year of appraisals is, as PDF for the manager's manager: names and stages, no word and no level."""

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import N_, _, for_papers
from portfolio_desktop.reports.people.leaf import Leaf, confidential
from portfolio_desktop.reports.style import GREY, LATE, REGULAR
from portfolio_desktop.reports.table import RIGHT, Column, Row, Table, Words
from portfolio_desktop.services.people.cycles import Mark
from portfolio_desktop.services.people.running.telling import PersonTold, ProgressTold

_STAGES = ((N_("Stage"), 285.0, 0.0), (N_("Due"), 100.0, 0.0), (N_("Through"), 98.0, RIGHT))
_PEOPLE = (
    (N_("Person"), 150.0, 0.0),
    (N_("Line manager"), 118.0, 0.0),
    (N_("Through"), 56.0, RIGHT),
    (N_("Late"), 159.0, 0.0),
)
_NOTHING = N_("It holds names and stages. What was written, and every level, stays with those who take part.")


@for_papers()
def render_progress(found: ProgressTold) -> bytes:
    """The same bytes for the same report."""
    title = _("Progress of appraisals")
    leaf = Leaf(title, (found.title, _("As of {day}").format(day=format_date(found.on))))
    leaf.fact(_("Told by"), found.by)
    leaf.fact(_("In short"), found.headline)
    leaf.gap(4)
    leaf.words(_(_NOTHING), GREY)
    leaf.part(_("Stages"))
    stages = _table(_STAGES)
    leaf.table(stages, [_stage(stages, found, place) for place in range(len(found.stages))])
    if found.people:
        leaf.part(_("People"))
        people = _table(_PEOPLE)
        leaf.table(people, [_person(people, found, one) for one in found.people])
    return confidential(leaf, title, title, f"{title}: {found.title}", found.on)


def _table(columns: tuple[tuple[str, float, float], ...]) -> Table:
    return Table(tuple(Column(_(words), width, align, lines=3) for words, width, align in columns))


def _stage(table: Table, found: ProgressTold, place: int) -> Row:
    stage = found.stages[place]
    late = any(one.marks[place] is Mark.LATE for one in found.people)
    due = format_date(stage.due) if stage.due else "–"
    through = _("{done} of {planned}").format(done=stage.done, planned=stage.planned)
    return table.row(stage.title, Words(due, REGULAR, LATE) if late else due, through)


def _person(table: Table, found: ProgressTold, one: PersonTold) -> Row:
    planned = [mark for mark in one.marks if mark is not Mark.NOT_PLANNED]
    through = _("{done} of {planned}").format(done=planned.count(Mark.DONE), planned=len(planned))
    late = [stage.title for stage, mark in zip(found.stages, one.marks, strict=True) if mark is Mark.LATE]
    words = Words(", ".join(late), REGULAR, LATE) if late else Words(_("nothing"), REGULAR, GREY)
    return table.row(one.name, one.manager, through, words)
