# SPDX-License-Identifier: Apache-2.0
"""Everything that the program asks of the disk below one folder, counted: Python's calls and SQLite's own.

Whoever listens can have the n-th call fail, end the program there, or write down what was asked. Nothing in the product knows.
"""

import errno
import io
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from tests.property.breaking.sqlite_calls import overheard


class Call(NamedTuple):
    """The `number`-th thing that was asked, from 1."""

    number: int
    what: str
    path: str

    def __str__(self) -> str:
        return f"call {self.number}, {self.what} {Path(self.path).name}"


Heard = Callable[[Call], None]
"""Raises OSError to have a call fail."""

_BY_PATH = (
    "rename",
    "replace",
    "unlink",
    "remove",
    "mkdir",
    "rmdir",
    "scandir",
    "listdir",
    "open",
    "lstat",
    "stat",
)


@contextmanager
def watched(root: Path, heard: Heard) -> Iterator[None]:
    """Within it `heard` is told of each call that concerns something below `root`, before it is carried out."""
    counter = _Counter(str(root), heard)
    with ExitStack() as patches:
        for name in _BY_PATH:
            patches.enter_context(patch.object(os, name, counter.around(name, getattr(os, name))))
        patches.enter_context(patch.object(os, "fsync", counter.syncing(os.fsync)))
        patches.enter_context(patch.object(io, "open", counter.opening(io.open)))
        patches.enter_context(
            overheard(lambda what, path, _at, _content: counter.hear(f"sqlite {what}", path))
        )
        yield


class _Counter:
    def __init__(self, root: str, heard: Heard) -> None:
        self._root = root
        self._heard = heard
        self._number = 0
        self._files: dict[int, str] = {}
        self._lock = threading.Lock()

    def hear(self, what: str, path: object) -> None:
        """Somebody asks for something."""
        name = os.fsdecode(path) if isinstance(path, str | bytes | os.PathLike) else ""
        if name.startswith(self._root):
            with self._lock:
                self._number += 1
                call = Call(self._number, what, name)
            self._heard(call)

    def around(self, what: str, act: Callable[..., Any]) -> Callable[..., Any]:
        def call(path: Any = ".", *others: Any, **named: Any) -> Any:
            self.hear(what, path)
            done = act(path, *others, **named)
            if what == "open":
                self._files[done] = os.fsdecode(path)
            return done

        return call

    def syncing(self, act: Callable[[Any], None]) -> Callable[[Any], None]:
        def call(file: Any) -> None:
            number = file if isinstance(file, int) else file.fileno()
            self.hear("fsync", self._files.get(number, ""))
            act(file)

        return call

    def opening(self, act: Callable[..., Any]) -> Callable[..., Any]:
        def call(file: Any, mode: str = "r", *others: Any, **named: Any) -> Any:
            self.hear("open", file)
            opened = act(file, mode, *others, **named)
            if isinstance(file, int):
                return opened
            path = self._files[opened.fileno()] = os.fsdecode(file)
            is_ours = path.startswith(self._root)
            return _Watched(opened, self) if is_ours and set(mode) & set("wax+") else opened

        return call


class _Watched:
    """A file that is written to."""

    def __init__(self, file: Any, counter: _Counter) -> None:
        self._file = file
        self._counter = counter

    def write(self, content: Any) -> Any:
        self._counter.hear("write", self._file.name)
        return self._file.write(content)

    def __enter__(self) -> "_Watched":
        return self

    def __exit__(self, *error: object) -> None:
        self._file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


def error(name: str) -> OSError:
    """An error of the system by name; "held" is what Windows says of a file that another program holds."""
    if name == "held":
        held = PermissionError(
            errno.EACCES, "The process cannot access the file because it is being used by another process"
        )
        held.winerror = 32  # type: ignore[attr-defined, unused-ignore]
        return held
    code = getattr(errno, name)
    return OSError(code, os.strerror(code))
