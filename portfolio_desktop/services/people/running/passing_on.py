# SPDX-License-Identifier: Apache-2.0
"""How far a year is, told to the manager's manager by a sealed copy: what `telling` says, and nothing else."""

from dataclasses import dataclass
from datetime import date
from typing import cast

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.confidential.keeping import Dispatch
from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.catalogue.filters import Op, Test
from portfolio_desktop.services.office import record_of
from portfolio_desktop.services.people.known import day, link, names
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.services.people.running.telling import lines_of, told
from portfolio_desktop.services.people.sharing import PROGRESS, Sealed, seal_for
from portfolio_desktop.storage.changes import Changes, Create


@dataclass(frozen=True, slots=True)
class Heard:
    """What somebody told of a year of theirs, and when it was received."""

    title: str
    by: str
    on: date | None
    words: str


def my_manager(people: PeopleFile) -> Id | None:
    """Who leads the file's owner, where the file says so."""
    with people.reading() as reader:
        return link(record_of(reader, "party", people.my_id)["manager_id"])


def seal_progress(people: PeopleFile, cycle: Id, to: Id, *, with_names: bool = True) -> Sealed:
    """Seal for `to` how far everybody of a year is; without names the numbers alone."""
    found = told(people, cycle, names=with_names)
    with people.reading() as reader:
        party = record_of(reader, "party", to)
    id, parcel = seal_for(people, {PROGRESS: found.title, "lines": lines_of(found)}, party)
    values: dict[str, Value] = {
        "title": found.title,
        "kind": "sent",
        "party_id": to,
        "at": people.today(),
        "parcel": id,
    }
    label = _("Tell {name} how “{title}” goes").replace("{name}", str(party["name"]))
    noted = Create("dispatch", Id(people.store.new_id()), values)
    return Sealed({id: parcel}, Changes(label.replace("{title}", found.title), (noted,)))


def heard(people: PeopleFile) -> list[Heard]:
    """What others told of their years, the latest first; of one year of somebody the last alone."""
    with people.reading() as reader:
        received = reader.all(reader.catalogue.entity("dispatch"), Test("kind", Op.IS, "received"))
        said = [cast(Dispatch, each) for each in received if each["words"]]
        called = names(reader, [link(each.party_id) for each in said])
    latest = {(each.party_id, each.title): each for each in said}  # in the order in which they were made
    found = [
        Heard(each.title or "", called.get(link(each.party_id), ""), day(each.at), each.words or "")
        for each in latest.values()
    ]
    return found[::-1]
