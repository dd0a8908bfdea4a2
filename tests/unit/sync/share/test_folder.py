# SPDX-License-Identifier: Apache-2.0
"""An ordinary folder as a share, on a real disk: whole files or none, no way out of it, and plain words for every failure."""

import contextlib
import errno
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.sync.share.folder import FolderTransport, in_full
from portfolio_desktop.sync.share.layout import FORMAT_FILE, FORMAT_WORDS, device_folder
from portfolio_desktop.sync.share.transport import (
    AlreadyThere,
    BadFile,
    Closed,
    Full,
    Missing,
    NotAllowed,
    ShareTrouble,
    Unreachable,
    Unreadable,
    Vanished,
)

STREAM = "0123456789abcdef"
FOLDER = device_folder(STREAM)
SEGMENT = "seg-000000001-000000003-0123456789abcdef.pdc"
CONTENT = b"edits" * 1000
CALLS = ("open", "lstat", "scandir", "fsync", "mkdir", "rename", "unlink")
ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.ETIMEDOUT, errno.EROFS, errno.EBUSY)

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows makes links for administrators only")


@pytest.fixture
def pauses() -> list[float]:
    return []


@pytest.fixture
def transport(tmp_path: Path, pauses: list[float]) -> FolderTransport:
    transport = FolderTransport(tmp_path, "pd-01234567", pauses.append)
    transport.put_new("", FORMAT_FILE, FORMAT_WORDS)
    return transport


@pytest.fixture
def root(tmp_path: Path, transport: FolderTransport) -> Path:
    return tmp_path / "pd-01234567"


def names(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def test_that_what_is_put_there_is_listed_and_read(transport: FolderTransport) -> None:
    transport.put_new(FOLDER, SEGMENT, CONTENT)
    assert transport.devices() == [FOLDER]
    assert transport.list(FOLDER) == [(SEGMENT, len(CONTENT))]
    assert transport.read(FOLDER, SEGMENT, len(CONTENT)) == CONTENT
    transport.remove_own(FOLDER, SEGMENT)
    transport.remove_own(FOLDER, SEGMENT)
    assert transport.list(FOLDER) == []


def test_that_the_same_file_again_changes_nothing_and_another_of_its_name_is_not_written_over(
    transport: FolderTransport, root: Path
) -> None:
    transport.put_new(FOLDER, SEGMENT, CONTENT)
    transport.put_new(FOLDER, SEGMENT, CONTENT)
    with pytest.raises(AlreadyThere):
        transport.put_new(FOLDER, SEGMENT, b"other")
    assert (root / FOLDER / SEGMENT).read_bytes() == CONTENT
    assert names(root) == [f"{FOLDER}/{SEGMENT}", FORMAT_FILE]


def test_that_a_file_larger_than_the_reader_takes_is_not_read_whole(transport: FolderTransport) -> None:
    transport.put_new(FOLDER, SEGMENT, CONTENT)
    with pytest.raises(BadFile, match="too large"):
        transport.read(FOLDER, SEGMENT, 100)


def test_that_a_file_that_is_not_there_is_missing_and_no_trouble(transport: FolderTransport) -> None:
    with pytest.raises(Missing):
        transport.read(FOLDER, SEGMENT, 100)
    assert transport.list(FOLDER) == []


def test_that_a_share_far_down_among_folders_is_written_and_read(tmp_path: Path) -> None:
    place = tmp_path
    while (
        len(str(place)) < 230
    ):  # which Windows still makes; what lies in it is beyond what it opens as it is
        place /= "Departmental papers"
        place.mkdir()
    transport = FolderTransport(place, "pd-01234567")
    transport.put_new("", FORMAT_FILE, FORMAT_WORDS)
    transport.put_new(FOLDER, SEGMENT, CONTENT)
    assert transport.devices() == [FOLDER]
    assert [entry.name for entry in transport.list(FOLDER)] == [SEGMENT]
    assert transport.read(FOLDER, SEGMENT, len(CONTENT)) == CONTENT
    transport.remove_own(FOLDER, SEGMENT)
    assert not transport.list(FOLDER)


@pytest.mark.parametrize(
    ("path", "marked"),
    [
        (r"C:\Team\pd-1", r"\\?\C:\Team\pd-1"),
        (r"\\server\team\pd-1", r"\\?\UNC\server\team\pd-1"),
        (r"\\?\C:\Team\pd-1", r"\\?\C:\Team\pd-1"),
    ],
)
def test_that_a_long_path_of_windows_is_marked_once(path: str, marked: str) -> None:
    assert in_full(path) == marked


@pytest.mark.parametrize("folder", ["..", "../..", "/etc", "d-x", "d-0123456789abcdef/..", "c:"])
@pytest.mark.parametrize("name", ["passwd", "../../x", SEGMENT])
def test_that_no_name_leads_out_of_the_share(transport: FolderTransport, folder: str, name: str) -> None:
    for act in (
        lambda: transport.read(folder, name, 100),
        lambda: transport.put_new(folder, name, b"x"),
        lambda: transport.remove_own(folder, name),
    ):
        with pytest.raises(BadFile):
            act()


@posix
def test_that_links_are_neither_followed_nor_listed(
    transport: FolderTransport, root: Path, tmp_path: Path
) -> None:
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / SEGMENT).write_bytes(b"secret")
    transport.put_new(FOLDER, "hello-1.json", b"{}")
    (root / FOLDER / SEGMENT).symlink_to(secret / SEGMENT)
    other = device_folder("f" + STREAM[1:])
    (root / other).symlink_to(secret)
    assert transport.devices() == [FOLDER]
    assert [entry.name for entry in transport.list(FOLDER)] == ["hello-1.json"]
    assert transport.list(other) == []
    for folder in (FOLDER, other):
        with pytest.raises(Missing):
            transport.read(folder, SEGMENT, 100)
    with pytest.raises(NotAllowed):
        transport.put_new(other, "hello-1.json", b"{}")
    assert sorted(path.name for path in secret.iterdir()) == [SEGMENT]


