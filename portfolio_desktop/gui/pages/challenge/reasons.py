# SPDX-License-Identifier: Apache-2.0
"""A declared rating beside the one that the evidence suggests, and why: for the page, for Home and for one project."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.values import Rating
from portfolio_desktop.domain.challenge import MEASURES, Challenge, Reason
from portfolio_desktop.gui.pages.pieces import RowButton, words
from portfolio_desktop.gui.theme import GAP_LARGE, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.rating import RatingBadge, rating_words
from portfolio_desktop.services.governance.challenge import Challenged

Open = Callable[[str, str], None]


def head_row(judged: Challenged, open_it: Open) -> RowButton:
    """The project, its declared rating, and the suggested one; it leads to the project."""
    found = judged.challenge
    said = _("{project}: declared {declared}, the evidence suggests {suggested}")
    for key, value in (
        ("{declared}", rating_words(found.declared)),
        ("{suggested}", rating_words(found.suggested)),
        ("{project}", judged.title),
    ):
        said = said.replace(key, value)
    row = RowButton(said, lambda: open_it("project", judged.project))
    row.put(words(judged.title, bold=True), 1)
    row.put(RatingBadge(found.declared))
    row.put(
        words(_("by the evidence"), ink="muted")
    )  # no arrow: two ratings beside each other are no movement
    return row.put(RatingBadge(found.suggested))


def reason_row(reason: Reason) -> QWidget:
    """One reason with its own badge."""
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(GAP_LARGE, 2, GAP_SMALL, 2)
    row.setSpacing(GAP_SMALL)
    row.addWidget(RatingBadge(Rating("rag3", reason.tone)), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Label(reason.text, wrap=True), 1)
    return line


def reasons_of(found: Challenge) -> QWidget:
    """Every reason, and what is not known."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, GAP_SMALL)
    column.setSpacing(0)
    for reason in found.reasons:
        column.addWidget(reason_row(reason))
    if found.note:
        column.addWidget(_muted(found.note))
    if not found.reasons and found.suggested is not None:
        column.addWidget(_muted(_("No test is amber or red.")))
    if found.silent:
        column.addWidget(_muted(silence(found)))
    return whole


def silence(found: Challenge) -> str:
    """What the tests could not see, in words."""
    names = "; ".join(_(MEASURES[check].label).lower() for check in found.silent)
    return _("Not known: {these}.").format(these=names)


def _muted(text: str) -> Label:
    label = Label(text, ink="muted", wrap=True, step=-0.5)
    label.setContentsMargins(GAP_LARGE, 2, GAP_SMALL, 2)
    return label
