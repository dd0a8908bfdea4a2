# SPDX-License-Identifier: Apache-2.0
"""What stands twice, on the page of data quality: a row for each, and a way to make one of all that say the same."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QPushButton

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.text import visible_bidi
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.merging import ask_merge, preview_all
from portfolio_desktop.gui.pages.pieces import Card, RowButton, allow, words
from portfolio_desktop.services.doubles.merging import Merge

_SHOWN = 20


def doubles_card(desk: Desk, doubles: Sequence[Merge]) -> Card:
    """The card. Whoever presses a row sees what making one of it would do."""
    card = Card(_("Stands twice"))
    card.header.set_count(len(doubles))
    for each in doubles[:_SHOWN]:
        card.column.addWidget(_row(desk, card, each))
    if len(doubles) > _SHOWN:
        card.say(_("and {count} more").format(count=f"{len(doubles) - _SHOWN:,}"))
    same = [each for each in doubles if each.says_the_same]
    if same:
        button = QPushButton(_("Merge all that say the same…"))
        button.clicked.connect(lambda: preview_all(desk, card.window(), same))
        allow(desk, button)
        row = QHBoxLayout()
        row.addWidget(button)
        row.addStretch(1)
        card.column.addLayout(row)
    return card


def _row(desk: Desk, card: Card, each: Merge) -> RowButton:
    entity = desk.catalogue.entity(each.entity)
    name = visible_bidi(each.title)
    count = _("{count} {plural}").format(count=f"{1 + len(each.goes):,}", plural=_(entity.plural).lower())
    said = ", ".join(one.label for one in each.differing)
    told = _("differ in {fields}").format(fields=said) if said else _("say the same")
    ids = [each.stays, *each.goes]
    run = partial(ask_merge, desk, card.window(), lambda _office: (each.entity, ids))
    row = RowButton(f"{name}. {count}, {told}", lambda: run())
    row.put(words(name), 5)
    return row.put(words(f"{count}, {told}", ink="muted"), 5)