@posix
def test_that_a_pipe_among_the_files_does_not_hang_anybody(transport: FolderTransport, root: Path) -> None:
    transport.put_new(FOLDER, "hello-1.json", b"{}")
    os.mkfifo(root / FOLDER / SEGMENT)
    with pytest.raises(Missing):
        transport.read(FOLDER, SEGMENT, 100)


def _folder(path: Path, _outside: Path) -> None:
    path.mkdir()
    (path / "within").write_text("somebody's", encoding="utf-8")


def _link(path: Path, outside: Path) -> None:
    path.symlink_to(outside)


def _pipe(path: Path, _outside: Path) -> None:
    os.mkfifo(path)


@pytest.mark.parametrize(
    "obstacle", [_folder, pytest.param(_link, marks=posix), pytest.param(_pipe, marks=posix)]
)
def test_that_what_lies_where_a_file_belongs_and_is_none_is_moved_aside_and_lost_by_nobody(
    transport: FolderTransport, root: Path, tmp_path: Path, obstacle: Callable[[Path, Path], None]
) -> None:
    transport.put_new(FOLDER, "hello-1.json", b"{}")
    outside = tmp_path / "outside"
    outside.write_bytes(b"somebody's")
    for turn in (1, 2):
        (root / FOLDER / SEGMENT).unlink(missing_ok=True)
        obstacle(root / FOLDER / SEGMENT, outside)
        transport.put_new(FOLDER, SEGMENT, CONTENT)
        assert transport.read(FOLDER, SEGMENT, len(CONTENT)) == CONTENT
        assert os.path.lexists(root / FOLDER / f"{SEGMENT}.aside-{turn}")
    assert outside.read_bytes() == b"somebody's"
    if obstacle is _folder:
        assert (root / FOLDER / f"{SEGMENT}.aside-1" / "within").is_file()


