# SPDX-License-Identifier: Apache-2.0
"""Evidence is noted quickly, offered where it suits, and missed where there is none."""

from datetime import date
from decimal import Decimal

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.domain.appraisal.acts import Act
from portfolio_desktop.domain.appraisal.prompts import About
from portfolio_desktop.domain.appraisal.standing import Side
from portfolio_desktop.services import records, undo
from portfolio_desktop.services.people import appraising, evidence, forms, prompts
from portfolio_desktop.services.people.evidence import Result
from tests.support.people import Team, fill, party

CAI = party(2)


def note(team: Team, text: str, on: date = date(2026, 6, 3), **more: object) -> Id:
    return team.do(evidence.note(team.people, CAI, text, on=on, **more))[0]  # type: ignore[arg-type]


def question(team: Team, appraisal: Id, block: str, side: str = "manager") -> Id:
    found = team.all("answer", order="position", appraisal_id=appraisal, side=side, block=block)
    return Id(found[0].id)


def test_that_a_note_is_as_quick_as_typing_it(team: Team) -> None:
    one = team.get("evidence", note(team, "Chaired the board"))
    assert (one.title, one.words, one.kind, one.on) == ("Chaired the board", None, "note", date(2026, 6, 3))
    long = team.get("evidence", note(team, "Chaired the board\nTwo items were contested."))
    assert long.title == "Chaired the board"
    assert "contested" in long.words
    (early_id,) = team.do(evidence.note(team.people, CAI, "12 May: chaired the board"))
    early = team.get("evidence", early_id)
    assert (early.title, early.on) == ("Chaired the board", date(2026, 5, 12))
    with pytest.raises(Refusal, match="what happened"):
        note(team, "  ")
    with pytest.raises(Refusal, match="has happened"):
        note(team, "Will chair", on=date(2026, 11, 22))


def test_that_results_of_packages_are_taken_once(team: Team) -> None:
    results = [Result(Id("w1"), "Gate paper accepted", date(2026, 7, 1), "All criteria met.")]
    team.do(evidence.take_results(team.people, CAI, results * 2))
    assert not evidence.take_results(team.people, CAI, results)
    (one,) = evidence.journal(team.people, CAI)
    assert (one.kind, one.work_package) == ("package", "w1")


def test_that_the_journal_of_some_days_is_the_latest_first(team: Team) -> None:
    for day in (1, 9, 5):
        note(team, f"Day {day}", on=date(2026, 6, day))
    found = evidence.journal(team.people, CAI, date(2026, 6, 2), date(2026, 6, 30))
    assert [one.title for one in found] == ["Day 9", "Day 5"]


def test_that_evidence_is_offered_to_the_questions_it_suits_and_inserted_with_its_date(team: Team) -> None:
    appraisal = team.appraisal()
    first = note(team, "Chaired the board\nTwo items were contested.")
    note(team, "Learned to chair", kind="learning")
    note(team, "Last year", on=date(2026, 3, 31))
    progress = question(team, appraisal, "progress")
    offers = evidence.offered(team.people, progress)
    assert [(offer.title, offer.used) for offer in offers] == [("Chaired the board", False)]
    team.do(evidence.insert(team.people, progress, [first]))
    words = team.get("answer", progress).words
    assert words == "3 Jun 2026: Chaired the board. Two items were contested."
    assert evidence.offered(team.people, progress)[0].used
    assert not evidence.insert(team.people, progress, [first])
    undo.undo(team.people)
    assert team.get("answer", progress).words is None


def test_that_what_is_on_the_objective_is_offered_first(team: Team) -> None:
    appraisal = team.appraisal()
    aim = team.add(
        "aim",
        title="Return",
        subject_id=CAI,
        cycle_id=team.all("cycle")[0].id,
        status="agreed",
        measure="On time",
        due=date(2027, 3, 31),
    )
    team.do(forms.ask_about_objectives(team.people, appraisal))
    note(team, "Early, on something else", on=date(2026, 5, 1))
    note(team, "Learned about returns", kind="learning", aim=aim)
    asked = next(one for one in team.all("answer") if one.aim_id == aim and one.side == "manager")
    offers = evidence.offered(team.people, asked.id)
    assert [(offer.title, offer.about_objective) for offer in offers] == [
        ("Learned about returns", True),
        ("Early, on something else", False),
    ]


