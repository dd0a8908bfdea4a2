# SPDX-License-Identifier: Apache-2.0
"""Sharing a workspace, inviting, joining and leaving, and the file that is handed over."""

import json
from functools import partial
from pathlib import Path

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.sync.invitation import read_invitation, write_invitation
from portfolio_desktop.sync.ledger import Memory
from portfolio_desktop.sync.membership import private_key
from portfolio_desktop.sync.office import kept_office
from portfolio_desktop.sync.share.folder import FolderTransport
from portfolio_desktop.sync.share.layout import share_folder
from portfolio_desktop.sync.share.transport import Unreachable
from portfolio_desktop.sync.sharing import invite, join, leave, share
from tests.support.ledgers import MemoryLedger
from tests.support.sharers import PORTFOLIO, Group, three


def test_that_a_folder_is_shared_into_and_joined_from_on_a_real_disk(tmp_path: Path) -> None:
    group = Group()
    ann, bob = group.sharer("Ann", None), group.sharer("Bob")
    ann.ledger.write("hello")
    transport = FolderTransport(tmp_path, share_folder(PORTFOLIO))
    invitation, report = share(ann.ledger, transport, ann.world, encrypted=True, title="Ours")
    assert report.sent == 1
    read = read_invitation(write_invitation(invitation), "ours.invitation")
    _ledger, report = join(read, transport, bob.world, lambda _id: bob.ledger)
    assert (report.taken, bob.ledger.values()) == (1, ['"hello"'])
    texts = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert not any(b"Ann" in text or invitation.office.secret in text for text in texts)


@pytest.mark.parametrize("encrypted", [False, True])
def test_that_the_office_secret_and_private_keys_never_lie_on_the_share(encrypted: bool) -> None:
    group, ann, _bob, _cy = three(encrypted=encrypted)
    assert group.invitation is not None
    secrets = [group.invitation.office.secret, private_key(Memory(ann.ledger), ann.stream, bytes)]
    for content in group.share.files.values():
        for secret in secrets:
            assert secret not in content
            assert secret.hex().encode() not in content


def test_that_an_encrypted_share_shows_no_word_and_no_name() -> None:
    group, _ann, _bob, _cy = three(encrypted=True)
    for (folder, _name), content in group.share.files.items():
        if folder:
            assert not any(word in content for word in (b"Ann", b"laptop", b"stream", b"portfolio"))


def test_that_an_encrypted_file_in_the_place_of_another_is_not_taken() -> None:
    group, ann, bob, _cy = three(encrypted=True)
    ann.ledger.write("new")
    ann.round()
    names = sorted(name for name in group.share.folder(ann.folder) if name.startswith("seg-"))
    group.share.files[ann.folder, names[1]] = group.share.files[ann.folder, names[0]]
    report = bob.round()
    assert [bad.reason for bad in report.quarantined] == ["damaged, or encrypted for another share"]


def test_that_a_workspace_is_shared_once() -> None:
    _group, ann, _bob, _cy = three()
    with pytest.raises(Refusal, match="shared already"):
        share(ann.ledger, ann.view, ann.world, encrypted=False, title="Ours")


def test_that_nobody_shares_over_somebody_elses_share_of_the_same_portfolio() -> None:
    group, _ann, _bob, _cy = three()
    late = group.sharer("Late")
    with pytest.raises(Refusal, match="Ask them for an invitation"):
        share(late.ledger, late.view, late.world, encrypted=False, title="Ours")


def test_that_joining_where_nobody_shares_makes_nothing() -> None:
    group = Group()
    group.found()
    assert group.invitation is not None
    group.share.empty()
    bob = group.sharer("Bob")

    def make(_id: str) -> MemoryLedger:
        raise AssertionError

    with pytest.raises(Refusal, match="Nobody shares the portfolio “Portfolio” in that folder"):
        join(group.invitation, bob.view, bob.world, make)


@pytest.mark.parametrize(("old", "new"), [(False, True), (True, False), (True, True), (False, False)])
def test_that_an_invitation_to_another_share_lets_nobody_in_and_makes_nothing(old: bool, new: bool) -> None:
    former, present = Group(seed=1, encrypted=old), Group(seed=2, encrypted=new)
    former.found()
    present.found()
    assert former.invitation is not None
    bob, lain = present.sharer("Bob"), dict(present.share.files)

    def make(_id: str) -> MemoryLedger:
        raise AssertionError

    with pytest.raises(Refusal, match="is for another share than the one that lies in that folder"):
        join(former.invitation, bob.view, bob.world, make)
    assert present.share.files == lain


