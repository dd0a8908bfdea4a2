# SPDX-License-Identifier: Apache-2.0
"""What was done, and taking it back: log, undo, redo."""

from argparse import ArgumentParser
from typing import Any

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.text import shorten
from portfolio_desktop.cli.arguments import day, takes_file
from portfolio_desktop.cli.naming import record_named
from portfolio_desktop.cli.verb import Call, Verb
from portfolio_desktop.services import history, undo

_ALL = 1_000_000
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
    with call.office(write=True) as office:
        call.terminal.say(undo.undo(office).label)


def _redo(call: Call) -> None:
    with call.office(write=True) as office:
        call.terminal.say(undo.redo(office).label)


def _log_arguments(parser: ArgumentParser) -> None:
    takes_file(parser)
    parser.add_argument(
        "code", metavar="CODE", nargs="?", help=_("one record's history; by default everything")
    )
    parser.add_argument("--since", metavar="DATE", type=day, help=_("from this day on, such as 2027-03-31"))
    parser.add_argument("--json", action="store_true", help=_("for a program to read"))


VERBS = (
    Verb("log", _("print who changed what, when, from what to what"), _log_arguments, _log),
    Verb("undo", _("take the last change back"), takes_file, _undo),
    Verb("redo", _("do again what undo took back"), takes_file, _redo),
)
