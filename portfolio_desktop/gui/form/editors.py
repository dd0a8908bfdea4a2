# SPDX-License-Identifier: Apache-2.0
"""The one table that gives each kind of value its editor, in cells and in forms alike."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeAlias

from PySide6.QtWidgets import QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.fields import Field, Kind
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.choosing import ChoiceEditor
from portfolio_desktop.gui.form.line import DateEditor, LineEditor, ProseEditor
from portfolio_desktop.gui.form.linking import LinkEditor
from portfolio_desktop.gui.form.worked_out import WorkedOut
from portfolio_desktop.gui.spelling.field import check_spelling

FieldEditor: TypeAlias = LineEditor | ProseEditor | ChoiceEditor | LinkEditor
"""What all editors have: `show_value`, `entry`, `touched`, `restore`, `set_problem`, and the signal `committed`."""

_Make: TypeAlias = Callable[[Desk, Field, QWidget | None], FieldEditor]


def _line(_desk: Desk, field: Field, parent: QWidget | None) -> FieldEditor:
    return LineEditor(field, parent)


def _prose(desk: Desk, field: Field, parent: QWidget | None) -> FieldEditor:
    editor = ProseEditor(field, parent)
    check_spelling(editor, desk)
    return editor


def _day(_desk: Desk, field: Field, parent: QWidget | None) -> FieldEditor:
    return DateEditor(field, parent)


def _choice(desk: Desk, field: Field, parent: QWidget | None) -> FieldEditor:
    return ChoiceEditor(desk.catalogue, field, parent)


EDITORS: Mapping[Kind, _Make] = MappingProxyType(
    {
        Kind.CODE: _line,
        Kind.TEXT: _line,
        Kind.NARRATIVE: _prose,
        Kind.ADDRESS: _line,
        Kind.INTEGER: _line,
        Kind.NUMBER: _line,
        Kind.PERCENT: _line,
        Kind.MONEY: _line,
        Kind.DATE: _day,
        Kind.MOMENT: _day,
        Kind.FLAG: _choice,
        Kind.CHOICE: _choice,
        Kind.SCALE: _choice,
        Kind.RATING: _choice,
        Kind.LINK: LinkEditor,
    }
)


def about(field: Field) -> str:
    """What a screen reader says of a field after its name: that it must hold something, and its help."""
    return " ".join(
        filter(None, (_("Required.") if field.required else "", _(field.help) if field.help else ""))
    )


def make_editor(
    desk: Desk, field: Field, parent: QWidget | None = None, catalogue: Catalogue | None = None
) -> FieldEditor:
    """An empty editor for `field`; where the field follows from others, a place that shows its value.

    `catalogue` has the lists of fields that no workspace keeps, in place of the desk's.
    """
    if field.derived:
        return WorkedOut(desk, field, parent)
    if catalogue is not None and EDITORS[field.kind] is _choice:
        return ChoiceEditor(catalogue, field, parent)
    return EDITORS[field.kind](desk, field, parent)
