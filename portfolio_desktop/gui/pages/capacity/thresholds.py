# SPDX-License-Identifier: Apache-2.0
"""From which load on it is too much, and below which there is time to spare: the office's own, kept as one change."""

from PySide6.QtWidgets import QFormLayout, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.domain.capacity.thresholds import Thresholds
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.widgets.dialog import Dialog
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.number import NumberBox
from portfolio_desktop.services.rules import keep_thresholds
from portfolio_desktop.storage.changes import Written

_MOST = 500


class ThresholdsDialog(Dialog):
    """Two numbers, in per cent of the time there is."""

    def __init__(self, desk: Desk, now: Thresholds, parent: QWidget) -> None:
        super().__init__(parent, _("When it is too much"), _("Keep"))
        self._desk = desk
        self._opened = now
        self.over, self.under = NumberBox(), NumberBox()
        form = QFormLayout()
        for box, words, value in (
            (self.over, _("Too much is asked above"), now.over),
            (self.under, _("There is time to spare below"), now.under),
        ):
            box.setRange(0, _MOST)
            box.setSuffix(" %")
            box.setValue(round(100 * value))
            box.setAccessibleName(words)
            form.addRow(words, box)
        self.column.addLayout(form)
        self.column.addWidget(
            Label(
                _("In per cent of the time there is. They hold for everybody who has this workspace."),
                ink="muted",
                wrap=True,
            )
        )
        self.yes.setEnabled(not desk.read_only)
        self.finish_layout()

    def agree(self) -> None:
        wanted = Thresholds(self.over.value() / 100, self.under.value() / 100)
        opened = self._opened
        self.yes.setEnabled(False)
        self._desk.write(
            lambda office: keep_thresholds(office, wanted, opened=opened),
            self._done,
            owner=self,
            failed=lambda error: self.explain(str(error)),
        )

    def _done(self, written: Written | None) -> None:
        self.accept()
        if written is not None:
            self._desk.notify(written.label, undo=True)
