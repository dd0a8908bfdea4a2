# SPDX-License-Identifier: Apache-2.0
"""Registers and projects with their scores: a bar, the share in figures, and how many faults there are."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.gui.pages.pieces import Card, RowButton, words
from portfolio_desktop.gui.theme import current_theme
from portfolio_desktop.gui.widgets.paint import painting
from portfolio_desktop.gui.widgets.picture import IconPicture
from portfolio_desktop.services.quality.finding import Fault
from portfolio_desktop.services.quality.score import Score, Scored

_MOST = 14
_NUMBER, _FAULTS = 52, 148


class ShareBar(QWidget):
    """The share of checks that hold, as the dark part of a pale whole. The figure beside it says the same."""

    def __init__(self, score: Score, *, height: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share, self._height = score.share or 0.0, height
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(score.words)

    def sizeHint(self) -> QSize:
        return QSize(80, self._height)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        whole = QRectF(self.rect())
        with painting(self) as painter:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.line))
            painter.drawRoundedRect(whole, self._height / 2, self._height / 2)
            whole.setWidth(max(whole.width() * self._share, self._height))
            painter.setBrush(QColor(theme.accent))
            painter.drawRoundedRect(whole, self._height / 2, self._height / 2)


def score_card(
    title: str, scored: Sequence[Scored], chosen: str, choose: Callable[[str], None], *, every: bool
) -> Card:
    """One row for each, the worst first; `choose` gets the key of one, or nothing where the chosen one is clicked again.

    Unless it is `every` one, those beyond the first are a row further.
    """
    card = Card(title)
    card.header.set_count(len(scored))
    shown = [each for place, each in enumerate(scored) if every or place < _MOST or each.key == chosen]
    for each in shown:
        card.column.addWidget(_row(each, each.key == chosen, choose))
    rest = len(scored) - len(shown)
    if rest:
        said = ngettext("and {count} that is better", "and {count} that are better", rest)
        card.say(said.format(count=f"{rest:,}"))
    return card


def _faults(each: Scored) -> str:
    """How many faults count against the score, and how many values are not known for a reason: together all that is listed."""
    unknown = each.faults.get(Fault.UNKNOWN, 0)
    count = sum(each.faults.values()) - unknown
    said = [ngettext("{count} fault", "{count} faults", count).format(count=f"{count:,}")] if count else []
    if unknown:
        said.append(_("{count} not known").format(count=f"{unknown:,}"))
    return " · ".join(said) or _("none")


def _row(each: Scored, chosen: bool, choose: Callable[[str], None]) -> RowButton:
    said = _faults(each)
    name = _("{what}: {score}, {faults}").format(what=each.label, score=each.score.words, faults=said)
    row = RowButton(name, lambda: choose("" if chosen else each.key), height=32)
    row.setAccessibleDescription(_("Shown") if chosen else "")
    mark = IconPicture("chevron-right", 14, "accent")
    mark.setAccessibleName("")
    policy = mark.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    mark.setSizePolicy(policy)
    mark.setVisible(chosen)
    row.put(mark)
    row.put(words(each.label, bold=chosen), 3)
    row.put(ShareBar(each.score), 2)
    row.put(words(each.score.words, right=True), width=_NUMBER)
    row.put(words(said, ink="muted", right=True), width=_FAULTS)
    return row
