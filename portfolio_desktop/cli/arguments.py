# SPDX-License-Identifier: Apache-2.0
"""The arguments that many verbs take, and the types that they read words as."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from portfolio_desktop.base.i18n import _

MOST_SECONDS = 86_400
"""Of a search: a day."""
MOST_PAGES = 100
"""Of what is fitted to pages; a wall is not wider."""


def takes_file(parser: ArgumentParser) -> None:
    """Nearly every verb works on a workspace."""
    parser.add_argument("file", metavar="FILE", help=_("the workspace (NAME.portfolio)"))


def takes_code(
    parser: ArgumentParser, metavar: str = "CODE", help: str = _("the code of the record")
) -> None:
    """A workspace, and one record in it."""
    takes_file(parser)
    parser.add_argument("code", metavar=metavar, help=help)


def takes_json(parser: ArgumentParser, help: str = _("the answer for a program to read")) -> None:
    parser.add_argument("--json", action="store_true", help=help)


def takes_day(parser: ArgumentParser, help: str = _("when; by default today"), name: str = "--on") -> None:
    parser.add_argument(name, metavar="DATE", type=day, help=help)


def takes_person(parser: ArgumentParser, help: str, name: str = "--by") -> None:
    """A person by name; empty where nobody is named."""
    parser.add_argument(name, metavar="PERSON", default="", help=help)


def takes_words(parser: ArgumentParser, name: str, help: str) -> None:
    """An option with words; empty where it is left out."""
    parser.add_argument(name, metavar="WORDS", default="", help=help)


def day(text: str) -> date:
    """A date as an argument of a verb."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(_("“{text}” is not a date such as 2027-03-31").format(text=text)) from None


def moment(text: str) -> datetime:
    """A date with a time as an argument of a verb."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(
            _("“{text}” is not a moment such as 2027-03-31T14:30").format(text=text)
        ) from None


def number(text: str) -> Decimal:
    """A number as an argument of a verb: what is none, and what has no end, is refused."""
    try:
        found = Decimal(text)
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite():
        raise ArgumentTypeError(_("“{text}” is not a number such as 12.5").format(text=text))
    return found


def seconds(text: str) -> float:
    """How long something may take."""
    if not 0 < (found := float(number(text))) <= MOST_SECONDS:
        raise ArgumentTypeError(
            _("“{text}” is not a number of seconds up to {most}").format(text=text, most=MOST_SECONDS)
        )
    return found


def pages(text: str) -> int:
    """How many pages something is fitted to, side by side or below one another."""
    if text.isdecimal() and 1 <= int(text) <= MOST_PAGES:
        return int(text)
    raise ArgumentTypeError(
        _("“{text}” is not a number of pages from 1 to {most}").format(text=text, most=MOST_PAGES)
    )
