# SPDX-License-Identifier: Apache-2.0
"""Ratings as a person sees them: letter, shape and tone together, so that no meaning rests on colour.

`paint_rating` is for delegates and the timeline, `RatingBadge` for forms and headings. A rating that is not
known is an outlined dash, and `rating_words` says why.
"""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.domain.rating import Level, level_of
from portfolio_desktop.gui.theme import GAP_SMALL, RADIUS, Theme, Tone, current_theme, sized
from portfolio_desktop.gui.widgets.paint import paint_text, painting, safe_tooltip

Shown = Rating | Unknown | None

BADGE_WIDTH, BADGE_HEIGHT = 48, 18


def rating_words(rating: Shown) -> str:
    """The rating in words, for accessible names, tooltips and exports."""
    if isinstance(rating, Rating):
        return _(level_of(rating).label)
    return rating.text if rating and rating.text else _("Not reported")


def paint_rating(
    painter: QPainter,
    rect: QRectF,
    rating: Shown,
    theme: Theme,
    *,
    words: bool = False,
    ink: str | None = None,
) -> None:
    """Paint a badge at the left of `rect`, centred vertically, followed by the rating in words if `words`.

    Letters are drawn in the painter's font. `ink` is the colour of the words, for selected rows.
    """
    height = min(float(BADGE_HEIGHT), rect.height())
    badge = QRectF(rect.left(), rect.center().y() - height / 2, min(float(BADGE_WIDTH), rect.width()), height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    plain = painter.font()
    level = level_of(rating) if isinstance(rating, Rating) else None
    paint_badge(painter, badge, level, theme)
    if words:
        painter.setFont(plain)
        rest = rect.adjusted(badge.width() + GAP_SMALL, 0, 0, 0)
        colour = ink or (theme.text if level else theme.muted)
        paint_text(painter, rest, rating_words(rating), colour, Qt.AlignmentFlag.AlignLeft)
    painter.restore()


def paint_badge(painter: QPainter, badge: QRectF, level: Level | None, theme: Theme) -> None:
    """Fill `badge` with the tone of `level`, its shape and its letter; None and NOT_KNOWN are the dash."""
    tone = theme.tones[level.tone if level else "none"]
    known = level is not None and level.tone != "none"
    painter.setPen(QPen(QColor(tone.edge), 1, Qt.PenStyle.SolidLine if known else Qt.PenStyle.DashLine))
    painter.setBrush(QColor(tone.fill))
    painter.drawRoundedRect(badge.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
    if level is None or not level.letter:
        paint_shape(painter, badge.center(), "dash", 5.0, tone)
        return
    painter.setFont(sized(painter.font(), -1, bold=True))
    narrow = badge.width() < 38
    if not narrow:
        paint_shape(painter, QPointF(badge.left() + 10, badge.center().y()), level.shape, 4.5, tone)
    rest = badge.adjusted(0 if narrow else 15, 0, 0 if narrow else -1, 0)
    painter.setPen(QColor(tone.text))
    painter.drawText(rest, Qt.AlignmentFlag.AlignCenter, level.letter)


def paint_shape(painter: QPainter, centre: QPointF, shape: str, radius: float, tone: Tone) -> None:
    """One of the shapes of `domain.rating`, in the colour that is written on `tone`."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tone.text))
    if shape == "circle":
        painter.drawEllipse(centre, radius, radius)
    elif shape == "dash":
        painter.drawRoundedRect(QRectF(centre.x() - radius, centre.y() - 1, 2 * radius, 2), 1, 1)
    else:
        painter.drawPolygon(QPolygonF([centre + corner * radius for corner in _CORNERS[shape]]))

        # Corners on a circle of radius 1, nudged so that all shapes look equally large beside one another.


_CORNERS = {
    "square": [QPointF(-0.9, -0.9), QPointF(0.9, -0.9), QPointF(0.9, 0.9), QPointF(-0.9, 0.9)],
    "diamond": [QPointF(0, -1.2), QPointF(1.2, 0), QPointF(0, 1.2), QPointF(-1.2, 0)],
    "triangle": [QPointF(0, -1.05), QPointF(1.15, 0.9), QPointF(-1.15, 0.9)],
    "hexagon": [
        *(QPointF(-0.55, -1), QPointF(0.55, -1), QPointF(1.15, 0)),
        *(QPointF(0.55, 1), QPointF(-0.55, 1), QPointF(-1.15, 0)),
    ],
}


class RatingBadge(QWidget):
    """A rating, as a badge alone or with its words beside it."""

    def __init__(self, rating: Shown = None, *, words: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.setSizePolicy(
            QSizePolicy.Policy.Preferred if words else QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed
        )
        self.set_rating(rating)

    @property
    def rating(self) -> Shown:
        return self._rating

    def set_rating(self, rating: Shown) -> None:
        self._rating = rating
        self.setAccessibleName(_("Rating: {}").format(rating_words(rating)))
        self.setToolTip(safe_tooltip(rating_words(rating)))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        words = (
            self.fontMetrics().horizontalAdvance(rating_words(self._rating)) + GAP_SMALL + 1
            if self._words
            else 0
        )
        return QSize(BADGE_WIDTH + min(words, 240), BADGE_HEIGHT + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(BADGE_WIDTH, BADGE_HEIGHT + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            painter.setFont(QFont(self.font()))
            paint_rating(painter, QRectF(self.rect()), self._rating, current_theme(), words=self._words)


class LevelBadge(QWidget):
    """The badge of a choice that has a tone, alone; its words are in the tooltip and for screen readers."""

    def __init__(self, level: Level, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._level = level
        self.setFixedSize(BADGE_WIDTH, BADGE_HEIGHT + 2)
        self.setAccessibleName(_(level.label))
        self.setToolTip(safe_tooltip(_(level.label)))

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            painter.setFont(QFont(self.font()))
            paint_badge(painter, QRectF(0, 1, BADGE_WIDTH, BADGE_HEIGHT), self._level, current_theme())
