# SPDX-License-Identifier: Apache-2.0
"""What the catalogue says of each field, as one page of help for each register and an index of them."""

from collections.abc import Iterator

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Field, Kind
from portfolio_desktop.services.help.markdown import LINK, Block, Heading, Item, Prose, Span, spans
from portfolio_desktop.services.help.page import Page

FIELDS = "fields"

_HOLDS = {
    Kind.CODE: N_("A code. Left empty, the next free one is given out."),
    Kind.TEXT: N_("A line of words."),
    Kind.NARRATIVE: N_("Paragraphs."),
    Kind.ADDRESS: N_("A web address or the path of a file. It is shown, and opened only when you ask."),
    Kind.INTEGER: N_("A whole number."),
    Kind.NUMBER: N_("A number."),
    Kind.PERCENT: N_("A percentage: 12.5 is 12.5 %."),
    Kind.MONEY: N_("An amount of money, kept to the penny. It may be typed as 48.2m or 950k."),
    Kind.DATE: N_("A day."),
    Kind.MOMENT: N_("A day and a time."),
    Kind.FLAG: N_("Yes or no."),
    Kind.CHOICE: N_("One of: {items}."),
    Kind.SCALE: N_("A step from the lowest to the highest: {items}."),
    Kind.RATING: N_("A rating, which keeps the scale it was given on."),
    Kind.LINK: N_("A link to another record: {target}."),
}
_SHOWN_ITEMS = 14


def field_target(entity: str, field: str) -> str:
    """Where the help of a field is."""
    return f"{FIELDS}/{entity}#{field.replace('_', '-')}"


def field_pages(catalogue: Catalogue) -> Iterator[Page]:
    """The index first."""
    entities = sorted(catalogue.seen, key=lambda entity: _(entity.plural))
    index: list[Block] = [
        Heading(1, _("Fields of every register")),
        Prose((Span(_("What each field means. In a form, F1 shows the help of the field you are in.")),)),
    ]
    index += [Item((Span(_(each.plural), LINK, f"{FIELDS}/{each.name}"),), 0) for each in entities]
    yield Page(FIELDS, tuple(index))
    for entity in entities:
        yield Page(f"{FIELDS}/{entity.name}", tuple(_blocks(catalogue, entity)), by_part=True)


def _blocks(catalogue: Catalogue, entity: Entity) -> Iterator[Block]:
    yield Heading(1, _("Fields: {register}").format(register=_(entity.plural).lower()))
    yield Prose((Span(_(entity.description)),))
    yield Prose(
        spans(
            _(
                "Where a value is not known, type a question mark and say why, such as `?not reported`: it is never zero."
            )
        )
    )
    for section in entity.sections:
        yield Heading(2, _(section.title))
        for name in section.fields:
            field = entity.field(name)
            yield Heading(3, _(field.label), field.name.replace("_", "-"))
            yield Prose((Span(_words(catalogue, field)),))


def _words(catalogue: Catalogue, field: Field) -> str:
    parts = [_(field.help), _holds(catalogue, field)]
    if field.unit:
        parts.append(_("Counted in {unit}.").format(unit=_(field.unit)))
    if field.required:
        parts.append(_("Cannot be left empty."))
    if field.derived:
        parts.append(_("Worked out, never typed."))
    if field.aliases:
        parts.append(_("An import knows it also as {names}.").format(names=", ".join(field.aliases)))
    return " ".join(part if part.endswith((".", "!", "?")) else f"{part}." for part in parts if part)


def _holds(catalogue: Catalogue, field: Field) -> str:
    if field.derived and field.kind not in (Kind.CHOICE, Kind.SCALE):
        return ""  # its help says how it is worked out, and nobody types it
    said = _(_HOLDS[field.kind])
    if field.kind is Kind.LINK:
        return said.format(target=_(catalogue.entity(field.target).label).lower())
    if field.kind in (Kind.CHOICE, Kind.SCALE):
        labels = [_(item.label) for item in catalogue.choices(field).items]
        more = ["…"] if len(labels) > _SHOWN_ITEMS else []
        return said.format(items=", ".join(labels[:_SHOWN_ITEMS] + more))
    return said
