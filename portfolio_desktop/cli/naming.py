# SPDX-License-Identifier: Apache-2.0
"""What a word on the command line means: a register, a record, an item of a list. Refuses, saying what there is."""

from collections.abc import Sequence

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.reading import Reader
from portfolio_desktop.storage.past.returning import deleted_by_code

_TOLD = 5
"""So many records of one name are named."""


def register_named(catalogue: Catalogue, name: str) -> Entity:
    """The register called `name`. Refuses, listing what there is."""
    entity = catalogue.register(name)
    if entity is None:
        names = ", ".join(entity.register for entity in catalogue.seen)
        raise Refusal(_("There is no register “{name}”. There are: {names}.").format(name=name, names=names))
    return entity


def record_named(reader: Reader, name: str, within: Entity | None = None) -> tuple[Entity, Id]:
    """The record that `name` is the code of, or whose title it is after a register: `person:Ann Lee`.

    Of the register `within` a title is enough.
    """
    found = reader.by_code(name) or _titled(reader, name)
    if not found and within:
        found = _titled(reader, f"{within.register}:{name}")
    if len(found) > 1:  # R-0112, where another is shown as R-0112·K7
        exactly = [
            (entity, id) for entity, id in found if _shown_code(reader, entity, id) == name.strip().casefold()
        ]
        found = exactly or found
    if not found and deleted_by_code(reader.connection, reader.catalogue, name):
        words = _(
            "{code} was deleted. bring-back FILE {code} brings it back, and log FILE {code} says who did it."
        )
        raise Refusal(words.format(code=name.strip().upper()))
    if len(found) > 1:
        several = _("“{name}” is called by several records. Say which: {names}.")
        raise Refusal(several.format(name=name, names=_told_apart(reader, found)))
    if not found:
        raise Refusal(
            _("“{name}” is not the code of any record. Use a code from list, or REGISTER:TITLE.").format(
                name=name
            )
        )
    return found[0]


def _told_apart(reader: Reader, found: Sequence[tuple[Entity, Id]]) -> str:
    """What to call each by instead: its code, or else what `add` printed, after the register."""
    names = [
        _shown_code(reader, entity, id).upper() or f"{entity.register}:{id}" for entity, id in found[:_TOLD]
    ]
    return ", ".join(names) + ("…" if len(found) > _TOLD else "")


def _shown_code(reader: Reader, entity: Entity, id: Id) -> str:
    record = reader.get(entity, id)
    code = record[entity.code.name] if record is not None and entity.code else None
    return str(code).casefold() if code else ""


def _titled(reader: Reader, name: str) -> list[tuple[Entity, Id]]:
    """The records of a register with the title that stands after its colon."""
    from portfolio_desktop.exchange.typed import records_named

    register, colon, title = name.partition(":")
    entity = reader.catalogue.register(register) if colon else None
    return [(entity, id) for id in records_named(reader, entity, title)] if entity else []


def record_meant(office: Office, name: str) -> tuple[Entity, Id]:
    """`record_named` in a reading of its own."""
    with office.reading() as reader:
        return record_named(reader, name)


def ever_meant(office: Office, name: str) -> tuple[Entity, Id]:
    """`record_meant`, also of a deleted record by the code that it had, where no other is called so."""
    try:
        return record_meant(office, name)
    except Refusal:
        with office.reading() as reader:
            found = [] if reader.by_code(name) else deleted_by_code(reader.connection, reader.catalogue, name)
        if len(found) != 1:
            raise
        return found[0]


def of_kind(office: Office, wanted: str, name: str) -> Id:
    """The record of the entity `wanted` that `name` means, with or without its register before the title."""
    entity = office.catalogue.entity(wanted)
    with office.reading() as reader:
        meant, id = record_named(reader, name, within=entity)
    if meant.name != wanted:
        raise Refusal(_("“{name}” is no {entity}.").format(name=name, entity=_(entity.label).lower()))
    return id


def choice_named(catalogue: Catalogue, list_name: str, text: str) -> str:
    """The code of the item that `text` means."""
    choices = catalogue.list_named(list_name)
    item = choices.named(text)
    if item is None:
        names = ", ".join(each.code for each in choices.items)
        raise Refusal(_("“{text}” is none of: {names}.").format(text=text, names=names))
    return item.code
