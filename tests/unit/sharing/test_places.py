# SPDX-License-Identifier: Apache-2.0
"""Folders and addresses as places of a share, and what this laptop keeps of servers."""

import stat
import sys
from pathlib import Path

import pytest

from portfolio_desktop.sharing.keys import PASSWORD_VARIABLE, KeptKeys, trust
from portfolio_desktop.sharing.laptop import remember_folder, remembered_folder
from portfolio_desktop.sharing.places import greet, place_of, reached, told_to_others
from portfolio_desktop.sync.invitation import Invitation, read_invitation, write_invitation
from portfolio_desktop.sync.office import Office
from portfolio_desktop.sync.share.remote.address import Address, read_address
from portfolio_desktop.sync.share.remote.transport import PasswordWanted

_HERE = read_address("sftp://ann@server/srv/office")


def test_that_a_folder_stays_a_folder_and_an_address_an_address(tmp_path: Path) -> None:
    for place in (tmp_path, _HERE):
        assert place_of(str(place)) == place
        remember_folder("one", place)
        assert remembered_folder("one") == place
    greet(tmp_path / "not there")


def test_that_an_invitation_names_the_address_and_nobody(tmp_path: Path) -> None:
    assert told_to_others(_HERE) == "sftp://server/srv/office"
    assert told_to_others(tmp_path) == told_to_others(None) == ""
    office = Office("portfolio", bytes(32), True)
    for address in ("", "sftp://server/srv/office"):
        invitation = Invitation(office, "Office", "Ann", {}, address)
        assert read_invitation(write_invitation(invitation), "x").address == address


def test_that_a_password_is_kept_for_its_owner_alone_and_never_tried_twice(laptop: Path) -> None:
    keys = KeptKeys(_HERE)
    assert keys.password() is None
    keys.keep("open sesame")
    assert KeptKeys(read_address("sftp://ann@server/another/folder")).password() == "open sesame"
    assert KeptKeys(read_address("sftp://bob@server/srv/office")).password() is None
    (kept,) = laptop.rglob("*.password")
    if sys.platform != "win32":
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    keys.refused()
    assert keys.password() is None


def test_that_commands_nobody_watches_take_the_password_from_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(PASSWORD_VARIABLE, "given")
    keys = KeptKeys(_HERE)
    assert keys.password() == "given"
    keys.refused()
    assert keys.password() is None
    keys.keep("typed")
    assert KeptKeys(_HERE).password() == "typed"


def test_that_servers_somebody_trusted_are_known_beside_those_of_ssh(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    (tmp_path / ".ssh").mkdir()
    (tmp_path / ".ssh" / "known_hosts").write_text("theirs ssh-ed25519 AAAA", "ascii")
    trust("one ssh-ed25519 BBBB")
    trust("two ssh-ed25519 CCCC")
    lines = KeptKeys(_HERE).hosts().splitlines()
    assert lines == ["theirs ssh-ed25519 AAAA", "one ssh-ed25519 BBBB", "two ssh-ed25519 CCCC"]


def test_that_the_way_to_a_share_is_made_when_it_is_first_used() -> None:
    address = Address("smb", "ann", "server", None, "share")
    with reached(address, "portfolio") as transport, pytest.raises(PasswordWanted):
        transport.devices()
