# SPDX-License-Identifier: Apache-2.0
"""The calendar of gates, project by project, with what reviews recommended and the conditions that are still to be met."""

from collections.abc import Sequence
from datetime import date, timedelta

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import NN_, _, ngettext
from portfolio_desktop.domain.pack.data import PackData, PackProject
from portfolio_desktop.domain.pack.governance import Advice, Governance, Reviewed, Sign
from portfolio_desktop.reports.badge import sign
from portfolio_desktop.reports.flow import Flow
from portfolio_desktop.reports.pages.risk.places import names
from portfolio_desktop.reports.primitives import Line, Mark, Text, figure, unread
from portfolio_desktop.reports.sheet import Sheet
from portfolio_desktop.reports.style import (
    BOTTOM,
    GREY,
    HAIR,
    INK,
    LATE,
    LEFT,
    NOTE,
    REGULAR,
    RIGHT,
    SEMIBOLD,
    SMALL,
)
from portfolio_desktop.reports.table import Cell, Column, Row, Signed, Stacked, Table, Words
from portfolio_desktop.reports.text import shorten, width
from portfolio_desktop.reports.timeline import Axis, on_white
from portfolio_desktop.reports.wording import count, sentence

_BACK, _AHEAD = timedelta(days=365), timedelta(days=550)
_NAME = 176.0
_STEP = 21.0
_DROP = 44.0
_SIZE = 8.5
_MOST = 40
_SOON = timedelta(days=92)


def sheets(data: PackData) -> list[Sheet]:
    kept = data.governance
    if kept is None or not (kept.reviews or kept.advice):
        return []
    first = Sheet(_title(kept, data.edition.as_of), _note(data), _("Gates"), "gates")
    found, foot = _calendar(data, kept, first)
    flow = Flow(found[-1], top=foot)
    _conditions(flow, data, kept)
    _advice(flow, data, kept)
    return [*found[:-1], *flow.sheets]


def _title(kept: Governance, today: date) -> str:
    """4 reviews in the next three months; 2 of 10 recommendations outstanding are critical."""
    soon = sum(today <= each.day <= today + _SOON and _is_planned(each) for each in kept.reviews)
    parts = [
        ngettext("{n} review in the next three months", "{n} reviews in the next three months", soon).format(
            n=soon or _("No")
        )
    ]
    if kept.advice:
        what = count(len(kept.advice), *NN_("recommendation outstanding", "recommendations outstanding"))
        gravest = sum(each.rank == 0 for each in kept.advice)
        parts.append(_("{what}, {n} of them critical").format(n=gravest or _("none"), what=what))
    return sentence("; ".join(parts))


def _note(data: PackData) -> str:
    today = data.edition.as_of
    return _("Reviews from {first} to {last}; the number is that of the gate").format(
        first=format_date(today - _BACK), last=format_date(today + _AHEAD)
    )


def _is_planned(each: Reviewed) -> bool:
    """Only what has not been held yet, and is not late either, is drawn without a letter."""
    return not each.sign.letter


def _calendar(data: PackData, kept: Governance, first: Sheet) -> tuple[list[Sheet], float]:
    """A lane for each project that has a review in sight, and where on the last sheet the lanes end."""
    today = data.edition.as_of
    shown = [each for each in kept.reviews if today - _BACK <= each.day <= today + _AHEAD]
    lanes = [(project, [each for each in shown if each.project == project.key]) for project in data.projects]
    lanes = [(project, mine) for project, mine in lanes if mine]
    if not lanes:
        return [first], first.top
    axis = Axis((today - _BACK).replace(day=1), today + _AHEAD, LEFT + _NAME, RIGHT)
    found = [first]
    y = first.top + _DROP
    for project, mine in lanes:
        if y + _STEP > BOTTOM:
            _close(found[-1], axis, y, data, shown)
            found.append(Sheet(first.title, _("continued"), first.section, level=None))
            y = found[-1].top + _DROP
        found[-1].marks += _lane(project, mine, axis, y)
        y += _STEP
    _close(found[-1], axis, y, data, shown)
    return found, y + 14


