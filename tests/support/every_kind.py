# SPDX-License-Identifier: Apache-2.0
"""A register with one field of each kind, for tests that must hold for all of them."""

from datetime import date as Day  # noqa: N812 - a field here bears its name, and is found first since Python 3.14
from datetime import datetime
from decimal import Decimal
from typing import Annotated

from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.entity import define, section
from portfolio_desktop.catalogue.fields import Id, Kind, Record, Value
from portfolio_desktop.catalogue.lists import item, listed


class Sample(Record, frozen=True, kw_only=True):
    """One value of each kind."""

    code: Annotated[str | None, f.code("Code")] = None
    text: Annotated[str | None, f.text("Text")] = None
    narrative: Annotated[str | None, f.narrative("Narrative")] = None
    address: Annotated[str | None, f.address("Address")] = None
    integer: Annotated[int | Unknown | None, f.quantity(Kind.INTEGER, "Integer")] = None
    number: Annotated[Decimal | Unknown | None, f.quantity(Kind.NUMBER, "Number")] = None
    percent: Annotated[Decimal | Unknown | None, f.quantity(Kind.PERCENT, "Percent")] = None
    money: Annotated[Decimal | Unknown | None, f.money("Money")] = None
    date: Annotated[Day | Unknown | None, f.day("Date")] = None
    moment: Annotated[datetime | Unknown | None, f.moment("Moment")] = None
    flag: Annotated[bool | None, f.flag("Flag")] = None
    choice: Annotated[str | Unknown | None, f.choice("Choice", "size")] = None
    scale: Annotated[int | Unknown | None, f.scale("Scale", "step")] = None
    rating: Annotated[Rating | Unknown | None, f.rating("Rating")] = None
    link: Annotated[Id | Unknown | None, f.link("Link", "sample")] = None


SAMPLE = define(
    Sample,
    name="sample",
    register="samples",
    label="Sample",
    plural="Samples",
    title="text",
    sections=(
        section(
            "All",
            "code text narrative address integer number percent money date moment flag choice scale rating link",
        ),
    ),
)

EVERY_KIND = Catalogue(
    entities=(SAMPLE,),
    lists=(
        listed("size", "Size", item("s", "Small"), item("m", "Middling"), item("l", "Large")),
        listed("step", "Step", item("1", "Low"), item("2", "High")),
    ),
)

_moment = datetime.fromisoformat

# Low, middle and high of each kind, in the order in which a register sorts them. A link is made by the test.
VALUES: dict[Kind, tuple[Value, Value, Value]] = {
    Kind.CODE: ("a-1", "B-2", "c-3"),
    Kind.TEXT: ("", "beta", "Gamma"),
    Kind.NARRATIVE: ("one\ntwo", "three\n\nfour", "Zoë\u2028\U0001f600"),
    Kind.ADDRESS: ("C:\\Papers\\a b.docx", "https://a.invalid/?q=%20#x", "https://b.invalid"),
    Kind.INTEGER: (-(10**12), 0, 10**12),
    Kind.NUMBER: (Decimal("-0.000001"), Decimal("0.1"), Decimal("999999999999.999999")),
    Kind.PERCENT: (Decimal("-100"), Decimal("12.5"), Decimal("33.333333")),
    Kind.MONEY: (Decimal("-1234567.89"), Decimal("0.00"), Decimal("999999999999999.99")),
    Kind.DATE: (Day(1, 1, 1), Day(2026, 2, 28), Day(9999, 12, 31)),
    Kind.MOMENT: (_moment("1999-12-31T23:59"), _moment("2026-01-05T09:00"), _moment("2026-01-05T09:01")),
    Kind.FLAG: (False, True, True),
    Kind.CHOICE: ("s", "m", "l"),
    Kind.SCALE: (1, 2, 3),
    Kind.RATING: (Rating("rag5", "green"), Rating("rag3", "amber"), Rating("rag5", "red")),
    Kind.LINK: (None, None, None),
}
