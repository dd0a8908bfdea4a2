# SPDX-License-Identifier: Apache-2.0
"""What every transport promises, whatever it leads to: a folder, a file system of fsspec, or a server.

Servers of this computer stand for SFTP, WebDAV and S3. SMB has none that tests could start: give the address of a real folder
in PORTFOLIO_DESKTOP_TEST_ADDRESS (and its password in PORTFOLIO_DESKTOP_TEST_PASSWORD), and all of this is held against it too.
"""

import os
import random
import secrets
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import fsspec
import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.sync import engine
from portfolio_desktop.sync.share.folder import FolderTransport
from portfolio_desktop.sync.share.layout import FORMAT_FILE, device_folder
from portfolio_desktop.sync.share.listing import look_at
from portfolio_desktop.sync.share.remote.address import Address, read_address
from portfolio_desktop.sync.share.remote.files import Files, FsspecFiles, Keys
from portfolio_desktop.sync.share.remote.opening import open_files
from portfolio_desktop.sync.share.remote.transport import RemoteTransport
from portfolio_desktop.sync.share.transport import AlreadyThere, BadFile, Entry, Missing, Transport, Vanished
from portfolio_desktop.sync.sharing import join, share
from portfolio_desktop.sync.state import World
from tests.support.keys import Given
from tests.support.ledgers import MemoryLedger
from tests.support.servers import BUCKET, PASSWORD, USER, s3_server, sftp_server, webdav_server
from tests.support.sharers import PORTFOLIO, Clock, MemoryAnchors

NAME = "pd-0a1b2c3d"
LAPTOP = device_folder("0123456789abcdef")
ACK, HELLO = "ack-1.json", "hello-1.json"
REAL = os.environ.get("PORTFOLIO_DESKTOP_TEST_ADDRESS", "")


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, tuple[str, str]]]:
    """The address of each server and the line of its key, begun when first asked for and ended with the module."""
    with ExitStack() as stack:
        folder = tmp_path_factory.mktemp("served")
        port, line = stack.enter_context(sftp_server(folder))
        dav = stack.enter_context(webdav_server(folder))
        store = stack.enter_context(s3_server())
        plain = stack.enter_context(s3_server(knows_conditions=False))
        at = f"s3://{USER}@{BUCKET}"
        yield {
            "folder": (str(folder), ""),
            "sftp": (f"sftp://{USER}@127.0.0.1:{port}", line),
            "webdav": (f"webdav://{USER}@127.0.0.1:{dav}", ""),
            "s3": (f"{at}?endpoint=http://127.0.0.1:{store}", ""),
            "s3 without conditions": (f"{at}/unconditional?endpoint=http://127.0.0.1:{plain}", ""),
        }


Make = Callable[[], Transport]
KINDS = ["folder", "fsspec local", "fsspec memory", "sftp", "webdav", "s3", "s3 without conditions"] + [
    "real"
] * bool(REAL)


def address_within(text: str, inside: str) -> Address:
    head, mark, query = text.partition("?")
    return read_address(f"{head}/{inside}{mark}{query}")


@pytest.fixture(params=KINDS)
def make(
    request: pytest.FixtureRequest, places: dict[str, tuple[str, str]], tmp_path: Path
) -> Iterator[Make]:
    """Makes transports onto one new place, as several laptops do."""
    kind, inside = request.param, f"t{secrets.token_hex(6)}"
    with ExitStack() as stack:
        if kind == "folder":
            (tmp_path / inside).mkdir()
            yield lambda: FolderTransport(tmp_path / inside, NAME)
            return
        if kind.startswith("fsspec"):
            kept = fsspec.filesystem(kind.partition(" ")[2], skip_instance_cache=True)
            root = f"{tmp_path}/{inside}".lstrip("/")
            kept.makedirs(f"/{root}")
            address, keys = Address("sftp", "", "nowhere", None, root), Given()
            connect: Callable[[Address, Keys], Files] = lambda _address, _keys: FsspecFiles(kept)  # noqa: E731
        else:
            text, line = places.get(kind, (REAL, os.environ.get("PORTFOLIO_DESKTOP_TEST_HOSTS", "")))
            address = address_within(text, inside)
            keys = Given(os.environ.get("PORTFOLIO_DESKTOP_TEST_PASSWORD", PASSWORD), line)
            connect = open_files
            with closing(
                open_files(address_within(text, ""), keys) if kind == "real" else _Nothing()
            ) as files:
                if kind == "real":
                    files.make_folder(address.place)
                elif kind in ("sftp", "webdav"):
                    (Path(places["folder"][0]) / inside).mkdir()

        def transport() -> RemoteTransport:
            made = RemoteTransport(address, NAME, keys, connect)
            stack.callback(made.close)
            return made

        yield transport


class _Nothing:
    def close(self) -> None: ...

    def make_folder(self, path: str) -> None: ...


def begun(make: Make) -> Transport:
    transport = make()
    transport.put_new("", FORMAT_FILE, b"{}")
    return transport


def test_that_a_place_is_tried_and_nothing_is_left_behind(make: Make) -> None:
    transport = make()
    transport.probe()
    with pytest.raises(Vanished):
        transport.devices()
    assert transport.list("") == []


def test_that_what_one_laptop_puts_another_sees(make: Make) -> None:
    content = random.Random(1).randbytes(1_500_000)
    transport, other = begun(make), make()
    transport.put_new(LAPTOP, ACK, content)
    assert other.devices() == [LAPTOP]
    assert other.list(LAPTOP) == [Entry(ACK, len(content))]
    assert other.read(LAPTOP, ACK, len(content)) == content
    assert [entry.name for entry in other.list("")] == [FORMAT_FILE]


