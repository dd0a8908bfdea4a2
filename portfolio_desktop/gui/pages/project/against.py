# SPDX-License-Identifier: Apache-2.0
"""What is open against the project, register by register, and its milestones: each row leads to its record."""

from collections.abc import Callable

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.fields import Record
from portfolio_desktop.catalogue.filters import Filter
from portfolio_desktop.domain.toned import badge_of
from portfolio_desktop.gui.pages.pieces import Card, RowButton, words
from portfolio_desktop.gui.pages.project.shown import day_words
from portfolio_desktop.gui.theme import GAP_SMALL, tabular
from portfolio_desktop.gui.widgets.counts import CountBadge, Urgency
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.rating import LevelBadge
from portfolio_desktop.services.project_page import OpenGroup
from portfolio_desktop.services.project_page import ProjectPage as Found

Open = Callable[[str, str], None]
Register = Callable[[str, Filter, str], None]

_EACH, _MILESTONES = 3, 6


def open_card(catalogue: Catalogue, found: Found, open_it: Open, register: Register) -> Card:
    """Each kind with its count, how many of them are overdue, and the first few."""
    card = Card(_("Open against it"))
    groups = [group for group in found.open if group.count]
    card.header.set_count(sum(group.count for group in groups))
    for group in groups:
        card.column.addWidget(_head(group, str(found.project.title or ""), register))
        for record in group.records[:_EACH]:
            card.column.addWidget(_line(catalogue, group.entity, record, open_it))
    if not groups:
        card.say(_("Nothing is open against this project."))
    return card


def _head(group: OpenGroup, project: str, register: Register) -> RowButton:
    title = f"{group.label} · {project}"
    row = RowButton(f"{group.label}: {group.count}", lambda: register(group.entity, group.where, title))
    row.put(Label(group.label, bold=True))
    row.put(words(f"{group.count:,}", ink="muted"), 1)
    if group.overdue:
        late = ngettext("{count} overdue", "{count} overdue", group.overdue).format(count=group.overdue)
        row.put(Label(late, ink="danger", step=-1))
        row.put(CountBadge(_("Overdue"), group.overdue, Urgency.DANGER, parent=row))
    return row


def _line(catalogue: Catalogue, entity: str, record: Record, open_it: Open) -> RowButton:
    title = str(record["title"] or "")
    columns = catalogue.entity(entity).columns
    badge = next(filter(None, (badge_of(catalogue, field, record[field.name]) for field in columns)), None)
    row = RowButton(title, lambda: open_it(entity, record.id), height=26)
    row.row.setContentsMargins(GAP_SMALL * 2, 0, GAP_SMALL, 0)
    row.put(words(str(getattr(record, "code", "") or ""), ink="muted"), width=62)
    row.put(words(title), 1)
    return row.put(LevelBadge(badge)) if badge is not None else row


def milestones_card(found: Found, open_it: Open) -> Card:
    """The next milestones by the day they are expected."""
    card = Card(_("Milestones"))
    card.header.set_count(len(found.milestones))
    for record in found.milestones[:_MILESTONES]:
        day = record["actual"] or record["forecast"] or record["baseline"]
        title = str(record["title"] or "")
        row = RowButton(title, lambda record=record: open_it("milestone", record.id))  # type: ignore[misc]
        when = words(day_words(day))  # type: ignore[arg-type]
        when.setFont(tabular(when.font()))
        row.put(when, width=92)
        card.column.addWidget(row.put(words(title), 1))
    if not found.milestones:
        card.say(_("No milestones are kept for this project."))
    return card
