# SPDX-License-Identifier: Apache-2.0
"""The bands of a risk matrix, each on a line on which it is changed: tone, name, letter, place; and one more below.

It holds no matrix of its own: it is shown one, and says which one the person wants instead.
"""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QMenu, QPushButton, QToolButton, QWidget

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.base.text import one_line
from portfolio_desktop.domain.risk_bands import (
    LONGEST_LETTER,
    LONGEST_NAME,
    TONE_LABELS,
    added,
    cells_in,
    free_tones,
    lettered,
    moved,
    removed,
    renamed,
    toned,
)
from portfolio_desktop.domain.risk_matrix import TONES, Band, RiskMatrix
from portfolio_desktop.gui.access.menus import Menu
from portfolio_desktop.gui.icons import icon, sharpest_ratio
from portfolio_desktop.gui.theme import GAP_SMALL, RADIUS, current_theme, tabular
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.paint import painting, repolish, safe_tooltip
from portfolio_desktop.gui.widgets.rating import BADGE_HEIGHT, BADGE_WIDTH, paint_badge, paint_shape

Change = Callable[[RiskMatrix], RiskMatrix]
Counts = Mapping[str, tuple[int, int]]
"""How many risks each band held as the matrix is kept, and holds as it is drawn, by code."""

_SWATCH = 16
_TONE, _NAME, _LETTER, _RISKS, _UP, _DOWN, _REMOVE = range(7)


