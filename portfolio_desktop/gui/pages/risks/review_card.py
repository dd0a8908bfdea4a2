# SPDX-License-Identifier: Apache-2.0
"""One risk as a meeting looks at it: large enough to be read across a table, and nothing on it that is not asked about."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.gui.pages.pieces import Card, RowButton, words
from portfolio_desktop.gui.pages.risks.marks import (
    BandBadge,
    cell_words,
    day,
    movement_label,
    movement_words,
    no_response,
    proximity_words,
)
from portfolio_desktop.gui.theme import GAP, GAP_HUGE, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import FirstWords, Label
from portfolio_desktop.services.risks.story import ResponseLine, RiskStory


class ReviewCard(Card):
    """What it is, where it stands, what is done about it. The keyboard begins at `title`, which says it all by ear."""

    def __init__(self, catalogue: Catalogue, story: RiskStory, place: str) -> None:
        """`place` says which of how many it is."""
        line, risk = story.line, story.risk
        super().__init__(line.code)
        # Its title says the code with all else, and would say it right after this.
        self.setAccessibleName(_(catalogue.entity("risk").label))
        self.column.setSpacing(GAP)
        self.title = FirstWords(line.title.replace("&", "&&"), step=7)
        # Words that belong to nothing are read out with the panel that they stand in, and then once more by themselves.
        self.title.setBuddy(self.header)
        self.column.addWidget(self.title)
        self.column.addLayout(_standing(catalogue, story))
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP_HUGE)
        grid.setVerticalSpacing(GAP)
        grid.setColumnStretch(1, 1)
        told = [
            (caption, text)
            for caption, text in (
                (_("Cause"), risk.cause),
                (_("Event"), risk.event),
                (_("Effect"), risk.effect),
                (_("Controls in place"), risk.controls),
                (_("Planned"), risk.mitigation),
                (_("If it happens"), risk.contingency),
                (_("Note"), risk.note),
            )
            if text
        ]
        for row, (caption, text) in enumerate(told):
            grid.addWidget(Label(caption, ink="muted", unsaid=True), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Label(text, step=1, wrap=True, unsaid=True), row, 1)
        self.column.addLayout(grid)
        self.column.addLayout(_responses(story))
        stands = cell_words(line.current, line.given_score), movement_words(line.movement)
        first = ". ".join(
            filter(None, (place, line.code, line.title, *stands, *_circumstances(catalogue, story)))
        )
        responses = [_response(each) for each in story.responses] or [no_response(risk)]
        # All of it as the name: not every screen reader says more than that of a label.
        self.title.setAccessibleName(
            "\n".join([first, *(f"{caption}: {text}" for caption, text in told), *responses])
        )


def _responses(story: RiskStory) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addWidget(
        Label(_("Responses") if story.responses else no_response(story.risk), ink="muted", unsaid=True)
    )
    for response in story.responses:
        title, due = response.response.title or "", response.response.due
        row = RowButton(_response(response))
        row.put(words(title), 6)
        row.put(words(response.owner, ink="muted"), 2)
        row.put(words(response.status, ink="muted"), 2)
        column.addWidget(row.put(words(day(due), ink="danger" if response.late else "muted"), width=92))
    return column


def _standing(catalogue: Catalogue, story: RiskStory) -> QHBoxLayout:
    line = story.line
    row = QHBoxLayout()
    row.setSpacing(GAP_SMALL)
    row.addWidget(BandBadge(line.current, given=line.given_score))
    row.addSpacing(GAP_SMALL)
    row.addWidget(movement_label(line.movement))
    row.addWidget(Label(" · ".join(_circumstances(catalogue, story)), ink="muted", wrap=True, unsaid=True), 1)
    return row


def _circumstances(catalogue: Catalogue, story: RiskStory) -> list[str]:
    """How near it is, whose it is, in whose register it stands, and a review that is late."""
    line, field = story.line, catalogue.entity("risk").field("level")
    level = str(story.risk.level or "project")
    item = catalogue.choices(field).item(level)
    late = line.review_on if line.review_late else None
    said = (
        proximity_words(catalogue, line.proximity),
        line.owner_name or _("nobody owns it"),
        line.project_title,
        _("{field}: {value}").format(field=_(field.label), value=_(item.label) if item else level),
        _("review was due {day}").format(day=format_date(late)) if late else "",
    )
    return [part for part in said if part]


def _response(line: ResponseLine) -> str:
    """One response by ear."""
    due = line.response.due
    late = _("late") if line.late else ""
    return ", ".join(
        filter(None, (line.response.title, line.owner, line.status, day(due) if due else "", late))
    )
