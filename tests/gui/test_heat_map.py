# SPDX-License-Identifier: Apache-2.0
"""The heat map: every cell there, its meaning never in colour alone, and all of it within reach of the keyboard."""

import math
from itertools import combinations

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from portfolio_desktop.domain.risk_matrix import SHIPPED, TONES, Point, RiskMatrix, Stage
from portfolio_desktop.gui.theme import DARK, LIGHT, Appearance, Mode, Theme, contrast
from portfolio_desktop.gui.widgets.heat.arrows import Flow, Journey, places
from portfolio_desktop.gui.widgets.heat.content import Held
from portfolio_desktop.gui.widgets.heat.grid import Axes
from portfolio_desktop.gui.widgets.heat.map import HeatMap
from portfolio_desktop.gui.widgets.heat.tints import faint
from tests.support.qt import CANARY

WORDS = Axes(
    ("Very unlikely", "Unlikely", "Possible", "Likely", "Very likely"),
    ("Very low", "Low", "Medium", "High", "Very high"),
)


def numbered(matrix: RiskMatrix) -> Axes:
    return Axes(
        tuple(f"Likelihood {step}" for step in range(1, matrix.likelihoods + 1)),
        tuple(f"Impact {step}" for step in range(1, matrix.impacts + 1)),
    )


@pytest.fixture
def heat(qtbot: QtBot) -> HeatMap:
    found = HeatMap("Risks now", SHIPPED, WORDS)
    qtbot.addWidget(found)
    found.resize(420, 330)
    found.set_held({Point(4, 4): Held(7, (f"R-0001 {CANARY}", "R-0002 Survey late"))})
    found.show()
    return found


def test_that_the_way_of_a_risk_is_said_from_stage_to_stage(heat: HeatMap) -> None:
    heat.set_journeys([Journey("k", 1, "R-0001", Point(5, 5), Point(4, 5), Point(2, 3))])
    assert heat.accessibleDescription() == (
        "R-0001: inherent Very likely × Very high, now Likely × Very high, target Unlikely × Medium"
    )
    assert "7 risks" in heat.content.words(Point(4, 4)), "the counts are drawn as well"
    heat.set_held({})
    assert heat.content.words(Point(4, 5)) == "Likely × Very high: now, Critical, score 20"
    assert heat.content.words(Point(1, 1)) == "Very unlikely × Very low: Low, score 1"
    heat.set_journeys(())
    assert heat.accessibleDescription() == "No risk stands in any cell."
    heat.mark_present(Point(4, 5))
    assert heat.accessibleDescription() == "Likely × Very high: now, Critical, score 20"


def test_that_a_cell_is_said_in_words(heat: HeatMap) -> None:
    assert heat.content.words(Point(4, 4)) == "Likely × High: 7 risks, Critical"
    assert heat.content.words(Point(1, 1)) == "Very unlikely × Very low: 0 risks, Low"
    assert heat.accessibleDescription() == "Likely × High: 7 risks, Critical"


def test_that_its_tip_names_the_first_risks_and_counts_the_rest(heat: HeatMap) -> None:
    tip = heat.content.tip(Point(4, 4))
    assert "R-0002 Survey late" in tip
    assert "and 5 more" in tip


@pytest.mark.parametrize(("likelihoods", "impacts"), [(2, 2), (3, 4), (5, 5), (10, 10), (2, 10)])
def test_that_every_cell_of_a_matrix_of_any_size_is_under_its_own_middle(
    heat: HeatMap, likelihoods: int, impacts: int
) -> None:
    matrix = SHIPPED.resized(likelihoods, impacts)
    heat.set_matrix(matrix, numbered(matrix))
    for cell in matrix.cells():
        assert heat.point_at(heat.cell_rect(cell.point).center()) == cell.point
    assert heat.point_at(QPointF(1, 1)) is None
    assert not heat.grab().isNull()


