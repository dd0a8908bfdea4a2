# SPDX-License-Identifier: Apache-2.0
"""What reviewers recommend, entered one after another while the review is held."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.text import shorten, visible_bidi
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.records.governance.gates import Recommendation
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.block import FieldBlock
from portfolio_desktop.gui.form.entry import understood
from portfolio_desktop.gui.theme import GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.changes import Changes, Written

_FIELDS = ("title", "criticality", "owner_id", "due")


class Recommending(QWidget):
    """The recommendations of one review so far, and the fields of the next. Each is kept when it is added."""

    def __init__(
        self, desk: Desk, review: Id, made: Sequence[Recommendation], *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._review = review
        self._list = Label(ink="muted", wrap=True)
        self._problem = Label(ink="danger", wrap=True)
        self.block = FieldBlock(desk, "recommendation", _FIELDS)
        self.add = QPushButton(_("Add the recommendation"))
        self.add.setAutoDefault(False)
        self.add.clicked.connect(self._add)
        foot = QHBoxLayout()
        foot.addWidget(self._problem, 1)
        foot.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_SMALL)
        for part in (self._list, self.block):
            column.addWidget(part)
        column.addLayout(foot)
        self.show_made(made)

    def _add(self) -> None:
        entries, review = self.block.entries(), self._review

        def make(office: Office) -> Changes:
            said = understood(office, "recommendation", entries)
            return records.create(office, "recommendation", {**said, "gate_review_id": review})

        def refused(error: Exception) -> None:
            self._problem.setText(str(error))

        self._desk.write(make, self._added, owner=self, failed=refused)

    def _added(self, written: Written | None) -> None:
        if written is None:
            return
        for name, entry in self.block.entries().items():
            self.block.settle(name, entry)
        self.block.show_record(self._desk.catalogue.entity("recommendation").make(Id(""), {}), {})
        self.block.focus_first()
        self._problem.setText("")

    def show_made(self, made: Sequence[Recommendation]) -> None:
        """Show what has been recommended so far, by whoever holds the review."""
        self._list.setText("\n".join(_words(self._desk, each.title or "", each.criticality) for each in made))
        self._list.setHidden(not made)


def _words(desk: Desk, title: str, criticality: object) -> str:
    item = desk.catalogue.list_named("recommendation.criticality").item(str(criticality))
    graded = f"{_(item.label)} – " if item else ""
    return f"{graded}{shorten(visible_bidi(title), 80)}"
