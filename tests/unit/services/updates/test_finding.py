# SPDX-License-Identifier: Apache-2.0
"""A newer version in a folder: found where there is one, and taken to this laptop only as it was signed."""

from pathlib import Path

import pytest

from portfolio_desktop.base.errors import Refusal, Trouble
from portfolio_desktop.base.paths import HOME_VARIABLE
from portfolio_desktop.base.progress import Cancelled
from portfolio_desktop.services.updates.finding import Update, kind_here, look, take
from portfolio_desktop.services.updates.manifest import NAME
from tests.support.releases import CONTENT, KEY, PUBLIC, lay, release


@pytest.fixture(autouse=True)
def laptop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "laptop"))
    return tmp_path / "laptop"


def found(folder: Path) -> Update:
    update = look([folder], keys=[PUBLIC], current="1.3")
    assert update is not None
    return update


def test_that_a_newer_version_is_told_in_one_line(tmp_path: Path) -> None:
    assert found(lay(tmp_path / "updates")).words == "Version 99.4 is ready: Packs print faster."


@pytest.mark.parametrize("version", ["1.3", "1.3.0", "1.2.9", "0.9"])
def test_that_the_same_and_older_versions_are_nothing_new(tmp_path: Path, version: str) -> None:
    folder = lay(tmp_path / "updates", release(version))
    assert look([folder], keys=[PUBLIC], current="1.3") is None


def test_that_of_several_folders_the_newest_version_counts(tmp_path: Path) -> None:
    folders = [lay(tmp_path / version, release(version)) for version in ("1.4", "1.10", "1.9")]
    update = look(folders, keys=[PUBLIC], current="1.3")
    assert update is not None
    assert update.folder == tmp_path / "1.10"


def test_that_a_version_for_other_systems_alone_is_nothing_new_here(tmp_path: Path) -> None:
    folder = lay(tmp_path / "updates", release(kind="amiga-m68k"))
    assert look([folder], keys=[PUBLIC], current="1.3") is None
    assert look([folder], keys=[PUBLIC], current="1.3", kind="amiga-m68k") is not None


def test_that_folders_that_are_gone_or_empty_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "odd" / NAME).mkdir(parents=True)
    assert look([tmp_path / "gone", tmp_path / "empty", tmp_path / "odd"], keys=[PUBLIC]) is None


def test_that_what_is_taken_is_what_was_signed_and_lies_on_this_laptop(tmp_path: Path, laptop: Path) -> None:
    path = take(found(lay(tmp_path / "updates")))
    assert path.is_relative_to(laptop)
    assert path.read_bytes() == CONTENT


@pytest.mark.parametrize("there", [CONTENT[:-1], CONTENT + b"!", CONTENT[:-1] + b"!", b""])
def test_that_an_altered_file_is_refused_and_nothing_of_it_stays(
    tmp_path: Path, laptop: Path, there: bytes
) -> None:
    update = found(lay(tmp_path / "updates"))
    (update.folder / update.file.name).write_bytes(there)
    with pytest.raises(Refusal, match="not the file that was signed"):
        take(update)
    assert list((laptop / "updates").iterdir()) == []


def test_that_a_file_that_is_not_there_yet_is_trouble_in_words(tmp_path: Path, laptop: Path) -> None:
    update = found(lay(tmp_path / "updates"))
    (update.folder / update.file.name).unlink()
    with pytest.raises(Trouble, match="could not be taken to this laptop"):
        take(update)
    assert list((laptop / "updates").iterdir()) == []


def test_that_a_refused_file_leaves_the_one_that_was_proved_before(tmp_path: Path, laptop: Path) -> None:
    take(found(lay(tmp_path / "updates")))
    update = found(lay(tmp_path / "updates", release("99.5")))
    (update.folder / update.file.name).write_bytes(b"something else")
    with pytest.raises(Refusal):
        take(update)
    assert [path.name for path in (laptop / "updates").iterdir()] == ["portfolio-desktop-99.4-setup.exe"]


def test_that_only_the_newest_version_is_kept(tmp_path: Path, laptop: Path) -> None:
    for version in ("99.4", "99.5"):
        take(found(lay(tmp_path / "updates", release(version))))
    assert [path.name for path in (laptop / "updates").iterdir()] == ["portfolio-desktop-99.5-setup.exe"]


def test_that_taking_can_be_stopped_and_leaves_nothing_half(tmp_path: Path, laptop: Path) -> None:
    def stop(_done: int, _of: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        take(found(lay(tmp_path / "updates")), stop)
    assert list((laptop / "updates").iterdir()) == []


def test_that_an_announcement_that_is_not_ours_is_told_rather_than_passed_over(tmp_path: Path) -> None:
    folder = lay(tmp_path / "updates")
    with pytest.raises(Refusal, match="not signed"):
        look([folder], keys=[KEY.sign(b"")[:32]])


def test_that_a_laptop_knows_what_installs_the_program_on_it() -> None:
    assert kind_here().split("-")[0] in {"windows", "macos", "deb", "tarball"}
