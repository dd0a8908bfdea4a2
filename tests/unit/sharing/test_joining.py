# SPDX-License-Identifier: Apache-2.0
"""Joining says how far it is, leaves nothing behind where somebody stops it, and goes on where it was killed."""

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copyfile, copytree, ignore_patterns

import pytest

from portfolio_desktop.base.errors import Refusal, Trouble
from portfolio_desktop.base.paths import HOME_VARIABLE
from portfolio_desktop.base.progress import Cancelled
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.services.codes import codes
from portfolio_desktop.services.office import new_office, open_office
from portfolio_desktop.sharing.part import join, part_of
from portfolio_desktop.sharing.shared import is_shared
from portfolio_desktop.sharing.words import held_up, on_its_way
from portfolio_desktop.storage.backup import backups
from portfolio_desktop.storage.changes import Changes, Create
from portfolio_desktop.sync.invitation import Invitation
from portfolio_desktop.sync.share.folder import FolderTransport
from portfolio_desktop.sync.share.transport import Unreachable, Unreadable

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


def test_that_a_workspace_that_left_comes_back_with_what_was_changed_alone(
    invitation: Invitation, tmp_path: Path
) -> None:
    share, file = tmp_path / "share", tmp_path / "bob" / "B.portfolio"
    office, _standing = join(invitation, share, file, "Bob")
    with office:
        office.write(Changes("Add", (Create("risk", Id(office.store.new_id()), {"title": "Before"}),)))
        part_of(office).leave()
        own = Id(office.store.new_id())
        office.write(Changes("Add", (Create("risk", own, {"title": "Alone"}),)))
        with pytest.raises(Refusal, match="already exists"):
            join(invitation, share, file, "Bob")
        assert part_of(office).come_back(invitation, share).went == 1
        assert is_shared(office)
        with pytest.raises(Refusal, match="shared already"):
            part_of(office).come_back(invitation, share)
    other = join(invitation, share, tmp_path / "bob" / "C.portfolio", "Cai")[0]
    with other, other.reading() as reader:
        assert reader.get(other.catalogue.entity("risk"), own) is not None


def test_that_a_workspace_of_another_portfolio_does_not_come_back(
    invitation: Invitation, tmp_path: Path
) -> None:
    file = tmp_path / "bob" / "Other.portfolio"
    with new_office(file, "Bob") as other:
        with pytest.raises(Refusal, match="another portfolio, “Board”"):
            part_of(other).come_back(invitation, tmp_path / "share")
        assert not is_shared(other)


def test_that_nobody_comes_back_by_an_invitation_to_another_share_than_lies_there(
    invitation: Invitation, tmp_path: Path
) -> None:
    new = tmp_path / "new"
    new.mkdir()
    with join(invitation, tmp_path / "share", tmp_path / "bob" / "B.portfolio", "Bob")[0] as office:
        part_of(office).leave()
        part_of(office).share(new, encrypted=True, title="Board")
        part_of(office).leave()
        name, lain = office.store.ledger.own()[0], sorted(new.rglob("*"))
        with pytest.raises(Refusal, match="Ask Ann Example, or whoever shares it there"):
            part_of(office).come_back(invitation, new)
        assert not is_shared(office)
        assert office.store.ledger.own()[0] == name
    assert sorted(new.rglob("*")) == lain


def test_that_who_joins_has_numbers_for_codes_that_nobody_else_gives_out(
    invitation: Invitation, tmp_path: Path
) -> None:
    found = []
    for name in ("Bob", "Cy", "Dee"):
        with join(invitation, tmp_path / "share", tmp_path / "bob" / f"{name}.portfolio", name)[0] as office:
            id = Id(office.store.new_id())
            with office.reading() as reader:
                code = next(codes(reader, reader.catalogue.entity("risk")))
            office.write(Changes("Add", (Create("risk", id, {"title": "Silt", "code": code}),)))
            found.append(code)
    assert len(set(found)) == 3


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
    assert names(tmp_path / "bob") == set()


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def killed(invitation: Invitation, tmp_path: Path, at: Callable[[int, int], bool]) -> Path:
    """What lies there after a program was killed while it joined, at the first moment at which `at` holds. Where it was to be."""
    bob, kept = tmp_path / "bob", tmp_path / "kept"
    kept.mkdir()

    def stop(done: int, total: int) -> None:
        if at(done, total):
            for path in bob.iterdir():
                copyfile(path, kept / path.name)
            raise Cancelled

    with pytest.raises(Cancelled):
        join(invitation, tmp_path / "share", bob / "B.portfolio", "Bob", stop)
    for path in kept.iterdir():
        path.replace(bob / path.name)
    return bob / "B.portfolio"


