# SPDX-License-Identifier: Apache-2.0
"""How far a year is, by command: who is where, and not a word or a level of anybody."""

import io
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.domain.appraisal.standing import Side
from portfolio_desktop.services.people.cards import my_card
from portfolio_desktop.services.people.people_file import people_path
from tests.support.commands import done, refused
from tests.support.people import Clock, Team, fill, new_team, party
from tests.support.people_files import PASSPHRASE, add, make, quick_passphrases, reopen
from tests.support.windows import laptop

__all__ = ["laptop", "quick_passphrases"]

NEEDLE = "zqneedlezq"
Type = Callable[..., None]


@pytest.fixture
def typing(monkeypatch: pytest.MonkeyPatch) -> Type:
    """The passphrase on standard input."""

    def typed(*more: str) -> None:
        lines = "".join(f"{line}\n" for line in (PASSPHRASE, *more))
        monkeypatch.setattr("sys.stdin", io.StringIO(lines))

    return typed


@pytest.fixture
def office(laptop: Path, quick_passphrases: None) -> Path:
    """A workspace beside which Ben leads a year for two, with something written in it."""
    path = laptop / "office.portfolio"
    done("new", path)
    team = new_team(laptop, Clock())
    with team.people:
        team.start([2, 3])
        written(team)
    return path


def written(team: Team) -> None:
    for one in team.all("appraisal"):
        fill(team, Id(one.id), Side.MANAGER, NEEDLE)


def test_that_progress_is_told_by_name_and_stage_alone(office: Path, typing: Type) -> None:
    typing()
    said = done("people-file", "progress", office).out
    assert "Appraisals 2026–27" in said
    assert "2 people, 2 with something late" in said
    assert "Cai Morgan: late: Agree expectations and objectives" in said
    assert NEEDLE not in said
    assert "As agreed" not in said


def test_that_names_can_be_left_out(office: Path, typing: Type) -> None:
    typing()
    said = done("people-file", "progress", office, "--numbers").out
    assert "Cai" not in said
    assert "Agree expectations and objectives, due 15 May 2026: 0 of 2" in said


def test_that_a_sheet_for_the_manager_is_written_once(office: Path, typing: Type, tmp_path: Path) -> None:
    target = tmp_path / "progress.pdf"
    typing()
    done("people-file", "progress", office, "--pdf", target)
    with pypdfium2.PdfDocument(target) as pdf:
        text = "".join(page.get_textpage().get_text_range() for page in pdf)
    assert "Cai Morgan" in text
    assert "Agree expectations and objectives" in text
    assert NEEDLE not in text
    assert "already exists" in refused("people-file", "progress", office, "--pdf", target)
    sealed = tmp_path / "sealed.pdf"
    typing("three quiet words", "three quiet words")
    done("people-file", "progress", office, "--pdf", sealed, "--encrypt")
    with pypdfium2.PdfDocument(sealed, password="three quiet words") as pdf:
        assert len(pdf) >= 1


def test_that_a_year_is_named_where_there_is_none_or_more_than_one(office: Path, typing: Type) -> None:
    typing()
    assert "next year" in refused("people-file", "progress", office, "next year")


def test_that_progress_is_sealed_for_somebody_whose_card_is_there_and_what_was_told_is_printed(
    office: Path, laptop: Path, typing: Type
) -> None:
    folder = laptop / "stick"
    folder.mkdir()
    typing()
    assert "no sealing card of Ada Okafor" in refused(
        "people-file", "progress", office, "--to", "Ada Okafor", "--folder", folder
    )
    with make(laptop / "ada.people", party(0), "Ada Okafor") as ada:
        (laptop / "card.txt").write_text(my_card(ada), "utf-8")
        typing()
        done("people-file", "take-card", office, laptop / "card.txt")
        typing()
        answer = done("people-file", "progress", office, "--to", "Ada Okafor", "--folder", folder)
        assert "Sealed for Ada Okafor" in answer.out
        assert len(list(folder.iterdir())) == 1
    typing()
    assert "not shared" in refused("people-file", "progress", office, "--to", "Ada Okafor")
    typing()
    assert "Nobody has told you" in done("people-file", "heard", office).out
    with reopen(people_path(office), "Ben Hale") as people:
        add(
            people,
            "dispatch",
            {"title": "x", "kind": "received", "party_id": party(2), "words": "1 person late"},
        )
    typing()
    said = done("people-file", "heard", office).out
    assert "Told by Cai Morgan" in said
    assert "1 person late" in said
