# SPDX-License-Identifier: Apache-2.0
"""Stakeholders by interest and influence, three by three. It knows nothing of the file: a move leaves as a signal."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.gui.access.roles import Role, speak_as
from portfolio_desktop.gui.pages.stakeholders.chip import Chip
from portfolio_desktop.gui.pages.stakeholders.layout import (
    BOTTOM,
    LEFT,
    LEVELS,
    TRAY,
    TRAY_HEAD,
    Layout,
    Spot,
    lay_out,
    moved,
    spot_of,
)
from portfolio_desktop.gui.theme import GAP_SMALL, RADIUS, Theme, current_theme, sized
from portfolio_desktop.gui.widgets.paint import paint_text, painting
from portfolio_desktop.services.stakeholders import StakeholderLine

_ADVICE = {
    Spot("high", "high"): N_("Manage closely"),
    Spot("low", "high"): N_("Keep satisfied"),
    Spot("high", "low"): N_("Keep informed"),
    Spot("low", "low"): N_("Keep an eye on"),
}
_NARROWEST, _LOWEST = 430, 360


class StakeholderGrid(QWidget):
    """One chip is chosen at a time. A chip keeps the keyboard when its stakeholder is moved."""

    picked = Signal(str)
    opened = Signal(str)
    placed = Signal(str, str, str)
    """Id, interest and influence of a stakeholder that a person moved to another cell."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        speak_as(self, Role.Grouping)
        self.setAccessibleName(_("Stakeholders by interest and influence"))
        self.setAccessibleDescription(
            _("Arrow keys walk between stakeholders, with Alt they move one to another cell.")
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumWidth(_NARROWEST)
        self._lines: dict[str, StakeholderLine] = {}
        self._chips: dict[str, Chip] = {}
        self._labels: dict[str, str] = {}
        self._layout = Layout({}, {}, 0)
        self._over: Spot | None = None
        self._stop = ""
        self.chosen = ""

    def show_lines(
        self, catalogue: Catalogue, lines: Sequence[StakeholderLine], *, read_only: bool = False
    ) -> None:
        """Draw these stakeholders. Whoever is still there stays chosen."""
        self._labels = {item.code: _(item.label) for item in catalogue.list_named("high_low").items}
        self._lines = {line.id: line for line in lines}
        for id in [id for id in self._chips if id not in self._lines]:
            chip = self._chips.pop(id)
            chip.hide()
            chip.deleteLater()
        for line in lines:
            chip = self._chips.get(line.id) or self._make(line.id)
            chip.show_line(catalogue, line)
            chip.movable = not read_only
        if self.chosen not in self._lines:
            self.chosen = ""
        self._arrange()

    def choose(self, id: str) -> None:
        """Show one as chosen, without `picked`."""
        self.chosen = id
        for each, chip in self._chips.items():
            chip.setChecked(each == id)

    def chip(self, id: str) -> Chip:
        """The chip of a stakeholder. Raises KeyError."""
        return self._chips[id]

    def cell_rect(self, spot: Spot) -> QRect:
        """Where a cell lies. Raises KeyError for a tray that holds nobody."""
        return self._layout.cells[spot]

    def sizeHint(self) -> QSize:
        return QSize(720, max(_LOWEST, self._layout.height))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _make(self, id: str) -> Chip:
        chip = self._chips[id] = Chip(self)
        chip.setChecked(id == self.chosen)
        chip.clicked.connect(partial(self._pick, id))
        chip.opened.connect(partial(self.opened.emit, id))
        chip.dragged.connect(self._hover)
        chip.dropped.connect(partial(self._drop, id))
        chip.given_up.connect(self._settle)
        chip.stepped.connect(partial(self._step, id))
        chip.walked.connect(partial(self._walk, id))
        chip.show()
        return chip

    def _arrange(self) -> None:
        least = lay_out(list(self._lines.values()), self.width(), 0).height
        self.setMinimumHeight(max(_LOWEST, least))
        self._layout = lay_out(list(self._lines.values()), self.width(), self.height())
        for id, rect in self._layout.chips.items():
            self._chips[id].setGeometry(rect)
        if self._stop not in self._chips:
            self._stop_at(self.chosen or next(iter(self._layout.chips), ""))
        self.update()

    def _stop_at(self, id: str) -> None:
        """Have Tab come to this chip alone: from there arrows lead to the others."""
        self._stop = id
        for each, chip in self._chips.items():
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus if each == id else Qt.FocusPolicy.ClickFocus)

    def _pick(self, id: str) -> None:
        self.choose(id)
        self._stop_at(id)
        self.picked.emit(id)

    def _hover(self, at: QPoint) -> None:
        self._over = self._layout.spot_at(at)
        self.update()

    def _drop(self, id: str, at: QPoint) -> None:
        spot = self._layout.spot_at(at)
        self._settle()
        self._place(id, spot)

    def _settle(self) -> None:
        """Put every chip back where it belongs."""
        self._over = None
        self._arrange()

    def _step(self, id: str, right: int, up: int) -> None:
        if id in self._lines:  # it may have been deleted elsewhere under the hand
            self._place(id, moved(spot_of(self._lines[id]), right, up))

    def _place(self, id: str, spot: Spot | None) -> None:
        if spot is not None and id in self._lines and spot != spot_of(self._lines[id]):
            self._pick(id)
            self.placed.emit(id, spot.interest, spot.influence)

    def _walk(self, id: str, right: int, up: int) -> None:
        """Give the keyboard to the nearest chip that lies that way."""
        here = self._layout.chips[id].center()
        best: tuple[int, str] | None = None
        for other, rect in self._layout.chips.items():
            way = rect.center() - here
            ahead = way.x() * right - way.y() * up
            aside = abs(way.y()) if right else abs(way.x())
            if ahead > 0 and (best is None or ahead + 3 * aside < best[0]):
                best = (ahead + 3 * aside, other)
        if best is not None:
            self._stop_at(best[1])
            self._chips[best[1]].setFocus(Qt.FocusReason.TabFocusReason)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        with painting(self) as painter:
            for spot, rect in self._layout.cells.items():
                self._paint_cell(painter, spot, QRectF(rect), theme)
            self._paint_axes(painter, theme)

    def _paint_cell(self, painter: QPainter, spot: Spot, rect: QRectF, theme: Theme) -> None:
        painter.setFont(sized(self.font(), -1))
        if spot == TRAY:
            words = _("Interest or influence is not known: drag them to their place")
            head = QRectF(rect.left(), rect.top(), rect.width(), TRAY_HEAD)
            paint_text(painter, head, words, theme.muted, Qt.AlignmentFlag.AlignLeft)
            return
        over = spot == self._over
        painter.setPen(QPen(QColor(theme.accent if over else theme.line), 2 if over else 1))
        painter.setBrush(QColor(theme.accent_soft if over else theme.raised))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        head = QRectF(rect.left() + GAP_SMALL, rect.top() + 2, rect.width() - 2 * GAP_SMALL, 20)
        paint_text(painter, head, _(_ADVICE.get(spot, "")) if spot in _ADVICE else "", theme.muted, _LEFT)
        count = sum(spot_of(line) == spot for line in self._lines.values())
        if count:
            paint_text(painter, head, f"{count:,}", theme.muted, Qt.AlignmentFlag.AlignRight)

    def _paint_axes(self, painter: QPainter, theme: Theme) -> None:
        painter.setFont(self.font())
        for level in LEVELS:
            row, column = self._layout.cells[Spot("low", level)], self._layout.cells[Spot(level, "low")]
            beside = QRectF(0, row.top(), LEFT - GAP_SMALL, row.height())
            paint_text(
                painter, beside, self._labels.get(level, level), theme.text, Qt.AlignmentFlag.AlignRight
            )
            below = QRectF(column.left(), column.bottom() + 3, column.width(), 18)
            paint_text(
                painter, below, self._labels.get(level, level), theme.text, Qt.AlignmentFlag.AlignHCenter
            )
        last = self._layout.cells[Spot("high", "low")]
        painter.setFont(sized(self.font(), 0, bold=True))
        across = QRectF(LEFT, last.bottom() + BOTTOM / 2 - 2, last.right() - LEFT, 20)
        paint_text(
            painter,
            across,
            _("Interest") + " \N{RIGHTWARDS ARROW}",
            theme.text,
            Qt.AlignmentFlag.AlignHCenter,
        )
        first = self._layout.cells[Spot("low", "high")]
        painter.save()
        painter.translate(0, last.bottom())
        painter.rotate(-90)
        upwards = QRectF(0, 0, last.bottom() - first.top(), 18)
        paint_text(
            painter,
            upwards,
            _("Influence") + " \N{RIGHTWARDS ARROW}",
            theme.text,
            Qt.AlignmentFlag.AlignHCenter,
        )
        painter.restore()


_LEFT = Qt.AlignmentFlag.AlignLeft


def placed_words(lines: Sequence[StakeholderLine]) -> str:
    """How many there are, and how many are not yet where they are wanted."""
    count = len(lines)
    all_of_them = ngettext("{count} stakeholder", "{count} stakeholders", count).format(count=f"{count:,}")
    away = sum(bool(line.wanted) and line.wanted != line.position for line in lines)
    if not away:
        return _("{stakeholders}.").format(stakeholders=all_of_them)
    return _("{stakeholders}, {count} not yet where they are wanted.").format(
        stakeholders=all_of_them, count=f"{away:,}"
    )
