# SPDX-License-Identifier: Apache-2.0
"""No workspace and no copy of one lies in a folder that is shared through: it holds the portfolio and the key to the share."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.paths import HOME_VARIABLE
from portfolio_desktop.services.office import Office, new_office
from portfolio_desktop.services.safekeeping.copies import cautions, copy_to
from portfolio_desktop.services.safekeeping.opening import open_safely
from portfolio_desktop.services.safekeeping.places import UnsafePlace, refuse_unsafe
from portfolio_desktop.services.safekeeping.restoring import give_away, restore
from portfolio_desktop.sharing.mending import rename
from portfolio_desktop.sharing.part import join, part_of
from portfolio_desktop.sync.invitation import Invitation
from portfolio_desktop.sync.share.layout import share_folder

Shared = tuple[Office, Invitation, Path]


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shared]:
    """Ann's workspace, the invitation to its share, and the folder of that."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "laptop"))
    folder = tmp_path / "share"
    (folder / "below").mkdir(parents=True)
    (tmp_path / "link").symlink_to(folder)
    with new_office(tmp_path / "Ann.portfolio", "Ann Example") as office:
        yield office, part_of(office).share(folder, encrypted=True, title="Board")[0], folder


def _restored(office: Office, target: Path) -> None:
    restore(copy_to(office.path, office.path.with_name("copy.portfolio")), target, "Ann", rename)


@pytest.mark.parametrize(
    "act",
    [
        lambda office, target: copy_to(office.path, target),
        give_away,
        _restored,
        lambda _office, target: refuse_unsafe(target),
        lambda office, target: cautions(target.parent, office.path, None),
    ],
    ids=["copy", "give away", "restore", "make", "second place"],
)
@pytest.mark.parametrize("place", ["share", "share/below", "link", "link/below", "share/of the portfolio"])
def test_that_no_copy_is_put_into_any_folder_that_is_shared_through(
    shared: Shared, tmp_path: Path, act: Callable[[Office, Path], object], place: str
) -> None:
    office, _invitation, _folder = shared
    target = tmp_path / place.replace("of the portfolio", share_folder(office.store.id)) / "X.portfolio"
    with pytest.raises(Refusal, match="choose a place outside it"):
        act(office, target)
    assert not target.exists()


@pytest.mark.parametrize("place", ["share", "share/below", "link/below"])
def test_that_nobody_joins_into_the_folder_itself(shared: Shared, tmp_path: Path, place: str) -> None:
    _office, invitation, folder = shared
    lain = sorted(folder.rglob("*"))
    with pytest.raises(Refusal, match=r"X\.portfolio lies in the shared folder"):
        join(invitation, folder, tmp_path / place / "X.portfolio", "Bob")
    assert sorted(folder.rglob("*")) == lain


@pytest.mark.parametrize("place", ["empty", "empty/below", "link"])
def test_that_a_workspace_is_not_shared_through_the_folder_in_which_it_lies(
    shared: Shared, tmp_path: Path, place: str
) -> None:
    folder = tmp_path / "empty"
    (folder / "below").mkdir(parents=True)
    (tmp_path / "link").unlink()
    (tmp_path / "link").symlink_to(folder)
    with new_office(tmp_path / place / "B.portfolio", "Bob") as office:
        with pytest.raises(Refusal, match="choose a place outside it"):
            part_of(office).share(folder, encrypted=True, title="Board")
        assert not part_of(office).is_shared
        part_of(office).share(tmp_path / "share", encrypted=True, title="Board")
        with pytest.raises(Refusal, match="choose a place outside it"):
            part_of(office).choose_folder(folder, put_back=True)
        invitation = part_of(office).invite("Board")
        part_of(office).leave()
        with pytest.raises(Refusal, match="choose a place outside it"):
            part_of(office).come_back(invitation, folder)
    assert not any(path.name.startswith("pd-") for path in folder.iterdir())


def test_that_a_workspace_that_was_put_into_a_shared_folder_is_only_read_there(
    shared: Shared, tmp_path: Path
) -> None:
    office, _invitation, folder = shared
    lain = folder / "Lain.portfolio"
    copied = copy_to(office.path, tmp_path / "copy.portfolio")
    copied.rename(lain)
    with pytest.raises(UnsafePlace, match=r"restore NEW Lain\.portfolio") as refused:
        open_safely(lain, "Bob")
    assert f"lies in the shared folder {folder}" in refused.value.words
    with open_safely(lain, "Bob", read_only=True) as read:
        assert read.path == lain
    restore(lain, safe := tmp_path / "safe.portfolio", "Bob", rename)
    with open_safely(safe, "Bob") as opened:
        assert not opened.store.read_only
