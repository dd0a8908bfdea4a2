# SPDX-License-Identifier: Apache-2.0
"""A small window of fields, and the act that is carried out with what was entered into them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from PySide6.QtWidgets import QVBoxLayout, QWidget

from portfolio_desktop.base.text import shorten, visible_bidi
from portfolio_desktop.catalogue.fields import Id, Record, Value
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


@dataclass(frozen=True)
class _Asked:
    """A block of fields, what they begin with, and the record that the others are taken from."""

    entity: str
    names: Sequence[str]
    block: FieldBlock
    given: Mapping[str, Value]
    of: Id | None

    def standing(self, office: Office) -> dict[str, Value]:
        """What stands in the record now. For the database thread."""
        if self.of is None:
            return {}
        with office.reading() as reader:
            record = reader.get(office.catalogue.entity(self.entity), self.of)
            return {name: record[name] for name in self.names} if record else {}


class ActDialog(Dialog):
    """Fields, and the act that is carried out with what was entered; a refusal keeps it open.

    What is said and asked goes into the layout `into`.
    """

    def __init__(self, desk: Desk, title: str, verb: str, parent: QWidget, act: Act | None = None) -> None:
        super().__init__(parent, shown(title), verb)
        self._desk = desk
        self._act = act
        self.into: QVBoxLayout = self.column
        self._blocks: list[_Asked] = []

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
        of: Record | None = None,
    ) -> FieldBlock:
        """Fields to fill in, as they stand in `given`; `titles` name the records that it links to.

        The others begin as they stand in the record `of`; one that nobody touches is handed over as it stands there when
        the act is carried out, so that what somebody else wrote meanwhile is not written back.
        """
        asked = _Asked(
            entity, names, FieldBlock(self._desk, entity, names), given or {}, of.id if of else None
        )
        shown = {name: of[name] for name in names} if of else {}
        block = asked.block
        block.form = Form(ACT, entity, self.windowTitle())
        block.show_record(self._desk.catalogue.entity(entity).make(Id(""), {**shown, **asked.given}), titles)
        self._blocks.append(asked)
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
        asked = [(each, each.block.entries()) for each in self._blocks]
        self.yes.setEnabled(False)

        def make(office: Office) -> Changes:
            values: dict[str, Value] = {}
            for each, entries in asked:
                values |= {
                    **each.standing(office),
                    **each.given,
                    **understood(office, each.entity, entries),
                }
            return act(office, values)

        def failed(error: Exception) -> None:
            said = [each.block.refuse(error) for each in self._blocks]
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
