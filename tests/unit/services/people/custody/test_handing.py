# SPDX-License-Identifier: Apache-2.0
"""A change of line manager in the middle of a year, on the laptops of all whom it concerns; and what a forger achieves."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import Op, Test
from portfolio_desktop.domain.appraisal.acts import Act
from portfolio_desktop.services import records
from portfolio_desktop.services.people import appraising, cycles
from portfolio_desktop.services.people.cards import forget_card, my_card, take_card
from portfolio_desktop.services.people.custody.handing import hand_over, offer
from portfolio_desktop.services.people.custody.retention import kept
from portfolio_desktop.services.people.keeping import erase_person
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.services.people.sharing import Sealed, put_into, seal_for, send, take, waiting
from portfolio_desktop.services.people.starting import lay_in, shipped_id
from portfolio_desktop.storage.changes import Changes, Edit
from portfolio_desktop.storage.examine import examine
from tests.support.people_files import ADA, BEN, CY, add, make

NIA = Id("n" * 26)
NAMES = {ADA: "Ada Okafor", BEN: "Ben Hale", CY: "Cy Marsh", NIA: "Nia Pugh"}


@dataclass
class Office:
    """Ada leads Ben, Cy countersigns, Nia is to lead Ben. All have each other's cards; copies lie in one folder."""

    files: dict[Id, PeopleFile]
    share: Path
    appraisal: Id

    def __getitem__(self, who: Id) -> PeopleFile:
        return self.files[who]

    def all(self, who: Id, entity: str, **values: Any) -> list[Any]:
        with self[who].reading() as reader:
            found = reader.all(self[who].catalogue.entity(entity))
        return [one for one in found if all(one[name] == value for name, value in values.items())]

    def answers(self, who: Id, side: str) -> list[Any]:
        return sorted(self.all(who, "answer", side=side), key=lambda each: each.position)

    def fill(self, who: Id, side: str) -> None:
        edits = [
            Edit("answer", each.id, "words", f"zq-{side}-{each.position}") for each in self.answers(who, side)
        ]
        self[who].write(Changes("Fill", tuple(edits)))

    def hand(self, to: Id = NIA) -> list[Path]:
        handed = hand_over(self[ADA], BEN, to, self.share)
        self[ADA].write(handed.changes)
        return list(handed.paths)

    def take_all(self, who: Id) -> int:
        found = waiting(self[who], self.share)
        for each in found:
            self[who].write(take(self[who], each.path))
        return len(found)

    def whole(self) -> bool:
        for file in self.files.values():
            with file.store.reading() as connection:
                if examine(connection, file.catalogue):
                    return False
        return True


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    files = {id: make(tmp_path / f"{id[0]}.people", id, name) for id, name in NAMES.items()}
    for one, other in permutations(files.values(), 2):
        one.write(take_card(one, my_card(other)))
    ada = files[ADA]
    ada.write(Changes("Line", (Edit("party", BEN, "manager_id", ADA), Edit("party", ADA, "manager_id", CY))))
    ada.write(lay_in(ada))
    year = cycles.Year(2026, shipped_id("form", "annual"), shipped_id("rating_scale", "three"))
    ada.write(cycles.start(ada, year, [BEN]))
    with ada.reading() as reader:
        (appraisal,) = reader.all(ada.catalogue.entity("appraisal"))
        talk = reader.all(ada.catalogue.entity("conversation"), Test("appraisal_id", Op.IS, appraisal.id))[0]
    aim = add(
        ada, "aim", {"title": "Publish the roadmap", "subject_id": BEN, "cycle_id": appraisal["cycle_id"]}
    )
    add(ada, "aim_progress", {"aim_id": aim, "by_id": ADA, "words": "On its way", "on": date(2026, 9, 1)})
    need = add(ada, "development_need", {"title": "Chair a board", "subject_id": BEN})
    add(ada, "activity", {"title": "Shadow one", "subject_id": BEN, "need_id": need})
    add(ada, "evidence", {"title": "zq-journal", "subject_id": BEN})
    add(ada, "concern", {"title": "zq-matter", "subject_id": BEN, "kind": "conduct"})
    ada.write(
        records.change(ada, "conversation", talk.id, {"private_note": "zq-private", "progress": "Half way"})
    )
    add(ada, "promise", {"title": "Send the paper", "conversation_id": talk.id, "who_id": ADA})
    share = tmp_path / "share"
    share.mkdir()
    yield Office(files, share, appraisal.id)
    for file in files.values():
        file.close()


