# SPDX-License-Identifier: Apache-2.0
"""Whether a place is safe for a database, as three systems would be asked on any of them."""

import stat
import sys
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from portfolio_desktop.base.laptop import (
    dropbox_folders,
    mounts_of_linux,
    mounts_of_mac,
    this_laptop,
    unsafe_here,
    write_paper,
)
from portfolio_desktop.base.places import Danger, Laptop, unsafe

WINDOWS = PureWindowsPath(r"D:\people\ada")
POSIX = PurePosixPath("/people/ada")


def windows(**given: object) -> Laptop:
    return Laptop(home=WINDOWS, **given)  # type: ignore[arg-type]


def posix(*there: str, **given: object) -> Laptop:
    return Laptop(home=POSIX, there=lambda path: str(path) in there, **given)  # type: ignore[arg-type]


def found(path: PurePath, laptop: Laptop) -> tuple[Danger, str, str] | None:
    what = unsafe(path, laptop)
    return (what.danger, str(what.folder), what.who) if what else None


def test_that_a_folder_of_the_laptops_own_is_safe() -> None:
    assert found(WINDOWS / "AppData" / "Local" / "office.portfolio", windows()) is None
    assert found(POSIX / "work" / "office.portfolio", posix(mounts=((PurePosixPath("/"), "ext4"),))) is None


def test_that_windows_says_where_its_onedrive_is() -> None:
    environment = {"OneDriveCommercial": r"D:\people\ada\Head Office", "OneDrive": ""}
    laptop = windows(environment=environment)
    expected = (Danger.SYNCED, r"D:\people\ada\Head Office", "OneDrive")
    assert found(WINDOWS / "head office" / "Documents" / "a.portfolio", laptop) == expected
    assert found(WINDOWS / "Documents" / "a.portfolio", laptop) is None


def test_that_a_folder_that_a_program_registered_is_synchronised_and_the_innermost_is_named() -> None:
    roots = ((WINDOWS / "Contoso", "OneDrive"), (WINDOWS / "Contoso" / "Pack - Documents", "SharePoint"))
    expected = (Danger.SYNCED, r"D:\people\ada\Contoso\Pack - Documents", "SharePoint")
    assert found(WINDOWS / "Contoso" / "Pack - Documents" / "a", windows(synced=roots)) == expected


@pytest.mark.parametrize(
    "path", [r"\\server\share\a.portfolio", "//server/share/a.portfolio", r"Z:\office\a.portfolio"]
)
def test_that_a_share_is_a_network_drive_by_its_name_or_by_its_letter(path: str) -> None:
    what = unsafe(PureWindowsPath(path), windows(is_remote=lambda drive: drive == "Z:\\"))
    assert what is not None
    assert what.danger is Danger.NETWORK
    assert "network drive" in what.words


@pytest.mark.parametrize(
    ("folder", "who"),
    [
        ("OneDrive - Northmoor Council", "OneDrive"),
        ("Dropbox (Personal)", "Dropbox"),
        ("Google Drive", "Google Drive"),
        ("iCloudDrive", "iCloud Drive"),
        ("Nextcloud", "Nextcloud"),
    ],
)
def test_that_the_usual_names_are_known_where_nothing_is_registered(folder: str, who: str) -> None:
    assert found(WINDOWS / folder / "a.portfolio", windows()) == (Danger.SYNCED, str(WINDOWS / folder), who)
    assert found(WINDOWS / f"Drawings of {folder}", windows()) is None


def test_that_what_apple_provides_is_known_by_its_folder() -> None:
    provided = POSIX / "Library" / "CloudStorage" / "GoogleDrive-ada@example.org"
    assert found(provided / "My Drive" / "a", posix()) == (Danger.SYNCED, str(provided), "GoogleDrive")
    drive = POSIX / "Library" / "Mobile Documents"
    assert found(drive / "com~apple~CloudDocs" / "a", posix()) == (Danger.SYNCED, str(drive), "iCloud Drive")


def test_that_documents_are_in_icloud_only_where_they_were_put_there() -> None:
    linked = str(POSIX / "Library" / "Mobile Documents" / "com~apple~CloudDocs" / "Documents")
    expected = (Danger.SYNCED, str(POSIX / "Documents"), "iCloud Drive")
    assert found(POSIX / "Documents" / "a", posix(linked)) == expected
    assert found(POSIX / "Documents" / "a", posix()) is None
    assert found(POSIX / "Desktop" / "a", posix(linked)) is None


def test_that_the_file_system_that_a_path_lies_on_decides() -> None:
    table = "/dev/a / ext4 rw 0 0\nsrv:/x /mnt/team\\040files nfs4 rw 0 0\n/dev/b /mnt/team\\040files/own ext4 rw 0 0\n"
    laptop = posix(mounts=tuple(mounts_of_linux(table)))
    team = PurePosixPath("/mnt/team files")
    assert found(team / "a", laptop) == (Danger.NETWORK, str(team), "nfs4")
    assert found(team / "own" / "a", laptop) is None
    assert found(team.parent / "a", laptop) is None


def test_that_the_table_of_a_mac_is_read() -> None:
    table = "/dev/disk1 on / (apfs, local)\n//ada@server/Team on /Volumes/Team (old) (smbfs, nodev)\nmap on nonsense\n"
    assert list(mounts_of_mac(table)) == [
        (PurePosixPath("/"), "apfs"),
        (PurePosixPath("/Volumes/Team (old)"), "smbfs"),
    ]


def test_that_what_a_program_leaves_in_its_folder_gives_it_away_but_not_its_settings_at_home() -> None:
    laptop = posix(str(POSIX / "shared" / ".stfolder"), str(POSIX / ".dropbox"))
    assert found(POSIX / "shared" / "deep" / "a", laptop) == (
        Danger.SYNCED,
        str(POSIX / "shared"),
        "Syncthing",
    )
    assert found(POSIX / "a", laptop) is None


def test_that_dropbox_says_where_its_folders_are_and_nonsense_says_nothing() -> None:
    text = '{"personal": {"path": "/people/ada/Own"}, "business": {"path": "/people/ada/Firm"}}'
    assert [folder.as_posix() for folder, _who in dropbox_folders(text)] == [
        "/people/ada/Own",
        "/people/ada/Firm",
    ]
    for nonsense in ("", "[]", '{"personal": 3}', "null"):
        assert list(dropbox_folders(nonsense)) == []


def test_that_this_laptop_can_be_asked(tmp_path: Path) -> None:
    assert this_laptop().home == Path.home()
    assert unsafe_here(tmp_path / "Dropbox" / "a.portfolio") is not None


@pytest.mark.skipif(sys.platform == "win32", reason="rights are bits elsewhere alone")
def test_that_a_paper_is_its_owners_alone_but_on_a_share_where_others_are_to_read_it(tmp_path: Path) -> None:
    shared = tmp_path / "Nextcloud"
    shared.mkdir()
    for folder in (tmp_path, shared):
        write_paper(folder / "paper.pdf", b"words")
    assert stat.S_IMODE((tmp_path / "paper.pdf").stat().st_mode) == 0o600
    expected = tmp_path / "usual"
    expected.write_bytes(b"")
    assert (shared / "paper.pdf").stat().st_mode == expected.stat().st_mode
