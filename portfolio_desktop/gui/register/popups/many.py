# SPDX-License-Identifier: Apache-2.0
"""One field of many records at once: the field, the value, and how many records that would change."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Field, Kind
from portfolio_desktop.gui.access.announcing import announce
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.block import FieldBlock
from portfolio_desktop.gui.form.entry import Entry, is_blank
from portfolio_desktop.gui.form.list_box import ListBox
from portfolio_desktop.gui.widgets.dialog import Dialog
from portfolio_desktop.gui.widgets.labels import Label

_PAUSE_MS = 250
_Told = Callable[[int], None]
_Failed = Callable[[Exception], None]


class ChangeManyDialog(Dialog):
    """Set one field to one value for all of the selected records, as one change."""

    def __init__(
        self,
        desk: Desk,
        entity: Entity,
        count: int,
        first: Field | None,
        write: Callable[[str, Entry, _Failed], None],
        count_changed: Callable[[str, Entry, _Told, _Failed], None],
        parent: QWidget,
    ) -> None:
        """`write` gets the field, what was entered, and what to call when it is refused; `count_changed` the same, and
        first whom to tell how many records would change.
        """
        super().__init__(parent, _change(count), _("Change"))
        self._desk = desk
        self._entity = entity
        self._count = count
        self._write = write
        self._count_changed = count_changed
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.preview)
        desk.written.connect(self._pause.start)  # others may have made some of them say so already
        self._touched = False
        self._block: FieldBlock | None = None
        self._field = ListBox()
        self._field.setAccessibleName(_("Field to change"))
        self._field.setMaxVisibleItems(18)
        for field in entity.fields:
            if field.kind is not Kind.CODE:
                self._field.addItem(_(field.label), field.name)
        self.column.addWidget(Label(_("Set this field"), ink="muted"))
        self.column.addWidget(self._field)
        self._place = QVBoxLayout()
        self.column.addWidget(Label(_("to this value; leave it empty to clear the field"), ink="muted"))
        self.column.addLayout(self._place)
        self.told = Label("", ink="muted", wrap=True)
        self.column.addWidget(self.told)
        self.finish_layout()
        self._field.currentIndexChanged.connect(self._choose)
        self._field.setCurrentIndex(max(0, self._field.findData(first.name if first else "")))
        self._choose()

    def agree(self) -> None:
        assert self._block is not None
        name = str(self._field.currentData())
        self.yes.setEnabled(False)
        self._write(name, self._block.editor(name).entry(), lambda error: self.explain(str(error)))
        self.accept_when_written()

    def preview(self) -> None:
        """Say how many of the records would change, or why they cannot."""
        if self._block is not None:
            name = str(self._field.currentData())
            self._count_changed(name, self._block.editor(name).entry(), self._tell, self._tell_why_not)

    def _tell(self, changing: int) -> None:
        assert self._block is not None
        entry = self._block.editor(str(self._field.currentData())).entry()
        already = self._count - changing
        self.yes.setText(_change(changing) if changing else _("Change"))
        if is_blank(entry):
            words = ngettext(
                "{count} record loses what it says there.",
                "{count} records lose what they say there.",
                changing,
            )
        else:
            words = ngettext("{count} record changes.", "{count} records change.", changing)
        words = words.format(count=f"{changing:,}")
        if already:
            more = ngettext("{count} says so already.", "{count} say so already.", already)
            words = f"{words} {more.format(count=f'{already:,}')}"
        self._say(words)

    def _tell_why_not(self, error: Exception) -> None:
        if self._touched:  # nobody has said yet that it is to be empty
            self._say(str(error))

    def _say(self, words: str) -> None:
        self.told.setText(words)
        announce(self, words)

    def accept_when_written(self) -> None:
        """Close once the change is in the file; a refusal comes first and keeps the dialog open."""
        self._desk.read(lambda _office: None, lambda _none: self._close_unless_refused(), owner=self)

    def _close_unless_refused(self) -> None:
        if not self.yes.isEnabled():
            self.accept()

    def _choose(self) -> None:
        if self._block is not None:
            self._block.hide()
            self._place.removeWidget(self._block)
            self._block.deleteLater()
        name = str(self._field.currentData())
        self._block = FieldBlock(self._desk, self._entity.name, [name])
        self._place.addWidget(self._block)
        self._block.show()  # at once, so that Tab can come to it
        editor = self._block.editor(name)
        for change in ("textChanged", "currentTextChanged"):
            if (changed := getattr(editor, change, None)) is not None:
                changed.connect(lambda *_said: self._typed())
        self._touched = False
        self.yes.setText(_("Change"))
        self.explain("")
        self.told.setText("")
        self._pause.start()

    def _typed(self) -> None:
        self._touched = True
        self._pause.start()


def _change(count: int) -> str:
    return ngettext("Change {count} record", "Change {count} records", count).format(count=f"{count:,}")
