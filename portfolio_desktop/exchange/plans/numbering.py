# SPDX-License-Identifier: Apache-2.0
"""Identities as the whole numbers that formats of other programs ask for: kept where they are such, given where not."""

from collections.abc import Iterable

_MOST = 2**31 - 1


def numbered(uids: Iterable[str], least: int = 1) -> dict[str, int]:
    """A number for each identity, the same whenever the same identities come in the same order."""
    known = list(uids)
    kept = {uid: int(uid) for uid in known if _is_number(uid, least)}
    following = max(kept.values(), default=least - 1) + 1
    if following + len(known) > _MOST:
        kept, following = {}, least
    for uid in known:
        if uid not in kept:
            kept[uid] = following
            following += 1
    return kept


def _is_number(uid: str, least: int) -> bool:
    return (
        uid.isascii()
        and uid.isdecimal()
        and len(uid) <= 10
        and str(int(uid)) == uid
        and least <= int(uid) <= _MOST
    )
