# SPDX-License-Identifier: Apache-2.0
"""The head of the project page: code and name, where it belongs, who answers for it, and the three things asked first."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.gui.pages.project.editing import EditCard
from portfolio_desktop.gui.pages.project.shown import day_words, in_words, slip_words
from portfolio_desktop.gui.theme import GAP_HUGE, GAP_SMALL, GAP_TINY
from portfolio_desktop.gui.widgets.labels import ElidedLabel, Label
from portfolio_desktop.gui.widgets.rating import RatingBadge
from portfolio_desktop.services.project_page import ProjectPage as Found

_FIELDS = (
    "code title programme_id portfolio_id organisation category tier stage status method supplier "
    "sro_id director_id manager_id"
)


def header_card(found: Found) -> EditCard:
    """The frame of the head: the code and the programme over it, and a pencil."""
    above = (found.project.code, found.programme)
    return EditCard(" · ".join(str(part) for part in above if part) or _("Project"), _FIELDS)


class Header(QWidget):
    """Names in large type at the left, the facts at the right, people below."""

    def __init__(self, catalogue: Catalogue, found: Found, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        project = found.project
        below = (
            in_words(catalogue, "organisation", project),
            in_words(catalogue, "category", project),
            found.stage,
            found.status,
        )
        names = QVBoxLayout()
        names.setSpacing(GAP_TINY)
        names.addWidget(Label(str(project.title or _("Without a name")), step=9, bold=True, wrap=True))
        names.addWidget(ElidedLabel(" · ".join(part for part in below if part), ink="muted"))
        facts = QHBoxLayout()
        facts.setSpacing(GAP_HUGE)
        facts.addLayout(_fact(_("Delivery confidence"), RatingBadge(project.confidence, words=True)))
        facts.addLayout(_fact(_("End"), Label(day_words(project.end), step=2, bold=True)))
        facts.addLayout(_fact(_("Against baseline"), _slip(found)))
        top = QHBoxLayout()
        top.setSpacing(GAP_HUGE)
        top.addLayout(names, 1)
        top.addLayout(facts)
        top.setAlignment(facts, Qt.AlignmentFlag.AlignTop)
        people = QHBoxLayout()
        people.setSpacing(GAP_HUGE)
        for role in found.people:
            named = Label(role.name or _("Nobody named"), ink="text" if role.name else "muted")
            people.addLayout(_fact(role.label, named))
        people.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GAP_SMALL, 0, GAP_SMALL)
        column.setSpacing(GAP_SMALL * 2)
        column.addLayout(top)
        column.addLayout(people)


def _fact(caption: str, value: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(2)
    column.addWidget(Label(caption, ink="muted", step=-1))
    column.addWidget(value, 0, Qt.AlignmentFlag.AlignLeft)
    return column


def _slip(found: Found) -> Label:
    """How far the end has moved: the last of the dates that has both a baseline and a forecast."""
    known = [row.slip for row in found.dates if row.slip is not None]
    slip = known[-1] if known else None
    return Label(slip_words(slip), step=2, bold=True, ink="danger" if slip and slip > 0 else "text")
