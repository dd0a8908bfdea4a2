# SPDX-License-Identifier: Apache-2.0
"""The small window in which the level of a skill is stated: the levels of its own framework and no others."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.act_dialog import Act, ActDialog, opened, shown
from portfolio_desktop.gui.form.entered import Entered, day_of, text_of
from portfolio_desktop.gui.form.list_box import ListBox
from portfolio_desktop.gui.theme import GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.skills.assessing import assess
from portfolio_desktop.services.skills.gathered import Holding, SkillKind
from portfolio_desktop.storage.changes import Changes

_LABEL = 124  # as wide as beside the fields below


class AssessDialog(ActDialog):
    """One person, one skill, and the level of it."""

    def __init__(
        self, desk: Desk, parent: QWidget, person: Id, name: str, skill: SkillKind, holding: Holding | None
    ) -> None:
        title = _("{skill} of {person}").format(skill=shown(skill.title, 60), person=shown(name, 60))
        super().__init__(desk, title, _("Keep"), parent)
        self._person, self._skill = person, skill
        self.levels = ListBox()
        self.levels.setAccessibleName(_("Level held"))
        known = skill.level(holding.step) if holding is not None else None
        if known is None:  # nobody states a level by leaving the first one standing
            self.levels.addItem("–", None)
        for level in skill.levels:
            self.levels.addItem(level.name, level.step)
        self.levels.setCurrentIndex(self.levels.findData(known.step) if known else 0)
        label = Label(_("Level held"), ink="muted")
        label.setFixedWidth(_LABEL)
        row = QHBoxLayout()
        row.setSpacing(GAP_SMALL)
        row.addWidget(label)
        row.addWidget(self.levels, 1)
        self.into.addLayout(row)

    def act(self) -> Act:
        person, skill, step = self._person, self._skill.id, self.levels.currentData()

        def keep(office: Office, said: Entered) -> Changes:
            if step is None:
                raise Refusal(_("Choose the level that is held."))
            return assess(
                office,
                person,
                skill,
                int(step),
                by=text_of(said, "assessed_by") or None,
                on=day_of(said, "assessed_on"),
                evidence=text_of(said, "evidence"),
            )

        return keep


def ask_level(
    desk: Desk, parent: QWidget, person: Id, name: str, skill: SkillKind, holding: Holding | None
) -> AssessDialog | None:
    """Open it. A skill whose framework has no levels yet cannot be assessed, and says so."""
    if not skill.levels:
        desk.notify(
            _("The framework of “{skill}” has no levels yet. Add some first.").format(skill=skill.title)
        )
        return None
    dialog = AssessDialog(desk, parent, person, name, skill, holding)
    given = {"assessed_on": desk.today, "assessed_by": None}
    standing = (
        desk.catalogue.entity("person_skill").make(holding.id, {"evidence": holding.evidence})
        if holding
        else None
    )
    block = dialog.ask("person_skill", (*given, "evidence"), given, of=standing)
    opened(dialog, block)
    dialog.levels.setFocus()
    return dialog