def test_that_the_next_manager_goes_on_where_the_last_one_stopped(office: Office) -> None:
    office.fill(ADA, "manager")
    office.fill(ADA, "private")
    assert len(office.hand()) == 1
    assert office.take_all(NIA) == 1
    (appraisal,) = office.all(NIA, "appraisal")
    assert (appraisal.subject_id, appraisal.manager_id, appraisal.countersigner_id) == (BEN, NIA, CY)
    assert {each.words for each in office.answers(NIA, "manager")} == {
        each.words for each in office.answers(ADA, "manager")
    }
    assert office.all(NIA, "party", name="Ben Hale")[0].manager_id == NIA
    assert [one.title for one in office.all(NIA, "aim")] == ["Publish the roadmap"]
    assert [one.words for one in office.all(NIA, "aim_progress")] == ["On its way"]
    assert [one.title for one in office.all(NIA, "promise")] == ["Send the paper"]
    assert office.all(NIA, "activity")[0].need_id == office.all(NIA, "development_need")[0].id
    assert "Half way" in {one.progress for one in office.all(NIA, "conversation")}
    assert office.whole()
    first = office.answers(NIA, "manager")[0]
    office[NIA].write(appraising.answer(office[NIA], first.id, {"words": "Nia goes on"}))
    assert office.take_all(NIA) == 0


def test_that_nothing_private_and_nothing_unreleased_goes_with_it(office: Office) -> None:
    office.fill(ADA, "private")
    office.fill(ADA, "self")  # at her keyboard
    office.hand()
    office.take_all(NIA)
    with office[NIA].store.reading() as connection:
        said = repr(connection.exec_driver_sql("SELECT value FROM edit").all())
    for planted in ("zq-private", "zq-journal", "zq-matter", "zq-self"):
        assert planted not in said
    stays = " ".join(offer_before(office).stays)
    assert "1 note of the journal" in stays
    assert "1 matter" in stays
    assert "private notes" in stays


def offer_before(office: Office) -> Any:
    office[ADA].write(Changes("Back", (Edit("appraisal", office.appraisal, "manager_id", ADA),)))
    found = offer(office[ADA], BEN, NIA)
    assert "not released" in " ".join(found.stays)
    return found


def test_that_the_person_and_the_countersigner_listen_to_the_next_manager_alone(office: Office) -> None:
    for who in (BEN, CY):
        office[ADA].write(send(office[ADA], office.appraisal, who, office.share).changes)
        assert office.take_all(who) == 1
    assert len(office.hand()) == 3
    office.take_all(NIA)
    assert office.take_all(BEN) == 1
    assert office.all(BEN, "appraisal")[0].manager_id == NIA
    assert office.take_all(CY) == 1
    assert office.all(CY, "appraisal")[0].manager_id == NIA
    with pytest.raises(Refusal, match="take no part"):
        send(office[ADA], office.appraisal, BEN, office.share)
    office.fill(NIA, "manager")
    levels = [Edit("answer", each.id, "level", 2) for each in office.answers(NIA, "manager")]
    levels += [
        Edit("appraisal", office.appraisal, name, value)
        for name, value in (("level", 2), ("level_why", "zq"))
    ]
    office[NIA].write(Changes("Levels", tuple(levels)))
    office[NIA].write(appraising.do(office[NIA], Act.RELEASE, office.appraisal))
    office[NIA].write(send(office[NIA], office.appraisal, BEN, office.share).changes)
    assert office.take_all(BEN) == 1
    assert str(office.answers(BEN, "manager")[0].words).startswith("zq-manager")


def test_that_whoever_countersigned_can_take_over_and_countersigns_no_more(office: Office) -> None:
    office[ADA].write(send(office[ADA], office.appraisal, CY, office.share).changes)
    office.take_all(CY)
    office.fill(ADA, "manager")
    office.hand(CY)
    assert office.take_all(CY) == 1
    (appraisal,) = office.all(CY, "appraisal")
    assert (appraisal.manager_id, appraisal.countersigner_id) == (CY, None)
    assert str(office.answers(CY, "manager")[0].words).startswith("zq-manager")
    assert office.all(ADA, "appraisal")[0].countersigner_id is None


def test_that_what_was_handed_over_is_on_record_and_stays_with_whoever_wrote_it(office: Office) -> None:
    office.fill(ADA, "manager")
    office.hand()
    assert [one.what for one in kept(office[ADA]).traces] == ["Handed over to Nia Pugh"]
    assert str(office.answers(ADA, "manager")[0].words).startswith("zq-manager")
    assert office.all(ADA, "party", name="Ben Hale")[0].manager_id == NIA


