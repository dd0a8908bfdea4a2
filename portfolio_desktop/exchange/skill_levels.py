# SPDX-License-Identifier: Apache-2.0
"""Levels of skills by name, mark or step: each in the framework of its own skill, for "Expert" is called so in several."""

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.exchange.tables import Unreadable
from portfolio_desktop.services.skills.gathered import gathered
from portfolio_desktop.storage.read import Reader


class SkillLevels:
    """What is kept of skills and their levels, read once."""

    def __init__(self, reader: Reader) -> None:
        self._skills = gathered(reader).skills
        rows = reader.values(reader.catalogue.entity("capability_level"), ("framework_id", "step"))
        self._ids: dict[tuple[Id, int], Id] = {(framework, step): id for id, framework, step in rows}

    def named(self, skill: Value, words: str) -> Id | Unreadable:
        """The level that `words` name; why not, where there is none."""
        known = self._skills.get(Id(skill)) if isinstance(skill, str) else None
        if known is None:
            return Unreadable(words, _("A level needs a skill that is kept here."))
        level = known.named(words)
        if level is None:
            names = ", ".join(each.name for each in known.levels) or _("none yet")
            return Unreadable(
                words,
                _("“{skill}” has no such level; there are: {levels}.").format(
                    skill=known.title, levels=names
                ),
            )
        return self._ids[known.framework, level.step]
