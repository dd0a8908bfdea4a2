# SPDX-License-Identifier: Apache-2.0
"""A small window of fields, and the act that is carried out with what was entered into them."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from PySide6.QtWidgets import QVBoxLayout, QWidget

from portfolio_desktop.base.text import shorten, visible_bidi
from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.block import FieldBlock
from portfolio_desktop.gui.form.entered import Entered
from portfolio_desktop.gui.form.entry import understood
from portfolio_desktop.gui.widgets.dialog import Dialog
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.paint import safe_tooltip
from portfolio_desktop.services.drafts.keeping import ACT, Form
from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.changes import Changes, Written

Act = Callable[[Office, Entered], Changes]
Titles = Mapping[Id, str]

NO_TITLES: Titles = MappingProxyType({})
_LONG = 320


class ActDialog(Dialog):
    """Fields, and the act that is carried out with what was entered; a refusal keeps it open.

    What is said and asked goes into the layout `into`.
    """

    def __init__(self, desk: Desk, title: str, verb: str, parent: QWidget, act: Act | None = None) -> None:
        super().__init__(parent, shown(title), verb)
        self._desk = desk
        self._act = act
        self.into: QVBoxLayout = self.column
        self._blocks: list[tuple[str, FieldBlock, Mapping[str, Value]]] = []

    def say(self, sentence: str, ink: str = "muted") -> Label:
        """A sentence among the fields."""
        label = Label(shown(sentence, _LONG), ink=ink, wrap=True)
        label.setToolTip(safe_tooltip(sentence) if len(sentence) > _LONG else "")
        self.into.addWidget(label)
        return label

    def ask(
        self,
        entity: str,
        names: Sequence[str],
        given: Mapping[str, Value] | None = None,
        titles: Titles = NO_TITLES,
    ) -> FieldBlock:
        """Fields to fill in, as they stand in `given`; `titles` name the records that it links to."""
        block = FieldBlock(self._desk, entity, names)
        block.form = Form(ACT, entity, self.windowTitle())
        block.show_record(self._desk.catalogue.entity(entity).make(Id(""), given or {}), titles)
        self._blocks.append((entity, block, given or {}))
        self.into.addWidget(block)
        return block

    def finish_layout(self) -> None:
        """Close it off, and make it as high as its words need at its width."""
        super().finish_layout()
        width = max(self.minimumWidth(), self.sizeHint().width())
        self.resize(width, self.column.totalHeightForWidth(width))

    def act(self) -> Act:
        """What is to be done, with whatever else was chosen in the window."""
        assert self._act is not None
        return self._act

    def agree(self) -> None:
        act = self.act()
        asked = [(entity, block.entries(), dict(given)) for entity, block, given in self._blocks]
        self.yes.setEnabled(False)

        def make(office: Office) -> Changes:
            values: dict[str, Value] = {}
            for entity, entries, given in asked:
                values |= {**given, **understood(office, entity, entries)}
            return act(office, values)

        def failed(error: Exception) -> None:
            said = [block.refuse(error) for _entity, block, _given in self._blocks]
            self.explain("" if any(said) else str(error))

        self._desk.write(make, self._done, owner=self, failed=failed)

    def _done(self, written: Written | None) -> None:
        self.accept()
        if written is not None:
            self._desk.notify(written.label, undo=True)


def opened(dialog: ActDialog, block: FieldBlock) -> ActDialog:
    dialog.finish_layout()
    dialog.open()
    block.focus_first()
    return dialog


def shown(text: str, most: int = 120) -> str:
    """Words of a record on one line, not longer than can be read, with marks of direction made visible."""
    return shorten(visible_bidi(text), most)
