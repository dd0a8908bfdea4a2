# SPDX-License-Identifier: Apache-2.0
"""Small charts for a row or a card: the spread of ratings, their history, and the run of a number."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.domain.rating import SCALES, Level
from portfolio_desktop.gui.theme import GAP_TINY, RADIUS, current_theme, sized, tabular
from portfolio_desktop.gui.widgets.paint import paint_text, painting, safe_tooltip
from portfolio_desktop.gui.widgets.rating import BADGE_HEIGHT, Shown, paint_rating, paint_shape, rating_words

_CHIP = 44
_DASH = "\u2013"


class RatingBar(QWidget):
    """How many stand where on one scale: a stacked bar, worst first and not reported last, with letters and counts."""

    def __init__(self, scale: str, *, parent: QWidget | None = None) -> None:
        """`scale` is a code of `domain.rating.SCALES`."""
        super().__init__(parent)
        self._levels = tuple(reversed(SCALES[scale].levels))
        self._parts: list[tuple[Level | None, int]] = []
        self.setFont(tabular(sized(self.font(), -1, bold=True)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_counts({})

    def set_counts(self, counts: Mapping[str | None, int]) -> None:
        """How many there are by level code; None counts those that are not reported."""
        parts = [(level, counts.get(level.code, 0)) for level in self._levels]
        self._parts = [(level, count) for level, count in [*parts, (None, counts.get(None, 0))] if count]
        words = [
            f"{_(level.label) if level else _('Not reported')} {count:,}" for level, count in self._parts
        ]
        self.setAccessibleName(", ".join(words) or _("No ratings"))
        self.setToolTip(safe_tooltip("\n".join(words)))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        widths = part_widths([count for _level, count in self._parts], self.width())
        left = 0.0
        with painting(self) as painter:
            painter.setFont(self.font())
            for (level, count), width in zip(self._parts, widths, strict=True):
                part = QRectF(left, 0, width - 2, self.height())
                tone = current_theme().tones[level.tone if level else "none"]
                pen = QPen(QColor(tone.edge), 1, Qt.PenStyle.SolidLine if level else Qt.PenStyle.DashLine)
                painter.setPen(pen)
                painter.setBrush(QColor(tone.fill))
                painter.drawRoundedRect(part.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
                text = f"{level.letter if level else _DASH} {count:,}"
                words = self.fontMetrics().horizontalAdvance(text)
                if level and words + 20 < width:
                    shape = QPointF(part.center().x() - words / 2 - 2, part.center().y())
                    paint_shape(painter, shape, level.shape, 4.0, tone)
                    part.translate(7, 0)
                paint_text(painter, part, text, tone.text, Qt.AlignmentFlag.AlignHCenter)
                left += width


def part_widths(counts: Sequence[int], whole: float) -> list[float]:
    """Widths in proportion, yet none too narrow for its letter. They fill `whole` exactly."""
    least = min(float(_CHIP), whole / max(1, len(counts)))
    spare = whole - least * len(counts)
    total = sum(counts)
    return [least + spare * count / total for count in counts]


class RatingHistory(QWidget):
    """Ratings over time, oldest first, as badges in a row."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ratings: tuple[Shown, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_ratings((), ())

    def set_ratings(self, ratings: Sequence[Shown], periods: Sequence[str]) -> None:
        """`periods` names the date of each rating, for the tooltip."""
        self._ratings = tuple(ratings)
        lines = [f"{period}: {rating_words(rating)}" for period, rating in zip(periods, ratings, strict=True)]
        self.setAccessibleName(_("Rating history: {}").format("; ".join(lines) or _("none")))
        self.setToolTip(safe_tooltip("\n".join(lines)))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(max(1, len(self._ratings)) * (_CHIP + GAP_TINY), BADGE_HEIGHT + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            painter.setFont(self.font())
            for place, rating in enumerate(self._ratings):
                chip = QRectF(place * (_CHIP + GAP_TINY), 0, _CHIP, self.height())
                paint_rating(painter, chip, rating, current_theme())


class Sparkline(QWidget):
    """The run of a number, oldest first.

    A value that is not known leaves a gap; the last known one gets a dot.
    """

    def __init__(
        self, name: str, values: Sequence[float | None] = (), *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name = name
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_values(values)

    def set_values(self, values: Sequence[float | None]) -> None:
        self._values = tuple(values)
        known = [value for value in values if value is not None]
        summary = _("from {:,g} to {:,g}, {} of {} known") if known else ""
        words = summary.format(known[0], known[-1], len(known), len(values)) if known else _("nothing known")
        self.setAccessibleName(f"{self._name}: {words}")
        self.setToolTip(safe_tooltip(self.accessibleName()))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(96, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        runs = self._runs()
        with painting(self) as painter:
            painter.setPen(QPen(QColor(theme.accent), 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            for run in runs:
                painter.drawPolyline(QPolygonF(run)) if len(run) > 1 else painter.drawPoint(run[0])
            if runs:
                painter.setBrush(QColor(theme.accent))
                painter.setPen(QPen(QColor(theme.surface), 1))
                painter.drawEllipse(runs[-1][-1], 3, 3)

    def _runs(self) -> list[list[QPointF]]:
        """The known stretches as points in the widget."""
        known = [value for value in self._values if value is not None]
        if not known:
            return []
        low, span = min(known), max(known) - min(known)
        across = (self.width() - 8) / max(1, len(self._values) - 1)
        runs: list[list[QPointF]] = [[]]
        for place, value in enumerate(self._values):
            if value is None:
                runs.append([])
                continue
            height = (value - low) / span if span else 0.5
            runs[-1].append(QPointF(4 + place * across, self.height() - 4 - height * (self.height() - 8)))
        return [run for run in runs if run]
