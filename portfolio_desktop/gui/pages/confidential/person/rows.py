# SPDX-License-Identifier: Apache-2.0
"""What the parts of a person's page are put together from: cards that are filled anew, and the buttons in their heads."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QPushButton, QWidget

from portfolio_desktop.gui.pages.pieces import Card, clear, reveal
from portfolio_desktop.gui.widgets.labels import Label

STAGE, DAY, STATE, DONE = 110, 104, 140, 72
"""How wide the pieces at the right end of a row are."""


def fill(card: Card, rows: Sequence[QWidget], nothing: str, count: int | None = None) -> None:
    """Put rows into a card, or say why there are none. `count` is told in its head where not every row counts."""
    clear(card.column)
    card.header.set_count(len(rows) if count is None else count)
    for row in rows:
        card.column.addWidget(row)
    if not rows:
        card.column.addWidget(Label(nothing, ink="muted", wrap=True))
    reveal(card.column)


def act(card: Card, text: str, run: Callable[[], None], tip: str = "") -> QPushButton:
    """What can be done with the whole of a card, at the right end of its head."""
    button = QPushButton(text)
    button.setProperty("flat", True)
    button.setToolTip(tip)
    button.clicked.connect(lambda: run())
    card.header.add(button)
    return button
