# SPDX-License-Identifier: Apache-2.0
"""An appraisal from the first word to the last signature, and all that it refuses on the way."""

from datetime import date

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.domain.appraisal.acts import Act
from portfolio_desktop.domain.appraisal.standing import Part, Side, Stage
from portfolio_desktop.services import records, undo
from portfolio_desktop.services.people import appraising, forms
from portfolio_desktop.services.people.starting import shipped_id
from portfolio_desktop.storage.changes import Changes, Edit
from tests.support.people import Team, fill, party, signed

ANYBODY = "Chaired the board"


@pytest.fixture
def appraisal(team: Team) -> Id:
    team.clock.day = date(2027, 4, 20)
    return team.appraisal()


def do(team: Team, act: Act, appraisal: Id, beside: Side | None = None, why: str = "") -> None:
    team.do(appraising.do(team.people, act, appraisal, beside=beside, why=why))


def boxes(team: Team, appraisal: Id, beside: Side | None = None) -> list[appraising.Box]:
    shown = appraising.page(team.people, appraisal, beside)
    return [box for part in shown.parts for question in part.questions for box in question.boxes]


def test_that_a_whole_year_goes_from_the_first_word_to_the_last_signature(team: Team, appraisal: Id) -> None:
    signed(team, appraisal)
    record = team.get("appraisal", appraisal)
    assert record.state == "closed"
    assert record.closed_on == record.countersigned == date(2027, 4, 20)
    shown = appraising.page(team.people, appraisal)
    assert shown.stage is Stage.CLOSED
    assert shown.acts == {Act.REOPEN}
    assert not shown.broken
    assert shown.people[Side.COUNTERSIGNER] == "Ada Okafor"


def test_that_the_managers_page_holds_no_word_of_the_person_before_they_release_it(
    team: Team, appraisal: Id
) -> None:
    fill(team, appraisal, Side.SELF, ANYBODY)
    assert ANYBODY not in repr(appraising.page(team.people, appraisal))
    assert any(box.hidden and box.part is Part.SELF for box in boxes(team, appraisal))
    do(team, Act.RELEASE, appraisal, Side.SELF)
    assert ANYBODY in repr(appraising.page(team.people, appraisal))
    do(team, Act.TAKE_BACK, appraisal, Side.SELF)
    assert ANYBODY not in repr(appraising.page(team.people, appraisal))


def test_that_the_persons_page_holds_nothing_of_the_manager_and_never_a_private_note(
    team: Team, appraisal: Id
) -> None:
    fill(team, appraisal, Side.MANAGER, ANYBODY)
    (note,) = [box for box in boxes(team, appraisal) if box.part is Part.PRIVATE]
    team.do(appraising.answer(team.people, note.id, {"words": "Between us"}))
    shown = appraising.page(team.people, appraisal, Side.SELF)
    assert ANYBODY not in repr(shown)
    assert "level" not in shown.fields
    signed(team, appraisal, words=ANYBODY)
    assert ANYBODY in repr(appraising.page(team.people, appraisal, Side.SELF))
    for side in (Side.SELF, Side.COUNTERSIGNER):
        assert "Between us" not in repr(appraising.page(team.people, appraisal, side))
        assert "Private" not in repr(appraising.page(team.people, appraisal, side).parts)


def test_that_a_release_names_what_is_missing(team: Team, appraisal: Id) -> None:
    with pytest.raises(Refusal, match=r"What was expected this year.*and 5 more"):
        do(team, Act.RELEASE, appraisal)
    fill(team, appraisal, Side.MANAGER, ANYBODY)
    team.do(appraising.write(team.people, appraisal, {"level_why": None}))
    with pytest.raises(Refusal, match="answer “Why this level”"):
        do(team, Act.RELEASE, appraisal)
    assert appraising.page(team.people, appraisal).lacking == ("Why this level",)


def test_that_without_a_scale_no_level_is_asked_for(team: Team) -> None:
    team.clock.day = date(2027, 4, 20)
    light = team.appraisal(form=shipped_id("form", "light"), scale=None, plan="light")
    with pytest.raises(Refusal, match="no rating scale"):
        records.change(team.people, "appraisal", light, {"level": 2})
    fill(team, light, Side.MANAGER, ANYBODY)
    do(team, Act.RELEASE, light)


def test_that_a_meeting_that_leaves_a_needed_answer_empty_is_not_recorded(team: Team, appraisal: Id) -> None:
    for side in (Side.SELF, Side.MANAGER):
        fill(team, appraisal, side, ANYBODY)
        do(team, Act.RELEASE, appraisal, side)
    mine = next(box for box in boxes(team, appraisal) if box.part is Part.MANAGER and box.wanted)
    team.do(appraising.answer(team.people, mine.id, {"words": ""}))
    with pytest.raises(Refusal, match="What was expected"):
        do(team, Act.MEET, appraisal)


