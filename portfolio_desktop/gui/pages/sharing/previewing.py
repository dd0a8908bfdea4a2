# SPDX-License-Identifier: Apache-2.0
"""Many disagreements settled at once: what would stand of each, to be read before it is done."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.domain.texts.word_changes import words_alone
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.act_dialog import ActDialog, shown
from portfolio_desktop.gui.pages.sharing.comparing import Compared
from portfolio_desktop.gui.theme import GAP, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.sharing.conflicts import Conflict
from portfolio_desktop.services.sharing.settling import Outcome, Side, keep_side, outcomes

_LISTED = 40
_LINE, _NOW = 160, 60
_TOP = Qt.AlignmentFlag.AlignTop
_WIDTH = 720
_TITLES = {Side.MINE: N_("Keep what is yours?"), Side.THEIRS: N_("Keep what is theirs?")}
_VERBS = {Side.MINE: N_("Keep yours of {count}"), Side.THEIRS: N_("Keep theirs of {count}")}
_ONE_UNDO = N_("All of it is one change: one undo takes it back. What is not kept stays in the history.")


def preview(desk: Desk, parent: QWidget, chosen: Sequence[Conflict], side: Side) -> ActDialog:
    """Show what would come of it, and do it where the person agrees."""
    found = outcomes(chosen, side)
    doing = [each for each in found if each.stands is not None]
    ready = [each.conflict for each in doing]
    dialog = ActDialog(
        desk,
        _(_TITLES[side]),
        _(_VERBS[side]).format(count=f"{len(doing):,}"),
        parent,
        lambda office, _values: keep_side(office, ready, side),
    )
    dialog.setMinimumWidth(_WIDTH)
    if (left := len(found) - len(doing)) > 0:
        dialog.say(_left(left, side))
    grid = QGridLayout()
    grid.setHorizontalSpacing(GAP)
    grid.setVerticalSpacing(GAP_SMALL)
    for line, each in enumerate(doing[:_LISTED]):
        conflict = each.conflict
        grid.addWidget(Label(shown(conflict.title, 40), bold=True), line, 0, _TOP)
        grid.addWidget(Label(shown(conflict.label, 40), ink="muted"), line, 1, _TOP)
        label = Label(shown(_stands(each), _LINE), wrap=True)
        grid.addWidget(label, line, 2)
        if conflict.is_open and _is_shortened(each):
            grid.addWidget(_unfolding(grid, line, label, each), line, 3, _TOP)
    grid.setColumnStretch(2, 1)
    dialog.into.addLayout(grid)
    if (more := len(doing) - _LISTED) > 0:
        dialog.say(ngettext("and {count} more", "and {count} more", more).format(count=f"{more:,}"))
    dialog.say(_(_ONE_UNDO))
    dialog.yes.setEnabled(bool(doing))
    dialog.finish_layout()
    dialog.open()
    return dialog


def _is_shortened(outcome: Outcome) -> bool:
    conflict, said = outcome.conflict, outcome.stands
    assert said is not None
    return len(said.text) > _LINE - _NOW or len(conflict.said[-1].text) > _NOW


def _unfolding(grid: QGridLayout, line: int, label: Label, outcome: Outcome) -> QPushButton:
    """What shows the whole of a text in the place of its beginning, with the words marked that are not there now."""
    conflict, said = outcome.conflict, outcome.stands
    assert said is not None
    whole = Compared(words_alone(said.text, [conflict.said[-1].text]))
    whole.hide()
    grid.addWidget(whole, line, 2)

    def unfold(on: bool) -> None:
        label.setHidden(on)
        whole.setHidden(not on)

    # It stays where it is, and keeps the keyboard: the next button would settle everything.
    button = QPushButton(_("Whole text"))
    button.setCheckable(True)
    button.setProperty("flat", True)
    button.setAccessibleName(
        _("Whole text: {title}, {field}").format(title=conflict.title, field=conflict.label)
    )
    button.toggled.connect(unfold)
    return button


def _left(count: int, side: Side) -> str:
    if side is Side.MINE:
        said = ngettext(
            "{count} goes on waiting: nothing was said about it on this laptop.",
            "{count} go on waiting: nothing was said about them on this laptop.",
            count,
        )
    else:
        said = ngettext(
            "{count} goes on waiting: all of it was said on this laptop.",
            "{count} go on waiting: all of it was said on this laptop.",
            count,
        )
    return said.format(count=f"{count:,}")


def _stands(outcome: Outcome) -> str:
    """What happens to it, as one line."""
    conflict, said = outcome.conflict, outcome.stands
    assert said is not None
    if conflict.is_code:
        return _("“{record}” keeps the code").format(record=said.text)
    if conflict.is_circle_of_links:
        return _("{link} stays").format(link=said.text)
    if not conflict.field:
        if said.gone:
            return _("The record is deleted")
        stays = _("The record stays, and gets back {parts}") if conflict.parts else _("The record stays")
        return stays.format(parts=conflict.parts)
    text = said.text or "–"
    now = conflict.said[-1].text or "–"
    return _("{text}, as shown now").format(text=text) if text == now else f"{shown(now, _NOW)} → {text}"
