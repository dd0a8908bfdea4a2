# SPDX-License-Identifier: Apache-2.0
"""One risk on its own: its bow-tie, where it stood and stands, what is done about it, and what hangs on it."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.money import fitting_unit, format_money
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.domain.risk_matrix import Cell, Point
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.pages.one_record import OneRecord
from portfolio_desktop.gui.pages.pieces import Card, RowButton, stacked, words
from portfolio_desktop.gui.pages.risks.axes import axes_of, step_words
from portfolio_desktop.gui.pages.risks.marks import (
    BandBadge,
    cell_words,
    day,
    movement_words,
    no_response,
    proximity_words,
)
from portfolio_desktop.gui.pages.risks.tie import columns
from portfolio_desktop.gui.theme import GAP_LARGE, GAP_SMALL
from portfolio_desktop.gui.widgets.bow_tie import BowTie
from portfolio_desktop.gui.widgets.heat.arrows import Journey
from portfolio_desktop.gui.widgets.heat.map import HeatMap
from portfolio_desktop.gui.widgets.labels import FirstWords, Label
from portfolio_desktop.services.risks.story import Linked, Placed, ResponseLine, RiskStory, risk_story

Open = Callable[[str, str], None]
_MAP = QSize(380, 280)


class StoryPage(OneRecord[RiskStory]):
    """Shows the risk it is given, and follows what is written about it."""

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__(desk, risk_story, self._draw, parent=parent)

    def _draw(self, found: RiskStory) -> None:
        self.setAccessibleName(f"{found.line.code} {found.line.title}")
        self.column.addLayout(self._head(found))
        self.column.addWidget(self._tie(found))
        grid = QGridLayout()
        grid.setSpacing(GAP_LARGE)
        grid.addLayout(stacked(_standing(self._desk.catalogue, found), _history(found)), 0, 0)
        others = (_responses(found, self._open), *(_links(*each, self._open) for each in _hanging(found)))
        grid.addLayout(stacked(*others), 0, 1)
        grid.setColumnStretch(0, 5)
        grid.setColumnStretch(1, 6)
        self.column.addLayout(grid)

    def _tie(self, found: RiskStory) -> Card:
        card = Card(_("From cause to effect"))
        picture = BowTie(f"{found.line.code} {found.line.title}", columns(found))
        picture.opened.connect(self.open_requested)
        card.column.addWidget(picture)
        return card

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _head(self, found: RiskStory) -> QVBoxLayout:
        line = found.line
        back = QPushButton(_("All risks"))
        back.setProperty("flat", True)
        back.setIcon(icon("arrow-left", "accent"))
        back.clicked.connect(self.left)
        row = QHBoxLayout()
        row.setSpacing(GAP_LARGE)
        title = FirstWords(f"{line.code}  {line.title}", step=6)
        row.addWidget(title, 1)
        row.addWidget(BandBadge(line.current, given=line.given_score))
        edit = QPushButton(_("Edit in the register"))
        edit.setIcon(icon("pencil"))
        edit.clicked.connect(lambda: self._open("risk", line.id))
        row.addWidget(edit)
        said = (
            movement_words(line.movement),
            proximity_words(self._desk.catalogue, line.proximity),
            _("could strike {day}").format(day=format_date(line.strike)) if line.strike else "",
            line.owner_name or _("nobody owns it"),
            line.project_title,
            _("review {day}").format(day=format_date(line.review_on))
            if line.review_on
            else _("no review set"),
        )
        column = QVBoxLayout()
        column.setSpacing(GAP_SMALL)
        column.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(row)
        column.addWidget(Label(" · ".join(part for part in said if part), ink="muted", wrap=True))
        stands = cell_words(line.current, line.given_score)
        title.setAccessibleName(". ".join(filter(None, (line.code, line.title, stands, *said))))
        self.first = title
        return column

    def _open(self, entity: str, id: str) -> None:
        self.open_requested.emit(entity, id)


def _standing(catalogue: Catalogue, found: RiskStory) -> Card:
    matrix = found.matrix
    card = Card(_("Where it stands"))
    likelihood, impact = step_words(catalogue, "likelihood"), step_words(catalogue, "impact")
    picture = HeatMap(found.line.code, matrix, axes_of(matrix, likelihood, impact))
    places = found.line.places
    journey = Journey(
        found.line.id,
        1,
        found.line.code,
        _point(places.inherent),
        _point(places.current),
        _point(places.target),
    )
    picture.set_journeys([journey], found.line.id)
    picture.setMinimumSize(_MAP)
    card.column.setSpacing(GAP_SMALL)
    card.column.addWidget(picture)
    card.column.addWidget(Label(_("○ inherent   ● now   ◆ target"), ink="muted", step=-0.5))
    return card


def _history(found: RiskStory) -> Card:
    card = Card(_("How it moved"))
    for placed in reversed(found.history):
        card.column.addWidget(_placed(placed))
    if not found.history:
        card.say(_("It has not been placed on the matrix yet."))
    return card


def _placed(placed: Placed) -> RowButton:
    row = RowButton(f"{format_date(placed.when.date())}: {placed.label}")
    row.put(words(format_date(placed.when.date()), ink="muted"), width=92)
    row.put(BandBadge(placed.places.current))
    row.put(words(placed.label), 3)
    return row.put(words(placed.author, ink="muted"), 1)


def _responses(found: RiskStory, open_it: Open) -> Card:
    card = Card(_("What is done about it"))
    card.header.set_count(len(found.responses))
    unit = fitting_unit(cost for line in found.responses if isinstance(cost := line.response.cost, Decimal))
    for line in found.responses:
        card.column.addWidget(_response(line, unit, open_it))
    if not found.responses:
        card.say(" ".join((no_response(found.risk), _("Add one in the register of risk responses."))))
    return card


def _response(line: ResponseLine, unit: str, open_it: Open) -> RowButton:
    response = line.response
    row = RowButton(f"{response.title}, {line.status}", lambda: open_it("risk_response", response.id))
    cost = format_money(response.cost, unit) if isinstance(response.cost, Decimal) else ""
    row.put(words(response.title or ""), 6)
    row.put(words(line.strategy, ink="muted"), width=72)
    row.put(words(line.owner, ink="muted"), 3)
    row.put(words(cost, right=True), width=56)
    when = line.status if line.is_over else day(response.due)
    return row.put(words(when, ink="danger" if line.late else "muted"), width=92)


def _hanging(found: RiskStory) -> Iterator[tuple[str, Sequence[Linked]]]:
    """What is linked with the risk, under the heading of each kind of link; what it became first."""
    issues = found.group("issue")
    if issues:
        yield _("It became"), issues
    if found.feeds is not None:
        yield _("It contributes to"), (found.feeds,)
    for group in found.linked:
        if group.entity != "issue" and group.records:
            yield group.label, group.records
    if found.bears_on:
        yield _("It bears on"), found.bears_on
    if found.decisions:
        yield _("Decisions"), found.decisions


def _links(heading: str, records: Sequence[Linked], open_it: Open) -> Card:
    card = Card(heading)
    card.header.set_count(len(records))
    for linked in records:
        row = RowButton(
            f"{linked.code} {linked.title}",
            lambda linked=linked: open_it(linked.entity, linked.id),  # type: ignore[misc]
        )
        row.put(words(linked.code, ink="muted"), width=66)
        row.put(words(linked.title), 4)
        row.put(words(linked.owner, ink="muted"), 2)
        card.column.addWidget(row.put(words(linked.status, ink="muted"), width=110))
    return card


def _point(cell: Cell | None) -> Point | None:
    return cell.point if cell else None
