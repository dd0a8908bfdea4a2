# SPDX-License-Identifier: Apache-2.0
"""The running program's end of the local socket: hears what a second start wants opened."""

import os

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

    def _greet(self) -> None:
        while (caller := self._server.nextPendingConnection()) is not None:
            _Call(caller, self)


class _Call(QObject):
    """One caller, who has a few seconds to say one line."""

    def __init__(self, caller: QLocalSocket, listening: Listening) -> None:
        super().__init__(caller)
        self._caller = caller
        self._listening = listening
        caller.disconnected.connect(caller.deleteLater)
        caller.readyRead.connect(self._hear)
        QTimer.singleShot(_SECONDS * 1000, self, caller.abort)
        self._hear()

    def _hear(self) -> None:
        if not self._caller.canReadLine():
            if self._caller.bytesAvailable() > _MOST:
                self._caller.abort()
            return
        try:
            files, token = read_message(bytes(self._caller.readLine().data()))
        except ValueError:
            self._caller.abort()
            return
        self._caller.write(TAKEN)
        self._caller.flush()
        if token:
            os.environ["XDG_ACTIVATION_TOKEN"] = (
                token  # Qt hands it to Wayland with the next window that is raised
            )
        self._listening.wanted.emit(files)
