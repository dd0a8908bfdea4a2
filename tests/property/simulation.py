# SPDX-License-Identifier: Apache-2.0
"""Laptops that work on one portfolio for some time, with everything going wrong that can; then the faults end, and all is held
against an oracle that knows nothing of the engine.

| What goes wrong or is difficult                          | Where it is made                              |
|----------------------------------------------------------|-----------------------------------------------|
| offline for a while; six months away; a laptop is lost   | `_go_offline`, `_time_passes`, `_lose`        |
| the share fails, or breaks off while writing (.tmp left) | `Faults.fails`, `Faults.left_over`            |
| a half-copied file under its final name                  | `Faults.half_copied`                          |
| what others wrote is seen late, and out of order         | `Faults.late`                                 |
| bit flip, truncation, deleted file, conflict copies      | `MemoryShare.damage_something`                |
| the share is emptied, and perhaps somebody puts it back  | `_empty`                                      |
| a crash before and after each file is written or removed | `Faults.crash_before`, `Faults.crash_after`   |
| a crash before and after the log takes or remembers      | `TremblingLedger`                             |
| clocks jump by -200 days to +70 years                    | `_wind`                                       |
| a backup is put back, its anchor with it or not          | `_safeguard`                                  |
| the file is copied; the whole machine is                 | `_copy`                                       |
| a laptop joins in the midst of it, and one at the end    | `_newcomer`, `_reckon`                        |
| one leaves, works on alone, and perhaps comes back       | `_go`, in every other history                 |
| older and newer versions, one updated in the midst of it | `_update`: a field and a register are unknown |
| two edit one field, list position, text, or settle it    | `Somebody`                                    |
| deleted here, edited there; parts that nobody had seen   | `Somebody`                                    |
| trees that would become circles                          | `Somebody`                                    |
| parts that go elsewhere, parts of parts, of two things   | `SomebodyElse`, in every other history        |
| two lay in the same record; undo and redo between rounds | `SomebodyElse`                                |
| codes given out from blocks of numbers, or without       | `_round`, and all given twice must be listed  |
| many small files are put together; snapshots             | `_scaled`: few are many in most histories     |
| what arrives in portions, or all registers anew          | `_scaled`                                     |
| all that lies on the share is encrypted                  | three of ten histories                        |

Besides at the end, some are looked at in the midst of it: what is shown there must follow from what has arrived.

A seed gives one history, and gives it again. `python -m tests.property.simulation 20000 [--first 1] [--steps 200]` runs many, of
mixed lengths without `--steps`.
"""

import argparse
import gc
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Set
from contextlib import ExitStack, contextmanager
from functools import lru_cache
from pathlib import Path
from unittest.mock import patch

from sqlalchemy.exc import SQLAlchemyError

from portfolio_desktop.base.errors import Refusal, Trouble
from portfolio_desktop.storage.changes import Changes, Why
from portfolio_desktop.storage.travel import ledger
from portfolio_desktop.sync import consolidating, office, segments, snapshots, taking
from portfolio_desktop.sync.report import Report
from portfolio_desktop.sync.share.listing import look_at
from portfolio_desktop.sync.share.transport import Unreachable
from portfolio_desktop.sync.sharing import join, leave, share
from tests.support.memory import memory_folder
from tests.support.merge_oracle import Oracle
from tests.support.sharers import DAY, MINUTE
from tests.support.shares import Faults, ShareView
from tests.support.simulated.laptop import FAULTS, Laptop, Scene
from tests.support.simulated.people import Somebody
from tests.support.simulated.places import NEW, OLD
from tests.support.simulated.rarer import SomebodyElse
from tests.support.workspaces import dump, findings

