# SPDX-License-Identifier: Apache-2.0
"""What people said differently: conflicts lists it, resolve settles it."""

from argparse import ArgumentParser
from collections.abc import Mapping
from typing import Any

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.base.text import shorten
from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.cli.answers import quotable
from portfolio_desktop.cli.arguments import takes_file, takes_json
from portfolio_desktop.cli.verb import Call, Verb
from portfolio_desktop.exchange.typed import typed_value
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.sharing import conflicts as inbox
from portfolio_desktop.services.sharing import settling
from portfolio_desktop.services.sharing.conflicts import Conflict, Said
from portfolio_desktop.services.sharing.settling import Side
from portfolio_desktop.storage.changes import Changes

_RECORD = "record"


def _conflicts(call: Call) -> None:
    with call.office() as office:
        named = _named(office)
    if call.arguments.json:
        call.terminal.json([_object(name, conflict) for name, conflict in named.items()])
        return
    if not named:
        call.terminal.say(_("Nothing waits for a decision."))
    for name, conflict in named.items():
        call.terminal.say(f"{name}  {conflict.title}: {conflict.label}")
        call.terminal.say(f"  {conflict.about}")
        if conflict.is_open and conflict.base is not None:
            call.terminal.say(f"  {_('All started from')}: {shorten(conflict.base, 70) or _('nothing')}")
        for said in conflict.said:
            call.terminal.say(f"  {_line(conflict, said)}")


def _line(conflict: Conflict, said: Said) -> str:
    whose = _("mine") if said.mine else _("theirs")
    return f"{said.when:%Y-%m-%d %H:%M}  {said.author} ({whose}): {_what(conflict, said)}"


def _what(conflict: Conflict, said: Said) -> str:
    if said.gone:
        return _("deleted")
    return shorten(said.text, 70) or (_("nothing") if conflict.field else _("went on with the record"))


def _resolve(call: Call) -> None:
    with call.office(write=True) as office:
        named = _named(office)
        chosen = [_meant(named, name) for name in call.arguments.conflict]
        call.write(office, _settled(office, chosen, call.arguments.keep))
        left = inbox.count(office)
    if left:
        call.terminal.complain(
            ngettext("{count} more waits for a decision.", "{count} more wait for a decision.", left).format(
                count=left
            )
        )


def _settled(office: Office, chosen: list[Conflict], keep: str) -> Changes:
    if keep in tuple(Side):
        return settling.keep_side(office, chosen, Side(keep))
    if len(chosen) != 1:
        raise Refusal(_("A value settles one conflict. Name one, or keep mine or theirs of all."))
    conflict = chosen[0]
    if not conflict.field:
        if keep == _RECORD:
            return settling.keep_record(office, conflict)
        raise Refusal(_("Of a deleted record keep mine, theirs or record."))
    if not conflict.is_open:
        return settling.keep(office, conflict, _holder(conflict, keep))
    with office.reading() as reader:
        field = office.catalogue.entity(conflict.entity).field(conflict.field)
        value = typed_value(reader, field, keep)
    return settling.keep(office, conflict, value)


def _holder(conflict: Conflict, name: str) -> Value:
    """The record that keeps a code, by its title."""
    found = [said.value for said in conflict.said if said.text.casefold() == name.casefold()]
    if len(found) != 1:
        words = _("Say which record keeps {code}: mine, theirs, or its title.")
        if not conflict.is_code:
            words = _(
                "Say which link stays: mine, theirs, or what it leads from and to, as conflicts prints it."
            )
        raise Refusal(words.format(code=conflict.title))
    return found[0]


def _named(office: Office) -> Mapping[str, Conflict]:
    """Each conflict under what a person would quote it by: code and field."""
    found = inbox.conflicts(office)
    by_entity: dict[str, list[Id]] = {}
    for conflict in found:
        by_entity.setdefault(conflict.entity, []).append(conflict.record)
    codes: dict[Id, str] = {}
    with office.reading() as reader:
        for entity, ids in by_entity.items():
            if reader.catalogue.entity(entity).code:
                codes |= quotable(reader, reader.catalogue.entity(entity), ids)
    named: dict[str, Conflict] = {}
    for conflict in found:
        code = codes.get(conflict.record, "")
        name = f"{code}.{conflict.field}" if conflict.field else code
        named[name if code and name not in named else conflict.key] = conflict
    return named


def _meant(named: Mapping[str, Conflict], name: str) -> Conflict:
    for known, conflict in named.items():
        if name.casefold() in (known.casefold(), conflict.key.casefold()):
            return conflict
    raise Refusal(_("“{name}” is none of the conflicts. The command conflicts lists them.").format(name=name))


def _object(name: str, conflict: Conflict) -> dict[str, Any]:
    return {
        "conflict": name,
        "kind": str(conflict.kind),
        "register": conflict.entity,
        "record": conflict.title,
        "field": conflict.field or None,
        "about": conflict.about,
        "base": conflict.base or None,
        "parts": conflict.parts or None,
        "said": [
            {
                "author": said.author,
                "when": said.when.isoformat(timespec="seconds"),
                "mine": said.mine,
                "deleted": said.gone,
                "value": said.text or None,
            }
            for said in conflict.said
        ],
    }


def _resolve_arguments(parser: ArgumentParser) -> None:
    takes_file(parser)
    parser.add_argument(
        "conflict", metavar="CONFLICT", nargs="+", help=_("as conflicts names it, such as P-0007.end")
    )
    parser.add_argument(
        "--keep",
        metavar="WHAT",
        required=True,
        help=_(
            "mine, theirs, or another value; of a deleted record also: record; of a code: the title of a record"
        ),
    )


def _conflicts_arguments(parser: ArgumentParser) -> None:
    takes_file(parser)
    takes_json(parser)


VERBS = (
    Verb("conflicts", _("print what people said differently"), _conflicts_arguments, _conflicts),
    Verb("resolve", _("settle what people said differently"), _resolve_arguments, _resolve),
)