def _lane(project: PackProject, mine: Sequence[Reviewed], axis: Axis, y: float) -> list[Mark]:
    """Each review as its sign with the number of its gate; its day beside it where there is room for it."""
    middle = y + _STEP / 2
    marks: list[Mark] = [
        Text(LEFT, middle + 3, shorten(project.label, SEMIBOLD, NOTE, _NAME - 12), SEMIBOLD, NOTE, INK)
    ]
    taken = 0.0
    for place, each in enumerate(mine):
        x = max(axis.at(each.day), taken + 8)
        marks += sign(each.sign, x, middle, 14)
        after = axis.at(mine[place + 1].day) - 10 if place + 1 < len(mine) else RIGHT
        gate = _gate(each)
        for words in (f"{gate}, {format_date(each.day)}", gate, each.gate):
            room = width(words, REGULAR, SMALL)
            if words and x + 12 + room <= after:
                marks += on_white(Text(x + 12, middle + 2.6, words, REGULAR, SMALL, INK))
                taken = x + 12 + room
                break
        else:
            taken = x + 8
    said = "; ".join(_review_said(each) for each in mine)
    return [
        figure(f"{project.label}: {said}", marks),
        Line(LEFT, y + _STEP, RIGHT, y + _STEP, HAIR, 0.5),
    ]


def _gate(each: Reviewed) -> str:
    return _("gate {number}").format(number=each.gate) if each.gate else each.title


def _review_said(each: Reviewed) -> str:
    return ", ".join((_gate(each), format_date(each.day), each.sign.label))


def _close(sheet: Sheet, axis: Axis, foot: float, data: PackData, shown: Sequence[Reviewed]) -> None:
    """The axis lies under everything and is not read out; above it, what the signs mean."""
    below = axis.marks(sheet.top + 26, foot, data.edition.as_of, data.edition.meeting)
    sheet.marks[:0] = [unread([*below, *_key([each.sign for each in shown], LEFT, sheet.top + 4)])]


def _key(signs: Sequence[Sign], x: float, y: float) -> list[Mark]:
    marks: list[Mark] = []
    for each in dict.fromkeys(signs):
        words = shorten(each.label, REGULAR, SMALL, 150)
        marks += [*sign(each, x + 6, y + 3, 11), Text(x + 16, y + 6, words, REGULAR, SMALL, INK)]
        x += 16 + width(words, REGULAR, SMALL) + 16
    return marks


def _conditions(flow: Flow, data: PackData, kept: Governance) -> None:
    """Conditions of gates that were passed, the longest due first."""
    found = sorted(
        (each for each in kept.reviews if each.conditions), key=lambda each: each.conditions_due or date.max
    )
    if not found:
        return
    table = Table(
        (
            Column(_("Conditions to be met"), 340, lines=14),
            Column(_("Review"), 180),
            Column(_("Project"), 152),
            Column(_("Due"), 90),
        ),
        _SIZE,
    )
    rows = [
        table.row(
            each.conditions,
            " · ".join(filter(None, (each.code, each.title))),
            names(data).get(each.project, ""),
            due_cell(each.conditions_due, data.edition.as_of),
        )
        for each in found
    ]
    flow.table(table, rows, heading=_("Conditions"))
    flow.gap(14)


def _advice(flow: Flow, data: PackData, kept: Governance) -> None:
    if not kept.advice:
        return
    table = Table(
        (
            Column(_("Criticality"), 118, lines=2),
            Column(_("Recommendation"), 244, lines=3),
            Column(_("Project and review"), 168, lines=3),
            Column(_("Owner"), 84),
            Column(_("Status"), 74),
            Column(_("Due"), 74),
        ),
        _SIZE,
    )
    rows = [_advised(table, each, names(data), data.edition.as_of) for each in kept.advice[:_MOST]]
    heading = _("Recommendations outstanding")
    if len(kept.advice) > len(rows):
        heading = _("{heading}: {n} of {all}").format(heading=heading, n=len(rows), all=len(kept.advice))
    flow.table(table, rows, heading=heading)


def _advised(table: Table, each: Advice, projects: dict[str, str], today: date) -> Row:
    known: Cell = (
        Signed(each.sign, Words(each.sign.label), Words(""))
        if each.sign.letter
        else Words("–", REGULAR, GREY)
    )
    return table.row(
        known,
        Stacked(Words(each.title, SEMIBOLD), Words(each.code, REGULAR, GREY), Words("")),
        Stacked(Words(projects.get(each.project, "–")), Words(each.review, REGULAR, GREY), Words("")),
        each.owner or Words(_("No owner"), REGULAR, LATE),
        each.status,
        due_cell(each.due, today),
    )


def due_cell(due: date | None, today: date) -> Cell:
    """A day; one that has passed says so in words as well as in its colour."""
    if due is None:
        return Words("–", REGULAR, GREY)
    if due < today:
        return Stacked(Words(format_date(due), REGULAR, LATE), Words(_("overdue"), REGULAR, LATE), Words(""))
    return format_date(due)
