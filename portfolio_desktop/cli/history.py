# SPDX-License-Identifier: Apache-2.0
"""What was done, and taking it back: log, undo, redo."""

from argparse import ArgumentParser
from collections.abc import Callable, Collection
from typing import Any

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.text import shorten
from portfolio_desktop.cli.arguments import day, takes_file
from portfolio_desktop.cli.naming import record_named
from portfolio_desktop.cli.verb import Call, Verb
from portfolio_desktop.services import history, undo
from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.changes import Written
from portfolio_desktop.storage.past.inverse import Key

_ALL = 1_000_000
_LEAVE, _TAKE = "leave", "take"
_EVENTS = {
    "created": N_("added"),
    "changed": N_("changed"),
    "deleted": N_("deleted"),
    "restored": N_("brought back"),
}


def _log(call: Call) -> None:
    with call.office() as office:
        record = None
        if call.arguments.code:
            with office.reading() as reader:
                record = record_named(reader, call.arguments.code)[1]
        since = call.arguments.since
        if record is not None:
            entries = [
                entry
                for entry in history.of_record(office, record, limit=_ALL)
                if not since or entry.when.date() >= since
            ]
        else:
            entries = history.of_workspace(office, since=since, limit=_ALL)
    if call.arguments.json:
        call.terminal.json([_object(entry) for entry in entries])
        return
    for entry in entries:
        call.terminal.say(_line(entry))


def _line(entry: history.Entry) -> str:
    what = _EVENTS[entry.event]
    if entry.event == "changed":
        what = f"{entry.field_label}: {shorten(entry.old, 60) or '–'} → {shorten(entry.new, 60) or '–'}"
    return f"{entry.when:%Y-%m-%d %H:%M}  {entry.author}  {shorten(entry.title, 40)}  {what}"


def _object(entry: history.Entry) -> dict[str, Any]:
    return {
        "when": entry.when.isoformat(timespec="seconds"),
        "author": entry.author,
        "change_set": entry.change_set,
        "label": entry.label,
        "register": entry.entity,
        "record": entry.title,
        "event": entry.event,
        "field": entry.field,
        "old": entry.old,
        "new": entry.new,
    }


def _undo(call: Call) -> None:
    _reverse(call, undo.undo)


def _redo(call: Call) -> None:
    _reverse(call, undo.redo)


def _reverse(call: Call, act: Callable[[Office, Collection[Key] | None], Written]) -> None:
    others = call.arguments.others
    with call.office(write=True) as office:
        try:
            call.terminal.say(act(office, None).label)
        except undo.ChangedSince as error:
            if others is None:
                way = _("Say what is to become of that: --others leave, or --others take.")
                raise Refusal(" ".join((*str(error).splitlines(), way))) from error
            also = [one.key for one in error.found.overtaken] if others == _TAKE else ()
            call.terminal.say(act(office, also).label)


def _log_arguments(parser: ArgumentParser) -> None:
    takes_file(parser)
    parser.add_argument(
        "code", metavar="CODE", nargs="?", help=_("one record's history; by default everything")
    )
    parser.add_argument("--since", metavar="DATE", type=day, help=_("from this day on, such as 2027-03-31"))
    parser.add_argument("--json", action="store_true", help=_("for a program to read"))


def _reverse_arguments(parser: ArgumentParser) -> None:
    takes_file(parser)
    parser.add_argument(
        "--others",
        choices=(_LEAVE, _TAKE),
        help=_("what others have changed since: leave it as it is, or take it back too; by default refuse"),
    )


VERBS = (
    Verb("log", _("print who changed what, when, from what to what"), _log_arguments, _log),
    Verb("undo", _("take the last change back"), _reverse_arguments, _undo),
    Verb("redo", _("do again what undo took back"), _reverse_arguments, _redo),
)
