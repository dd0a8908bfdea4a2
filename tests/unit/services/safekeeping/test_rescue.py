# SPDX-License-Identifier: Apache-2.0
"""A damaged workspace is made anew in its place, the damaged one is kept, and what is not in it is said."""

from datetime import datetime
from pathlib import Path

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.files import move_over
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office, new_office, open_office
from portfolio_desktop.services.safekeeping.copies import keep_copy
from portfolio_desktop.services.safekeeping.rescue import Source, finish, prospects, rebuild
from portfolio_desktop.storage.connect import rows
from portfolio_desktop.storage.dump import state_of_registers, text_of
from portfolio_desktop.storage.lock import held
from portfolio_desktop.storage.past.arrivals import Arrivals
from tests.support.laptops import carry
from tests.support.offices import add
from tests.unit.services.conftest import AUTHOR

PAGE = 4096
LONG = "The quay wall has moved since the survey. " * 200


def rename(office: Office, project: Id, title: str) -> None:
    office.write(records.change(office, "project", project, {"title": title}))


@pytest.fixture
def path(office: Office) -> Path:
    """A closed workspace with some records, each with more words than a page holds."""
    for number in range(6):
        project = add(office, "project", title=f"Harbour {number}", description=LONG)
        rename(office, project, f"Quay {number}")
    add(office, "own_field", entity="project", name="own_port", label="Port", kind="text")
    office.close()
    return office.path


def shown(path: Path) -> str:
    with open_office(path, "Ann Example", read_only=True) as office, office.store.reading() as connection:
        return text_of(state_of_registers(connection, office.catalogue))


def lose_beginning(path: Path) -> bytes:
    content = bytearray(path.read_bytes())
    content[:PAGE] = bytes(PAGE)
    path.write_bytes(content)
    return bytes(content)


def lose_edit(path: Path, words: bytes) -> None:
    """The page of the log where an edit that says these words begins."""
    content = bytearray(path.read_bytes())
    at = content.index(b'{"description"' if words == b"{" else words)
    content[at - at % PAGE : at - at % PAGE + PAGE] = bytes(PAGE)
    path.write_bytes(content)


def test_that_all_comes_back_from_the_file_s_own_history(path: Path) -> None:
    then = shown(path)
    damaged = lose_beginning(path)
    (own,) = prospects(path)
    assert (own.source, own.is_complete) == (Source.LOG, True)
    done = rebuild(path, "Ann Example")
    assert shown(path) == then
    assert done.aside.read_bytes() == damaged
    assert "Nothing that is known of is missing" in done.words
    assert sorted(each.suffix for each in path.parent.glob(f"{path.stem}*")) == [
        ".lock",
        ".portfolio",
        ".portfolio",
    ]


def came(path: Path) -> dict[bytes, datetime | None]:
    """When each edit came here from elsewhere, by its name."""
    with open_office(path, "Ann Example", read_only=True) as office, office.store.reading() as connection:
        arrivals = Arrivals.read(connection)
        return {tag: arrivals.of(seq) for seq, tag in rows(connection, "SELECT seq, tag FROM edit")}


def test_that_it_is_still_known_when_the_changes_of_others_came_here(office: Office, tmp_path: Path) -> None:
    add(office, "project", title="Harbour")
    with new_office(tmp_path / "bob.portfolio", "Bob Example", id=office.store.id) as bob:
        add(bob, "project", title="Quay")
        carry(bob.store, office.store)
    add(office, "project", title="Bridge")
    office.close()
    before = came(office.path)
    assert {when is None for when in before.values()} == {True, False}
    lose_beginning(office.path)
    rebuild(office.path, "Ann Example")
    after = came(office.path)
    assert {tag: after[tag] for tag in before} == before


def test_that_undo_still_takes_back_what_was_done_before_the_damage(path: Path) -> None:
    from portfolio_desktop.services.undo import undo

    lose_beginning(path)
    rebuild(path, AUTHOR)
    with open_office(path, AUTHOR) as office:
        undo(office)
        with office.reading() as reader:
            assert reader.count(office.catalogue.entity("own_field")) == 0


