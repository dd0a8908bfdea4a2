# SPDX-License-Identifier: Apache-2.0
"""Levels are held against each other, changed with a reason, and told further up without a word of content."""

from datetime import date

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.catalogue.fields import Id, Values
from portfolio_desktop.domain.appraisal.acts import Act
from portfolio_desktop.domain.appraisal.standing import Side
from portfolio_desktop.services import records, undo
from portfolio_desktop.services.people import appraising, calibrating, cycles
from portfolio_desktop.services.people.cycles import Mark
from tests.support.people import Team, fill, party, signed

NEEDLE = "zq-needle-zq"


@pytest.fixture
def cycle(team: Team) -> Id:
    """Three people of Ben's, two of them rated."""
    team.clock.day = date(2027, 4, 20)
    team.start([2, 3, 4])
    for number in (2, 3):
        fill(team, one(team, number), Side.MANAGER, NEEDLE)
    team.do(appraising.write(team.people, one(team, 3), {"level": 3}))
    return Id(team.all("cycle")[0].id)


def one(team: Team, number: int) -> Id:
    return Id(team.all("appraisal", subject_id=party(number))[0].id)


def meeting(team: Team, cycle: Id, **values: object) -> Id:
    return team.add("calibration", title="Spring", cycle_id=cycle, on=date(2027, 4, 20), **values)


def test_that_a_team_stands_side_by_side_the_highest_level_first(team: Team, cycle: Id) -> None:
    talk = team.all("conversation", subject_id=party(2), kind="quarterly")[0]
    team.change("conversation", talk.id, level=1, held_on=date(2026, 7, 1))
    rows = calibrating.side_by_side(team.people, cycle)
    assert [(row.name, row.level) for row in rows] == [
        ("Dee Rao", "Beyond what was agreed"),
        ("Cai Morgan", "As agreed"),
        ("Eve Lund", ""),
    ]
    assert [single.level for single in rows[0].singles] == ["As agreed", "As agreed"]
    assert rows[1].on_the_way == (calibrating.OnTheWay(date(2026, 7, 1), "Below what was agreed", 1),)


def test_that_a_change_needs_a_reason_and_both_are_written_together(team: Team, cycle: Id) -> None:
    spring, dee = meeting(team, cycle), one(team, 3)
    with pytest.raises(Refusal, match="Say why"):
        calibrating.agree_change(team.people, spring, dee, 2, " ")
    with pytest.raises(Refusal, match="has that level already"):
        calibrating.agree_change(team.people, spring, dee, 3, "Same")
    with pytest.raises(Refusal, match="no level 9"):
        calibrating.agree_change(team.people, spring, dee, 9, "More")
    team.do(calibrating.agree_change(team.people, spring, dee, 2, "Others did as much"))
    row = next(row for row in calibrating.side_by_side(team.people, cycle) if row.appraisal == dee)
    assert row.changes == (("Beyond what was agreed", "As agreed", "Others did as much"),)
    undo.undo(team.people)
    assert team.get("appraisal", dee).level == 3
    assert not team.all("calibration_change")


def test_that_no_level_is_changed_that_was_released_or_is_of_another_cycle(team: Team, cycle: Id) -> None:
    spring, dee = meeting(team, cycle), one(team, 3)
    team.do(appraising.do(team.people, Act.RELEASE, dee))
    with pytest.raises(Refusal, match="released"):
        calibrating.agree_change(team.people, spring, dee, 2, "Others did as much")
    other = team.add("calibration", title="Other")
    with pytest.raises(Refusal, match="another cycle"):
        calibrating.agree_change(team.people, other, one(team, 2), 3, "X")


def test_that_an_agreed_change_is_not_made_or_altered_by_hand(team: Team, cycle: Id) -> None:
    values: Values = {
        "calibration_id": meeting(team, cycle),
        "appraisal_id": one(team, 2),
        "now": 3,
        "why": "X",
    }
    with pytest.raises(Refusal, match="level and reason go together"):
        records.create(team.people, "calibration_change", values)


def test_that_the_spread_is_whole_for_the_manager_and_kept_back_from_others(team: Team, cycle: Id) -> None:
    assert [bar.count for bar in calibrating.spread(team.people, cycle).bars] == [0, 1, 1]
    assert calibrating.spread(team.people, cycle, for_manager=False).rated is None


