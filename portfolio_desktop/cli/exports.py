# SPDX-License-Identifier: Apache-2.0
"""Registers out to a file: export."""

import json
from argparse import ArgumentParser
from pathlib import Path

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.files import write_whole
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.cli.answers import link_names, objects
from portfolio_desktop.cli.records import register_named
from portfolio_desktop.cli.verb import Call, Verb, takes_file
from portfolio_desktop.cli.where import filter_of
from portfolio_desktop.exchange.exports import Sheet, to_csv, to_xlsx
from portfolio_desktop.storage.read import Reader

_ENDINGS = (".xlsx", ".csv", ".json")


def _export(call: Call) -> None:
    target = Path(call.arguments.target)
    ending = target.suffix.lower()
    if ending not in _ENDINGS:
        raise Refusal(
            _(
                "{path} ends in “{ending}”; an export ends in one of {endings}. A pack as PDF is made by pack."
            ).format(path=target, ending=ending, endings=", ".join(_ENDINGS))
        )
    with call.office() as office, office.reading() as reader:
        if call.arguments.register:
            entities = [register_named(office.catalogue, call.arguments.register)]
        elif ending == ".csv":
            raise Refusal(_("A .csv file holds one register. Say which with --register, or export to .xlsx."))
        else:
            entities = [entity for entity in office.catalogue.entities if reader.count(entity)]
        if ending == ".json":
            answer = {entity.register: objects(reader, entity, reader.all(entity)) for entity in entities}
            content = json.dumps(answer, ensure_ascii=False, indent=1).encode("utf-8", "replace")
        elif ending == ".csv":
            content = to_csv(office.catalogue, _sheet(call, reader, entities[0]))
        else:
            content = to_xlsx(office.catalogue, [_sheet(call, reader, entity) for entity in entities])
    write_whole(target, content)
    call.terminal.say(_("Wrote {path}.").format(path=target))


def _sheet(call: Call, reader: Reader, entity: Entity) -> Sheet:
    conditions = call.arguments.where if call.arguments.register else []
    records = reader.all(entity, filter_of(reader, entity, conditions))
    return Sheet(entity, entity.fields, records, link_names(reader, entity, records))


def _export_arguments(parser: ArgumentParser) -> None:
    takes_file(parser)
    parser.add_argument(
        "target", metavar="TARGET", help=_("the file to write, ending in .xlsx, .csv or .json")
    )
    parser.add_argument(
        "--register", metavar="REGISTER", help=_("one register; by default all that hold something")
    )
    parser.add_argument("--where", metavar="CONDITION", action="append", default=[], help=_("as for list"))


VERBS = (Verb("export", _("write registers to a spreadsheet or JSON"), _export_arguments, _export),)
