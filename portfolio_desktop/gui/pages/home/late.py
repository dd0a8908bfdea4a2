# SPDX-License-Identifier: Apache-2.0
"""What was made before the board met and arrived after it: the board decided without knowing it."""

from collections.abc import Callable

from portfolio_desktop.base.dates import format_moment
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.gui.pages.pieces import Card, RowButton, clear, words
from portfolio_desktop.services.differences.finding import Line
from portfolio_desktop.services.home import Attention

Open = Callable[[str, str], None]

_FEW = 6


class LateCard(Card):
    """Out of sight where there is nothing of the kind. What does not fit is a row further, at `every`."""

    def __init__(self, pack: str, open_it: Open, every: Callable[[], None]) -> None:
        super().__init__(_("Made before {title}, arrived after it").format(title=pack))
        self._open, self._every = open_it, every
        self.hide()

    def show_found(self, found: Attention) -> None:
        clear(self.column)
        self.setHidden(not found.late)
        self.header.set_count(len(found.late))
        for line in found.late[:_FEW]:
            self.column.addWidget(self._row(line))
        rest = len(found.late) - _FEW
        if rest > 0:
            more = ngettext("and {count} more", "and {count} more", rest).format(count=f"{rest:,}")
            row = RowButton(more, self._every)
            self.column.addWidget(row.put(words(more, ink="accent"), 1))

    def _row(self, line: Line) -> RowButton:
        text = line.text if line.stands else _("{text} (changed again since)").format(text=line.text)
        made = f"{line.author}, {format_moment(line.made)}" if line.made else line.author
        row = RowButton(f"{line.name}: {text}", lambda: self._open(line.entity, str(line.record)))
        row.put(words(line.name), 2)
        row.put(words(text, ink="muted"), 3)
        return row.put(words(made, ink="muted", right=True), 2)
