# SPDX-License-Identifier: Apache-2.0
"""A share in memory, as each laptop sees it, and all that goes wrong with shares. The same seed does the same again.

`MemoryShare` is what really lies there. A `ShareView` is one laptop's transport onto it: faults are scheduled by hand
(`fail_at`, `down`, `hangs`) or happen by chance (`Faults`), and what others put there may come into sight late and out of
order.
"""

import errno
import os
import random
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from portfolio_desktop.sync.share.layout import is_ours
from portfolio_desktop.sync.share.transport import (
    AlreadyThere,
    BadFile,
    Entry,
    Full,
    Missing,
    NotAllowed,
    ShareTrouble,
    Unreachable,
    Unreadable,
)

TROUBLES: dict[str, Exception] = {
    "full": Full("full"),
    "no answer": Unreachable("no answer"),
    "no rights": NotAllowed("no rights"),
    "not in time": Unreachable(os.strerror(errno.ETIMEDOUT)),
    "held by another": Unreadable("held by another program"),
}


@dataclass(frozen=True)
class Faults:
    """How likely each fault is, whenever it could happen."""

    fails: float = 0.0
    half_copied: float = 0.0
    left_over: float = 0.0
    late: float = 0.0
    crash_before: float = 0.0
    crash_after: float = 0.0
    crash_log: float = 0.0  # not the share's, but that of the log which is written meanwhile


class Crash(Exception):
    """The laptop's process is killed here."""


@dataclass
class MemoryShare:
    """Folders of files; `hidden` says who put a file there, and from which moment on others see it."""

    files: dict[tuple[str, str], bytes] = field(default_factory=dict)
    hidden: dict[tuple[str, str], tuple[str, int]] = field(default_factory=dict)
    now: int = 0

    def names(self) -> list[str]:
        return [name for _folder, name in sorted(self.files)]

    def folder(self, name: str) -> dict[str, bytes]:
        return {file: content for (folder, file), content in self.files.items() if folder == name}

    def flip(self, folder: str, name: str, chance: random.Random) -> None:
        """One bit is no longer what it was."""
        content = bytearray(self.files[folder, name])
        if content:
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        self.files[folder, name] = bytes(content)

    def truncate(self, folder: str, name: str, chance: random.Random) -> None:
        content = self.files[folder, name]
        self.files[folder, name] = content[: chance.randrange(len(content) + 1)]

    def delete(self, folder: str, name: str) -> None:
        self.files.pop((folder, name), None)

    def conflict_copy(self, folder: str, name: str, chance: random.Random) -> None:
        """What synchronising programs leave where they are in doubt."""
        stem, _dot, end = name.rpartition(".")
        made = chance.choice(
            (
                f"{stem}-LAPTOP7.{end}",
                f"{stem} (1).{end}",
                f"{stem} (Ann's conflicted copy 2026-11-21).{end}",
                f"{name}.sync-conflict",
                f"{stem}-2.{end}",
            )
        )
        self.files[folder, made] = self.files[folder, name]

    def damage_something(self, chance: random.Random) -> str:
        """One fault at a place of chance; what it was."""
        if not self.files:
            return "nothing there"
        folder, name = chance.choice(sorted(self.files))
        act = chance.choice((self.flip, self.truncate, self.conflict_copy))
        if chance.random() < 0.25:
            self.delete(folder, name)
            return f"deleted {folder}/{name}"
        act(folder, name, chance)
        return f"{act.__name__} {folder}/{name}"

    def empty(self) -> None:
        self.files.clear()


