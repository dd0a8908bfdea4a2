# SPDX-License-Identifier: Apache-2.0
"""What the table beside a Gantt shows and lets change: the few questions that it asks of the page it stands on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtWidgets import QWidget

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _
from portfolio_desktop.services.planning.rows import Row, RowKind


@dataclass(frozen=True, slots=True)
class Column:
    """A column; the first one of a table is the tree."""

    name: str
    title: str
    width: int
    right: bool = False


class Cells(Protocol):
    """What the page knows of its rows. All of it is asked on the GUI thread and must answer from memory."""

    @property
    def columns(self) -> Sequence[Column]: ...

    def words(self, row: Row, column: str) -> str:
        """What the cell shows."""
        ...

    def editable(self, row: Row, column: str) -> bool: ...

    def editor(self, row: Row, column: str, parent: QWidget) -> QWidget:
        """An editor for an editable cell, holding what is there now."""
        ...

    def entered(self, row: Row, column: str, editor: QWidget) -> None:
        """Take what the editor holds. What does not fit is explained by the page, where it was entered."""
        ...

    def movable(self, row: Row) -> bool:
        """Whether the row's bar can be moved with the mouse, and a task's be stretched and set forward."""
        ...

    def linkable(self, row: Row) -> bool: ...

    def explained(self, row: Row) -> str:
        """Why the bar lies where it lies, for the card that hovers; empty where there is nothing to say."""
        ...


class ReadOnlyCells:
    """Names and dates to look at, and nothing to change."""

    @property
    def columns(self) -> Sequence[Column]:
        return (
            Column("title", _("Name"), 250),
            Column("start", _("Start"), 100),
            Column("finish", _("Finish"), 100),
            Column("progress", _("Done"), 56, right=True),
        )

    def words(self, row: Row, column: str) -> str:
        match column:
            case "title":
                return row.named
            case "start":
                return format_date(row.span.start) if row.span.start else ""
            case "finish":
                return format_date(row.span.finish) if row.span.finish else ""
            case _:
                return progress_words(row)

    def editable(self, row: Row, column: str) -> bool:
        return False

    def editor(self, row: Row, column: str, parent: QWidget) -> QWidget:
        return QWidget(parent)

    def entered(self, row: Row, column: str, editor: QWidget) -> None:
        pass

    def movable(self, row: Row) -> bool:
        return False

    def linkable(self, row: Row) -> bool:
        return False

    def explained(self, row: Row) -> str:
        return row.conflict


def progress_words(row: Row) -> str:
    if row.kind is RowKind.GROUP or row.progress is None:
        return ""
    return f"{round(100 * row.progress)} %"
