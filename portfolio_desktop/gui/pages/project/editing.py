# SPDX-License-Identifier: Apache-2.0
"""A card that turns into a form where it stands, and back. Each edit is written at once and can be undone."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.block import FieldBlock
from portfolio_desktop.gui.form.entry import Entry, understood
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.pages.pieces import Card
from portfolio_desktop.services import records
from portfolio_desktop.services.project_page import ProjectPage as Found
from portfolio_desktop.storage.changes import Written


class EditCard(Card):
    """Shows what is put into `rows`, or the editors of `names`, fields of the project."""

    def __init__(self, title: str, names: str, *, parent: QWidget | None = None) -> None:
        super().__init__(title, parent=parent)
        self._title = title
        self._names = tuple(names.split())
        self._block: FieldBlock | None = None
        self._reading = QWidget()
        self.rows = QVBoxLayout(self._reading)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(0)
        self.column.addWidget(self._reading)

    @property
    def editing(self) -> bool:
        """Whether the editors are there."""
        return self._block is not None

    def allow(self, desk: Desk, found: Found, finished: Callable[[], None]) -> None:
        """Offer to edit; nothing is offered where nothing can be changed. `finished` follows the way back."""
        if desk.read_only:
            return
        button = QToolButton()
        button.setIcon(icon("pencil", "muted"))
        button.setCheckable(True)
        button.setToolTip(_("Edit"))
        button.setAccessibleName(_("Edit {what}").format(what=self._title))

        def turn(on: bool) -> None:
            if on:
                self._begin(desk, found)
            else:
                finished()

        button.toggled.connect(turn)
        self.header.add(button)

    def follow(self, found: Found) -> None:
        """Show in the editors what is kept now; what is being typed stays."""
        if self._block is not None:
            self._block.show_record(found.project, found.titles)

    def _begin(self, desk: Desk, found: Found) -> None:
        block = FieldBlock(desk, "project", self._names)
        block.entered.connect(partial(self._write, desk, block, found.project.id))
        block.show_record(found.project, found.titles)
        self._block = block
        self._reading.hide()
        self.column.addWidget(block)
        block.focus_first()

    def _write(self, desk: Desk, block: FieldBlock, id: Id, name: str, entry: Entry) -> None:
        def done(_written: Written | None) -> None:
            block.settle(name, entry)

        def failed(error: Exception) -> None:
            block.set_problem(name, str(error))

        desk.write(
            lambda office: records.change(
                office, "project", id, understood(office, "project", {name: entry})
            ),
            done,
            owner=block,
            failed=failed,
        )
