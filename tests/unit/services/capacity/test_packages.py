# SPDX-License-Identifier: Apache-2.0
"""Work that is handed over: nothing is offered without criteria, given back without a reason or accepted unanswered."""

from datetime import date

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.services import records, undo
from portfolio_desktop.services.capacity import packages
from portfolio_desktop.services.governance.proof import Unsaid
from portfolio_desktop.services.office import Office
from tests.support.assurance import look, look_all
from tests.support.handing import Handing
from tests.support.offices import add

TODAY = date(2026, 11, 21)


@pytest.fixture
def handing(office: Office) -> Handing:
    return Handing(office)


def delivered(handing: Handing) -> Id:
    package = handing.package()
    office = handing.office
    office.write(packages.offer(office, package))
    office.write(packages.accept(office, package))
    office.write(packages.deliver(office, package, "Report 7 in the document store"))
    return package


def answers(office: Office, package: Id, *found: str) -> dict[Id, str]:
    criteria = look_all(office, "package_criterion", "work_package_id", package)
    by_place = sorted(criteria, key=lambda each: str(each["position"]))
    return {each.id: result for each, result in zip(by_place, found, strict=True)}


def test_that_a_package_goes_from_offer_to_complete_with_its_days(handing: Handing) -> None:
    office, package = handing.office, delivered(handing)
    office.write(packages.take(office, package, answers(office, package, "met", "met")))
    record = look(office, "work_package", package)
    assert (record["status"], record["taken_by_id"]) == ("complete", handing.ruth)
    days = [record[name] for name in ("offered_on", "answered_on", "delivered_on", "taken_on")]
    assert days == [TODAY] * 4
    office.write(packages.close(office, package, feedback="Clear cases, easy to run again."))
    assert look(office, "work_package", package)["status"] == "closed"


def test_that_every_act_is_one_change_set_that_undo_takes_back(handing: Handing) -> None:
    office, package = handing.office, delivered(handing)
    office.write(
        packages.take(office, package, answers(office, package, "met", "part"), why="Good enough to pilot.")
    )
    undo.undo(office)
    assert look(office, "work_package", package)["status"] == "delivered"
    assert {each["found"] for each in look_all(office, "package_criterion", "work_package_id", package)} == {
        None
    }


def test_that_work_without_criteria_or_an_outcome_is_not_offered(handing: Handing) -> None:
    office = handing.office
    bare = add(office, "work_package", title="Something", responsible_id=handing.ann)
    with pytest.raises(Refusal, match="how it will be judged"):
        packages.offer(office, bare)
    add(office, "package_criterion", work_package_id=bare, title="It works")
    with pytest.raises(Unsaid, match="what there will be") as refused:
        packages.offer(office, bare)
    assert refused.value.asks == ("accountable_id", "outcome", "due", "offered_on")


def test_that_declining_and_handing_back_want_a_reason_which_stays_in_the_note(handing: Handing) -> None:
    office, package = handing.office, handing.package()
    office.write(packages.offer(office, package))
    with pytest.raises(Refusal, match="Say why"):
        packages.decline(office, package, " ")
    office.write(packages.decline(office, package, "No test data before April."))
    office.write(packages.offer(office, package, handing.ben))
    office.write(packages.accept(office, package, terms="With a data set by 1 March"))
    office.write(packages.hand_back(office, package, "The data set did not come."))
    record = look(office, "work_package", package)
    assert record["status"] == "handed_back"
    assert record["answer"] == "The data set did not come."
    note = str(record["note"])
    assert "declined by Ann Lee. No test data before April." in note
    assert "handed back by Ben Okri. The data set did not come." in note


def test_that_a_register_is_refused_what_an_act_is_refused(handing: Handing) -> None:
    office, package = handing.office, delivered(handing)
    with pytest.raises(Refusal, match="Say of each quality criterion"):
        records.change(office, "work_package", package, {"status": "complete", "taken_by_id": handing.ruth})
    with pytest.raises(Unsaid, match="Say why"):
        records.change(office, "work_package", package, {"status": "handed_back"})
    for criterion in look_all(office, "package_criterion", "work_package_id", package):
        office.write(records.change(office, "package_criterion", criterion.id, {"found": "not_met"}))
    with pytest.raises(Unsaid, match="Not everything is met") as refused:
        records.change(office, "work_package", package, {"status": "complete", "taken_by_id": handing.ruth})
    assert refused.value.asks == ("note",)


def test_that_a_result_is_not_accepted_with_a_criterion_unanswered_or_unmet_in_silence(
    handing: Handing,
) -> None:
    office, package = handing.office, delivered(handing)
    with pytest.raises(Refusal, match="The report is signed"):
        packages.take(office, package, dict(list(answers(office, package, "met", "met").items())[:1]))
    with pytest.raises(Unsaid, match="Not everything is met"):
        packages.take(office, package, answers(office, package, "met", "not_met"))


