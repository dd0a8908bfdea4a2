# SPDX-License-Identifier: Apache-2.0
"""Where an appraisal stands, and who sees and writes what then.

The one definition that the window, the PDF and sealed copies use. Health notes, pay notes and matters of conduct have
no place in it: they are records of their own, and no part of an appraisal.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol, TypeVar


class Side(StrEnum):
    """Who somebody is in an appraisal."""

    SELF = "self"
    MANAGER = "manager"
    COUNTERSIGNER = "countersigner"
    NOBODY = "nobody"


class Part(StrEnum):
    """The answers of one appraisal that have the same writer and the same readers."""

    SELF = "self"
    MANAGER = "manager"
    PRIVATE = "private"


class Stage(StrEnum):
    """How far an appraisal is."""

    OPEN = "open"  # each side writes its part; neither has to be released
    MEETING = "meeting"  # both parts are released, and may be put right by what the meeting brings
    SIGNING = "signing"  # what was written stands; both comment and sign
    CLOSED = "closed"  # signed by all and locked


@dataclass(frozen=True, slots=True)
class Standing:
    """What has happened to an appraisal so far, of all that decides who may do what."""

    self_released: bool = False
    manager_released: bool = False
    met: bool = False
    self_signed: bool = False
    unsigned: bool = False  # the person did not sign, and why is on record
    manager_signed: bool = False
    countersigned: bool = False
    has_countersigner: bool = False

    @property
    def stage(self) -> Stage:
        if not (self.self_released and self.manager_released):
            return Stage.OPEN
        if not self.met:
            return Stage.MEETING
        return Stage.CLOSED if self.complete else Stage.SIGNING

    @property
    def complete(self) -> bool:
        """Whether every signature is there that is to be."""
        person = self.self_signed or self.unsigned
        return person and self.manager_signed and (self.countersigned or not self.has_countersigner)

    @property
    def anybody_signed(self) -> bool:
        return self.self_signed or self.manager_signed or self.countersigned

    def released(self, part: Part) -> bool:
        """Whether the other side may read it. Private notes never are."""
        return {Part.SELF: self.self_released, Part.MANAGER: self.manager_released}.get(part, False)


class Valued(Protocol):
    """A record, or anything else that gives its values by name."""

    def __getitem__(self, name: str, /) -> object: ...


_T = TypeVar("_T", bound=Valued)


def standing_of(appraisal: Valued) -> Standing:
    """What the dates of an appraisal say."""
    return Standing(
        self_released=isinstance(appraisal["self_released"], date),
        manager_released=isinstance(appraisal["manager_released"], date),
        met=isinstance(appraisal["meeting_on"], date),
        self_signed=isinstance(appraisal["subject_signed"], date),
        unsigned=bool(appraisal["unsigned_why"]),
        manager_signed=isinstance(appraisal["manager_signed"], date),
        countersigned=isinstance(appraisal["countersigned"], date),
        has_countersigner=isinstance(appraisal["countersigner_id"], str),
    )


def side_of(appraisal: Valued, party: object) -> Side:
    """Who `party` (the id of one) is in this appraisal."""
    by_field = {
        "subject_id": Side.SELF,
        "manager_id": Side.MANAGER,
        "countersigner_id": Side.COUNTERSIGNER,
    }
    for field, side in by_field.items():
        if isinstance(party, str) and appraisal[field] == party:
            return side
    return Side.NOBODY


def parts_seen(reader: Side, standing: Standing) -> frozenset[Part]:
    """The parts that `reader` may read now: one's own always, another's once it is released to them.

    Whoever countersigns reads what both have let stand, so from the meeting on. Private notes are their writer's alone.
    """
    signing = standing.stage in (Stage.SIGNING, Stage.CLOSED)
    seen: dict[Side, set[Part]] = {
        Side.SELF: {Part.SELF} | ({Part.MANAGER} if standing.manager_released else set()),
        Side.MANAGER: {Part.MANAGER, Part.PRIVATE} | ({Part.SELF} if standing.self_released else set()),
        Side.COUNTERSIGNER: {Part.SELF, Part.MANAGER} if signing else set(),
    }
    return frozenset(seen.get(reader, ()))


def parts_written(writer: Side, standing: Standing) -> frozenset[Part]:
    """The parts whose answers `writer` may change now.

    One's own until it is released; both again from when both are released until the meeting is recorded, because a
    meeting in which nothing can be put right is none. Private notes until the appraisal is locked.
    """
    stage = standing.stage
    written: set[Part] = set()
    for side, part in ((Side.SELF, Part.SELF), (Side.MANAGER, Part.MANAGER)):
        open_still = stage is Stage.OPEN and not standing.released(part)
        if writer is side and (open_still or stage is Stage.MEETING):
            written.add(part)
    if writer is Side.MANAGER and stage is not Stage.CLOSED:
        written.add(Part.PRIVATE)
    return frozenset(written)


def visible(answers: Iterable[_T], reader: Side, standing: Standing) -> list[_T]:
    """Those of the answers (records with a `side`) that `reader` may read now."""
    seen = parts_seen(reader, standing)
    return [answer for answer in answers if answer["side"] in seen]


def writable(answers: Iterable[_T], writer: Side, standing: Standing) -> list[_T]:
    """Those of the answers that `writer` may change now."""
    written = parts_written(writer, standing)
    return [answer for answer in answers if answer["side"] in written]


_HEAD = frozenset(
    (
        *("title", "cycle_id", "subject_id", "manager_id", "countersigner_id", "scale_id", "state"),
        *("starts", "ends", "left_on", "left_why", "self_released", "manager_released", "meeting_on"),
        *("subject_signed", "unsigned_why", "manager_signed", "countersigned", "closed_on"),
        *("subject_seal", "manager_seal", "countersigner_seal"),
    )
)
_SET_UP = frozenset(("title", "cycle_id", "manager_id", "countersigner_id", "scale_id", "starts", "ends"))
_RATING = frozenset(("level", "level_why"))


def fields_seen(reader: Side, standing: Standing) -> frozenset[str]:
    """The fields of the appraisal itself that `reader` may read now.

    The level is the manager's and hidden as the manager's part is; comments can be read from the meeting on, that of
    whoever countersigns once it is signed.
    """
    if reader is Side.NOBODY:
        return frozenset()
    seen = set(_HEAD)
    if Part.MANAGER in parts_seen(reader, standing):
        seen |= _RATING
    if standing.stage in (Stage.SIGNING, Stage.CLOSED):
        seen |= {"subject_comment", "manager_comment"}
    if reader is Side.COUNTERSIGNER or standing.countersigned:
        seen.add("countersigner_comment")
    return frozenset(seen)


def fields_written(writer: Side, standing: Standing) -> frozenset[str]:
    """The fields of the appraisal itself that `writer` may change by hand now. Dates are set by acts alone.

    Comments come before signatures: once anybody has signed, those of person and manager stand.
    """
    stage = standing.stage
    written: set[str] = set()
    if writer is Side.MANAGER:
        if stage is Stage.OPEN:
            written |= _SET_UP
        if Part.MANAGER in parts_written(writer, standing):
            written |= _RATING
    if stage is Stage.SIGNING:
        if not standing.anybody_signed:
            comments = {Side.SELF: "subject_comment", Side.MANAGER: "manager_comment"}
            written |= {comments[writer]} if writer in comments else set()
        if writer is Side.COUNTERSIGNER and not standing.countersigned:
            written.add("countersigner_comment")
    return frozenset(written)


def is_answered(answer: Valued) -> bool:
    """Whether an answer holds what its kind asks for."""
    words, level = bool(answer["words"]), isinstance(answer["level"], int)
    asked = {"words": words, "rating": level, "words_rating": words and level}
    return asked.get(str(answer["kind"]), isinstance(answer["yes"], bool))


def unanswered(answers: Iterable[Valued], part: Part) -> list[str]:
    """The questions of a part that are needed for its release and not answered."""
    return [
        str(answer["question"])
        for answer in answers
        if answer["side"] == part and answer["wanted"] and not is_answered(answer)
    ]
