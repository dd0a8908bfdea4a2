# SPDX-License-Identifier: Apache-2.0
"""Which files are there now, found out without waiting: a network drive that does not answer may take a minute to say so.

Each folder is looked into on a thread of its own that nobody ever waits for, not even the end of the program. A folder that
has not answered is not asked again meanwhile.
"""

import threading
from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

_THREADS = threading.BoundedSemaphore(16)
"""So many folders may leave us without an answer; more are not looked into."""

Look = Callable[[Path], bool]


def is_there(path: Path) -> bool:
    """Whether `path` is a file. May take very long."""
    try:
        return path.is_file()
    except OSError:
        return False


class _End:
    """Whether the window has gone, which a thread has to know for sure before it answers."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.came = False

    def come(self) -> None:
        with self.lock:
            self.came = True


class Presence(QObject):
    """`changed` follows each answer."""

    changed = Signal()
    _answered = Signal(object)

    def __init__(self, look: Look = is_there, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._known: dict[Path, bool] = {}
        self._asked: set[Path] = set()
        self._answered.connect(self._learn)
        self._end = end = _End()
        self.destroyed.connect(lambda: end.come())

    def of(self, path: Path) -> bool | None:
        """Whether it was there when it was last looked for; None where no answer has come yet."""
        return self._known.get(path)

    def ask(self, paths: Iterable[Path]) -> None:
        """Look for all of `paths` again."""
        folders: dict[Path, list[Path]] = {}
        for path in paths:
            folders.setdefault(path.parent, []).append(path)
        for folder, files in folders.items():
            if folder not in self._asked and _THREADS.acquire(blocking=False):
                self._asked.add(folder)
                threading.Thread(target=self._run, args=(folder, files), daemon=True, name="presence").start()

    def find(self, path: Path, seconds: float, then: Callable[[bool], None]) -> None:
        """Call `then` with whether `path` is there, as soon as that is known; no answer within `seconds` means no."""
        self._known.pop(path, None)
        timer = QTimer(self)
        timer.setSingleShot(True)

        def settle(*, out_of_time: bool = False) -> None:
            found = self.of(path)
            if found is None and not out_of_time:
                self.ask([path])  # the folder was being looked into for others
            else:
                self.changed.disconnect(settle)
                timer.stop()
                timer.deleteLater()
                then(bool(found))

        self.changed.connect(settle)
        timer.timeout.connect(lambda: settle(out_of_time=True))
        timer.start(round(seconds * 1000))
        self.ask([path])

    def _run(self, folder: Path, files: list[Path]) -> None:
        try:
            found = {file: self._look(file) for file in files}
        finally:
            _THREADS.release()
        with self._end.lock:
            if not self._end.came:
                self._answered.emit((folder, found))

    def _learn(self, answer: tuple[Path, dict[Path, bool]]) -> None:
        if not isValid(self):
            return  # what a thread emits still arrives when the window has gone
        folder, found = answer
        self._asked.discard(folder)
        self._known |= found
        self.changed.emit()
