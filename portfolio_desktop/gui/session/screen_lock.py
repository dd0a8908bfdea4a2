# SPDX-License-Identifier: Apache-2.0
"""Hears that the screen of this laptop was locked, or that it goes to sleep: one small class for each system.

Imported when something is open that is to lock with the screen, and not before. Where a system does not tell, nothing is
heard, and what is open locks itself after a time as it does anyway.
"""

import os
import sys
from functools import cache

from PySide6.QtCore import SLOT, QCoreApplication, QObject, Signal, Slot


class ScreenLock(QObject):
    """`locked` follows each time that the screen was locked or the laptop is about to sleep."""

    locked = Signal()


@cache
def screen_lock() -> ScreenLock:
    """The one of this program. It lives as long as the program."""
    return _ScreenLock(QCoreApplication.instance())


def session_path(session: str) -> str:
    """The object path of a session of logind, which writes as _ and two digits what a path cannot hold."""
    escaped = "".join(
        letter
        if letter.isascii() and letter.isalnum() and (place or not letter.isdigit())
        else f"_{ord(letter):02x}"
        for place, letter in enumerate(session)
    )
    return f"/org/freedesktop/login1/session/{escaped}"


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    from PySide6.QtCore import QByteArray
    from PySide6.QtWidgets import QWidget

    _SESSION_CHANGE, _SESSION_LOCK = 0x02B1, 7
    _POWER, _SUSPEND = 0x0218, 4

    class _Hidden(QWidget):
        """A window that is never shown: Windows tells windows alone."""

        def __init__(self, tell: ScreenLock) -> None:
            super().__init__()
            self._tell = tell
            ctypes.windll.wtsapi32.WTSRegisterSessionNotification(wintypes.HWND(int(self.winId())), 0)

        def nativeEvent(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> object:
            told = wintypes.MSG.from_address(int(message))
            if (told.message, told.wParam) in ((_SESSION_CHANGE, _SESSION_LOCK), (_POWER, _SUSPEND)):
                self._tell.locked.emit()
            return False, 0

    class _ScreenLock(ScreenLock):
        """By messages to a hidden window."""

        def __init__(self, parent: QObject | None) -> None:
            super().__init__(parent)
            self._hidden = _Hidden(self)

elif sys.platform == "darwin":
    import ctypes

    _FOUNDATION = "/System/Library/Frameworks/CoreFoundation.framework/CoreFoundation"
    _UTF_8, _AT_ONCE = 0x08000100, 4
    _Heard = ctypes.CFUNCTYPE(None, *[ctypes.c_void_p] * 5)

    class _ScreenLock(ScreenLock):
        """By a distributed notification, which comes on the thread of the window."""

        def __init__(self, parent: QObject | None) -> None:
            super().__init__(parent)
            self._heard = _Heard(
                lambda *_said: self.locked.emit()
            )  # kept: the system holds no reference of Python's
            foundation = ctypes.CDLL(_FOUNDATION)
            foundation.CFNotificationCenterGetDistributedCenter.restype = ctypes.c_void_p
            named = foundation.CFStringCreateWithCString
            named.restype, named.argtypes = (
                ctypes.c_void_p,
                [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_uint32],
            )
            add = foundation.CFNotificationCenterAddObserver
            add.restype = None
            add.argtypes = [
                ctypes.c_void_p,
                ctypes.c_void_p,
                _Heard,
                ctypes.c_void_p,
                ctypes.c_void_p,
                ctypes.c_long,
            ]
            centre = foundation.CFNotificationCenterGetDistributedCenter()
            add(centre, None, self._heard, named(None, b"com.apple.screenIsLocked", _UTF_8), None, _AT_ONCE)

else:
    from PySide6.QtDBus import QDBusConnection

    _SAVERS = ("freedesktop", "gnome", "cinnamon", "mate", "xfce")
    _LOGIN = "org.freedesktop.login1"

    class _ScreenLock(ScreenLock):
        """By signals on the buses: of the desktop's screen saver, and of the service that knows who is logged on."""

        def __init__(self, parent: QObject | None) -> None:
            super().__init__(parent)
            own, system = QDBusConnection.sessionBus(), QDBusConnection.systemBus()
            for desktop in _SAVERS:
                self._hear(own, "", "", f"org.{desktop}.ScreenSaver", "ActiveChanged", "begun(bool)")
            self._hear(system, _LOGIN, "", f"{_LOGIN}.Manager", "PrepareForSleep", "begun(bool)")
            if session := os.environ.get("XDG_SESSION_ID"):
                self._hear(system, _LOGIN, session_path(session), f"{_LOGIN}.Session", "Lock", "lock()")

        def _hear(
            self, bus: "QDBusConnection", service: str, path: str, interface: str, signal: str, slot: str
        ) -> None:
            if bus.isConnected():
                bus.connect(service, path, interface, signal, self, SLOT(slot))  # type: ignore[call-overload]  # it takes a str alone

        @Slot(bool)
        def begun(self, on: bool) -> None:
            """Locked or asleep; the other way round nothing is to be done."""
            if on:
                self.locked.emit()

        @Slot()
        def lock(self) -> None:
            """The session was asked to lock."""
            self.locked.emit()
