# SPDX-License-Identifier: Apache-2.0
"""What happens when something goes wrong: the person reads a sentence, the log keeps the place in the code.

A crash text names exception types, code places and versions. It holds no message and no value, because both
may quote a record. This is one of three modules that may catch everything.
"""

import logging
import platform
import re
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from pathlib import Path
from time import monotonic
from traceback import extract_tb
from types import TracebackType
from typing import Protocol

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, Signal, qInstallMessageHandler

from portfolio_desktop.base.errors import Refusal, Trouble
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.progress import Cancelled
from portfolio_desktop.gui.ask import Ask

log = logging.getLogger("portfolio_desktop")

_SECONDS_OF_REST, _LONGER, _LONGEST_REST = 5.0, 4.0, 3600.0
"""So long the same fault is only logged after its dialog was closed, and again after each time that it comes back. Each
dialog makes it so many times longer: what fails by itself every minute is soon left alone."""
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'|\u201c[^\u201d]*\u201d")
_QT_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class Reporter(QObject):
    """Tells the person about an exception, from whatever thread it comes, each kind in its own way."""

    _raised = Signal(object)

    def __init__(self, ask: Ask, version: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ask = ask
        self._version = version
        self._open = ""
        """The fault that is told now."""
        self._resting: dict[str, tuple[float, float]] = {}
        """Each fault that was told, with the seconds for which it is only logged, and since when."""
        self._raised.connect(self._tell, Qt.ConnectionType.AutoConnection)

    def show(self, error: BaseException) -> None:
        """May be called on any thread."""
        self._raised.emit(error)

    def _tell(self, error: BaseException) -> None:
        if isinstance(error, Cancelled):
            return
        if isinstance(error, Refusal):
            self._ask.refuse(str(error))
            return
        details = crash_text(error, self._version)
        log.error("%s", details)
        if isinstance(error, Trouble):
            self._ask.inform(_("Something outside the application failed"), str(error))
        elif not self._open and not self._again(details):
            self._open = details
            self._ask.report(
                _("Something went wrong"),
                _(
                    "This is a fault in the application, not in what you did. "
                    "Everything saved so far is safe. "
                    "The details name places in the program and hold nothing of your records; "
                    "please copy them when you report the fault."
                ),
                details,
                self._crash_closed,
            )

    def _again(self, details: str) -> bool:
        """Whether it was told lately: a fault in painting comes back as soon as its dialog is closed."""
        now = monotonic()
        rest, since = self._resting.get(details, (0.0, 0.0))
        again = now - since < rest
        longer = min(max(rest * _LONGER, _SECONDS_OF_REST), _LONGEST_REST)
        self._resting[details] = rest if again else longer, now
        return again

    def _crash_closed(self) -> None:
        rest, _since = self._resting[self._open]
        self._resting[self._open] = rest, monotonic()
        self._open = ""


class Tells(Protocol):
    """Whoever tells the person about an exception, on whatever thread they hear of it."""

    def show(self, error: BaseException) -> None: ...


@contextmanager
def hooks(reporter: Tells) -> Iterator[None]:
    """While inside, every uncaught exception goes to `reporter` and Qt's messages go to the log."""

    def uncaught(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        reporter.show(error)

    def uncaught_in_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            reporter.show(args.exc_value)

    before = sys.excepthook, threading.excepthook, qInstallMessageHandler(log_qt_message)
    sys.excepthook, threading.excepthook = uncaught, uncaught_in_thread
    try:
        yield
    finally:
        sys.excepthook, threading.excepthook = before[0], before[1]
        qInstallMessageHandler(before[2])


def log_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """Log what Qt says. What it quotes may be data, and is left out."""
    log.log(_QT_LEVELS[kind], "Qt %s: %s", context.category or "", _QUOTED.sub("\u2026", message))


def crash_text(error: BaseException, version: str) -> str:
    """Types and places of `error` and of what led to it, with versions; no messages and no values."""
    system = f"{platform.system()} {platform.machine()}"
    lines = [
        f"Portfolio Desktop {version}",
        f"Python {platform.python_version()}, PySide6 {pyside_version}, {system}",
    ]
    cause: BaseException | None = error
    while cause is not None:
        lines.append(f"{type(cause).__module__}.{type(cause).__qualname__}")
        frames = reversed(extract_tb(cause.__traceback__))
        lines += [f"    {_place(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return "\n".join(lines)


def log_to(folder: Path) -> logging.Handler:
    """Write the log to `folder`, four files of half a megabyte at most. Raises OSError."""
    from logging.handlers import RotatingFileHandler  # pulls in sockets: after the first paint

    folder.mkdir(parents=True, exist_ok=True)
    logging.raiseExceptions = False  # on a full disk nothing is kept, and nobody is shown a traceback for it
    handler = RotatingFileHandler(
        folder / "portfolio-desktop.log", maxBytes=500_000, backupCount=3, encoding="utf-8", delay=True
    )
    handler.setFormatter(_Places("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(handler)
    return handler


class _Places(logging.Formatter):
    """Writes an exception as its places alone."""

    def format(self, record: logging.LogRecord) -> str:
        plain = copy(record)
        plain.exc_info = plain.exc_text = None
        error = record.exc_info[1] if record.exc_info else None
        line = super().format(plain)
        return f"{line}\n{crash_text(error, '')}" if error else line


def _place(filename: str) -> str:
    """The last three parts of a path: enough to find the code, without the name of anybody's home."""
    return "/".join(Path(filename).parts[-3:])
