# SPDX-License-Identifier: Apache-2.0
"""The project in its own words, what is missing about it, and who changed what."""

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _
from portfolio_desktop.gui.pages.pieces import Card, words
from portfolio_desktop.gui.pages.project.editing import EditCard
from portfolio_desktop.gui.theme import GAP, GAP_SMALL, GAP_TINY
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.history import Entry
from portfolio_desktop.services.project_page import ProjectPage as Found

_MEASURE = 620  # about 75 characters of the usual system fonts
_LATEST = 8
_FIELDS = "description confidence_reason get_to_green achievements next_steps ask benefits_note note"


def prose_card(found: Found) -> EditCard:
    """Each narrative under its name, no wider than is comfortable to read."""
    card = EditCard(_("In words"), _FIELDS)
    card.rows.setSpacing(GAP_TINY)
    for piece in found.narratives:
        heading = Label(piece.label, ink="muted", step=-1)
        heading.setContentsMargins(0, GAP_SMALL, 0, 0)
        text = Label(piece.text, wrap=True)
        text.setMaximumWidth(_MEASURE)
        text.setTextInteractionFlags(text.textInteractionFlags().TextSelectableByMouse)
        card.rows.addWidget(heading)
        card.rows.addWidget(text)
    for objective in found.objectives:
        card.rows.addWidget(words(_("Serves: {objective}").format(objective=objective.title), ink="muted"))
    if not found.narratives:
        card.rows.addWidget(Label(_("Nothing is written about this project yet."), ink="muted"))
    return card


def gaps_card(found: Found) -> Card | None:
    """What is missing or does not fit together; None where nothing is."""
    if not found.gaps:
        return None
    card = Card(_("Gaps in the data"))
    card.header.set_count(len(found.gaps))
    card.column.setSpacing(GAP_TINY)
    for gap in found.gaps:
        said = f"{gap.label}: {gap.said}" if gap.said else gap.label
        card.column.addWidget(words(said))
    return card


def history_card(found: Found) -> Card:
    """The latest changes, newest first."""
    card = Card(_("History"))
    card.column.setSpacing(GAP_SMALL)
    for entry in found.history[:_LATEST]:
        card.column.addWidget(words(_what(entry)))
        who = Label(f"{entry.author} · {format_date(entry.when)} {entry.when:%H:%M}", ink="muted", step=-1)
        who.setContentsMargins(0, 0, 0, GAP - GAP_SMALL)
        card.column.addWidget(who)
    if not found.history:
        card.say(_("Nothing has been changed yet."))
    return card


def _what(entry: Entry) -> str:
    if entry.event == "changed":
        return f"{entry.field_label}: {entry.old or '–'} → {entry.new or '–'}"
    return {
        "created": _("{title} added"),
        "deleted": _("{title} deleted"),
        "restored": _("{title} brought back"),
    }[entry.event].format(title=entry.title)
