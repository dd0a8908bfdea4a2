# SPDX-License-Identifier: Apache-2.0
"""The people file by command, from its making to an erasure."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from portfolio_desktop.base.places import Danger, Unsafe
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.services.people.cards import my_card, take_card
from portfolio_desktop.services.people.people_file import people_path
from tests.support.commands import command, done, refused
from tests.support.people_files import PASSPHRASE, add, make, quick_passphrases, reopen

__all__ = ["quick_passphrases"]

Type = Callable[..., None]
NIA = Id("n" * 26)


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
def workspace(tmp_path: Path) -> Path:
    path = tmp_path / "office.portfolio"
    done("new", path)
    done("add", path, "people", "name=Ada Okafor")
    return path


@pytest.fixture
def made(workspace: Path, typing: Type) -> Path:
    typing(PASSPHRASE)
    done("people-file", "make", workspace, "Ada Okafor", "--no-recovery-key")
    return workspace


def test_that_a_people_file_is_made_and_says_so_without_being_opened(made: Path) -> None:
    assert "no recovery key" in done("people-file", "status", made).out
    assert people_path(made).exists()


def test_that_the_sheet_opens_it_when_the_passphrase_is_forgotten(
    workspace: Path, typing: Type, tmp_path: Path
) -> None:
    sheet = tmp_path / "sheet.pdf"
    typing(PASSPHRASE)
    answer = done("people-file", "make", workspace, "Ada Okafor", "--sheet", sheet)
    text = pypdfium2.PdfDocument(sheet)[0].get_textpage().get_text_range()
    groups = re.findall(r"\b[0-9A-Z]{5}\b", text)
    assert len(groups) == 8
    assert not [group for group in groups if group in answer.out + answer.err]
    typing(" ".join(groups), "another four quiet words")
    done("people-file", "passphrase", workspace, "--recovery-key")
    typing("another four quiet words")
    assert "whole" in done("people-file", "check", workspace).out


def test_that_a_passphrase_is_never_an_argument_and_a_wrong_one_is_a_sentence(
    made: Path, typing: Type
) -> None:
    typing("four quiet words there")
    assert "not the passphrase of office.people" in refused("people-file", "check", made)
    typing("")
    assert "A passphrase is needed" in refused("people-file", "check", made)
    with pytest.raises(SystemExit):
        command("people-file", "check", made, PASSPHRASE)


def test_that_without_a_people_file_every_act_says_so(workspace: Path) -> None:
    assert "no people file beside office.portfolio" in refused("people-file", "card", workspace)


def test_that_a_person_is_erased_after_the_passphrase_is_given_again(made: Path, typing: Type) -> None:
    with reopen(people_path(made)) as people:
        ben = add(people, "party", {"name": "Ben Hale"})
        add(people, "evidence", {"title": "zq-needle", "subject_id": ben})
    typing(PASSPHRASE, "wrong words entirely")
    assert "not the passphrase" in refused("people-file", "erase", made, "Ben Hale", "--ground", "Left")
    typing(PASSPHRASE, PASSPHRASE)
    answer = done("people-file", "erase", made, "Ben Hale", "--ground", "Left")
    assert "Erased 2 records" in answer.out
    assert "zq" not in answer.out
    typing(PASSPHRASE)
    assert "Ben Hale" in refused("people-file", "erase", made, "Ben Hale", "--ground", "Left")


def test_that_a_card_is_printed_with_its_figures_and_a_broken_one_is_refused(
    made: Path, typing: Type, tmp_path: Path
) -> None:
    typing(PASSPHRASE)
    lines = done("people-file", "card", made).out.splitlines()
    assert lines[0].startswith("PDCARD1.")
    assert len(lines[1].split(": ")[1].split()) == 6
    (tmp_path / "card.txt").write_text(lines[0][:-5], "utf-8")
    typing(PASSPHRASE)
    assert "not a whole sealing card" in refused("people-file", "take-card", made, tmp_path / "card.txt")


def test_that_nothing_due_and_nothing_waiting_is_said(made: Path, typing: Type, tmp_path: Path) -> None:
    typing(PASSPHRASE)
    assert "No confirmed retention rule" in done("people-file", "due", made).out
    typing(PASSPHRASE)
    assert "Nothing waits for you" in done("people-file", "take", made, tmp_path).out


def test_that_a_copy_is_kept_and_the_recovery_key_forgotten(made: Path, typing: Type) -> None:
    typing(PASSPHRASE)
    assert "office_" in done("people-file", "backup", made).out
    typing(PASSPHRASE)
    assert "No recovery key opens" in done("people-file", "recovery", made, "--forget").out


def test_that_somebody_is_handed_over_by_counts_and_never_by_words(
    made: Path, typing: Type, tmp_path: Path
) -> None:
    with make(tmp_path / "nia.people", NIA, "Nia Pugh") as nia, reopen(people_path(made)) as people:
        people.write(take_card(people, my_card(nia)))
        ben = add(people, "party", {"name": "Ben Hale"})
        add(people, "aim", {"title": "zq-aim", "subject_id": ben})
        add(people, "evidence", {"title": "zq-note", "subject_id": ben})
    share = tmp_path / "share"
    share.mkdir()
    typing(PASSPHRASE)
    answer = done("people-file", "hand-over", made, "Ben Hale", "Nia Pugh", share)
    assert "Objective " in answer.out
    assert "Stays with you: 1 note of the journal" in answer.out
    assert "zq" not in answer.out + answer.err
    assert len(list(share.glob("*.sealed"))) == 1


def test_that_the_recovery_key_opens_it_for_a_new_passphrase_and_for_nothing_else(made: Path) -> None:
    for act in ("check", "card", "backup"):
        with pytest.raises(SystemExit):
            command("people-file", act, made, "--recovery-key")


def test_that_a_bad_place_is_named_and_left_by_a_command(
    made: Path, typing: Type, laptop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(
            "portfolio_desktop.cli.confidential.people_file.unsafe_here",
            lambda path: Unsafe(Danger.SYNCED, path.parent, "OneDrive"),
        )
        assert "kept in step by OneDrive" in done("people-file", "status", made).err
    answer = done("people-file", "move", made)
    assert str(laptop) in answer.out
    assert not made.with_suffix(".people").exists()
    typing(PASSPHRASE)
    assert "whole" in done("people-file", "check", made).out
