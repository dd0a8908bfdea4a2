# SPDX-License-Identifier: Apache-2.0
"""The declared rating beside the one that the project's own records suggest, and how it stands to its tolerances."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QPushButton

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.domain.challenge import VERDICTS
from portfolio_desktop.gui.pages.challenge.reasons import reasons_of
from portfolio_desktop.gui.pages.pieces import Card, RowButton, words
from portfolio_desktop.gui.theme import GAP_HUGE, GAP_LARGE, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.picture import IconPicture
from portfolio_desktop.gui.widgets.rating import RatingBadge, Shown
from portfolio_desktop.services.governance.breaches import Breach, Stand, Standing
from portfolio_desktop.services.project_page import ProjectPage as Found

_STANDS = {
    Stand.WITHIN: ("circle-check", "muted", N_("within {limit}")),
    Stand.BEYOND: ("circle-alert", "danger", N_("beyond, nobody told")),
    Stand.TOLD: ("megaphone", "accent", N_("beyond, told: {code}")),
    Stand.JUDGED: ("scale", "muted", N_("for people to judge")),
    Stand.UNKNOWN: ("circle-dashed", "muted", N_("not known, the limit is {limit}")),
}


def evidence_card(found: Found) -> Card:
    """Declared and suggested rating side by side, and why. Where nothing is known, that is said."""
    card = Card(_("Beside the evidence"))
    judged = found.challenged.challenge
    row = QHBoxLayout()
    row.setContentsMargins(0, GAP_SMALL, 0, GAP_SMALL)
    row.setSpacing(GAP_HUGE)
    for caption, rating in ((_("Declared"), judged.declared), (_("By the evidence"), judged.suggested)):
        row.addLayout(_rated(caption, rating))
    row.addWidget(Label(_(VERDICTS[judged.verdict]), bold=judged.is_asked, wrap=True), 1)
    card.column.addLayout(row)
    card.column.addWidget(reasons_of(judged))
    return card


def _rated(caption: str, rating: Shown) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(GAP_SMALL)
    row.addWidget(Label(caption, ink="muted"))
    row.addWidget(RatingBadge(rating))
    return row


def tolerances_card(
    found: Found, show: Callable[[str], None], draft: Callable[[tuple[Breach, ...]], None] | None
) -> Card | None:
    """Each tolerance of the project's tier: within, beyond, told. `draft` is left out where nothing can be changed."""
    if not found.tolerances:
        return None
    card = Card(_("Tolerances"))
    untold = tuple(each.breach for each in found.tolerances if each.breach and each.escalation is None)
    for each in found.tolerances:
        card.column.addWidget(_line(each, show))
        if each.breach is not None:
            label = Label(each.words, ink="muted", wrap=True, step=-0.5)
            label.setContentsMargins(GAP_LARGE * 2, 0, GAP_SMALL, GAP_SMALL)
            card.column.addWidget(label)
    if untold and draft is not None:
        text = _("Draft the exception report") if len(untold) == 1 else _("Draft the exception reports")
        button = QPushButton(text)
        button.clicked.connect(lambda: draft(untold))
        row = QHBoxLayout()
        row.setContentsMargins(0, GAP_SMALL, 0, 0)
        row.addWidget(button)
        row.addStretch(1)
        card.column.addLayout(row)
    return card


def _line(standing: Standing, show: Callable[[str], None]) -> RowButton:
    name, ink, text = _STANDS[standing.stand]
    escalation = standing.escalation
    said = _(text).replace("{code}", standing.code)
    if standing.stand is Stand.BEYOND and escalation is not None:
        said = _("beyond, not told yet: {code}").replace("{code}", standing.code)
    said = said.replace("{limit}", standing.words)
    run = None if escalation is None else lambda: show(str(escalation))
    row = RowButton(f"{standing.label}: {said}", run)
    row.put(IconPicture(name, 16, ink))
    row.put(words(standing.label, bold=standing.breach is not None), width=124)
    return row.put(words(said, ink="danger" if ink == "danger" else "text"), 1)
