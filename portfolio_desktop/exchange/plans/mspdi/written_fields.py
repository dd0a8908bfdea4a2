# SPDX-License-Identifier: Apache-2.0
"""Which of Microsoft Project's own places (Text1, Number1 …) each custom field takes when a plan is written."""

from collections.abc import Mapping
from itertools import chain

from lxml import etree

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.exchange.plans import values
from portfolio_desktop.exchange.plans.plan_file import CustomField, FieldKind, FieldValue, PlanFile
from portfolio_desktop.exchange.plans.settling import Aside

_TASK, _RESOURCE = 188_743_000, 205_520_000
_PLACES: dict[FieldKind, tuple[str, tuple[int, ...], tuple[int, ...]]] = {
    FieldKind.TEXT: (
        "Text",
        (731, 734, 737, 740, 743, *range(746, 751), *range(997, 1017)),
        (904, 905, *range(926, 929), *range(993, 998), *range(1121, 1141)),
    ),
    FieldKind.NUMBER: (
        "Number",
        (*range(767, 772), *range(982, 997)),
        (*range(1008, 1013), *range(1101, 1116)),
    ),
    FieldKind.COST: ("Cost", (786, 787, 788, *range(938, 945)), (1019, 1020, 1021, *range(1062, 1069))),
    FieldKind.FLAG: (
        "Flag",
        (*range(752, 762), *range(972, 982)),
        (*range(1023, 1032), 1022, *range(1091, 1101)),
    ),
    FieldKind.DATE: ("Date", tuple(range(945, 955)), tuple(range(1069, 1079))),
    FieldKind.DURATION: (
        "Duration",
        (783, 784, 785, *range(955, 962)),
        (1013, 1014, 1015, *range(1079, 1086)),
    ),
}
"""Of each kind: its name, and the numbers of its places for tasks and for resources, counted from _TASK and _RESOURCE."""

_TOO_MANY = N_("Custom fields beyond those that Microsoft Project has room for: {count}")
CODE = N_("Activity ID")
_DAYS = 7


class Places:
    """Gives each custom field that is used a place, and writes values there."""

    def __init__(self, plan: PlanFile, aside: Aside) -> None:
        with_code = any(task.code for task in plan.tasks)
        code = (
            (CustomField(name=CODE),) if with_code and CODE not in {one.name for one in plan.fields} else ()
        )
        self._kinds = {one.name: one.kind for one in (*code, *plan.fields)}
        self._codes = bool(code)
        self._tasks: dict[str, tuple[int, str]] = {}
        self._resources: dict[str, tuple[int, str]] = {}
        taken = dict.fromkeys(FieldKind, 0)
        for name, kind in self._kinds.items():
            word, tasks, resources = _PLACES[kind]
            place = taken[kind]
            taken[kind] += 1
            if place >= len(tasks):
                aside[_TOO_MANY] += 1
                continue
            self._tasks[name] = _TASK + tasks[place], f"{word}{place + 1}"
            self._resources[name] = _RESOURCE + resources[place], f"{word}{place + 1}"
        used = set(chain.from_iterable(resource.values for resource in plan.resources))
        self._resources = {name: place for name, place in self._resources.items() if name in used}

    def define(self, root: etree._Element) -> None:
        holder = etree.SubElement(root, "ExtendedAttributes")
        for places in (self._tasks, self._resources):
            for name, (number, own) in places.items():
                element = etree.SubElement(holder, "ExtendedAttribute")
                _put(element, FieldID=str(number), FieldName=own, Alias=values.clean(name))

    def write(
        self,
        element: etree._Element,
        held: Mapping[str, FieldValue],
        *,
        code: str = "",
        of_resource: bool = False,
    ) -> None:
        """The values of one task or resource. A task's code has a field made for it."""
        places = self._resources if of_resource else self._tasks
        for name, value in ({CODE: code, **held} if self._codes and code else held).items():
            if name in places:
                part = etree.SubElement(element, "ExtendedAttribute")
                kind = self._kinds[name]
                _put(part, FieldID=str(places[name][0]), Value=_text(value, kind))
                if kind is FieldKind.DURATION:
                    _put(part, DurationFormat=str(_DAYS))


def _put(element: etree._Element, **texts: str) -> None:
    for name, text in texts.items():
        etree.SubElement(element, name).text = text


def _text(value: FieldValue, kind: FieldKind) -> str:
    match kind:
        case FieldKind.FLAG:
            return "1" if value else "0"
        case FieldKind.DATE:
            return values.iso(int(value))
        case FieldKind.DURATION:
            return values.iso_period(int(value))
        case FieldKind.COST:
            return f"{float(value) * 100:.6g}" if abs(float(value)) < 1000 else f"{float(value) * 100:.2f}"
        case FieldKind.NUMBER:
            return repr(float(value))
        case _:
            return values.clean(str(value))
