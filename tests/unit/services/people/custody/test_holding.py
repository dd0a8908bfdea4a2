# SPDX-License-Identifier: Apache-2.0
"""What is held on somebody, whom else it names, that it was given, and how names are taken out of what is given."""

import json
from datetime import date

from portfolio_desktop.services import records
from portfolio_desktop.services.people.custody.holding import (
    HeldLine,
    Where,
    given_before,
    holding,
    note_given,
    people_of,
)
from portfolio_desktop.services.people.custody.retention import kept
from portfolio_desktop.services.people.papers.blacking import blackened
from portfolio_desktop.services.people.papers.subject_access import Choice, as_json, subject_access
from tests.support.people import Team, party

CAI, DEE = party(2), party(3)


def filled(team: Team) -> dict[str, HeldLine]:
    """What is held on Cai, by title: own notes that name Dee or a stranger, one deleted, and one about Dee that names Cai."""
    team.add("evidence", title="Alone", subject_id=CAI, on=date(2026, 3, 1))
    team.add("evidence", title="With Dee", subject_id=CAI, on=date(2026, 5, 1), words="Thanked by dee rao")
    team.add("evidence", title="From outside", subject_id=CAI, source="Board secretary")
    gone = team.add("evidence", title="Gone", subject_id=CAI)
    team.do(records.delete(team.people, "evidence", [gone]))
    team.add("evidence", title="On Dee", subject_id=DEE, words="Helped Cai Morgan")
    return {line.title: line for line in holding(team.people, CAI).lines}


def test_that_everything_is_listed_by_kind_with_its_days(team: Team) -> None:
    found = filled(team)
    assert {title: line.where for title, line in found.items() if title != "Cai Morgan"} == {
        "Alone": Where.OWN,
        "With Dee": Where.OWN,
        "From outside": Where.OWN,
        "Gone": Where.DELETED,
        "On Dee": Where.NAMING,
    }
    kinds = {kind.title: kind for kind in holding(team.people, CAI).kinds}
    evidence = kinds["Evidence journal"] if "Evidence journal" in kinds else kinds["Evidence"]
    assert (len(evidence.lines), evidence.first, evidence.last) == (3, date(2026, 3, 1), date(2026, 5, 1))
    assert any(title.startswith("Deleted, in the history") for title in kinds)
    assert any(title.startswith("About others") for title in kinds)


def test_that_others_whom_a_record_names_are_told_before_it_is_given(team: Team) -> None:
    found = filled(team)
    assert found["Alone"].others == ()
    assert found["With Dee"].others == ("Dee Rao",)
    assert found["From outside"].others == ("Board secretary",)
    assert "Dee Rao" in found["On Dee"].others


def test_that_the_copy_to_look_through_says_whom_each_record_names_and_the_one_to_give_does_not(
    team: Team,
) -> None:
    filled(team)
    said = [subject_access(team.people, CAI, choice) for choice in (None, Choice({}))]
    labels = [
        {label for group in each.own for entry in group.entries for label, _words in entry.told}
        for each in said
    ]
    assert "Names others" in labels[0]
    assert "Names others" not in labels[1]


def test_that_names_are_taken_out_of_words_links_and_history_alike(team: Team) -> None:
    found = filled(team)
    given = subject_access(team.people, CAI, Choice({}, frozenset({found["On Dee"].mark})))
    plain = as_json(blackened(given, ["Dee Rao"])).decode()
    assert "dee rao" not in plain.casefold()
    assert "Thanked by [somebody else]" in plain
    assert json.loads(plain)["person"]["name"] == "Cai Morgan"
    assert blackened(given, []) is given


def test_that_a_copy_that_was_given_is_on_record_and_goes_with_the_person(team: Team) -> None:
    filled(team)
    assert given_before(team.people, CAI) == []
    team.do(note_given(team.people, CAI, 5))
    assert given_before(team.people, CAI) == [date(2026, 11, 21)]
    assert [trace.what for trace in kept(team.people).traces] == ["Given to Cai Morgan"]
    assert any(line.entity == "dispatch" for line in holding(team.people, CAI).lines)


def test_that_the_owner_is_not_among_those_who_can_be_erased(team: Team) -> None:
    names = [name for _id, name in people_of(team.people)]
    assert "Ben Hale" not in names
    assert names == sorted(names)