def test_that_evidence_is_not_inserted_where_one_may_not_write(team: Team) -> None:
    appraisal = team.appraisal()
    one = note(team, "Chaired the board")
    with pytest.raises(Refusal, match="other side's"):
        evidence.insert(team.people, question(team, appraisal, "progress", "self"), [one])


def test_that_what_is_missing_is_named(team: Team) -> None:
    appraisal = team.appraisal()
    cycle = team.all("cycle")[0].id
    known = {"measure": "On time", "due": date(2027, 3, 31), "status": "agreed"}
    team.add("aim", title="Return", subject_id=CAI, cycle_id=cycle, **known)
    note(team, "Chaired the board")
    assert evidence.missing(team.people, appraisal) == [
        "There is no evidence on “Return” yet.",
        "Nothing was noted from 1 Jul 2026 to 30 Sep 2026. Look through diary and decisions of that time.",
    ]


def test_that_the_prompts_of_a_part_come_from_what_stands_in_it(team: Team) -> None:
    team.clock.day = date(2027, 4, 20)
    team.start([2, 3, 4])
    cai, dee, eve = (team.all("appraisal", subject_id=party(number))[0].id for number in (2, 3, 4))
    for one in (dee, eve):
        fill(team, one, Side.MANAGER, "She took part in all of the gate reviews")
    progress = question(team, cai, "progress")
    late = [note(team, f"Late {number}", on=date(2027, 2, number)) for number in range(1, 5)]
    team.do(evidence.insert(team.people, progress, late))
    words = team.get("answer", progress).words + "\nExcellent. She took part in all of the gate reviews."
    team.do(appraising.answer(team.people, progress, {"words": words}))
    what = question(team, cai, "what")
    team.do(appraising.answer(team.people, what, {"words": "Words", "level": 3}))
    found = prompts.before_release(team.people, cai)
    assert {prompt.about for prompt in found} == {
        About.RECENCY,
        About.VAGUE,
        About.NO_EVIDENCE,
        About.UNTOLD,
        About.LENGTH,
    }
    team.do(evidence.tell(team.people, late))
    assert About.UNTOLD not in {prompt.about for prompt in prompts.before_release(team.people, cai)}
    team.do(appraising.answer(team.people, question(team, dee, "progress"), {"words": words}))
    copied = [one for one in prompts.before_release(team.people, cai) if one.about is About.COPIED]
    assert "She took part in all of the gate reviews" in copied[-1].saw
    assert "Dee Rao" in copied[-1].saw


def test_that_prompts_never_bar_a_release(team: Team) -> None:
    appraisal = team.appraisal()
    fill(team, appraisal, Side.MANAGER, "Excellent")
    assert prompts.before_release(team.people, appraisal)
    team.do(appraising.do(team.people, Act.RELEASE, appraisal))


def test_that_a_suggestion_counts_objectives_by_weight_and_writes_nothing(team: Team) -> None:
    appraisal = team.appraisal()
    cycle = team.all("cycle")[0].id
    for title, weight in (("Return", 70), ("Backlog", 30)):
        team.add(
            "aim",
            title=title,
            subject_id=CAI,
            cycle_id=cycle,
            status="agreed",
            weight=Decimal(weight),
            measure="x",
            due=date(2027, 3, 31),
        )
    team.do(forms.ask_about_objectives(team.people, appraisal))
    for answer in team.all("answer", appraisal_id=appraisal, side="manager"):
        if answer.aim_id:
            level = 3 if answer.question == "Return" else 1
            team.do(appraising.answer(team.people, answer.id, {"level": level}))
    how = question(team, appraisal, "how")
    team.do(appraising.answer(team.people, how, {"level": 2}))
    found = prompts.suggested(team.people, appraisal)
    assert found.level == 2
    assert "“Return” is Beyond what was agreed, with 70 % of the weight." in found.arithmetic
    assert team.get("appraisal", appraisal).level is None


def test_that_whoever_is_appraised_gets_no_suggestion(team: Team) -> None:
    own = team.appraisal(1)
    with pytest.raises(Refusal, match="line manager's to give"):
        prompts.suggested(team.people, own)
    assert prompts.before_release(team.people, own) == []


def test_that_a_dated_entry_may_be_put_right_by_hand(team: Team) -> None:
    one = note(team, "Chaired the board")
    team.people.write(records.change(team.people, "evidence", one, {"on": date(2026, 6, 4)}))
    assert team.get("evidence", one).on == date(2026, 6, 4)
