# SPDX-License-Identifier: Apache-2.0
"""What the office itself keeps: its own fields and list items, views, import mappings, rules and issued packs."""

from datetime import date, datetime
from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import define, section
from portfolio_desktop.catalogue.fields import Id, Kind, Record


class OwnField(Record, frozen=True, kw_only=True):
    """A field that the organisation has added to a register."""

    entity: Annotated[
        str | None,
        f.text(
            N_("Register"),
            required=True,
            search=False,
            register=1,
            help=N_('The record that has the field, by the name that the field guide gives ("risk").'),
        ),
    ] = None
    name: Annotated[
        str | None,
        f.text(
            N_("Name"),
            required=True,
            search=False,
            register=2,
            help=N_('The short name that files and commands use. It begins with "own_" and never changes.'),
        ),
    ] = None
    label: Annotated[str | None, f.text(N_("Label"), required=True, register=3)] = None
    kind: Annotated[str | Unknown | None, f.choice(N_("Kind"), "field.kind", required=True, register=4)] = (
        None
    )
    options: Annotated[
        str | None,
        f.text(
            N_("List or scale"),
            search=False,
            register=5,
            help=N_("The list that a choice is made from, or the scale of a rating."),
        ),
    ] = None
    unit: Annotated[
        str | None, f.text(N_("Unit"), search=False, register=6, help=N_("What is counted, such as days."))
    ] = None
    help: Annotated[
        str | None, f.text(N_("Help"), register=7, help=N_("One sentence, shown beside the field."))
    ] = None
    aliases: Annotated[
        str | None,
        f.text(
            N_("Other headings"),
            search=False,
            help=N_("Headings of spreadsheets that mean the same, with a semicolon between them."),
        ),
    ] = None
    position: Annotated[int | Unknown | None, f.quantity(Kind.INTEGER, N_("Place"))] = None


OWN_FIELD = define(
    OwnField,
    name="own_field",
    register="own_fields",
    label=N_("Own field"),
    plural=N_("Own fields"),
    title="label",
    icon="text-cursor",
    sections=(section(N_("Own field"), "entity name label kind options unit help aliases position"),),
)


class ListItem(Record, frozen=True, kw_only=True):
    """An item that the organisation has added to a list, renamed in it or retired from it."""

    list: Annotated[
        str | None,
        f.text(
            N_("List"),
            required=True,
            search=False,
            register=1,
            help=N_('The list, by the name that the field guide gives ("risk.category").'),
        ),
    ] = None
    code: Annotated[
        str | None,
        f.text(
            N_("Code"),
            required=True,
            search=False,
            register=2,
            help=N_("What is stored. The same code as a shipped item renames or retires that item."),
        ),
    ] = None
    label: Annotated[str | None, f.text(N_("Label"), required=True, register=3)] = None
    position: Annotated[int | Unknown | None, f.quantity(Kind.INTEGER, N_("Place"), register=4)] = None
    retired: Annotated[
        bool | None,
        f.flag(N_("Retired"), register=5, help=N_("No longer offered. Records that have it keep it.")),
    ] = None


LIST_ITEM = define(
    ListItem,
    name="list_item",
    register="list_items",
    label=N_("List item"),
    plural=N_("List items"),
    title="label",
    icon="list",
    sections=(section(N_("List item"), "list code label position retired"),),
)


class SavedView(Record, frozen=True, kw_only=True):
    """A way to look at a register, or a search over everything, under a name."""

    title: Annotated[str | None, f.text(N_("Name"), required=True, register=1)] = None
    register: Annotated[str | None, f.text(N_("Register"), required=True, search=False, register=2)] = None
    definition: Annotated[
        str | None, f.text(N_("Definition"), search=False, help=N_("Kept by the application, as JSON."))
    ] = None
    position: Annotated[
        int | Unknown | None,
        f.quantity(
            Kind.INTEGER,
            N_("Place"),
            register=3,
            help=N_("Where it stands among what is pinned in the navigation; empty where it is not pinned."),
        ),
    ] = None


SAVED_VIEW = define(
    SavedView,
    name="saved_view",
    register="saved_views",
    label=N_("Saved view"),
    plural=N_("Saved views"),
    icon="bookmark",
    sections=(section(N_("Saved view"), "title register definition position"),),
)


