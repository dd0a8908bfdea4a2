# SPDX-License-Identifier: Apache-2.0
"""A real file server on this machine, two laptops that work through it at the same time, and a line that is cut in the middle.

`python -m tests.property.breaking.samba 100` has each of two programs save and send so often. It needs Samba (`smbd` and
`smbpasswd`) and what `requirements-remote.txt` names, and says so where they are not there.
"""

import contextlib
import getpass
import os
import random
import selectors
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from unittest.mock import patch

from portfolio_desktop.base.paths import HOME_VARIABLE
from portfolio_desktop.services.office import new_office, open_office
from portfolio_desktop.sharing.invitations import keep_invitation, read_invited
from portfolio_desktop.sharing.keys import PASSWORD_VARIABLE
from portfolio_desktop.sharing.part import join, part_of
from portfolio_desktop.sharing.places import Place, place_of
from tests.property.breaking.children import begun
from tests.property.breaking.scenes import lost, write
from tests.support.offices import dump
from tests.support.workspaces import findings

_PASSWORD = "Harbour1"
_TROUBLE = "trouble: "
_CONFIGURATION = """
[global]
server role = standalone server
smb ports = {port}
interfaces = 127.0.0.1
bind interfaces only = yes
disable netbios = yes
load printers = no
log file = {folder}/log
passdb backend = tdbsam:{folder}/passwords
private dir = {folder}
lock directory = {folder}
state directory = {folder}
cache directory = {folder}
pid directory = {folder}
ncalrpc dir = {folder}/rpc

[office]
path = {share}
read only = no
oplocks = {oplocks}
"""


class NoSamba(Exception):
    """Samba is not installed here."""


