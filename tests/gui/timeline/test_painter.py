# SPDX-License-Identifier: Apache-2.0
"""The window's painter of marks: it knows every kind there is, and draws what it is given."""

from typing import get_args

import pytest
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from portfolio_desktop.gui.theme import DARK, LIGHT, Theme, contrast
from portfolio_desktop.gui.timeline.look import look_of
from portfolio_desktop.gui.timeline.painter import MarkPainter
from portfolio_desktop.reports.gantt.look import PAPER, Look
from portfolio_desktop.reports.primitives import Clipped, Image, Line, Link, Mark, Rect, Tagged


def painted(*marks: Mark) -> QImage:
    image = QImage(60, 60, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("white"))
    painter = QPainter(image)
    MarkPainter(QFont()).paint(painter, marks)
    painter.end()
    return image


def test_that_it_knows_every_mark_but_links_which_nobody_sees_and_what_is_only_printed() -> None:
    assert set(MarkPainter(QFont())._draw) == set(get_args(Mark)) - {Image, Link, Tagged}


def test_that_what_is_clipped_ends_at_the_rim_and_what_follows_does_not() -> None:
    image = painted(Clipped(0, 0, 20, 20, (Rect(0, 0, 60, 60, "#ff0000"),)), Rect(40, 40, 10, 10, "#0000ff"))
    assert image.pixelColor(10, 10) == QColor("#ff0000")
    assert image.pixelColor(30, 30) == QColor("white")
    assert image.pixelColor(45, 45) == QColor("#0000ff")


@pytest.mark.parametrize("line", [Line(10, 50, 10, 5, "#ff0000", 1.0), Line(10, 5, 10, 50, "#ff0000", 1.0)])
def test_that_an_upright_line_is_sharp_whichever_way_it_runs(line: Line) -> None:
    image = painted(line)
    reds = [x for x in range(60) if image.pixelColor(x, 30) == QColor("#ff0000")]
    assert len(reds) == 1


@pytest.mark.parametrize(
    "look", [look_of(LIGHT, 28, 12), look_of(DARK, 28, 12), PAPER], ids=["light", "dark", "paper"]
)
def test_that_words_on_every_bar_and_row_can_be_read(look: Look) -> None:
    paints = (
        look.task,
        look.critical,
        look.near,
        look.finished,
        look.project,
        look.programme,
        *look.categories,
    )
    for paint in paints:
        assert min(contrast(paint.text, paint.rest), contrast(paint.text, paint.done)) >= 4.5, paint
    for ground in (look.ground, look.head, look.selection, look.hover):
        assert contrast(look.text, ground) >= 4.5
    for badge in look.badges.values():
        assert contrast(badge.text, badge.fill) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_that_bars_stand_out_from_their_ground(theme: Theme) -> None:
    look = look_of(theme, 28, 12)
    for edge in (
        look.task.edge,
        look.critical.edge,
        look.near.edge,
        look.finished.edge,
        look.danger,
        look.slack,
    ):
        assert contrast(edge, look.ground) >= 3.0
