# SPDX-License-Identifier: Apache-2.0
"""What the board is told has changed, where one of two laptops was away: what Bob did before the board arrives after it."""

from pathlib import Path

import pytest

from tests.support.two_laptops import Laptop, sharing_pair


def meet(*laptops: Laptop) -> None:
    for laptop in (*laptops, *laptops):
        laptop.done("sync", laptop.file)


def issue(laptop: Laptop, folder: Path, name: str) -> None:
    laptop.done(
        "pack", laptop.file, folder / f"{name}.pdf", "--issue", "--plans", "none", "--one-pagers", "none"
    )


def test_that_what_was_done_before_the_board_and_arrived_after_it_is_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, bob, _share = sharing_pair(tmp_path, monkeypatch)
    ann.done("add", ann.file, "decisions", "title=Fund phase 2", "project=P-0001", "status=proposed")
    meet(ann, bob)
    bob.done("set", bob.file, "P-0001", "end=2027-06-30")  # away from the share
    bob.done("add", bob.file, "risks", "title=Silt", "project=P-0001")
    issue(ann, tmp_path, "first")
    ann.done("set", ann.file, "P-0001", "organisation=Ports Authority")
    meet(bob, ann)

    found = ann.done("changes", ann.file, "--json").json
    late = {(line["title"], line["event"], line["field"], line["new"]) for line in found["late"]}
    assert late == {
        ("Harbour renewal", "changed", "end", "30 Jun 2027"),
        ("Silt", "created", None, None),
    }
    for line in found["late"]:
        assert line["author"] == "Bob Example"
        assert line["made"] <= line["arrived"]
        assert line["stands"]
    (project,) = found["projects"]
    told = {(line["topic"], line["title"], line["field"], line["author"]) for line in project["changes"]}
    assert told == {
        ("date", "Harbour renewal", "end", "Bob Example"),
        ("other", "Harbour renewal", "organisation", "Ann Example"),
        ("risk", "Silt", None, "Bob Example"),
    }
    # On Bob's laptop the same is late, though it never arrived there: the pack did not know it.
    at_bobs = bob.done("changes", bob.file, "--from", "PK-0001", "--json").json
    assert {(line["title"], line["event"], line["arrived"]) for line in at_bobs["late"]} == {
        ("Harbour renewal", "changed", None),
        ("Silt", "created", None),
    }

    # The next pack says it, and from then on it is no longer news.
    issue(ann, tmp_path, "second")
    meet(ann, bob)
    between = bob.done("changes", bob.file, "--from", "PK-0001", "--to", "PK-0002", "--json").json
    assert {line["title"] for line in between["late"]} == {"Harbour renewal", "Silt"}
    since = bob.done("changes", bob.file, "--from", "PK-0002").out
    assert "Nothing differs." in since
    assert "Made before, arrived after" not in since
    assert bob.done("changes", bob.file, "--project", "P-0001", "--from", "PK-0001", "--json").json["late"]
    out = tmp_path / "changes.csv"
    bob.done("changes", bob.file, "--from", "PK-0001", "--out", out)
    assert '"30 Jun 2027"' in out.read_text("utf-8-sig")
    assert "no issued pack" in bob.refused("changes", bob.file, "--from", "PK-0009")
    backwards = bob.refused("changes", bob.file, "--from", "PK-0002", "--to", "PK-0001")
    assert "was issued before" in backwards
