# SPDX-License-Identifier: Apache-2.0
"""Before a copy is restored it says what it holds and what is not in it; then it is a file of its own, and nothing is lost."""

from pathlib import Path

import pytest

from portfolio_desktop.base.errors import Refusal, Trouble
from portfolio_desktop.base.places import Danger, Unsafe
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.records import CATALOGUE
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office, open_office
from portfolio_desktop.services.safekeeping.copies import cautions, copy, keep_copy
from portfolio_desktop.services.safekeeping.preview import preview
from portfolio_desktop.services.safekeeping.restoring import give_away, restore
from portfolio_desktop.sharing.mending import rename as under_another_name
from portfolio_desktop.storage.backup import back_up, backups
from portfolio_desktop.storage.store import Surroundings, create_store
from tests.support.offices import add
from tests.support.workspaces import tamper

SECRET = "the office's secret, in so many words"


def rename(office: Office, project: Id, title: str) -> None:
    office.write(records.change(office, "project", project, {"title": title}))


def test_that_a_look_says_whose_changes_are_not_in_the_copy_and_what_they_are_about(
    office: Office, tmp_path: Path
) -> None:
    harbour = add(office, "project", title="Harbour")
    add(office, "project", title="Quay")
    kept = back_up(office.path, tmp_path / "copy.portfolio")
    rename(office, harbour, "Harbour renewal")
    office.sign_as("Bob Example")
    add(office, "risk", title="Silt", project_id=harbour)
    before = kept.read_bytes()
    found = preview(kept, office, "Bob Example")
    assert found.same
    assert (found.lost, dict(found.by)) == (2, {office_author(office): 1, "Bob Example": 1})
    assert "1 by you" in found.lost_words("Bob Example")
    assert found.projects == (("Harbour renewal", 2),)
    assert {name: (then, now) for name, then, now in found.counts}["Risks"] == (0, 1)
    said = {(each.title, one.label, one.then, one.now) for each in found.changed for one in each.differences}
    assert ("Harbour renewal", "Name", "Harbour", "Harbour renewal") in said
    assert any(title == "Silt" and (then, now) == ("not there", "there") for title, _label, then, now in said)
    assert kept.read_bytes() == before
    assert [each.name for each in tmp_path.glob("copy*")] == [kept.name]


def test_that_the_last_changes_of_a_copy_are_told_in_the_order_in_which_they_were_made(
    office: Office, tmp_path: Path
) -> None:
    clock = office.store.clock
    add(office, "project", title="Harbour")
    yesterday = Surroundings("Bob Example", lambda: clock() - 86_400_000)
    with Office(create_store(tmp_path / "bob.portfolio", CATALOGUE, yesterday, id=office.store.id)) as early:
        add(early, "project", title="Quay")
        ledger = early.store.ledger
        office.store.ledger.take([ledger.stretch(line, 1, 100) for line in ledger.ends()])
    found = preview(back_up(office.path, tmp_path / "copy.portfolio"), None, "Ann Example")
    assert [act.author for act in found.last] == [office_author(office), "Bob Example"]
    assert found.until == found.last[0].when


def office_author(office: Office) -> str:
    with office.store.reading() as connection:
        return str(connection.exec_driver_sql("SELECT author FROM change_set ORDER BY number").scalar())


def test_that_what_the_copy_alone_has_is_told_where_two_went_on_under_one_name(
    office: Office, tmp_path: Path
) -> None:
    add(office, "project", title="Harbour")
    kept = back_up(office.path, tmp_path / "copy.portfolio")
    with open_office(kept, "Cy Example") as other:
        add(other, "project", title="Pier")
    add(office, "project", title="Quay")
    found = preview(kept, office, "Ann Example")
    assert (found.lost, found.more) == (1, 1)
    assert {each.title for each in found.changed} == {"Pier", "Quay"}


