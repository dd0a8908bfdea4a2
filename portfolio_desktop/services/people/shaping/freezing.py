# SPDX-License-Identifier: Apache-2.0
"""Which forms stand still: a year runs on them, and whoever joins it is to be asked what the others were asked."""

from collections.abc import Mapping

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id, Values
from portfolio_desktop.catalogue.filters import All, Op, Test
from portfolio_desktop.services.people.known import link
from portfolio_desktop.storage.changes import Change, Changes, Create, Delete, Edit, Why
from portfolio_desktop.storage.read import Reader

_UNDER = {"form_section": ("form_id", "form"), "form_question": ("section_id", "form_section")}
"""Of what each part of a form is a part."""


def running_on(reader: Reader, form: Id) -> tuple[str, ...]:
    """The titles of the years that run on a form, or on a scale of the same id, and are not closed."""
    entity = reader.catalogue.entity("cycle")
    # Years that came with somebody's sealed copy name no form: they are led elsewhere.
    where = All((Test("form_id", Op.IS, form), Test("closed_on", Op.EMPTY)))
    return tuple(str(title) for _id, title in reader.values(entity, ("title",), where))


def running_on_scale(reader: Reader, scale: Id) -> tuple[str, ...]:
    """The titles of the years that rate on a scale and are not closed."""
    entity = reader.catalogue.entity("cycle")
    where = All((Test("scale_id", Op.IS, scale), Test("form_id", Op.KNOWN), Test("closed_on", Op.EMPTY)))
    return tuple(str(title) for _id, title in reader.values(entity, ("title",), where))


def refuse_changing_running_form(reader: Reader, changes: Changes) -> None:
    """Refuse to change what a running year asks. An undo may: it goes back to what stood before the year began."""
    if changes.why is not Why.EDIT:
        return
    made = {item.record: item.values for item in changes if isinstance(item, Create)}
    for form in {form for item in changes if (form := _form_of(reader, item, made)) is not None}:
        years = running_on(reader, form)
        if years:
            raise Refusal(
                _(
                    "“{year}” runs on this form, so its questions stand still until the year is closed. Copy the form "
                    "and change the copy."
                ).format(year=years[0])
            )


def _form_of(reader: Reader, item: Change, made: Mapping[Id, Values]) -> Id | None:
    """The form that a change is about the questions of."""
    if item.entity not in _UNDER or not isinstance(item, Create | Edit | Delete):
        return None
    entity, id = item.entity, item.record
    while entity in _UNDER:
        owner, above = _UNDER[entity]
        values = made.get(id)
        if values is None:
            record = reader.get(reader.catalogue.entity(entity), id)
            if record is None:
                return None
            values = reader.catalogue.entity(entity).values(record)
        under = link(values.get(owner))
        if under is None:
            return None
        entity, id = above, under
    return id
