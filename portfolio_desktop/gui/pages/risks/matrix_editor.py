# SPDX-License-Identifier: Apache-2.0
"""The risk matrix as a picture that is edited where it is seen. Nothing is kept until it is saved, and then as one change."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.domain.risk_bands import back_to_shipped, spots, without_drafts
from portfolio_desktop.domain.risk_matrix import (
    LARGEST,
    MOST_POINTS,
    SMALLEST,
    Judged,
    Overall,
    Point,
    RiskMatrix,
)
from portfolio_desktop.gui.access.announcing import announce
from portfolio_desktop.gui.form.list_box import ListBox
from portfolio_desktop.gui.pages.pieces import Card
from portfolio_desktop.gui.pages.risks.axes import axes_of
from portfolio_desktop.gui.pages.risks.bands import BandLegend
from portfolio_desktop.gui.theme import GAP_LARGE, GAP_SMALL
from portfolio_desktop.gui.widgets.heat.content import Held
from portfolio_desktop.gui.widgets.heat.map import HeatMap
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.number import NumberBox
from portfolio_desktop.gui.widgets.segments import SegmentedControl
from portfolio_desktop.services.rules import band_effect

Words = Mapping[int, str]
_DOUBTS = 3


class MatrixEditor(Card):
    """A click or Enter takes a cell to the next band, the letter of a band takes it there at once.

    Escape leaves, unless something was changed: that takes Save or Cancel.
    """

    saved = Signal(object)
    """The `RiskMatrix` to keep."""
    left = Signal()
    """The person is done without saving."""

    def __init__(
        self,
        matrix: RiskMatrix,
        risks: Mapping[Judged, int],
        likelihood: Words,
        impact: Words,
        *,
        parent: QWidget | None = None,
    ) -> None:
        """`risks` counts the open risks by how they are judged; the words name the steps of both scales."""
        super().__init__(_("Risk matrix"), parent=parent)
        self._kept = self._matrix = matrix
        self._risks = risks
        self._words = (likelihood, impact)
        self._map = HeatMap(_("Risk matrix"), matrix, axes_of(matrix, likelihood, impact), lets_go=False)
        self._map.set_held(self._held())
        self._map.setMinimumSize(420, 330)
        self._map.chosen.connect(lambda _point: self._cycle())
        self._map.walked.connect(lambda _point: self._show())
        self._cell = Label(bold=True)
        self._band = ListBox()
        self._band.setAccessibleName(_("Band of the cell"))
        self._band.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._score = _spin(_("Score"), 0, MOST_POINTS)
        self._rows = _spin(_("Steps of likelihood"), SMALLEST, LARGEST)
        self._columns = _spin(_("Steps of impact"), SMALLEST, LARGEST)
        self._overall = SegmentedControl(
            _("Overall impact"),
            [(Overall.HIGHEST, _("The highest")), (Overall.AVERAGE, _("The average"))],
        )
        self._bands = BandLegend()
        self._refusal = Label(ink="danger", wrap=True)
        self._effect = Label(wrap=True)
        self._doubts = Label(ink="danger", wrap=True)
        self._save = QPushButton(_("Save the matrix"))
        self._lay_out()
        self._connect()
        self._show()

    @property
    def matrix(self) -> RiskMatrix:
        """The matrix as it is drawn, saved or not."""
        return self._matrix

    @property
    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return self._map

    @property
    def is_changed(self) -> bool:
        """Whether what is drawn is not saved yet."""
        return self._matrix != self._kept

    def use(self, matrix: RiskMatrix) -> None:
        """Draw this matrix from now on."""
        self._matrix = matrix = without_drafts(matrix, self._kept)
        self._map.set_matrix(matrix, axes_of(matrix, *self._words))
        self._map.set_held(self._held())
        self._show()

    def _held(self) -> dict[Point, Held]:
        """What would stand in each cell."""
        found = spots(self._matrix, self._risks)
        return {point: Held(count) for point, count in found.items() if self._matrix.cell(point)}

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text().casefold()
        band = next((band for band in self._matrix.bands if band.letter.casefold() == letter), None)
        if band is not None and self._map.hasFocus():
            self._put(band.code)
        elif event.key() == Qt.Key.Key_Escape and self.is_changed:
            announce(
                self,
                _("The matrix is changed and not saved. Save it, or leave it with Cancel."),
                at_once=True,
            )
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _cycle(self) -> None:
        """The next band for the cell under the focus; after the gravest the least."""
        codes = [band.code for band in self._matrix.bands]
        cell = self._matrix.cell(self._map.focused)
        if cell is not None:
            self._put(codes[(codes.index(cell.band.code) + 1) % len(codes)])

    def _put(self, band: str) -> None:
        self.use(self._matrix.with_cell(self._map.focused, band))

    def _put_score(self, score: int) -> None:
        cell = self._matrix.cell(self._map.focused)
        if cell is not None and cell.score != score:
            self.use(self._matrix.with_cell(cell.point, cell.band.code, score))

    def _resize(self) -> None:
        size = self._rows.value(), self._columns.value()
        if size != (self._matrix.likelihoods, self._matrix.impacts):
            self.use(self._matrix.resized(*size))

    def _show(self) -> None:
        """Everything beside the picture follows from the matrix and the cell under the focus."""
        cell = self._matrix.cell(self._map.focused)
        assert cell is not None  # the focus never leaves the matrix
        self._map.select(cell.point)
        self._cell.setText(self._map.content.words(cell.point))
        self._show_bands(cell.band.code)
        for box, value in (
            (self._score, cell.score),
            (self._rows, self._matrix.likelihoods),
            (self._columns, self._matrix.impacts),
        ):
            box.blockSignals(True)
            box.setValue(value)
            box.blockSignals(False)
        self._overall.choose(self._matrix.overall)
        self._effect.setText(self._effects())
        self._effect.setVisible(self.is_changed)
        doubts = self._matrix.doubts()
        more = len(doubts) - _DOUBTS
        rest = [ngettext("and {count} more", "and {count} more", more).format(count=more)] if more > 0 else []
        self._doubts.setText("\n".join([*doubts[:_DOUBTS], *rest]))
        self._doubts.setHidden(not doubts)
        self._refuse(self._refusal.text())

    def _show_bands(self, current: str) -> None:
        """The bands to choose from for the cell, and the legend with the risks of each."""
        bands = list(reversed(self._matrix.bands))
        self._band.clear()
        for band in bands:
            self._band.addItem(f"{band.letter}  {_(band.label)}", band.code)
        self._band.setCurrentIndex(self._band.findData(current))
        before, after = _spread(self._kept, self._risks), _spread(self._matrix, self._risks)
        counts = {band.code: (before[band.code], after[band.code]) for band in bands}
        self._bands.show_matrix(self._matrix, counts)

    def _refuse(self, why: str) -> None:
        """Say what cannot be kept as it was entered; it is not saved either."""
        self._refusal.setText(why)
        self._refusal.setHidden(not why)
        self._save.setEnabled(self.is_changed and not why)

    def _effects(self) -> str:
        """What the change does to the risks there are, and those for which there is no cell any more."""
        lines = [band_effect(self._kept, self._matrix, self._risks)]
        found = spots(self._matrix, self._risks)
        outside = sum(count for point, count in found.items() if self._matrix.cell(point) is None)
        if outside:
            lines.append(
                ngettext(
                    "{count} risk stands outside this matrix and would have no score.",
                    "{count} risks stand outside this matrix and would have no score.",
                    outside,
                ).format(count=f"{outside:,}")
            )
        return "\n".join(lines)

    # Putting it together

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(GAP_LARGE)
        form.setVerticalSpacing(GAP_SMALL)
        form.addRow(Label(_("Band")), self._band)
        form.addRow(Label(_("Score")), self._score)
        form.addRow(Label(_("Steps of likelihood")), self._rows)
        form.addRow(Label(_("Steps of impact")), self._columns)
        form.addRow(Label(_("Overall impact is")), self._overall)
        hint = Label(
            _("Click a cell, or press Enter on it, for its next band; the letter of a band puts it there."),
            ink="muted",
            wrap=True,
        )
        side = QVBoxLayout()
        side.setSpacing(GAP_SMALL)
        for part in (hint, self._cell):
            side.addWidget(part)
        side.addLayout(form)
        side.addSpacing(GAP_SMALL)
        side.addWidget(self._bands)
        for label in (self._refusal, self._effect, self._doubts):
            side.addWidget(label)
        side.addStretch(1)
        side.addSpacing(GAP_SMALL)
        side.addLayout(self._buttons())
        whole = QHBoxLayout()
        whole.setSpacing(GAP_LARGE)
        whole.addWidget(self._map, 3)
        whole.addLayout(side, 2)
        self.column.addLayout(whole)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GAP_SMALL)
        self._save.setProperty("primary", True)
        reset, self.leave = QPushButton(_("Back to the shipped matrix")), QPushButton(_("Cancel"))
        self._save.clicked.connect(lambda: self.saved.emit(self._matrix))
        reset.clicked.connect(lambda: self.use(back_to_shipped(self._matrix)))
        self.leave.clicked.connect(self.left)
        for button in (self._save, reset, self.leave):
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _connect(self) -> None:
        self._band.activated.connect(lambda _place: self._put(str(self._band.currentData())))
        self._bands.changed.connect(self.use)
        self._bands.refused.connect(self._refuse)
        self._score.valueChanged.connect(self._put_score)
        self._rows.valueChanged.connect(lambda _value: self._resize())
        self._columns.valueChanged.connect(lambda _value: self._resize())
        self._overall.changed.connect(self._choose_overall)

    def _choose_overall(self, key: str) -> None:
        self.use(replace(self._matrix, overall=Overall(key)))


def _spin(name: str, least: int, most: int) -> NumberBox:
    box = NumberBox()
    box.setAccessibleName(name)
    box.setRange(least, most)
    box.setAlignment(Qt.AlignmentFlag.AlignRight)
    box.setMaximumWidth(96)
    return box


def _spread(matrix: RiskMatrix, risks: Mapping[Judged, int]) -> Counter[str]:
    """How many risks each band holds."""
    found: Counter[str] = Counter()
    for point, count in spots(matrix, risks).items():
        cell = matrix.cell(point)
        if cell is not None:
            found[cell.band.code] += count
    return found
