# SPDX-License-Identifier: Apache-2.0
"""Papers of a people file by command: written where they are wanted, and not a word of them on the terminal."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from portfolio_desktop.catalogue.fields import Id, Values
from portfolio_desktop.services.people.custody.holding import given_before, people_of
from portfolio_desktop.services.people.papers.subject_access import mark_of
from portfolio_desktop.services.people.people_file import people_path
from portfolio_desktop.storage.changes import Changes, Create
from tests.support.commands import done, refused
from tests.support.people_files import ADA, PASSPHRASE, add, make, quick_passphrases, reopen

__all__ = ["quick_passphrases"]

PASSWORD = "three quiet words"
Type = Callable[..., None]


@pytest.fixture(autouse=True)
def _quick(quick_passphrases: None) -> None:
    """No test here waits for a passphrase."""


@pytest.fixture
def typing(monkeypatch: pytest.MonkeyPatch) -> Type:
    """What stands on standard input, a line each."""

    def typed(*lines: str) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))

    return typed


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A workspace with Ada's people file, in which she has an appraisal of Ben's and something to hide."""
    path = tmp_path / "office.portfolio"
    done("new", path)
    with make(people_path(path)) as people:
        ben = add(people, "party", {"name": "Ben Hale"})
        appraisal = add(people, "appraisal", {"title": "Ben 2026", "subject_id": ben, "manager_id": ADA})
        asked: Values = {
            "appraisal_id": appraisal,
            "question": "What went well?",
            "position": 1,
            "kind": "words",
        }
        for number, side in enumerate(("manager", "self")):  # as a sealed copy would bring the person's
            answer = Create("answer", Id(str(number) * 26), {**asked, "side": side, "words": f"zq{side}"})
            people.write(Changes("Take", (answer,)))
        add(people, "health_note", {"title": "zqhealth", "subject_id": ben})
        add(people, "development_need", {"title": "zqneed", "subject_id": ben})
    return path


def text(path: Path, password: str | None = None) -> str:
    with pypdfium2.PdfDocument(path, password=password) as pdf:
        return "".join(page.get_textpage().get_text_range() for page in pdf)


def test_that_an_appraisal_is_printed_as_its_reader_may_read_it(
    office: Path, typing: Type, tmp_path: Path
) -> None:
    typing(PASSPHRASE)
    answer = done("people-file", "print-appraisal", office, "Ben 2026", tmp_path / "a.pdf")
    assert "zqmanager" in text(tmp_path / "a.pdf")
    assert "zqself" not in text(tmp_path / "a.pdf")
    assert "zq" not in answer.out + answer.err
    assert str(tmp_path / "a.pdf") in answer.out
    assert "can read it" in answer.out
    typing(PASSPHRASE)
    done("people-file", "print-appraisal", office, "Ben 2026", tmp_path / "b.pdf", "--for", "person")
    assert "zqself" in text(tmp_path / "b.pdf")
    assert "zqmanager" not in text(tmp_path / "b.pdf")


def test_that_a_plan_is_printed_behind_a_password_that_is_asked_for(
    office: Path, typing: Type, tmp_path: Path
) -> None:
    target = tmp_path / "plan.pdf"
    typing(PASSPHRASE, "too short")
    command = ("people-file", "print-development", office, "Ben Hale", target, "--encrypt")
    assert "12 to 127" in refused(*command)
    assert not target.exists()
    typing(PASSPHRASE, PASSWORD)
    assert "encrypted with AES-256" in done(*command).out
    assert b"zqneed" not in target.read_bytes()
    assert "zqneed" in text(target, PASSWORD)


def test_that_all_that_is_held_is_written_as_a_pair_and_then_given_without_what_was_left_out(
    office: Path, typing: Type, tmp_path: Path
) -> None:
    typing(PASSPHRASE)
    answer = done("people-file", "subject-access", office, "Ben Hale", tmp_path / "look.pdf")
    assert "zq" not in answer.out + answer.err
    records = json.loads((tmp_path / "look.json").read_text("utf-8"))["records"]
    health = next(record for record in records if record["entity"] == "health_note")
    assert mark_of(health["id"]) in text(tmp_path / "look.pdf")
    given = (
        "people-file",
        "subject-access",
        office,
        "Ben Hale",
        tmp_path / "give.pdf",
        "--final",
        "--encrypt",
    )
    typing(PASSPHRASE, PASSWORD)
    done(*given, "--leave-out", f"{mark_of(health['id'])}=others")
    assert not (tmp_path / "give.json").exists()
    assert "zqself" in text(tmp_path / "give.pdf", PASSWORD)
    assert "zqhealth" not in text(tmp_path / "give.pdf", PASSWORD)
    with pikepdf.open(tmp_path / "give.pdf", password=PASSWORD) as pdf:
        inside = pdf.attachments["give.json"].get_file().read_bytes()
    assert b"zqself" in inside
    assert b"zqhealth" not in inside


def test_that_nothing_is_overwritten_and_nothing_asked_where_it_cannot_be_written(
    office: Path, typing: Type, tmp_path: Path
) -> None:
    (tmp_path / "there.json").write_text("mine", "utf-8")
    typing()
    there = ("people-file", "subject-access", office, "Ben Hale", tmp_path / "there.pdf")
    assert "there.json already exists" in refused(*there)
    assert "There is no folder" in refused(
        "people-file", "print-development", office, "Ben Hale", tmp_path / "no" / "plan.pdf"
    )
    assert "end in .pdf" in refused("people-file", "subject-access", office, "Ben Hale", tmp_path / "x.json")
    assert "say --final" in refused(
        "people-file", "subject-access", office, "Ben Hale", tmp_path / "x.pdf", "--take-in", "00000000"
    )


def test_that_only_the_paper_itself_holds_its_words(office: Path, typing: Type, tmp_path: Path) -> None:
    typing(PASSPHRASE, PASSWORD)
    folder = tmp_path / "given"
    folder.mkdir()
    done("people-file", "subject-access", office, "Ben Hale", folder / "held.pdf", "--encrypt")
    every = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len([path for path in every if path.parent == folder]) == 1
    assert not [path for path in every if b"zqself" in path.read_bytes()]


def test_that_what_was_given_is_on_record_and_what_was_only_looked_through_is_not(
    office: Path, typing: Type, tmp_path: Path
) -> None:
    typing(PASSPHRASE)
    done("people-file", "subject-access", office, "Ben Hale", tmp_path / "look.pdf")
    with reopen(people_path(office)) as people:
        ben = next(id for id, name in people_of(people) if name == "Ben Hale")
        assert given_before(people, ben) == []
    typing(PASSPHRASE)
    done("people-file", "subject-access", office, "Ben Hale", tmp_path / "give.pdf", "--final")
    with reopen(people_path(office)) as people:
        assert len(given_before(people, ben)) == 1
