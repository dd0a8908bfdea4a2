# SPDX-License-Identifier: Apache-2.0
"""Sharing and coming back that were killed: each is done again as it was, or goes on with the next round, and can be left."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.paths import HOME_VARIABLE
from portfolio_desktop.services.office import Office, new_office, open_office
from portfolio_desktop.sharing.laptop import remember_folder
from portfolio_desktop.sharing.part import join, part_of
from portfolio_desktop.sharing.patience import PatientTransport
from portfolio_desktop.sync import engine, sharing

_POINTS = ["entering", "round", "first file", "second file"]


class Killed(BaseException):
    """The program ends here."""


@contextmanager
def killed(at: str) -> Iterator[None]:
    """Killed before the workspace takes part, before the first round of it, or at a file that this puts into the folder."""

    def die(*_all: object, **_named: object) -> None:
        raise Killed

    put, files = PatientTransport.put_new, iter(["first file", "second file"])

    def put_until(self: PatientTransport, folder: str, name: str, content: bytes) -> None:
        if folder and next(files, "") == at:
            raise Killed
        put(self, folder, name, content)

    with pytest.MonkeyPatch.context() as patched:
        if at == "entering":
            patched.setattr(sharing, "keep_office", die)
        elif at == "round":
            patched.setattr(engine, "round", die)
        else:
            patched.setattr(PatientTransport, "put_new", put_until)
        try:
            yield
        except Killed:
            return
        raise AssertionError(at)


@pytest.fixture
def share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "laptop"))
    (tmp_path / "share").mkdir()
    return tmp_path / "share"


@pytest.fixture
def office(share: Path) -> Iterator[Office]:
    with new_office(share.with_name("Ann.portfolio"), "Ann Example") as made:
        yield made


@pytest.mark.parametrize("encrypted", [False, True])
@pytest.mark.parametrize("at", _POINTS)
def test_that_sharing_that_was_killed_is_simply_done_again(
    office: Office, share: Path, at: str, encrypted: bool
) -> None:
    with killed(at):
        part_of(office).share(share, encrypted=encrypted, title="Board")
    invitation, standing = part_of(office).share(share, encrypted=encrypted, title="Board")
    assert (standing.report.trouble, standing.waiting) == ("", 0)
    assert (part_of(office).folder, part_of(office).is_encrypted) == (share, encrypted)
    with join(invitation, share, share.with_name("Bob.portfolio"), "Bob")[0] as bob:
        assert len(part_of(bob).round().report.laptops) == 2


@pytest.mark.parametrize("at", _POINTS[1:])
def test_that_sharing_that_was_killed_goes_on_with_the_next_round_and_then_invites(
    office: Office, share: Path, at: str
) -> None:
    with killed(at):
        part_of(office).share(share, encrypted=True, title="Board")
    assert part_of(office).round().report.trouble == ""
    with pytest.raises(Refusal, match="by an invitation: Invite…, or invite FILE PATH"):
        part_of(office).share(share, encrypted=True, title="Board")
    join(part_of(office).invite("Board"), share, share.with_name("Bob.portfolio"), "Bob")[0].close()


def test_that_what_was_begun_with_encryption_is_not_gone_on_with_without_or_elsewhere(
    office: Office, share: Path
) -> None:
    (share.with_name("other")).mkdir()
    with killed("round"):
        part_of(office).share(share, encrypted=True, title="Board")
    with pytest.raises(Refusal, match="shared already"):
        part_of(office).share(share, encrypted=False, title="Board")
    with pytest.raises(Refusal, match="shared already"):
        part_of(office).share(share.with_name("other"), encrypted=True, title="Board")
    part_of(office).leave()
    assert not part_of(office).is_shared


@pytest.mark.parametrize("again", ["come back", "round"])
@pytest.mark.parametrize("at", _POINTS)
def test_that_coming_back_that_was_killed_is_done_again_or_goes_on_with_the_next_round(
    office: Office, share: Path, at: str, again: str
) -> None:
    invitation, _standing = part_of(office).share(share, encrypted=True, title="Board")
    file = share.with_name("Bob.portfolio")
    with join(invitation, share, file, "Bob")[0] as bob:
        part_of(bob).leave()
        with killed(at):
            part_of(bob).come_back(invitation, share)
    with open_office(file, "Bob") as bob:
        part = part_of(bob)
        goes_on = again == "round" and part.is_shared
        standing = part.round() if goes_on else part.come_back(invitation, share)
        assert (standing.report.trouble, standing.waiting) == ("", 0)
        with pytest.raises(Refusal, match="shared already"):
            part_of(bob).come_back(invitation, share)
    assert len([each for each in part_of(office).round().report.laptops if not each.left]) == 2


def test_that_one_leaves_where_the_folder_is_not_known_once_one_says_so(office: Office, share: Path) -> None:
    part_of(office).share(share, encrypted=True, title="Board")
    remember_folder(office.store.id, None)
    with pytest.raises(Refusal, match="sync FILE --folder FOLDER"):
        part_of(office).round()
    with pytest.raises(Refusal, match=r"cannot be told that you leave.* or leave FILE --anyway"):
        part_of(office).leave()
    assert part_of(office).is_shared
    part_of(office).leave(anyway=True)
    assert not part_of(office).is_shared
