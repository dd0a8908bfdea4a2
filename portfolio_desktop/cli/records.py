# SPDX-License-Identifier: Apache-2.0
"""Records of any register: list, show, add, set, delete."""

from argparse import ArgumentParser
from collections.abc import Iterable, Mapping

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Id, Record, Value
from portfolio_desktop.cli.answers import link_names, objects
from portfolio_desktop.cli.arguments import takes_code, takes_file, takes_json
from portfolio_desktop.cli.naming import record_meant, record_named, register_named
from portfolio_desktop.cli.registers.shown import (
    laid_out,
    say_seen,
    seen_as_asked,
    summed_fields,
    takes_layout,
    told,
)
from portfolio_desktop.cli.verb import Call, Verb
from portfolio_desktop.cli.where import field_named, gone_words, narrowed, view_named
from portfolio_desktop.exchange.typed import typed_value
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.words import called, words


def _list(call: Call) -> None:
    with call.office() as office, office.reading() as reader:
        entity = register_named(office.catalogue, call.arguments.register)
        if call.arguments.fields:
            _list_fields(call, entity)
            return
        sums = summed_fields(entity, call.arguments.sum)
        view = laid_out(entity, view_named(office, entity, call.arguments.view), call.arguments, sums)
        seen = seen_as_asked(reader, entity, view, call.arguments)
        if call.arguments.json:
            records = objects(reader, entity, [seen.records[number] for number in seen.numbers])
            call.terminal.json(told(seen, records) if sums or view.groups else records)
            return
        say_seen(call.terminal, seen, sums)
        what = _(entity.label if seen.shown == 1 else entity.plural).lower()
        call.terminal.complain(_("{count} {what}").format(count=f"{seen.shown:,}", what=what))
        where = narrowed(reader, entity, view, call.arguments.where, call.arguments.find)
        for gone in gone_words(reader, entity, where):
            call.terminal.complain(gone)


def _list_fields(call: Call, entity: Entity) -> None:
    if call.arguments.json:
        call.terminal.json([{"field": field.name, "label": _(field.label)} for field in entity.every])
        return
    rows = [[field.name, _(field.label), _(field.help)] for field in entity.every]
    call.terminal.table([_("Field"), _("Label"), _("What it says")], rows, [False] * 3)


def _show(call: Call) -> None:
    with call.office() as office, office.reading() as reader:
        entity, id = record_named(reader, call.arguments.code)
        found = reader.many(entity, [id])
        if call.arguments.json:
            call.terminal.json(objects(reader, entity, found)[0])
            return
        names = link_names(reader, entity, found)
        former = reader.former_codes(entity.name).get(id)
        for section in entity.sections:
            lines = [
                (
                    entity.field(name).label,
                    _shown(office, entity, name, found[0], names, former),
                )
                for name in section.fields
            ]
            said = [(label, text) for label, text in lines if text]
            if said:
                call.terminal.say(section.title)
                for label, text in said:
                    call.terminal.say(f"  {label}: {text}")


def _shown(
    office: Office, entity: Entity, name: str, record: Record, names: Mapping[Id, str], former: str | None
) -> str:
    text = words(office.catalogue, entity.field(name), record[name], titles=names)
    return called(text, former) if entity.code is not None and entity.code.name == name else text


def _add(call: Call) -> None:
    with call.office(write=True) as office:
        entity = register_named(office.catalogue, call.arguments.register)
        changes = records.create(office, entity.name, typed_values(office, entity, call.arguments.values))
        office.write(changes)
        with office.reading() as reader:
            id = next(iter(changes)).record
            call.terminal.say(str(objects(reader, entity, reader.many(entity, [id]))[0].get("code") or id))


def _set(call: Call) -> None:
    with call.office(write=True) as office:
        entity, id = record_meant(office, call.arguments.code)
        values = typed_values(office, entity, call.arguments.values)
        call.write(office, records.change(office, entity.name, id, values))


def _delete(call: Call) -> None:
    with call.office(write=True) as office:
        entity, id = record_meant(office, call.arguments.code)
        written = office.write(records.delete(office, entity.name, [id]))
        call.terminal.say(_("{label}. Undo brings it back.").format(label=written.label if written else ""))


def typed_values(office: Office, entity: Entity, settings: Iterable[str]) -> dict[str, Value]:
    """Values as they were typed: FIELD=VALUE each. Refuses a field that there is not, and what it cannot hold."""
    values: dict[str, Value] = {}
    with office.reading() as reader:
        for setting in settings:
            name, sign, text = setting.partition("=")
            if not sign:
                raise Refusal(_("“{setting}” is not FIELD=VALUE.").format(setting=setting))
            field = field_named(entity, name)
            values[field.name] = typed_value(reader, field, text)
    return values


def _list_arguments(parser: ArgumentParser) -> None:
    takes_file(parser)
    parser.add_argument("register", metavar="REGISTER", help=_("such as projects, risks, milestones"))
    takes_layout(parser)
    parser.add_argument(
        "--sum", metavar="FIELDS", default="", help=_("add these up: how much is known of each is said")
    )
    parser.add_argument(
        "--fields", action="store_true", help=_("print what fields the register has, and no record")
    )
    takes_json(parser, _("every field, for a program to read"))


def _show_arguments(parser: ArgumentParser) -> None:
    _one_record(parser)
    takes_json(parser)


def _add_arguments(parser: ArgumentParser) -> None:
    takes_file(parser)
    parser.add_argument("register", metavar="REGISTER")
    parser.add_argument("values", metavar="FIELD=VALUE", nargs="+")


def _set_arguments(parser: ArgumentParser) -> None:
    _one_record(parser)
    parser.add_argument(
        "values",
        metavar="FIELD=VALUE",
        nargs="+",
        help=_("empty for nothing said, ?WORDS for not known, and why"),
    )


def _one_record(parser: ArgumentParser) -> None:
    takes_code(parser, help=_("the record's code, or REGISTER:TITLE"))


VERBS = (
    Verb("list", _("list a register"), _list_arguments, _list),
    Verb("show", _("show one record"), _show_arguments, _show),
    Verb("add", _("add a record; prints its code"), _add_arguments, _add),
    Verb("set", _("change a record"), _set_arguments, _set),
    Verb("delete", _("delete a record with all that is part of it"), _one_record, _delete),
)