YEAR = 365 * DAY
HEALING = 24  # turns of everybody at most, after which all must agree
MOST = 8  # laptops
_RARER = 0.4  # of what is written in every other history
_GOING = 0.03  # of its steps
_SMALL = (
    (consolidating, "TOGETHER", 3),
    (consolidating, "MOST_FILES", 6),
    (snapshots, "WORTH", 6),
    (taking, "AT_ONCE", 2),
    (taking, "MANY", 12),
    (ledger, "_MANY", 12),
)

_ERRORS = (LookupError, TypeError, ValueError, RuntimeError, Trouble, Refusal, SQLAlchemyError)


class Simulation:
    """One history."""

    def __init__(
        self, seed: int, folder: Path, steps: int = 200, *, plain: bool = False, stay: bool = False
    ) -> None:
        self.scene = Scene(seed, folder)
        self.steps, self.step = steps, 0
        self.happened: Counter[str] = Counter()
        self.chance = random.Random(seed)
        apart = random.Random(~seed)  # so that it changes no history that once went wrong
        self._look = apart.randrange(steps)
        self._rarer = None if plain or apart.random() < 0.5 else apart
        self._going = None if self._rarer is None or stay else random.Random(f"{seed} goes")
        self.oracle = Oracle()
        self.laptops: list[Laptop] = []
        self.lost: list[Laptop] = []
        self.alone: list[Laptop] = []  # who has left
        self._skewed = self.chance.random() < 0.4
        self._few = self.chance.random() < 0.7
        count = self.chance.randint(2, MOST if steps > 150 else 4)
        for _number in range(count):
            self.laptops.append(Laptop(self.scene, self.scene.name(), self._some_version()))

    def run(self) -> None:
        """Work and faults, then healing, then the reckoning."""
        with _scaled(few=self._few):
            self._meet()
            for step in range(self.steps):
                self.step = step
                self.scene.now += self.chance.choice((1, 1000, MINUTE, 20 * MINUTE))
                self.scene.share.now += 1
                self._step(self.chance.choice(self.laptops))
                if self._going is not None and self._going.random() < _GOING:
                    _go(self, self._going)
            self._heal()
            self._reckon()

    def close(self) -> None:
        for laptop in (*self.laptops, *self.lost, *self.alone):
            laptop.close()

    def _some_version(self) -> str:
        return self.chance.choice((OLD, NEW)) if self._skewed else NEW

    def _meet(self) -> None:
        first, *others = self.laptops
        encrypted = self.chance.random() < 0.3
        first.make()
        self.invitation, _report = share(
            first.ledger, first.view, first.world, encrypted=encrypted, title="P"
        )
        for laptop in others:
            join(self.invitation, laptop.view, laptop.world, laptop.make)
        for laptop in self.laptops:
            self._round(laptop)
            laptop.view.faults = FAULTS

    def _step(self, laptop: Laptop) -> None:
        if laptop.view.down is not None and laptop.away_until <= self.step:
            laptop.view.down = None
        rare = (
            self._go_offline,
            self._time_passes,
            self._newcomer,
            self._copy,
            self._empty,
            self._update,
            self._lose,
        )
        act = self.chance.choices(
            (self._write, self._round, self._disturb, self._wind, self._safeguard, *rare),
            (60, 25, 6, 2, 4, 1.5, 1.5, 0.4, 0.4, 0.3, 0.6, 0.2),
        )[0]
        act(laptop)
        if self.step == self._look:
            _judge(self, laptop)

    def _round(self, laptop: Laptop) -> None:
        """As the product goes it: with numbers for codes taken afterwards, unless the program is closed first."""
        report = self._plain_round(laptop, thorough=self.chance.random() < 0.2)
        numbers = None if report is None or report.trouble else laptop.numbers()
        if numbers is not None and self.chance.random() < 0.8:
            self._take_down(laptop, numbers)

    def _plain_round(self, laptop: Laptop, *, thorough: bool) -> Report | None:
        crashes = laptop.crashes
        report = laptop.round(thorough=thorough)
        self.happened["rounds"] += 1
        self.happened["crashes"] += laptop.crashes - crashes
        if report is not None:
            assert not report.divergences, report.divergences
            self.happened["share errors"] += bool(report.trouble)
            self.happened["relayed edits"] += report.relayed
            self.happened["changed names"] += report.rotated
        return report

    def _disturb(self, _laptop: Laptop) -> None:
        self.happened[self.scene.share.damage_something(self.chance).partition(" ")[0]] += 1

    def _empty(self, laptop: Laptop) -> None:
        self.happened["share emptied"] += 1
        self.scene.share.empty()
        if self.chance.random() < 0.3:
            laptop.round(put_back=True)

    def _wind(self, laptop: Laptop) -> None:
        self.happened["clock jumps"] += 1
        laptop.skew = self.chance.choice((0, 0, -200 * DAY, 3 * 60 * MINUTE, 70 * YEAR, -MINUTE))

    def _safeguard(self, laptop: Laptop) -> None:
        if not laptop.backups or self.chance.random() < 0.6:
            self.happened["backups"] += 1
            laptop.back_up()
        else:
            self.happened["restored"] += 1
            laptop.restore(anchor_too=self.chance.random() < 0.3)

    def _go_offline(self, laptop: Laptop) -> None:
        self.happened["offline"] += 1
        laptop.view.down = Unreachable("no answer")
        laptop.away_until = self.step + self.chance.choice((10, 40, self.steps))

    def _time_passes(self, _laptop: Laptop) -> None:
        self.happened["days to months away"] += 1
        self.scene.now += self.chance.choice((DAY, 8 * DAY, 180 * DAY))

    def _newcomer(self, _laptop: Laptop) -> None:
        there = look_at(ShareView(self.scene.share, "newcomer")).files
        if len(self.laptops) < MOST and there:  # where a share was emptied nobody is seen who could be joined
            try:
                self._join(self._some_version()).view.faults = FAULTS
            except Refusal:  # every introduction there is damaged or gone: until somebody's next round
                self.happened["not let in"] += 1
            else:
                self.happened["joined midway"] += 1

    def _join(self, version: str) -> Laptop:
        made = Laptop(self.scene, self.scene.name(), version)
        join(self.invitation, made.view, made.world, made.make)
        made.learn()
        self.laptops.append(made)
        return made

    def _copy(self, laptop: Laptop) -> None:
        if len(self.laptops) < MOST:
            self.happened["copied files"] += 1
            name = self.scene.name()
            made = laptop.copy(name, whole_machine=self.chance.random() < 0.5)
            made.view.faults = FAULTS
            self.laptops.append(made)

    def _lose(self, laptop: Laptop) -> None:
        if len(self.laptops) > 2:
            self.happened["lost laptops"] += 1
            self.laptops.remove(laptop)
            self.lost.append(laptop)

    def _update(self, laptop: Laptop) -> None:
        if laptop.version == OLD:
            self.happened["updated midway"] += 1
            laptop.store.close()
            laptop.version = NEW
            laptop.reopen()

    def _write(self, laptop: Laptop) -> None:
        somebody = Somebody(laptop, self.chance, self.oracle)
        if self._rarer is not None and self._rarer.random() < _RARER:
            somebody = SomebodyElse(laptop, self._rarer, self.oracle)
        changes = somebody.act()
        if changes is None:
            return
        self.happened["rarer acts"] += isinstance(somebody, SomebodyElse)
        try:
            self._take_down(laptop, changes)
        except Refusal:  # somebody has put a part on what was to go again
            if changes.why not in (Why.UNDO, Why.REDO):
                raise
            self.happened["undo refused"] += 1

    def _take_down(self, laptop: Laptop, changes: Changes) -> None:
        before = {str(change.record): laptop.shown(change.entity, change.record) for change in changes}
        written = laptop.store.write(changes)
        self.happened["edits"] += len(changes.items)
        laptop.known = self.oracle.write(written.change_set, changes, before, laptop.known, laptop.name)

    def _heal(self) -> None:
        """Without faults, until nothing moves any more, over some weeks."""
        for laptop in self.laptops:
            laptop.view.faults, laptop.view.down = Faults(), None
            laptop.skew = 0
        if self.chance.random() < 0.5:
            self._update_all()
        self._settle()
        self._update_all()
        self._join(NEW)  # from what lies on the share by now, and nothing else
        self._settle()

    def _settle(self) -> None:
        """Everybody's rounds, over weeks, until none has anything to do."""
        for turn in range(HEALING):
            leap = turn % 3 == 1
            self.scene.now += 10 * DAY if leap else 20 * MINUTE
            self.scene.share.now += 100
            reports = [self._plain_round(laptop, thorough=leap or not turn) for laptop in self.laptops]
            busy = [_busy(report, _there(self)) for report in reports]
            if turn > 1 and not leap and not any(busy):
                return
        raise AssertionError(f"never comes to rest: {busy}")

    def _update_all(self) -> None:
        for laptop in self.laptops:
            self._update(laptop)

    def _reckon(self) -> None:
        known = {laptop.known for laptop in self.laptops}
        missing = frozenset.union(*known) - frozenset.intersection(*known)
        assert not missing, f"{len(missing)} edits are not everywhere"
        texts = {dump(laptop.store) for laptop in self.laptops}
        assert len(texts) == 1, "laptops that know the same show different things"
        _judge(self, self.laptops[0])
        alike = self.laptops[0].asked().alike
        codes = Counter(
            values["code"] for (name, _id), values in self.laptops[0].screen().items() if name == "place"
        )
        held = {code: len(records) for code, records in alike.items()}
        assert held == {code: count for code, count in codes.items() if count > 1}
        self.happened["codes given twice"] += len(alike)
        for laptop in self.chance.sample(self.laptops, k=2):
            found = [words for words in findings(laptop.store) if "is the code of" not in words]
            assert found == [], found


