# SPDX-License-Identifier: Apache-2.0
"""What calls for attention, without a window: notices."""

from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path

from portfolio_desktop.base.dates import local_now
from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.cli.arguments import day, takes_file, takes_json
from portfolio_desktop.cli.verb import Call, Verb
from portfolio_desktop.services.notices.gathering import notices
from portfolio_desktop.services.notices.memory import Memory
from portfolio_desktop.services.notices.notice import Notice
from portfolio_desktop.services.notices.telling import only_of


def _notices(call: Call) -> None:
    asked = call.arguments
    with call.office() as office:
        name = "" if asked.everybody else only_of(call.settings)
        found, today = notices(office, local_now(), name), office.today()
    memory = Memory(call.settings, Path(asked.file))
    for key in asked.done:
        memory.done(_named(found, key))
    for key in asked.snooze:
        if asked.until is None or asked.until <= today:
            raise Refusal(_("Say until which day after today: --until DATE."))
        memory.snooze(_named(found, key), asked.until)
    shown = found if asked.all else memory.standing(found, today)
    if asked.json:
        call.terminal.json([_plain(each) for each in shown])
        return
    call.terminal.table([_("Key"), _("What")], [[each.key, each.text] for each in shown], [False, False])
    if not shown:
        call.terminal.say(_("Nothing calls for attention."))


def _named(found: Iterable[Notice], key: str) -> Notice:
    notice = next((each for each in found if each.key == key), None)
    if notice is None:
        raise Refusal(_("There is no notice “{key}”. notices FILE --all lists them.").format(key=key))
    return notice


def _plain(notice: Notice) -> dict[str, object]:
    return {
        "key": notice.key,
        "kind": notice.kind.value,
        "text": notice.text,
        "count": notice.count,
        "urgent": notice.urgent,
        "register": notice.entity or None,
    }


def _arguments(parser: ArgumentParser) -> None:
    takes_file(parser)
    parser.add_argument("--all", action="store_true", help=_("also what is done with or put off"))
    parser.add_argument(
        "--everybody", action="store_true", help=_("of the whole office, though only yours were chosen")
    )
    parser.add_argument(
        "--done", metavar="KEY", action="append", default=[], help=_("not again until there is more to it")
    )
    parser.add_argument(
        "--snooze", metavar="KEY", action="append", default=[], help=_("not again before --until")
    )
    parser.add_argument("--until", metavar="DATE", type=day, help=_("the day to be told again"))
    takes_json(parser)


VERBS = (
    Verb(
        "notices",
        _("what calls for attention: clocks, disagreements, late reports, and what is due"),
        _arguments,
        _notices,
    ),
)
