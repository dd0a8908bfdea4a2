# SPDX-License-Identifier: Apache-2.0
"""What of a risk stands where in its bow-tie."""

from collections.abc import Iterator, Sequence
from datetime import date

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _
from portfolio_desktop.gui.widgets.bow_tie import Box, Column
from portfolio_desktop.services.risks.story import ResponseLine, RiskStory

_AFTERWARDS = "contingency"
_BULLETS = "-–•*·"


def columns(story: RiskStory) -> tuple[Column, ...]:
    """From cause to effect. Responses that prepare for the event stand after it, all others before."""
    risk = story.risk
    before = [line for line in story.responses if line.response.strategy != _AFTERWARDS]
    after = [line for line in story.responses if line.response.strategy == _AFTERWARDS]
    return (
        Column(_("Causes"), tuple(_parts(risk.cause)), _("No cause is written down.")),
        Column(
            _("What holds it back"),
            (*_parts(risk.controls, _("In place")), *_parts(risk.mitigation, _("Planned")), *_lines(before)),
            _("Nothing is in place or planned to make it less likely or less bad."),
        ),
        Column(
            _("The event"),
            tuple(_parts(risk.event)) or tuple(_parts(risk.title)),
            _("What may happen is not written down."),
        ),
        Column(
            _("If it happens"),
            (*_parts(risk.contingency), *_lines(after)),
            _("No plan for the case that it happens."),
        ),
        Column(_("Effects"), tuple(_parts(risk.effect)), _("No effect is written down.")),
    )


def _parts(text: str | None, note: str = "") -> Iterator[Box]:
    """A text as boxes: one for each paragraph or bullet."""
    for line in (text or "").splitlines():
        words = line.strip().lstrip(_BULLETS).strip()
        if words:
            yield Box(words, note)


def _lines(lines: Sequence[ResponseLine]) -> Iterator[Box]:
    for line in lines:
        due, title = line.response.due, line.response.title or line.response.code or ""
        when = _("due {day}").format(day=format_date(due)) if isinstance(due, date) else ""
        said = (line.owner, line.status if line.is_over else when)
        yield Box(title, " · ".join(part for part in said if part), "risk_response", line.response.id)
