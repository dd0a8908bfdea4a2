# SPDX-License-Identifier: Apache-2.0
"""What people type as the address of a share: read, written again alike, and refused with what it must look like."""

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.sync.share.remote.address import is_address, read_address

GOOD = (
    "sftp://ann@files.example.org/srv/office",
    "sftp://files.example.org:2222/srv/two%20words",
    "smb://ann@server/share/office",
    "smb://OFFICE%5Cann@server/share",
    "webdavs://ann@files.example.org/remote.php/dav/files/ann/Office",
    "webdav://ann@localhost:8080/office",
    "sftp://ann@[2001:db8::1]:22/office",
    "s3://bucket",
    "s3://KEY@bucket/office?endpoint=https://storage.example.org:9000&region=eu-west-2",
)


@pytest.mark.parametrize("text", GOOD)
def test_that_an_address_is_kept_as_it_was_typed(text: str) -> None:
    address = read_address(text)
    assert read_address(str(address)) == address
    assert str(address).rstrip("/") == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ftp://server/share", "must begin with one of: sftp://, smb://"),
        ("https://server/share", "no kind of address"),
        ("sftp://ann:secret@server/office", "Leave the password out"),
        ("s3://KEY:secret@bucket", "Leave the password out"),
        ("sftp:///srv/office", "names no server"),
        ("smb://server", "must name a folder"),
        ("sftp://server/../etc", "cannot be read"),
        ("sftp://server/a%5Cb", "cannot be read"),
        ("sftp://server:many/office", "cannot be read"),
        ("webdav://ann@files.example.org/office", "Use webdavs://"),
        ("s3://KEY@bucket/office?endpoint=http://storage.example.org", "cannot be read"),
        ("s3://KEY@bucket/office?endpoint=https://ann:secret@storage.example.org", "cannot be read"),
    ],
)
def test_that_an_address_that_cannot_be_used_is_refused_with_what_to_do(text: str, words: str) -> None:
    with pytest.raises(Refusal, match=words) as caught:
        read_address(text)
    assert "secret" not in str(caught.value) or "Leave" not in words


@pytest.mark.parametrize("text", [r"C:\office", r"\\server\share", "/srv/office", "office", "//server/share"])
def test_that_a_folder_is_no_address(text: str) -> None:
    assert not is_address(text)


def test_that_passwords_are_kept_for_a_person_on_a_server_whatever_the_folder() -> None:
    one, other = (read_address(f"sftp://ann@server/{folder}") for folder in ("a", "b"))
    assert one.server == other.server
    assert one.server != read_address("sftp://bob@server/a").server
    assert read_address("s3://K@b?endpoint=https://x.example").server != read_address("s3://K@b").server