class BandLegend(QWidget):
    """The gravest band stands at the top, as on the picture."""

    changed = Signal(object)
    """The `RiskMatrix` that the person wants."""
    refused = Signal(str)
    """Why what was entered cannot be; "" once it can."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Bands"))
        self._matrix: RiskMatrix | None = None
        self._rows: dict[str, _Row] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(4)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(_NAME, 1)
        for column, words in ((_TONE, _("Band")), (_LETTER, _("Letter")), (_RISKS, _("Risks"))):
            align = Qt.AlignmentFlag.AlignRight if column == _RISKS else Qt.AlignmentFlag.AlignLeft
            head = Label(words, ink="muted", step=-1)
            if column == _RISKS:
                head.setContentsMargins(GAP_SMALL, 0, GAP_SMALL, 0)
            self._grid.addWidget(head, 0, column, align)
        self._new = QLineEdit()
        self._new.setAccessibleName(_("Name of another band"))
        self._new.setMaxLength(LONGEST_NAME)
        self._new.returnPressed.connect(self._add)
        self._new.textChanged.connect(self._retype)
        self._more = QPushButton(_("Add band"))
        self._more.clicked.connect(self._add)
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, 2, 0, 0)
        foot.setSpacing(GAP_SMALL)
        foot.addWidget(self._new, 1)
        foot.addWidget(self._more)

    def show_matrix(self, matrix: RiskMatrix, counts: Counts) -> None:
        """Show the bands of this matrix, with their risks."""
        order = [band.code for band in reversed(matrix.bands)]
        self._matrix = matrix
        if order != list(self._rows):
            self._rebuild(order)
        for place, code in enumerate(order):
            band = matrix.band(code)
            assert band is not None
            row = self._rows[code]
            row.show_band(matrix, band, counts.get(code, (0, 0)))
            row.up.setEnabled(place > 0)
            row.down.setEnabled(place < len(order) - 1)
        self._offer_more()

    def shift(self, code: str, by: int) -> None:
        """Take a band up or down by places; the keyboard stays on it."""
        self.attempt(lambda matrix: moved(matrix, code, by))
        row = self._rows[code]
        first, other = (row.up, row.down) if by > 0 else (row.down, row.up)
        (first if first.isEnabled() else other).setFocus(Qt.FocusReason.OtherFocusReason)

    def attempt(self, change: Change, box: QLineEdit | None = None) -> None:
        """Ask for the matrix that `change` makes; where it is refused, say why and mark the `box` it came from."""
        assert self._matrix is not None
        why = ""
        try:
            wanted = change(self._matrix)
        except Refusal as refusal:
            wanted, why = self._matrix, str(refusal)
        if box is not None:
            _mark(box, wrong=bool(why))
        self.refused.emit(why)
        if wanted != self._matrix:
            self.changed.emit(wanted)

    def _add(self) -> None:
        name = self._new.text()
        if not self._more.isEnabled():
            return
        self.attempt(lambda matrix: added(matrix, name), self._new)
        if not self._new.property("problem"):
            self._new.clear()

    def _retype(self) -> None:
        """Another name is no longer the one that was refused."""
        self._offer_more()
        if self._new.property("problem"):
            _mark(self._new, wrong=False)
            self.refused.emit("")

    def _offer_more(self) -> None:
        full = self._matrix is not None and not free_tones(self._matrix)
        self._new.setEnabled(not full)
        words = _("There is a band for each of the five tones") if full else _("Another band")
        self._new.setPlaceholderText(words)
        self._more.setEnabled(not full and bool(self._new.text().strip()))

    def _rebuild(self, order: list[str]) -> None:
        for row in self._rows.values():
            for widget in row.widgets:
                self._grid.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        self._grid.removeWidget(self._foot)
        self._rows = {code: _Row(self, code) for code in order}
        for line, row in enumerate(self._rows.values(), 1):
            for column, widget in enumerate(row.widgets):
                self._grid.addWidget(widget, line, column)
                widget.show()  # at once, so that it can take the keyboard over
        self._grid.addWidget(self._foot, len(order) + 1, 0, 1, _REMOVE + 1)


class _Row:
    """The pieces of one line."""

    def __init__(self, legend: BandLegend, code: str) -> None:
        self._legend, self._code = legend, code
        self._band: Band | None = None
        self.tone = _ToneButton()
        self.name, self.letter = QLineEdit(), QLineEdit()
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setMinimumWidth(84)
        self.letter.setMaxLength(LONGEST_LETTER)
        self.letter.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.letter.setFixedWidth(44)
        self.risks = Label(ink="muted")
        self.risks.setFont(tabular(self.risks.font()))
        self.risks.setContentsMargins(GAP_SMALL, 0, GAP_SMALL, 0)
        self.risks.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.up, self.down, self.remove = (_small(name) for name in ("chevron-up", "chevron-down", "trash-2"))
        self.remove.setProperty("menu", True)
        self.remove.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        for box, change in ((self.name, renamed), (self.letter, lettered)):
            box.textEdited.connect(partial(self._edit, box, change))
            box.editingFinished.connect(self._settle)
        self.up.clicked.connect(lambda: legend.shift(code, 1))
        self.down.clicked.connect(lambda: legend.shift(code, -1))
        self.remove.clicked.connect(self._remove_empty)

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        """From the left to the right, as the columns are numbered."""
        return self.tone, self.name, self.letter, self.risks, self.up, self.down, self.remove

    def show_band(self, matrix: RiskMatrix, band: Band, counts: tuple[int, int]) -> None:
        """Show a band as it stands in the matrix. What is being typed is left alone as long as it means the same."""
        self._band, label = band, _(band.label)
        for box, words in ((self.name, label), (self.letter, band.letter)):
            if one_line(box.text()).strip() != words:
                _fill(box, words)
        cells = cells_in(matrix, band.code)
        self.risks.setText(_risk_words(cells, *counts))
        self.risks.setToolTip(safe_tooltip(_cell_words(cells)))
        self.tone.show_band(band, _tone_menu(self.tone, matrix, band, self._take_tone))
        self._name_all(label)
        self._offer_heirs(matrix, band, cells)

    def _name_all(self, label: str) -> None:
        self.name.setAccessibleName(_("Name of the band {band}").format(band=label))
        self.letter.setAccessibleName(_("Letter of {band}").format(band=label))
        for button, words in (
            (self.up, _("Make {band} graver")),
            (self.down, _("Make {band} milder")),
            (self.remove, _("Remove {band}")),
        ):
            button.setAccessibleName(words.format(band=label))
            button.setToolTip(safe_tooltip(button.accessibleName()))

    def _offer_heirs(self, matrix: RiskMatrix, band: Band, cells: int) -> None:
        """Removing asks which band the cells go to; a band without cells goes at once, and two bands stay."""
        enough = len(matrix.bands) > 2
        self.remove.setEnabled(enough)
        old = self.remove.menu()
        self.remove.setMenu(_heirs(self.remove, matrix, band, self._give) if cells and enough else None)  # type: ignore[arg-type]
        if old is not None:
            old.deleteLater()
        if not enough:
            self.remove.setToolTip(_("A risk matrix needs two bands or more"))

    def _edit(self, box: QLineEdit, change: Callable[[RiskMatrix, str, str], RiskMatrix], text: str) -> None:
        self._legend.attempt(lambda matrix: change(matrix, self._code, text), box)

    def _settle(self) -> None:
        """Leaving a box takes back what cannot be."""
        assert self._band is not None
        for box, words in ((self.name, _(self._band.label)), (self.letter, self._band.letter)):
            if box.text() != words:
                _fill(box, words)
            if box.property("problem"):
                _mark(box, wrong=False)
                self._legend.refused.emit("")

    def _take_tone(self, tone: str) -> None:
        self._legend.attempt(lambda matrix: toned(matrix, self._code, tone))

    def _give(self, heir: str) -> None:
        self._legend.attempt(lambda matrix: removed(matrix, self._code, heir))

    def _remove_empty(self) -> None:
        """Nothing has to go anywhere, so it is all the same which band it would go to."""

        def change(matrix: RiskMatrix) -> RiskMatrix:
            heir = next(band.code for band in matrix.bands if band.code != self._code)
            return removed(matrix, self._code, heir)

        self._legend.attempt(change)


class _ToneButton(QToolButton):
    """The badge of a band; its menu offers the five tones, each with its shape."""

    def __init__(self) -> None:
        super().__init__()
        self._band: Band | None = None
        self.setProperty("menu", True)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedSize(BADGE_WIDTH + 10, BADGE_HEIGHT + 10)

    def show_band(self, band: Band, menu: QMenu) -> None:
        old = self.menu()
        self._band = band
        self.setMenu(menu)
        if old is not None:
            old.deleteLater()
        words = _("Tone of {band}: {tone}").format(band=_(band.label), tone=_(TONE_LABELS[band.tone]))
        self.setAccessibleName(words)
        self.setToolTip(safe_tooltip(words))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with painting(self) as painter:
            painter.setFont(QFont(self.font()))
            left, top = (self.width() - BADGE_WIDTH) / 2, (self.height() - BADGE_HEIGHT) / 2
            paint_badge(painter, QRectF(left, top, BADGE_WIDTH, BADGE_HEIGHT), self._band, current_theme())


def _tone_menu(parent: QWidget, matrix: RiskMatrix, band: Band, take: Callable[[str], None]) -> QMenu:
    menu = Menu(parent)
    for tone in reversed(TONES):
        words = _(TONE_LABELS[tone])
        holder = next((each for each in matrix.bands if each.tone == tone and each is not band), None)
        if holder is not None:
            words = _("{tone} (changes places with {band})").format(tone=words, band=_(holder.label))
        action = menu.addAction(words.replace("&", "&&"), partial(take, tone))
        action.setCheckable(True)
        action.setChecked(tone == band.tone)
        action.setData(tone)
    menu.aboutToShow.connect(partial(_paint_swatches, menu))
    return menu


def _heirs(parent: QWidget, matrix: RiskMatrix, band: Band, give: Callable[[str], None]) -> QMenu:
    menu = Menu(parent)
    cells = cells_in(matrix, band.code)
    for heir in reversed(matrix.bands):
        if heir is band:
            continue
        words = ngettext(
            "Remove; its {count} cell becomes {band}", "Remove; its {count} cells become {band}", cells
        )
        action = menu.addAction(
            words.format(count=cells, band=_(heir.label)).replace("&", "&&"), partial(give, heir.code)
        )
        action.setData(heir.tone)
    menu.aboutToShow.connect(partial(_paint_swatches, menu))
    return menu


def _paint_swatches(menu: QMenu) -> None:
    """When it opens, so that they are of the theme that is in use."""
    for action in menu.actions():
        action.setIcon(_swatch(str(action.data())))


def _swatch(name: str) -> QIcon:
    """The ground and the shape of a tone."""
    ratio = max(2.0, sharpest_ratio())
    side = round(_SWATCH * ratio)
    picture = QPixmap(QSize(side, side))
    picture.setDevicePixelRatio(side / _SWATCH)
    picture.fill(Qt.GlobalColor.transparent)
    tone = current_theme().tones[name]
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(tone.edge), 1))
    painter.setBrush(QColor(tone.fill))
    painter.drawRoundedRect(QRectF(0.5, 0.5, _SWATCH - 1, _SWATCH - 1), RADIUS, RADIUS)
    paint_shape(painter, QPointF(_SWATCH / 2, _SWATCH / 2), Band("", "", "", name).shape, 4.5, tone)
    painter.end()
    return QIcon(picture)


def _small(name: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(name, "muted"))
    button.setIconSize(QSize(14, 14))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def _fill(box: QLineEdit, words: str) -> None:
    box.setText(words)
    if not box.hasFocus():
        box.setCursorPosition(0)  # of a long name the beginning is seen


def _mark(box: QLineEdit, *, wrong: bool) -> None:
    box.setProperty("problem", wrong)
    repolish(box)


def _risk_words(cells: int, was: int, now: int) -> str:
    if not cells and was == now:
        return _("no cell")
    return f"{now:,}" if was == now else _("{was:,} → {now:,}").format(was=was, now=now)


def _cell_words(cells: int) -> str:
    return ngettext("{count} cell", "{count} cells", cells).format(count=cells)
