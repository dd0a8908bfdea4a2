# SPDX-License-Identifier: Apache-2.0
"""A look into a copy before anything is made of it: what it holds, and what of the present would not be in it."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from portfolio_desktop.base.dates import format_moment
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.base.text import visible_bidi
from portfolio_desktop.gui.pages.pieces import words
from portfolio_desktop.gui.theme import GAP_HUGE, GAP_LARGE, GAP_SMALL, GAP_TINY
from portfolio_desktop.gui.widgets.dialog import Dialog
from portfolio_desktop.gui.widgets.headers import SectionHeader
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.safekeeping.preview import Changed, Preview

_RECORDS, _PROJECTS = 12, 8


class LookDialog(Dialog):
    """`restore` goes on to make a new file of it."""

    def __init__(
        self, parent: QWidget, title: str, found: Preview, me: str, restore: Callable[[], None]
    ) -> None:
        super().__init__(parent, title, _("Restore to a new file…"))
        self._restore = restore
        self.setMinimumWidth(820)
        if found.until is not None:
            said = _("The last change in it is of {when}.").format(when=format_moment(found.until))
            self.column.addWidget(Label(said, ink="muted", wrap=True))
        self.column.addWidget(Label(found.lost_words(me), bold=found.lost > 0, wrap=True))
        if found.projects:
            self.column.addLayout(_projects(found.projects))
        if found.changed:
            self._add_records(found)
        self.column.addWidget(SectionHeader(_("What it holds")))
        self.column.addLayout(_counts(found))
        if found.last:
            self.column.addWidget(SectionHeader(_("Its last changes")))
            for act in found.last[:5]:
                line = f"{format_moment(act.when)}  {act.author}: {act.label}"
                self.column.addWidget(words(visible_bidi(line), ink="muted"))
        self.column.addWidget(
            Label(
                _("Restoring makes a new file, and leaves the present one as it is."), ink="muted", wrap=True
            )
        )
        self.finish_layout()

    def agree(self) -> None:
        self.accept()
        self._restore()

    def _add_records(self, found: Preview) -> None:
        count = len(found.changed) + found.untold
        header = SectionHeader(_("Records that are otherwise now"))
        header.set_count(count)
        self.column.addWidget(header)
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP_LARGE)
        grid.setVerticalSpacing(GAP_TINY)
        for column, (head, stretch) in enumerate(
            ((_("Record"), 4), (_("Field"), 2), (_("In the copy"), 4), (_("Now"), 4))
        ):
            grid.addWidget(words(head, ink="muted"), 0, column)
            grid.setColumnStretch(column, stretch)
        line = 1
        for each in found.changed[:_RECORDS]:
            line = _add_record(grid, line, each)
        self.column.addLayout(grid)
        if (rest := count - _RECORDS) > 0:
            more = ngettext("and {count} more record", "and {count} more records", rest)
            self.column.addWidget(Label(more.format(count=f"{rest:,}"), ink="muted"))


def _add_record(grid: QGridLayout, line: int, each: Changed) -> int:
    for place, one in enumerate(each.differences):
        cells = (each.title if not place else "", one.label, one.then or "–", one.now or "–")
        for column, cell in enumerate(cells):
            grid.addWidget(words(visible_bidi(cell)), line, column)
        line += 1
    return line


def _projects(projects: Sequence[tuple[str, int]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(GAP_LARGE)
    grid.setVerticalSpacing(GAP_TINY)
    for line, (title, count) in enumerate(projects[:_PROJECTS]):
        changes = ngettext("{count} change", "{count} changes", count).format(count=f"{count:,}")
        grid.addWidget(words(visible_bidi(title)), line, 0)
        grid.addWidget(words(changes, ink="muted", right=True), line, 1)
    grid.setColumnStretch(0, 1)
    if (rest := len(projects) - _PROJECTS) > 0:
        more = ngettext("and {count} more project", "and {count} more projects", rest)
        grid.addWidget(Label(more.format(count=f"{rest:,}"), ink="muted"), _PROJECTS, 0)
    return grid


def _counts(found: Preview) -> QGridLayout:
    """Register by register in three columns, those that are otherwise now with both numbers and first."""
    rows = sorted(found.counts, key=lambda each: each[2] in (None, each[1]))
    grid = QGridLayout()
    grid.setHorizontalSpacing(GAP_SMALL)
    grid.setVerticalSpacing(GAP_TINY)
    height = -(-len(rows) // 3)
    for place, (name, then, now) in enumerate(rows):
        line, column = place % height, 3 * (place // height)
        differs = now is not None and now != then
        number = _("{then:,}, now {now:,}").format(then=then, now=now) if differs else f"{then:,}"
        grid.addWidget(words(name, bold=differs), line, column)
        grid.addWidget(words(number, ink="text" if differs else "muted", right=True), line, column + 1)
    for column in (0, 3, 6):
        grid.setColumnStretch(column, 3)
        grid.setColumnStretch(column + 1, 2)
    for column in (2, 5):
        grid.setColumnMinimumWidth(column, GAP_HUGE)
    return grid
