# SPDX-License-Identifier: Apache-2.0
"""Retention, what is held on somebody, and erasing a person."""

from datetime import date

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.services import records
from portfolio_desktop.services.people.keeping import due, erase_due, erase_person, held_on, propose_rules
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.storage.examine import examine
from tests.support.people_files import ADA, BEN, CY, TODAY, add


@pytest.fixture
def team(people: PeopleFile) -> PeopleFile:
    """Ben and Cy work for Ada; she keeps an appraisal of Ben, a talk with Cy that names him, and a note on him."""
    from portfolio_desktop.storage.changes import Changes, Create

    people.write(
        Changes(
            "Add people",
            (Create("party", BEN, {"name": "Ben Hale"}), Create("party", CY, {"name": "Cy Marsh"})),
        )
    )
    whose = {"subject_id": BEN, "manager_id": ADA}
    appraisal = add(people, "appraisal", {"title": "2020-21", **whose, "ends": date(2020, 3, 31)})
    asked = {"question": "What went well?", "appraisal_id": appraisal, "side": "manager"}
    add(people, "answer", {**asked, "words": "zq-needle"})
    add(people, "evidence", {"title": "Chaired", "subject_id": BEN, "on": date(2026, 5, 1)})
    talk = add(people, "conversation", {"title": "One-to-one", "subject_id": CY, "held_on": date(2026, 5, 2)})
    add(people, "promise", {"title": "Talk to Cy", "conversation_id": talk, "who_id": BEN})
    return people


def test_that_all_that_is_held_on_somebody_is_found_with_its_parts_and_history(team: PeopleFile) -> None:
    found = held_on(team, BEN)
    assert sorted(each.entity for each in found.own) == ["answer", "appraisal", "evidence", "party"]
    assert [each.entity for each in found.naming] == ["promise"]
    assert {step.entity for step in found.history} == {"answer", "appraisal", "evidence", "party"}
    assert [step.change_set.made for step in found.history] == sorted(
        step.change_set.made for step in found.history
    )


def test_that_erasing_a_person_leaves_others_as_they_were_and_says_only_that_it_happened(
    team: PeopleFile,
) -> None:
    assert erase_person(team, BEN, "Left seven years ago") == 4
    with team.reading() as reader:
        catalogue = team.catalogue
        assert [each["name"] for each in reader.all(catalogue.entity("party"))] == ["Ada Okafor", "Cy Marsh"]
        assert [each["title"] for each in reader.all(catalogue.entity("promise"))] == ["Talk to Cy"]
        (certificate,) = reader.all(catalogue.entity("erasure"))
    assert (certificate["title"], certificate["on"], certificate["records"]) == (
        "Left seven years ago",
        TODAY,
        4,
    )
    with team.store.reading() as connection:
        everything = repr(connection.exec_driver_sql("SELECT value FROM edit").all())
    assert "zq-needle" not in everything
    assert "Ben Hale" not in everything


def test_that_the_owner_cannot_erase_themselves_by_mistake(team: PeopleFile) -> None:
    with pytest.raises(Refusal, match="delete the file"):
        erase_person(team, ADA, "A slip")


def test_that_a_rule_counts_only_once_it_is_confirmed(team: PeopleFile) -> None:
    team.write(propose_rules(team))
    assert not propose_rules(team)
    assert due(team) == []
    with team.reading() as reader:
        rules = reader.all(team.catalogue.entity("retention_rule"))
    rule = next(each for each in rules if each["kind"] == "appraisal")
    team.write(records.change(team, "retention_rule", rule.id, {"confirmed_on": TODAY}))
    assert [(each.record["title"], each.since) for each in due(team)] == [("2020-21", date(2026, 3, 31))]
    assert erase_due(team, due(team)) == 2
    assert due(team) == []
    assert len(held_on(team, BEN).own) == 2


def test_that_what_was_deleted_before_is_erased_too_with_the_labels_that_quote_it(team: PeopleFile) -> None:
    note = add(team, "evidence", {"title": "zq-deleted", "subject_id": BEN, "words": "zq-words"})
    matter = add(team, "concern", {"title": "zq-matter", "subject_id": BEN, "kind": "conduct"})
    add(team, "concern_step", {"title": "zq-step", "concern_id": matter, "stage": "concern"})
    for entity, id in (("evidence", note), ("concern", matter)):
        team.write(records.delete(team, entity, [id]))
    with team.reading() as reader:
        own = next(each for each in reader.all(team.catalogue.entity("evidence")))
    team.write(records.delete(team, "evidence", [own.id]))
    erase_person(team, BEN, "Left seven years ago")
    with team.store.reading() as connection:
        said = repr(connection.exec_driver_sql("SELECT value FROM edit").all())
        labels = repr(connection.exec_driver_sql("SELECT label FROM change_set").all())
        assert examine(connection, team.catalogue) == []
    for planted in ("zq-deleted", "zq-words", "zq-matter", "zq-step", "Chaired", "Ben Hale"):
        assert planted not in said + labels
