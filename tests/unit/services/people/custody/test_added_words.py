# SPDX-License-Identifier: Apache-2.0
"""Words added while people were written about: in the people file alone, in no label, erased with their records."""

from portfolio_desktop.services.people.custody.added_words import add_word, added_words, take_out_word
from portfolio_desktop.services.people.keeping import erase_person
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.storage.changes import Changes, Create
from portfolio_desktop.storage.examine import examine
from tests.support.people_files import BEN, CY, add


def words(people: PeopleFile) -> set[str]:
    with people.reading() as reader:
        return set(added_words(reader))


def team(people: PeopleFile) -> None:
    pair = (Create("party", BEN, {"name": "Ben Zqhale"}), Create("party", CY, {"name": "Cy Marsh"}))
    people.write(Changes("Add people", pair))
    add(people, "evidence", {"title": "Met Zqbrampton at Zqwick", "subject_id": BEN})
    add(people, "evidence", {"title": "Went to Zqwick", "subject_id": CY})


def test_that_a_word_is_added_without_its_owner_and_taken_out_in_any_capitals(people: PeopleFile) -> None:
    written = people.write(add_word(people, "Zqhale’s"))
    assert words(people) == {"Zqhale"}
    assert written is not None
    assert "Zqhale" not in written.label
    taken = people.write(take_out_word(people, "zqhale"))
    assert words(people) == set()
    assert taken is not None
    assert "Zqhale" not in taken.label


def test_that_erasing_somebody_erases_the_words_that_no_other_record_contains(people: PeopleFile) -> None:
    team(people)
    for word in ("Zqhale", "Zqbrampton", "Zqwick", "Zqold"):
        people.write(add_word(people, word))
    people.write(take_out_word(people, "Zqold"))
    assert erase_person(people, BEN, "Left seven years ago") == 2
    assert words(people) == {"Zqwick"}
    with people.store.reading() as connection:
        kept = "SELECT value FROM edit UNION ALL SELECT label FROM change_set"
        said = " ".join(str(row[0]) for row in connection.exec_driver_sql(kept))
        assert not examine(connection, people.catalogue)
    for word in ("Zqhale", "Zqbrampton", "Zqold"):
        assert word not in said
    assert "Zqwick" in said
