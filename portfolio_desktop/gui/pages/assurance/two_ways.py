# SPDX-License-Identifier: Apache-2.0
"""How a tab stands that shows the same as a picture or as a table: its bar above, what is shown, the key below."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.pages.assurance.marks import BESIDE_WORDS, Legend
from portfolio_desktop.gui.theme import GAP_LARGE, GAP_SMALL

PICTURE, TABLE = "picture", "table"


def lay_out(
    tab: QWidget,
    switches: Sequence[QWidget],
    acts: Sequence[tuple[QPushButton, str]],
    stack: QStackedWidget,
    parts: Sequence[QWidget],
    legend: Legend,
) -> None:
    """`switches` stand at the left of the bar, `acts` with their icons at its right; `parts` go into `stack`."""
    bar = QHBoxLayout()
    bar.setContentsMargins(GAP_LARGE, 0, GAP_LARGE, GAP_SMALL)
    bar.setSpacing(GAP_SMALL)
    for switch in switches:
        bar.addWidget(switch)
    bar.addStretch(1)
    for button, name in acts:
        button.setIcon(icon(name))
        button.setIconSize(BESIDE_WORDS)
        bar.addWidget(button)
    foot = QHBoxLayout()
    foot.setContentsMargins(GAP_LARGE, GAP_SMALL, GAP_LARGE, GAP_SMALL)
    foot.addWidget(legend)
    for part in parts:
        stack.addWidget(part)
    whole = QVBoxLayout(tab)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.setSpacing(0)
    whole.addLayout(bar)
    whole.addWidget(stack, 1)
    whole.addLayout(foot)
