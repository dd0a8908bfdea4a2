# SPDX-License-Identifier: Apache-2.0
"""What a manager takes over about somebody from whoever led them before.

As with every sealed copy, nothing is believed that the receiver's own file does not allow. A hand-over adds what is not
there yet; it changes nothing but an appraisal that the receiver countersigned and whose manager its author is.
"""

from collections.abc import Iterator, Mapping, Sequence

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.catalogue.fields import Id, Kind, Record, Value
from portfolio_desktop.domain.appraisal.standing import Part, Side
from portfolio_desktop.services.people.copies import CONTENT, FRAME, WRITES
from portfolio_desktop.services.people.known import link
from portfolio_desktop.services.people.taking import Typed, following, put
from portfolio_desktop.storage.changes import Change
from portfolio_desktop.storage.read import Reader

HANDED = (
    *("appraisal", "answer", "reopening", "aim", "aim_progress"),
    *("conversation", "promise", "development_need", "activity"),
)
"""What is handed over about somebody."""

AROUND = ("party", "cycle", "cycle_stage", "rating_scale", "rating_level")
"""What it speaks of. Known from before, it stays as it is."""

KEPT_BACK = frozenset({"private_note"})
"""What no hand-over holds, and none is believed to hold."""

_ABOUT = frozenset({"appraisal", "aim", "conversation", "development_need", "activity"})
_PARTY = frozenset({"name", "role", "team"})
_APPRAISAL = WRITES[Side.MANAGER] | {"self_released"}

_NOT_YOURS = N_(
    "This hands over somebody who is led by {name}, as your file has it. Nothing was taken from it."
)
_NOBODY = N_("This hands over nobody who could be led by you. Nothing was taken from it.")


def taken_over(
    reader: Reader, person: Id, rows: Sequence[Typed], author: Id, me: Id
) -> tuple[list[Change], str]:
    """The changes that a hand-over of `person` makes, and what they are called. Refuses one that is not for the receiver."""
    called = next(
        (str(values.get("name")) for name, id, values in rows if (name, id) == ("party", person)), ""
    )
    if not called or person in (me, author):
        raise Refusal(_(_NOBODY))
    _refuse_of_another(reader, person, author, me)
    taken = dict(_accepted(reader, person, rows, author, me))
    items: list[Change] = []
    for (entity, id), values in taken.items():
        items += put(reader, entity, id, _without_loose_ends(reader, entity, values, taken))
    if ("party", person) not in taken:
        items += put(reader, "party", person, {"manager_id": me})
    return items, called


def _refuse_of_another(reader: Reader, person: Id, author: Id, me: Id) -> None:
    party = reader.catalogue.entity("party")
    kept = reader.get(party, person)
    leads = link(kept["manager_id"]) if kept else None
    if leads not in (None, author, me):
        above = reader.get(party, leads) if leads else None
        raise Refusal(_(_NOT_YOURS).format(name=above["name"] if above else ""))


def _accepted(
    reader: Reader, person: Id, rows: Sequence[Typed], author: Id, me: Id
) -> Iterator[tuple[tuple[str, Id], dict[str, Value]]]:
    """Of each record what is taken; whatever others are part of comes before them."""
    wholes: set[object] = set()
    order = {name: place for place, name in enumerate((*AROUND, *HANDED))}
    for entity, id, values in sorted(rows, key=lambda row: order.get(row[0], len(order))):
        kept = reader.get(reader.catalogue.entity(entity), id)
        if entity == "party":
            found = {name: value for name, value in values.items() if name in _PARTY} if kept is None else {}
            if id == person and kept is None:
                found["manager_id"] = me
        elif entity in AROUND:
            found = values if kept is None else {}
        elif entity == "appraisal":
            found = _appraisal(kept, values, person, author, me)
        elif entity in _ABOUT:
            found = values if kept is None and values.get("subject_id") == person else {}
        elif entity in HANDED:
            found = _part(reader, entity, kept, values, wholes)
        else:
            found = {}
        if found:
            wholes.add(id)
            yield (entity, id), {name: value for name, value in found.items() if name not in KEPT_BACK}


def _appraisal(
    kept: Record | None, values: Mapping[str, Value], person: Id, author: Id, me: Id
) -> dict[str, Value]:
    if values.get("subject_id") != person or values.get("manager_id") != me:
        return {}
    if kept is not None and (kept["manager_id"], kept["subject_id"]) != (author, person):
        return {}
    found = {name: value for name, value in values.items() if name in _APPRAISAL}
    if kept is not None:
        return {name: value for name, value in found.items() if name in WRITES[Side.MANAGER]}
    empty: dict[str, Value] = dict.fromkeys(kept_fields(), None)
    return found | dict(following(empty | found))


def kept_fields() -> frozenset[str]:
    """The fields of an appraisal whose values say where it stands."""
    return WRITES[Side.SELF] | WRITES[Side.MANAGER] | WRITES[Side.COUNTERSIGNER]


def _part(
    reader: Reader, entity: str, kept: Record | None, values: Mapping[str, Value], wholes: set[object]
) -> dict[str, Value]:
    """An answer, a word on an objective, a promise: of something that is taken over too."""
    if not any(values.get(field.name) in wholes for field in reader.catalogue.entity(entity).wholes):
        return {}
    if entity != "answer":
        return dict(values) if kept is None else {}
    names = frozenset[str]() if values.get("side") == Part.PRIVATE else CONTENT
    if kept is None:
        names |= FRAME
    elif values.get("side") != Part.MANAGER or kept["side"] != Part.MANAGER:
        return {}
    return {name: value for name, value in values.items() if name in names}


def _without_loose_ends(
    reader: Reader, entity: str, values: Mapping[str, Value], taken: Mapping[tuple[str, Id], object]
) -> dict[str, Value]:
    """Links lead to what is taken over or was known before; others fall away."""
    found = dict(values)
    for field in reader.catalogue.entity(entity).fields:
        target = link(found.get(field.name)) if field.kind is Kind.LINK else None
        known = target is None or (field.target, target) in taken
        if not known and target and reader.get(reader.catalogue.entity(field.target), target) is None:
            del found[field.name]
    return found
