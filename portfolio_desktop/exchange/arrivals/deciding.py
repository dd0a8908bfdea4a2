# SPDX-License-Identifier: Apache-2.0
"""Whose value a field of a task takes: the file's, or the one that somebody gave it here since."""

from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

from portfolio_desktop.catalogue.fields import Id, Value, Values
from portfolio_desktop.exchange.arrivals.planned import Clash, Options, Side

FROM_FILES: Final = (
    *("title", "parent_id", "position", "wbs", "status", "scheduling", "start", "end", "condition"),
    *(
        "condition_at",
        "deadline",
        "calendar_id",
        "levelling_priority",
        "duration",
        "elapsed",
        "start_baseline",
    ),
    *("end_baseline", "start_actual", "end_actual", "percent_done", "effort", "cost", "cost_actual", "note"),
    "plan_uid",
)
"""The fields of a task that a file can say, but for own fields."""

_KEPT_HERE: Final = frozenset({"note"})
"""Fields in which somebody's words here are worth more than the file's, unless they say otherwise."""

_UNASKED: Final = frozenset({"position", "parent_id"})
"""Where somebody moved a task to here: it stays there, and nobody is asked."""

_WAITING: Final = frozenset({"waiting", "review"})
"""What somebody says here of work that goes on, and no file can say."""

CONDITION: Final = frozenset({"condition", "condition_at"})


SAID_BY: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "parent": ("parent_id",),
        "wbs": ("wbs",),
        "active": (),
        "percent": ("status", "percent_done", "start_actual", "end_actual"),
        "manual": ("scheduling", "start", "end"),
        "constraint": ("condition", "condition_at"),
        "deadline": ("deadline",),
        "calendar": ("calendar_id",),
        "priority": ("levelling_priority",),
        "work": ("effort",),
        "cost": ("cost",),
        "actual_cost": ("cost_actual",),
        "baselines": ("start_baseline", "end_baseline"),
        "notes": ("note",),
    }
)
"""The fields of a task here that an attribute of a task in a file speaks of."""


def unsaid(silent: Collection[str], *, home: bool) -> frozenset[str]:
    """The fields that a file says nothing of. One of this office that comes home brings no names and no baselines."""
    found = {name for attribute in silent for name in SAID_BY.get(attribute, ())}
    return frozenset(found | {"plan_uid", *SAID_BY["baselines"]} if home else found)


def as_at_home(ours: Mapping[str, Any], theirs: Values) -> Values:
    """What a plan of this office says otherwise only because programs number outlines, say everything, and know of no
    waiting.
    """
    found: dict[str, Value] = {
        name: None
        for name, usual in (("wbs", theirs.get("wbs")), ("status", "to_do"), ("scheduling", "links"))
        if ours.get(name) is None and theirs.get(name) == usual
    }
    if _merely_waits(ours, theirs):
        found["status"] = ours.get("status")
    return found


def decided(
    options: Options,
    id: Id,
    ours: Mapping[str, Any],
    theirs: Values,
    by_people: set[str],
    own: frozenset[str],
) -> tuple[dict[str, Value], list[Clash]]:
    """All values of a task that is here once the file has come, and what the two have otherwise."""
    found: dict[str, Value] = dict(ours)
    clashes: list[Clash] = []
    sides = dict(_sides(options, id, ours, theirs, by_people & {*FROM_FILES, *own}))
    if not sides.keys().isdisjoint(CONDITION):  # one decision: a condition and its date belong together
        one = Side.OURS if Side.OURS in [sides[name] for name in CONDITION & sides.keys()] else Side.THEIRS
        sides |= dict.fromkeys(CONDITION, one)
    for name in (*FROM_FILES, *own):
        side = sides.get(name, Side.THEIRS)
        if (
            name in by_people
            and name in sides
            and name not in _UNASKED
            and ours.get(name) != theirs.get(name)
        ):
            clashes.append(
                Clash(
                    task=id,
                    title=str(theirs.get("title")),
                    field=name,
                    ours=ours.get(name),
                    theirs=theirs.get(name),
                    side=side,
                )
            )
        if side is Side.THEIRS:
            found[name] = theirs.get(name)
    return found, clashes


def _sides(
    options: Options, id: Id, ours: Mapping[str, Any], theirs: Values, by_people: set[str]
) -> Iterator[tuple[str, Side]]:
    for name in by_people:
        if ours.get(name) == theirs.get(name):
            continue
        if name in _UNASKED or (name == "status" and _merely_waits(ours, theirs)):
            yield name, Side.OURS
            continue
        usual = Side.OURS if name in _KEPT_HERE else Side.THEIRS
        yield name, options.sides.get((id, name), options.side or usual)


def _merely_waits(ours: Mapping[str, Any], theirs: Values) -> bool:
    return ours.get("status") in _WAITING and theirs.get("status") in ("to_do", "doing")
