# SPDX-License-Identifier: Apache-2.0
"""Registers out to a file: export."""

import json
from argparse import ArgumentParser
from pathlib import Path

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.files import needs_folder, write_whole
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.cli.answers import link_names, objects
from portfolio_desktop.cli.arguments import takes_file
from portfolio_desktop.cli.naming import register_named
from portfolio_desktop.cli.verb import Call, Verb
from portfolio_desktop.cli.where import narrowed, view_named
from portfolio_desktop.exchange.exports import Sheet, to_csv, to_xlsx
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.reading import Reader

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
    needs_folder(target)
    with call.office() as office, office.reading() as reader:
        sheets = [_sheet(call, office, reader, entity) for entity in _entities(call, office, reader, ending)]
        if ending == ".json":
            answer = {sheet.entity.register: objects(reader, sheet.entity, sheet.records) for sheet in sheets}
            content = json.dumps(answer, ensure_ascii=False, indent=1).encode("utf-8", "replace")
        elif ending == ".csv":
            content = to_csv(office.catalogue, sheets[0])
        else:
            content = to_xlsx(office.catalogue, sheets)
    write_whole(target, content)
    call.terminal.say(_("Wrote {path}.").format(path=target))


def _entities(call: Call, office: Office, reader: Reader, ending: str) -> list[Entity]:
    if call.arguments.register:
        return [register_named(office.catalogue, call.arguments.register)]
    if ending == ".csv" or call.arguments.where or call.arguments.view:
        raise Refusal(
            _("Say which register is meant with --register, or export all of them to .xlsx or .json.")
        )
    return [entity for entity in office.catalogue.seen if reader.count(entity)]


def _sheet(call: Call, office: Office, reader: Reader, entity: Entity) -> Sheet:
    """A register with all its fields, or as a view shows it."""
    view = view_named(office, entity, call.arguments.view)
    records = reader.all(entity, narrowed(reader, entity, view, call.arguments.where), view.sorts)
    fields = [entity.field(name) for name in view.columns] if call.arguments.view else entity.fields
    return Sheet(entity, fields, records, link_names(reader, entity, records))


def _export_arguments(parser: ArgumentParser) -> None:
    takes_file(parser)
    parser.add_argument(
        "target", metavar="TARGET", help=_("the file to write, ending in .xlsx, .csv or .json")
    )
    parser.add_argument(
        "--register", metavar="REGISTER", help=_("one register; by default all that hold something")
    )
    parser.add_argument("--view", metavar="NAME", default="", help=_("the rows and columns of a view"))
    parser.add_argument("--where", metavar="CONDITION", action="append", default=[], help=_("as for list"))


VERBS = (Verb("export", _("write registers to a spreadsheet or JSON"), _export_arguments, _export),)
