# SPDX-License-Identifier: Apache-2.0
"""Registers out to a file: as data that comes back in, or as a view shows them."""

import json
from argparse import ArgumentParser
from dataclasses import replace
from pathlib import Path

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.files import needs_folder, write_whole
from portfolio_desktop.base.i18n import _, for_papers
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.cli.answers import link_names, objects
from portfolio_desktop.cli.arguments import takes_file
from portfolio_desktop.cli.naming import register_named
from portfolio_desktop.cli.registers.shown import laid_out, takes_layout
from portfolio_desktop.cli.verb import Call, Verb
from portfolio_desktop.cli.where import narrowed, view_named
from portfolio_desktop.exchange.exports import Sheet, to_csv, to_xlsx
from portfolio_desktop.exchange.seen import seen_as_csv, seen_as_xlsx
from portfolio_desktop.services.capacity.package_sheet import owner_of
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.reading import Reader
from portfolio_desktop.services.registers.describing import mark_words, view_words
from portfolio_desktop.services.registers.seen import Seen, as_seen, units_of

_ENDINGS = (".xlsx", ".csv", ".json", ".pdf")


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
        if ending == ".pdf" or (_is_laid_out(call) and ending != ".json"):
            content = _as_seen(call, office, reader, ending)
        else:
            content = _as_data(call, office, reader, ending)
    write_whole(target, content)
    call.terminal.say(_("Wrote {path}.").format(path=target))


def _is_laid_out(call: Call) -> bool:
    """Whether the register is wanted as a view or the command lays it out, and not whole."""
    arguments = call.arguments
    return any((arguments.view, arguments.columns, arguments.sort, arguments.group_by))


def _as_data(call: Call, office: Office, reader: Reader, ending: str) -> bytes:
    """Registers with all their fields, as an import reads them back."""
    sheets = [_sheet(call, office, reader, entity) for entity in _entities(call, office, reader, ending)]
    if ending == ".json":
        answer = {sheet.entity.register: objects(reader, sheet.entity, sheet.records) for sheet in sheets}
        return json.dumps(answer, ensure_ascii=False, indent=1).encode("utf-8", "replace")
    return to_csv(office.catalogue, sheets[0]) if ending == ".csv" else to_xlsx(office.catalogue, sheets)


def _as_seen(call: Call, office: Office, reader: Reader, ending: str) -> bytes:
    """One register as the window would show it: columns, order, groups and marks."""
    (entity,) = _entities(call, office, reader, ".csv")
    view = laid_out(entity, view_named(office, entity, call.arguments.view), call.arguments)
    where = narrowed(reader, entity, view, call.arguments.where, call.arguments.find)
    with for_papers():
        seen = as_seen(reader, entity, view, where, units={})
    if ending == ".pdf":
        return _printed(call, reader, seen)
    return seen_as_csv(seen) if ending == ".csv" else seen_as_xlsx(seen)


@for_papers()
def _printed(call: Call, reader: Reader, seen: Seen) -> bytes:
    from portfolio_desktop.reports.register.printing import Printout, print_register

    arguments, view = call.arguments, seen.view
    owner, marking = owner_of(reader)
    key = zip((mark.sign for mark in view.marks), mark_words(reader, seen.entity, view.marks), strict=True)
    printout = Printout(
        title=": ".join(filter(None, (_(seen.entity.plural), arguments.view))),
        under=(*view_words(reader, seen.entity, view, arguments.find), *arguments.where),
        key=tuple(key),
        owner=owner,
        marking=marking,
        day=reader.today,
        paper=arguments.paper,
        upright=arguments.upright,
    )
    fitted = replace(seen, units=units_of(reader, seen.entity, seen.fields))
    return print_register(fitted, printout, call.terminal.progress)


def _entities(call: Call, office: Office, reader: Reader, ending: str) -> list[Entity]:
    if call.arguments.register:
        return [register_named(office.catalogue, call.arguments.register)]
    if ending == ".csv" or call.arguments.where or call.arguments.find or _is_laid_out(call):
        raise Refusal(
            _("Say which register is meant with --register, or export all of them to .xlsx or .json.")
        )
    return [entity for entity in office.catalogue.seen if reader.count(entity)]


def _sheet(call: Call, office: Office, reader: Reader, entity: Entity) -> Sheet:
    """A register with all its fields."""
    view = view_named(office, entity, call.arguments.view)
    where = narrowed(reader, entity, view, call.arguments.where, call.arguments.find)
    records = reader.all(entity, where, view.sorts)
    return Sheet(entity, entity.fields, records, link_names(reader, entity, records))


def _export_arguments(parser: ArgumentParser) -> None:
    takes_file(parser)
    parser.add_argument(
        "target", metavar="TARGET", help=_("the file to write, ending in .xlsx, .csv, .json or .pdf")
    )
    parser.add_argument(
        "--register", metavar="REGISTER", help=_("one register; by default all that hold something")
    )
    takes_layout(parser)
    parser.add_argument("--paper", choices=("a4", "a3"), default="a4", help=_("of a PDF"))
    parser.add_argument("--upright", action="store_true", help=_("pages of a PDF stand on their short side"))


VERBS = (Verb("export", _("write registers to a spreadsheet, JSON or PDF"), _export_arguments, _export),)
