# SPDX-License-Identifier: Apache-2.0
"""A year that runs is moved, joined, left and closed, and each act is one step that undo takes back."""

from collections.abc import Callable
from datetime import date

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.domain.appraisal.standing import Side
from portfolio_desktop.services import undo
from portfolio_desktop.services.people import appraising, calibrating, conversations, cycles
from portfolio_desktop.services.people.due import due
from portfolio_desktop.services.people.running import years
from portfolio_desktop.services.people.running.years import YearSheet
from tests.support.people import Team, party, signed


def cycle(team: Team) -> Id:
    return Id(team.all("cycle")[0].id)


def sheet(team: Team) -> YearSheet:
    return years.year_sheet(team.people, cycle(team))


def appraisal(team: Team, number: int) -> Id:
    return Id(team.all("appraisal", subject_id=party(number))[0].id)


def test_that_a_year_says_who_is_where_and_what_its_stages_are(team: Team) -> None:
    team.start([2, 3], population="Portfolio office")
    found = sheet(team)
    assert (found.year.title, found.population, found.scale) == (
        "Appraisals 2026–27",
        "Portfolio office",
        "Three levels",
    )
    assert [one.name for one in found.people] == ["Cai Morgan", "Dee Rao"]
    assert found.people[0].late == "Agree expectations and objectives"
    first = found.stages[0]
    assert (first.done, first.planned, first.late) == (0, 2, 2)
    assert found.countersigned
    assert not found.can_close
    assert [one.title for one in years.years(team.people)] == ["Appraisals 2026–27"]


def test_that_conversations_move_with_their_stage_but_those_that_were_arranged_otherwise_stay(
    team: Team,
) -> None:
    team.start([2, 3])
    stage = next(one for one in sheet(team).stages if one.due == date(2027, 1, 20))
    arranged = team.all("conversation", subject_id=party(3), stage_id=stage.id)[0]
    team.change("conversation", arranged.id, planned_on=date(2027, 1, 12))
    before = team.all("conversation")
    moved = {stage.id: (date(2027, 1, 4), date(2027, 2, 3))}
    team.do(years.change_stages(team.people, cycle(team), moved))
    assert team.get("cycle_stage", stage.id).due == date(2027, 2, 3)
    planned = {one.subject_id: one.planned_on for one in team.all("conversation", stage_id=stage.id)}
    assert planned == {party(2): date(2027, 2, 3), party(3): date(2027, 1, 12)}
    undo.undo(team.people)
    assert team.all("conversation") == before


def test_that_a_stage_is_not_due_before_it_opens(team: Team) -> None:
    team.start([2])
    stage = sheet(team).stages[0].id
    with pytest.raises(Refusal, match="Put its days in order"):
        years.change_stages(team.people, cycle(team), {stage: (date(2026, 6, 1), date(2026, 5, 1))})


def test_that_whoever_is_taken_out_is_waited_for_no_more_and_what_was_written_stays(team: Team) -> None:
    team.start([2, 3])
    gone = appraisal(team, 2)
    answer = team.all("answer", appraisal_id=gone, side="manager")[0]
    team.do(appraising.answer(team.people, answer.id, {"words": "Led two reviews"}))
    talk = team.all("conversation", subject_id=party(2))[0]
    team.do(conversations.hold(team.people, talk.id, {"progress": "On course"}))
    team.people.write(years.leave(team.people, gone, " Moved to another  team "))
    found = sheet(team)
    assert [one.name for one in found.people] == ["Dee Rao"]
    assert [(one.name, one.why, one.on) for one in found.out] == [
        ("Cai Morgan", "Moved to another team", date(2026, 11, 21))
    ]
    assert {one.name for one in due(team.people, within=400)} == {"Dee Rao"}
    assert [one.name for one in cycles.progress_report(team.people, cycle(team)).lines] == ["Dee Rao"]
    assert [one.name for one in calibrating.side_by_side(team.people, cycle(team))] == ["Dee Rao"]
    assert team.get("answer", answer.id).words == "Led two reviews"
    assert [one.id for one in team.all("conversation", subject_id=party(2))] == [talk.id]