def test_that_a_joining_that_was_killed_is_gone_on_with_under_the_same_name(
    invitation: Invitation, tmp_path: Path
) -> None:
    file = killed(invitation, tmp_path, lambda _done, total: total > 0)
    half = file.with_name("B.portfolio.joining")
    with open_office(half, "Bob") as office:
        begun = office.store.ledger.own()[0]
    office, standing = join(invitation, tmp_path / "share", file, "Bob")
    with office, office.reading() as reader:
        assert office.store.ledger.own()[0] == begun
        assert reader.count(office.catalogue.entity("risk")) == COUNT
        assert (standing.report.trouble, standing.waiting) == ("", 0)
        assert part_of(office).folder == tmp_path / "share"
    assert names(file.parent) <= {"B.portfolio", "B.portfolio.lock"}


def test_that_what_was_begun_stays_where_the_share_is_not_even_reached_the_next_time(
    invitation: Invitation, tmp_path: Path
) -> None:
    file = killed(invitation, tmp_path, lambda _done, total: total > 0)
    half = file.with_name("B.portfolio.joining")
    with open_office(half, "Bob") as office:
        begun = office.store.ledger.own()[0]
    (tmp_path / "share").rename(tmp_path / "gone")
    with pytest.raises((Refusal, Trouble)):
        join(invitation, tmp_path / "share", file, "Bob")
    (tmp_path / "gone").rename(tmp_path / "share")
    with join(invitation, tmp_path / "share", file, "Bob")[0] as office:
        assert office.store.ledger.own()[0] == begun


def test_that_what_a_joining_left_before_there_was_anything_is_begun_anew(
    invitation: Invitation, tmp_path: Path
) -> None:
    file = tmp_path / "bob" / "B.portfolio"
    file.with_name("B.portfolio.joining").write_bytes(b"")
    with join(invitation, tmp_path / "share", file, "Bob")[0] as office, office.reading() as reader:
        assert reader.count(office.catalogue.entity("risk")) == COUNT
    assert names(file.parent) <= {"B.portfolio", "B.portfolio.lock"}


def test_that_what_a_joining_of_another_portfolio_left_is_not_gone_on_with(
    invitation: Invitation, tmp_path: Path
) -> None:
    file = tmp_path / "bob" / "B.portfolio"
    with new_office(file.with_name("B.portfolio.joining"), "Bob") as office:
        other = office.store.id
    with join(invitation, tmp_path / "share", file, "Bob")[0] as office:
        assert office.store.id not in ("", other)


def test_that_two_cannot_join_into_one_place_at_a_time(invitation: Invitation, tmp_path: Path) -> None:
    file = tmp_path / "bob" / "B.portfolio"

    def again(_done: int, _total: int) -> None:
        with pytest.raises(Refusal, match="open for writing by"):
            join(invitation, tmp_path / "share", file, "Bea")
        raise Cancelled

    with pytest.raises(Cancelled):
        join(invitation, tmp_path / "share", file, "Bob", again)


def test_that_nobody_makes_a_workspace_where_one_is_being_joined(
    invitation: Invitation, tmp_path: Path
) -> None:
    file = tmp_path / "bob" / "B.portfolio"
    tried = []

    def make(_done: int, _total: int) -> None:
        with pytest.raises(Refusal, match="open for writing by"):
            new_office(file, "Bea")
        tried.append(file)

    with join(invitation, tmp_path / "share", file, "Bob", make)[0]:
        assert tried


def test_that_a_file_that_was_put_there_meanwhile_is_not_replaced(
    invitation: Invitation, tmp_path: Path
) -> None:
    file = tmp_path / "bob" / "B.portfolio"

    def put(_done: int, _total: int) -> None:
        file.write_bytes(b"the minutes")

    with pytest.raises(Refusal, match="already exists"):
        join(invitation, tmp_path / "share", file, "Bob", put)
    assert file.read_bytes() == b"the minutes"
    assert names(file.parent) <= {"B.portfolio", "B.portfolio.lock"}


def test_that_who_joined_knows_the_folder_afterwards(
    invitation: Invitation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "bob" / "laptop"))
    with join(invitation, tmp_path / "share", tmp_path / "bob" / "B.portfolio", "Bob")[0] as office:
        assert part_of(office).folder == tmp_path / "share"
        assert part_of(office).round().report.trouble == ""


