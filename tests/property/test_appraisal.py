# SPDX-License-Identifier: Apache-2.0
"""Whatever both sides do, in whatever order: nothing is read before it is released, and nothing signed is changed."""

from datetime import date

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

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
    parts_seen,
    standing_of,
    visible,
    writable,
)
from portfolio_desktop.domain.appraisal.telling import turn

TODAY = date(2027, 4, 20)
DATES = (
    *("self_released", "manager_released", "meeting_on", "subject_signed"),
    *("unsigned_why", "manager_signed", "countersigned", "closed_on", "countersigner_id"),
)
COMMENTS = ("subject_comment", "manager_comment", "countersigner_comment", "level")
SIGNERS = {"subject_signed": Side.SELF, "manager_signed": Side.MANAGER, "countersigned": Side.COUNTERSIGNER}


class Appraisal(RuleBasedStateMachine):
    """One appraisal under every act and every attempt to write."""

    @initialize(countersigner=st.booleans())
    def begin(self, countersigner: bool) -> None:
        self.values: dict[str, object] = dict.fromkeys((*DATES, *COMMENTS))
        self.values["countersigner_id"] = "c" if countersigner else None
        self.answers: list[dict[str, object]] = [{"side": part.value, "words": 0} for part in Part]
        self.signed: dict[str, object] = {}
        self.reasons = 0

    @property
    def standing(self) -> Standing:
        return standing_of(self.values)

    def content(self) -> dict[str, object]:
        """What a signature of person or manager stands under."""
        shared = {str(one["side"]): one["words"] for one in self.answers if one["side"] != Part.PRIVATE}
        return {
            **shared,
            **{name: self.values[name] for name in ("subject_comment", "manager_comment", "level")},
        }

    @rule(act=st.sampled_from(Act), side=st.sampled_from(Side), why=st.sampled_from(["", "A reason"]))
    def act(self, act: Act, side: Side, why: str) -> None:
        before = dict(self.values)
        try:
            effect = acts.effect(act, side, self.standing, TODAY, why)
        except Refusal:
            assert not (acts.can(act, side, self.standing) and why)
            return
        self.values |= effect
        assert self.values["state"] == self.standing.stage
        for field, signer in SIGNERS.items():
            if self.values[field] and not before[field]:
                assert signer is side  # nobody signs for another
        if before.get("closed_on") and not self.values["closed_on"]:
            assert act is Act.REOPEN
            assert why
        if act is Act.REOPEN:
            self.signed = {}
        elif act is Act.SIGN and not self.signed:
            self.signed = self.content()

    @rule(side=st.sampled_from(Side), part=st.sampled_from(Part))
    def write(self, side: Side, part: Part) -> None:
        for one in writable(self.answers, side, self.standing):
            if one["side"] == part:
                assert one in visible(self.answers, side, self.standing)  # nobody writes blindly
                one["words"] = int(str(one["words"])) + 1

    @rule(side=st.sampled_from(Side), field=st.sampled_from(COMMENTS))
    def comment(self, side: Side, field: str) -> None:
        if field in fields_written(side, self.standing):
            self.values[field] = int(str(self.values[field] or 0)) + 1

    @invariant()
    def nothing_is_read_before_it_is_released(self) -> None:
        standing = self.standing
        if not standing.self_released:
            assert Part.SELF not in parts_seen(Side.MANAGER, standing) | parts_seen(
                Side.COUNTERSIGNER, standing
            )
        if not standing.manager_released:
            others = parts_seen(Side.SELF, standing) | parts_seen(Side.COUNTERSIGNER, standing)
            assert Part.MANAGER not in others
            assert "level" not in fields_seen(Side.SELF, standing)
        for side in (Side.SELF, Side.COUNTERSIGNER, Side.NOBODY):
            assert Part.PRIVATE not in parts_seen(side, standing)

    @precondition(lambda self: bool(self.signed))
    @invariant()
    def nothing_signed_is_changed(self) -> None:
        assert self.content() == self.signed

    @invariant()
    def somebody_can_always_go_on(self) -> None:
        standing = self.standing
        if standing.stage is not Stage.CLOSED:
            forward = (Act.RELEASE, Act.MEET, Act.SIGN)
            assert all(any(acts.can(act, side, standing) for act in forward) for side in turn(standing))


TestAppraisal = Appraisal.TestCase
TestAppraisal.settings = settings(max_examples=150, stateful_step_count=40, deadline=None)
