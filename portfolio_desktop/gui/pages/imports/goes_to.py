# SPDX-License-Identifier: Apache-2.0
"""Where a column goes: one of the register's fields under the headings of its form, a field of our own, or nowhere."""

from collections.abc import Iterable, Iterator

from PySide6.QtWidgets import QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Field
from portfolio_desktop.gui.form.list_box import ListBox

NOWHERE, OUT, OWN = "", "-", "+"


class GoesTo(ListBox):
    """That a column is not placed yet is said until somebody decides; it is nothing to choose."""

    def __init__(
        self, column: str, entity: Entity, own: Iterable[Field], chosen: str, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        self.setProperty("flat", True)
        self.setAccessibleName(_("Where “{column}” goes").format(column=column))
        if chosen == NOWHERE:
            self.addItem(_("Not placed yet"), NOWHERE)
        self.addItem(_("Leave out"), OUT)
        self.addItem(_("Keep as a field of our own"), OWN)
        for heading, fields in _parts(entity, tuple(own)):
            self.add_heading(heading)
            for field in fields:
                self.add_known_as(_(field.label), field.name, field.aliases)
        self.setCurrentIndex(max(0, self.findData(chosen)))
        self.setToolTip(f"{self.currentText()}\n{_('Type a few letters to find a field.')}")


def _parts(entity: Entity, own: tuple[Field, ...]) -> Iterator[tuple[str, list[Field]]]:
    """The fields as the form of a record has them; those that it does not show, and those that the import adds, last."""
    kept = {field.name: field for field in entity.fields}
    for section in entity.sections:
        fields = [kept.pop(name) for name in section.fields if name in kept]
        if fields:
            yield _(section.title), _plain_first(fields)
    if rest := [*kept.values(), *own]:
        yield _("Others"), rest


def _plain_first(fields: list[Field]) -> list[Field]:
    """“Start” before “Start (baseline)”, which is looked for less often; all others as they are."""
    found: list[Field] = []
    for field in fields:
        label = _(field.label)
        at = (place for place, each in enumerate(found) if _(each.label).startswith(f"{label} ("))
        found.insert(next(at, len(found)), field)
    return found