def test_that_history_and_copy_together_give_what_neither_has(path: Path) -> None:
    with open_office(path, "Ann Example") as office:
        keep_copy(office)
        add(office, "project", title="Pier")
    then = shown(path)
    lose_edit(path, b'"Quay 2"')
    everything, own, copy = prospects(path)
    assert everything.is_complete
    assert not own.is_complete
    assert copy.changes < everything.changes
    rebuild(path, "Ann Example")
    assert shown(path) == then


def test_that_what_lost_its_place_in_the_history_is_entered_anew_and_the_rest_is_counted(path: Path) -> None:
    lose_edit(path, b'"Quay 2"')
    done = rebuild(path, "Ann Example", Source.LOG)
    assert done.reentered > 0
    assert "entered anew" in done.words
    text = shown(path)
    assert 0 < sum(f'"Quay {number}"' in text for number in range(6)) < 6
    assert "could not be kept and are not in it" in done.words


def test_that_a_file_of_which_nothing_is_left_is_refused_and_stays(path: Path) -> None:
    path.write_bytes(b"\xff" * 3 * PAGE)
    assert prospects(path) == ()
    for source, words in (
        (Source.EVERYTHING, "Nothing of the history"),
        (Source.BACKUP, "No copy"),
        (Source.SHARE, "share"),
    ):
        with pytest.raises(Refusal, match=words):
            rebuild(path, "Ann Example", source)
    assert path.read_bytes() == b"\xff" * 3 * PAGE
    assert [each.name for each in path.parent.glob("*(*")] == []


def test_that_a_copy_alone_is_taken_where_that_is_asked_for(path: Path) -> None:
    with open_office(path, "Ann Example") as office:
        keep_copy(office)
        then = shown(path)
        add(office, "project", title="Pier")
    lose_beginning(path)
    rebuild(path, "Ann Example", Source.BACKUP)
    assert shown(path) == then


class Killed(BaseException):
    """The program ends here."""


def kill_at(call: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The `call`-th move of a file is the last thing that the program comes to; nothing is cleared after it."""
    moves = iter(range(call))

    def move(half: Path, target: Path) -> None:
        if next(moves, None) is None:
            raise Killed
        move_over(half, target)

    monkeypatch.setattr("portfolio_desktop.services.safekeeping.rescue.move_over", move)
    monkeypatch.setattr("portfolio_desktop.services.safekeeping.rescue._clear", lambda _left: None)


@pytest.mark.parametrize("call", [0, 1])
def test_that_what_a_killed_rebuilding_left_is_cleared_or_gone_on_with(
    path: Path, monkeypatch: pytest.MonkeyPatch, call: int
) -> None:
    before = shown(path)
    lose_beginning(path)
    with monkeypatch.context() as patch:
        kill_at(call, patch)
        with pytest.raises(Killed):
            rebuild(path, "Ann Example")
    left = sorted(each.name for each in path.parent.glob("*.rebuil*"))
    assert any(name.endswith((".rebuilding", ".rebuilt")) for name in left)
    if call:  # the damaged file was out of the way already
        assert finish(path, "Ann Example")
    else:
        assert not finish(path, "Ann Example")
        rebuild(path, "Ann Example")
    assert shown(path) == before
    assert [each.name for each in path.parent.glob("*.rebuil*")] == []


def test_that_nothing_of_a_rebuilding_that_is_going_on_is_cleared(path: Path) -> None:
    lose_beginning(path)
    half = path.with_name(f"{path.name}.rebuilding")
    half.write_bytes(b"somebody is at it")
    with held(path, "Bob Lin"), pytest.raises(Refusal, match="Bob Lin"):
        rebuild(path, "Ann Example")
    assert half.read_bytes() == b"somebody is at it"
