# SPDX-License-Identifier: Apache-2.0
"""Pages on a laptop at 150 and 200 %: no name shrinks to a letter or two while there is room beside or below it."""

import pytest

from portfolio_desktop.gui.pages.escalations.page import EscalationsPage
from portfolio_desktop.gui.pages.stakeholders.chip import Chip
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.gui.widgets.labels import ElidedLabel
from tests.support.windows import demo, demo_file, laptop, shell

__all__ = ["demo", "demo_file", "laptop", "shell"]

_READABLE = 100
"""Logical pixels by which a name is told from another."""


@pytest.mark.parametrize("size", [(910, 512), (683, 384)], ids=["150 %", "200 %"])
@pytest.mark.parametrize("place", [places.MEETINGS, places.QUALITY])
def test_that_names_in_rows_can_be_read(demo: Shell, place: str, size: tuple[int, int]) -> None:
    demo.window.resize(*size)
    demo.guide.go(place)
    page = demo.guide.page
    assert page is not None
    cut = [
        label.text
        for label in page.findChildren(ElidedLabel)
        if label.isVisible() and label.width() < min(label.sizeHint().width(), _READABLE)
    ]
    assert cut == []


def test_that_the_name_on_a_narrow_chip_has_a_line_of_its_own(demo: Shell) -> None:
    demo.guide.go(places.STAKEHOLDERS)
    page = demo.guide.page
    assert page is not None
    demo.window.resize(1360, 860)
    one_line = {chip.height() for chip in page.findChildren(Chip)}
    demo.window.resize(910, 512)
    two_lines = {chip.height() for chip in page.findChildren(Chip)}
    assert min(two_lines) > 1.5 * max(one_line)
    assert min(chip.width() for chip in page.findChildren(Chip)) > _READABLE


def test_that_a_clock_in_a_narrow_list_stands_below_its_title(demo: Shell) -> None:
    demo.guide.go(places.CLOCKS)
    page = demo.guide.page
    assert isinstance(page, EscalationsPage)
    beside = page.list.sizeHintForRow(1)
    demo.window.resize(683, 384)
    assert page.list.sizeHintForRow(1) > beside