def test_that_nothing_is_ever_replaced(make: Make) -> None:
    transport, other = begun(make), make()
    transport.put_new(LAPTOP, ACK, b"first")
    other.put_new(LAPTOP, ACK, b"first")
    with pytest.raises(AlreadyThere):
        other.put_new(LAPTOP, ACK, b"other")
    assert transport.read(LAPTOP, ACK, 100) == b"first"
    assert transport.list(LAPTOP) == [Entry(ACK, 5)]


def test_that_a_file_that_comes_between_looking_and_putting_is_not_replaced(make: Make) -> None:
    transport = begun(make)
    if not isinstance(transport, RemoteTransport) or "unconditional" in transport._address.path:
        return  # a folder has tests of its own; a store that knows no conditions has nothing but its names
    transport.put_new(LAPTOP, ACK, b"first")
    files, path = transport._files(), transport._file(LAPTOP, ACK)
    with pytest.raises(FileExistsError):
        files.create(path, f"{path}.tmp", b"other")
    assert files.read(path, 100) == b"first"
    assert transport.list(LAPTOP) == [Entry(ACK, 5)]


def test_that_digits_in_the_name_of_a_file_are_not_taken_for_what_a_server_answers(make: Make) -> None:
    transport = begun(make)
    if not isinstance(transport, RemoteTransport) or "unconditional" in transport._address.path:
        return
    transport.put_new(LAPTOP, ACK, b"first")
    files, path = transport._files(), transport._file(LAPTOP, "seg-000000501-000000501-0123456789abcdef.pdc")
    files.create(path, f"{path}.tmp", b"first")
    with pytest.raises(FileExistsError):
        files.create(path, f"{path}.tmp", b"other")
    assert files.read(path, 100) == b"first"
    with pytest.raises(FileNotFoundError):
        files.read(path.replace("501", "416"), 100)


def test_that_no_more_is_read_than_was_asked_for(make: Make) -> None:
    transport = begun(make)
    transport.put_new(LAPTOP, ACK, b"12345")
    transport.put_new(LAPTOP, HELLO, b"")
    assert transport.read(LAPTOP, ACK, 5) == b"12345"
    assert transport.read(LAPTOP, HELLO, 5) == b""
    with pytest.raises(BadFile):
        transport.read(LAPTOP, ACK, 4)


def test_that_what_is_not_there_is_missing_and_no_more(make: Make) -> None:
    transport = begun(make)
    assert transport.list(LAPTOP) == []
    with pytest.raises(Missing):
        transport.read(LAPTOP, ACK, 5)
    transport.put_new(LAPTOP, HELLO, b"x")
    with pytest.raises(Missing):
        transport.read(LAPTOP, ACK, 5)


def test_that_a_laptop_takes_its_own_files_away_twice_if_need_be(make: Make) -> None:
    transport = begun(make)
    transport.put_new(LAPTOP, ACK, b"x")
    transport.put_new(LAPTOP, HELLO, b"x")
    transport.remove_own(LAPTOP, ACK)
    transport.remove_own(LAPTOP, ACK)
    assert transport.list(LAPTOP) == [Entry(HELLO, 1)]


@pytest.mark.parametrize(("folder", "name"), [("..", ACK), (LAPTOP, "../x"), (LAPTOP, "x.txt"), ("", ACK)])
def test_that_no_name_leads_out_of_the_share(make: Make, folder: str, name: str) -> None:
    transport = begun(make)
    acts: list[Callable[[], Any]] = [
        lambda: transport.read(folder, name, 5),
        lambda: transport.put_new(folder, name, b"x"),
        lambda: transport.remove_own(folder, name),
    ]
    for act in acts:
        with pytest.raises(BadFile):
            act()


def test_that_a_half_written_file_is_taken_for_nothing_else(make: Make) -> None:
    transport = begun(make)
    transport.put_new(LAPTOP, f"{ACK}.77.tmp", b"ha")
    listing = look_at(make())
    assert not listing.files
    assert [half.name for half in listing.halves] == [f"{ACK}.77.tmp"]


def test_that_two_laptops_share_through_it(make: Make) -> None:
    clock = Clock()

    def world(name: str) -> World:
        return World(clock, random.Random(name).randbytes, MemoryAnchors(), name, name, name, "1")

    ann, bob = (MemoryLedger(PORTFOLIO, random.Random(seed).randbytes) for seed in (1, 2))
    ann.write("Ann's")
    invitation, report = share(ann, make(), world("ann"), encrypted=True, title="Office")
    assert not report.trouble
    join(invitation, make(), world("bob"), lambda _id: bob)
    bob.write("Bob's")
    for _turn in range(2):
        clock.on(60_000)
        assert not engine.round(bob, make(), world("bob")).trouble
        assert not engine.round(ann, make(), world("ann")).trouble
    assert ann.values() == bob.values() == ['"Ann\'s"', '"Bob\'s"']


def test_that_a_place_that_is_not_there_is_refused(make: Make, tmp_path: Path) -> None:
    with ExitStack() as stack:
        transport = make()
        if isinstance(transport, RemoteTransport):
            there = transport._address
            host = "another" if there.scheme == "s3" else there.host
            away = there._replace(path=f"{there.path}/away", host=host)
            transport = RemoteTransport(away, NAME, transport._keys, transport._connect)
            stack.callback(transport.close)
        else:
            transport = FolderTransport(tmp_path / "away", NAME)
        with pytest.raises(Refusal, match="There is no folder"):
            transport.probe()
