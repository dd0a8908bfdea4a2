# SPDX-License-Identifier: Apache-2.0
"""A server that does not let us in, is not who it was, or is not there: one sentence each, and never a second knock."""

import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.domain.levelling import solver
from portfolio_desktop.sync.share.remote import opening
from portfolio_desktop.sync.share.remote.address import Address, read_address
from portfolio_desktop.sync.share.remote.files import Files, Keys
from portfolio_desktop.sync.share.remote.opening import open_files
from portfolio_desktop.sync.share.remote.transport import PasswordWanted, RemoteTransport, UnknownServer
from portfolio_desktop.sync.share.transport import Full, NotAllowed, Unreachable, Unreadable
from tests.support.keys import Given
from tests.support.servers import BUCKET, PASSWORD, USER, s3_server, sftp_server, webdav_server


def transport(
    text: str, keys: Given, connect: Callable[[Address, Keys], Files] = open_files
) -> RemoteTransport:
    return RemoteTransport(read_address(text), "pd-0a1b2c3d", keys, connect)


def test_that_a_wrong_password_is_told_and_not_tried_again(tmp_path: Path) -> None:
    with sftp_server(tmp_path) as (port, line), webdav_server(tmp_path) as dav, s3_server() as store:
        for text in (
            f"sftp://{USER}@127.0.0.1:{port}/x",
            f"webdav://{USER}@127.0.0.1:{dav}/x",
            f"s3://bob@{BUCKET}?endpoint=http://127.0.0.1:{store}",
        ):
            keys = Given("wrong", line)
            with pytest.raises(PasswordWanted, match="does not let"):
                transport(text, keys).greet()
            assert keys.refusals == 1


@pytest.mark.parametrize("text", ["smb://ann@localhost/share", "webdav://ann@localhost/x", "s3://KEY@bucket"])
def test_that_nobody_is_asked_in_a_name_without_a_password(text: str) -> None:
    def knock(_address: Address, _keys: Keys) -> Files:
        raise AssertionError("knocked")

    with pytest.raises(PasswordWanted, match="wants the password"):
        transport(text, Given(None), knock).greet()


def test_that_a_server_is_believed_once_somebody_said_that_its_key_is_right(tmp_path: Path) -> None:
    with sftp_server(tmp_path) as (port, line):
        text = f"sftp://{USER}@127.0.0.1:{port}/x"
        with pytest.raises(UnknownServer, match="SHA256:") as caught:
            transport(text, Given()).greet()
        assert caught.value.line == line.strip()
        believing = transport(text, Given(PASSWORD, caught.value.line))
        believing.greet()
        believing.close()


def test_that_a_server_with_another_key_than_it_had_is_not_let_near(tmp_path: Path) -> None:
    with sftp_server(tmp_path) as (port, line), sftp_server(tmp_path) as (other, _line):
        keys = Given(PASSWORD, f"# a comment\nnonsense here\n{line.replace(str(port), str(other))}")
        with pytest.raises(NotAllowed, match="another key than it had") as caught:
            transport(f"sftp://{USER}@127.0.0.1:{other}/x", keys).greet()
        assert not isinstance(caught.value, UnknownServer)
        assert keys.refusals == 0


def test_that_a_server_that_is_not_there_is_named() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and nobody listens
        port = taken.getsockname()[1]
        for text in (
            f"sftp://{USER}@127.0.0.1:{port}/x",
            f"smb://{USER}@127.0.0.1:{port}/share",
            f"webdav://{USER}@127.0.0.1:{port}/x",
            f"s3://{USER}@{BUCKET}/x?endpoint=http://127.0.0.1:{port}",
        ):
            with pytest.raises(Unreachable, match=r"does not answer.*Your work is safe"):
                transport(text, Given()).devices()


def test_that_a_missing_part_of_the_program_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_address: Address, _keys: Keys) -> Files:
        raise ModuleNotFoundError("asyncssh")

    monkeypatch.setitem(opening.OPENERS, "sftp", missing)
    with pytest.raises(Refusal, match=r"dev.py remote"):
        transport("sftp://server/x", Given()).greet()
    monkeypatch.setattr(sys, "frozen", True, raising=False)  # there is no dev.py beside a packed program
    with pytest.raises(Refusal, match="this packed program does not carry"):
        transport("sftp://server/x", Given()).greet()
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    assert "this packed program does not carry" in solver.missing()


class Failing:
    """A connection on which everything fails alike."""

    def __init__(self, error: OSError) -> None:
        self.error, self.closed = error, 0

    def fail(self, *_arguments: object) -> None:
        raise self.error

    names = read = create = remove = make_folder = remove_folder = fail

    def close(self) -> None:
        self.closed += 1


@pytest.mark.parametrize(
    ("number", "kind", "words"),
    [(28, Full, "is full"), (13, NotAllowed, "does not let you write"), (5, Unreachable, "does not do")],
)
def test_that_what_fails_at_a_server_fails_as_a_share_does(
    number: int, kind: type[Exception], words: str
) -> None:
    failing = Failing(OSError(number, "words of the system"))
    share = transport("sftp://server/x", Given(), lambda _address, _keys: failing)  # type: ignore[arg-type, return-value]
    with pytest.raises(kind, match=words):
        share.put_new("", "format.json", b"{}")
    assert failing.closed == 1


def test_that_a_server_that_shows_nothing_is_not_told_as_read_only() -> None:
    failing = Failing(PermissionError(13, "no"))
    share = transport("sftp://server/x", Given(), lambda _address, _keys: failing)  # type: ignore[arg-type, return-value]
    with pytest.raises(NotAllowed, match="does not let you look into it"):
        share.devices()


def test_that_one_file_that_is_held_is_not_a_share_that_fails() -> None:
    failing = Failing(PermissionError(13, "in use"))
    share = transport("sftp://server/x", Given(), lambda _address, _keys: failing)  # type: ignore[arg-type, return-value]
    with pytest.raises(Unreadable, match=r"ack-1\.json cannot be opened now"):
        share.read("d-0123456789abcdef", "ack-1.json", 10)
    assert failing.closed == 0