def test_that_the_likelier_stands_higher_and_the_graver_further_right(heat: HeatMap) -> None:
    low, high = heat.cell_rect(Point(1, 1)), heat.cell_rect(Point(5, 5))
    assert high.top() < low.top()
    assert high.left() > low.left()


def test_that_the_keyboard_walks_to_a_cell_and_chooses_it_and_lets_it_go(heat: HeatMap) -> None:
    heard: list[Point | None] = []
    heat.chosen.connect(heard.append)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Return, Qt.Key.Key_Space):
        QTest.keyClick(heat, key)
    assert heard == [Point(4, 4), None]
    assert heat.accessibleName() == "Risks now. Likely × High: 7 risks, Critical"


def test_that_the_focus_stops_at_the_edges(heat: HeatMap) -> None:
    for _step in range(9):
        QTest.keyClick(heat, Qt.Key.Key_Up)
        QTest.keyClick(heat, Qt.Key.Key_Right)
    assert heat.focused == Point(5, 5)
    for _step in range(9):
        QTest.keyClick(heat, Qt.Key.Key_Down)
        QTest.keyClick(heat, Qt.Key.Key_Left)
    assert heat.focused == Point(1, 1)


def test_that_escape_lets_the_chosen_cell_go(heat: HeatMap) -> None:
    heard: list[Point | None] = []
    heat.select(Point(3, 3))
    heat.chosen.connect(heard.append)
    QTest.keyClick(heat, Qt.Key.Key_Escape)
    assert heard == [None]


def test_that_a_click_chooses_the_cell_and_another_lets_it_go(heat: HeatMap) -> None:
    heard: list[Point | None] = []
    heat.chosen.connect(heard.append)
    spot = heat.cell_rect(Point(2, 5)).center().toPoint()
    for _click in range(2):
        QTest.mouseClick(heat, Qt.MouseButton.LeftButton, pos=spot)
    assert heard == [Point(2, 5), None]


def test_that_journeys_sharing_a_cell_stay_apart() -> None:
    def cell(point: Point) -> QRectF:
        return QRectF(point.impact * 70, 400 - point.likelihood * 56, 66, 52)

    crowd = [
        Journey(str(number), number, "", Point(5, 5), Point(4, 4), Point(2, 2)) for number in range(1, 11)
    ]
    spots = places(crowd, cell)
    assert len(spots) == 30
    dots = [spot for (_number, stage), spot in spots.items() if stage is Stage.CURRENT]
    for apart, those in ((12, dots), (5, list(spots.values()))):
        for one, other in combinations(those, 2):
            assert math.hypot(one.x() - other.x(), one.y() - other.y()) > apart
    for (number, stage), spot in spots.items():
        assert cell(getattr(crowd[number - 1], stage)).contains(spot)


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
def test_that_arrows_and_movements_draw_in_both_themes(
    heat: HeatMap, appearance: Appearance, mode: Mode
) -> None:
    appearance.use(mode)
    plain = heat.grab().toImage()
    heat.set_journeys(
        [
            Journey("a", 1, "R-0001", Point(5, 5), Point(4, 4), Point(2, 2)),
            Journey("b", 2, "R-0002", None, Point(4, 4), None),
            Journey("c", 3, "R-0003", None, None, None),
        ],
        "a",
    )
    journeys = heat.grab().toImage()
    moved = Flow(Point(4, 4), Point(2, 2), 3)
    heat.set_flows([moved, Flow(None, Point(4, 4), 1), Flow(Point(1, 1), None, 2), Flow(None, None, 1)])
    flows = heat.grab().toImage()
    assert plain != journeys
    assert journeys != flows


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_that_words_on_quiet_cells_can_be_read(theme: Theme) -> None:
    for tone in TONES:
        for faintest in (False, True):
            quiet = faint(theme.tones[tone], theme, faintest=faintest)
            assert contrast(quiet.text, quiet.fill) >= 4.5
