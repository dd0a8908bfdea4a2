# SPDX-License-Identifier: Apache-2.0
"""The running program's end of the local socket: hears what a second start wants opened."""

import os
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from portfolio_desktop.gui.session.instance import TAKEN, Instance, read_message

_MOST = 1 << 20  # bytes of one message
_SECONDS = 5


class Listening(QObject):
    """`wanted` carries the paths to open, none to come to the front alone."""

    wanted = Signal(object)

    def __init__(self, instance: Instance, parent: QObject | None = None) -> None:
        """Listens at once where `instance` is held; a socket that a dead program left behind is taken away first."""
        super().__init__(parent)
        self._callers: list[QLocalSocket] = []
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)
        if instance.held:
            QLocalServer.removeServer(
                instance.address
            )  # whoever holds the lock knows that nobody listens there
            self._server.listen(instance.address)

    @property
    def listens(self) -> bool:
        return self._server.isListening()

    def close(self) -> None:
        """Hear nobody any more: the program ends."""
        self._server.close()
        for caller in tuple(self._callers):
            self._drop(caller)

    def _greet(self) -> None:
        """Somebody has a few seconds to say one line."""
        while (caller := self._server.nextPendingConnection()) is not None:
            self._callers.append(caller)
            caller.readyRead.connect(partial(self._hear, caller))
            QTimer.singleShot(_SECONDS * 1000, self, partial(self._drop, caller))
            self._hear(caller)

    def _hear(self, caller: QLocalSocket) -> None:
        if not caller.canReadLine():
            if caller.bytesAvailable() > _MOST:
                caller.abort()
            return
        try:
            files, token = read_message(bytes(caller.readLine().data()))
        except ValueError:
            caller.abort()
            return
        caller.write(TAKEN)
        caller.flush()
        if token:
            os.environ["XDG_ACTIVATION_TOKEN"] = (
                token  # Qt hands it to Wayland with the next window that is raised
            )
        self.wanted.emit(files)

    def _drop(self, caller: QLocalSocket) -> None:
        if caller in self._callers:
            self._callers.remove(caller)
            caller.readyRead.disconnect()
            caller.abort()
            caller.deleteLater()
