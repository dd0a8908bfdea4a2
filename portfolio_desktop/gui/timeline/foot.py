# SPDX-License-Identifier: Apache-2.0
"""The line under the chart: a scroll bar through time, and buttons to zoom, to fit and to go to today."""

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollBar, QToolButton, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.timeline.canvas import ChartCanvas

_STEP = 1.5
_BEYOND = 0.5
"""Screens of empty time that can be scrolled to before the first bar and after the last."""


class ChartFoot(QWidget):
    """As high as the scroll bar of the table beside it, so that both sides end at the same row."""

    fit_asked = Signal()
    today_asked = Signal()

    def __init__(self, chart: ChartCanvas, parent: QWidget) -> None:
        super().__init__(parent)
        self._chart = chart
        self._bar = QScrollBar(Qt.Orientation.Horizontal, self)
        self._bar.setAccessibleName(_("Move in time"))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self._bar, 1)
        for name, words, act in (
            ("zoom-out", _("Zoom out (Ctrl+minus)"), lambda: chart.zoom(1 / _STEP)),
            ("zoom-in", _("Zoom in (Ctrl+plus)"), lambda: chart.zoom(_STEP)),
            ("unfold-horizontal", _("Fit everything (Ctrl+0)"), self.fit_asked.emit),
            ("calendar-check", _("Today (Alt+Home)"), self.today_asked.emit),
        ):
            line.addWidget(self._button(name, words, act))
        chart.scale_changed.connect(self._follow)
        self._bar.valueChanged.connect(self._scroll)

    def _button(self, name: str, words: str, act: Callable[[], None]) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icon(name, "muted"))
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: act())
        return button

    def _follow(self) -> None:
        """Let the bar say which part of the plan is in sight; where that lies outside, it grows."""
        scale, wide = self._chart.scale, self._chart.width()
        first, last = self._chart.chart.extent
        low, high = first / scale.per - _BEYOND * wide, last / scale.per - (1 - _BEYOND) * wide
        at = scale.start / scale.per
        with QSignalBlocker(self._bar):
            self._bar.setRange(int(min(low, at)), int(max(high, at)))
            self._bar.setPageStep(wide)
            self._bar.setSingleStep(max(wide // 20, 1))
            self._bar.setValue(int(at))

    def _scroll(self, value: int) -> None:
        scale = self._chart.scale
        self._chart.set_scale(scale.panned(value - scale.start / scale.per))