class ShareView:
    """How one laptop reaches a share. `calls` counts what it asked; a scheduled fault strikes once, and then it works.

    While it is `down` every call raises that; while it `hangs` every call waits for that event.
    """

    def __init__(
        self,
        share: MemoryShare,
        laptop: str = "laptop",
        *,
        faults: Faults | None = None,
        chance: random.Random | None = None,
    ) -> None:
        self.share = share
        self.laptop = laptop
        self.faults = faults or Faults()
        self.calls = 0
        self.down: ShareTrouble | None = None
        self.hangs: threading.Event | None = None
        self.most_read = 0
        self.watched: Callable[[str, str], None] = lambda _folder, _name: None  # told what is being removed
        self._wrote: set[str] = set()  # the folders in which something was put or removed
        self._chance = chance or random.Random(0)
        self._fail_at: tuple[int, Exception] | None = None

    def fail_at(self, call: int, error: Exception) -> None:
        """Let the n-th call from now on fail, once."""
        self._fail_at = (self.calls + call, error)

    @property
    def has_failed(self) -> bool:
        """Whether the fault that was asked for has struck."""
        return self._fail_at is None

    def meddled(self, own: Sequence[str]) -> set[str]:
        """The folders of others, by its `own` streams, in which this laptop put or removed something since the last time."""
        found = self._wrote - {"", *(f"d-{stream}" for stream in own)}
        self._wrote.clear()
        return found

    def devices(self) -> Sequence[str]:
        self._ask()
        return sorted({folder for folder, _name in self._seen() if folder})

    def list(self, folder: str) -> Sequence[Entry]:
        self._ask()
        found = [Entry(name, len(self.share.files[at, name])) for at, name in self._seen() if at == folder]
        self._chance.shuffle(found)
        return found

    def read(self, folder: str, name: str, most: int) -> bytes:
        self._ask(one_file=True)
        if not self._sees(folder, name):
            raise Missing(name)
        content = self.share.files[folder, name]
        self.most_read = max(self.most_read, min(len(content), most))
        if len(content) > most:
            raise BadFile("too large")
        return content

    def put_new(self, folder: str, name: str, content: bytes) -> None:
        assert is_ours(folder, name), (folder, name)
        self._wrote.add(folder)
        self._ask()
        self._perhaps_crash(self.faults.crash_before)
        if self._happens(self.faults.left_over):
            self.share.files[folder, f"{name}.{self._chance.randrange(9999)}.tmp"] = content[
                : len(content) // 2
            ]
            raise Unreachable("broken off while writing")
        there = self.share.files.get((folder, name))
        if there is not None and there != content and folder:
            raise AlreadyThere(name)
        half = self._happens(self.faults.half_copied)
        self.share.files[folder, name] = content[: len(content) // 2] if half else content
        if self._happens(self.faults.late):
            since = self.share.now + self._chance.randrange(1, 20)
            self.share.hidden[folder, name] = self.laptop, since
        self._perhaps_crash(self.faults.crash_after)

    def remove_own(self, folder: str, name: str) -> None:
        self._wrote.add(folder)
        self.watched(folder, name)
        self._ask(one_file=True)
        self._perhaps_crash(self.faults.crash_before)
        self.share.delete(folder, name)
        self._perhaps_crash(self.faults.crash_after)

    def probe(self) -> None:
        self._ask()

    def _seen(self) -> Sequence[tuple[str, str]]:
        """What this laptop sees: its own at once, and others' once they have come."""
        return [place for place in sorted(self.share.files) if self._sees(*place)]

    def _sees(self, folder: str, name: str) -> bool:
        laptop, since = self.share.hidden.get((folder, name), (self.laptop, 0))
        late = laptop != self.laptop and since > self.share.now
        return (folder, name) in self.share.files and not late

    def _ask(self, *, one_file: bool = False) -> None:
        self.calls += 1
        if self.hangs is not None:
            self.hangs.wait()
        if self.down is not None:
            raise self.down
        if self._fail_at is not None and self.calls == self._fail_at[0]:
            error, self._fail_at = self._fail_at[1], None
            # One file can be held when it is read or removed; everywhere else it is the share that fails.
            raise Unreachable(str(error)) if isinstance(error, Unreadable) and not one_file else error
        if self._happens(self.faults.fails):
            raise Unreachable("no answer")

    def _happens(self, likely: float) -> bool:
        return likely > 0 and self._chance.random() < likely

    def _perhaps_crash(self, likely: float) -> None:
        if self._happens(likely):
            raise Crash