def test_that_a_join_that_the_share_broke_off_is_made_good_by_the_next_round() -> None:
    group, ann, _bob, _cy = three()
    assert group.invitation is not None
    for call in range(1, 40):
        newcomer = group.sharer(f"Di {call}")
        newcomer.view.fail_at(call, Unreachable("gone"))
        ledger = newcomer.ledger
        try:
            join(group.invitation, newcomer.view, newcomer.world, partial(_made, ledger))
        except Unreachable:
            join(group.invitation, newcomer.view, newcomer.world, partial(_made, ledger))
        newcomer.round()
        assert set(ann.ledger.values()) <= set(ledger.values())
        group.sharers.remove(newcomer)


def _made(ledger: MemoryLedger, _portfolio: str) -> MemoryLedger:
    return ledger


def test_that_who_leaves_keeps_everything_and_is_waited_for_no_more() -> None:
    group, ann, bob, cy = three()
    leave(cy.ledger, cy.view, cy.world)
    group.sharers.remove(cy)
    assert kept_office(Memory(cy.ledger), PORTFOLIO) is None
    assert len(cy.ledger.values()) == 9
    ann.ledger.write("afterwards")
    group.rounds(2)
    (left,) = [each for each in bob.round().laptops if each.person == "Cy"]
    assert left.left
    assert len(cy.ledger.values()) == 9
    assert '"afterwards"' in bob.ledger.values()


def test_that_leaving_with_changes_nobody_has_is_refused_unless_meant() -> None:
    _group, ann, _bob, _cy = three()
    ann.ledger.write("unsent")
    ann.view.down = Unreachable("The folder does not answer.")
    with pytest.raises(Refusal, match=r"Changes of yours are not on the share yet"):
        leave(ann.ledger, ann.view, ann.world)
    leave(ann.ledger, ann.view, ann.world, anyway=True)
    assert kept_office(Memory(ann.ledger), PORTFOLIO) is None


def test_that_who_left_comes_back_by_an_invitation_as_somebody_new() -> None:
    group, ann, bob, cy = three()
    leave(cy.ledger, cy.view, cy.world)
    cy.ledger.write("alone")
    assert group.invitation is not None
    join(group.invitation, cy.view, cy.world, lambda _id: cy.ledger)
    cy.round()
    group.rounds(2)
    assert '"alone"' in ann.ledger.values()
    assert ann.ledger.values() == bob.ledger.values() == cy.ledger.values()


def invitation() -> bytes:
    group = Group()
    group.found()
    assert group.invitation is not None
    return write_invitation(group.invitation)


def test_that_an_invitation_says_at_its_top_what_it_is_and_how_to_hand_it_over() -> None:
    top = invitation().decode().splitlines()[:6]
    assert "invitation to a portfolio" in top[2]
    assert "in private" in top[3]
    assert "Never put it into the shared folder" in top[4]


def test_that_an_invitation_survives_a_mail_program_and_no_change() -> None:
    content = invitation()
    assert read_invitation(b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n"), "x").title == "Portfolio"
    plain = json.loads(content)
    for key in ("portfolio", "secret", "encrypted", "title", "checksum"):
        changed = {**plain, key: False if key == "encrypted" and plain[key] else "AAAA"}
        with pytest.raises(Refusal):
            read_invitation(json.dumps(changed).encode(), "x")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "not a whole invitation"),
        (b"{", "not a whole invitation"),
        (b"[" * 100_000, "not a whole invitation|not an invitation"),
        (b"{}", "not an invitation"),
        (b'{"format": 2}', "newer version"),
        (b"PK\x03\x04", "not a whole invitation"),
    ],
)
def test_that_what_is_no_invitation_is_refused_with_what_to_do(content: bytes, words: str) -> None:
    with pytest.raises(Refusal, match=words):
        read_invitation(content, "ours.invitation")


def test_that_who_is_a_member_can_invite_and_names_all_they_know() -> None:
    _group, _ann, bob, _cy = three()
    made = invite(bob.ledger, bob.world, "Ours")
    assert len(made.keys) == 3
    assert made.by == "Bob"
