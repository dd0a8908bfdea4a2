# SPDX-License-Identifier: Apache-2.0
"""Cards: what two people exchange once, so that each can seal something for the other and know what comes from them."""

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.catalogue.fields import Id, Record, Value
from portfolio_desktop.services.office import record_of
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.storage.changes import Change, Changes, Create, Edit
from portfolio_desktop.storage.confidential.sealing import Card, read_card, write_card

_ANOTHER = N_(
    "This card of {name} is signed by another key than the one you have. Ask {name} by voice whether they made their "
    "people file anew. If so, forget the old card first; if not, somebody else made this one."
)
_NONE = N_("There is no sealing card of {name} yet. Ask them for it: it stands in their own people file.")


def my_card(people: PeopleFile) -> str:
    """The owner's card, to be given to others. Whoever has it can seal something for them, and nothing more."""
    return write_card(people.identity)


def my_fingerprint(people: PeopleFile) -> str:
    """The figures that others hear from the owner when they compare the card."""
    return people.identity.card.fingerprint


def take_card(people: PeopleFile, text: str) -> Changes:
    """Keep the card that somebody gave. Refuses one that is signed by another key than the card that is there."""
    card = read_card(text)
    kept = "".join(text.split())
    party = people.catalogue.entity("party")
    with people.reading() as reader:
        known = reader.get(party, Id(card.person))
    if known is None:
        made = Create("party", Id(card.person), {"name": card.name, "card": kept})
        return Changes(_("Add the card of {name}").format(name=card.name), (made,))
    if (old := _kept(known)) is not None and old.signs != card.signs:
        raise Refusal(_(_ANOTHER).format(name=known["name"]))
    return _changed(_("Take the card of {name}"), known, card=kept)


def compared(people: PeopleFile, party: Id) -> Changes:
    """Note that both have read each other the figures of the card, today."""
    with people.reading() as reader:
        known = record_of(reader, "party", party)
    card_of(known)
    return _changed(_("Compare the card of {name}"), known, card_checked=people.today())


def forget_card(people: PeopleFile, party: Id) -> Changes:
    """Let go of somebody's card, so that another can take its place."""
    with people.reading() as reader:
        known = record_of(reader, "party", party)
    return _changed(_("Forget the card of {name}"), known, card=None, card_checked=None)


def card_of(party: Record) -> Card:
    """The card of a party. Refuses where there is none."""
    card = _kept(party)
    if card is None:
        raise Refusal(_(_NONE).format(name=party["name"]))
    return card


def _kept(party: Record) -> Card | None:
    text = party["card"]
    return read_card(text) if isinstance(text, str) and text else None


def _changed(label: str, party: Record, **values: Value) -> Changes:
    edits: list[Change] = [
        Edit("party", party.id, name, value) for name, value in values.items() if party[name] != value
    ]
    return Changes(label.format(name=party["name"]), tuple(edits))