def _judge(history: Simulation, laptop: Laptop) -> None:
    """Hold what a laptop shows now against what it must show that knows what it knows."""
    true_clocks = not history.happened["clock jumps"]
    entities = laptop.columns.keys()
    history.oracle.reckon(laptop.known, laptop.screen(), laptop.asked(), entities, true_clocks=true_clocks)


def _go(history: Simulation, chance: random.Random) -> None:
    """One leaves; or of those who have left one works on, or comes back."""
    if history.alone and chance.random() < 0.7:
        laptop = chance.choice(history.alone)
        if chance.random() < 0.5:
            history._write(laptop)
        else:
            _come_back(history, laptop)
    elif len(history.laptops) > 2:
        _leave(history, chance.choice(history.laptops), anyway=chance.random() < 0.3)


def _leave(history: Simulation, laptop: Laptop, *, anyway: bool) -> None:
    try:
        laptop.survive(lambda: leave(laptop.ledger, laptop.view, laptop.world, anyway=anyway))
    except (
        Refusal
    ):  # it has changes that nobody else has; the round before that may have brought others' to it
        laptop.learn()
        history.happened["stayed"] += 1
    if not laptop.shares:
        history.happened["left"] += 1
        history.laptops.remove(laptop)
        history.alone.append(laptop)