def test_that_the_managers_manager_gets_names_and_levels_and_nothing_else(team: Team, cycle: Id) -> None:
    found = calibrating.levels_only(team.people, cycle)
    assert (found[0].name, found[0].level) == ("Cai Morgan", "As agreed")
    assert NEEDLE not in repr(found)


def test_that_progress_says_who_is_where_and_not_a_word_or_level(team: Team, cycle: Id) -> None:
    fill(team, one(team, 2), Side.SELF, NEEDLE)
    team.do(appraising.do(team.people, Act.RELEASE, one(team, 2), beside=Side.SELF))
    talk = team.all("conversation", subject_id=party(2), kind="expectations")[0]
    team.change("conversation", talk.id, held_on=date(2026, 5, 4), performance=NEEDLE)
    report = cycles.progress_report(team.people, cycle)
    line = report.lines[0]
    marks = {mark.title: mark.mark for mark in line.marks}
    assert (line.name, line.manager) == ("Cai Morgan", "Ben Hale")
    assert marks["Agree expectations and objectives"] is Mark.DONE
    assert marks["First quarterly conversation"] is Mark.LATE
    assert marks["Self-assessment"] is Mark.DONE
    assert marks["Manager's assessment"] is Mark.DONE
    assert marks["Calibration"] is Mark.TO_COME
    selfview = next(mark.stage for mark in line.marks if mark.title == "Self-assessment")
    assert report.done(selfview) == (1, 3)
    assert report.late == 3
    assert NEEDLE not in repr(report)
    assert "agreed" not in repr(report)
    meeting(team, cycle)
    lines = cycles.progress_report(team.people, cycle).lines
    calibrated = [
        mark.mark is Mark.DONE for line in lines for mark in line.marks if mark.title == "Calibration"
    ]
    assert calibrated == [
        True,
        True,
        False,
    ]  # the third has no level that could have been held against others


def test_that_a_locked_appraisal_is_through_every_stage_and_a_late_joiner_owes_none_before(
    team: Team, cycle: Id
) -> None:
    signed(team, one(team, 4))
    team.do(cycles.join(team.people, cycle, [party(5)]))
    lines = {line.name: line for line in cycles.progress_report(team.people, cycle).lines}
    assert {mark.mark for mark in lines["Eve Lund"].marks} == {Mark.DONE}
    assert Mark.NOT_PLANNED in {mark.mark for mark in lines["Fay Quinn"].marks}
    assert [mark.title for mark in lines["Fay Quinn"].late] == ["Self-assessment"]


def test_that_the_board_shows_how_levels_stood_before_what_was_agreed(team: Team, cycle: Id) -> None:
    assert calibrating.board(team.people, cycle).meeting is None
    dee = one(team, 3)
    team.do(calibrating.agree_in_year(team.people, cycle, dee, 1, "Two were missed"))
    team.do(calibrating.agree_in_year(team.people, cycle, dee, 2, "One of them was not theirs"))
    found = calibrating.board(team.people, cycle)
    assert [bar.count for bar in found.before.bars] == [0, 1, 1]
    assert [bar.count for bar in found.now.bars] == [0, 2, 0]
    row = next(row for row in found.rows if row.appraisal == dee)
    assert (row.before, row.step) == (3, 2)
    assert [why for _was, _now, why in row.changes] == ["Two were missed", "One of them was not theirs"]
    assert found.meeting is not None
    assert found.meeting.on == team.clock.day
    assert len(team.all("calibration")) == 1


def test_that_a_change_and_the_meeting_it_began_go_by_one_undo(team: Team, cycle: Id) -> None:
    dee = one(team, 3)
    team.do(calibrating.agree_in_year(team.people, cycle, dee, 2, "Others did as much"))
    undo.undo(team.people)
    assert team.get("appraisal", dee).level == 3
    assert not team.all("calibration") + team.all("calibration_change")


def test_that_a_meeting_is_begun_for_a_year_that_is_there(team: Team, cycle: Id) -> None:
    team.do(calibrating.begin_meeting(team.people, cycle))
    assert calibrating.board(team.people, cycle).meeting is not None
    with pytest.raises(Refusal):
        calibrating.begin_meeting(team.people, party(77))
