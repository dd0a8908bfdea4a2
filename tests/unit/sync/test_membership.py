# SPDX-License-Identifier: Apache-2.0
"""Who is believed to be a member, and that nobody can speak for another."""

import msgspec
import pytest

from portfolio_desktop.sync.anchor import drop
from portfolio_desktop.sync.ledger import Memory
from portfolio_desktop.sync.membership import Members, hello_of, introduction, private_key
from portfolio_desktop.sync.office import Office, keep_office
from portfolio_desktop.sync.share.transport import BadFile
from tests.support.ledgers import MemoryLedger
from tests.support.sharers import HOUR, Group, three

ANN = "0123456789abcdef"
OFFICE = Office("portfolio", bytes(32), encrypted=False)
STRANGERS = Office("portfolio", bytes([1] * 32), encrypted=False)
KEY, OTHER = bytes([2] * 32), bytes([3] * 32)


@pytest.fixture
def members() -> Members:
    return Members(Memory(MemoryLedger("portfolio", lambda count: bytes(count))), OFFICE)


def hello(
    *,
    key: bytes = KEY,
    office: Office = OFFICE,
    stream: str = ANN,
    made: int = 1,
    former: dict[str, bytes] | None = None,
) -> bytes:
    said = hello_of(office, key, stream, ("Ann", "Ann's laptop", "1.0"), made, former or {})
    return introduction(office, key, said)


def test_that_a_member_is_believed_and_known_from_then_on(members: Members) -> None:
    members.learn(ANN, hello())
    found = members.hello(ANN)
    assert found is not None
    assert (found.person, found.laptop) == ("Ann", "Ann's laptop")
    assert members.key(ANN) == found.key


def test_that_who_does_not_know_the_office_secret_cannot_enrol(members: Members) -> None:
    with pytest.raises(BadFile, match="not from a member"):
        members.learn(ANN, hello(office=STRANGERS))
    assert members.key(ANN) is None


def test_that_a_member_cannot_take_over_the_name_of_another(members: Members) -> None:
    members.learn(ANN, hello())
    with pytest.raises(BadFile, match="another key than this laptop had before"):
        members.learn(ANN, hello(key=OTHER, made=2))


def test_that_a_hello_in_anothers_folder_is_not_believed(members: Members) -> None:
    with pytest.raises(BadFile, match="of another laptop"):
        members.learn("f" + ANN[1:], hello())


def test_that_a_key_from_the_invitation_counts_more_than_what_lies_on_the_share(members: Members) -> None:
    known = msgspec.json.decode(hello())["said"]["key"]
    members.pin({ANN: msgspec.json.decode(f'"{known}"', type=bytes)})
    with pytest.raises(BadFile, match="another key"):
        members.learn(ANN, hello(key=OTHER))
    members.learn(ANN, hello())


def test_that_an_older_hello_does_not_replace_a_newer_one(members: Members) -> None:
    members.learn(ANN, hello(made=5))
    members.learn(ANN, hello(made=4))
    found = members.hello(ANN)
    assert found is not None
    assert found.made == 5


def test_that_a_laptop_proves_that_it_had_another_name_before_and_nobody_retires_another(
    members: Members,
) -> None:
    old, new = ANN, "f" + ANN[1:]
    members.learn(old, hello())
    assert members.replaces(members.learn(new, hello(key=OTHER, stream=new, former={old: KEY})), old)
    thief = "e" + ANN[1:]
    assert not members.replaces(
        members.learn(thief, hello(key=OTHER, stream=thief, former={old: OTHER})), old
    )


def test_that_a_stream_keeps_the_key_that_was_made_for_it() -> None:
    memory = Memory(MemoryLedger("portfolio", lambda count: bytes(count)))
    chance = iter([KEY, OTHER])
    first = private_key(memory, ANN, lambda _count: next(chance))
    assert private_key(memory, ANN, lambda _count: next(chance)) == first == KEY


def test_that_everybody_is_listed_with_name_version_and_when_they_were_last_seen() -> None:
    group, ann, _bob, _cy = three()
    ann.version = "2.0"
    group.clock.on(HOUR)
    group.rounds(1)
    seen = {each.person: each for each in group.sharers[1].round().laptops}
    assert sorted(seen) == ["Ann", "Bob", "Cy"]
    assert (seen["Ann"].laptop, seen["Ann"].version) == ("Ann's laptop", "2.0")
    assert seen["Bob"].is_this
    assert seen["Ann"].seen == group.clock.now


def test_that_a_laptop_that_was_renamed_by_a_restore_is_listed_once() -> None:
    group, ann, bob, _cy = three()
    backup = ann.ledger.copy()
    ann.ledger.write("after the backup")
    ann.round()
    ann.ledger = backup
    group.clock.on(60_000)
    group.rounds(2)
    assert sorted(each.person for each in bob.round().laptops) == ["Ann", "Bob", "Cy"]


def test_that_a_member_who_says_to_have_been_another_hides_nobody() -> None:
    group, ann, bob, cy = three()
    office = (
        Office(ann.ledger.portfolio, group.invitation.office.secret, False) if group.invitation else OFFICE
    )
    key = private_key(Memory(bob.ledger), bob.stream, bytes)
    said = hello_of(office, key, bob.stream, ("Bob", "", "1.0"), group.clock.now + HOUR, {ann.stream: key})
    group.share.files[bob.folder, "hello-9.json"] = introduction(office, key, said)
    assert sorted(each.person for each in cy.round().laptops) == ["Ann", "Bob", "Cy"]


def test_that_a_stranger_with_all_rights_to_the_folder_gets_nothing_in() -> None:
    """With the whole code of ours, everything that lies on the share, and no secret."""
    group, _ann, bob, _cy = three()
    strangers = Group(share=group.share, clock=group.clock, seed=99)
    mallory = strangers.sharer("Mallory")
    mallory.ledger.write("forged")
    drop(mallory.ledger, mallory.anchors, mallory.world.machine)
    keep_office(Memory(mallory.ledger), Office(mallory.ledger.portfolio, bytes(32), encrypted=False))
    mallory.round()
    before = bob.ledger.values()
    report = bob.round()
    assert bob.ledger.values() == before
    assert mallory.folder in {bad.place.partition("/")[0] for bad in report.quarantined}
    assert [(waiting.stream, waiting.why) for waiting in report.waiting][:1] == [
        (mallory.stream, "introduction")
    ]
