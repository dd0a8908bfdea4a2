# SPDX-License-Identifier: Apache-2.0
"""Numbers over time: the chart says in words all that it shows, and the table beside it shows the same."""

from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from portfolio_desktop.gui.theme import Appearance, Mode
from portfolio_desktop.gui.widgets.labels import ElidedLabel
from portfolio_desktop.gui.widgets.trend import Run, TrendChart, TrendTable

MOMENTS = ("Jan", "Feb", "Mar", "Apr")
SCORE = Run("Score", (1200, None, 900, None))
PLAN = Run("Planned", (None, None, 900, 450), planned=True)


def drawn(qtbot: QtBot, chart: TrendChart) -> QImage:
    qtbot.addWidget(chart)
    chart.resize(480, 190)
    return chart.grab().toImage()


def test_that_the_chart_says_what_it_shows_and_leaves_out_what_is_not_known(qtbot: QtBot) -> None:
    chart = TrendChart("Open risks", MOMENTS, (SCORE, PLAN), 2)
    drawn(qtbot, chart)
    assert chart.accessibleDescription() == "Score: Jan 1,200, Mar 900. Planned: Mar 900, Apr 450"


def test_that_the_chart_draws_in_both_themes_and_with_nothing_in_it(
    qtbot: QtBot, appearance: Appearance
) -> None:
    light = drawn(qtbot, TrendChart("Open risks", MOMENTS, (SCORE, PLAN), 2))
    appearance.use(Mode.DARK)
    assert drawn(qtbot, TrendChart("Open risks", MOMENTS, (SCORE, PLAN), 2)) != light
    assert not drawn(qtbot, TrendChart("Open risks", (), (), 0)).isNull()
    assert not drawn(qtbot, TrendChart("Open risks", ("Jan",), (Run("Score", (None,)),), 0)).isNull()
    assert not drawn(qtbot, TrendChart("Open risks", ("Jan",), (Run("Score", (0,)),), 0)).isNull()


def test_that_the_table_shows_the_newest_first_and_a_dash_for_what_is_not_known(qtbot: QtBot) -> None:
    table = TrendTable(MOMENTS, (SCORE, PLAN))
    qtbot.addWidget(table)
    texts = [label.text for label in table.findChildren(ElidedLabel)]
    assert texts == ["Apr", "–", "450", "Mar", "900", "900", "Feb", "–", "–", "Jan", "1,200", "–"]
