# SPDX-License-Identifier: Apache-2.0
"""Says above a pack what it lacks: it stays as it was made, while the form and the workspace go on."""

from portfolio_desktop.base.i18n import _
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.pages.packs.form import PackForm
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.packs import PackChoices
from portfolio_desktop.storage.changes import Written

_NOT_IN_A_PACK = frozenset({"pack", "saved_view", "import_mapping"})


class Behind(Label):
    """Hidden while the pack has everything."""

    def __init__(self, desk: Desk, form: PackForm) -> None:
        super().__init__("", ink="danger", wrap=True)
        self._form = form
        self._asked: PackChoices | None = None
        self._beside: PackChoices | None = None  # what the form said when the pack came
        self._gone_on = False
        self.hide()
        desk.written.connect(self._written)
        form.edited.connect(self._tell)

    def gathered(self, choices: PackChoices | None) -> None:
        """The data of a pack of these choices are there; None for one that stays as it was issued and lacks nothing."""
        self._asked, self._gone_on = choices, False
        self._beside = self._form.choices()
        self._tell()

    def _written(self, written: Written) -> None:
        if any(entity not in _NOT_IN_A_PACK for entity, _id in written.touched):
            self._gone_on = True
            self._tell()

    def _tell(self) -> None:
        words = ""
        if self._asked is not None and self._gone_on:
            words = _(
                "Something has been written since this pack was made. Make it again to have that in it."
            )
        elif self._asked is not None and self._asked != self._form.choices():
            words = _("The form has been changed since this pack was made. Make it again to have that in it.")
        elif self._asked is None and self._beside not in (None, self._form.choices()):
            words = _("This pack is shown as it was issued. Make another to have what the form says now.")
        self.setText(words)
        self.setVisible(bool(words))
