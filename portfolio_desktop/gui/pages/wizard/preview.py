# SPDX-License-Identifier: Apache-2.0
"""What previews of a wizard share: the table of what would happen, and the buttons that narrow it."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PySide6.QtCore import QAbstractItemModel, QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QTableView, QToolButton, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.gui.access.roles import Role, speak_as
from portfolio_desktop.gui.theme import GAP_SMALL, ROW

ALL = ""
"""The key of the button that narrows nothing."""


def preview_table(model: QAbstractItemModel, widths: Sequence[int]) -> QTableView:
    """A table of what would happen, its columns so wide, the last as wide as is left."""
    table = QTableView()
    table.setAccessibleName(_("What would happen"))
    table.setModel(model)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(ROW)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setStretchLastSection(True)
    for place, width in enumerate(widths):
        table.setColumnWidth(place, width)
    return table


def _stand_on(button: QAbstractButton, chosen: bool) -> None:
    """Tab comes to the one that is chosen; from there arrows lead on."""
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chosen else Qt.FocusPolicy.ClickFocus)


class Kinds(QWidget):
    """A row of buttons with counts, one of which is down. `chosen` is called with the key of one that is pressed."""

    def __init__(
        self,
        kinds: Iterable[tuple[str, str]],
        chosen: Callable[[str], None],
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words = dict(kinds)
        self._chosen = chosen
        self.buttons: dict[str, QToolButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP_SMALL)
        for key, words in self._words.items():
            row.addWidget(self._button(key, words))
        row.addStretch(1)

    @property
    def key(self) -> str:
        """Which one is down."""
        return next((key for key, button in self.buttons.items() if button.isChecked()), ALL)

    @property
    def heard(self) -> str:
        """Each kind that there is any of, with its count."""
        return ", ".join(
            each.text() for each in self.buttons.values() if each.isEnabled() and not each.isHidden()
        )

    def choose(self, key: str) -> None:
        """Press one, without calling anybody."""
        self.buttons[key].setChecked(True)

    def count(self, key: str, count: int, *, hidden: bool = False) -> None:
        """How many lines are of a kind. One without any cannot be pressed, but for the first."""
        button = self.buttons[key]
        button.setText(f"{self._words[key]}  {count:,}")
        button.setAccessibleName(button.text())
        button.setEnabled(bool(count) or key == ALL)
        button.setHidden(hidden)
        if button.isChecked() and not button.isEnabled():
            self.choose(ALL)

    def _button(self, key: str, words: str) -> QToolButton:
        button = QToolButton()
        speak_as(button, Role.RadioButton)
        button.setCheckable(True)
        button.setAutoExclusive(True)
        button.toggled.connect(partial(_stand_on, button))
        button.setChecked(key == ALL)
        _stand_on(button, key == ALL)
        button.setText(words)
        button.setMinimumSize(QSize(72, 30))
        button.clicked.connect(lambda: self._chosen(key))
        self.buttons[key] = button
        return button
