# SPDX-License-Identifier: Apache-2.0
"""Who fits a work package, the most suited first, with reasons; the one that is chosen becomes responsible for it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.text import visible_bidi
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.act_dialog import shown
from portfolio_desktop.gui.widgets.dialog import Dialog
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services import records
from portfolio_desktop.services.capacity.fits import Candidate, Candidates
from portfolio_desktop.storage.changes import Written

_SHOWN, _HIGH = 40, 320
_ID = Qt.ItemDataRole.UserRole


class CandidatesDialog(Dialog):
    """A tick and words say who is able and has the time; colour says nothing here."""

    def __init__(self, desk: Desk, found: Candidates, parent: QWidget) -> None:
        super().__init__(
            parent, _("Who fits {what}").format(what=shown(found.title, 80)), _("Make responsible")
        )
        self._desk = desk
        self._found = found
        self.setMinimumWidth(620)
        said = [_("Needed: {what}").format(what=found.wants)] if found.wants else []
        self.column.addWidget(Label("\n".join((*said, *found.open)), ink="muted", wrap=True))
        self.people = QListWidget()
        self.people.setAccessibleName(_("People, the most suited first"))
        self.people.setWordWrap(True)
        self.people.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.people.setMinimumHeight(_HIGH)
        self.people.setSpacing(2)
        for each in found.people[:_SHOWN]:
            item = QListWidgetItem(_words(each))
            item.setData(_ID, each.person)
            self.people.addItem(item)
        self.people.setCurrentRow(0)
        self.people.itemActivated.connect(lambda _item: self.agree())
        self.column.addWidget(self.people, 1)
        if not found.people:
            self.column.addWidget(Label(_("Of nobody any of these skills is known."), wrap=True))
        self.yes.setEnabled(bool(found.people) and not desk.read_only)
        self.finish_layout()

    def agree(self) -> None:
        item = self.people.currentItem()
        if item is None:
            self.explain(_("Choose somebody first."))
            return
        package, person = self._found.package, Id(item.data(_ID))
        self.yes.setEnabled(False)
        self._desk.write(
            lambda office: records.change(office, "work_package", package, {"responsible_id": person}),
            self._done,
            owner=self,
            failed=lambda error: self.explain(str(error)),
        )

    def _done(self, written: Written | None) -> None:
        self.accept()
        if written is not None:
            self._desk.notify(written.label, undo=True)


def _words(each: Candidate) -> str:
    able = _("✓ skills") if each.able else _("✗ skills")
    time = _("✓ time") if each.has_time else _("✗ time")
    return visible_bidi(f"{each.name}   {able}   {time}\n{each.why}")
