# SPDX-License-Identifier: Apache-2.0
"""Real workspaces that share through a real folder: registers agree, both ways, and after a backup was put back."""

import random
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.records import CATALOGUE
from portfolio_desktop.storage.changes import Changes, Create
from portfolio_desktop.storage.store import Store, create_store
from portfolio_desktop.sync import engine
from portfolio_desktop.sync.anchor import AnchorFile
from portfolio_desktop.sync.ledger import state_digest
from portfolio_desktop.sync.report import Report
from portfolio_desktop.sync.share.folder import FolderTransport
from portfolio_desktop.sync.share.layout import share_folder
from portfolio_desktop.sync.sharing import join, share
from portfolio_desktop.sync.state import World
from portfolio_desktop.sync.taking import MANY
from tests.support.workspaces import Clock, create, dump, edit, findings, surroundings


class Desk:
    """A workspace on a laptop of its own, and the shared folder as it sees it."""

    def __init__(self, place: Path, name: str, seed: int, clock: Clock) -> None:
        self.name, self.clock, self.seed = name, clock, seed
        self.path = place / f"{name}.portfolio"
        self.anchors = AnchorFile(place / f"{name}.anchor")
        self.chance = random.Random(seed).randbytes
        self.share = place / "share"
        self.store: Store

    def make(self, portfolio: str = "") -> Store:
        world = surroundings(self.seed, self.name, self.clock)
        self.store = create_store(self.path, CATALOGUE, world, id=portfolio)
        self.store.extend(CATALOGUE)
        return self.store

    @property
    def world(self) -> World:
        return World(
            clock=self.clock, random=self.chance, anchors=self.anchors, machine=f"machine of {self.name}",
            person=self.name, laptop=f"{self.name}'s laptop", version="1.0",
        )  # fmt: skip

    def transport(self, portfolio: str) -> FolderTransport:
        return FolderTransport(self.share, share_folder(portfolio), lambda _seconds: None)

    def round(self) -> Report:
        return engine.round(self.store.ledger, self.transport(self.store.id), self.world)


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[tuple[Desk, Desk]]:
    (tmp_path / "share").mkdir()
    clock = Clock()
    ann, bob = Desk(tmp_path, "Ann", 1, clock), Desk(tmp_path, "Bob", 2, clock)
    with ExitStack() as after:
        after.callback(ann.make().close)
        for number in range(5):
            create(ann.store, "project", title=f"Project {number}")
        risks = tuple(
            Create("risk", Id(ann.store.new_id()), {"title": f"Risk {number}"}) for number in range(MANY)
        )
        ann.store.write(Changes("Import", risks))
        invitation, _report = share(
            ann.store.ledger, ann.transport(ann.store.id), ann.world, encrypted=True, title="Ours"
        )
        _ledger, report = join(
            invitation,
            bob.transport(invitation.office.portfolio),
            bob.world,
            lambda portfolio: bob.make(portfolio).ledger,
        )
        after.callback(bob.store.close)
        assert (report.trouble, report.quarantined) == ("", ())
        yield ann, bob


def test_that_a_joined_workspace_is_the_one_that_was_shared(desks: tuple[Desk, Desk]) -> None:
    """So many edits arrive in one go, and the registers are made anew."""
    ann, bob = desks
    assert findings(bob.store) == []
    assert bob.store.id == ann.store.id
    assert dump(bob.store) == dump(ann.store)


def test_that_both_go_on_and_come_to_the_same_without_a_divergence(desks: tuple[Desk, Desk]) -> None:
    ann, bob = desks
    hers = create(ann.store, "project", title="Hers")
    his = create(bob.store, "project", title="His")
    for desk in (ann, bob, ann, bob, ann):
        desk.clock.wind(60)
        report = desk.round()
    edit(ann.store, "project", his, title="His, as she sees it")
    edit(bob.store, "project", hers, title="Hers, as he sees it")
    for desk in (ann, bob, ann, bob, ann):
        desk.clock.wind(60)
        report = desk.round()
        assert report.divergences == ()
    assert dump(bob.store) == dump(ann.store)
    assert state_digest(ann.store.ledger) == state_digest(bob.store.ledger)
    assert [each.lacks for each in report.laptops] == [0, 0]