def test_that_a_file_in_the_place_of_a_laptops_folder_is_moved_aside(
    transport: FolderTransport, root: Path
) -> None:
    transport.put_new("", FORMAT_FILE, b"{}")
    (root / FOLDER).write_bytes(b"somebody's")
    transport.put_new(FOLDER, SEGMENT, CONTENT)
    assert transport.read(FOLDER, SEGMENT, len(CONTENT)) == CONTENT
    assert (root / f"{FOLDER}.aside-1").read_bytes() == b"somebody's"


def test_that_a_share_that_is_gone_and_a_folder_that_was_emptied_are_told_apart(
    transport: FolderTransport, root: Path, tmp_path: Path
) -> None:
    (root / FORMAT_FILE).unlink()
    root.rmdir()
    with pytest.raises(Vanished, match="Nothing was deleted on this laptop"):
        transport.devices()
    with pytest.raises(Vanished):
        transport.put_new(FOLDER, SEGMENT, CONTENT)
    tmp_path.rmdir()
    with pytest.raises(Unreachable, match="Your work is safe on this laptop"):
        transport.devices()
    tmp_path.mkdir()


class Failing:
    """Lets the n-th call of a function of `os` fail, once."""

    def __init__(self, call: str, nth: int, error: OSError) -> None:
        self.call, self.left, self.error = call, nth, error
        self.real: Callable[..., Any] = getattr(os, call)

    def __call__(self, *args: Any, **named: Any) -> Any:
        self.left -= 1
        if self.left == 0:
            raise self.error
        return self.real(*args, **named)


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, int, OSError], Failing]]:
    def fail(call: str, nth: int, error: OSError) -> Failing:
        found = Failing(call, nth, error)
        monkeypatch.setattr(os, call, found)
        return found

    yield fail
    monkeypatch.undo()


