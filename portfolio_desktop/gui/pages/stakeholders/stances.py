# SPDX-License-Identifier: Apache-2.0
"""Positions as signs that need no colour: from ++ for whoever champions a project to −− for whoever opposes it."""

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.services.stakeholders import StakeholderLine

MINUS, ARROW = "\N{MINUS SIGN}", "\N{RIGHTWARDS ARROW}"
SIGNS = {
    "champion": "++",
    "supportive": "+",
    "neutral": "=",
    "critical": MINUS,
    "opposed": MINUS * 2,
    "unaware": "?",
}
_OTHER = "\N{MIDDLE DOT}"


def sign(stance: str | None) -> str:
    """The sign of a position; a dot for one that an organisation has added, nothing where none is known."""
    return SIGNS.get(stance, _OTHER) if stance else ""


def way_words(catalogue: Catalogue, line: StakeholderLine) -> str:
    """The position now, and the one that is wanted where that is another, in words."""
    now, wanted = (stance_words(catalogue, code) for code in (line.position, line.wanted))
    if line.wanted and line.wanted != line.position:
        return _("{now}; wanted: {wanted}").format(now=now or _("position not known"), wanted=wanted)
    return now or _("position not known")


def stance_words(catalogue: Catalogue, code: str | None) -> str:
    """A position in the words of the list."""
    item = catalogue.list_named("stance").item(code) if code else None
    return _(item.label) if item else code or ""


def legend(catalogue: Catalogue) -> str:
    """What the signs mean, on one line."""
    said = [f"{mark} {stance_words(catalogue, code).lower()}" for code, mark in SIGNS.items()]
    return "  \N{MIDDLE DOT}  ".join(
        [*said, f"{ARROW} {_('where they are wanted')}", f"! {_('contact overdue')}"]
    )
