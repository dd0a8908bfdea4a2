# SPDX-License-Identifier: Apache-2.0
"""Two people share a portfolio through a folder by command alone: they join, disagree, settle it, and part."""

import shutil
from pathlib import Path

import pytest

from tests.support.two_laptops import Laptop, laptop_of, sharing_pair


def meet(*laptops: Laptop) -> None:
    """Everybody sends and takes until nothing is new."""
    for laptop in (*laptops, *laptops):
        laptop.done("sync", laptop.file)


def end_of(laptop: Laptop) -> str:
    return str(laptop.done("show", laptop.file, "P-0001", "--json").json["end"])


@pytest.mark.parametrize("options", [(), ("--encrypt",)])
def test_that_two_laptops_share_disagree_and_settle_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...]
) -> None:
    ann, bob, _share = sharing_pair(tmp_path, monkeypatch, *options)
    meet(ann)  # who joined took numbers for codes
    assert bob.dump == ann.dump

    # Work on different fields merges by itself.
    ann.done("set", ann.file, "P-0001", "title=Harbour renewal, phase 1")
    bob.done("add", bob.file, "risks", "title=Piling is late")
    meet(ann, bob)
    assert bob.dump == ann.dump
    assert ann.done("list", ann.file, "risks", "--json").json[0]["title"] == "Piling is late"
    assert ann.done("conflicts", ann.file).out == "Nothing waits for a decision.\n"

    # On the same field both values are kept until somebody decides.
    ann.done("set", ann.file, "P-0001", "end=2027-04-30")
    bob.done("set", bob.file, "P-0001", "end=2027-06-30")
    meet(ann, bob)
    assert bob.dump == ann.dump
    (conflict,) = ann.done("conflicts", ann.file, "--json").json
    assert conflict["conflict"] == "P-0001.end"
    assert conflict["base"] == "31 Mar 2027"
    assert {(said["author"], said["mine"], said["value"]) for said in conflict["said"]} == {
        ("Ann Example", True, "30 Apr 2027"),
        ("Bob Example", False, "30 Jun 2027"),
    }
    assert "Bob Example (theirs): 30 Jun 2027" in ann.done("conflicts", ann.file).out
    ann.done("resolve", ann.file, "P-0001.end", "--keep", "mine")
    meet(ann, bob)
    assert end_of(ann) == end_of(bob) == "2027-04-30"
    assert bob.done("conflicts", bob.file, "--json").json == []
    assert bob.dump == ann.dump

    # What was decided can be taken back by who decided: then both wait again, as they were said.
    ann.done("undo", ann.file)
    assert ann.done("conflicts", ann.file, "--json").json == [conflict]
    meet(ann, bob)
    assert bob.done("conflicts", bob.file, "--json").json[0]["base"] == "31 Mar 2027"
    assert bob.dump == ann.dump

    laptops = ann.done("laptops", ann.file, "--json").json["laptops"]
    assert {each["person"] for each in laptops} == {"Ann Example", "Bob Example"}
    assert {each["lacks"] for each in laptops} == {0}


