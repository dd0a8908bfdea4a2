# SPDX-License-Identifier: Apache-2.0
"""What Home asks somebody to ask about or to answer: ratings beside their evidence, and clocks that run."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.domain.tolerance import clock_words
from portfolio_desktop.gui.pages.challenge.reasons import head_row
from portfolio_desktop.gui.pages.escalations.wording import ICONS, waits
from portfolio_desktop.gui.pages.pieces import Card, RowButton, clear, words
from portfolio_desktop.gui.theme import GAP_SMALL
from portfolio_desktop.gui.widgets.clock import Heat, heat
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.picture import IconPicture
from portfolio_desktop.services.governance.challenge import Challenged
from portfolio_desktop.services.governance.clocks import Running
from portfolio_desktop.services.home import Attention

Open = Callable[[str, str], None]

_RATINGS, _CLOCKS, _REASONS = 3, 5, 2


class AskedCard(Card):
    """The ratings that lie apart from their evidence, each with its first reasons; all of them a row further."""

    def __init__(self, open_it: Open, every: Callable[[], None]) -> None:
        super().__init__(_("Ratings to challenge"))
        self._open, self._every = open_it, every

    def show_found(self, found: Attention) -> None:
        clear(self.column)
        self.header.set_count(len(found.asked))
        for each in found.asked[:_RATINGS]:
            self.column.addWidget(head_row(each, self._open))
            self.column.addWidget(_reasons(each))
        if not found.asked:
            self.say(
                _("No rating lies clearly apart from its evidence.")
                if found.judged
                else _("There is no evidence to judge a rating by yet.")
            )
        rest = len(found.asked) - _RATINGS
        more = ngettext("and {count} more", "and {count} more", rest).format(count=f"{rest:,}")
        self.column.addWidget(
            _further(more if rest > 0 else _("Every rating beside its evidence"), self._every)
        )


class ClocksCard(Card):
    """The escalations that wait for somebody, the late ones first."""

    def __init__(self, show: Callable[[str], None]) -> None:
        super().__init__(_("Running clocks"))
        self._show = show

    def show_found(self, found: Attention, now: datetime) -> None:
        clear(self.column)
        self.header.set_count(len(found.running))
        for each in found.running[:_CLOCKS]:
            self.column.addWidget(self._line(each, now))
        if not found.running:
            self.say(_("No escalation waits for anybody."))
        rest = len(found.running) - _CLOCKS
        if rest > 0:
            more = ngettext("and {count} more", "and {count} more", rest).format(count=f"{rest:,}")
            self.column.addWidget(_further(more, lambda: self._show("")))

    def _line(self, each: Running, now: datetime) -> RowButton:
        late, time = heat(each.clock, now) is Heat.LATE, clock_words(each.clock.left(now))
        who = waits(each.clock, each.asked)
        row = RowButton(f"{time}: {each.title}, {who}", lambda: self._show(each.id), height=44)
        name = "circle-alert" if late else ICONS[each.clock.waiting]
        row.put(IconPicture(name, 16, "danger" if late else "muted"))
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(words(each.title))
        column.addWidget(words(who, ink="muted"))
        row.put(both, 1)
        return row.put(words(time, ink="danger" if late else "text", bold=late, right=True), width=112)


def _reasons(judged: Challenged) -> Label:
    found = judged.challenge.reasons[:_REASONS]
    told = [*(reason.text for reason in found), judged.challenge.note]
    text = " ".join(filter(None, told)) or _("No test is amber or red.")
    label = Label(text, ink="muted", wrap=True, step=-0.5)
    label.setContentsMargins(GAP_SMALL, 0, GAP_SMALL, GAP_SMALL)
    return label


def _further(text: str, run: Callable[[], None]) -> RowButton:
    row = RowButton(text, run)
    row.put(words(text, ink="accent"), 1)
    return row
