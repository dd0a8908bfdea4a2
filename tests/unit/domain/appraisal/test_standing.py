# SPDX-License-Identifier: Apache-2.0
"""Who sees and writes what when: the promises that make an appraisal worth writing honestly."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.domain.appraisal import acts
from portfolio_desktop.domain.appraisal.acts import Act
from portfolio_desktop.domain.appraisal.standing import (
    Part,
    Side,
    Stage,
    Standing,
    fields_seen,
    fields_written,
    is_answered,
    parts_seen,
    parts_written,
    side_of,
    standing_of,
    unanswered,
    visible,
    writable,
)
from portfolio_desktop.domain.appraisal.telling import next_step, turn

TODAY = date(2027, 4, 20)
RELEASED = Standing(self_released=True, manager_released=True, has_countersigner=True)
MET = replace(RELEASED, met=True)
CLOSED = replace(MET, self_signed=True, manager_signed=True, countersigned=True)
ANSWERS = [{"side": part.value} for part in Part]


def parts(answers: list[dict[str, str]]) -> set[str]:
    return {answer["side"] for answer in answers}


def test_that_neither_side_reads_the_other_before_it_is_released() -> None:
    assert parts(visible(ANSWERS, Side.SELF, Standing())) == {"self"}
    assert parts(visible(ANSWERS, Side.MANAGER, Standing())) == {"manager", "private"}


def test_that_a_release_opens_one_part_to_the_other_side_alone() -> None:
    one = Standing(self_released=True)
    assert parts(visible(ANSWERS, Side.MANAGER, one)) == {"self", "manager", "private"}
    assert parts(visible(ANSWERS, Side.SELF, one)) == {"self"}
    assert parts_seen(Side.COUNTERSIGNER, one) == frozenset()


@pytest.mark.parametrize("standing", [Standing(), RELEASED, MET, CLOSED])
def test_that_private_notes_and_outsiders_never_meet_anybody_else(standing: Standing) -> None:
    assert Part.PRIVATE not in parts_seen(Side.SELF, standing) | parts_seen(Side.COUNTERSIGNER, standing)
    assert not parts_seen(Side.NOBODY, standing) | parts_written(Side.NOBODY, standing)
    assert not fields_seen(Side.NOBODY, standing) | fields_written(Side.NOBODY, standing)


def test_that_whoever_countersigns_reads_once_the_meeting_is_recorded() -> None:
    assert parts_seen(Side.COUNTERSIGNER, RELEASED) == frozenset()
    assert parts_seen(Side.COUNTERSIGNER, MET) == {Part.SELF, Part.MANAGER}


def test_that_the_level_is_hidden_as_the_managers_part_is() -> None:
    assert "level" not in fields_seen(Side.SELF, Standing(self_released=True))
    assert "level" in fields_seen(Side.SELF, Standing(manager_released=True))
    assert "level" not in fields_seen(Side.COUNTERSIGNER, RELEASED)


def test_that_a_released_part_stands_until_both_meet() -> None:
    assert parts(writable(ANSWERS, Side.SELF, Standing(self_released=True))) == set()
    assert parts(writable(ANSWERS, Side.SELF, RELEASED)) == {"self"}
    assert parts(writable(ANSWERS, Side.MANAGER, RELEASED)) == {"manager", "private"}
    assert parts_written(Side.SELF, MET) == frozenset()


def test_that_comments_are_written_between_meeting_and_signatures() -> None:
    assert "subject_comment" not in fields_written(Side.SELF, RELEASED)
    assert fields_written(Side.SELF, MET) == {"subject_comment"}
    assert fields_written(Side.MANAGER, replace(MET, self_signed=True)) == frozenset()
    late = replace(MET, self_signed=True, manager_signed=True)
    assert fields_written(Side.COUNTERSIGNER, late) == {"countersigner_comment"}


@pytest.mark.parametrize("side", Side)
def test_that_nobody_writes_in_a_locked_appraisal(side: Side) -> None:
    assert CLOSED.stage is Stage.CLOSED
    assert not parts_written(side, CLOSED) | fields_written(side, CLOSED)
    with pytest.raises(Refusal, match=r"Reopen it with a reason|take part"):
        acts.refuse_writing(side, CLOSED)


def test_that_everybody_sees_only_what_stands_in_the_appraisal_itself() -> None:
    words = ("health", "pay", "concern", "grievance", "companion")
    seen = {
        name for side, standing in product(Side, (RELEASED, CLOSED)) for name in fields_seen(side, standing)
    }
    assert not [name for name in seen if any(word in name for word in words)]


@pytest.mark.parametrize(
    ("act", "side", "standing", "sentence"),
    [
        (Act.RELEASE, Side.SELF, Standing(self_released=True), "released already"),
        (Act.RELEASE, Side.COUNTERSIGNER, Standing(), "no part to release"),
        (Act.RELEASE, Side.NOBODY, Standing(), "take part"),
        (Act.TAKE_BACK, Side.MANAGER, RELEASED, "may have been read"),
        (Act.TAKE_BACK, Side.SELF, Standing(), "not released"),
        (Act.MEET, Side.SELF, RELEASED, "for the line manager"),
        (Act.MEET, Side.MANAGER, Standing(manager_released=True), "The person's part"),
        (Act.MEET, Side.MANAGER, Standing(self_released=True), "The manager's part"),
        (Act.MEET, Side.MANAGER, MET, "recorded already"),
        (Act.RESUME, Side.MANAGER, replace(MET, self_signed=True), "signed already"),
        (Act.SIGN, Side.SELF, RELEASED, "meeting recorded before anybody signs"),
        (Act.SIGN, Side.MANAGER, MET, "person signs before"),
        (Act.SIGN, Side.COUNTERSIGNER, replace(MET, self_signed=True), "after the manager"),
        (Act.SIGN, Side.SELF, replace(MET, self_signed=True), "signed already"),
        (Act.SIGN, Side.SELF, replace(MET, unsigned=True, manager_signed=True), "without you"),
        (Act.SIGN_WITHOUT, Side.MANAGER, MET, "Say why"),
        (Act.SIGN_WITHOUT, Side.MANAGER, replace(MET, self_signed=True), "has signed"),
        (Act.REOPEN, Side.MANAGER, MET, "Nothing is signed"),
        (Act.REOPEN, Side.MANAGER, CLOSED, "Say why"),
        (Act.REOPEN, Side.SELF, CLOSED, "Ask your line manager"),
        (Act.SIGN, Side.SELF, CLOSED, "locked"),
    ],
)
def test_that_what_cannot_be_is_refused_in_one_sentence(
    act: Act, side: Side, standing: Standing, sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence) as refused:
        acts.effect(act, side, standing, TODAY)
    assert str(refused.value).count(".") <= 2


def test_that_the_last_signature_locks_it() -> None:
    signed = replace(MET, self_signed=True, manager_signed=True)
    assert acts.effect(Act.SIGN, Side.COUNTERSIGNER, signed, TODAY, seal="s") == {
        "countersigned": TODAY,
        "countersigner_seal": "s",
        "closed_on": TODAY,
        "state": "closed",
    }
    alone = replace(MET, self_signed=True, has_countersigner=False)
    assert acts.effect(Act.SIGN, Side.MANAGER, alone, TODAY)["state"] == "closed"


def test_that_an_appraisal_can_be_ended_though_the_person_does_not_sign() -> None:
    values = acts.effect(Act.SIGN_WITHOUT, Side.MANAGER, MET, TODAY, "Left before the day of signing")
    assert values == {"unsigned_why": "Left before the day of signing", "state": "signing"}
    assert acts.can(Act.SIGN, Side.MANAGER, replace(MET, unsigned=True))
    assert acts.can(Act.SIGN, Side.SELF, replace(MET, unsigned=True))


def test_that_a_reopening_takes_every_signature_and_leads_back_to_the_meeting() -> None:
    values = acts.effect(Act.REOPEN, Side.COUNTERSIGNER, CLOSED, TODAY, "A figure was wrong")
    assert values.pop("state") == "meeting"
    assert set(values.values()) == {None}
    assert "subject_signed" in values


def test_that_a_release_names_the_questions_without_an_answer() -> None:
    asked = [
        {
            "side": "self",
            "wanted": True,
            "question": text,
            "kind": kind,
            "words": words,
            "level": level,
            "yes": None,
        }
        for text, kind, words, level in (
            ("What was delivered?", "words", "A report", None),
            ("The what", "words_rating", "Good", None),
            ("Which level?", "rating", "", 2),
            ("Clear?", "yes_no", "", None),
        )
    ]
    lacking = unanswered(asked, Part.SELF)
    assert lacking == ["The what", "Clear?"]
    assert is_answered({"kind": "yes_no", "words": None, "level": None, "yes": False})
    with pytest.raises(Refusal, match="answer “The what”; “Clear\\?”"):
        acts.refuse_unanswered(lacking)
    with pytest.raises(Refusal, match="and 2 more"):
        acts.refuse_unanswered(["a", "b", "c", "d", "e"])


def test_that_dates_say_how_far_it_is_and_ids_who_somebody_is() -> None:
    names = (
        *("self_released", "manager_released", "meeting_on", "subject_signed", "unsigned_why"),
        *("manager_signed", "countersigned", "countersigner_id", "subject_id", "manager_id"),
    )
    appraisal: dict[str, object] = dict.fromkeys(names)
    appraisal |= {"self_released": TODAY, "manager_released": TODAY, "subject_id": "a", "manager_id": "b"}
    assert standing_of(appraisal).stage is Stage.MEETING
    assert [side_of(appraisal, each) for each in ("a", "b", "c", None)] == [
        Side.SELF,
        Side.MANAGER,
        Side.NOBODY,
        Side.NOBODY,
    ]


def test_that_it_is_always_somebodys_turn_until_it_is_locked() -> None:
    for standing in (Standing(), Standing(self_released=True), RELEASED, MET, replace(MET, self_signed=True)):
        assert turn(standing)
        assert all(next_step(side, standing) for side in Side)
    assert not turn(CLOSED)
    assert next_step(Side.SELF, CLOSED) == "Signed and locked."


def test_that_what_has_not_happened_is_not_signed_for() -> None:
    with pytest.raises(Refusal, match="21 Apr 2027 is still to come"):
        acts.not_in_future(date(2027, 4, 21), TODAY)