@pytest.mark.parametrize("number", ERRORS, ids=errno.errorcode.get)
@pytest.mark.parametrize("call", CALLS)
def test_that_any_call_may_fail_and_there_is_a_whole_file_or_none(
    call: str, number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for nth in range(1, 30):
        place = tmp_path / f"{nth}"
        place.mkdir()
        transport = FolderTransport(place, "pd-01234567", lambda _seconds: None)
        transport.put_new("", FORMAT_FILE, FORMAT_WORDS)
        with monkeypatch.context() as patched:
            failing = Failing(call, nth, OSError(number, os.strerror(number)))
            patched.setattr(os, call, failing)
            with contextlib.suppress(ShareTrouble):
                transport.put_new(FOLDER, SEGMENT, CONTENT)
        left = [name for name in names(place / "pd-01234567") if name.endswith(".pdc")]
        assert all((place / "pd-01234567" / name).read_bytes() == CONTENT for name in left)
        transport.put_new(FOLDER, SEGMENT, CONTENT)
        assert transport.read(FOLDER, SEGMENT, len(CONTENT)) == CONTENT
        if failing.left > 0:
            return
    pytest.fail("it asks more than it should")


def test_that_what_a_scanner_holds_for_a_moment_is_tried_again(
    transport: FolderTransport, pauses: list[float], failing: Callable[[str, int, OSError], Failing]
) -> None:
    failing("rename", 1, OSError(errno.EBUSY, "busy"))
    transport.put_new(FOLDER, SEGMENT, CONTENT)
    assert pauses == [0.25]


def test_that_what_somebody_keeps_holding_is_given_up_and_said(
    transport: FolderTransport, pauses: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    transport.put_new(FOLDER, SEGMENT, CONTENT)

    def held(*_args: object) -> int:
        raise OSError(errno.EBUSY, "sharing violation")

    monkeypatch.setattr(os, "open", held)
    with pytest.raises(Unreadable, match="cannot be opened now"):
        transport.read(FOLDER, SEGMENT, 100_000)
    assert pauses == [0.25, 0.5, 1.0, 2.0]


def test_that_a_server_that_is_gone_is_no_missing_file_though_windows_says_so(
    transport: FolderTransport, failing: Callable[[str, int, OSError], Failing]
) -> None:
    transport.put_new(FOLDER, SEGMENT, CONTENT)
    error = FileNotFoundError(errno.ENOENT, "The network path was not found")
    error.winerror = 53  # type: ignore[attr-defined,unused-ignore]
    failing("scandir", 1, error)
    with pytest.raises(Unreachable, match="cannot be reached"):
        transport.list(FOLDER)


@pytest.mark.parametrize("ask", [FolderTransport.devices, lambda share: share.list(FOLDER)])
def test_that_a_share_that_may_not_be_looked_into_is_not_told_as_read_only(
    ask: Callable[[FolderTransport], object],
    transport: FolderTransport,
    failing: Callable[[str, int, OSError], Failing],
) -> None:
    transport.put_new(FOLDER, "hello-1.json", b"{}")
    failing("scandir", 1, OSError(errno.EACCES, "Permission denied"))
    with pytest.raises(Closed, match="does not let this laptop look into it"):
        ask(transport)


def test_that_what_is_in_the_way_and_cannot_be_moved_is_named(
    transport: FolderTransport, root: Path, failing: Callable[[str, int, OSError], Failing]
) -> None:
    transport.put_new(FOLDER, "hello-1.json", b"{}")
    (root / FOLDER / SEGMENT).mkdir()
    failing("rename", 1, OSError(errno.EACCES, "Permission denied"))
    with pytest.raises(NotAllowed, match=f"{SEGMENT} is in the way"):
        transport.put_new(FOLDER, SEGMENT, CONTENT)
    assert (root / FOLDER / SEGMENT).is_dir()


def test_that_a_file_in_the_place_of_the_whole_share_is_named(transport: FolderTransport, root: Path) -> None:
    shutil.rmtree(root)
    root.write_bytes(b"somebody's")
    with pytest.raises(NotAllowed, match=f"{root.name} is in the way"):
        transport.devices()


def test_that_a_full_share_is_told_as_full(
    transport: FolderTransport, root: Path, failing: Callable[[str, int, OSError], Failing]
) -> None:
    failing("fsync", 1, OSError(errno.ENOSPC, "no space"))
    with pytest.raises(Full, match="is full"):
        transport.put_new(FOLDER, SEGMENT, CONTENT)
    assert names(root) == [FORMAT_FILE]


def test_that_a_share_that_changes_what_is_written_is_not_trusted(
    transport: FolderTransport, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = os.rename

    def rewriting(old: str, new: str) -> None:
        rename(old, new)
        Path(new).write_bytes(b"rewritten")

    monkeypatch.setattr(os, "rename", rewriting)
    with pytest.raises(Unreachable, match="did not keep a file as it was written"):
        transport.put_new(FOLDER, SEGMENT, CONTENT)


def test_that_a_good_folder_passes_the_probe_and_is_left_as_it_was(
    transport: FolderTransport, tmp_path: Path, root: Path
) -> None:
    transport.probe()
    assert [path.name for path in tmp_path.iterdir()] == [root.name]


@pytest.mark.parametrize(
    ("call", "number", "words"),
    [
        ("scandir", errno.EACCES, "cannot be looked into"),
        ("mkdir", errno.EACCES, "No folder can be made"),
        ("fsync", errno.EROFS, "is read-only for you"),
        ("fsync", errno.ENOSPC, "is full. Make room"),
        ("unlink", errno.EACCES, "cannot be removed"),
        ("rmdir", errno.EACCES, "cannot be removed"),
        ("listdir", errno.ENOENT, "was not there a moment later"),
    ],
)
def test_that_the_probe_says_for_each_way_a_folder_fails_what_to_do(
    call: str,
    number: int,
    words: str,
    transport: FolderTransport,
    failing: Callable[[str, int, OSError], Failing],
) -> None:
    failing(call, 1, OSError(number, os.strerror(number)))
    with pytest.raises(Refusal, match=words):
        transport.probe()


def test_that_the_probe_refuses_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="There is no folder"):
        FolderTransport(tmp_path / "nowhere", "pd-01234567").probe()


def test_that_a_file_in_place_of_the_shared_folder_is_named_itself(tmp_path: Path) -> None:
    place = tmp_path / "share"
    place.write_text("no folder")
    with pytest.raises(NotAllowed, match=r"share is in the way"):
        FolderTransport(place, "pd-00000000").devices()
