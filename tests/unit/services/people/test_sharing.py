# SPDX-License-Identifier: Apache-2.0
"""One appraisal on three laptops: what each side learns when, what a stranger learns, and what a forger achieves."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.catalogue.fields import Id, Record, Value
from portfolio_desktop.catalogue.filters import Op, Test
from portfolio_desktop.domain.appraisal.acts import Act
from portfolio_desktop.services.office import record_of
from portfolio_desktop.services.people import appraising, cycles
from portfolio_desktop.services.people.cards import forget_card, my_card, take_card
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.services.people.running.years import leave
from portfolio_desktop.services.people.sharing import send, take, waiting
from portfolio_desktop.services.people.starting import lay_in, shipped_id
from portfolio_desktop.storage.changes import Changes, Edit
from portfolio_desktop.storage.confidential.sealing import seal
from tests.support.people_files import ADA, BEN, CY, add, make

EVE = Id("e" * 26)
NAMES = {ADA: "Ada Okafor", BEN: "Ben Hale", CY: "Cy Marsh", EVE: "Eve Stone"}


@dataclass
class Three:
    """Ada leads Ben, Cy countersigns, Eve takes no part. Each has a file of their own; copies lie in one folder."""

    files: dict[Id, PeopleFile]
    share: Path
    appraisal: Id

    def __getitem__(self, who: Id) -> PeopleFile:
        return self.files[who]

    def send(self, sender: Id, to: Id) -> Path:
        sent = send(self[sender], self.appraisal, to, self.share)
        self[sender].write(sent.changes)
        return sent.path

    def take(self, who: Id, path: Path) -> None:
        self[who].write(take(self[who], path))

    def pass_on(self, sender: Id, *readers: Id) -> None:
        for to in readers:
            self.take(to, self.send(sender, to))

    def head(self, who: Id) -> Record:
        with self[who].reading() as reader:
            return record_of(reader, "appraisal", self.appraisal)

    def answers(self, who: Id, side: str) -> list[Record]:
        with self[who].reading() as reader:
            where = Test("appraisal_id", Op.IS, self.appraisal)
            found = reader.all(self[who].catalogue.entity("answer"), where)
        return sorted(
            (each for each in found if each["side"] == side), key=lambda each: str(each["position"])
        )

    def fill(self, who: Id, side: str) -> None:
        """Answer everything, with words that say who wrote them."""
        edits = [
            Edit("answer", each.id, "words", f"zq-{side}-{place}")
            for place, each in enumerate(self.answers(who, side))
        ]
        levels = [Edit("answer", each.id, "level", 2) for each in self.answers(who, side)]
        overall = [
            Edit("appraisal", self.appraisal, name, value)
            for name, value in (("level", 2), ("level_why", "zq-why"))
            if side == "manager"
        ]
        self[who].write(Changes("Fill", (*edits, *levels, *overall)))

    def do(self, who: Id, act: Act, why: str = "") -> None:
        self[who].write(appraising.do(self[who], act, self.appraisal, why=why))


@pytest.fixture
def three(tmp_path: Path) -> Iterator[Three]:
    files = {id: make(tmp_path / f"{id[0]}.people", id, name) for id, name in NAMES.items()}
    for one, other in permutations(files.values(), 2):
        one.write(take_card(one, my_card(other)))
    ada = files[ADA]
    ada.write(Changes("Line", (Edit("party", BEN, "manager_id", ADA), Edit("party", ADA, "manager_id", CY))))
    ada.write(lay_in(ada))
    year = cycles.Year(2026, shipped_id("form", "light"), shipped_id("rating_scale", "three"))
    ada.write(cycles.start(ada, year, [BEN]))
    with ada.reading() as reader:
        (appraisal,) = reader.all(ada.catalogue.entity("appraisal"))
    add(ada, "aim", {"title": "Publish the roadmap", "subject_id": BEN, "cycle_id": appraisal["cycle_id"]})
    add(ada, "evidence", {"title": "zq-evidence", "subject_id": BEN})
    share = tmp_path / "share"
    share.mkdir()
    yield Three(files, share, appraisal.id)
    for file in files.values():
        file.close()


def test_that_a_whole_appraisal_is_signed_on_three_laptops(three: Three) -> None:
    three.pass_on(ADA, BEN)
    three.fill(BEN, "self")
    three.fill(ADA, "manager")
    three.do(BEN, Act.RELEASE)
    three.do(ADA, Act.RELEASE)
    three.pass_on(BEN, ADA)
    three.pass_on(ADA, BEN)
    assert {each["words"] for each in three.answers(ADA, "self")} == {
        each["words"] for each in three.answers(BEN, "self")
    }
    assert str(three.answers(BEN, "manager")[0]["words"]).startswith("zq-manager")
    three.do(ADA, Act.MEET)
    three.pass_on(ADA, BEN)
    three.do(BEN, Act.SIGN)
    three.pass_on(BEN, ADA)
    three.do(ADA, Act.SIGN)
    three.pass_on(ADA, BEN, CY)
    three.pass_on(BEN, CY)
    three.do(CY, Act.SIGN)
    three.pass_on(CY, ADA, BEN)
    heads = [three.head(who) for who in (ADA, BEN, CY)]
    assert {head["state"] for head in heads} == {"closed"}
    assert len({head["closed_on"] for head in heads}) == 1
    three.do(ADA, Act.REOPEN, why="A date was wrong")
    three.pass_on(ADA, BEN, CY)
    assert [three.head(who)["subject_signed"] for who in (ADA, BEN, CY)] == [None, None, None]
    assert {three.head(who)["state"] for who in (ADA, BEN, CY)} == {"meeting"}


def test_that_nothing_travels_before_its_side_has_released_it_and_private_notes_never(three: Three) -> None:
    three.pass_on(ADA, BEN)
    three.fill(BEN, "self")
    three.fill(ADA, "manager")
    three.fill(ADA, "private")
    three.pass_on(BEN, ADA)
    three.pass_on(ADA, BEN)
    assert all(each["words"] is None for each in three.answers(ADA, "self"))
    assert all(each["words"] is None for each in three.answers(BEN, "manager"))
    for who in (BEN, ADA):
        three.do(who, Act.RELEASE)
        three.pass_on(who, ADA if who == BEN else BEN)
    three.pass_on(ADA, BEN)
    assert three.answers(BEN, "private") == []
    with three[BEN].store.reading() as connection:
        everything = repr(connection.exec_driver_sql("SELECT value FROM edit").all())
    assert "zq-manager" in everything
    assert "zq-private" not in everything
    assert "zq-evidence" not in everything
    three.pass_on(ADA, CY)
    with three[CY].store.reading() as connection:
        assert "zq-manager" not in repr(connection.exec_driver_sql("SELECT value FROM edit").all())


def test_that_somebody_else_learns_nothing_from_the_folder(three: Three) -> None:
    path = three.send(ADA, BEN)
    assert waiting(three[EVE], three.share) == []
    with pytest.raises(Refusal, match="sealed for somebody else"):
        take(three[EVE], path)
    content = path.read_bytes() + path.name.encode()
    for secret in (*NAMES.values(), *NAMES, "roadmap", str(three.appraisal)):
        assert secret.encode() not in content


def test_that_a_folder_says_what_waits_and_a_copy_is_taken_once(three: Three) -> None:
    (three.share / "other.sealed").write_bytes(b"not one of ours")
    path = three.send(ADA, BEN)
    (found,) = waiting(three[BEN], three.share)
    assert (found.path, found.refusal) == (path, "")
    three.take(BEN, path)
    assert waiting(three[BEN], three.share) == []
    assert not take(three[BEN], path)


def test_that_an_older_copy_does_not_take_back_a_newer_one(three: Three) -> None:
    older = three.send(ADA, BEN)
    newer = three.send(ADA, BEN)
    three.take(BEN, newer)
    with pytest.raises(Refusal, match="older than what Ada Okafor"):
        take(three[BEN], older)


def test_that_a_copy_from_a_stranger_is_not_taken(three: Three) -> None:
    path = three.send(ADA, BEN)
    three[BEN].write(forget_card(three[BEN], ADA))
    with pytest.raises(Refusal, match="whose card you do not have"):
        take(three[BEN], path)


def test_that_a_copy_in_another_s_name_is_not_taken(three: Three) -> None:
    eve = three[EVE].identity
    forged = type(eve)(ADA, NAMES[ADA], eve.signing, eve.opening)
    id, parcel = seal({"appraisal": three.appraisal}, forged, [three[BEN].identity.card], os.urandom)
    path = three.share / f"{id}.sealed"
    path.write_bytes(parcel)
    with pytest.raises(Refusal, match="another key than the card of Ada Okafor"):
        take(three[BEN], path)


def forge(three: Three, author: Id, reader: Id, rows: list[tuple[str, str, dict[str, object]]]) -> Path:
    """A copy that a program other than ours has sealed for `author`, with whatever it likes in it."""
    content = {"appraisal": three.appraisal, "version": 2_000_000_000, "rows": rows}
    id, parcel = seal(content, three[author].identity, [three[reader].identity.card], os.urandom)
    path = three.share / f"{id}.sealed"
    path.write_bytes(parcel)
    return path


@pytest.mark.parametrize(
    ("author", "entity", "name", "value"),
    [
        (BEN, "appraisal", "level", 3),
        (BEN, "appraisal", "manager_signed", "2026-11-01"),
        (BEN, "appraisal", "countersigned", "2026-11-01"),
        (BEN, "appraisal", "state", "closed"),
        (BEN, "appraisal", "subject_id", CY),
        (BEN, "aim", "title", "Do nothing"),
        (BEN, "party", "card", "PDCARD1.x.y"),
        (CY, "appraisal", "level", 3),
        (CY, "appraisal", "subject_comment", "I agree with all of it"),
    ],
)
def test_that_nobody_writes_what_is_another_s_to_write(
    three: Three, author: Id, entity: str, name: str, value: object
) -> None:
    with three[ADA].reading() as reader:
        ids = {each.id for each in reader.all(three[ADA].catalogue.entity(entity))}
        id = three.appraisal if entity == "appraisal" else BEN if entity == "party" else next(iter(ids))
        before = three[ADA].catalogue.entity(entity).values(record_of(reader, entity, id))
    three.take(ADA, forge(three, author, ADA, [(entity, id, {name: value})]))
    with three[ADA].reading() as reader:
        assert three[ADA].catalogue.entity(entity).values(record_of(reader, entity, id)) == before


@pytest.mark.parametrize("author", [BEN, CY])
def test_that_nobody_but_the_manager_answers_for_the_manager(three: Three, author: Id) -> None:
    answer = three.answers(ADA, "manager")[0]
    rows: list[tuple[str, str, dict[str, object]]] = [
        ("answer", answer.id, {"words": "Outstanding", "side": "self"}),
        (
            "answer",
            "f" * 26,
            {"words": "x", "side": "self", "question": "?", "appraisal_id": three.appraisal},
        ),
    ]
    before = len(three.answers(ADA, "self"))
    three.take(ADA, forge(three, author, ADA, rows))
    assert three.answers(ADA, "manager")[0]["words"] is None
    assert len(three.answers(ADA, "self")) == before


def test_that_an_appraisal_that_one_takes_no_part_in_is_not_begun(three: Three) -> None:
    head: dict[str, object] = {"title": "x", "subject_id": BEN, "manager_id": ADA}
    for author, reader in ((ADA, EVE), (EVE, BEN)):
        path = forge(three, author, reader, [("appraisal", three.appraisal, head)])
        with pytest.raises(Refusal, match="take no part"):
            take(three[reader], path)


@pytest.mark.parametrize(
    "content",
    [
        None,
        [],
        "x",
        {},
        {"appraisal": 1},
        {"appraisal": "a", "version": "x", "rows": []},
        {"appraisal": "a", "version": 1, "rows": [1]},
        {"appraisal": "a", "version": 1, "rows": [["appraisal", "a", {"starts": "yesterday"}]]},
    ],
)
def test_that_a_content_that_makes_no_sense_is_a_sentence(three: Three, content: object) -> None:
    id, parcel = seal(content, three[ADA].identity, [three[BEN].identity.card], os.urandom)
    path = three.share / f"{id}.sealed"
    path.write_bytes(parcel)
    with pytest.raises(Refusal, match="another version"):
        take(three[BEN], path)


def test_that_copies_go_only_to_those_who_take_part(three: Three) -> None:
    with pytest.raises(Refusal, match="Eve Stone does not"):
        three.send(ADA, EVE)
    with pytest.raises(Refusal, match="does not"):
        three.send(ADA, ADA)


def test_that_what_was_sent_and_received_is_kept(three: Three) -> None:
    three.pass_on(ADA, BEN)
    for who, kind, other in ((ADA, "sent", BEN), (BEN, "received", ADA)):
        with three[who].reading() as reader:
            (entry,) = reader.all(three[who].catalogue.entity("dispatch"))
        values: tuple[Value, ...] = (entry["kind"], entry["party_id"], entry["subject_id"], entry["at"])
        assert values == (kind, other, BEN, date(2026, 11, 21))


def test_that_a_comment_that_crosses_a_signature_is_found_before_anybody_signs_over_it(three: Three) -> None:
    three.pass_on(ADA, BEN)
    three.fill(BEN, "self")
    three.fill(ADA, "manager")
    for who in (BEN, ADA):
        three.do(who, Act.RELEASE)
    three.pass_on(BEN, ADA)
    three.do(ADA, Act.MEET)
    three.pass_on(ADA, BEN)
    three.do(BEN, Act.SIGN)
    three[ADA].write(appraising.write(three[ADA], three.appraisal, {"manager_comment": "Said since"}))
    three.pass_on(BEN, ADA)
    with pytest.raises(Refusal, match="not what stands here now"):
        three.do(ADA, Act.SIGN)
    three.do(ADA, Act.REOPEN, why="My comment crossed your signature")
    three.do(ADA, Act.MEET)
    three.pass_on(ADA, BEN)
    three.do(BEN, Act.SIGN)
    three.pass_on(BEN, ADA)
    three.do(ADA, Act.SIGN)
    assert not appraising.page(three[ADA], three.appraisal).broken


def test_that_the_person_learns_that_and_why_they_were_taken_out_of_the_year(three: Three) -> None:
    three.pass_on(ADA, BEN)
    three[ADA].write(leave(three[ADA], three.appraisal, "Moved to another team"))
    three.pass_on(ADA, BEN)
    assert three.head(BEN)["left_why"] == "Moved to another team"
    assert three.head(BEN)["left_on"] == three[ADA].today()


def _talks(people: PeopleFile) -> list[Record]:
    with people.reading() as reader:
        return reader.all(people.catalogue.entity("conversation"))


def test_that_the_person_learns_when_the_conversations_are_and_nothing_that_is_prepared_for_them(
    three: Three,
) -> None:
    ada = three[ADA]
    talk = _talks(ada)[0]
    prepared = {"agenda": "zq-agenda", "private_note": "zq-private", "progress": "zq-progress"}
    ada.write(
        Changes(
            "Prepare", tuple(Edit("conversation", talk.id, name, words) for name, words in prepared.items())
        )
    )
    three.pass_on(ADA, BEN, CY)
    ben = three[BEN]
    planned = {each.id: each["planned_on"] for each in _talks(ada)}
    assert {each.id: each["planned_on"] for each in _talks(ben)} == planned
    with ben.store.reading() as connection:
        said = repr(connection.exec_driver_sql("SELECT value FROM edit").all())
    assert not [words for words in prepared.values() if words in said]
    assert _talks(three[CY]) == []

    ada.write(Changes("Hold", (Edit("conversation", talk.id, "held_on", ada.today()),)))
    ben.write(Changes("Note", (Edit("conversation", talk.id, "progress", "Ben's own words"),)))
    three.pass_on(ADA, BEN)
    (held,) = [each for each in _talks(ben) if each["held_on"]]
    assert (held.id, held["progress"]) == (talk.id, "Ben's own words")


def test_that_who_does_not_lead_somebody_plans_no_conversation_with_them(three: Three) -> None:
    three.pass_on(ADA, BEN, CY)
    row = ("conversation", "t" * 26, {"title": "Forged", "subject_id": BEN, "planned_on": "2026-12-01"})
    mine = ("conversation", "u" * 26, {"title": "Asked", "subject_id": ADA, "agenda": "zq"})
    content = {"appraisal": three.appraisal, "version": 2_000_000_000, "rows": [row, mine]}
    before = len(_talks(three[ADA]))
    _id, parcel = seal(content, three[BEN].identity, [three[ADA].identity.card], os.urandom)
    path = three.share / "x.sealed"
    path.write_bytes(parcel)
    three.take(ADA, path)
    assert len(_talks(three[ADA])) == before
