# SPDX-License-Identifier: Apache-2.0
"""An appraisal goes back and forth through the shared folder, by command, and who looks at everything else learns nothing."""

import io
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from portfolio_desktop.base.parcels import SIZES
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.domain.appraisal.acts import Act
from portfolio_desktop.services.people import appraising, cycles
from portfolio_desktop.services.people.cards import my_card, take_card
from portfolio_desktop.services.people.people_file import PeopleFile, people_path
from portfolio_desktop.services.people.starting import lay_in, shipped_id
from portfolio_desktop.storage.changes import Changes, Edit
from tests.support.commands import Answer
from tests.support.people_files import PASSPHRASE, add, quick_passphrases, reopen
from tests.support.two_laptops import Laptop, sharing_pair

__all__ = ["quick_passphrases"]

NEEDLE = "zq-needle"
TITLE = f"{NEEDLE} year"


@pytest.fixture(autouse=True)
def _quick(quick_passphrases: None) -> None:
    """No test here waits for a passphrase."""


class Pair:
    """Ann leads Bob. Each has a people file beside their copy of the portfolio."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.temp = folder / "temp"
        self.temp.mkdir()
        patch.setattr(tempfile, "tempdir", str(self.temp))
        self.patch = patch
        self.ann, self.bob, self.share = sharing_pair(folder, patch)
        for name in ("Ann Example", "Bob Example"):
            self.ann.done("add", self.ann.file, "people", f"name={name}")
        self.ann.done("sync", self.ann.file)
        self.bob.done("sync", self.bob.file)
        for laptop in (self.ann, self.bob):
            self.people(laptop, "make", laptop.person, "--no-recovery-key")
        with reopen(people_path(self.ann.file)) as ann, reopen(people_path(self.bob.file)) as bob:
            ann.write(take_card(ann, my_card(bob)))
            bob.write(take_card(bob, my_card(ann)))
            self.appraisal = _begin(ann, bob.my_id)

    def people(self, laptop: Laptop, act: str, *words: str) -> Answer:
        self.patch.setattr("sys.stdin", io.StringIO(f"{PASSPHRASE}\n"))
        return laptop.done("people-file", act, laptop.file, *words)

    def parcels(self) -> list[Path]:
        return sorted(self.share.rglob("parcel-*"))

    def others(self) -> Iterator[Path]:
        """Everything that a people file is not: workspaces, the share, logs, settings, temporary files."""
        for root in (self.ann.root, self.bob.root, self.share, self.temp):
            for path in root.rglob("*"):
                if path.is_file() and ".people" not in path.name:
                    yield path


def _begin(ann: PeopleFile, bob: Id) -> Id:
    ann.write(Changes("Line", (Edit("party", bob, "manager_id", ann.my_id),)))
    ann.write(lay_in(ann))
    year = cycles.Year(2026, shipped_id("form", "light"), shipped_id("rating_scale", "three"))
    ann.write(cycles.start(ann, year, [bob]))
    add(ann, "evidence", {"title": NEEDLE, "subject_id": bob})
    with ann.reading() as reader:
        (appraisal,) = reader.all(ann.catalogue.entity("appraisal"))
    ann.write(Changes("Name it", (Edit("appraisal", appraisal.id, "title", TITLE),)))
    return appraisal.id


def _answer(people: PeopleFile, appraisal: Id, side: str) -> None:
    with people.reading() as reader:
        mine = [each for each in reader.all(people.catalogue.entity("answer")) if each["side"] == side]
    words = [Edit("answer", each.id, "words", f"{NEEDLE} {side}") for each in mine]
    people.write(Changes("Answer", tuple(words)))
    people.write(appraising.do(people, Act.RELEASE, appraisal))


def test_that_a_copy_goes_there_and_back_and_only_its_readers_find_a_word_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair = Pair(tmp_path, monkeypatch)
    ann, bob = pair.ann, pair.bob
    assert "sent by the shared folder" in pair.people(ann, "send", TITLE, "Bob Example").out
    (first,) = pair.parcels()
    assert "Take a sealed copy from Ann Example" in pair.people(bob, "take").out
    assert "Nothing waits for you" in pair.people(bob, "take").out
    with reopen(people_path(bob.file)) as people:
        _answer(people, pair.appraisal, "self")
    pair.people(bob, "send", TITLE, "Ann Example")
    assert len(pair.parcels()) == 3  # Ann's, the receipt for it, and Bob's
    assert "Take a sealed copy from Bob Example" in pair.people(ann, "take").out
    with reopen(people_path(ann.file)) as people, people.reading() as reader:
        answers = reader.all(people.catalogue.entity("answer"))
        assert f"{NEEDLE} self" in {each["words"] for each in answers}
    assert first not in pair.parcels()  # Bob's receipt has come

    lying = {path: path.read_bytes() for path in pair.others()}
    said = (b"PDsealed", b"appraisal", b"Ann Example", b"Bob Example")
    assert not [word for path in pair.parcels() for word in said if word in lying[path]]
    assert not [path for path, content in lying.items() if NEEDLE.encode() in content]
    mine = [path.name.encode() for path in pair.parcels()]
    assert not [path for path, content in lying.items() for name in mine if name in content]
    sizes = {path.stat().st_size for path in pair.parcels()}
    assert len(sizes) == 1
    assert SIZES[0] < min(sizes) < SIZES[0] + 200

    # What has been received goes, and the receipts with it.
    for laptop in (bob, ann, bob):
        pair.people(laptop, "take")
    assert pair.parcels() == []
    for laptop in (ann, bob):
        assert laptop.done("sync", laptop.file).err == ""

    # Who sends by a share that there is not is told so.
    ann.done("leave", ann.file)
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSPHRASE}\n"))
    assert "not shared" in ann.refused("people-file", "send", ann.file, TITLE, "Bob Example")
