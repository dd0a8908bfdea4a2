# SPDX-License-Identifier: Apache-2.0
"""A manager runs a whole year for a team of twelve on one laptop: from making the people file to closing the year."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.catalogue.fields import Id, Values
from portfolio_desktop.domain.appraisal.acts import Act
from portfolio_desktop.domain.appraisal.standing import Side
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office, new_office
from portfolio_desktop.services.people import (
    aims,
    appraising,
    calibrating,
    conversations,
    cycles,
    evidence,
    forms,
    prompts,
)
from portfolio_desktop.services.people.conversations import Promised
from portfolio_desktop.services.people.cycles import Mark, Year, progress_report
from portfolio_desktop.services.people.due import due
from portfolio_desktop.services.people.people_file import new_people_file, open_people_file, people_path
from portfolio_desktop.services.people.running import cascade, years
from portfolio_desktop.services.people.running.telling import told
from portfolio_desktop.services.people.shaping import outline
from portfolio_desktop.services.people.starting import lay_in, shipped_id
from portfolio_desktop.storage.changes import Changes, Create
from tests.support.people import Clock, Team, fill, party
from tests.support.people_files import PASSPHRASE, quick_passphrases
from tests.support.windows import laptop

__all__ = ["laptop", "quick_passphrases"]

HEAD, MANAGER, LEAVER, JOINER = party(0), party(1), party(13), party(14)
STAFF = [party(number) for number in range(2, 14)]
ESTATE = "Deliver the estate plan"


@pytest.fixture
def persons(laptop: Path) -> dict[Id, Values]:
    """The people of a portfolio as a people file takes them up."""
    with new_office(laptop / "office.portfolio", "Ben Hale") as office:
        return hired(office)


def hired(office: Office) -> dict[Id, Values]:
    people: dict[Id, Values] = {
        HEAD: {"name": "Ada Okafor"},
        MANAGER: {"name": "Ben Hale", "manager_id": HEAD},
    }
    people |= {
        id: {"name": f"Person {place:02d}", "role": "Analyst", "manager_id": MANAGER}
        for place, id in enumerate([*STAFF, JOINER], 2)
    }
    office.write(Changes("Hire", tuple(Create("person", id, values) for id, values in people.items())))
    return people


def test_that_a_year_of_twelve_people_ends_signed_told_and_closed(
    laptop: Path, quick_passphrases: None, persons: dict[Id, Values]
) -> None:
    clock = Clock(date(2026, 4, 1))
    path = people_path(laptop / "office.portfolio")
    with new_people_file(path, PASSPHRASE, {"name": "Ben Hale"}, MANAGER, clock) as people:
        team = Team(people, clock)
        cycle = begin(team, persons)
        hand_down(team, cycle)
        change_who_takes_part(team, cycle, persons)
        through_the_year(team, cycle)
    with open_people_file(path, "Ben Hale", passphrase=PASSPHRASE, today=clock) as people:
        team = Team(people, clock)
        clock.day = date(2027, 4, 20)
        assess_calibrate_and_sign(team, cycle)
        everything_is_done(team, cycle)
        team.do(years.close(people, cycle))
        next_year(team, persons)
        assert people.faults() == ()


def begin(team: Team, persons: dict[Id, Values]) -> Id:
    """A form of the office's own, and the year on it, in which nobody is forgotten."""
    team.do(lay_in(team.people))
    form = team.do(forms.copy_form(team.people, shipped_id("form", "annual"), "Ours"))[0]
    first = outline.outline(team.people, form).sections[0]
    team.do(outline.add_question(team.people, first.id, "What should we stop doing?"))
    year = Year(2026, form, shipped_id("rating_scale", "three"), population="Portfolio office")
    wanted = {id: persons[id] for id in (HEAD, MANAGER, *STAFF)}
    team.do(cycles.start(team.people, year, STAFF, wanted))
    assert len(team.all("appraisal")) == len(STAFF)
    assert {one.countersigner_id for one in team.all("appraisal")} == {HEAD}
    return Id(team.all("cycle")[0].id)


def hand_down(team: Team, cycle: Id) -> None:
    """The organisation's objective becomes the manager's, and a part of it everybody's, agreed with a measure."""
    (mine,) = team.do(cascade.give(team.people, cycle, ESTATE, [MANAGER]))
    team.change("aim", mine, measure="Milestones met", due=date(2027, 3, 31))
    team.do(cascade.give(team.people, cycle, ESTATE, STAFF, below=mine))
    team.do(aims.agree(team.people, [Id(one.id) for one in team.all("aim")]))
    found = cascade.cascade(team.people, cycle, (ESTATE,))
    assert (found.unserved, len(found.served[0].carriers)) == (0, 1 + len(STAFF))
    assert all(one.agreed == one.count == 1 for one in found.bearers)


