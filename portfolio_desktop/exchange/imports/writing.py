# SPDX-License-Identifier: Apache-2.0
"""From a plan to the one change set that carries it out, and one undo takes back."""

from collections.abc import Iterator

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.base.text import shorten
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.fields import Field, Id, Values
from portfolio_desktop.catalogue.lists import Item
from portfolio_desktop.exchange.imports.periods import LEFT, REPORTED
from portfolio_desktop.exchange.imports.planned import Fate, Plan, PlannedRow
from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.changes import Change, Changes, Create, Edit, Why


def changes(office: Office, plan: Plan) -> Changes:
    """What `office.write` needs to carry out the plan. Empty when the file says nothing new."""
    items = (
        *(_new_field(office, plan.mapping.entity, field) for field in plan.new_fields),
        *(_new_item(office, name, item) for name, items in plan.new_items.items() for item in items),
        *plan.made,
        *(change for row in plan.rows for change in _of_row(plan.mapping.entity, row)),
        *_left(plan),
    )
    touched = any(not isinstance(item, Create) or item.entity not in _OURS for item in items)
    return Changes(label(office.catalogue, plan), items if touched else (), Why.IMPORT)


_OURS = ("own_field", "list_item")
"""What is added for the records' sake: by itself it is no import."""


def label(catalogue: Catalogue, plan: Plan) -> str:
    """ "Import 235 projects from FILE": how many rows come in, whether or not they bring anything new."""
    entity = catalogue.entity(plan.mapping.entity)
    count = len(plan.rows) - plan.counts[Fate.ASIDE]
    words = ngettext("Import {count} {one} from {source}", "Import {count} {many} from {source}", count)
    return words.format(
        count=count,
        one=_(entity.label).lower(),
        many=_(entity.plural).lower(),
        source=shorten(plan.options.source, 60),
    )


def _of_row(entity: str, row: PlannedRow) -> Iterator[Change]:
    if row.record is None:
        return
    if row.fate is Fate.ADD:
        yield Create(entity, row.record, row.values)
    else:
        yield from _edits(entity, row.record, row.values)
    if row.report_id is not None and row.report_values:
        if row.report_is_new:
            yield Create("status_report", row.report_id, row.report_values)
        else:
            yield from _edits("status_report", row.report_id, row.report_values)

    if row.earlier is not None:
        report, is_new, _day, values = row.earlier
        if is_new:
            yield Create("status_report", report, values)
        else:
            yield from _edits("status_report", report, values)


def _edits(entity: str, record: Id, values: Values) -> Iterator[Edit]:
    return (Edit(entity, record, name, value) for name, value in values.items())


def _new_field(office: Office, entity: str, field: Field) -> Create:
    values = {
        "entity": entity,
        "name": field.name,
        "label": field.label,
        "kind": field.kind.value,
        "options": field.options or None,
        "aliases": "; ".join(field.aliases) or None,
    }
    said = {name: value for name, value in values.items() if value is not None}
    return Create("own_field", Id(office.store.new_id()), said)


def _new_item(office: Office, name: str, item: Item) -> Create:
    return Create(
        "list_item", Id(office.store.new_id()), {"list": name, "code": item.code, "label": item.label}
    )


def _left(plan: Plan) -> Iterator[Change]:
    if plan.options.mark_left:
        for gone in plan.gone:
            yield Edit(REPORTED, gone.record, "status", LEFT)