def _come_back(history: Simulation, laptop: Laptop) -> None:
    laptop.view.faults, laptop.view.down = Faults(), None
    if len(history.laptops) < MOST and look_at(laptop.view).files:
        laptop.ledger.rotate()
        try:
            laptop.survive(
                lambda: join(history.invitation, laptop.view, laptop.world, lambda _portfolio: laptop.ledger)
            )
        except Refusal:
            history.happened["not let in"] += 1
        else:
            history.happened["came back"] += 1
            history.alone.remove(laptop)
            history.laptops.append(laptop)
    laptop.view.faults = FAULTS


@contextmanager
def _scaled(*, few: bool) -> Iterator[None]:
    """With few edits and files counting as many, and what one laptop has proved not worked out again for each of the others."""
    proving = lru_cache(maxsize=10_000)(office.is_signed)
    with ExitStack() as around:
        for module in (office, segments):
            around.enter_context(patch.object(module, "is_signed", proving))
        for place, name, value in _SMALL if few else ():
            around.enter_context(patch.object(place, name, value))
        yield


def _there(history: Simulation) -> set[str]:
    """The streams of which all must come: of those who are there, and of no copy of them that has gone with its edits."""
    gone = {stream for laptop in (*history.lost, *history.alone) for stream in laptop.store.ledger.own()}
    return {laptop.ledger.own()[0] for laptop in history.laptops} - gone


