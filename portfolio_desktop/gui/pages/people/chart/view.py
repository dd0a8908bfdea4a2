# SPDX-License-Identifier: Apache-2.0
"""The organisation chart as boxes and lines: folds, zooms, is walked with the arrow keys, and shows who reports to whom."""

from collections.abc import Collection
from dataclasses import replace

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QToolTip, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.gui.access.roles import Role, speak_as
from portfolio_desktop.gui.pages.people.chart.canvas import ChartCanvas
from portfolio_desktop.gui.pages.people.chart.walking import BACK, DOWN, LEFT, RIGHT, UP, step_from
from portfolio_desktop.gui.widgets.paint import safe_tooltip
from portfolio_desktop.reports.organisation.layout import BOX, HIGH, Spot, end_of, lay_out
from portfolio_desktop.reports.organisation.picture import knob, sentence
from portfolio_desktop.services.skills.chart import Place

_ALL_OPEN = 60
"""People up to whom the whole chart is open at first; in a larger one two levels are."""
_WALK = {
    Qt.Key.Key_Up: UP,
    Qt.Key.Key_Down: DOWN,
    Qt.Key.Key_Left: LEFT,
    Qt.Key.Key_Right: RIGHT,
    Qt.Key.Key_Backspace: BACK,
}


class ChartView(ChartCanvas):
    """`picked` and `opened` carry entity and id: of the box under the focus, and of one double clicked or entered."""

    picked = Signal(str, str)
    opened = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        speak_as(self, Role.Chart)
        self.setAccessibleName(_("Organisation chart"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.places: tuple[Place, ...] = ()
        self._folded: set[str] = set()
        self._met: set[str] = set()  # whoever has been shown before keeps what was folded
        self._grip: tuple[QPointF, int, int] | None = None

    # What is shown

    @property
    def folded(self) -> frozenset[int]:
        """The rows beneath which nothing is seen."""
        return frozenset(row for row, place in enumerate(self.places) if place.id in self._folded)

    @property
    def chosen(self) -> str:
        """The id of the box under the focus."""
        row = self.shown.chosen
        return self.places[row].id if 0 <= row < len(self.places) else ""

    def show_places(self, places: tuple[Place, ...]) -> None:
        """Draw another chart. Who was chosen and what was folded stay, where they are still there."""
        here = self.chosen
        if len(places) > _ALL_OPEN:
            self._folded |= {each.id for each in places if each.level > 0 and each.id not in self._met}
        self._met |= {each.id for each in places}
        self.places = places
        row = next((row for row, each in enumerate(places) if each.id == here), -1)
        self.shown = replace(self.shown, chosen=row, found=())
        self._lay_out()

    def choose(self, id: str, *, tell: bool = True) -> None:
        """Put the focus on a box, unfold what hides it, and bring it into sight."""
        row = next((row for row, each in enumerate(self.places) if each.id == id), -1)
        if row >= 0:
            self._choose(row, tell=tell)

    def look_for(self, words: str) -> int:
        """Mark those whose name, role or team has all the words, and show the first; how many they are."""
        wanted = words.casefold().split()
        rows = [row for row, place in enumerate(self.places) if wanted and _has(place, wanted)]
        for row in rows:
            self._reveal(row)
        self.shown = replace(self.shown, found=frozenset(rows))
        self._lay_out()
        if rows:
            self._choose(rows[0])
        return len(rows)

    def next_found(self) -> None:
        """Go to the next of those that were found."""
        rows = sorted(self.shown.found)
        if rows:
            self._choose(next((row for row in rows if row > self.shown.chosen), rows[0]))

    def fold_to(self, level: int | None) -> None:
        """Show so many levels beneath the top; all of them without a number."""
        self._folded = set() if level is None else {each.id for each in self.places if each.level >= level}
        self._lay_out()
        self._bring(self.shown.chosen)

    # Where things are

    def spot_at(self, point: QPointF) -> tuple[Spot | None, bool]:
        """The box at a place of the window, and whether it is the part that folds it."""
        at = self.at(point)
        for spot in self.laid.spots:
            left, top, wide, high = knob(spot)
            if left <= at.x() <= left + wide and top <= at.y() <= top + high and self._folds(spot.row):
                return spot, True
        for spot in self.laid.spots:
            if spot.x <= at.x() <= spot.x + BOX and spot.y <= at.y() <= spot.y + HIGH:
                return spot, False
        return None, False

    def _lay_out(self) -> None:
        self.show_layout(lay_out(self.places, self.folded))

    # Choosing and folding

    def _folds(self, row: int) -> bool:
        return row + 1 < len(self.places) and self.places[row + 1].level > self.places[row].level

    def _fold(self, row: int) -> None:
        if self._folds(row):
            before = self.spot(row)
            self._folded ^= {self.places[row].id}
            if self._folded and row < self.shown.chosen < end_of(self.places, row):
                self._choose(row)
            self._lay_out()
            after = self.spot(row)
            if before is not None and after is not None:
                self.hold(before, after)

    def spot(self, row: int) -> Spot | None:
        return next((spot for spot in self.laid.spots if spot.row == row), None)

    def _reveal(self, row: int) -> None:
        level = self.places[row].level
        for at in range(row - 1, -1, -1):
            if self.places[at].level < level:
                level = self.places[at].level
                self._folded.discard(self.places[at].id)

    def _choose(self, row: int, *, tell: bool = True) -> None:
        if self.spot(row) is None:
            self._reveal(row)
            self._lay_out()
        self.shown = replace(self.shown, chosen=row)
        self.setAccessibleDescription(sentence(self.places[row]))
        self._bring(row)
        self.viewport().update()
        if tell and self.places[row].id:
            self.picked.emit(self.places[row].entity, self.places[row].id)

    def _bring(self, row: int) -> None:
        spot = self.spot(row)
        if spot is not None:
            self.bring(spot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._bring(self.shown.chosen)

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, row = Qt.Key(event.key()), self.shown.chosen
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if ctrl and key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.enlarge(1)
        elif ctrl and key == Qt.Key.Key_Minus:
            self.enlarge(-1)
        elif ctrl and key == Qt.Key.Key_0:
            self.fit()
        elif key == Qt.Key.Key_F3:
            self.next_found()
        elif not self.laid.spots or not self._act(key, row):
            super().keyPressEvent(event)

    def _act(self, key: Qt.Key, row: int) -> bool:
        if key in _WALK or key == Qt.Key.Key_Home:
            first = self.laid.spots[0].row
            if row < 0 or key == Qt.Key.Key_Home:
                self._choose(first)
                return True
            if key == Qt.Key.Key_Down and self.places[row].id in self._folded and self._folds(row):
                self._fold(row)
            self._choose(step_from(self.laid, row, _WALK[key]))
        elif row >= 0 and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(row)
        elif row >= 0 and key == Qt.Key.Key_Space:
            self._fold(row)
        elif row >= 0 and key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus):
            if (self.places[row].id in self._folded) == (key == Qt.Key.Key_Plus):
                self._fold(row)
        else:
            return False
        return True

    def _open(self, row: int) -> None:
        if self.places[row].id:
            self.opened.emit(self.places[row].entity, self.places[row].id)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        spot, folds = self.spot_at(event.position())
        if spot is None:
            across, down = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
            self._grip = (event.position(), across, down)
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        elif folds:
            self._fold(spot.row)
        else:
            self._choose(spot.row)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None:
            since, across, down = self._grip
            self.horizontalScrollBar().setValue(round(across - event.position().x() + since.x()))
            self.verticalScrollBar().setValue(round(down - event.position().y() + since.y()))
            return
        spot, _folds = self.spot_at(event.position())
        hand = Qt.CursorShape.ArrowCursor if spot is None else Qt.CursorShape.PointingHandCursor
        self.viewport().setCursor(hand)
        if spot is None:
            QToolTip.hideText()
        else:
            QToolTip.showText(
                event.globalPosition().toPoint(),
                safe_tooltip(sentence(self.places[spot.row])),
                self.viewport(),
            )

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grip = None
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        spot, folds = self.spot_at(event.position())
        if spot is not None and not folds:
            self._open(spot.row)


def _has(place: Place, wanted: Collection[str]) -> bool:
    said = f"{place.title} {place.role} {place.team}".casefold()
    return all(word in said for word in wanted)
