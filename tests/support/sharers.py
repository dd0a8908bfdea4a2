# SPDX-License-Identifier: Apache-2.0
"""Laptops that share: a log, a view of the share, a clock and chance of their own."""

import random
from dataclasses import dataclass, field

from portfolio_desktop.sync import engine
from portfolio_desktop.sync.anchor import Anchor
from portfolio_desktop.sync.invitation import Invitation
from portfolio_desktop.sync.report import Report
from portfolio_desktop.sync.sharing import join, share
from portfolio_desktop.sync.state import World
from tests.support.ledgers import MemoryLedger
from tests.support.shares import Faults, MemoryShare, ShareView

PORTFOLIO = "06hf7c0000example0portfolio"
NOON = 1_795_262_400_000
MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000


@dataclass
class MemoryAnchors:
    """An anchor that outlives the workspace."""

    anchor: Anchor | None = None

    def load(self) -> Anchor | None:
        return self.anchor

    def save(self, anchor: Anchor) -> None:
        self.anchor = anchor


@dataclass
class Clock:
    """Set by hand."""

    now: int = NOON

    def __call__(self) -> int:
        return self.now

    def on(self, milliseconds: int) -> None:
        self.now += milliseconds


@dataclass
class Sharer:
    """One laptop."""

    name: str
    ledger: MemoryLedger
    view: ShareView
    clock: Clock
    chance: random.Random
    anchors: MemoryAnchors = field(default_factory=MemoryAnchors)
    version: str = "1.0"

    @property
    def world(self) -> World:
        return World(
            clock=self.clock,
            random=self.chance.randbytes,
            anchors=self.anchors,
            machine=f"machine of {self.name}",
            person=self.name,
            laptop=f"{self.name}'s laptop",
            version=self.version,
        )

    @property
    def stream(self) -> str:
        return self.ledger.own()[0]

    @property
    def folder(self) -> str:
        return f"d-{self.stream}"

    def round(self, *, thorough: bool = False, put_back: bool = False) -> Report:
        report = engine.round(self.ledger, self.view, self.world, thorough=thorough, put_back=put_back)
        assert not self.view.meddled(self.ledger.own()), "wrote into others' folders"
        return report


@dataclass
class Group:
    """Some laptops on one share, with one true time."""

    share: MemoryShare = field(default_factory=MemoryShare)
    clock: Clock = field(default_factory=Clock)
    seed: int = 1
    sharers: list[Sharer] = field(default_factory=list)
    invitation: Invitation | None = None
    encrypted: bool = False

    def found(self, name: str = "Ann", *, edits: int = 3, faults: Faults | None = None) -> Sharer:
        """The first laptop, with some edits, which shares."""
        ann = self.sharer(name, faults)
        for number in range(edits):
            ann.ledger.write(f"{name} {number}")
        self.invitation, _report = share(
            ann.ledger, ann.view, ann.world, encrypted=self.encrypted, title="Portfolio"
        )
        return ann

    def join(self, name: str, *, faults: Faults | None = None) -> Sharer:
        """Another laptop joins."""
        assert self.invitation is not None
        someone = self.sharer(name, faults)
        ledger, _report = join(self.invitation, someone.view, someone.world, lambda _id: someone.ledger)
        assert ledger is someone.ledger
        return someone

    def rounds(self, count: int = 1, *, thorough: bool = False) -> list[Report]:
        """Everybody's turn, so many times; the last reports."""
        reports: list[Report] = []
        for _time in range(count):
            self.share.now += 100
            self.clock.on(MINUTE)
            reports = [sharer.round(thorough=thorough) for sharer in self.sharers]
        return reports

    def sharer(self, name: str, faults: Faults | None = None) -> Sharer:
        """A laptop that shares nothing yet."""
        chance = random.Random(f"{self.seed} {name}")
        view = ShareView(self.share, name, faults=faults, chance=chance)
        sharer = Sharer(name, MemoryLedger(PORTFOLIO, chance.randbytes), view, self.clock, chance)
        self.sharers.append(sharer)
        return sharer


def three(*, encrypted: bool = False) -> tuple[Group, Sharer, Sharer, Sharer]:
    """Ann, Bob and Cy, who share, know each other, and have a few edits each."""
    group = Group(encrypted=encrypted)
    ann, bob, cy = group.found("Ann"), group.join("Bob"), group.join("Cy")
    for sharer in (bob, cy):
        for number in range(3):
            sharer.ledger.write(f"{sharer.name} {number}")
    group.rounds(2)
    return group, ann, bob, cy