def test_that_undo_asks_what_is_to_become_of_what_somebody_has_changed_since(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, bob, _share = sharing_pair(tmp_path, monkeypatch)
    ann.done("set", ann.file, "P-0001", "end=2027-04-30", "title=Harbour, phase 1")
    meet(ann, bob)
    bob.done("set", bob.file, "P-0001", "end=2027-06-30")
    meet(bob, ann)
    said = ann.refused("undo", ann.file)
    assert "Bob Example has changed End (forecast) of Harbour, phase 1 since" in said
    assert "it says ‘30 Jun 2027’ and would say ‘31 Mar 2027’" in said
    ann.done("undo", ann.file, "--others", "leave")
    meet(ann, bob)
    shown = bob.done("show", bob.file, "P-0001", "--json").json
    assert (shown["title"], shown["end"]) == ("Harbour renewal", "2027-06-30")


def test_that_records_added_on_the_road_never_get_one_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, bob, _share = sharing_pair(tmp_path, monkeypatch)
    meet(ann, bob)
    for laptop in (ann, bob):
        laptop.done("add", laptop.file, "risks", "title=Piling is late")
    meet(ann, bob)
    risks = ann.done("list", ann.file, "risks", "--json").json
    assert sorted(risk["code"] for risk in risks) == ["R-0001", "R-0101"]
    assert "code_blocks" not in ann.refused("list", ann.file, "nothing")
    ann.done("undo", ann.file)
    assert len(ann.done("list", ann.file, "risks", "--json").json) == 1


def test_that_a_code_given_twice_goes_to_one_and_finds_the_other_once_that_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, bob, _share = sharing_pair(tmp_path, monkeypatch)
    ann.done("add", ann.file, "risks", "title=Silt", "code=R-0112")
    bob.done("add", bob.file, "risks", "title=Storm", "code=R-0112")
    meet(ann, bob)
    (conflict,) = bob.done("conflicts", bob.file, "--json").json
    assert conflict["conflict"] == "R-0112.code"
    assert "mine, theirs, or its title" in bob.refused("resolve", bob.file, "R-0112.code", "--keep", "R-0113")
    bob.done("resolve", bob.file, "R-0112.code", "--keep", "silt")
    assert bob.done("conflicts", bob.file, "--json").json == []
    meet(bob, ann)
    assert ann.done("show", ann.file, "R-0112", "--json").json["title"] == "Silt"
    ann.done("delete", ann.file, "R-0112")
    assert ann.done("show", ann.file, "R-0112", "--json").json["title"] == "Storm"


def test_that_a_third_value_settles_what_two_people_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, bob, _share = sharing_pair(tmp_path, monkeypatch)
    ann.done("set", ann.file, "P-0001", "end=2027-04-30")
    bob.done("set", bob.file, "P-0001", "end=2027-06-30")
    meet(ann, bob)
    bob.done("resolve", bob.file, "p-0001.END", "--keep", "2027-05-31")
    meet(bob, ann)
    assert end_of(ann) == end_of(bob) == "2027-05-31"


def test_that_a_record_deleted_here_and_edited_there_stays_until_somebody_decides(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, bob, _share = sharing_pair(tmp_path, monkeypatch)
    ann.done("delete", ann.file, "P-0001")
    bob.done("set", bob.file, "P-0001", "title=Harbour renewal, phase 2")
    meet(ann, bob)
    (conflict,) = ann.done("conflicts", ann.file, "--json").json
    assert conflict["about"] == "Deleted by Ann Example, edited by Bob Example, who did not know of it."
    listed = ann.done("conflicts", ann.file).out
    assert "Ann Example (mine): deleted" in listed
    assert "Bob Example (theirs): went on with the record" in listed
    ann.done("resolve", ann.file, conflict["conflict"], "--keep", "record")
    meet(ann, bob)
    assert ann.done("conflicts", ann.file, "--json").json == []
    assert bob.done("show", bob.file, "P-0001", "--json").json["title"] == "Harbour renewal, phase 2"
    assert bob.dump == ann.dump


def test_that_a_folder_that_is_not_there_keeps_the_work_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, bob, share = sharing_pair(tmp_path, monkeypatch)
    meet(ann, bob)
    away = share.rename(tmp_path / "away")
    ann.done("set", ann.file, "P-0001", "title=Harbour renewal, phase 1")
    said = ann.refused("sync", ann.file)
    assert "cannot be reached" in said
    assert "1 change waiting" in said
    laptops = ann.done("laptops", ann.file)
    assert "your work is safe on this laptop (1 change waiting)" in laptops.err
    assert "never" not in laptops.out
    ann.done("sync", ann.file, "--folder", away)
    bob.done("sync", bob.file, "--folder", away)
    ann.done("sync", ann.file)  # and hears which numbers Bob has taken for codes
    assert bob.dump == ann.dump


def test_that_what_was_wiped_from_the_folder_is_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, bob, share = sharing_pair(tmp_path, monkeypatch)
    bob.done("add", bob.file, "risks", "title=Silt in the channel", "likelihood=4", "impact=3")
    meet(ann, bob, ann)
    before = bob.dump
    (root,) = share.glob("pd-*")
    for file in root.glob("d-*/*"):
        file.unlink()
    said = ann.done("sync", ann.file).err  # what one undo takes back is one change, whatever it wrote
    assert "1 change that was in the shared folder has gone from it" in said
    for file in sorted(root.rglob("*"), reverse=True):
        file.rmdir() if file.is_dir() else file.unlink()
    bob.done("sync", bob.file, "--put-back")
    meet(ann, bob)
    assert ann.dump == bob.dump == before


def test_that_a_folder_without_the_share_is_refused_and_gets_it_only_where_somebody_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, bob, share = sharing_pair(tmp_path, monkeypatch)
    meet(ann, bob)
    before = ann.dump
    (own,) = share.glob("pd-*")
    wrong = tmp_path / "wrong"
    wrong.mkdir()
    assert "it is empty" in ann.refused("sync", ann.file, "--folder", wrong)
    (wrong / "Minutes.docx").touch()
    said = ann.refused("sync", ann.file, "--folder", wrong)
    assert "there is Minutes.docx, and nothing that a laptop of this share has written" in said
    assert "--put-back" in said
    (wrong / "pd-0badcafe").mkdir()
    assert "another portfolio is shared there" in ann.refused("sync", ann.file, "--folder", wrong)
    assert f"in which it lies: {share}" in ann.refused("sync", ann.file, "--folder", own, "--put-back")
    assert sorted(path.name for path in wrong.iterdir()) == ["Minutes.docx", "pd-0badcafe"]
    ann.done("sync", ann.file)  # through the folder as before
    ann.done("sync", ann.file, "--folder", wrong, "--put-back")
    bob.done("sync", bob.file, "--folder", wrong)
    assert (ann.dump, bob.dump) == (before, before)


def test_that_a_folder_where_the_portfolio_was_shared_anew_is_not_mixed_with_the_old_share(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, bob, _share = sharing_pair(tmp_path, monkeypatch)
    anew = tmp_path / "anew"
    anew.mkdir()
    ann.done("leave", ann.file)
    ann.done("share", ann.file, anew, "--invitation", tmp_path / "anew.invitation")
    there = sorted(anew.rglob("*"))
    for more in ((), ("--put-back",)):
        assert "another invitation" in bob.refused("sync", bob.file, "--folder", anew, *more)
    assert sorted(anew.rglob("*")) == there


def test_that_a_restored_copy_says_what_came_back_and_a_copy_of_it_shares_what_it_goes_on_to_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, bob, _share = sharing_pair(tmp_path, monkeypatch)
    copy, restored, twin = (ann.root / f"{name}.portfolio" for name in ("copy", "restored", "twin"))
    ann.done("backup", ann.file, copy)
    for title in ("Harbour renewal, phase 1", "Harbour renewal, phase 2"):
        ann.done("set", ann.file, "P-0001", f"title={title}")
    ann.done("add", ann.file, "risks", "title=Silt in the channel")
    bob.done("add", bob.file, "risks", "title=Storm")
    meet(ann, bob)
    ann.done("restore", restored, copy)
    shutil.copyfile(restored, twin)
    said = ann.done("sync", restored).out
    assert "Sent 0 changes, took 1 in." in said
    assert "3 changes that this workspace had made before came back." in said
    ann.done("set", twin, "P-0001", "end=2027-06-30")
    ann.done("sync", twin)
    meet(bob)
    assert bob.done("show", bob.file, "P-0001", "--json").json["end"] == "2027-06-30"
    assert "vouch" not in bob.done("sync", bob.file).err


def test_that_copies_of_a_file_made_anew_from_its_history_share_what_each_goes_on_to_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, bob, _share = sharing_pair(tmp_path, monkeypatch)
    content = bytearray(ann.file.read_bytes())
    content[:4096] = bytes(4096)
    ann.file.write_bytes(content)
    ann.done("check", ann.file, "--rebuild", "--from", "log")
    twin = ann.root / "twin.portfolio"
    shutil.copyfile(ann.file, twin)
    ann.done("set", ann.file, "P-0001", "title=Harbour renewal, phase 1")
    ann.done("set", twin, "P-0001", "end=2027-06-30")
    for file in (ann.file, twin, ann.file):
        ann.done("sync", file)
    meet(bob)
    said = bob.done("show", bob.file, "P-0001", "--json").json
    assert (said["title"], said["end"]) == ("Harbour renewal, phase 1", "2027-06-30")


def test_that_who_leaves_keeps_everything_and_sends_nothing_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, bob, share = sharing_pair(tmp_path, monkeypatch)
    bob.done("leave", bob.file)
    assert "not shared" in bob.refused("sync", bob.file)
    assert "not shared" in bob.refused("laptops", bob.file)
    bob.done("set", bob.file, "P-0001", "title=Mine alone")
    meet(ann)
    assert ann.done("show", ann.file, "P-0001", "--json").json["title"] == "Harbour renewal"
    laptops = {
        each["person"]: each["left"] for each in ann.done("laptops", ann.file, "--json").json["laptops"]
    }
    assert laptops == {"Ann Example": False, "Bob Example": True}
    share.rename(tmp_path / "away")
    ann.done("set", ann.file, "P-0001", "title=Never sent")
    assert "Changes of yours are not on the share" in ann.refused("leave", ann.file)
    ann.done("leave", ann.file, "--anyway")


def test_that_who_joins_a_part_of_the_folder_is_told_that_more_is_on_its_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, _bob, share = sharing_pair(tmp_path, monkeypatch)
    ann.done("set", ann.file, "P-0001", "title=Quay")
    meet(ann)
    cy, copied = laptop_of("Cy Example", tmp_path, monkeypatch), tmp_path / "copied"
    shutil.copytree(share, copied)
    max(copied.glob("pd-*/d-*/seg-*"), key=lambda path: path.stat().st_mtime_ns).unlink()
    said = cy.done("join", copied, cy.file, "--invitation", ann.root / "board.invitation").err
    assert "still on their way" in said
    shutil.copytree(share, copied, dirs_exist_ok=True)
    assert "still on their way" not in cy.done("sync", cy.file).err
    assert cy.done("show", cy.file, "P-0001", "--json").json["title"] == "Quay"


def test_that_who_left_comes_back_with_what_was_changed_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, bob, share = sharing_pair(tmp_path, monkeypatch)
    back = ("join", share, bob.file, "--invitation", ann.root / "board.invitation", "--back")
    assert "shared already" in bob.refused(*back)
    bob.done("leave", bob.file)
    bob.done("set", bob.file, "P-0001", "title=Changed alone")
    ann.done("set", ann.file, "P-0001", "end=2027-04-30")
    meet(ann)
    bob.done(*back)
    meet(ann, bob)
    assert ann.done("show", ann.file, "P-0001", "--json").json["title"] == "Changed alone"
    assert bob.dump == ann.dump


def test_that_a_workspace_is_not_joined_into_a_place_that_is_unsafe_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, bob, share = sharing_pair(tmp_path, monkeypatch)
    synced = tmp_path / "OneDrive"
    synced.mkdir()
    file = synced / "Board.portfolio"
    said = bob.refused("join", share, file, "--invitation", ann.root / "board.invitation")
    assert "OneDrive" in said
    assert not file.exists()


def test_that_an_invitation_is_never_written_into_the_folder_it_invites_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, _bob, share = sharing_pair(tmp_path, monkeypatch)
    assert "shared folder" in ann.refused("invite", ann.file, share / "next.invitation")
    ann.done("invite", ann.file, ann.root / "next.invitation")
    assert not list(share.rglob("*.invitation"))


def test_that_joining_a_folder_where_nobody_shares_leaves_no_file_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, bob, _share = sharing_pair(tmp_path, monkeypatch)
    elsewhere, file = tmp_path / "elsewhere", bob.root / "Second.portfolio"
    elsewhere.mkdir()
    said = bob.refused("join", elsewhere, file, "--invitation", ann.root / "board.invitation")
    assert "Nobody shares the portfolio" in said
    assert not file.exists()


def test_that_the_history_of_a_field_names_who_where_and_when_and_gives_any_value_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, bob, _share = sharing_pair(tmp_path, monkeypatch)
    ann.done("set", ann.file, "P-0001", "end=2027-04-30")
    bob.done("set", bob.file, "P-0001", "end=2027-06-30")
    meet(ann, bob)
    ann.done("resolve", ann.file, "P-0001.end", "--keep", "2027-05-31")
    found = ann.done("log", ann.file, "P-0001", "--field", "end", "--json").json
    assert [(each["author"], each["new"]) for each in found] == [
        ("Ann Example", "31 Mar 2027"),
        ("Ann Example", "30 Apr 2027"),
        ("Bob Example", "30 Jun 2027"),
        ("Ann Example", "31 May 2027"),
    ]
    assert [each["arrived"] is not None for each in found] == [False, False, True, False]
    assert found[2]["laptop"]
    assert found[3]["why"] == "resolve"
    assert set(found[3]["settled"]) == {"30 Apr 2027", "30 Jun 2027"}
    lines = ann.done("log", ann.file, "P-0001", "--field", "end").out.splitlines()
    assert "arrived" in lines[2]
    assert "30 Apr 2027 or 30 Jun 2027 → 31 May 2027" in lines[3].replace(
        "30 Jun 2027 or 30 Apr 2027", "30 Apr 2027 or 30 Jun 2027"
    )
    ann.done("bring-back", ann.file, "P-0001", "end", "1")
    meet(ann, bob)
    assert end_of(bob) == "2027-03-31"
    assert "lists those from 1 to 5" in ann.refused("bring-back", ann.file, "P-0001", "end", "9")
    assert "Say which value" in ann.refused("bring-back", ann.file, "P-0001", "end")
    assert "P-0001 is there" in ann.refused("bring-back", ann.file, "P-0001")


def test_that_a_record_that_is_kept_or_brought_back_has_its_parts_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, bob, _share = sharing_pair(tmp_path, monkeypatch)
    code = ann.done("add", ann.file, "risks", "title=Silt", "project_id=P-0001").out.strip()
    meet(ann, bob)
    whole = ann.dump
    bob.done("delete", bob.file, "P-0001")
    assert f"{code} was deleted" in bob.refused("show", bob.file, code)
    assert "Silt  deleted" in bob.done("log", bob.file, code).out
    said = bob.done("bring-back", bob.file, "P-0001").out
    assert said == "Bring back P-0001 with 1 risk\n"
    assert bob.dump == whole
    bob.done("undo", bob.file)
    ann.done("set", ann.file, "P-0001", "title=Harbour, phase 1")
    meet(ann, bob)
    assert "With it went 1 risk: whoever keeps it" in ann.done("conflicts", ann.file).out
    assert ann.done("conflicts", ann.file, "--json").json[0]["parts"] == "1 risk"
    assert ann.done("resolve", ann.file, "P-0001", "--keep", "record").out == "Keep P-0001 with 1 risk\n"
    meet(ann, bob)
    assert bob.done("show", bob.file, code, "--json").json["title"] == "Silt"
    assert bob.dump == ann.dump
