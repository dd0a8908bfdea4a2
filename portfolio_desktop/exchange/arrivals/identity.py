# SPDX-License-Identifier: Apache-2.0
"""Which task of a file is which task here: by what the file calls it, whichever of its names has lasted.

Programs number tasks anew when a plan is copied, and Primavera gives every copy other identities: so each name is
tried on its own, the strongest first, and counts only where it means one task on either side.
"""

import base64
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeAlias, TypeVar
from uuid import UUID

from portfolio_desktop.base.ids import id_bits
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.exchange.imports.links import same_name
from portfolio_desktop.exchange.plans.plan_file import PlanTask

_PRIMAVERA_GUID = 22  # characters
_TRUSTED = 0.5  # the share of numbers that must still stand for tasks of the same name


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A task by all that a file calls it. `path` are the names of the summaries above it and its own."""

    uid: str = ""
    code: str = ""
    guid: str = ""
    wbs: str = ""
    path: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.path[-1] if self.path else ""


def with_guid(named: Named, id: Id) -> Named:
    """`named` as it goes out: what no file has given an identity has that of its record."""
    return named if named.guid else replace(named, guid=guid_here(id))


def guid_here(id: Id) -> str:
    """What a record of this office is called in files of plans, whatever program they go through: a UUID."""
    return str(UUID(int=id_bits(id))).upper()


K = TypeVar("K")

_Key: TypeAlias = Callable[[Named], object]


def written(task: PlanTask) -> str:
    """What is kept of how the file names a task, for its next version."""
    parts = {"uid": task.uid, "code": task.code, "guid": task.guid}
    return "; ".join(f"{name}={value.replace(';', ',')}" for name, value in parts.items() if value)


def named_here(text: str | None, wbs: str | None, path: Sequence[str]) -> Named:
    """A task that is here, from what was kept of it."""
    parts = dict(part.split("=", 1) for part in (text or "").split("; ") if "=" in part)
    return Named(
        uid=parts.get("uid", ""),
        code=parts.get("code", ""),
        guid=parts.get("guid", ""),
        wbs=wbs or "",
        path=tuple(map(same_name, path)),
    )


def named_there(tasks: Iterable[PlanTask]) -> dict[str, Named]:
    """The tasks of a file, each after its parent, by their numbers in it."""
    found: dict[str, Named] = {}
    for task in tasks:
        above = found[task.parent].path if task.parent in found else ()
        found[task.uid] = Named(
            uid=task.uid,
            code=task.code.replace(";", ","),
            guid=task.guid.replace(";", ","),
            wbs=task.wbs or task.code,
            path=(*above, same_name(task.name)),
        )
    return found


def matched(there: Mapping[str, Named], here: Mapping[Id, Named]) -> dict[str, Id]:
    """The task here for each task of the file that has one."""
    keys: list[_Key] = [
        lambda each: plain_guid(each.guid),
        lambda each: each.code and (each.code, each.name),
        lambda each: each.uid and (each.uid, each.name),
        lambda each: each.code,
    ]
    if _numbers_last(there, here):
        keys.append(lambda each: each.uid)
    keys += [
        lambda each: each.wbs and each.name and (each.wbs, each.name),
        lambda each: each.path,
        lambda each: each.name and not each.uid and each.name,
    ]
    found: dict[str, Id] = {}
    left = dict(here)
    for key in keys:
        ours = _unique(left, key)
        theirs = _unique({uid: each for uid, each in there.items() if uid not in found}, key)
        for value in theirs.keys() & ours.keys():
            found[theirs[value]] = ours[value]
            del left[ours[value]]
    uid, id = _whole(there), _whole(here)
    if uid is not None and id in left and uid not in found:
        found[uid] = id
    return found


def _whole(tasks: Mapping[K, Named]) -> K | None:
    """The one task that all others lie under, whatever it is called: programs put the day of a version into its name."""
    outermost = [key for key, named in tasks.items() if len(named.path) == 1]
    return outermost[0] if len(outermost) == 1 < len(tasks) else None


@lru_cache(maxsize=20_000)
def plain_guid(guid: str) -> str:
    """The same text for one identity, in hexadecimal digits or as Primavera writes its 16 bytes."""
    if len(guid) == _PRIMAVERA_GUID:
        try:
            return UUID(bytes=base64.b64decode(guid + "==", validate=True)).hex
        except ValueError:
            return guid.casefold()
    return guid.strip("{}").replace("-", "").casefold()


def _numbers_last(there: Mapping[str, Named], here: Mapping[Id, Named]) -> bool:
    """Whether the numbers of the file still mean what they did, and a task of another name was merely renamed."""
    ours = _unique(here, lambda each: each.uid)
    pairs = [(each.name, here[ours[each.uid]].name) for each in there.values() if each.uid in ours]
    same = sum(one == other for one, other in pairs)
    return bool(pairs) and same >= _TRUSTED * len(pairs)


def _unique(each: Mapping[K, Named], key: _Key) -> dict[object, K]:
    """What one name means, where it means one task."""
    values = {id: key(named) for id, named in each.items()}
    often = Counter(values.values())
    return {value: id for id, value in values.items() if value and often[value] == 1}