class ImportMapping(Record, frozen=True, kw_only=True):
    """Which column of a spreadsheet goes to which field, remembered under a name."""

    title: Annotated[str | None, f.text(N_("Name"), required=True, register=1)] = None
    register: Annotated[str | None, f.text(N_("Register"), required=True, search=False, register=2)] = None
    definition: Annotated[
        str | None, f.text(N_("Definition"), search=False, help=N_("Kept by the application, as JSON."))
    ] = None
    note: Annotated[str | None, f.narrative(N_("Note"))] = None


IMPORT_MAPPING = define(
    ImportMapping,
    name="import_mapping",
    register="import_mappings",
    label=N_("Import mapping"),
    plural=N_("Import mappings"),
    icon="file-input",
    sections=(section(N_("Import mapping"), "title register definition note"),),
)


class Rule(Record, frozen=True, kw_only=True):
    """A rule by which the office judges, such as its risk matrix, in place of the one that is shipped."""

    name: Annotated[
        str | None,
        f.text(
            N_("Rule"),
            required=True,
            search=False,
            register=1,
            help=N_('Which rule it is, by its short name ("risk.matrix"). One record for each.'),
        ),
    ] = None
    title: Annotated[str | None, f.text(N_("Name"), register=2)] = None
    definition: Annotated[
        str | None, f.text(N_("Definition"), search=False, help=N_("Kept by the application, as JSON."))
    ] = None
    note: Annotated[str | None, f.narrative(N_("Note"))] = None


RULE = define(
    Rule,
    name="rule",
    register="rules",
    label=N_("Rule"),
    plural=N_("Rules"),
    icon="scale",
    sections=(section(N_("Rule"), "name title definition note"),),
)


class Pack(Record, frozen=True, kw_only=True):
    """A pack that was issued to a board, and from what state of the data."""

    code: Annotated[str | None, f.code(N_("Code"), register=1)] = None
    title: Annotated[str | None, f.text(N_("Title"), required=True, register=2)] = None
    portfolio_id: Annotated[Id | Unknown | None, f.link(N_("Portfolio"), "portfolio")] = None
    board: Annotated[str | None, f.text(N_("Board"), register=3)] = None
    period: Annotated[str | None, f.text(N_("Period"), register=4)] = None
    version: Annotated[str | None, f.text(N_("Version"), register=5)] = None
    data_as_of: Annotated[date | Unknown | None, f.day(N_("Data as of"), register=6)] = None
    issued_on: Annotated[datetime | Unknown | None, f.moment(N_("Issued on"), register=7)] = None
    issued_by: Annotated[
        str | None, f.text(N_("Issued by"), register=8, help=N_("The name as it stood on the day."))
    ] = None
    note: Annotated[str | None, f.narrative(N_("Note"))] = None

    options: Annotated[
        str | None,
        f.text(
            N_("Options"),
            search=False,
            help=N_("What was chosen for the pack. Kept by the application, as JSON."),
        ),
    ] = None
    frontier: Annotated[
        str | None,
        f.text(
            N_("State of the data"),
            search=False,
            help=N_("The last edits that went into it. Kept by the application."),
        ),
    ] = None
    fingerprint: Annotated[
        str | None,
        f.text(
            N_("Fingerprint"),
            search=False,
            help=N_("The digest of the frozen data, by which a reprint is proved to be the same."),
        ),
    ] = None
    frozen: Annotated[
        str | None,
        f.text(
            N_("Frozen data"),
            search=False,
            help=N_("All that the pack printed, compressed. Kept by the application."),
        ),
    ] = None


PACK = define(
    Pack,
    name="pack",
    register="packs",
    label=N_("Pack"),
    plural=N_("Packs"),
    prefix="PK",
    icon="book-open",
    sections=(
        section(
            N_("What was issued"),
            ("code title portfolio_id board period version data_as_of issued_on issued_by note"),
        ),
        section(N_("How to print it again"), "options frontier fingerprint frozen"),
    ),
    aliases={
        "code": "Pack ID",
    },
)
