# SPDX-License-Identifier: Apache-2.0
"""Joining says how far it is, and leaves nothing behind where somebody stops it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from portfolio_desktop.base.paths import HOME_VARIABLE
from portfolio_desktop.base.progress import Cancelled
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.services.office import new_office, open_office
from portfolio_desktop.sharing.part import join, part_of
from portfolio_desktop.sharing.shared import is_shared
from portfolio_desktop.storage.backup import backups
from portfolio_desktop.storage.changes import Changes, Create
from portfolio_desktop.sync.invitation import Invitation

COUNT = 40


@pytest.fixture
def invitation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Invitation]:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "laptop"))
    (tmp_path / "share").mkdir()
    (tmp_path / "bob").mkdir()
    with new_office(tmp_path / "Ann.portfolio", "Ann Example") as office:
        ids = [Id(office.store.new_id()) for _n in range(COUNT)]
        office.write(Changes("Add", tuple(Create("risk", id, {"title": "Silt"}) for id in ids)))
        yield part_of(office).share(tmp_path / "share", encrypted=True, title="Board")[0]


def test_that_a_copy_of_the_workspace_as_it_was_alone_is_kept_before_it_is_shared(
    invitation: Invitation, tmp_path: Path
) -> None:
    (kept,) = backups(tmp_path / "Ann.portfolio")
    with open_office(kept.path, "Ann Example", read_only=True) as office, office.reading() as reader:
        assert reader.count(office.catalogue.entity("risk")) == COUNT
        assert not is_shared(office)


def test_that_joining_tells_how_much_there_is_and_how_much_is_here(
    invitation: Invitation, tmp_path: Path
) -> None:
    told: list[tuple[int, int]] = []
    office, standing = join(
        invitation,
        tmp_path / "share",
        tmp_path / "bob" / "B.portfolio",
        "Bob",
        lambda *each: told.append(each),
    )
    office.close()
    assert max(total for _done, total in told) >= COUNT
    assert all(done <= total for done, total in told)
    assert standing.behind == {}


def test_that_a_joining_that_is_stopped_leaves_no_workspace_behind(
    invitation: Invitation, tmp_path: Path
) -> None:
    def stop(_done: int, total: int) -> None:
        if total:
            raise Cancelled

    with pytest.raises(Cancelled):
        join(invitation, tmp_path / "share", tmp_path / "bob" / "B.portfolio", "Bob", stop)
    assert not list((tmp_path / "bob").glob("*.portfolio"))