def _busy(report: Report | None, there: Set[str]) -> list[str]:
    """What a round still moved, or waits for of the streams that are `there`. What a lost laptop has left damaged or in pieces
    stays so."""
    assert report is not None
    names = ("sent", "taken", "relayed", "gone", "unsent", "rotated")
    busy = [f"{name} {value}" for name in names if (value := getattr(report, name))]
    busy += [str(waiting) for waiting in report.waiting if waiting.stream in there]
    busy += [file.place for file in report.quarantined if file.place[2:18] in there]
    return busy + [
        f"{each.stream} lacks {each.lacks}" for each in report.laptops if each.lacks and each.stream in there
    ]


def length_of(seed: int) -> int:
    """How many steps a history has where nobody says it: most are short, so that a thousand are played at every change; of
    a thousand, fifty have two hundred and more, two of these a thousand."""
    hundred, place = divmod(seed % 1000, 100)
    if place == 50:
        return 1000 if hundred in (0, 5) else 200
    if place == 0:
        return 400 if hundred % 2 else 200
    return 200 if place < 4 else 100 if place < 14 else 32


def one_history(seed: int, steps: int = 0, *, plain: bool = False, stay: bool = False) -> Counter[str]:
    """Run one history, a `plain` one without what people do rarely; one in which all `stay` without anybody who leaves. What
    happened in it; AssertionError with the seed where something was lost."""
    steps = steps or length_of(seed)
    with tempfile.TemporaryDirectory(dir=memory_folder()) as folder:
        simulation = Simulation(seed, Path(folder), steps, plain=plain, stay=stay)
        try:
            simulation.run()
        except Exception as error:
            error.add_note(f"seed {seed}, {steps} steps")
            raise
        finally:
            simulation.close()
    laptops = len(simulation.laptops) + len(simulation.lost) + len(simulation.alone)
    return simulation.happened + Counter({"histories": 1, "steps": steps, "laptops": laptops})


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("count", type=int)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--steps", type=int, default=0)
    parser.add_argument("--stop", action="store_true", help="at the first that fails")
    told = parser.parse_args()
    gc.freeze()  # the program itself; what a history leaves behind is found in half the time
    began, happened, failed = time.monotonic(), Counter[str](), []
    for seed in range(told.first, told.first + told.count):
        try:
            happened += one_history(seed, told.steps)
        except (AssertionError, *_ERRORS) as error:
            failed.append(seed)
            sys.stdout.write(f"seed {seed}: {type(error).__name__}: {error}\n")
            sys.stdout.flush()
            if told.stop:
                break
        if seed % 100 == 0:
            sys.stdout.write(f"up to {seed}: {_said(happened)}\n")
            sys.stdout.flush()
    took = time.monotonic() - began
    sys.stdout.write(
        f"{told.count} histories, {len(failed)} failed, {told.count / took:.2f} a second\n{_said(happened)}\n"
    )
    sys.exit(bool(failed))


def _said(happened: Counter[str]) -> str:
    return ", ".join(f"{count:,} {what}" for what, count in sorted(happened.items()))


if __name__ == "__main__":
    main()
