# SPDX-License-Identifier: Apache-2.0
"""The arguments that many verbs take, and the types that they read words as."""

import re
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from typing import Any, NoReturn

from portfolio_desktop.base.i18n import _

MOST_SECONDS = 86_400
"""Of a search: a day."""
MOST_PAGES = 100
"""Of what is fitted to pages; a wall is not wider."""


class Parser(ArgumentParser):
    """Says what is wrong with the words of a command in one sentence, and where to read what it takes."""

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: Namespace | None = None
    ) -> tuple[Namespace, list[str]]:
        """As ever, but what is not known is told here: by the verb, and not by the whole program."""
        found, rest = super().parse_known_args(args, namespace)
        if rest:
            self.error("unrecognized arguments: " + " ".join(rest))
        return found, rest

    def _parse_optional(self, arg_string: str) -> Any:
        """What begins with one dash is something to look for, as -closed, or an order, as -title: no option of ours does."""
        if arg_string.startswith("-") and not arg_string.startswith("--") and arg_string != "-h":
            return None
        return super()._parse_optional(arg_string)

    def error(self, message: str) -> NoReturn:
        """End the program with status 2."""
        advice = _("{command} --help shows what it takes.").format(command=self.prog)
        self.exit(2, f"{_sentence(message)} {advice}\n")


def _sentence(message: str) -> str:
    """What argparse has to say of it, as people speak; in its own words where it is none of what usually happens."""
    known: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
        (
            r"the following arguments are required: (.+)",
            lambda found: _("What is missing: {names}.").format(names=found[1]),
        ),
        (
            r"unrecognized arguments: (.+)",
            lambda found: _("“{words}” does not belong here.").format(words=found[1]),
        ),
        (r"argument VERB: invalid choice: '([^']*)' \(choose from (.+)\)", _no_verb),
        (
            r"argument ([^:]+): invalid choice: '?(.*?)'? \(choose from (.+)\)",
            lambda found: _("{name} is one of {choices}, not “{words}”.").format(
                name=found[1], choices=found[3].replace("'", ""), words=found[2]
            ),
        ),
        (
            r"argument ([^:]+): expected .+",
            lambda found: _("{name} needs something to go with it.").format(name=found[1]),
        ),
        (
            r"argument ([^:]+): not allowed with argument (.+)",
            lambda found: _("{name} and {other} cannot go together.").format(name=found[1], other=found[2]),
        ),
        (r"argument ([^:]+): (.+)", lambda found: f"{found[1]}: {found[2]}."),
    )
    for pattern, words in known:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return words(found)
    return f"{message[:1].upper()}{message[1:]}."


def _no_verb(found: re.Match[str]) -> str:
    close = get_close_matches(found[1], re.findall(r"[\w-]+", found[2]), n=1)
    if close:
        return _("There is no verb “{words}”. Did you mean {close}?").format(words=found[1], close=close[0])
    return _("There is no verb “{words}”.").format(words=found[1])


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
