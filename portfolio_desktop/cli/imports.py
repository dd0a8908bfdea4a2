# SPDX-License-Identifier: Apache-2.0
"""A spreadsheet into the registers: import."""

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Value
from portfolio_desktop.cli.answering import answer_arguments, answered
from portfolio_desktop.cli.arguments import day, takes_file
from portfolio_desktop.cli.naming import record_named, register_named
from portfolio_desktop.cli.verb import Call, Verb
from portfolio_desktop.cli.where import field_named
from portfolio_desktop.exchange import imports
from portfolio_desktop.exchange.tables import Table, extract, guess_layout, open_source
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.safekeeping.copies import keep_copy_before

_FATES = {
    imports.Fate.ADD: N_("to add"),
    imports.Fate.CHANGE: N_("to change"),
    imports.Fate.SAME: N_("already so"),
    imports.Fate.ASIDE: N_("set aside"),
}


def _import(call: Call) -> None:
    source = open_source(Path(call.arguments.source), progress=call.terminal.progress)
    sheet = source.sheet(call.arguments.sheet) if call.arguments.sheet else source.likely
    transposed = True if call.arguments.columns else None
    table = extract(sheet.grid, guess_layout(sheet.grid, transposed=transposed))
    with call.office(write=not call.arguments.dry_run) as office:
        mapping, is_new = _mapping(call, office, table, f"{source.name} {sheet.name}")
        mapping = answered(mapping, table, office.catalogue, call.arguments, is_new=is_new)
        found = imports.guess_as_of(table, source.name, sheet.name, today=office.today())
        as_of = call.arguments.as_of or found
        options = imports.Options(
            source=source.name,
            key=_key(office, mapping, call.arguments.key),
            as_of=as_of,
            given=_given(office, mapping, call.arguments.project),
            mark_left=call.arguments.mark_left,
            same=dict(map(_pair, call.arguments.same)),
        )
        plan = imports.plan_import(
            office, table, mapping, options, sheets=source.sheets, progress=call.terminal.progress
        )
        changes = imports.changes(office, plan)
        if call.arguments.remember:
            changes = changes + imports.remember(office, call.arguments.remember, mapping)
        if not call.arguments.dry_run:
            keep_copy_before(office, changes)
            office.write(changes)
    if call.arguments.aside:
        imports.save_leftovers(plan, Path(call.arguments.aside))
    if call.arguments.json:
        call.terminal.json(_object(plan, office.catalogue))
    else:
        _report(call, plan, office.catalogue)


def _mapping(call: Call, office: Office, table: Table, hint: str) -> tuple[imports.ColumnMapping, bool]:
    """The named mapping, else one remembered for these headings, else a guess; and whether it is a guess."""
    entity: Entity | None = None
    if call.arguments.register:
        entity = register_named(office.catalogue, call.arguments.register)
    if call.arguments.mapping:
        return imports.mapping_named(office, call.arguments.mapping, entity.name if entity else ""), False
    entity = entity or imports.guess_register(table, office.catalogue, hint=hint)
    if entity is None:
        raise Refusal(
            _(
                "The headings of {file} fit no register. Say which is meant with --as, such as --as projects."
            ).format(file=call.arguments.source)
        )
    fitting = [each.mapping for each in imports.offered(office, table) if each.mapping.entity == entity.name]
    return (fitting[0], False) if fitting else (imports.guess(table, office.catalogue, entity), True)


def _pair(said: str) -> tuple[str, str]:
    name, _sign, other = (part.strip() for part in said.partition("="))
    if not name or not other:
        raise Refusal(_("“{said}” is not NAME=NAME, such as T Vickers=Tom Vickers.").format(said=said))
    return name, other


def _key(office: Office, mapping: imports.ColumnMapping, name: str) -> str:
    return field_named(office.catalogue.entity(mapping.entity), name).name if name else ""


def _given(office: Office, mapping: imports.ColumnMapping, project: str) -> dict[str, Value]:
    if not project:
        return {}
    with office.reading() as reader:
        entity, id = record_named(reader, project)
    if entity.name != "project" or not office.catalogue.entity(mapping.entity).has("project_id"):
        raise Refusal(
            _("--project names the project of every row, and does not fit here: {name}").format(name=project)
        )
    return {"project_id": id}


