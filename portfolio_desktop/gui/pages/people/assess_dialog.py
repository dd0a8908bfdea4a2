# SPDX-License-Identifier: Apache-2.0
"""The small window in which the level of a skill is stated: the levels of its own framework and no others."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id, Record, Values
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.act_dialog import Act, ActDialog, opened, shown
from portfolio_desktop.gui.form.entered import Entered, day_of, text_of
from portfolio_desktop.gui.form.list_box import ListBox
from portfolio_desktop.gui.theme import GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.skills.assessing import assess, assessed
from portfolio_desktop.services.skills.gathered import SkillKind
from portfolio_desktop.storage.changes import Changes

_Held = tuple[Record | None, int | None]
"""What is assessed of a skill now, and the step of its level."""
_LABEL = 124  # as wide as beside the fields below


class AssessDialog(ActDialog):
    """One person, one skill, and the level of it."""

    def __init__(
        self, desk: Desk, parent: QWidget, person: Id, name: str, skill: SkillKind, held: _Held
    ) -> None:
        title = _("{skill} of {person}").format(skill=shown(skill.title, 60), person=shown(name, 60))
        super().__init__(desk, title, _("Keep"), parent)
        self._person, self._skill = person, skill
        self.levels = ListBox()
        self.levels.setAccessibleName(_("Level held"))
        now, step = held
        self._opened: Values = {"level_id": now["level_id"] if now is not None else None}
        known = skill.level(step)
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
        opened = self._opened

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
                opened=opened,
            )

        return keep

    def catch_up(self, now: object) -> None:
        assert isinstance(now, Record)
        self._opened = {"level_id": now["level_id"]}


def ask_level(desk: Desk, parent: QWidget, person: Id, name: str, skill: SkillKind) -> None:
    """Open it, over what is assessed now. A skill whose framework has no levels yet cannot be assessed, and says so."""
    if not skill.levels:
        desk.notify(
            _("The framework of “{skill}” has no levels yet. Add some first.").format(skill=skill.title)
        )
        return

    def look(office: Office) -> _Held:
        with office.reading() as reader:
            now = assessed(reader, person, skill.id)
            entity = reader.catalogue.entity("capability_level")
            level = reader.get(entity, Id(str(now["level_id"]))) if now is not None else None
            step = level["step"] if level is not None else None
            return now, step if isinstance(step, int) else None

    def show(held: _Held) -> None:
        dialog = AssessDialog(desk, parent, person, name, skill, held)
        given = {"assessed_on": desk.today, "assessed_by": None}
        block = dialog.ask(
            "person_skill",
            (*given, "evidence"),
            given,
            of=held[0],
            look=lambda reader: assessed(reader, person, skill.id),
        )
        opened(dialog, block)
        dialog.levels.setFocus()

    desk.read(look, show, owner=parent)
