# SPDX-License-Identifier: Apache-2.0
"""Whose a record is, and that it stays so: what was written about one person never becomes somebody else's.

Erasing a person takes the records about them with their history. A record that had moved on would keep their words in its
history, under another's name.
"""

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.storage.changes import Changes, Edit
from portfolio_desktop.storage.read import Reader

ABOUT = frozenset({"subject_id", "mentee_id", "mentor_id"})
"""The links that make a record somebody's own. Other links only name them in passing."""

_STAYS = N_(
    "“{title}” was written about somebody, and what was written stays with them in its history. Delete it and write another."
)


def refuse_moving(reader: Reader, changes: Changes) -> None:
    """Refuse a change set that makes a record somebody else's, by itself or as part of something."""
    for item in changes:
        if not isinstance(item, Edit):
            continue
        entity = reader.catalogue.entity(item.entity)
        if item.field in ABOUT or any(
            field.name == item.field and _about_somebody(reader.catalogue.entity(field.target))
            for field in entity.wholes
        ):
            kept = reader.get(entity, item.record)
            if kept is not None and kept[item.field] not in (None, item.value):
                raise Refusal(_(_STAYS).format(title=kept[entity.title]))


def _about_somebody(entity: Entity) -> bool:
    return any(entity.has(name) for name in ABOUT)
