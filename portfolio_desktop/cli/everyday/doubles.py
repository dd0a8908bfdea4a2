# SPDX-License-Identifier: Apache-2.0
"""What stands twice: doubles lists it, merge makes one of it."""

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.base.text import shorten
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.cli.arguments import takes_file, takes_json
from portfolio_desktop.cli.naming import record_meant
from portfolio_desktop.cli.verb import Call, Verb
from portfolio_desktop.services.doubles.merging import Merge, found, merge, merge_all, planned
from portfolio_desktop.services.office import Office

_WIDTH = 60


def _doubles(call: Call) -> None:
    with call.office() as office:
        doubles = found(office)
        calls = {each.stays: _calls(office, each) for each in doubles}
        catalogue = office.catalogue
    if call.arguments.json:
        call.terminal.json([_object(each, calls[each.stays]) for each in doubles])
        return
    if not doubles:
        call.terminal.say(_("Nothing stands twice."))
    for each in doubles:
        call.terminal.say(
            f"{_(catalogue.entity(each.entity).label)}  {each.title}: {' '.join(calls[each.stays])}"
        )
        for line in _lines(each, calls[each.stays]):
            call.terminal.say(f"  {line}")
    same = sum(each.says_the_same for each in doubles)
    if same:
        told = ngettext(
            "{count} of them says the same: merge --all makes one of it.",
            "{count} of them say the same: merge --all makes one of each.",
            same,
        )
        call.terminal.complain(told.format(count=f"{same:,}"))


def _calls(office: Office, double: Merge) -> list[str]:
    """What each record can be called by, the one that stays first: its code, where no other has it, or else its id."""
    entity = office.catalogue.entity(double.entity)
    ids = [double.stays, *double.goes]
    with office.reading() as reader:
        codes = {
            record.id: record[entity.code.name] if entity.code else None
            for record in reader.many(entity, ids)
        }
        return [
            str(codes[id])
            if codes[id] and len(reader.by_code(str(codes[id]))) == 1
            else f"{entity.register}:{id}"
            for id in ids
        ]


def _lines(double: Merge, calls: list[str]) -> Iterator[str]:
    """What the records say differently, and what else would lead to the one that stays."""
    names = dict(zip((double.stays, *double.goes), calls, strict=True))
    for each in double.differing:
        said = "; ".join(f"{names[id]} {shorten(text, _WIDTH)}" for id, text in each.said.items())
        yield f"{each.label} ({each.name}): {said}"
    if double.moves:
        yield _("Goes over to the one that stays: {what}.").format(what=double.moves)


def _merge(call: Call) -> None:
    asked = call.arguments
    if asked.all == bool(asked.record):
        raise Refusal(_("Name two or more records, or say --all for what stands twice and says the same."))
    with call.office(write=not asked.dry_run) as office:
        if asked.all:
            changes = merge_all(office)
        else:
            meant = [record_meant(office, name) for name in asked.record]
            entity = meant[0][0]
            if any(other is not entity for other, _id in meant):
                raise Refusal(_("Records of different registers cannot be merged."))
            ids = [id for _entity, id in meant]
            double = planned(office, entity.name, ids)
            for line in _lines(double, _calls(office, double)):
                call.terminal.say(line)
            changes = merge(office, entity.name, ids, dict(_chosen(office, each) for each in asked.take))
        if asked.dry_run:
            call.terminal.say(changes.label)
            call.terminal.say(_("Nothing was written (--dry-run)."))
            return
        call.write(office, changes)


def _chosen(office: Office, words: str) -> tuple[str, Id]:
    name, sign, record = words.partition("=")
    if not sign:
        raise Refusal(_("“{words}” is not FIELD=RECORD, such as role=people:Ann Lee.").format(words=words))
    return name.strip(), record_meant(office, record)[1]


def _object(double: Merge, calls: list[str]) -> dict[str, Any]:
    names = dict(zip((double.stays, *double.goes), calls, strict=True))
    return {
        "register": double.entity,
        "title": double.title,
        "stays": calls[0],
        "goes": calls[1:],
        "same": double.says_the_same,
        "moves": double.moves or None,
        "differing": [
            {"field": each.name, "said": {names[id]: text for id, text in each.said.items()}}
            for each in double.differing
        ],
    }


def _doubles_arguments(parser: ArgumentParser) -> None:
    takes_file(parser)
    takes_json(parser)


def _merge_arguments(parser: ArgumentParser) -> None:
    takes_file(parser)
    parser.add_argument(
        "record",
        metavar="RECORD",
        nargs="*",
        help=_("two or more, as doubles names them; the one made first stays"),
    )
    parser.add_argument("--all", action="store_true", help=_("all that stands twice and says the same"))
    parser.add_argument(
        "--take",
        metavar="FIELD=RECORD",
        action="append",
        default=[],
        help=_("whose value of a field stands, where they differ; by default that of the one made first"),
    )
    parser.add_argument("--dry-run", action="store_true", help=_("say what would happen, and write nothing"))


VERBS = (
    Verb("doubles", _("print what stands twice, and could be one"), _doubles_arguments, _doubles),
    Verb("merge", _("make one record of several"), _merge_arguments, _merge),
)
