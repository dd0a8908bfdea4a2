# SPDX-License-Identifier: Apache-2.0
"""What the people side reads everywhere: values where they are known, whose file it is, who stands in whose line.

Reading only, and nothing of other services: the rules that every record obeys are asked from here too.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue.fields import Id, Value, Values
from portfolio_desktop.storage.read import Reader


def day(value: Value) -> date | None:
    """A date that is known."""
    return value if isinstance(value, date) else None


def whole(value: Value) -> int | None:
    """A whole number that is known."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def number(value: Value) -> Decimal | None:
    """A number that is known."""
    return value if isinstance(value, Decimal) else None


def link(value: Value) -> Id | None:
    """The id of the record that is linked."""
    return Id(value) if isinstance(value, str) else None


def code(value: str | Unknown | None) -> str:
    """The code of an item of a list, or nothing."""
    return value if isinstance(value, str) else ""


def said(values: Values) -> dict[str, Value]:
    """Those of the values that say something: what a new record is made with."""
    return {name: value for name, value in values.items() if value is not None}


def owner(reader: Reader) -> Id:
    """The party whose file this is."""
    found = next(
        (id for id, myself in reader.values(reader.catalogue.entity("party"), ("myself",)) if myself), None
    )
    if found is None:
        raise Refusal(_("This people file does not say whose it is. Mark yourself among its people."))
    return Id(found)


def managers(reader: Reader) -> dict[Id, Id]:
    """Everybody's line manager, where there is one."""
    rows = reader.values(reader.catalogue.entity("party"), ("manager_id",))
    return {Id(id): Id(above) for id, above in rows if isinstance(above, str)}


def line_above(managers: Mapping[Id, Id], party: Id) -> tuple[Id, ...]:
    """The manager of `party`, the manager's manager and so on. A circle is walked once."""
    found: dict[Id, None] = {}
    above = managers.get(party)
    while above is not None and above not in found and above != party:
        found[above] = None
        above = managers.get(above)
    return tuple(found)


def names(reader: Reader, ids: Iterable[Id | None]) -> dict[Id | None, str]:
    """What people are called, by their ids; nobody is called nothing."""
    titles = reader.titles(reader.catalogue.entity("party"), (id for id in ids if id is not None))
    return dict[Id | None, str]([(None, ""), *titles.items()])