def test_that_taking_somebody_out_needs_a_reason_and_no_signature(team: Team) -> None:
    one = team.appraisal()
    with pytest.raises(Refusal, match="Say why"):
        years.leave(team.people, one, " ")
    signed(team, one, until=Side.SELF)
    with pytest.raises(Refusal, match="is signed by somebody"):
        years.leave(team.people, one, "Left")


def test_that_whoever_comes_back_finds_what_was_written_and_what_is_still_to_come(team: Team) -> None:
    one = team.appraisal()
    team.people.write(years.leave(team.people, one, "Leave of absence"))
    with pytest.raises(Refusal, match="Cai Morgan was taken out of this year"):
        cycles.join(team.people, cycle(team), [party(2)])
    team.people.write(years.come_back(team.people, one))
    assert [each.name for each in sheet(team).people] == ["Cai Morgan"]
    assert team.get("appraisal", one).left_why is None
    planned = [each.planned_on for each in team.all("conversation", subject_id=party(2))]
    assert planned
    assert min(planned) >= date(2026, 11, 21)


def test_that_whoever_was_taken_out_can_take_part_in_another_year_of_the_same_time(team: Team) -> None:
    one = team.appraisal()
    team.people.write(years.leave(team.people, one, "Moved to the short cycle"))
    team.start([2], plan="light")
    assert len(team.all("cycle")) == 2


def test_that_a_year_closes_once_everybody_is_signed_or_was_taken_out(team: Team) -> None:
    team.start([2, 3])
    with pytest.raises(Refusal, match="2 appraisals are not signed by all: Cai Morgan, 2026–27, Dee Rao"):
        years.close(team.people, cycle(team))
    signed(team, appraisal(team, 2))
    team.people.write(years.leave(team.people, appraisal(team, 3), "Left the organisation"))
    assert sheet(team).can_close
    assert sheet(team).open_ends == ("7 conversations were planned and not held",)
    team.do(years.close(team.people, cycle(team)))
    assert sheet(team).year.closed_on == date(2026, 11, 21)
    doors: list[Callable[[], object]] = [
        lambda: cycles.join(team.people, cycle(team), [party(4)]),
        lambda: years.come_back(team.people, appraisal(team, 3)),
        lambda: years.close(team.people, cycle(team)),
        lambda: years.change_stages(team.people, cycle(team), {}),
    ]
    for refused in doors:
        with pytest.raises(Refusal, match="is closed"):
            refused()
    team.do(years.open_again(team.people, cycle(team)))
    team.do(cycles.join(team.people, cycle(team), [party(4)]))
    assert [one.name for one in sheet(team).people] == ["Cai Morgan", "Eve Lund"]


def test_that_open_ends_are_told_before_a_year_is_closed(team: Team) -> None:
    team.start([2])
    known = {"measure": "Complaints", "due": date(2027, 3, 31), "status": "agreed"}
    team.add("aim", title="A", subject_id=party(2), cycle_id=cycle(team), **known)
    talk = team.all("conversation", subject_id=party(2))[0]
    promised = [conversations.Promised("Send it", party(2), date(2026, 12, 1))]
    team.do(conversations.hold(team.people, talk.id, {}, promised))
    assert sheet(team).open_ends == (
        "1 objective is agreed and has no outcome yet",
        "1 promise is open",
        "6 conversations were planned and not held",
    )


def test_that_a_year_is_renamed(team: Team) -> None:
    team.start([2])
    team.do(years.rename(team.people, cycle(team), "Year of the move", "Both offices"))
    assert (sheet(team).year.title, sheet(team).population) == ("Year of the move", "Both offices")
    with pytest.raises(Refusal, match="name"):
        years.rename(team.people, cycle(team), "", "")