def test_that_an_appraisal_that_somebody_signed_is_first_signed_to_its_end(office: Office) -> None:
    ada = office[ADA]
    days = ("self_released", "manager_released", "meeting_on", "subject_signed")
    ada.write(
        Changes("Sign", tuple(Edit("appraisal", office.appraisal, name, date(2026, 11, 1)) for name in days))
    )
    with pytest.raises(Refusal, match="signed by somebody already"):
        hand_over(ada, BEN, NIA, office.share)
    assert list(office.share.iterdir()) == []


@pytest.mark.parametrize("to", [ADA, BEN])
def test_that_nobody_is_handed_to_themselves_or_back_to_who_hands(office: Office, to: Id) -> None:
    with pytest.raises(Refusal, match="who leads Ben Hale from now on"):
        offer(office[ADA], BEN, to)


def test_that_nothing_is_handed_to_somebody_who_was_erased_meanwhile_and_it_says_who(office: Office) -> None:
    ada = office[ADA]
    assert not offer(ada, BEN, NIA).lacks_card
    erase_person(ada, NIA, "asked")
    with pytest.raises(Refusal, match="Whoever was to lead Ben Hale from now on is no longer in this file"):
        hand_over(ada, BEN, NIA, office.share)
    assert list(office.share.iterdir()) == []


def test_that_without_a_card_nothing_is_handed_and_who_is_not_told_is_named(office: Office) -> None:
    ada = office[ADA]
    assert offer(ada, BEN, NIA).told == ()
    for who in (BEN, CY):
        ada.write(send(ada, office.appraisal, who, office.share).changes)
    ada.write(forget_card(ada, BEN))
    found = offer(ada, BEN, NIA)
    assert (found.told, found.not_told, found.lacks_card) == (("Cy Marsh",), ("Ben Hale",), False)
    ada.write(forget_card(ada, NIA))
    assert offer(ada, BEN, NIA).lacks_card
    with pytest.raises(Refusal, match="no sealing card of Nia Pugh"):
        hand_over(ada, BEN, NIA, office.share)


def test_that_somebody_led_by_another_is_not_taken_from_them(office: Office) -> None:
    nia = office[NIA]
    nia.write(Changes("Line", (Edit("party", BEN, "manager_id", CY),)))
    office.hand()
    (found,) = waiting(nia, office.share)
    assert "led by Cy Marsh" in found.refusal
    assert office.all(NIA, "appraisal") == []


def test_that_a_forged_hand_over_changes_nothing_that_is_there(office: Office) -> None:
    office.hand()
    office.take_all(NIA)
    nia, cy = office[NIA], office[CY]
    own = add(nia, "aim", {"title": "Own", "subject_id": CY})
    aim = office.all(NIA, "aim", title="Publish the roadmap")[0].id
    nia.write(Changes("Line", (Edit("party", BEN, "manager_id", None),)))
    rows = [
        ("party", BEN, {"name": "Ben Hale", "card": "forged", "myself": True}),
        ("party", NIA, {"name": "Somebody"}),
        ("aim", aim, {"title": "Forged", "subject_id": BEN}),
        ("aim", own, {"title": "Forged", "subject_id": BEN}),
        (
            "appraisal",
            office.appraisal,
            {"subject_id": BEN, "manager_id": NIA, "level": 1, "title": "Forged"},
        ),
        ("evidence", "x" * 26, {"title": "Forged", "subject_id": BEN}),
        ("health_note", "y" * 26, {"title": "Forged", "subject_id": BEN}),
        ("aim", "z" * 26, {"title": "About me", "subject_id": NIA}),
    ]
    with cy.reading() as reader:
        receiver = reader.get(cy.catalogue.entity("party"), NIA)
    assert receiver is not None
    id, parcel = seal_for(cy, {"handed": BEN, "rows": rows}, receiver)
    (path,) = put_into(office.share, Sealed({id: parcel}, Changes("", ())))
    nia.write(take(nia, path))
    with nia.store.reading() as connection:
        said = repr(connection.exec_driver_sql("SELECT value FROM edit").all())
    assert "Forged" not in said
    assert "forged" not in said
    assert "About me" not in said
    assert office.all(NIA, "party", id=NIA)[0].name == "Nia Pugh"


def test_that_whoever_looks_at_the_share_learns_that_files_were_put_there_and_nothing_else(
    office: Office,
) -> None:
    office.fill(ADA, "manager")
    for path in office.hand():
        assert re.fullmatch(r"[0-9a-f]{32}\.sealed", path.name)
        content = path.read_bytes()
        for planted in ("zq-manager", "Ben Hale", "roadmap", "handed", BEN, NIA):
            assert planted.encode() not in content
    stranger = waiting(office[CY], office.share)
    assert stranger == []
