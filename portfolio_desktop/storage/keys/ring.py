# SPDX-License-Identifier: Apache-2.0
"""The keys of the workspaces under a password that were opened: in memory alone, for every thread that opens such a file.

A key of a workspace is 48 bytes: 32 that encrypt, and 16, its mark, with which every file begins that is encrypted under it.
So a workspace, its copies and what is made of them are known by their first bytes, wherever they lie.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import RLock

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _

PLAIN = b"SQLite format 3\0"
"""With this each file begins that is not encrypted."""

MARK_BYTES = len(PLAIN)

Ask = Callable[[Path], bytes]
"""Asks the person for the password of a file, and gives its key. Refuses the wrong one."""


class Locked(Refusal):
    """The file is under a password that has not been given."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _("{name} is under a password, which has not been given. Nothing was opened.").format(
                name=path.name
            )
        )
        self.path = path


@dataclass(slots=True)
class _Use:
    key: bytes | None = field(repr=False)
    count: int = 0


class Ring:
    """All keys that are held in this process."""

    def __init__(self) -> None:
        self._guard = RLock()
        self._held: dict[bytes, bytes] = {}
        self._used: dict[Path, _Use] = {}
        self._ask: Ask | None = None

    def hold(self, key: bytes) -> None:
        """Open what is encrypted under `key` from now on."""
        with self._guard:
            self._held[_mark(key)] = key

    def drop(self, key: bytes) -> None:
        """Forget a key, unless something is open under it."""
        with self._guard:
            if all(use.key != key for use in tuple(self._used.values())):
                self._held.pop(_mark(key), None)

    def held(self, mark: bytes) -> bytes | None:
        """The key of the files that begin with `mark`."""
        return self._held.get(mark)

    def key_of(self, path: Path) -> bytes | None:
        """What the file at `path` opens by; None where it is plain, damaged or not there. Raises Locked without the key."""
        head = self.first_bytes(path)
        if not head or head == PLAIN:
            return None
        return self._held.get(head) or self._asked(path, head)

    def first_bytes(self, path: Path) -> bytes:
        """With what a file begins or will; empty where it cannot be read or holds less: whoever opens it says so.

        A file that is open here is not looked at: to close it again would drop the locks of whoever has it open.
        """
        with self._guard:
            use = self._used.get(path.resolve())
            if use is not None:
                return PLAIN if use.key is None else _mark(use.key)
            try:
                with path.open("rb") as file:
                    head = file.read(MARK_BYTES)
            except OSError:
                return b""
        return head if len(head) == MARK_BYTES else b""

    def is_plain(self, path: Path) -> bool:
        """Whether a file can be read by anybody who has it."""
        return self.first_bytes(path) == PLAIN

    def is_under_key(self, path: Path) -> bool:
        """Whether the file at `path` is encrypted, as far as that shows from outside. Asks nobody."""
        head = self.first_bytes(path)
        if not head or head == PLAIN:
            return False
        from portfolio_desktop.storage.keys.beside import is_sealed, key_file_of

        return head in self._held or key_file_of(path, head) is not None or is_sealed(path)

    @contextmanager
    def asking(self, ask: Ask) -> Iterator[None]:
        """Within it whoever meets a file whose key is not held asks for it; afterwards what was told is forgotten."""
        before, self._ask, held = self._ask, ask, dict(self._held)
        try:
            yield
        finally:
            self._ask, self._held = before, held

    def use(self, path: Path, key: bytes | None) -> bytes | None:
        """As `key_of`, or the `key` given, for a file that is open until `release`."""
        key = key or self.key_of(path)
        with self._guard:
            self._used.setdefault(path.resolve(), _Use(key)).count += 1
        return key

    def release(self, path: Path) -> None:
        """The file was closed."""
        with self._guard:
            use = self._used.get(path.resolve())
            if use is not None:
                use.count -= 1
                if use.count <= 0:
                    del self._used[path.resolve()]

    def replaced(self, path: Path) -> None:
        """Another file lies at `path` from now on: what was known of the one before counts no more."""
        with self._guard:
            self._used.pop(path.resolve(), None)

    def _asked(self, path: Path, head: bytes) -> bytes | None:
        # Plain files never come here, and what is needed for others is none of their start's business.
        from portfolio_desktop.storage.keys.beside import is_sealed, key_file_of

        found = key_file_of(path, head)
        if found is None and not is_sealed(path):
            return None
        # Where its first bytes are damaged, the key file beside it says what it was encrypted under.
        key = self._held.get(found.keys.mark) if found is not None else None
        if key is None and self._ask is not None:
            key = self._ask(path)
            self.hold(key)
        if key is None:
            raise Locked(path)
        return key


def _mark(key: bytes) -> bytes:
    return key[-MARK_BYTES:]


RING = Ring()
"""The one of this process."""
