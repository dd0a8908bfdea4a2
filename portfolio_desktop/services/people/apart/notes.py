# SPDX-License-Identifier: Apache-2.0
"""Health notes and pay recommendations, for whoever asks for them by name: they are never shown along with anything else.

What is written to them says in the history that it was done, and not a word of what: undo shows its label everywhere.
"""

from dataclasses import dataclass
from datetime import date
from typing import cast

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.catalogue.confidential.concerns import HealthNote, PayNote
from portfolio_desktop.catalogue.fields import Id, Record, Values
from portfolio_desktop.catalogue.filters import Op, Sort, Test
from portfolio_desktop.services import records
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.storage.changes import Changes


@dataclass(frozen=True, slots=True)
class Kept:
    """One kind of note that is kept apart: its entity, and what its acts are called."""

    entity: str
    title: str
    begin: str
    change: str
    remove: str


HEALTH = Kept(
    "health_note",
    N_("Note of {day}"),
    N_("Begin a health note"),
    N_("Write in a health note"),
    N_("Delete a health note"),
)
PAY = Kept(
    "pay_note",
    N_("Recommendation of {day}"),
    N_("Begin a pay recommendation"),
    N_("Write in a pay recommendation"),
    N_("Delete a pay recommendation"),
)


def health_notes(people: PeopleFile, subject: Id) -> list[HealthNote]:
    """Health notes of somebody, the latest first."""
    return [cast(HealthNote, one) for one in _of(people, HEALTH, subject)]


def pay_notes(people: PeopleFile, subject: Id) -> list[PayNote]:
    """Pay recommendations for somebody, the latest first."""
    return [cast(PayNote, one) for one in _of(people, PAY, subject)]


def begin(people: PeopleFile, kept: Kept, subject: Id, on: date | None = None) -> Changes:
    """A new note with its day, to be written in."""
    day = on or people.today()
    values: Values = {
        "title": _(kept.title).format(day=format_date(day)),
        "subject_id": subject,
        "on": day,
    }
    return Changes(_(kept.begin), records.create(people, kept.entity, values).items)


def change(people: PeopleFile, kept: Kept, note: Id, values: Values) -> Changes:
    """New values for fields of a note."""
    return Changes(_(kept.change), records.change(people, kept.entity, note, values).items)


def remove(people: PeopleFile, kept: Kept, note: Id) -> Changes:
    """Delete a note. Its history goes with the person, or when its time is over."""
    return Changes(_(kept.remove), records.delete(people, kept.entity, [note]).items)


def _of(people: PeopleFile, kept: Kept, subject: Id) -> list[Record]:
    with people.reading() as reader:
        entity = reader.catalogue.entity(kept.entity)
        return reader.all(
            entity, Test("subject_id", Op.IS, subject), (Sort("on", descending=True), Sort("title"))
        )
