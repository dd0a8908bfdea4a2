# SPDX-License-Identifier: Apache-2.0
"""Counts over time: the chart says in words all that it shows, and the table beside it shows the same."""

from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from portfolio_desktop.domain.risk_matrix import SHIPPED
from portfolio_desktop.gui.theme import Appearance, Mode
from portfolio_desktop.gui.widgets.labels import ElidedLabel
from portfolio_desktop.gui.widgets.trend import Moment, TrendChart, TrendTable

LEVELS = tuple(reversed(SHIPPED.bands))
MOMENTS = (Moment("Jan", (1, 2, 3, 0)), Moment("Feb", None), Moment("Mar", (0, 4, 1, 2)))


def drawn(qtbot: QtBot, chart: TrendChart) -> QImage:
    qtbot.addWidget(chart)
    chart.resize(480, 180)
    return chart.grab().toImage()


def test_that_the_chart_says_what_it_shows_and_what_is_not_known(qtbot: QtBot) -> None:
    chart = TrendChart("Open risks", LEVELS, MOMENTS)
    drawn(qtbot, chart)
    assert chart.accessibleDescription() == (
        "Jan: 6 (Critical 1, High 2, Medium 3, Low 0); Feb: not known; Mar: 7 (Critical 0, High 4, Medium 1, Low 2)"
    )


def test_that_the_chart_draws_in_both_themes_and_with_nothing_in_it(
    qtbot: QtBot, appearance: Appearance
) -> None:
    light = drawn(qtbot, TrendChart("Open risks", LEVELS, MOMENTS))
    appearance.use(Mode.DARK)
    assert drawn(qtbot, TrendChart("Open risks", LEVELS, MOMENTS)) != light
    assert not drawn(qtbot, TrendChart("Open risks", LEVELS, ())).isNull()
    assert not drawn(qtbot, TrendChart("Open risks", LEVELS, (Moment("Jan", None),))).isNull()


def test_that_the_table_shows_the_newest_first_and_a_dash_for_what_is_not_known(qtbot: QtBot) -> None:
    table = TrendTable(LEVELS, MOMENTS)
    qtbot.addWidget(table)
    texts = [label.text for label in table.findChildren(ElidedLabel)]
    assert texts == ["Mar", "0", "4", "1", "2", "7", "Feb", *["–"] * 5, "Jan", "1", "2", "3", "0", "6"]