def test_that_a_copy_of_another_portfolio_is_not_compared(office: Office, tmp_path: Path) -> None:
    add(office, "project", title="Harbour")
    kept = back_up(office.path, tmp_path / "copy.portfolio")
    tamper(kept, "UPDATE meta SET value = 'another' WHERE key = 'id'")
    found = preview(kept, office, "Ann Example")
    assert not found.same
    assert "another portfolio" in found.lost_words("Ann Example")
    assert found.counts == preview(kept, None, "Ann Example").counts


def test_that_what_was_restored_goes_on_under_a_name_of_its_own(office: Office, tmp_path: Path) -> None:
    add(office, "project", title="Harbour")
    kept = back_up(office.path, tmp_path / "copy.portfolio")
    add(office, "project", title="Quay")
    made = restore(kept, tmp_path / "restored.portfolio", "Ann Example", under_another_name)
    assert (made.records, made.shared) == (1, False)
    assert "delete the new one" in made.words
    with open_office(made.path, "Ann Example") as restored:
        mine, theirs = restored.store.ledger.own(), office.store.ledger.own()
        assert mine[0] != theirs[0]
        assert theirs[0] in mine
    with pytest.raises(Refusal, match="already exists"):
        restore(kept, office.path, "Ann Example", under_another_name)


def test_that_nothing_is_restored_into_an_unsafe_place(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = back_up(office.path, tmp_path / "copy.portfolio")
    bad = Unsafe(Danger.NETWORK, tmp_path, "nfs")
    monkeypatch.setattr("portfolio_desktop.services.safekeeping.places.unsafe_here", lambda _path: bad)
    with pytest.raises(Refusal, match="network drive"):
        restore(kept, tmp_path / "restored.portfolio", "Ann Example", under_another_name)
    assert not (tmp_path / "restored.portfolio").exists()


def test_that_a_copy_that_is_given_away_holds_nothing_of_the_share_and_a_backup_does(
    office: Office, tmp_path: Path
) -> None:
    add(office, "project", title="Harbour")
    office.store.ledger.remember("sync.share", f'"{SECRET}"')
    office.store.ledger.remember("sync.key.abc", f'"{SECRET}"')
    kept = keep_copy(office).path
    given = give_away(office, tmp_path / "given.portfolio")
    assert SECRET.encode() in kept.read_bytes()  # what is restored comes back to the share
    assert SECRET.encode() not in given.read_bytes()
    assert b"Harbour" in given.read_bytes()
    with open_office(given, "Somebody else") as outside:
        assert outside.store.ledger.recall("sync.share") is None
    assert sorted(each.name for each in tmp_path.glob("given*")) == [
        "given.portfolio",
        "given.portfolio.lock",
    ]


def test_that_a_copy_of_a_history_that_was_altered_is_not_kept(office: Office) -> None:
    add(office, "project", title="Harbour")
    workspace = office.path
    office.close()
    tamper(workspace, "UPDATE edit SET value = replace(value, 'Harbour', 'Quay') WHERE entity = 'project'")
    with pytest.raises(Trouble, match="history was altered"):
        copy(workspace)
    assert backups(workspace) == []


def test_that_a_second_place_is_explained_and_the_shared_folder_refused(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "share" / "copies").mkdir(parents=True)
    with pytest.raises(Refusal, match="must never lie there"):
        cautions(tmp_path / "share" / "copies", office.path, tmp_path / "share")
    assert "takes both" in cautions(tmp_path, office.path, None)[0]
    bad = Unsafe(Danger.SYNCED, tmp_path, "Dropbox")
    monkeypatch.setattr("portfolio_desktop.services.safekeeping.copies.unsafe_here", lambda _path: bad)
    assert "Dropbox carries" in cautions(tmp_path, office.path, None)[0]


def test_that_a_second_place_gets_a_copy_while_it_is_there_and_is_missed_when_not(
    office: Office, tmp_path: Path
) -> None:
    add(office, "project", title="Harbour")
    stick = tmp_path / "stick"
    assert "is not there now" in keep_copy(office, stick).warning
    stick.mkdir()
    made = keep_copy(office, stick)
    assert made.second is not None
    assert made.second.is_relative_to(stick)
    assert not made.warning