def test_that_what_was_found_first_is_kept_when_it_is_put_right(handing: Handing) -> None:
    office, package = handing.office, delivered(handing)
    office.write(
        packages.send_back(office, package, answers(office, package, "met", "not_met"), "Sign the report.")
    )
    assert look(office, "work_package", package)["status"] == "in_hand"
    assert look(office, "work_package", package)["delivered_on"] is None
    office.write(packages.deliver(office, package, "Report 8"))
    office.write(packages.take(office, package, answers(office, package, "met", "met")))
    criteria = look_all(office, "package_criterion", "work_package_id", package)
    assert sorted((each["found_first"], each["found"]) for each in criteria) == [
        ("met", "met"),
        ("not_met", "met"),
    ]


def test_that_an_act_says_where_the_package_stands_when_it_is_too_early(handing: Handing) -> None:
    office, package = handing.office, handing.package()
    with pytest.raises(Refusal, match=r"WP-0001 is draft\..*while it is: accepted / in hand"):
        packages.deliver(office, package, "All of it")


def test_that_a_day_that_has_not_come_or_lies_before_the_offer_is_refused(handing: Handing) -> None:
    office, package = handing.office, handing.package()
    office.write(packages.offer(office, package))
    with pytest.raises(Refusal, match="before it was offered"):
        packages.accept(office, package, on=date(2026, 11, 20))
    office.write(packages.accept(office, package))
    with pytest.raises(Refusal, match="has not come yet"):
        packages.deliver(office, package, "All of it", on=date(2026, 11, 22))


def test_that_closing_what_was_never_accepted_wants_a_reason(handing: Handing) -> None:
    office, package = handing.office, handing.package()
    with pytest.raises(Refusal, match="never accepted as complete"):
        packages.close(office, package)
    with pytest.raises(Unsaid):
        records.change(office, "work_package", package, {"status": "closed"})
    office.write(packages.close(office, package, reason="The supplier tests it."))
    assert look(office, "work_package", package)["note"] == "The supplier tests it."


def test_that_a_blocker_is_raised_with_the_support_asked_and_cleared_once(handing: Handing) -> None:
    office, package = handing.office, handing.package()
    office.write(
        packages.block(office, package, "No test data", support="A masked copy", asked_of=handing.cai)
    )
    blocker = packages.open_blocker(office, package)
    office.write(packages.clear(office, blocker, "Cai masked last month's."))
    record = look(office, "package_blocker", blocker)
    assert (record["raised_on"], record["cleared_on"]) == (TODAY, TODAY)
    with pytest.raises(Refusal, match="cleared already"):
        packages.clear(office, blocker, "Again")
    with pytest.raises(Refusal, match="Nothing stands in the way"):
        packages.open_blocker(office, package)


def test_that_time_away_and_demands_make_sense(handing: Handing) -> None:
    office = handing.office
    away: dict[str, Value] = {"person_id": handing.ann, "first": date(2027, 3, 2), "last": date(2027, 3, 1)}
    with pytest.raises(Refusal, match="cannot end before it begins"):
        records.create(office, "leave", away)
    one: dict[str, Value] = {
        "person_id": handing.ann,
        "first": date(2027, 3, 2),
        "from_noon": True,
        "until_noon": True,
    }
    with pytest.raises(Refusal, match="one half"):
        records.create(office, "leave", one)
    with pytest.raises(Refusal, match="which skill, role or person"):
        records.create(office, "demand", {"title": "Somebody", "project_id": handing.harbour})


def test_that_a_level_of_another_framework_is_refused(handing: Handing) -> None:
    office, package = handing.office, handing.package()
    other = add(office, "framework", title="Theirs")
    level = add(office, "capability_level", framework_id=other, step=5, title="Wizard")
    need: dict[str, Value] = {
        "work_package_id": package,
        "skill_id": handing.crew.skill("Testing"),
        "level_id": level,
    }
    with pytest.raises(Refusal, match="“Wizard” is a level of another framework than “Testing”"):
        records.create(office, "package_need", need)
    asked: dict[str, Value] = {
        "title": "Somebody",
        "project_id": handing.harbour,
        "role_profile_id": handing.crew.role("Tester"),
        "level_id": level,
    }
    with pytest.raises(Refusal, match="A level is of a skill"):
        records.create(office, "demand", asked)


def test_that_nothing_about_people_away_says_why() -> None:
    from portfolio_desktop.catalogue.records.people.leave import LEAVE

    assert {field.name for field in LEAVE.fields} == {
        *("code", "person_id", "first", "last", "from_noon", "until_noon")
    }
