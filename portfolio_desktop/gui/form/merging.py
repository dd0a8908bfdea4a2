# SPDX-License-Identifier: Apache-2.0
"""Making one record of several: what they say differently, side by side, to be chosen; and many at once that say the same."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from portfolio_desktop.base.errors import Outdated
from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.act_dialog import Act, ActDialog, shown
from portfolio_desktop.gui.form.entered import Entered
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.doubles.merging import Differing, Merge, merge, merge_all, planned
from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.changes import Changes

_WIDTH, _LINE, _LISTED = 620, 140, 12
_STAYS = N_(
    "The one made first stays, and gets what only another says. The others go, and their codes lead to the one that stays."
)
_ONE_UNDO = N_("All of it is one change: one undo takes it back.")
_CHANGED = N_("Somebody else has just changed this. Look again, and merge them if you still mean to.")


def ask_merge(desk: Desk, parent: QWidget, find: Callable[[Office], tuple[str, Sequence[Id]]]) -> None:
    """Show what making one of some records would do. `find` says which: their register, and their ids."""
    desk.read(
        lambda office: planned(office, *find(office)),
        lambda double: _open(desk, double, parent),
        owner=parent,
    )


def _open(desk: Desk, double: Merge, parent: QWidget) -> None:
    MergeDialog(desk, double, parent).open()


class MergeDialog(ActDialog):
    """Records that become one. Of each field of which they say different things, one says what stands."""

    def __init__(self, desk: Desk, double: Merge, parent: QWidget) -> None:
        count = 1 + len(double.goes)
        plural = _(desk.catalogue.entity(double.entity).plural).lower()
        title = _("Make one of {count} {plural}").format(count=f"{count:,}", plural=plural)
        super().__init__(desk, title, _("Merge"), parent)
        self._double = double
        self._groups: list[tuple[str, QButtonGroup, list[Id]]] = []
        self.setMinimumWidth(_WIDTH)
        for name in dict.fromkeys(double.titles.values()):
            self.into.addWidget(Label(shown(name), bold=True, wrap=True))
        self.say(_(_STAYS))
        if double.moves:
            self.say(_("Goes over to the one that stays: {what}.").format(what=double.moves))
        for each in double.differing:
            self._choices(each)
        if double.says_the_same:
            self.say(_("They say the same of everything."))
        self.say(_(_ONE_UNDO))
        self.finish_layout()

    def _choices(self, each: Differing) -> None:
        self.into.addWidget(Label(each.label, ink="muted"))
        group, ids = QButtonGroup(self), []
        for place, (id, text) in enumerate(sorted(each.said.items())):
            button = QRadioButton(shown(text, _LINE))
            button.setAccessibleName(f"{each.label}: {shown(text, _LINE)}")
            button.setToolTip(shown(text, 1_000) if len(text) > _LINE else "")
            button.setChecked(place == 0)
            group.addButton(button, place)
            ids.append(id)
            self.into.addWidget(button)
        self._groups.append((each.name, group, ids))

    def act(self) -> Act:
        chosen = {name: ids[group.checkedId()] for name, group, ids in self._groups}
        return partial(_merged, double=self._double, chosen=chosen)

    def catch_up(self, now: object) -> None:
        assert isinstance(now, Merge)
        self._double = now


def _merged(office: Office, _values: Entered, *, double: Merge, chosen: dict[str, Id]) -> Changes:
    ids = [double.stays, *double.goes]
    now = planned(office, double.entity, ids)
    if now.differing != double.differing:
        raise Outdated(_(_CHANGED), now)
    return merge(office, double.entity, ids, chosen)


def preview_all(desk: Desk, parent: QWidget, doubles: Iterable[Merge]) -> ActDialog:
    """What stands twice and says the same: how many of each register become one, before it is done."""
    ready = [each for each in doubles if each.says_the_same]
    going = sum(len(each.goes) for each in ready)
    title = ngettext("Merge {count} record?", "Merge {count} records?", going).format(count=f"{going:,}")
    dialog = ActDialog(desk, title, _("Merge"), parent, lambda office, _values: merge_all(office))
    dialog.setMinimumWidth(_WIDTH)
    counts = Counter[str]()
    for each in ready:
        counts[each.entity] += len(each.goes)
    for name, many in counts.most_common(_LISTED):
        entity = desk.catalogue.entity(name)
        dialog.say(f"{many:,} {_(entity.label if many == 1 else entity.plural).lower()}", ink="text")
    dialog.say(_(_STAYS))
    dialog.say(_(_ONE_UNDO))
    dialog.finish_layout()
    dialog.open()
    return dialog
