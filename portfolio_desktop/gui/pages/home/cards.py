# SPDX-License-Identifier: Apache-2.0
"""The cards of Home. Each takes the plain data of the page, and where its rows lead."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.base.money import fitting_unit, format_money, places_beside, variance_over
from portfolio_desktop.base.values import Rating
from portfolio_desktop.catalogue.filters import Filter
from portfolio_desktop.gui.pages.pieces import Card, RowButton, words
from portfolio_desktop.gui.theme import GAP_SMALL, GAP_TINY, tabular
from portfolio_desktop.gui.widgets.bars import RatingBar
from portfolio_desktop.gui.widgets.counts import CountBadge, Urgency
from portfolio_desktop.gui.widgets.labels import Label, ValueLabel
from portfolio_desktop.gui.widgets.picture import IconPicture
from portfolio_desktop.gui.widgets.rating import RatingBadge
from portfolio_desktop.services.home import (
    Home,
    LevelCount,
    MoneyGap,
    MoneyLine,
    Overdue,
    ScaleCount,
    Shift,
    Upcoming,
)

Register = Callable[[str, Filter, str], None]
Open = Callable[[str, str], None]

_FEW, _SOME = 6, 8
_DATE_WIDTH = 92


def confidence_card(found: Home, register: Register) -> Card:
    """The spread of delivery confidence, scale by scale, and the counts that lead to the projects behind them."""
    card = Card(_("Delivery confidence"))
    card.header.set_count(found.projects)
    card.column.setSpacing(GAP_SMALL)
    for scale in found.confidence:
        unrated = found.unrated if scale is found.confidence[-1] else None
        if len(found.confidence) > 1:
            card.column.addWidget(Label(scale.label, ink="muted", step=-1))
        card.column.addWidget(_bar(scale, unrated))
        card.column.addLayout(_levels(scale, unrated, register))
    if not found.confidence:
        card.say(_("No project is rated yet. Ratings come in with an import, or one by one in the register."))
    return card


def _bar(scale: ScaleCount, unrated: LevelCount | None) -> RatingBar:
    bar = RatingBar(scale.scale)
    counts: dict[str | None, int] = {level.rating.level: level.now for level in scale.levels if level.rating}
    bar.set_counts({**counts, None: unrated.now if unrated else 0})
    return bar


def _levels(scale: ScaleCount, unrated: LevelCount | None, register: Register) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(GAP_TINY)
    # Worst first, as in the bar above; what is not rated stands last.
    for level in (*reversed(scale.levels), *((unrated,) if unrated else ())):
        row.addWidget(_level(level, register), 1)
    return row


def _level(level: LevelCount, register: Register) -> RowButton:
    change = "" if level.before is None else _change(level.now - level.before)
    name = _("{label}: {count}").format(label=level.label, count=level.now)
    button = RowButton(
        f"{name}, {change}" if change else name,
        lambda: register("project", level.where, level.label),
        height=52,
    )
    number = Label(f"{level.now:,}", step=7, bold=True, ink="text" if level.now else "muted")
    number.setFont(tabular(number.font()))
    button.put(number)
    column = QWidget()
    grid = QGridLayout(column)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(0)
    grid.setRowStretch(0, 1)
    grid.setRowStretch(3, 1)
    grid.addWidget(words(level.label), 1, 0)
    if change:
        grid.addWidget(words(change, ink="muted"), 2, 0)
    return button.put(column, 1)


def _change(step: int) -> str:
    if step == 0:
        return _("as before")
    return _("{more} more").format(more=step) if step > 0 else _("{fewer} fewer").format(fewer=-step)


def moved_card(found: Home, open_it: Open) -> Card:
    """Which projects are rated otherwise than before: the worse first."""
    moved = found.moved
    card = Card(_("Got worse or better"))
    if moved.since is None:
        card.say(
            _("There is no earlier rating to compare with. The next status reports will show what moves.")
        )
        return card
    if not (moved.worse or moved.better):
        card.say(_("Every project is rated as it was on {day}.").format(day=format_date(moved.since)))
    room = _FEW + 2
    worse = moved.worse[: room - min(2, len(moved.better))]
    for shift in worse:
        card.column.addWidget(_shift(shift, "trending-down", _("worse"), open_it))
    for shift in moved.better[: room - len(worse)]:
        card.column.addWidget(_shift(shift, "trending-up", _("better"), open_it))
    rest = len(moved.worse) + len(moved.better) - room
    if rest > 0:
        card.say(ngettext("and {count} more", "and {count} more", rest).format(count=rest))
    return card


def _shift(shift: Shift, icon_name: str, way: str, open_it: Open) -> RowButton:
    row = RowButton(f"{shift.title}: {way}", lambda: open_it("project", shift.project))
    row.put(IconPicture(icon_name, 16, "danger" if icon_name == "trending-down" else "muted"))
    row.put(words(shift.title), 1)
    row.put(RatingBadge(shift.before))
    row.put(IconPicture("arrow-right", 14, "muted"))
    return row.put(RatingBadge(shift.now))


def money_card(found: Home) -> Card:
    """Totals, each with how much of it is known."""
    card = Card(_("Money"))
    known = [line.total.sum for line in found.money if line.total.known]
    unit = fitting_unit(known)
    places = places_beside(known, unit)
    for line in found.money:
        card.column.addWidget(_money(line, unit, places))
    for gap in found.money_gaps:
        card.say(f"{_gap_words(gap)}.")
    if count := sum(line.by_agreed for line in found.money):
        said = ngettext(
            "{n} project gives no forecast and counts with what was agreed.",
            "{n} projects give no forecast and count with what was agreed.",
            count,
        )
        card.say(said.format(n=f"{count:,}"))
    if not found.money:
        card.say(_("No money is known yet."))
    return card


def _gap_words(gap: MoneyGap) -> str:
    said = variance_over(gap.projects, gap.agreed, gap.forecast, budget=gap.of_year)
    return _("This year: {words}").format(words=said[0].lower() + said[1:]) if gap.of_year else said


def _money(line: MoneyLine, unit: str, places: int) -> RowButton:
    total = line.total
    amount = format_money(total.sum, unit, places=places) if total.known else ""
    note = _("{known} of {count} known").format(known=f"{total.known:,}", count=f"{total.count:,}")
    row = RowButton(f"{line.label}: {amount or _('not known')}, {note}", None)
    row.put(words(line.label), 1)
    value = ValueLabel(amount or None, bold=True)
    if not amount:
        value.set_text(_("Not known"))
    row.put(value, width=130)
    return row.put(words(note, ink="muted", right=True), width=130)


def overdue_card(found: Home, register: Register) -> Card:
    """What is late, kind by kind, those with the shortest fuse first; the rest of the kinds once they are asked for."""
    card = Card(_("Overdue"))
    late = [each for each in found.overdue if each.count]
    card.header.set_count(sum(each.count for each in late))
    for each in late[:_SOME]:
        card.column.addWidget(_overdue(each, register))
    if found.outdated.count:
        card.column.addWidget(_overdue(found.outdated, register))
    if found.expiring.count:
        card.column.addWidget(_overdue(found.expiring, register, Urgency.PLAIN))
    rest = late[_SOME:]
    if rest:
        count = sum(each.count for each in rest)
        more = ngettext("{count} more, of {kinds} other kinds", "{count} more, of {kinds} other kinds", count)
        card.column.addWidget(_unfold(card, more.format(count=f"{count:,}", kinds=len(rest)), rest, register))
    if not late:
        card.say(_("Nothing is overdue."))
    return card


def _unfold(card: Card, said: str, rest: Sequence[Overdue], register: Register) -> RowButton:
    """A row that gives way to those it stands for."""

    def unfold() -> None:
        row.hide()
        rows = [_overdue(each, register) for each in rest]
        for each in rows:
            card.column.addWidget(each)
            each.show()
        rows[0].setFocus()

    row = RowButton(said, unfold)
    return row.put(words(said, ink="accent"), 1)


def _overdue(each: Overdue, register: Register, urgency: Urgency = Urgency.DANGER) -> RowButton:
    row = RowButton(
        f"{each.label}: {each.count}",
        lambda: register(each.entity, each.where, each.label),
    )
    row.put(words(each.label), 1)
    since = _("since {day}").format(day=format_date(each.oldest)) if each.oldest else ""
    row.put(words(since, ink="muted", right=True), width=120)
    holder = QWidget()
    inside = QHBoxLayout(holder)
    inside.setContentsMargins(0, 0, 0, 0)
    inside.addStretch(1)
    inside.addWidget(CountBadge(each.label, each.count, urgency, parent=holder))
    return row.put(holder, width=48)


def milestones_card(found: Home, open_it: Open) -> Card:
    """What falls due in the next months, the soonest first."""
    card = Card(_("Milestones ahead"))
    card.header.set_count(len(found.milestones))
    for each in found.milestones[:_SOME]:
        card.column.addWidget(_milestone(each, open_it))
    rest = len(found.milestones) - _SOME
    if rest > 0:
        card.say(ngettext("and {count} more", "and {count} more", rest).format(count=rest))
    if not found.milestones:
        card.say(_("No milestone falls in the next 90 days."))
    return card


def _milestone(each: Upcoming, open_it: Open) -> RowButton:
    row = RowButton(f"{each.title}, {format_date(each.when)}", lambda: open_it("milestone", each.id))
    when = words(format_date(each.when))
    when.setFont(tabular(when.font()))
    row.put(when, width=_DATE_WIDTH)
    row.put(words(each.title), 3)
    row.put(words(each.project_title, ink="muted"), 2)
    if isinstance(each.rating, Rating):
        row.put(RatingBadge(each.rating))
    return row


def changed_card(
    found: Home, open_it: Open, quality: Callable[[], None], backups: Callable[[], None]
) -> Card:
    """What was changed since the board last saw a pack, project by project."""
    pack = found.last_pack
    title = _("Changed since {title}").format(title=pack.title) if pack else _("Changed lately")
    card = Card(title)
    for each in found.changed[:_SOME]:
        lines = "; ".join(each.lines)
        run = None if each.project is None else lambda each=each: open_it("project", str(each.project))
        row = RowButton(f"{each.title}: {lines}", run)
        row.put(words(each.title), 2)
        row.put(words(lines, ink="muted"), 5)
        card.column.addWidget(row.put(words(f"{each.count:,}", ink="muted", right=True), width=40))
    if not found.changed:
        card.say(_("Nothing has been changed."))
    card.column.addWidget(_backups(backups))
    if found.gaps:
        note = ngettext(
            "{gaps} expected value not given, in {projects} project",
            "{gaps} expected values not given, in {projects} projects",
            found.gaps,
        ).format(gaps=f"{found.gaps:,}", projects=f"{found.gap_projects:,}")
        row = RowButton(note, quality)
        row.put(IconPicture("circle-alert", 16, "muted"))
        row.put(words(note, ink="muted"), 1)
        card.column.addWidget(row)
    return card


def _backups(backups: Callable[[], None]) -> RowButton:
    note = _("Look into a copy of an earlier day")
    row = RowButton(note, backups)
    row.put(IconPicture("database-backup", 16, "muted"))
    return row.put(words(note, ink="muted"), 1)