def test_that_a_level_is_one_of_the_scale_and_said_in_its_words(team: Team, appraisal: Id) -> None:
    with pytest.raises(Refusal, match=r"no level 4\. Its levels are 1 Below what was agreed, 2 As agreed"):
        appraising.write(team.people, appraisal, {"level": 4})
    with pytest.raises(Refusal, match="no level 0"):
        records.change(team.people, "appraisal", appraisal, {"level": 0})
    with team.people.reading() as reader:
        scale = forms.levels(reader, shipped_id("rating_scale", "three"))
    assert forms.label_of(scale, 2) == "As agreed"
    assert forms.label_of(scale, 9) == "9"
    assert forms.label_of(scale, None) == ""


def test_that_saving_what_is_so_already_changes_nothing(team: Team, appraisal: Id) -> None:
    box = boxes(team, appraisal)[1]
    team.do(appraising.answer(team.people, box.id, {"words": ANYBODY}))
    assert not appraising.answer(team.people, box.id, {"words": ANYBODY + " "})


def test_that_nobody_writes_the_other_sides_answers(team: Team, appraisal: Id) -> None:
    theirs = next(box for box in boxes(team, appraisal) if box.part is Part.SELF)
    with pytest.raises(Refusal, match="other side's"):
        appraising.answer(team.people, theirs.id, {"words": "No"})
    with pytest.raises(Refusal, match="other side's"):
        records.change(team.people, "answer", theirs.id, {"words": "No"})
    with pytest.raises(Refusal, match="as it was asked"):
        appraising.answer(team.people, theirs.id, {"question": "Another?"}, Side.SELF)


def test_that_dates_and_signatures_are_set_by_acts_and_not_by_hand(team: Team, appraisal: Id) -> None:
    for values in (
        {"subject_signed": date(2027, 4, 1)},
        {"state": "closed"},
        {"self_released": date(2027, 4, 1)},
    ):
        with pytest.raises(Refusal, match="not filled in by hand"):
            records.change(team.people, "appraisal", appraisal, values)
    with pytest.raises(Refusal, match="nothing in it is released"):
        records.create(
            team.people,
            "appraisal",
            {"title": "X", "subject_id": party(3), "manager_signed": date(2027, 4, 1)},
        )
    with pytest.raises(Refusal, match="Reopen the appraisal itself"):
        records.create(team.people, "reopening", {"appraisal_id": appraisal, "why": "Because"})
    team.change("appraisal", appraisal, countersigner_id=party(3))


def test_that_only_beside_the_manager_can_somebody_else_write(team: Team) -> None:
    own = team.appraisal(1)
    with pytest.raises(Refusal, match="Only beside the line manager"):
        appraising.page(team.people, own, Side.MANAGER)


def test_that_what_was_done_beside_the_manager_says_so_in_the_history(team: Team, appraisal: Id) -> None:
    fill(team, appraisal, Side.SELF, ANYBODY)
    changes = appraising.do(team.people, Act.RELEASE, appraisal, beside=Side.SELF)
    assert changes.label.endswith("at this laptop by Cai Morgan")


def test_that_nothing_of_a_locked_appraisal_can_be_changed_by_any_door(team: Team, appraisal: Id) -> None:
    signed(team, appraisal)
    answer = team.all("answer", appraisal_id=appraisal)[0].id
    for act in (
        lambda: records.change(team.people, "answer", answer, {"words": "Other"}),
        lambda: records.change(team.people, "appraisal", appraisal, {"title": "Other"}),
        lambda: appraising.answer(team.people, answer, {"words": "Other"}, Side.SELF),
        lambda: appraising.write(team.people, appraisal, {"level": 1}),
        lambda: team.people.write(records.delete(team.people, "answer", [answer])),
        lambda: team.people.write(records.delete(team.people, "appraisal", [appraisal])),
        lambda: team.people.write(Changes("By force", (Edit("answer", answer, "words", "Other"),))),
        lambda: undo.undo(team.people),
    ):
        with pytest.raises(Refusal, match="locked"):
            act()


