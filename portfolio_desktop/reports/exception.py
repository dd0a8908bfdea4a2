# SPDX-License-Identifier: Apache-2.0
"""An exception report on one upright page: what is asked first, then what it rests on, then who was told and when."""

from portfolio_desktop.base.dates import format_moment
from portfolio_desktop.base.i18n import N_, _, for_papers
from portfolio_desktop.domain.exception_report import ExceptionReport, Step
from portfolio_desktop.reports.canvas import About, write_pdf
from portfolio_desktop.reports.paper import READING, SIZE, Around, Paper, paged
from portfolio_desktop.reports.primitives import Mark, Rect, Text
from portfolio_desktop.reports.sheet import Sheet
from portfolio_desktop.reports.style import ACCENT, GREY, INK, LEADING, PALE, REGULAR, SEMIBOLD, SMALL
from portfolio_desktop.reports.table import Cell, Column, Table, Words
from portfolio_desktop.reports.text import printable, wrap

_SIZES = (READING, 9.0, 8.0)
"""Type sizes to try until all stands on one page; where none does, it goes on overleaf in the first."""
_COLUMNS = ((N_("Step"), 70.0), (N_("When"), 156.0), (N_("Who"), 150.0), (N_("How"), 107.0))
_ASKED = 13.0
_PAD = 12.0


@for_papers()
def render_exception(report: ExceptionReport) -> bytes:
    """The same bytes for the same report. A draft says so across the page."""
    name = " · ".join(filter(None, (report.code, report.project)))
    draft = not any(step.key == "raised" and step.taken for step in report.steps)
    around = Around(report.portfolio, name, report.marking, _("Draft") if draft else "")
    title = printable(" – ".join(filter(None, (_("Exception report"), name))))
    about = About(title, printable(report.author), _("Exception report"), report.as_of)
    return write_pdf(paged(_sheets(report), around), about, SIZE)


def _sheets(report: ExceptionReport) -> list[Sheet]:
    composed = (_composed(report, size) for size in _SIZES)
    return next((sheets for sheets in composed if len(sheets) == 1), None) or _composed(report, _SIZES[0])


def _composed(report: ExceptionReport, size: float) -> list[Sheet]:
    under = " · ".join(filter(None, (_("Exception report"), report.code, report.project)))
    paper = Paper(report.title or _("Without a name"), (under,))
    paper.gap(4)
    _asked(paper, report)
    paper.gap(12)
    for label, text in (
        (_("For"), " · ".join(filter(None, (report.asked, report.board)))),
        (_("From"), report.author),
        (_("Tolerance"), " · ".join(filter(None, (report.dimension, report.tolerance)))),
        (_("Status"), report.status),
    ):
        paper.fact(label, text)
    for heading, text in (
        (_("What was breached"), report.breach),
        (_("Impact"), report.impact),
        (_("Options"), report.options),
        (_("Recommendation"), report.recommendation),
    ):
        paper.gap(10)
        paper.heading(heading, 24)
        paper.prose(text.strip() or _("Not written yet."), size, INK if text.strip() else GREY)
    if report.answer.strip():
        paper.gap(10)
        paper.heading(_("Answer"), 24)
        paper.prose(report.answer.strip(), size)
    _told(paper, report)
    return paper.sheets


def _asked(paper: Paper, report: ExceptionReport) -> None:
    """The request in a box of its own: whoever reads nothing else reads this."""
    room = paper.width - 2 * _PAD - 4
    said = report.ask.strip() or _("Nothing is asked yet.")
    lines = wrap(said, SEMIBOLD, _ASKED, room)
    due = next((step.due for step in report.steps if step.key == "answered" and not step.taken), None)
    height = 20 + len(lines) * _ASKED * LEADING + (16 if due else 0) + _PAD
    paper.need(min(height, 400))
    x, y = paper.x, paper.y
    if height > paper.room:  # an ask as long as a report is set as one
        paper.heading(_("What I want from you"))
        paper.prose(said, READING)
        return
    marks: list[Mark] = [
        Rect(x, y, paper.width, height, PALE),
        Rect(x, y, 4, height, ACCENT),
        Text(x + 4 + _PAD, y + 16, _("What I want from you"), SEMIBOLD, SMALL + 1, ACCENT),
    ]
    baseline = y + 20 + _ASKED
    for line in lines:
        marks.append(Text(x + 4 + _PAD, baseline, line, SEMIBOLD, _ASKED, INK))
        baseline += _ASKED * LEADING
    if due is not None:
        words = _("An answer is needed by {due}.").format(due=format_moment(due))
        marks.append(Text(x + 4 + _PAD, baseline - 1, words, REGULAR, READING, INK))
    paper.put(marks, height)


def _told(paper: Paper, report: ExceptionReport) -> None:
    paper.gap(14)
    table = Table(tuple(Column(_(words), width, lines=0) for words, width in _COLUMNS))
    rows = [
        table.row(step.label, _when(step), step.who or _dash(), step.how or _dash()) for step in report.steps
    ]
    paper.table(table, rows, heading=_("Who was told, and when"))
    if report.proof:
        paper.gap(6)
        paper.fact(_("Proof"), report.proof)


def _when(step: Step) -> Cell:
    if step.taken:
        return format_moment(step.when) if step.when else _("yes, time not kept")
    if step.due is None:
        return Words(_("not yet"), REGULAR, GREY)
    return _("not yet, due {due}").format(due=format_moment(step.due))


def _dash() -> Words:
    return Words("–", REGULAR, GREY)
