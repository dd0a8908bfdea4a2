# SPDX-License-Identifier: Apache-2.0
"""The lists beside the heat map: the top ten, by owner, by proximity, reviews that are overdue."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.gui.pages.pieces import RowButton, words
from portfolio_desktop.gui.pages.risks.marks import (
    BandBadge,
    RiskRow,
    cell_words,
    movement_label,
    movement_words,
    proximity_words,
)
from portfolio_desktop.gui.theme import GAP_SMALL, GAP_TINY, tabular
from portfolio_desktop.gui.widgets.labels import ElidedLabel, Label
from portfolio_desktop.services.risks.board import RiskGroup
from portfolio_desktop.services.risks.lines import RiskLine

Pick = Callable[[str], None]
PickGroup = Callable[[str | None], None]
_MOST = 60
_CODE, _MOVED, _WHEN, _COUNT, _TALL = 58, 84, 112, 48, 38


class Lines(QWidget):
    """Rows under one another, in `column`, with air at the foot."""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, GAP_SMALL, 0, 0)
        self.column.setSpacing(0)

    def say(self, sentence: str) -> None:
        """A muted sentence among the rows."""
        label = Label(sentence, ink="muted", wrap=True)
        label.setContentsMargins(GAP_SMALL, GAP_SMALL, GAP_SMALL, GAP_SMALL)
        self.column.addWidget(label)

    def close_off(self) -> "Lines":
        """Keep the rows together at the top."""
        self.column.addStretch(1)
        return self


def top_ten(catalogue: Catalogue, lines: Sequence[RiskLine], pick: Pick, open_it: Pick) -> Lines:
    """The risks that come first, numbered as on the map."""
    found = Lines()
    for number, line in enumerate(lines, 1):
        row = _risk(line, pick, open_it, f"{number}. ")
        row.setMinimumHeight(_TALL)
        row.put(_figure(str(number)), width=20)
        row.put(BandBadge(line.current, given=line.given_score))
        said = (line.code, proximity_words(catalogue, line.proximity), line.owner_name, line.project_title)
        row.put(_two_lines(line.title, " · ".join(part for part in said if part)), 1)
        row.put(movement_label(line.movement), width=_MOVED)
        found.column.addWidget(row)
    if not lines:
        found.say(_("No open risk is scored yet."))
    return found.close_off()


def by_owner(groups: Sequence[RiskGroup], pick: PickGroup) -> Lines:
    """Who answers for how many, the heaviest load first."""
    return _groups(groups, pick, _("Nobody owns an open risk."))


def by_proximity(groups: Sequence[RiskGroup], pick: PickGroup) -> Lines:
    """How many could strike how soon, the nearest first."""
    return _groups(groups, pick, _("Of no open risk it is known when it could strike."))


def reviews(lines: Sequence[RiskLine], pick: Pick, open_it: Pick, show: Callable[[], None]) -> Lines:
    """Whose review is overdue, the longest first."""
    found = Lines()
    for line in lines[:_MOST]:
        row = _risk(line, pick, open_it)
        row.put(BandBadge(line.current, given=line.given_score))
        row.put(words(line.code, ink="muted"), width=_CODE)
        row.put(words(line.title), 4)
        due = format_date(line.review_on) if line.review_on else ""
        row.put(words(_("due {day}").format(day=due) if due else "", ink="danger"), width=_WHEN)
        row.put(words(line.owner_name, ink="muted"), 2)
        found.column.addWidget(row)
    if not lines:
        found.say(_("No review is overdue."))
    if len(lines) > _MOST:
        button = QPushButton(_("Show all {count} below").format(count=f"{len(lines):,}"))
        button.setProperty("flat", True)
        button.clicked.connect(lambda: show())
        found.column.addWidget(button)
    return found.close_off()


def _groups(groups: Sequence[RiskGroup], pick: PickGroup, nothing: str) -> Lines:
    found = Lines()
    if groups:
        found.column.addWidget(_headings())
    for group in groups[:_MOST]:
        late = _late(group.reviews_late)
        said = ", ".join(
            part for part in (f"{group.label}: {group.count}", cell_words(group.worst), late) if part
        )
        row = RowButton(said, lambda group=group: pick(group.key))  # type: ignore[misc]
        row.put(words(group.label), 4)
        row.put(words(late, ink="danger", right=True), 2)
        row.put(BandBadge(group.worst))
        row.put(_figure(f"{group.score:,}"), width=_COUNT + 12)
        row.put(_figure(f"{group.count:,}", bold=True), width=_COUNT)
        found.column.addWidget(row)
    if len(groups) > _MOST:
        rest = len(groups) - _MOST
        found.say(ngettext("and {count} more", "and {count} more", rest).format(count=rest))
    if not groups:
        found.say(nothing)
    return found.close_off()


def _headings() -> QWidget:
    row = RowButton(_("Columns"))
    row.put(words(""), 6)
    row.put(words(_("Worst"), ink="muted"), width=BandBadge(None).sizeHint().width())
    row.put(words(_("Score"), ink="muted", right=True), width=_COUNT + 12)
    row.put(words(_("Open"), ink="muted", right=True), width=_COUNT)
    return row


def _risk(line: RiskLine, pick: Pick, open_it: Pick, before: str = "") -> RiskRow:
    parts = (cell_words(line.current, line.given_score), movement_words(line.movement), line.owner_name)
    row = RiskRow(f"{before}{line.code} {line.title}: {', '.join(part for part in parts if part)}")
    row.picked.connect(lambda: pick(line.id))
    row.opened.connect(lambda: open_it(line.id))
    return row


def _two_lines(title: str, under: str) -> QWidget:
    both = Lines()
    both.column.setContentsMargins(GAP_TINY, 0, 0, 0)
    both.column.addWidget(words(title))
    both.column.addWidget(ElidedLabel(under, ink="muted", step=-1))
    return both


def _late(count: int) -> str:
    if not count:
        return ""
    return ngettext("{count} review late", "{count} reviews late", count).format(count=f"{count:,}")


def _figure(text: str, *, bold: bool = False) -> ElidedLabel:
    label = words(text, bold=bold, right=True, ink="text" if bold else "muted")
    label.setFont(tabular(label.font()))
    return label