def test_that_what_somebody_signed_stands_though_others_have_still_to_sign(team: Team, appraisal: Id) -> None:
    signed(team, appraisal, until=Side.SELF)
    answer = next(one for one in team.all("answer", appraisal_id=appraisal) if one.side == "manager")
    with pytest.raises(Refusal, match="signed already"):
        team.people.write(Changes("By force", (Edit("answer", answer.id, "words", "Other"),)))
    with pytest.raises(Refusal, match="signed this already"):
        appraising.write(team.people, appraisal, {"manager_comment": "Late"})
    private = next(one for one in team.all("answer", appraisal_id=appraisal) if one.side == "private")
    team.do(appraising.answer(team.people, private.id, {"words": "Still mine"}))
    undo.undo(team.people)
    undo.undo(team.people)
    assert team.get("appraisal", appraisal).subject_signed is None


def test_that_a_reopening_keeps_its_reason_and_takes_the_signatures(team: Team, appraisal: Id) -> None:
    signed(team, appraisal)
    with pytest.raises(Refusal, match="Say why"):
        do(team, Act.REOPEN, appraisal, why="  ")
    do(team, Act.REOPEN, appraisal, why="A figure was wrong")
    shown = appraising.page(team.people, appraisal)
    assert shown.reopenings == ((date(2027, 4, 20), "A figure was wrong"),)
    assert shown.stage is Stage.MEETING
    assert shown.fields["subject_signed"] is None
    reopening = team.all("reopening")[0].id
    with pytest.raises(Refusal, match="is kept"):
        team.people.write(records.delete(team.people, "reopening", [reopening]))
    undo.undo(team.people)
    assert appraising.page(team.people, appraisal).stage is Stage.CLOSED


def test_that_a_signature_over_something_else_is_found(team: Team, appraisal: Id) -> None:
    signed(team, appraisal, until=Side.SELF)
    crossed = Edit("appraisal", appraisal, "subject_seal", "of an earlier version")
    team.people.write(Changes("A copy that crossed", (crossed,)))
    assert appraising.page(team.people, appraisal).broken == {Side.SELF}
    with pytest.raises(Refusal, match="exchange copies, and sign again"):
        do(team, Act.SIGN, appraisal)
    do(team, Act.REOPEN, appraisal, why="Copies crossed")
    assert not appraising.page(team.people, appraisal).broken


def test_that_a_meeting_is_not_recorded_ahead_of_its_day(team: Team, appraisal: Id) -> None:
    for side in (Side.SELF, Side.MANAGER):
        fill(team, appraisal, side, ANYBODY)
        do(team, Act.RELEASE, appraisal, side)
    with pytest.raises(Refusal, match="still to come"):
        appraising.do(team.people, Act.MEET, appraisal, on=date(2027, 4, 21))


def test_that_a_scale_keeps_its_meaning_once_somebody_was_rated_on_it(team: Team, appraisal: Id) -> None:
    scale = shipped_id("rating_scale", "three")
    level = team.all("rating_level", scale_id=scale)[0]
    team.change("rating_level", level.id, label="Under what was agreed")
    fill(team, appraisal, Side.MANAGER, ANYBODY)
    do(team, Act.RELEASE, appraisal)
    with pytest.raises(Refusal, match="Copy the scale"):
        records.change(team.people, "rating_level", level.id, {"label": "Poor"})
    for entity, id in (("rating_level", level.id), ("rating_scale", scale)):
        with pytest.raises(Refusal, match="Copy the scale"):
            team.people.write(records.delete(team.people, entity, [id]))
    copy = team.do(forms.copy_scale(team.people, scale, "Ours"))
    assert len(copy) == 4
    team.change("rating_level", copy[1], label="Poor")


def test_that_levels_do_not_change_their_scale(team: Team, appraisal: Id) -> None:
    four = shipped_id("rating_scale", "four")
    team.change("appraisal", appraisal, scale_id=four)
    rated = next(box for box in boxes(team, appraisal) if box.kind == "words_rating")
    team.do(appraising.answer(team.people, rated.id, {"level": 4}))
    with pytest.raises(Refusal, match="Take them out"):
        records.change(team.people, "appraisal", appraisal, {"scale_id": None})
    with pytest.raises(Refusal, match="Take them out"):
        appraising.write(team.people, appraisal, {"scale_id": None})


def test_that_a_part_moves_to_no_other_side(team: Team, appraisal: Id) -> None:
    mine = next(box for box in boxes(team, appraisal) if box.part is Part.PRIVATE)
    with pytest.raises(Refusal, match="never moves to another"):
        records.change(team.people, "answer", mine.id, {"side": "manager"})


def test_that_a_signed_appraisal_can_still_be_erased(team: Team, appraisal: Id) -> None:
    signed(team, appraisal)
    assert team.people.erase([("appraisal", appraisal)], "Asked for by the person") > 20
    assert not team.all("appraisal")
