# SPDX-License-Identifier: Apache-2.0
"""Histories of chance: laptops that write, share, crash and are put back from backups, on a share that goes wrong.

What is checked afterwards shares no code with the engine: who wrote which value is kept apart from every log.
"""

import random
from dataclasses import dataclass, field

from portfolio_desktop.sync.ledger import state_digest
from tests.support.ledgers import MemoryLedger
from tests.support.sharers import DAY, HOUR, MINUTE, Group, Sharer
from tests.support.shares import Crash, Faults

_FAULTS = Faults(fails=0.02, half_copied=0.03, left_over=0.02, late=0.2, crash_before=0.01, crash_after=0.01)


@dataclass
class History:
    """One history. `written` are all values that anybody ever wrote."""

    seed: int
    laptops: int = 3
    steps: int = 60
    anchored: bool = True
    group: Group = field(init=False)
    written: set[str] = field(default_factory=set)
    backups: dict[str, MemoryLedger] = field(default_factory=dict)
    log: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.group = Group(seed=self.seed, encrypted=self.seed % 2 == 0)
        self.group.found("L0", edits=0)
        for number in range(1, self.laptops):
            self.group.join(f"L{number}")
        for sharer in self.group.sharers:
            sharer.view.faults = _FAULTS

    def run(self) -> None:
        """Everything that happens, and then the healing."""
        for _step in range(self.steps):
            self._step()
        self.heal()

    def _step(self) -> None:
        sharer = self.chance.choice(self.group.sharers)
        self.group.clock.on(self.chance.choice((1000, MINUTE, HOUR, 30 * HOUR)))
        self.group.share.now += 1
        act = self.chance.choices(
            (self._write, self._round, self._damage, self._back_up, self._restore, self._jump),
            (40, 40, 6, 5, 2, 3),
        )[0]
        act(sharer)

    def _write(self, sharer: Sharer) -> None:
        for _edit in range(self.chance.randrange(1, 4)):
            value = f"{sharer.name} {len(self.written)}"
            sharer.ledger.write(value)
            self.written.add(value)
        self.log.append(f"{sharer.name} writes {value}")

    def _round(self, sharer: Sharer) -> None:
        try:
            report = sharer.round(thorough=self.chance.random() < 0.1)
        except Crash:
            self.log.append(f"{sharer.name} crashes")
            return
        self.log.append(f"{sharer.name}: sent {report.sent}, taken {report.taken} {report.trouble}")
        assert not report.divergences, report.divergences

    def _damage(self, _sharer: Sharer) -> None:
        self.log.append(self.group.share.damage_something(self.chance))

    def _back_up(self, sharer: Sharer) -> None:
        self.backups[sharer.name] = sharer.ledger.copy()
        self.log.append(f"{sharer.name} backs up")

    def _restore(self, sharer: Sharer) -> None:
        """Put back what was kept, which takes away what nobody else has yet; now and then the anchor does not tell."""
        if sharer.name not in self.backups:
            return
        sharer.ledger = self.backups[sharer.name].copy()
        if self.chance.random() < 0.5 or not self.anchored:
            stream = sharer.ledger.own()[0]
            anchor = sharer.anchors.anchor
            assert anchor is not None
            place, tip = sharer.ledger.ends()[stream]
            tag = tip.hex()
            sharer.anchors.save(type(anchor)(anchor.machine, anchor.portfolio, stream, place, tag))
        self.log.append(f"{sharer.name} is restored")

    def _jump(self, _sharer: Sharer) -> None:
        days = self.chance.choice((-200, -1, 8, 200, 25_000))
        self.group.clock.on(days * DAY)
        self.log.append(f"clocks jump by {days} days")

    def heal(self) -> None:
        """The share works again, and all meet there a few times."""
        for sharer in self.group.sharers:
            sharer.view.faults = Faults()
        self.group.share.now += 1000
        for _time in range(6):
            self.group.clock.on(9 * DAY)
            self.group.rounds(1, thorough=True)

    def surviving(self) -> set[str]:
        """Every value that lies in some laptop's log."""
        return {value[1:-1] for sharer in self.group.sharers for value in sharer.ledger.values()}

    def check(self) -> None:
        """All laptops hold all that survives, agree on it, and every file that is left is whole."""
        surviving = self.surviving()
        assert surviving <= self.written
        for sharer in self.group.sharers:
            assert {value[1:-1] for value in sharer.ledger.values()} == surviving, sharer.name
        assert len({state_digest(sharer.ledger) for sharer in self.group.sharers}) == 1
        newcomer = self.group.join("newcomer")
        self.group.rounds(1)
        assert {value[1:-1] for value in newcomer.ledger.values()} == surviving
        assert not any(report.divergences for report in self.group.rounds(1))
