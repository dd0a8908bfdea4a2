# SPDX-License-Identifier: Apache-2.0
"""Sealed copies through a shared folder: who sees what, what is confirmed, and what goes when."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from portfolio_desktop.base.parcels import SIZES
from portfolio_desktop.catalogue.fields import Id, Record
from portfolio_desktop.services.office import record_of
from portfolio_desktop.services.people import cycles, keeping
from portfolio_desktop.services.people.cards import forget_card, my_card, take_card
from portfolio_desktop.services.people.custody.handing import seal_hand_over
from portfolio_desktop.services.people.parcels.arriving import Arrivals, arrived, known_names, take_in
from portfolio_desktop.services.people.parcels.sending import note_posted, note_receipt, receipts
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.services.people.running.passing_on import heard, my_manager, seal_progress
from portfolio_desktop.services.people.sharing import Sealed, seal_copy
from portfolio_desktop.services.people.starting import lay_in, shipped_id
from portfolio_desktop.storage.changes import Changes, Edit
from portfolio_desktop.storage.confidential.sealing import opaque, seal
from tests.support.people_files import ADA, BEN, CY, add, make
from tests.support.workspaces import dump

EVE = Id("e" * 26)


@dataclass
class Office:
    """Ada leads Ben, Cy countersigns, Eve takes no part; all look at one folder, where each has a place of their own."""

    files: dict[Id, PeopleFile]
    appraisal: Id
    share: dict[Id, dict[str, bytes]] = field(default_factory=dict)
    read: list[str] = field(default_factory=list)

    def post(self, who: Id, content: bytes) -> str:
        name = f"parcel-{sum(map(len, self.share.values())) + len(self.read):032x}"
        self.share.setdefault(who, {})[name] = content
        return name

    def send(self, who: Id, sealed: Sealed) -> list[str]:
        named = {id: self.post(who, parcel) for id, parcel in sealed.opaque.items()}
        note_posted(self.files[who], sealed, named)
        return list(named.values())

    def copy(self, who: Id, to: Id) -> str:
        (name,) = self.send(who, seal_copy(self.files[who], self.appraisal, to))
        return name

    def look(self, who: Id) -> Arrivals:
        people = self.files[who]
        others = {
            name: content for id, lying in self.share.items() if id != who for name, content in lying.items()
        }
        new = {name: content for name, content in others.items() if name not in known_names(people)}
        self.read += new
        found = arrived(people, self.share.get(who, {}), others, new)
        for name in found.needless:
            del self.share[who][name]
        return found

    def take(self, who: Id) -> list[str]:
        people = self.files[who]
        taken, refused = take_in(people, self.look(who).copies)
        for content, confirmed in list(receipts(people, taken)):
            note_receipt(people, self.post(who, content), confirmed)
        return refused

    def sent(self, who: Id) -> list[Record]:
        with self.files[who].reading() as reader:
            return reader.all(reader.catalogue.entity("dispatch"))

    def lying(self) -> int:
        return sum(map(len, self.share.values()))


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    called = {ADA: "Ada Okafor", BEN: "Ben Hale", CY: "Cy Marsh", EVE: "Eve Stone"}
    files = {id: make(tmp_path / f"{id[0]}.people", id, name) for id, name in called.items()}
    for one, other in permutations(files.values(), 2):
        one.write(take_card(one, my_card(other)))
    ada = files[ADA]
    ada.write(Changes("Line", (Edit("party", BEN, "manager_id", ADA), Edit("party", ADA, "manager_id", CY))))
    ada.write(lay_in(ada))
    year = cycles.Year(2026, shipped_id("form", "light"), shipped_id("rating_scale", "three"))
    ada.write(cycles.start(ada, year, [BEN]))
    with ada.reading() as reader:
        (appraisal,) = reader.all(ada.catalogue.entity("appraisal"))
    yield Office(files, appraisal.id)
    for file in files.values():
        file.close()


def test_that_a_copy_arrives_is_confirmed_and_goes_and_so_does_its_receipt(office: Office) -> None:
    office.copy(ADA, BEN)
    (waiting,) = office.look(BEN).copies
    assert waiting.label == "Take a sealed copy from Ada Okafor"
    assert office.take(BEN) == []
    assert office.look(BEN).copies == ()
    assert office.lying() == 2
    office.look(ADA)
    assert [each["received_on"] for each in office.sent(ADA)] == [office.files[ADA].today()]
    assert office.share[ADA] == {}
    office.look(BEN)
    assert office.lying() == 0


def test_that_nobody_else_opens_a_copy_or_reads_it_twice(office: Office) -> None:
    name = office.copy(ADA, BEN)
    for who in (CY, EVE):
        assert office.look(who) == Arrivals()
        office.read.clear()
        assert office.look(who) == Arrivals()
        assert name not in office.read


def test_that_copies_and_receipts_look_alike(office: Office) -> None:
    office.copy(ADA, BEN)
    office.take(BEN)
    assert {len(content) for lying in office.share.values() for content in lying.values()} == {SIZES[0]}


def test_that_a_newer_copy_takes_the_place_of_one_that_was_not_received(office: Office) -> None:
    first, second = office.copy(ADA, BEN), office.copy(ADA, BEN)
    assert office.look(ADA).needless == {first}
    assert list(office.share[ADA]) == [second]
    assert office.take(BEN) == []


def test_that_one_receipt_confirms_every_copy_of_one_sender(office: Office) -> None:
    office.copy(ADA, BEN)
    office.copy(ADA, BEN)
    assert office.take(BEN) == []
    assert len(office.share[BEN]) == 1
    office.look(ADA)
    assert None not in [each["received_on"] for each in office.sent(ADA)]


def test_that_a_copy_that_went_before_it_was_received_is_told_once(office: Office) -> None:
    office.copy(ADA, BEN)
    office.share[ADA].clear()
    assert office.look(ADA).lost == ("Ben Hale",)
    assert office.look(ADA).lost == ()


def test_that_a_copy_of_somebody_whose_card_is_not_there_says_so_and_waits(office: Office) -> None:
    office.copy(ADA, BEN)
    ben = office.files[BEN]
    ben.write(forget_card(ben, ADA))
    (waiting,) = office.look(BEN).copies
    assert "whose card you do not have" in waiting.refusal
    assert len(office.take(BEN)) == 1
    ben.write(take_card(ben, my_card(office.files[ADA])))
    assert office.take(BEN) == []


def test_that_erasing_somebody_takes_what_is_sealed_about_them_from_the_folder(office: Office) -> None:
    name = office.copy(ADA, BEN)
    keeping.erase_person(office.files[ADA], BEN, "Left")
    assert office.look(ADA).needless == {name}


def test_that_a_receipt_of_somebody_who_was_not_sent_it_confirms_nothing(office: Office) -> None:
    office.copy(ADA, BEN)
    (mine,) = office.sent(ADA)
    eve = office.files[EVE]
    forged = {"title": "x", "kind": "received", "party_id": ADA, "parcel": mine["parcel"]}
    add(eve, "dispatch", forged)
    for content, _confirmed in receipts(eve, {str(mine["parcel"]): "x"}):
        office.post(EVE, content)
    office.look(ADA)
    assert [each["received_on"] for each in office.sent(ADA)] == [None]


def hostile(appraisal: Id) -> Iterator[Any]:
    """What somebody whose card is known may seal with a program of their own."""
    whole = {"appraisal": appraisal, "version": 5}
    yield from (None, 5, "words", [], [[]], {}, {"received": 5}, {"received": [[1], None, "x" * 32]})
    yield from ({"handed": {}}, {"handed": "x", "rows": 5}, {"appraisal": {}, "version": 1, "rows": []})
    yield from (
        {**whole, "rows": [5]},
        {**whole, "rows": [["aim", "x", 5]]},
        {**whole, "rows": [[{}, "x", {}]]},
    )
    yield {**whole, "version": "1e9", "rows": []}
    yield {**whole, "rows": [["answer", "x", {"appraisal_id": 5, "words": {"a": 1}}]]}
    yield {**whole, "rows": [["appraisal", appraisal, {"cycle_id": "nowhere", "manager_id": "nobody"}]]}
    yield json.loads("[" * 500 + "]" * 500)


def test_that_no_parcel_stops_others_from_arriving(office: Office) -> None:
    office.copy(ADA, BEN)
    office.take(BEN)
    cy = office.files[CY]
    for number, content in enumerate(hostile(office.appraisal)):
        _id, parcel = seal(content, cy.identity, [office.files[BEN].identity.card], os.urandom)
        office.share.setdefault(CY, {})[f"parcel-a{number}"] = opaque(parcel)
    office.share.setdefault(EVE, {}).update({"parcel-b1": os.urandom(SIZES[0]), "parcel-b2": b""})
    office.copy(ADA, BEN)
    ben = office.files[BEN]
    found = office.look(BEN)
    assert "Take a sealed copy from Ada Okafor" in {each.label for each in found.copies}
    with ben.reading() as reader:
        before = record_of(reader, "appraisal", office.appraisal)
    taken, _refused = take_in(ben, found.copies)
    assert set(taken.values()) == {each.name for each in found.copies if not each.refusal}
    with ben.reading() as reader:
        assert record_of(reader, "appraisal", office.appraisal) == before


def test_that_a_hand_over_goes_through_the_folder_to_everybody_that_it_concerns(office: Office) -> None:
    office.copy(ADA, BEN)
    office.take(BEN)
    office.look(ADA)
    names = office.send(ADA, seal_hand_over(office.files[ADA], BEN, EVE))
    assert len(names) == 2
    assert office.take(EVE) == office.take(BEN) == []
    office.look(ADA)
    assert office.share[ADA] == {}


def test_that_the_managers_manager_is_told_how_the_year_goes_and_not_a_word_more(office: Office) -> None:
    ada, cy = office.files[ADA], office.files[CY]
    with ada.reading() as reader:
        (answer, *_others) = reader.all(ada.catalogue.entity("answer"))
        (cycle,) = reader.all(ada.catalogue.entity("cycle"))
    ada.write(Changes("Answer", (Edit("answer", answer.id, "words", "zq-words"),)))
    assert my_manager(ada) == CY
    office.send(ADA, seal_progress(ada, cycle.id, CY))
    assert office.take(CY) == []
    (told,) = heard(cy)
    assert (told.by, told.on) == ("Ada Okafor", cy.today())
    assert "Ben Hale: late" in told.words
    assert "zq-words" not in dump(cy.store)
    with cy.reading() as reader:
        assert reader.all(cy.catalogue.entity("appraisal")) == []
    office.look(ADA)
    assert office.share[ADA] == {}
    office.send(ADA, seal_progress(ada, cycle.id, CY, with_names=False))
    office.take(CY)
    (last,) = heard(cy)
    assert "Ben Hale" not in last.words
