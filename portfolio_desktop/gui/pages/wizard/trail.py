# SPDX-License-Identifier: Apache-2.0
"""The steps of the wizard in a row, the present one set off."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.gui.theme import GAP_SMALL, sized
from portfolio_desktop.gui.widgets.labels import Label


class Trail(QWidget):
    """It shows the way; it is not pressed."""

    def __init__(self, names: Sequence[str], *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = tuple(names)
        self._labels = [Label(f"{number}  {name}") for number, name in enumerate(names, 1)]
        self._plain = self._labels[0].font()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP_SMALL)
        for place, label in enumerate(self._labels):
            if place:
                row.addWidget(Label("›", ink="muted"))
            row.addWidget(label)
        row.addStretch(1)

    def show_step(self, place: int) -> None:
        """Set off the step at `place`."""
        for number, label in enumerate(self._labels):
            label.set_ink("accent" if number == place else "muted")
            label.setFont(sized(self._plain, 0, bold=number == place))
        self.setAccessibleName(
            _("Step {number} of {count}: {name}").format(
                number=place + 1, count=len(self._names), name=self._names[place]
            )
        )
