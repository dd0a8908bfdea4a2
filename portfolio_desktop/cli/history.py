# SPDX-License-Identifier: Apache-2.0
"""What was done, and taking it back: log, undo, redo."""

from argparse import ArgumentParser
from collections.abc import Callable, Collection, Mapping
from typing import Any

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.text import shorten
from portfolio_desktop.cli.arguments import day, takes_code, takes_file
from portfolio_desktop.cli.naming import ever_meant
from portfolio_desktop.cli.verb import Call, Verb
from portfolio_desktop.cli.where import field_named
from portfolio_desktop.services import history, undo
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.returning import bring_back
from portfolio_desktop.sharing.names import laptop_names
from portfolio_desktop.storage.changes import Changes, Why, Written

_ALL = 1_000_000
_LEAVE, _TAKE = "leave", "take"
_EVENTS = {
    "created": N_("added"),
    "changed": N_("changed"),
    "deleted": N_("deleted"),
    "restored": N_("brought back"),
}


_WHY = {Why.IMPORT: N_("import"), Why.UNDO: N_("undo"), Why.REDO: N_("redo"), Why.RESOLVE: N_("settled")}


def _log(call: Call) -> None:
    said = call.arguments
    with call.office() as office:
        laptops = laptop_names(office)
        if said.field:
            entries = _of_field(office, said.code, said.field)
        elif said.code:
            entries = history.of_record(office, ever_meant(office, said.code)[1], limit=_ALL)
        else:
            entries = history.of_workspace(office, since=said.since, limit=_ALL)
    if said.since:
        entries = [entry for entry in entries if entry.when.date() >= said.since]
    if said.json:
        call.terminal.json([_object(entry, laptops) for entry in entries])
        return
    for number, entry in enumerate(entries, 1):
        call.terminal.say(f"{number:>4}  {_line(entry, laptops)}" if said.field else _line(entry, laptops))


def _of_field(office: Office, code: str, name: str) -> list[history.Entry]:
    """What a field was ever given, the first of it first, so that its numbers stay what they are."""
    if not code:
        raise Refusal(_("Say whose field is meant: the code of a record stands before --field."))
    entity, id = ever_meant(office, code)
    return history.of_field(office, id, field_named(entity, name).name)


def _bring_back(call: Call) -> None:
    said = call.arguments
    with call.office(write=True) as office:
        if not said.field:
            call.write(office, _returned(office, said.code))
            return
        if said.number is None:
            raise Refusal(
                _("Say which value: log {code} --field {field} numbers them.").format(
                    code=said.code, field=said.field
                )
            )
        entries = _of_field(office, said.code, said.field)
        if not 1 <= said.number <= len(entries):
            words = _("There is no value {number}: log {code} --field {field} lists those from 1 to {last}.")
            raise Refusal(
                words.format(number=said.number, code=said.code, field=said.field, last=len(entries))
            )
        entry = entries[said.number - 1]
        call.write(office, history.bring_back(office, entry, entry.new_value))


def _returned(office: Office, code: str) -> Changes:
    entity, id = ever_meant(office, code)
    with office.reading() as reader:
        if reader.get(entity, id) is not None:
            words = _(
                "{code} is there. To give a field a value again that it had, name the field and its number."
            )
            raise Refusal(words.format(code=code))
    return bring_back(office, entity.name, id)


def _line(entry: history.Entry, laptops: Mapping[str, str]) -> str:
    what = _EVENTS[entry.event]
    if entry.event == "changed":
        old = shorten(entry.old, 60) or "–"
        if entry.settled:
            old = _(" or ").join(shorten(each, 40) or "–" for each in entry.settled)
        what = f"{entry.field_label}: {old} → {shorten(entry.new, 60) or '–'}"
    return f"{entry.when:%Y-%m-%d %H:%M}  {entry.author}  {shorten(entry.title, 40)}  {what}{_how(entry, laptops)}"


def _how(entry: history.Entry, laptops: Mapping[str, str]) -> str:
    """On which laptop, why, and when it came here."""
    parts = [laptops[entry.stream]] if entry.arrived and entry.stream in laptops else []
    parts += [_(_WHY[entry.why])] if entry.why in _WHY else []
    parts += [_("arrived {moment}").format(moment=f"{entry.arrived:%Y-%m-%d %H:%M}")] if entry.arrived else []
    return f"  [{', '.join(parts)}]" if parts else ""


def _object(entry: history.Entry, laptops: Mapping[str, str]) -> dict[str, Any]:
    return {
        "when": entry.when.isoformat(timespec="seconds"),
        "author": entry.author,
        "laptop": laptops.get(entry.stream),
        "arrived": entry.arrived.isoformat(timespec="seconds") if entry.arrived else None,
        "change_set": entry.change_set,
        "label": entry.label,
        "why": str(entry.why),
        "register": entry.entity,
        "record": entry.title,
        "event": entry.event,
        "field": entry.field,
        "old": entry.old,
        "new": entry.new,
        "settled": list(entry.settled),
    }


def _undo(call: Call) -> None:
    _reverse(call, undo.undo)


def _redo(call: Call) -> None:
    _reverse(call, undo.redo)


def _reverse(call: Call, act: Callable[[Office, Collection[undo.Key] | None], Written]) -> None:
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
    parser.add_argument(
        "--field",
        metavar="FIELD",
        help=_("one field of that record: every value it was ever given, numbered"),
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


def _bring_back_arguments(parser: ArgumentParser) -> None:
    takes_code(parser)
    parser.add_argument(
        "field",
        metavar="FIELD",
        nargs="?",
        help=_("the field, as for set; without it the record itself, where it was deleted"),
    )
    parser.add_argument(
        "number",
        metavar="NUMBER",
        nargs="?",
        type=int,
        help=_("which of its values, as log CODE --field FIELD numbers them"),
    )


VERBS = (
    Verb("log", _("print who changed what, when, from what to what"), _log_arguments, _log),
    Verb(
        "bring-back",
        _("bring a deleted record back, or a value that a field had"),
        _bring_back_arguments,
        _bring_back,
    ),
    Verb("undo", _("take the last change back"), _reverse_arguments, _undo),
    Verb("redo", _("do again what undo took back"), _reverse_arguments, _redo),
)
