# SPDX-License-Identifier: Apache-2.0
"""Whatever is done through whatever door, undo and redo among them: nothing unreleased is shown, nothing signed is changed."""

from collections.abc import Callable
from contextlib import suppress
from random import Random

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.catalogue.confidential.appraisals import Answer
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.domain.appraisal.acts import Act, can
from portfolio_desktop.domain.appraisal.standing import Part, Side, standing_of
from portfolio_desktop.services import records, undo
from portfolio_desktop.services.people import appraising, forms
from portfolio_desktop.services.people.starting import shipped_id
from portfolio_desktop.storage.changes import Changes, Delete, Edit
from tests.support.people import Team, fill

STEPS = 120
FORWARD = 0.6  # how often an act is one that leads on
NEEDLES = {Part.SELF: "zq-self", Part.MANAGER: "zq-manager", Part.PRIVATE: "zq-private"}
SIDES = (Side.SELF, Side.MANAGER, Side.COUNTERSIGNER)


class Hand:
    """Somebody who tries every door at random."""

    def __init__(self, team: Team, appraisal: Id, random: Random) -> None:
        self.team, self.appraisal, self.random = team, appraisal, random

    def step(self) -> None:
        doors: tuple[Callable[[], object], ...] = (
            *(self.act,) * 6,
            *(self.answer,) * 3,
            *(self.comment, self.by_form, self.by_force, self.undo, self.redo, self.delete),
        )
        with suppress(Refusal):
            self.random.choice(doors)()

    def act(self) -> None:
        side, act = self.random.choice(SIDES), self.random.choice(tuple(Act))
        standing = standing_of(self.team.get("appraisal", self.appraisal))
        if self.random.random() < FORWARD:
            ahead = [
                (each, on)
                for each in (Act.RELEASE, Act.MEET, Act.SIGN)
                for on in SIDES
                if can(each, on, standing)
            ]
            act, side = self.random.choice(ahead or [(act, side)])
        self.team.do(appraising.do(self.team.people, act, self.appraisal, why="A reason", beside=side))

    def answer(self) -> None:
        one = self.any_answer()
        values = {"words": f"{NEEDLES[Part(str(one.side))]} {self.random.random()}"}
        side = self.random.choice(SIDES)
        self.team.do(appraising.answer(self.team.people, one.id, values, side))

    def comment(self) -> None:
        name = self.random.choice(("subject_comment", "manager_comment", "countersigner_comment"))
        values = {name: str(self.random.random())}
        self.team.do(appraising.write(self.team.people, self.appraisal, values, self.random.choice(SIDES)))

    def by_form(self) -> None:
        values = {self.random.choice(("words", "question", "side")): "self"}
        self.team.do(records.change(self.team.people, "answer", self.any_answer().id, values))

    def by_force(self) -> None:
        edit = Edit("answer", self.any_answer(Part.MANAGER).id, "words", f"zq-manager {self.random.random()}")
        self.team.do(Changes("By force", (edit,)))

    def delete(self) -> None:
        self.team.do(Changes("By force", (Delete("answer", self.any_answer().id),)))
        undo.undo(self.team.people)

    def undo(self) -> None:
        undo.undo(self.team.people)

    def redo(self) -> None:
        undo.redo(self.team.people)

    def any_answer(self, part: Part | None = None) -> Answer:
        with self.team.people.reading() as reader:
            found = forms.answers_of(reader, self.appraisal)
        return self.random.choice([one for one in found if part is None or one.side == part])


def signed_content(team: Team, appraisal: Id) -> object:
    """What stands under the first signature, or nothing while nobody has signed."""
    record = team.get("appraisal", appraisal)
    if not standing_of(record).anybody_signed:
        return None
    with team.people.reading() as reader:
        answers = [one for one in forms.answers_of(reader, appraisal) if one.side != Part.PRIVATE]
    return answers, record.level, record.level_why, record.subject_comment, record.manager_comment


@pytest.mark.parametrize("seed", range(4))
def test_that_no_door_shows_what_is_not_released_or_changes_what_is_signed(team: Team, seed: int) -> None:
    appraisal = team.appraisal(form=shipped_id("form", "light"), scale=None)
    for side in (Side.SELF, Side.MANAGER):
        fill(team, appraisal, side, NEEDLES[Part(side.value)])
    hand = Hand(team, appraisal, Random(seed))
    before, signatures = signed_content(team, appraisal), 0
    for _step in range(STEPS):
        hand.step()
        standing = standing_of(team.get("appraisal", appraisal))
        shown = {side: repr(appraising.page(team.people, appraisal, side)) for side in SIDES}
        assert standing.self_released or "zq-self" not in shown[Side.MANAGER]
        assert standing.manager_released or "zq-manager" not in shown[Side.SELF]
        assert standing.met or "zq-" not in shown[Side.COUNTERSIGNER]
        assert "zq-private" not in shown[Side.SELF] + shown[Side.COUNTERSIGNER]
        now = signed_content(team, appraisal)
        assert before is None or now is None or now == before
        signatures += before is None and now is not None
        before = now
    assert signatures  # or the hand never came to where it matters
