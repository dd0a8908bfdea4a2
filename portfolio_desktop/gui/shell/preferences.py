# SPDX-License-Identifier: Apache-2.0
"""The few things a person can choose about this laptop's window. Each choice holds at once."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.theme import GAP, GAP_HUGE, GAP_LARGE, GAP_SMALL, Appearance, Mode
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.segments import SegmentedControl

_COMPACT, _ROOMY = "compact", "roomy"


class Preferences(QDialog):
    """Name, theme and density."""

    def __init__(self, desk: Desk, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._appearance = appearance
        self.setWindowTitle(_("Preferences"))
        self._name = QLineEdit(desk.settings.author)
        self._name.setAccessibleName(_("Your name"))
        self._name.setMinimumWidth(280)
        self._name.editingFinished.connect(self._rename)
        form = QFormLayout()
        form.setHorizontalSpacing(GAP_LARGE)
        form.setVerticalSpacing(GAP)
        form.addRow(Label(_("Your name")), self._name)
        hint = _("Stands beside your changes in the history.")
        form.addRow(Label(), Label(hint, ink="muted", wrap=True))
        form.addRow(Label(_("Theme")), self._theme())
        form.addRow(Label(_("Rows")), self._density())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_HUGE, GAP_HUGE, GAP_HUGE, GAP_LARGE)
        column.setSpacing(GAP_HUGE)
        column.addLayout(form)
        column.addWidget(buttons)
        column.setSpacing(GAP_HUGE + GAP_SMALL)

    def _theme(self) -> SegmentedControl:
        modes = (
            (Mode.SYSTEM, _("As the system")),
            (Mode.LIGHT, _("Light")),
            (Mode.DARK, _("Dark")),
            (Mode.CONTRAST, _("High contrast")),
        )
        control = SegmentedControl(_("Theme"), [(mode.value, words) for mode, words in modes])
        control.choose(self._appearance.mode.value)
        control.changed.connect(lambda key: use_theme(self._desk, self._appearance, Mode(key)))
        return control

    def _density(self) -> SegmentedControl:
        control = SegmentedControl(_("Rows"), ((_ROOMY, _("Roomy")), (_COMPACT, _("Compact"))))
        control.choose(_COMPACT if self._desk.compact else _ROOMY)
        control.changed.connect(lambda key: self._desk.set_compact(key == _COMPACT))
        return control

    def _rename(self) -> None:
        if name := self._name.text().strip():
            self._desk.sign_as(name)


def use_theme(desk: Desk, appearance: Appearance, mode: Mode) -> None:
    """Paint in `mode` from now on, on this laptop."""
    appearance.use(mode)
    desk.settings.put("theme", mode.value)
