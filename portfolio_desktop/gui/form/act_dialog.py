# SPDX-License-Identifier: Apache-2.0
"""A small window of fields, and the act that is carried out with what was entered into them.

Where the fields stand in a record, the window follows it: what others write there meanwhile is shown, beside what is being
typed, and nothing goes over what nobody has seen.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

from PySide6.QtWidgets import QVBoxLayout, QWidget

from portfolio_desktop.base.errors import Outdated, Refusal
from portfolio_desktop.base.i18n import _
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
from portfolio_desktop.services.office import Office, record_of
from portfolio_desktop.services.reading import Reader
from portfolio_desktop.services.words import link_titles
from portfolio_desktop.storage.changes import Changes, Written

Act = Callable[[Office, Entered], Changes]
Titles = Mapping[Id, str]

NO_TITLES: Titles = MappingProxyType({})
_LONG = 320


Look = Callable[[Reader], Record | None]


@dataclass
class _Asked:
    """A block of fields, what they begin with, and the record that the others are taken from, as it was `seen` last."""

    entity: str
    names: Sequence[str]
    block: FieldBlock
    given: Mapping[str, Value]
    titles: Titles
    look: Look
    seen: Mapping[str, Value]

    def of(self, record: Record | None) -> dict[str, Value]:
        """What the record says in these fields."""
        return {name: record[name] for name in self.names} if record else {}

    def standing(self, office: Office, seen: Mapping[str, Value]) -> dict[str, Value]:
        """What stands in the record now. Refuses what the person has not seen. For the database thread."""
        with office.reading() as reader:
            now = self.of(self.look(reader))
        if now != seen:
            raise Refusal(
                _("Somebody else has just changed this. Look at what stands here now, and try again.")
            )
        return now

    def look_again(self, office: Office) -> tuple[dict[str, Value], Titles]:
        """What stands in the record now, with what its links are called. For the database thread."""
        with office.reading() as reader:
            record = self.look(reader)
            titles = link_titles(reader, reader.catalogue.entity(self.entity), [record] if record else [])
        return self.of(record), titles

    def show(self, desk: Desk, seen: Mapping[str, Value], titles: Titles) -> list[str]:
        """Show what stands there. Gives the labels of the fields that say something else, and that nobody has typed into.

        What was proposed for a field that was empty gives way to what somebody else has entered there.
        """
        entity, before = desk.catalogue.entity(self.entity), self.seen
        changed = [name for name in self.names if seen.get(name) != before.get(name)]
        entered = {name for name in changed if before.get(name) is None and self.given.get(name) is not None}
        self.given = {name: value for name, value in self.given.items() if name not in entered}
        self.seen = seen
        record = entity.make(Id(""), {**seen, **self.given})
        self.block.show_record(record, {**self.titles, **titles})
        told = (name for name in changed if name not in self.given and not self.block.editor(name).touched)
        return [_(entity.field(name).label) for name in told]


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
        desk.written.connect(self._heard)

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
        look: Look | None = None,
    ) -> FieldBlock:
        """Fields to fill in, as they stand in `given`; `titles` name the records that it links to.

        The others begin as they stand in the record `of`; one that nobody touches is handed over as it stands there when
        the act is carried out, so that what somebody else wrote meanwhile is not written back. `look` finds that record
        anew, where it may be another by now, or may be made only now.
        """
        block = FieldBlock(self._desk, entity, names)
        block.form = Form(ACT, entity, self.windowTitle())
        if look is None and of is not None:
            look = partial(record_of, entity=entity, id=of.id)
        asked = _Asked(entity, names, block, given or {}, titles, look or _nothing, {})
        asked.seen = asked.of(of)
        asked.show(self._desk, asked.seen, {})
        self._blocks.append(asked)
        self.into.addWidget(block)
        return block

    def _heard(self, written: Written) -> None:
        """Show anew the records in which something may have been written elsewhere."""
        for asked in self._blocks:
            if asked.look is not _nothing and any(name == asked.entity for name, _id in written.touched):
                self._desk.read(
                    asked.look_again,
                    partial(self._show_again, asked),
                    owner=self,
                    failed=lambda error: self.explain(str(error)),
                )

    def _show_again(self, asked: _Asked, found: tuple[dict[str, Value], Titles]) -> None:
        changed = asked.show(self._desk, *found)
        if changed and self.yes.isEnabled():  # and not on its way to be written by this window
            self.explain(_("Changed meanwhile: {fields}.").format(fields=", ".join(changed)))

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
        asked = [(each, each.seen, each.given, each.block.entries()) for each in self._blocks]
        self.yes.setEnabled(False)

        def make(office: Office) -> Changes:
            values: dict[str, Value] = {}
            for each, seen, given, entries in asked:
                values |= {
                    **each.standing(office, seen),
                    **given,
                    **understood(office, each.entity, entries),
                }
            return act(office, values)

        self._desk.write(make, self._done, owner=self, failed=self.refused)

    def refused(self, error: Exception) -> None:
        """Say why it was not done, at the field that it is about or for the whole."""
        if isinstance(error, Outdated):
            self.catch_up(error.now)
        said = [each.block.refuse(error) for each in self._blocks]
        self.explain("" if any(said) else str(error))

    def catch_up(self, now: object) -> None:
        """What the act was decided on is this by now. It is told once: whoever decides again has seen it."""

    def _done(self, written: Written | None) -> None:
        self.accept()
        if written is not None:
            self._desk.notify(written.label, undo=True)


def _nothing(_reader: Reader) -> None:
    """The fields of what is made only by the act."""


def opened(dialog: ActDialog, block: FieldBlock) -> ActDialog:
    dialog.finish_layout()
    dialog.open()
    block.focus_first()
    return dialog


def shown(text: str, most: int = 120) -> str:
    """Words of a record on one line, not longer than can be read, with marks of direction made visible."""
    return shorten(visible_bidi(text), most)