def change_who_takes_part(team: Team, cycle: Id, persons: dict[Id, Values]) -> None:
    """The mid-year review moves by a week; one leaves in summer, another comes, and there are twelve again."""
    sheet = years.year_sheet(team.people, cycle)
    review = next(stage for stage in sheet.stages if stage.kind == "midyear")
    assert review.opens is not None
    assert review.due is not None
    days = {review.id: (review.opens, review.due + timedelta(days=7))}
    team.do(years.change_stages(team.people, cycle, days))
    team.clock.day = date(2026, 6, 1)
    leaver = next(one for one in team.all("appraisal") if one.subject_id == LEAVER)
    team.people.write(years.leave(team.people, Id(leaver.id), "Moved to the transport programme"))
    team.do(cycles.join(team.people, cycle, [JOINER], {JOINER: persons[JOINER]}))
    (aim,) = team.do(
        cascade.give(
            team.people, cycle, ESTATE, [JOINER], below=Id(team.all("aim", subject_id=MANAGER)[0].id)
        )
    )
    team.do(aims.agree(team.people, [aim]))
    sheet = years.year_sheet(team.people, cycle)
    assert (len(sheet.people), [one.why for one in sheet.out]) == (12, ["Moved to the transport programme"])


def through_the_year(team: Team, cycle: Id) -> None:
    """Each conversation is prepared, held, and something is promised in it and kept; evidence gathers."""
    for stage in team.all("cycle_stage", order="due"):
        for talk in team.all("conversation", stage_id=stage.id):
            team.clock.day = stage.due
            person = Id(talk.subject_id)
            noted = team.clock() - timedelta(days=20)
            team.do(evidence.note(team.people, person, "Chaired the gate review", on=noted))
            team.do(conversations.prepare(team.people, talk.id))
            said: Values = {"progress": "On course", "level": 2}
            promise = Promised("Send the paper", person, team.clock() + timedelta(days=7))
            team.do(conversations.hold(team.people, talk.id, said, [promise]))
    for aim in team.all("aim", cycle_id=cycle):
        if aim.subject_id != LEAVER:
            team.do(aims.say_how_it_goes(team.people, Id(aim.id), "Three of four are met", Decimal(75)))
    for given in conversations.open_promises(team.people):
        team.do(conversations.keep(team.people, [given.id]))


def assess_calibrate_and_sign(team: Team, cycle: Id) -> None:
    """Both sides write; one level is changed as agreed; all meet and sign, each at the manager's laptop."""
    parts = [one.appraisal for one in years.year_sheet(team.people, cycle).people]
    for appraisal in parts:
        team.do(forms.ask_about_objectives(team.people, appraisal))
        for side in (Side.SELF, Side.MANAGER):
            fill(team, appraisal, side)
        assert prompts.suggested(team.people, appraisal).level == 2
    why = "Two of the four milestones were missed"
    team.do(calibrating.agree_in_year(team.people, cycle, parts[0], 1, why))
    board = calibrating.board(team.people, cycle)
    assert [bar.count for bar in board.before.bars] == [0, 12, 0]
    assert [bar.count for bar in board.now.bars] == [1, 11, 0]
    for appraisal in parts:
        for side in (Side.SELF, Side.MANAGER):
            team.do(appraising.do(team.people, Act.RELEASE, appraisal, beside=side))
        team.do(appraising.do(team.people, Act.MEET, appraisal))
        for side in (Side.SELF, Side.MANAGER, Side.COUNTERSIGNER):
            team.do(appraising.do(team.people, Act.SIGN, appraisal, beside=side))
    for aim in team.all("aim", cycle_id=cycle):
        team.change("aim", aim.id, status="dropped" if aim.subject_id == LEAVER else "met")


def everything_is_done(team: Team, cycle: Id) -> None:
    """Nothing waits, nothing is left open, and what is told further up holds no word of it."""
    report = progress_report(team.people, cycle)
    marks = {mark.mark for line in report.lines for mark in line.marks}
    assert marks <= {Mark.DONE, Mark.NOT_PLANNED}
    assert report.late == 0
    assert due(team.people, within=400) == []
    sheet = years.year_sheet(team.people, cycle)
    assert (sheet.can_close, sheet.open_ends) == (True, ())
    sent = told(team.people, cycle)
    assert (sent.all, sent.late, len(sent.people)) == (12, 0, 12)
    assert "milestones" not in repr(sent)


def next_year(team: Team, persons: dict[Id, Values]) -> None:
    """The form can be changed again, and the next year begins on it without touching what was signed."""
    form = Id(team.all("form", title="Ours")[0].id)
    before = team.all("answer")
    question = outline.outline(team.people, form).questions[0]
    team.do(outline.change_question(team.people, question.id, {"question": "What changed?"}))
    assert team.all("answer") == before
    year = Year(2027, form, shipped_id("rating_scale", "three"))
    staff = [id for id in (*STAFF, JOINER) if id != LEAVER]
    team.do(cycles.start(team.people, year, staff, {id: persons[id] for id in staff}))
    assert [one.closed_on is None for one in years.years(team.people)] == [True, False]
    with pytest.raises(Refusal, match="runs on this form"):
        team.people.write(records.delete(team.people, "form_question", [question.id]))
