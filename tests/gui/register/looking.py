# SPDX-License-Identifier: Apache-2.0
"""Reading a register page as a person does: words in cells, by column and row."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QLabel, QWidget

from portfolio_desktop.gui.register.page import RegisterPage


def section(page: RegisterPage, name: str) -> int:
    """The column of the field called `name`."""
    return [field.name for field in page.model.columns].index(name)


def cell(page: RegisterPage, row: int, name: str) -> QModelIndex:
    return page.model.index(row, section(page, name))


def said(page: RegisterPage, row: int, name: str) -> str:
    """What stands in a cell."""
    return str(cell(page, row, name).data(Qt.ItemDataRole.DisplayRole))


def shown_words(widget: QWidget) -> list[str]:
    """What the labels that are in sight say."""
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def column(page: RegisterPage, name: str = "title") -> list[str]:
    """A whole column from the top; a group's heading where one stands."""
    headed = [page.model.arrangement.heading(row) for row in range(page.model.rowCount())]
    return [heading.words if heading else said(page, row, name) for row, heading in enumerate(headed)]
