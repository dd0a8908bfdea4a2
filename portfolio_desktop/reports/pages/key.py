# SPDX-License-Identifier: Apache-2.0
"""What the badges, signs and words of the pack mean, and how its numbers are made."""

from collections.abc import Iterator

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.values import Rating, Reason, Unknown
from portfolio_desktop.domain.pack.data import PackData
from portfolio_desktop.domain.pack.figures import has_history
from portfolio_desktop.domain.rating import SCALES, Scale
from portfolio_desktop.reports.badge import arrow, badge, dash
from portfolio_desktop.reports.flow import Flow, even
from portfolio_desktop.reports.primitives import Mark, Text, paragraph, unread
from portfolio_desktop.reports.sheet import Sheet
from portfolio_desktop.reports.style import BODY, INK, LEADING, REGULAR, SEMIBOLD
from portfolio_desktop.reports.text import width, wrap
from portfolio_desktop.reports.wording import LOOK_WORDS, LOOKS

_BESIDE = 14
"""Between the longest word and the meanings."""
_MEANINGS = {
    "green": N_("On course for time, cost and quality; nothing open threatens that."),
    "amber_green": N_("Probably on course; needs steady attention so that risks stay risks."),
    "amber": N_("Can succeed, but significant issues exist and need management now."),
    "amber_red": N_("In doubt: major risks or issues in several key areas need urgent action."),
    "red": N_("Looks out of reach as it stands: re-plan, re-scope or ask whether to go on."),
}
_ALWAYS = (
    (N_("Baseline"), N_("The date or amount that was last approved.")),
    (N_("Forecast"), N_("What is expected now. Slip is forecast less baseline; whole months are rounded.")),
    (
        N_("Time left, late"),
        N_("Counted in days from the day of “Data as of”, not from the day of printing."),
    ),
    (
        N_("Data as of"),
        N_(
            "The day to which lateness is counted and up to which periods are reported. The registers are "
            "printed as they stood when the pack was made."
        ),
    ),
)
_OF_COST = (
    (
        N_("Whole-life cost, forecast"),
        N_(
            "All cost of the project from its start to its end, as it is forecast now; as agreed, where no forecast is given."
        ),
    ),
    (
        N_("n of m known"),
        N_(
            "The total adds up n values; the other projects give no figure. A missing value is never taken for zero."
        ),
    ),
)
_OF_THE_PACK_BEFORE = (
    (
        N_("Like for like"),
        N_("The change over those projects that gave a figure both now and in the pack before."),
    ),
)
_OF_SCALES = (
    (
        N_("Another scale"),
        N_(
            "A rating given on a scale with other levels. It is shown beside the rating now and never called better or worse."
        ),
    ),
)
_OF_RISKS = (
    (
        N_("Score and band"),
        N_(
            "Those of the cell of likelihood and impact in the office's risk matrix, as the register holds it now."
        ),
    ),
)
_OF_EXPOSURE = (
    (
        N_("P50 and P80"),
        N_("The amounts that all risks together stay below with a chance of 50 and of 80 in a hundred."),
    ),
)
_OF_WORDS = (
    (
        N_("Words in place of a value"),
        N_(
            "Such as “On hold” for a rating: printed as they were given. Longer ones are “Not known”; data quality says which."
        ),
    ),
)
_OF_SNAPSHOTS = (
    (
        N_("Data reference"),
        N_("Names the very data that this pack was printed from: packs with one reference say the same."),
    ),
)


def sheets(data: PackData) -> list[Sheet]:
    title = _("How to read this pack: the letter and the shape say as much as the colour")
    flow = Flow(Sheet(title, "", _("Key"), "key"), even(2))
    for scale in _scales(data):
        _scale(flow, scale)
    _signs(flow, data)
    flow.move_on()
    flow.heading(_("Words and numbers"))
    words = list(_words(data))
    room = max(width(_(word), SEMIBOLD, BODY) for word, _meaning in words) + _BESIDE
    for word, meaning in words:
        _pair(flow, _(word), _(meaning), room)
    return flow.sheets


def _words(data: PackData) -> Iterator[tuple[str, str]]:
    """Those that this pack uses: one that stands nowhere would be looked for in vain."""
    if any(project.cost is not None for project in data.projects):
        yield from _OF_COST
    if data.edition.previous:
        yield from _OF_THE_PACK_BEFORE
    if len(_scales(data)) > 1:
        yield from _OF_SCALES
    said = [project.rating for project in data.projects]
    if any(isinstance(each, Unknown) and each.reason is Reason.OTHER for each in said):
        yield from _OF_WORDS
    yield from _ALWAYS[:2]
    if data.risks:
        yield from _OF_RISKS
    if data.exposure and data.exposure.stated:
        yield from _OF_EXPOSURE
    yield from _ALWAYS[2:]
    if data.edition.snapshot:
        yield from _OF_SNAPSHOTS


def _scales(data: PackData) -> list[Scale]:
    """Those of every rating that is printed, in whatever period it was given."""
    given = [
        standing
        for project in data.projects
        for standing in (project.rating, *project.history, *(side.now for side in project.dimensions))
    ]
    used = {standing.scale for standing in given if isinstance(standing, Rating)}
    return [scale for code, scale in SCALES.items() if code in used] or [SCALES["rag3"]]


def _scale(flow: Flow, scale: Scale) -> None:
    flow.heading(_(scale.label))
    for level in scale.levels:
        y = flow.y
        _pair(flow, _(level.label), _(_MEANINGS[level.tone]), 92, indent=30)
        sign = badge(Rating(scale.code, level.code), flow.x + 12, y + 8, 15)
        flow.sheets[-1].marks.append(unread(sign))
    flow.gap(14)


def _pair(flow: Flow, word: str, meaning: str, room: float, indent: float = 0.0) -> None:
    lines = wrap(meaning, REGULAR, BODY, flow.width - room - indent)
    flow.need(len(lines) * BODY * LEADING + 8)
    marks: list[Mark] = [Text(flow.x + indent, flow.y + 11, word, SEMIBOLD, BODY, INK)]
    for place, line in enumerate(lines):
        marks.append(
            Text(flow.x + indent + room, flow.y + 11 + place * BODY * LEADING, line, REGULAR, BODY, INK)
        )
    flow.put([paragraph(marks)], len(lines) * BODY * LEADING + 8)


def _signs(flow: Flow, data: PackData) -> None:
    flow.heading(_("Signs"))
    flow.put(dash(flow.x + 12, flow.y + 8, 15), 0)
    _pair(
        flow, _("Not reported"), _("No rating was given for the period, for whatever reason."), 92, indent=30
    )
    if has_history(data):
        for worse, word, meaning in (
            (True, _("Worse"), _("The rating fell since the period before.")),
            (False, _("Better"), _("The rating rose since the period before.")),
        ):
            flow.put([arrow(flow.x + 12, flow.y + 8, worse=worse)], 0)
            _pair(flow, word, meaning, 92, indent=30)
    if any(project.forward_look for project in data.projects):
        for code, sign in LOOKS.items():
            flow.put([unread([Text(flow.x + 12, flow.y + 11, sign, SEMIBOLD, BODY, INK, 0.5)])], 0)
            meaning = _("Outlook: where the owner expects the rating to go.")
            _pair(flow, _(LOOK_WORDS[code]), meaning, 92, indent=30)
