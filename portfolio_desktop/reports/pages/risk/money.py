# SPDX-License-Identifier: Apache-2.0
"""Below the heat map: what the risks may cost against what is held, and how the load of them went."""

from itertools import pairwise

from portfolio_desktop.base.dates import format_month
from portfolio_desktop.base.i18n import _
from portfolio_desktop.domain.pack.data import PackData, Total
from portfolio_desktop.domain.pack.risks import Burn, BurnMark, PackExposure
from portfolio_desktop.reports.flow import Flow
from portfolio_desktop.reports.primitives import Circle, Line, Mark, Text, figure, paragraph
from portfolio_desktop.reports.style import ACCENT, BODY, GREY, INK, LATE, NOTE, REGULAR, SEMIBOLD, SMALL
from portfolio_desktop.reports.text import wrap
from portfolio_desktop.reports.wording import known, money

_CHART = 46.0
_FOOT = 14.0
_WIDEST = 360.0
BURN = 16 + _CHART + _FOOT
"""What the picture of the load takes with its heading."""


def exposure(flow: Flow, data: PackData) -> None:
    """Expected value, P50 and P80 beside the contingency, with how many of how many risks give figures."""
    found = data.exposure
    if found is None or not found.of:
        return
    flow.heading(_("What they may cost"))
    if not found.stated:
        words = _("None of {of:,} open risks states a probability and money, so nothing can be added up.")
        flow.prose(words.format(of=found.of), NOTE, GREY)
        return
    figures = ((_("Expected"), found.expected), (_("P50"), found.p50), (_("P80"), found.p80))
    step = flow.width / len(figures)
    marks: list[Mark] = []
    for place, (name, amount) in enumerate(figures):
        x = flow.x + place * step
        said = money(amount, data.edition.currency)
        label = Text(x, flow.y + 8, name, REGULAR, SMALL, GREY)
        marks.append(paragraph([label, Text(x, flow.y + 21, said, SEMIBOLD, 11.5, INK)]))
    flow.put(marks, 27)
    flow.prose(_against(data, found), BODY, LATE if _is_short(found) else INK)
    stated = _("{n:,} of {of:,} open risks state figures.").format(n=found.stated, of=found.of)
    flow.prose(f"{stated} {found.method}", SMALL, GREY)


def _is_short(found: PackExposure) -> bool:
    return found.held is not None and found.held < found.p80


def _against(data: PackData, found: PackExposure) -> str:
    """Contingency of £3m, known for 4 of 9, is enough with a chance of 84%: £0.2m less than P80."""
    if found.held is None:
        return _("No project says what contingency it holds.")
    held = _("Contingency of {amount}, {known}").format(
        amount=money(found.held, data.edition.currency),
        known=known(Total(found.held, found.known, found.projects)),
    )
    words = [held]
    if found.enough is not None:
        words.append(_("is enough with a chance of {percent}%").format(percent=found.enough))
    gap = found.held - found.p80
    if gap:
        apart = money(abs(gap), data.edition.currency)
        words.append(
            _("it is {amount} {way} P80").format(amount=apart, way=_("above") if gap > 0 else _("below"))
        )
    return (
        _("{first}, {second}.").format(first=words[0], second="; ".join(words[1:]))
        if words[1:]
        else f"{held}."
    )


def burn_down(flow: Flow, burn: Burn) -> None:
    """The total score of open threats month by month, and where it goes if all is done that is promised."""
    scored = [each for each in burn.points if each.score is not None]
    if len(burn.points) < 2 and burn.left_out and burn.points[-1:] and burn.points[-1].open:
        flow.heading(_("Open threats over time"))
        flow.prose(burn.left_out, NOTE, GREY)
        return
    if len(burn.points) < 2 or not any(each.open for each in burn.points):
        return
    by_score = len(scored) > 1
    past = scored if by_score else list(burn.points)
    ahead = [each for each in burn.planned if each.score is not None] if by_score else []
    title = _("Total score of open threats") if by_score else _("Open threats, by the dates they state")
    if ahead:
        title = _("{title}; dashed: as promised").format(title=title)
    flow.heading(title, _CHART + _FOOT)
    flow.put(_line(past, ahead, flow.x, flow.y, flow.width, by_score=by_score), _CHART + _FOOT)
    if ahead:
        basis = wrap(burn.basis, REGULAR, SMALL, flow.width)
        if flow.room > len(basis) * SMALL * 1.3:
            flow.prose(burn.basis, SMALL, GREY)


def _line(
    past: list[BurnMark], ahead: list[BurnMark], x: float, y: float, room: float, *, by_score: bool
) -> list[Mark]:
    """Points joined, the first, the last and the planned one labelled with their numbers and months."""

    def value(each: BurnMark) -> int:
        return (each.score or 0) if by_score else each.open

    days = [*past, *ahead]
    first, last = days[0].day, days[-1].day
    most = max(map(value, days)) or 1
    foot, left, wide = y + _CHART, x + 4, min(room, _WIDEST) - 30

    def at(each: BurnMark) -> tuple[float, float]:
        share = (each.day - first).days / max((last - first).days, 1)
        return left + share * wide, foot - (_CHART - 12) * value(each) / most

    marks: list[Mark] = [Line(x, foot, left + wide, foot, GREY, 0.8)]
    for points, colour, dash in ((past, INK, ()), (ahead, ACCENT, (2.5, 2.0))):
        ends = [at(each) for each in points]
        marks += [Line(*one, *two, colour, 1.2, dash) for one, two in pairwise(ends)]
    told = [past[0], past[-1], *ahead[-1:]]
    for place, each in enumerate(told):
        px, py = at(each)
        colour = ACCENT if place == 2 else INK
        marks.append(Circle(px, py, 2.0, colour))
        align = (0.0, 0.5, 1.0)[place]
        beside = Text(px + 5, py + 2.5, f"{value(each):,}", SEMIBOLD, SMALL, colour)
        above = Text(px, py - 4, f"{value(each):,}", SEMIBOLD, SMALL, colour, align)
        marks.append(beside if place == 2 else above)
        marks.append(Text(px, foot + 10, format_month(each.day), REGULAR, SMALL, GREY, align))
    return [figure("; ".join(f"{format_month(each.day)}: {value(each):,}" for each in days), marks)]
