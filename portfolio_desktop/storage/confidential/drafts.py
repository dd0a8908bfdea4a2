# SPDX-License-Identifier: Apache-2.0
"""Words that somebody is in the middle of: kept in the encrypted file and not in its log.

What was thrown away is thus in no history, and what was put in stands in its record alone. The name of a draft holds the
id of what it is about, so that it goes when that is erased.
"""

from collections.abc import Collection

from sqlalchemy import delete, insert, select

from portfolio_desktop.storage.schema import META
from portfolio_desktop.storage.store import Store

_PREFIX = "draft "


def drafts(store: Store) -> dict[str, str]:
    """All there are, by their names."""
    mine = META.c.key.startswith(_PREFIX, autoescape=True)
    with store.reading() as connection:
        rows = connection.execute(select(META.c.key, META.c.value).where(mine).order_by(META.c.key)).all()
    return {key.removeprefix(_PREFIX): value for key, value in rows}


def keep_draft(store: Store, name: str, words: str) -> None:
    """Put `words` in the place of what was kept under that name; none take it away."""
    if store.read_only:
        return
    with store.changing() as connection:
        connection.execute(delete(META).where(META.c.key == _PREFIX + name))
        if words:
            connection.execute(insert(META).values(key=_PREFIX + name, value=words))


def forget_drafts(store: Store, about: Collection[str]) -> None:
    """Take away every draft that is about one of these, or leads there."""
    kept = drafts(store)
    gone = [_PREFIX + name for name in kept if not {*name.split(), *kept[name].split()}.isdisjoint(about)]
    if gone:
        with store.changing() as connection:
            connection.execute(delete(META).where(META.c.key.in_(gone)))