def _report(call: Call, plan: imports.Plan, catalogue: Catalogue) -> None:
    say = call.terminal.say
    say(", ".join(f"{plan.counts[fate]} {_(label)}" for fate, label in _FATES.items()))
    if plan.renamed:
        say(_("{count} renamed").format(count=len(plan.renamed)))
    if plan.made:
        say(_("Also made: {what}").format(what=imports.made_words(plan, catalogue)))
    for pair in plan.alike:
        if not pair.same:
            say(
                _(
                    "Perhaps the same person: “{name}” and “{other}”. They come in as two; if they are one, say so with "
                    "--same “{name}={other}”."
                ).format(name=pair.name, other=pair.other)
            )
    for sentence in imports.items_told(plan, catalogue):
        say(sentence)
    if plan.gone:
        say(_("{count} that were here are not in the file:").format(count=len(plan.gone)))
        for gone in plan.gone:
            say(f"  {gone.code}  {gone.title}")
    told = (*imports.last_month_told(plan), *imports.months_told(plan.table, plan.mapping))
    for sentence in (*told, *map(str, plan.private)):
        say(sentence)
    for asked in imports.questions(plan.table, plan.mapping, catalogue):
        if asked.about is imports.About.WORDS:
            say(
                _("{sentence} Say so with --word “{field}:WORD=MEANING”.").format(
                    sentence=asked.sentence, field=asked.field
                )
            )
    for column in plan.table.columns:
        why = imports.kept_by_acts(catalogue.entity(plan.mapping.entity), column)
        if why and column.name in plan.unused:
            say(f"“{column.name}”: {why}")
    if plan.unused:
        say(_("Columns that go nowhere: {columns}").format(columns=", ".join(plan.unused)))
    for row in plan.rows:
        if row.fate is imports.Fate.ASIDE:
            say(_("Row {number} was set aside: {reason}").format(number=row.number, reason=row.reason))
    for row, label, corrected in _corrected(plan, catalogue):
        say(
            _("Row {number}, “{title}”, replaces “{field}”, {corrected}.").format(
                number=row.number, title=row.title, field=_(label), corrected=corrected
            )
        )
    for row in plan.gaps:
        say(
            _("Row {number}, “{title}”, comes in as it stands: {gap}").format(
                number=row.number, title=row.title, gap=row.gap
            )
        )
    for row in plan.beside:
        say(_("Row {number} is added. {beside}").format(number=row.number, beside=row.beside))
    for unread in plan.unread:
        say(str(unread))
    for doubt in plan.doubts:
        say(_("Doubtful: {doubt}").format(doubt=doubt))
    if call.arguments.dry_run:
        say(_("Nothing was written (--dry-run)."))


def _corrected(
    plan: imports.Plan, catalogue: Catalogue
) -> Iterator[tuple[imports.PlannedRow, str, imports.Corrected]]:
    """What rows replace although somebody has changed it here, with the labels of the fields."""
    for row in plan.rows:
        for entity, record, values in (
            (plan.mapping.entity, row.record, row.values),
            ("status_report", row.report_id, row.report_values),
        ):
            for name in values:
                if record and (found := plan.corrected.get((record, name))):
                    yield row, catalogue.entity(entity).field(name).label, found


def _object(plan: imports.Plan, catalogue: Catalogue) -> dict[str, Any]:
    return {
        "register": plan.mapping.entity,
        "counts": {fate.value: plan.counts[fate] for fate in imports.Fate},
        "renamed": len(plan.renamed),
        "alike": [{"name": pair.name, "other": pair.other} for pair in plan.alike if not pair.same],
        "new_items": {name: [item.label for item in items] for name, items in plan.new_items.items()},
        "gone": [{"code": gone.code, "title": gone.title} for gone in plan.gone],
        "unused_columns": list(plan.unused),
        "left_out": [
            {"column": column, "about": each.subject} for each in plan.private for column in each.columns
        ],
        "unread": [
            {"row": unread.row, "column": unread.column, "text": unread.text, "reason": unread.reason}
            for unread in plan.unread
        ],
        "corrected": [
            {"row": row.number, "field": label, "author": found.author, "day": found.day.isoformat()}
            for row, label, found in _corrected(plan, catalogue)
        ],
        "doubts": [
            {"row": doubt.row, "column": doubt.column, "text": doubt.text, "reason": doubt.reason}
            for doubt in plan.doubts
        ],
        "unproved": [{"row": row.number, "title": row.title, "unsaid": row.gap} for row in plan.gaps],
        "beside": [{"row": row.number, "reason": row.beside} for row in plan.beside],
        "set_aside": [
            {"row": row.number, "reason": row.reason} for row in plan.rows if row.fate is imports.Fate.ASIDE
        ],
    }


def _import_arguments(parser: ArgumentParser) -> None:
    takes_file(parser)
    parser.add_argument("source", metavar="SOURCE", help=_("a spreadsheet: .xlsx, .xlsm, .xls, .ods, .csv"))
    parser.add_argument(
        "--as",
        dest="register",
        metavar="REGISTER",
        help=_("which register; by default what the headings fit"),
    )
    parser.add_argument(
        "--sheet", metavar="NAME", help=_("which sheet; by default the largest that is not hidden")
    )
    parser.add_argument(
        "--columns", action="store_true", help=_("each column is a record, and each row a field")
    )
    answer_arguments(parser)
    parser.add_argument("--mapping", metavar="NAME", help=_("a mapping that was remembered under this name"))
    parser.add_argument("--remember", metavar="NAME", help=_("remember this mapping under a name"))
    parser.add_argument(
        "--key", metavar="FIELD", default="", help=_("the field by which records are recognised first")
    )
    parser.add_argument(
        "--as-of", metavar="DATE", type=day, help=_("the day that the file describes, for the history")
    )
    parser.add_argument(
        "--project", metavar="CODE", default="", help=_("the project that every row belongs to")
    )
    parser.add_argument(
        "--same",
        metavar="NAME=NAME",
        action="append",
        default=[],
        help=_("a person of the file who is somebody else, such as “T Vickers=Tom Vickers”"),
    )
    parser.add_argument(
        "--mark-left", action="store_true", help=_("mark projects that are not in the file as having left")
    )
    parser.add_argument(
        "--aside", metavar="FILE", help=_("write every cell that is in no record to this .csv or .xlsx")
    )
    parser.add_argument("--dry-run", action="store_true", help=_("say what would happen, and write nothing"))
    parser.add_argument("--json", action="store_true", help=_("the answer for a program to read"))


VERBS = (
    Verb(
        "import",
        _("bring a spreadsheet into a register, as one change that can be undone"),
        _import_arguments,
        _import,
    ),
)