@contextmanager
def server(folder: Path, *, oplocks: bool) -> Iterator[int]:
    """A file server for one share. The port that it listens at."""
    smbd, smbpasswd = (_found(name) for name in ("smbd", "smbpasswd"))
    port, share, kept = _free_port(), folder / "share", folder / "samba"
    share.mkdir()
    kept.mkdir()
    configuration = kept / "smb.conf"
    configuration.write_text(
        _CONFIGURATION.format(port=port, folder=kept, share=share, oplocks="yes" if oplocks else "no")
    )
    subprocess.run(
        [smbpasswd, "-c", configuration, "-s", "-a", getpass.getuser()],
        input=f"{_PASSWORD}\n{_PASSWORD}\n",
        text=True,
        check=True,
        capture_output=True,
    )
    running = subprocess.Popen(
        [smbd, "--foreground", "--no-process-group", f"--configfile={configuration}"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # when it ends, it ends all of its group
    )
    try:
        _wait_for(port, running)
        yield port
    finally:
        running.terminate()
        running.wait()


def _found(name: str) -> str:
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")
    if found is None:
        raise NoSamba(name)
    return found


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait_for(port: int, server: "subprocess.Popen[bytes]") -> None:
    for _time in range(100):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            raise ChildProcessError(f"the file server ended at once, with {server.wait(0.1)}")
    raise TimeoutError("the file server does not begin")


class Wire:
    """A line to the server that can be cut. `cuts` counts the connections that were."""

    def __init__(self, port: int) -> None:
        self.cuts = 0
        self._to = port
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        self._pairs: list[tuple[socket.socket, socket.socket]] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """Whatever is on its way does not arrive."""
        pairs, self._pairs = self._pairs, []
        for pair in pairs:
            self.cuts += 1
            for end in pair:
                with contextlib.suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _address = self._listening.accept()
                far = socket.create_connection(("127.0.0.1", self._to))
                self._pairs.append((near, far))
                threading.Thread(target=self._carry, args=(near, far), daemon=True).start()

    def _carry(self, near: socket.socket, far: socket.socket) -> None:
        with contextlib.suppress(OSError), selectors.DefaultSelector() as either, near, far:
            either.register(near, selectors.EVENT_READ, far)
            either.register(far, selectors.EVENT_READ, near)
            while True:
                for key, _events in either.select():
                    assert isinstance(key.fileobj, socket.socket)
                    content = key.fileobj.recv(16_384)
                    if not content:
                        return
                    key.data.sendall(content)


@contextmanager
def _laptop(folder: Path, person: str) -> Iterator[Path]:
    with patch.dict(os.environ, {HOME_VARIABLE: str(folder / person / "own"), PASSWORD_VARIABLE: _PASSWORD}):
        yield folder / person / "Board.portfolio"


def push(folder: Path, person: str, pushes: int, tell: "Connection[str, str]") -> None:
    """A child: somebody who saves and sends, again and again."""
    with _laptop(folder, person) as file, open_office(file, person) as office:
        for _time in range(pushes):
            write(office, 1, tell.send)
            if trouble := part_of(office).round().report.trouble:
                tell.send(_TROUBLE + trouble)


def run(pushes: int, folder: Path, *, oplocks: bool, seed: int = 0) -> tuple[list[str], Counter[str], int]:
    """Two laptops on one server. The faults, the troubles that were told meanwhile, and how often the line was cut."""
    with server(folder, oplocks=oplocks) as port:
        wire = Wire(port)
        place = place_of(f"smb://{getpass.getuser()}@127.0.0.1:{wire.port}/office")
        _begin(folder, place)
        children = [begun(push, folder, person, pushes) for person in ("Ann", "Bob")]
        said = _said_while_cut(children, wire, random.Random(seed))
        told = [each for each in said if not each.startswith(_TROUBLE)]
        troubles = Counter(each.removeprefix(_TROUBLE) for each in said if each.startswith(_TROUBLE))
        found = _agreed(folder, told)
        if len(told) != 2 * pushes:
            found.append(f"{len(told)} of {2 * pushes} saves were acknowledged")
        return found, troubles, wire.cuts


def _begin(folder: Path, place: Place) -> None:
    invitation = folder / "board.invitation"
    for person in ("Ann", "Bob"):
        (folder / person).mkdir()
    with _laptop(folder, "Ann") as file, new_office(file, "Ann") as office:
        keep_invitation(part_of(office).share(place, encrypted=False, title="Board")[0], invitation)
    with _laptop(folder, "Bob") as file:
        join(read_invited(invitation), place, file, "Bob")[0].close()


def _said_while_cut(
    children: "list[tuple[object, Connection[str, str]]]", wire: Wire, chance: random.Random
) -> list[str]:
    said: list[str] = []
    lines = [line for _child, line in children]
    next_cut = time.monotonic() + 1
    while lines:
        for line in list(lines):
            try:
                while line.poll(0.01):
                    said.append(line.recv())
            except EOFError:
                lines.remove(line)
        if time.monotonic() > next_cut:
            wire.cut()
            next_cut = time.monotonic() + chance.uniform(0.05, 3)
    return said


def _agreed(folder: Path, told: list[str]) -> list[str]:
    found, dumps = [], set()
    for person in ("Ann", "Bob", "Ann", "Bob"):
        with _laptop(folder, person) as file, open_office(file, person) as office:
            if trouble := part_of(office).round(thorough=True).report.trouble:
                found.append(f"{person}: {trouble}")
    for person in ("Ann", "Bob"):
        with _laptop(folder, person) as file, open_office(file, person) as office:
            dumps.add(dump(office))
            found += [f"{person}: {fault}" for fault in [*findings(office.store), *lost(office, told)]]
    return found if len(dumps) == 1 else [*found, "they do not agree"]


def main(pushes: int) -> int:
    """With the server's opportunistic locks and without."""
    wrong = False
    for oplocks in (True, False):
        began = time.perf_counter()
        with tempfile.TemporaryDirectory() as folder:
            try:
                found, troubles, cuts = run(pushes, Path(folder), oplocks=oplocks)
            except NoSamba as absent:
                sys.stdout.write(f"{absent} is not installed on this machine, so nothing was tried.\n")
                return 2
        sys.stdout.write(
            f"2 x {pushes} saves, each sent, {'with' if oplocks else 'without'} oplocks: {cuts} connections cut, "
            f"{troubles.total()} rounds in trouble, {len(found)} faults, {time.perf_counter() - began:.0f} s\n"
        )
        sys.stdout.writelines(f"  {times} times: {words}\n" for words, times in troubles.most_common())
        sys.stdout.writelines(f"  FAULT {fault}\n" for fault in found)
        sys.stdout.flush()
        wrong = wrong or bool(found)
    return wrong


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
