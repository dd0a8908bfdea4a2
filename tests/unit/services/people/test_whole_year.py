# SPDX-License-Identifier: Apache-2.0
"""A manager runs a whole year for a team of twelve on one laptop, and signs it off with each of them."""

from datetime import date, timedelta
from pathlib import Path

from portfolio_desktop.catalogue.fields import Id, Values
from portfolio_desktop.domain.appraisal.acts import Act
from portfolio_desktop.domain.appraisal.standing import Side
from portfolio_desktop.services.people import (
    aims,
    appraising,
    calibrating,
    conversations,
    evidence,
    forms,
    prompts,
)
from portfolio_desktop.services.people.conversations import Promised
from portfolio_desktop.services.people.cycles import Mark, progress_report
from portfolio_desktop.services.people.due import due
from tests.support.people import Clock, Team, fill, new_team, party

STAFF = range(2, 14)


def test_that_a_year_of_twelve_people_ends_signed_with_nothing_left_to_do(
    tmp_path: Path, quick_passphrases: None
) -> None:
    clock = Clock(date(2026, 4, 1))
    team = new_team(tmp_path, clock, size=14)
    with team.people:
        team.start(list(STAFF))
        cycle = Id(team.all("cycle")[0].id)
        for number in STAFF:
            agree(team, cycle, party(number))
        for stage in team.all("cycle_stage", order="due", kind="conversation"):
            clock.day = stage.due
            for number in STAFF:
                talk_with(team, party(number), stage.id)
        for kind in ("expectations", "midyear", "yearend"):
            for talk in team.all("conversation", kind=kind):
                team.do(conversations.hold(team.people, talk.id, {}))
        clock.day = date(2027, 4, 20)
        for promise in conversations.open_promises(team.people):
            team.do(conversations.keep(team.people, [promise.id]))
        assess_and_sign(team, cycle)
        report = progress_report(team.people, cycle)
        assert {mark.mark for line in report.lines for mark in line.marks} == {Mark.DONE}
        assert due(team.people, within=400) == []
        assert [bar.count for bar in calibrating.spread(team.people, cycle).bars] == [1, 11, 0]


def agree(team: Team, cycle: Id, person: Id) -> None:
    (aim,) = team.do(aims.take_over(team.people, person, cycle, ["Deliver the estate plan"]))
    team.change("aim", aim, measure="Milestones met", due=date(2027, 3, 31))
    team.do(aims.agree(team.people, [aim]))


def talk_with(team: Team, person: Id, stage: Id) -> None:
    team.do(
        evidence.note(team.people, person, "Chaired the gate review", on=team.clock() - timedelta(days=20))
    )
    (talk,) = team.all("conversation", subject_id=person, stage_id=stage)
    team.do(conversations.prepare(team.people, talk.id))
    said: Values = {"progress": "On course", "level": 2}
    team.do(
        conversations.hold(team.people, talk.id, said, [Promised("Send the paper", person, team.clock())])
    )


def assess_and_sign(team: Team, cycle: Id) -> None:
    found = [Id(one.id) for one in team.all("appraisal")]
    for appraisal in found:
        assert evidence.missing(team.people, appraisal) == [
            "There is no evidence on “Deliver the estate plan” yet."
        ]
        team.do(forms.ask_about_objectives(team.people, appraisal))
        for side in (Side.SELF, Side.MANAGER):
            fill(team, appraisal, side)
        assert prompts.suggested(team.people, appraisal).level == 2
    spring = team.add("calibration", title="Spring", cycle_id=cycle, on=team.clock())
    team.do(
        calibrating.agree_change(team.people, spring, found[0], 1, "Two of the four milestones were missed")
    )
    for appraisal in found:
        for side in (Side.SELF, Side.MANAGER):
            team.do(appraising.do(team.people, Act.RELEASE, appraisal, beside=side))
        team.do(appraising.do(team.people, Act.MEET, appraisal))
        for side in (Side.SELF, Side.MANAGER, Side.COUNTERSIGNER):
            team.do(appraising.do(team.people, Act.SIGN, appraisal, beside=side))
    for aim in team.all("aim"):
        team.change("aim", aim.id, status="met")
