# SPDX-License-Identifier: Apache-2.0
"""One element of a plan's XML as its plain facts, and what this format means by its numbers."""

from collections.abc import Callable, Iterator
from typing import TypeAlias, TypeVar

from lxml import etree

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.domain.schedule.plan import Constraint, LinkKind
from portfolio_desktop.exchange.plans.values import Odd
from portfolio_desktop.exchange.untrusted.limits import Unsafe
from portfolio_desktop.exchange.untrusted.markup import children

T = TypeVar("T")

Facts: TypeAlias = dict[str, str]
"""The texts of the elements inside one, by name; those without text are not there."""

CONSTRAINTS = (
    Constraint.ASAP,
    Constraint.ALAP,
    Constraint.MUST_START_ON,
    Constraint.MUST_FINISH_ON,
    Constraint.START_NO_EARLIER,
    Constraint.START_NO_LATER,
    Constraint.FINISH_NO_EARLIER,
    Constraint.FINISH_NO_LATER,
)
DATED = frozenset(CONSTRAINTS[2:])
LINKS = (LinkKind.FF, LinkKind.FS, LinkKind.SF, LinkKind.SS)

ELAPSED_FORMATS = frozenset({4, 6, 8, 10, 12})  # minutes, hours, days, weeks, months of the clock
PERCENT, ELAPSED_PERCENT = 19, 20
ESTIMATED = 32  # added to a format

_NOT_GIVEN = frozenset({"NA", "0001-01-01T00:00:00"})
"""What programs write where they have nothing to write."""

_ODD = N_(
    "{file} gives “{text}” at line {line}, where {what} belongs. Export the plan again from the program it came from."
)


def split(element: etree._Element) -> tuple[Facts, list[tuple[str, etree._Element]]]:
    """The plain facts of an element, and the elements inside it that hold others."""
    facts: Facts = {}
    nested: list[tuple[str, etree._Element]] = []
    for child in element:
        tag = str(child.tag)
        name = tag[tag.rfind("}") + 1 :]
        if len(child):
            nested.append((name, child))
        elif text := child.text:
            facts[name] = text
    return facts, nested


def facts_of(element: etree._Element) -> Facts:
    return split(element)[0]


def get(facts: Facts, name: str, read: Callable[[str], T]) -> T | None:
    """What `read` makes of one fact; None where it is not given."""
    text = facts.get(name)
    return None if text is None or text.isspace() or text in _NOT_GIVEN else read(text)


def flag(facts: Facts, name: str, otherwise: bool = False) -> bool:
    text = facts.get(name)
    return otherwise if text is None else text.strip() in {"1", "true", "True", "-1"}


def each(root: etree._Element, group: str, name: str, read: Callable[[etree._Element], T]) -> Iterator[T]:
    """What `read` makes of each `name` inside each `group`."""
    for holder in children(root, group):
        for element in children(holder, name):
            yield located(element, read)


def located(element: etree._Element, read: Callable[[etree._Element], T]) -> T:
    """What `read` makes of `element`. Raises Unsafe that tells the line of what cannot be read."""
    try:
        return read(element)
    except Odd as odd:
        raise Unsafe(_ODD, text=odd.text, what=odd.what, line=element.sourceline or 0) from odd
