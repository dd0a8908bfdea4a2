# SPDX-License-Identifier: Apache-2.0
"""The fields of the small windows of these pages, and how what was entered into them is written."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QComboBox, QFormLayout, QPlainTextEdit, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.gui.form.day import DayEdit
from portfolio_desktop.gui.form.list_box import ListBox
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.spelling.field import check_spelling
from portfolio_desktop.gui.theme import GAP, GAP_SMALL
from portfolio_desktop.gui.widgets.dialog import Dialog
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.storage.changes import Changes, Written


def write(dialog: Dialog, people: PeopleDesk, make: Callable[[PeopleFile], Changes]) -> None:
    """Write, close the dialog and offer to undo it; a refusal keeps it open."""
    dialog.yes.setEnabled(False)

    def done(written: Written | None) -> None:
        dialog.accept()
        if written is not None:
            people.notify(written.label, undo=True)

    people.change(make, done, owner=dialog, failed=lambda error: dialog.explain(str(error)))


def ask(dialog: Dialog, fields: Sequence[tuple[str, QWidget]]) -> None:
    """Put fields below one another under their names."""
    form = QFormLayout()
    form.setVerticalSpacing(GAP_SMALL)
    form.setHorizontalSpacing(GAP)
    form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
    for name, field in fields:
        field.setAccessibleName(name)
        label = Label(name)
        label.setBuddy(field)
        form.addRow(label, field)
    dialog.column.addLayout(form)


def day_edit(day: date, *, past: bool = True) -> DayEdit:
    """A day, with a calendar to choose it from; today at the latest, where it is in the `past`."""
    edit = DayEdit(day, weekday=True)
    if past:
        edit.setMaximumDate(edit.date())
    return edit


def picked(edit: DayEdit) -> date:
    """The day that was chosen."""
    chosen = edit.date()
    return date(chosen.year(), chosen.month(), chosen.day())


def prose(people: PeopleDesk, name: str, lines: int = 5) -> QPlainTextEdit:
    """A place for some lines of words, checked for their spelling; Tab leads on."""
    edit = QPlainTextEdit()
    edit.setAccessibleName(name)
    edit.setTabChangesFocus(True)
    edit.setFixedHeight(lines * edit.fontMetrics().lineSpacing() + 16)
    check_spelling(edit, people)
    return edit


def choice(people: PeopleDesk, name: str) -> QComboBox:
    """The items of a list, by their codes."""
    combo = ListBox()
    for item in people.catalogue.list_named(name).items:
        combo.addItem(_(item.label), item.code)
    return combo


def label_in(catalogue: Catalogue, name: str, code: str) -> str:
    """What an item of a list is called."""
    item = catalogue.list_named(name).item(code)
    return _(item.label) if item else code
