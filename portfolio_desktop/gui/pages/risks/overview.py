# SPDX-License-Identifier: Apache-2.0
"""What a board argues over: the heat map, what stands beside it, and beneath them the register of what was chosen."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QToolButton, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.catalogue.filters import Sort
from portfolio_desktop.domain.movement import Movement
from portfolio_desktop.domain.risk_matrix import Point
from portfolio_desktop.gui.access.panes import PART
from portfolio_desktop.gui.access.roles import Role, speak_as
from portfolio_desktop.gui.actions import Actions
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.pages.risks import choosing
from portfolio_desktop.gui.pages.risks.beside import Beside
from portfolio_desktop.gui.pages.risks.board_map import BoardMap
from portfolio_desktop.gui.pages.risks.choosing import Chosen
from portfolio_desktop.gui.register.page import RegisterPage
from portfolio_desktop.gui.theme import GAP, GAP_LARGE, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.risks.board import RiskBoard, risk_board

_LEAST_MAP, _MAP_SHARE = 432, (5, 7)
_LEAST_BELOW = 180


class Overview(QWidget):
    """Reads the board of all open risks when told to, and keeps what the person chose across every change."""

    story_wanted = Signal(str)
    """The id of a risk to be shown on its own."""
    review_wanted = Signal(object)
    """The ids of the risks to go through, in their order."""
    matrix_wanted = Signal()

    def __init__(self, desk: Desk, above: Actions, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        speak_as(self, Role.Grouping)
        self.setAccessibleName(_("Risk board"))
        self._desk = desk
        self._board: RiskBoard | None = None
        self.map: BoardMap | None = None
        self.register = RegisterPage(desk, "risk", above=above)
        self.beside = Beside(desk)
        self.chip = QToolButton()
        self._headline = Label(step=5, bold=True)
        self._underline = Label(ink="muted", wrap=True)
        self._head, self._top, self._chips = QWidget(), QWidget(), QWidget()
        self._map_place = QHBoxLayout()
        self._splitter = QSplitter(Qt.Orientation.Vertical)
        self._lay_out()
        self.chip.clicked.connect(lambda: self.choose(None))
        self.beside.chosen.connect(self.choose)
        self.beside.picked.connect(self._bring_out)
        self.beside.opened.connect(self.story_wanted)
        self.register.open_requested.connect(lambda _entity, id: self.story_wanted.emit(id))
        self.choose(None)

    def load(self) -> None:
        """Read the board again."""
        self._desk.read(risk_board, self.show_board, owner=self)

    def show_board(self, board: RiskBoard) -> None:
        """Draw `board`; the switches, the tab in front and what was chosen stay."""
        self._board = board
        for part in (self._head, self._top):
            part.setVisible(bool(board.lines))
        self._headline.setText(headline(board))
        self._underline.setText(underline(board))
        self.setAccessibleName(" ".join((_("Risk board"), self._headline.text(), self._underline.text())))
        if self.map is None:
            self._make_map(board)
        else:
            self.map.show_board(self._desk.catalogue, board)
        assert self.map is not None
        self.beside.show_board(board, self.map.top())

    def choose(self, chosen: Chosen | None) -> None:
        """Show the risks of `chosen` in the register, under a chip that lets them go; None shows all open ones again."""
        self._chips.setVisible(chosen is not None)
        if chosen is None:
            if self.map is not None:
                self.map.map.select(None)
        else:
            self.chip.setText(chosen.title)
            self.chip.setAccessibleName(_("Show all open risks again, not only: {}").format(chosen.title))
        shown = chosen or choosing.open_risks(self._desk.catalogue)
        self.register.show_filter(shown.where, shown.title, (Sort("score", descending=True),))

    def _choose_cell(self, point: Point | None) -> None:
        if point is None or self.map is None:
            self.choose(None)
            return
        words = self.map.map.content.words(point).partition(":")[0]
        self.choose(
            choosing.in_cell(
                self._desk.catalogue, point, self.map.stage, words, opportunities=self.map.opportunities
            )
        )

    def _choose_unplaced(self) -> None:
        if self.map is not None:
            self.choose(
                choosing.not_placed(
                    self._desk.catalogue, self.map.stage, opportunities=self.map.opportunities
                )
            )

    def _bring_out(self, id: str) -> None:
        if self.map is not None:
            self.map.bring_out(id)

    def _kind_changed(self) -> None:
        if self.map is not None:
            self.beside.show_top(self.map.top())

    def _review(self) -> None:
        """Go through what is due first; where nothing is, through everything open."""
        if self._board is not None:
            lines = self._board.reviews_late or self._board.lines
            self.review_wanted.emit(tuple(line.id for line in lines))

    # Putting it together

    def _make_map(self, board: RiskBoard) -> None:
        self.map = BoardMap(self._desk.catalogue, board)
        self.map.setMinimumWidth(_LEAST_MAP)
        self.map.chosen.connect(self._choose_cell)
        self.map.unplaced.clicked.connect(self._choose_unplaced)
        self.map.kinds.changed.connect(lambda _key: self._kind_changed())
        self._map_place.insertWidget(0, self.map, _MAP_SHARE[0])

    def _lay_out(self) -> None:
        review, matrix = QPushButton(_("Review risks")), QPushButton(_("Edit the matrix"))
        review.setIcon(icon("list-checks"))
        matrix.setIcon(icon("grid-3x3"))
        review.clicked.connect(self._review)
        matrix.clicked.connect(self.matrix_wanted)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._headline)
        words.addWidget(self._underline)
        head = QHBoxLayout(self._head)
        head.setContentsMargins(GAP_LARGE, GAP, GAP_LARGE, GAP_SMALL)
        head.setSpacing(GAP_SMALL)
        head.addLayout(words, 1)
        head.addWidget(review)
        head.addWidget(matrix)
        self._map_place.setSpacing(GAP)
        self._map_place.addWidget(self.beside, _MAP_SHARE[1])
        top = QVBoxLayout(self._top)
        top.setContentsMargins(GAP_LARGE, 0, GAP_LARGE, GAP_SMALL)
        top.addLayout(self._map_place)
        self._splitter.addWidget(self._top)
        self._splitter.addWidget(self._below())
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setSizes([440, 300])
        self._splitter.setStretchFactor(0, 0)
        self._splitter.setStretchFactor(1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._head)
        whole.addWidget(self._splitter, 1)

    def _below(self) -> QWidget:
        self.chip.setProperty("chip", True)
        self.chip.setAccessibleName(_("Show all open risks again"))
        self.chip.setIcon(icon("x"))
        self.chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        row = QHBoxLayout(self._chips)
        row.setContentsMargins(GAP_LARGE, GAP_SMALL, GAP_LARGE, 0)
        row.setSpacing(GAP_SMALL)
        row.addWidget(Label(_("Only"), ink="muted"))
        row.addWidget(self.chip)
        row.addStretch(1)
        self._chips.hide()
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._chips)
        column.addWidget(self.register, 1)
        below.setObjectName(PART)

        def make_room() -> None:
            """For some rows, and for the one that is being typed in with its buttons: the map above gives way."""
            typed = self.register.new_row
            below.setMinimumHeight(_LEAST_BELOW + (typed.sizeHint().height() if typed.is_open else 0))

        make_room()
        self.register.new_row.toggled.connect(make_room)
        return below


def headline(board: RiskBoard) -> str:
    """The one sentence to begin with: how many are open, and how many of them are of the gravest band."""
    gravest = board.matrix.bands[-1]
    threats = board.threats
    worst = sum(1 for line in threats if line.current is not None and line.current.band == gravest)
    opened = ngettext("{count} open threat", "{count} open threats", len(threats)).format(
        count=f"{len(threats):,}"
    )
    if worst and worst == len(threats):
        return _("{threats}: {band}.").format(threats=opened, band=_(gravest.label))
    if not worst:
        return _("{threats}, none of them {band}.").format(threats=opened, band=_(gravest.label))
    return _("{threats}, {count} of them {band}.").format(
        threats=opened, count=f"{worst:,}", band=_(gravest.label)
    )


def underline(board: RiskBoard) -> str:
    """What has moved, and what is overdue."""
    moved = board.moved
    parts = []
    if board.since.known:
        names = ((Movement.WORSE, _("worse")), (Movement.BETTER, _("better")), (Movement.NEW, _("new")))
        said = [f"{moved[kind]:,} {name}" for kind, name in names if moved[kind]]
        if board.closed:
            said.append(_("{count} closed").format(count=f"{len(board.closed):,}"))
        parts.append(f"{', '.join(said) or _('nothing moved')} {board.since.label}")
    if board.opportunities:
        count = len(board.opportunities)
        parts.append(
            ngettext("{count} opportunity", "{count} opportunities", count).format(count=f"{count:,}")
        )
    if board.reviews_late:
        count = len(board.reviews_late)
        parts.append(
            ngettext("{count} review overdue", "{count} reviews overdue", count).format(count=f"{count:,}")
        )
    return " · ".join(parts)