def test_that_an_existing_file_is_not_joined_into(invitation: Invitation, tmp_path: Path) -> None:
    file = tmp_path / "bob" / "B.portfolio"
    file.write_bytes(b"the minutes")
    with pytest.raises(Refusal, match="already exists"):
        join(invitation, tmp_path / "share", file, "Bob")
    assert file.read_bytes() == b"the minutes"
    assert names(file.parent) == {"B.portfolio"}


def test_that_a_joining_whose_share_goes_away_shows_no_part_and_goes_on_later(
    invitation: Invitation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "bob" / "B.portfolio"
    read = FolderTransport.read

    def gone(self: FolderTransport, folder: str, name: str, most: int) -> bytes:
        if name.startswith("seg-"):
            raise Unreachable("The cable is out.")
        return read(self, folder, name, most)

    with monkeypatch.context() as patched:
        patched.setattr(FolderTransport, "read", gone)
        with pytest.raises(Trouble, match=r"The cable is out\. What has come so far is kept: join again"):
            join(invitation, tmp_path / "share", file, "Bob")
    assert not file.exists()
    with open_office(file.with_name("B.portfolio.joining"), "Bob") as office:
        begun = office.store.ledger.own()[0]
    with join(invitation, tmp_path / "share", file, "Bob")[0] as office, office.reading() as reader:
        assert office.store.ledger.own()[0] == begun
        assert reader.count(office.catalogue.entity("risk")) == COUNT


def test_that_a_file_which_somebody_holds_is_asked_for_again_before_the_workspace_is_shown(
    invitation: Invitation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = FolderTransport.read
    held: list[str] = []

    def once(self: FolderTransport, folder: str, name: str, most: int) -> bytes:
        if name.startswith("seg-") and not held:
            held.append(name)
            raise Unreadable("Held by another program.")
        return read(self, folder, name, most)

    monkeypatch.setattr(FolderTransport, "read", once)
    office, standing = join(invitation, tmp_path / "share", tmp_path / "bob" / "B.portfolio", "Bob")
    with office, office.reading() as reader:
        assert reader.count(office.catalogue.entity("risk")) == COUNT
    assert held
    assert standing.report.waiting == ()


@pytest.mark.parametrize("missing", ["seg-*", "seg-000000001-*"])
def test_that_a_folder_into_which_nothing_has_come_yet_is_joined_later(
    invitation: Invitation, tmp_path: Path, missing: str
) -> None:
    copied, file = tmp_path / "copied", tmp_path / "bob" / "B.portfolio"
    copytree(tmp_path / "share", copied, ignore=ignore_patterns(missing))
    with pytest.raises(Trouble, match=r"Nothing of what is shared has come .* join again later"):
        join(invitation, copied, file, "Bob")
    assert not file.exists()
    copytree(tmp_path / "share", copied, dirs_exist_ok=True)
    office, standing = join(invitation, copied, file, "Bob")
    with office, office.reading() as reader:
        assert reader.count(office.catalogue.entity("risk")) == COUNT
    assert not list(on_its_way(standing.report))


def test_that_who_joins_a_part_of_the_folder_is_told_that_more_is_on_its_way(
    invitation: Invitation, tmp_path: Path
) -> None:
    share, copied = tmp_path / "share", tmp_path / "copied"
    with join(invitation, share, tmp_path / "bob" / "B.portfolio", "Bob")[0] as bob:
        bob.write(Changes("Add", (Create("risk", Id(bob.store.new_id()), {"title": "Silt"}),)))
        part_of(bob).round()
        copytree(share, copied)
        for path in copied.glob(f"pd-*/d-{bob.store.ledger.own()[0]}/seg-*"):
            path.unlink()
    office, standing = join(invitation, copied, tmp_path / "bob" / "C.portfolio", "Cai")
    with office:
        (said,) = on_its_way(standing.report)
        assert "1 laptop knows changes that are still on their way" in said
        copytree(share, copied, dirs_exist_ok=True)
        assert not list(on_its_way(part_of(office).round().report))


def test_that_what_cannot_be_read_is_told(
    invitation: Invitation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = FolderTransport.read

    def held(self: FolderTransport, folder: str, name: str, most: int) -> bytes:
        if name.startswith("seg-"):
            raise Unreadable("Held by another program.")
        return read(self, folder, name, most)

    with monkeypatch.context() as patched:
        patched.setattr(FolderTransport, "read", held)
        office, standing = join(invitation, tmp_path / "share", tmp_path / "bob" / "B.portfolio", "Bob")
    with office:
        told = [held_up(standing.report, each) for each in standing.report.waiting]
        assert any("a file of theirs cannot be read at this moment" in words for words in told)
        assert part_of(office).round().report.waiting == ()
