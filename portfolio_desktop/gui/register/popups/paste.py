# SPDX-License-Identifier: Apache-2.0
"""What a paste would do, before it is written: each cell as it is and as it would be, and what cannot be taken in."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.base.text import one_line, shorten, visible_bidi
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.exchange.pasting import MOST_SHOWN, Pasted
from portfolio_desktop.gui.widgets.dialog import Dialog
from portfolio_desktop.gui.widgets.labels import Label

_MOST_LISTED = 500
_LONGEST, _LONGEST_REASON = 60, 240  # letters; the last column says what to do, and is read to its end
_WIDEST = 260


class PasteDialog(Dialog):
    """Shows a `Pasted` and asks whether it is to be written."""

    agreed = Signal()

    def __init__(self, entity: Entity, found: Pasted, anew: str, parent: QWidget) -> None:
        """`anew` says why it is shown once more; empty where it is shown for the first time."""
        plural = _(entity.plural).lower()
        super().__init__(parent, _("Paste into {plural}").format(plural=plural), _("Paste"))
        self.column.addWidget(Label("\n".join(_sentences(found, entity)), wrap=True))
        if found.differing:
            heads = (_("Row"), _("Record"), _("Column"), _("Now"), _("Becomes"))
            lines = [
                (
                    str(each.row),
                    each.record,
                    each.label,
                    each.before or "\N{EN DASH}",
                    each.after or _("empty"),
                )
                for each in found.differing
            ]
            self.changes = _table(_("Cells that change"), heads, lines)
            self.column.addWidget(self.changes, 2)
            if found.cells > MOST_SHOWN:
                first = _("The first {shown} of {count} cells that change are shown.")
                first = first.format(shown=f"{len(found.differing):,}", count=f"{found.cells:,}")
                self.column.addWidget(Label(first, ink="muted", step=-1))
        if found.left_out:
            why = (_("Row"), _("Column"), _("What stands there"), _("Why it is left out"))
            refused = [
                (str(each.row), each.label, each.text, each.reason.removeprefix(f"{each.label}: "))
                for each in found.left_out[:_MOST_LISTED]
            ]
            self.refused = _table(_("Cells that are left out"), why, refused)
            self.column.addWidget(self.refused, 1)
        self.resize(820, 560 if found.left_out else 460)
        self.finish_layout()
        self.explain(anew)
        self.yes.setEnabled(bool(found.changes))

    def agree(self) -> None:
        self.agreed.emit()
        self.accept()


def _sentences(found: Pasted, entity: Entity) -> list[str]:
    """How many records change, are added, and how many cells are left out; one undo takes it back."""
    lines = []
    if found.changed:
        what = _called(entity, found.changed)
        lines.append(_("To be changed: {count} {what}.").format(count=f"{found.changed:,}", what=what))
    if found.added:
        what = _called(entity, found.added)
        lines.append(_("To be added: {count} {what}.").format(count=f"{found.added:,}", what=what))
    if found.left_out:
        words = ngettext(
            "Left out, because it cannot be taken in: {count} cell or row.",
            "Left out, because they cannot be taken in: {count} cells or rows.",
            len(found.left_out),
        )
        lines.append(words.format(count=f"{len(found.left_out):,}"))
    return lines or [_("Nothing would change: all of it is there already.")]


def _called(entity: Entity, count: int) -> str:
    return _(entity.label if count == 1 else entity.plural).lower()


def _table(name: str, heads: Sequence[str], lines: Sequence[Sequence[str]]) -> QTableWidget:
    table = QTableWidget(len(lines), len(heads))
    table.setAccessibleName(name)
    table.setHorizontalHeaderLabels(list(heads))
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.setStyleSheet("QTableView::item { padding: 4px 6px; }")
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    for row, line in enumerate(lines):
        for column, text in enumerate(line):
            most = _LONGEST if column < len(heads) - 1 else _LONGEST_REASON
            table.setItem(row, column, QTableWidgetItem(shorten(visible_bidi(one_line(text)), most)))
    head = table.horizontalHeader()
    head.setMaximumSectionSize(_WIDEST)
    head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    table.resizeColumnsToContents()
    widths = [head.sectionSize(column) for column in range(len(heads))]
    head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    head.setMaximumSectionSize(16_777_215)
    for column, wide in enumerate(widths):
        table.setColumnWidth(column, wide)
    head.setStretchLastSection(True)
    table.resizeRowsToContents()
    head.sectionResized.connect(lambda *_sizes: table.resizeRowsToContents())  # as many lines as it takes
    return table
