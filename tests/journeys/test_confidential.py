# SPDX-License-Identifier: Apache-2.0
"""Somebody with the laptop's disk and the shared folder in hand, and no key, finds no word of what a people file says."""

import logging
import sqlite3
from collections.abc import Iterator
from datetime import date
from io import StringIO
from pathlib import Path

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.catalogue.fields import Id, Kind, Value
from portfolio_desktop.gui.trouble import crash_text
from portfolio_desktop.services import demo, undo
from portfolio_desktop.services.find import find
from portfolio_desktop.services.office import Office, new_office
from portfolio_desktop.services.people.cards import my_card, take_card
from portfolio_desktop.services.people.keeping import erase_person
from portfolio_desktop.services.people.people_file import PeopleFile, people_path
from portfolio_desktop.services.people.sharing import send, take
from portfolio_desktop.services.people.views import unfinished
from portfolio_desktop.services.people.views.unfinished import Draft
from portfolio_desktop.services.safekeeping.copies import keep_copy
from portfolio_desktop.storage.changes import Change, Changes, Create, Edit
from tests.support.commands import command, done
from tests.support.people_files import ADA, BEN, make, quick_passphrases, reopen

__all__ = ["quick_passphrases"]

NEEDLE = "zqneedlezq"
TODAY = date(2026, 11, 21)


@pytest.fixture(autouse=True)
def _quick(quick_passphrases: None) -> None:
    """No test here waits for a passphrase."""


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The system's folder for temporary files, this test's own."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr("tempfile.tempdir", None)
    return folder


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with new_office(tmp_path / "office.portfolio", "Ada Okafor", lambda: TODAY) as office:
        demo.fill(office)
        yield office


@pytest.fixture
def people(office: Office) -> Iterator[PeopleFile]:
    with make(people_path(office.path)) as people:
        yield people


def fill(people: PeopleFile) -> int:
    """One record of every kind about Ben, with a needle in every field that holds words. Returns how many there are."""
    ids = {entity.name: Id(people.store.new_id()) for entity in people.catalogue.entities}
    ids["party"] = BEN
    count, made = 0, list[Change]()
    for entity in people.catalogue.entities:
        values: dict[str, Value] = {}
        for field in entity.fields:
            if field.kind in (Kind.TEXT, Kind.NARRATIVE, Kind.ADDRESS) and field.name != "card":
                count += 1
                values[field.name] = f"{NEEDLE} {entity.name} {field.name}"
            elif field.target:
                values[field.name] = ids[field.target]
        made.append(Create(entity.name, ids[entity.name], values))
    appraisal = ids["appraisal"]
    people.write(Changes(f"Fill {NEEDLE}", tuple(made)))
    unfinished.keep(people, Draft("matter", BEN, {"what": f"{NEEDLE} draft"}))
    people.write(Changes(f"Lead {NEEDLE}", (Edit("appraisal", appraisal, "manager_id", ADA),)))
    people.write(Changes(f"Countersign {NEEDLE}", (Edit("appraisal", appraisal, "countersigner_id", None),)))
    return count


def appraisal_of(people: PeopleFile) -> Id:
    with people.reading() as reader:
        return reader.all(people.catalogue.entity("appraisal"))[0].id


def assert_nothing_is_found(*places: Path) -> int:
    """Read every byte below `places`, in the encodings that a text may lie in. Returns how many files there were."""
    files = [path for place in places for path in place.rglob("*") if path.is_file()]
    for path in files:
        content = path.read_bytes().lower()
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            assert NEEDLE.encode(encoding) not in content, path
    return len(files)


def test_that_no_byte_outside_says_what_a_people_file_says(
    tmp_path: Path,
    laptop: Path,
    temporary: Path,
    office: Office,
    people: PeopleFile,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    log = StringIO()
    logging.getLogger().addHandler(handler := logging.StreamHandler(log))
    share = tmp_path / "share"
    share.mkdir()
    try:
        assert fill(people) > 80
        with make(tmp_path / "ben.people", BEN, "Ben") as ben:
            people.write(take_card(people, my_card(ben)))
            ben.write(take_card(ben, my_card(people)))
            sent = send(people, appraisal_of(people), BEN, share)
            people.write(sent.changes)
            ben.write(take(ben, sent.path))
            assert NEEDLE in repr(dump_of(ben))
        undo.undo(people)
        undo.redo(people)
        with people.reading() as reader:
            assert reader.search(NEEDLE)
        people.back_up()
        keep_copy(office)
        assert not find(office, NEEDLE)
        with pytest.raises(Refusal) as caught:
            people.write(Changes(NEEDLE, (Edit("appraisal", Id("nobody"), "title", NEEDLE),)))
        assert NEEDLE not in crash_text(caught.value, "1")
        assert assert_nothing_is_found(tmp_path, laptop, temporary) > 10
        people.close()
        office.close()
        for words in (
            ("dump", office.path),
            ("log", office.path),
            ("list", office.path, "people"),
            ("export", office.path, tmp_path / "everything.xlsx"),
            ("check", office.path),
            ("backup", office.path),
        ):
            answer = command(*words)
            assert NEEDLE not in answer.out + answer.err, words
        done("pack", office.path, tmp_path / "pack.pdf")
        assert_nothing_is_found(tmp_path, laptop, temporary)
    finally:
        logging.getLogger().removeHandler(handler)
    assert NEEDLE not in log.getvalue() + caplog.text


def dump_of(people: PeopleFile) -> list[tuple[object, ...]]:
    with people.store.reading() as connection:
        return [tuple(row) for row in connection.exec_driver_sql("SELECT value FROM edit").all()]


def test_that_after_an_erasure_not_even_the_opened_file_says_it(
    tmp_path: Path, office: Office, people: PeopleFile
) -> None:
    fill(people)
    people.back_up()
    erase_person(people, BEN, "Asked for by the person")
    people.close()
    with reopen(people_path(office.path)) as again, again.store.reading() as connection:
        pages: list[object] = []
        for (table,) in connection.exec_driver_sql(
            "SELECT name FROM sqlite_schema WHERE type = 'table'"
        ).all():
            pages += connection.exec_driver_sql(f'SELECT * FROM "{table}"').all()
    for left in ("evidence", "appraisal", "answer", "health_note", "draft"):
        assert f"{NEEDLE} {left}" not in repr(pages)


def test_that_the_file_is_no_database_to_anybody_else(office: Office, people: PeopleFile) -> None:
    fill(people)
    people.close()
    connection = sqlite3.connect(people_path(office.path))
    with pytest.raises(sqlite3.DatabaseError):
        connection.execute("SELECT * FROM sqlite_master")
    connection.close()
