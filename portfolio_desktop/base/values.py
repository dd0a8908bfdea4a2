# SPDX-License-Identifier: Apache-2.0
"""Two kinds of value that plain Python lacks: one that is not known and says why, and a rating that keeps its scale."""

import re
from dataclasses import dataclass
from enum import StrEnum

from portfolio_desktop.base.i18n import N_


class Reason(StrEnum):
    """Why a value is not known. The wording that was given is kept beside it, in `Unknown.text`."""

    EXEMPT = "exempt"
    NOT_PROVIDED = "not provided"
    NOT_REPORTED = "not reported"
    NOT_APPLICABLE = "not applicable"
    OTHER = "other"


REASON_LABELS = {
    Reason.EXEMPT: N_("Exempt"),
    Reason.NOT_PROVIDED: N_("Not provided"),
    Reason.NOT_REPORTED: N_("Not reported"),
    Reason.NOT_APPLICABLE: N_("Not applicable"),
    Reason.OTHER: N_("Not known"),
}

# First match wins. Matched against the lower-case words, so "Exempt under Section 43" is exempt. Marks of two or three
# letters are whole answers; longer ones may stand anywhere in the words.
_MARKS = (
    (
        Reason.EXEMPT,
        ("exempt", "foi", "freedom of information", "withheld", "redacted", "nfp", "not for publication"),
    ),
    (Reason.NOT_REPORTED, ("not reported", "unreported", "not set", "unavailable", "not available")),
    (
        Reason.NOT_PROVIDED,
        ("not provided", "no data", "data not", "tbc", "tbd", "to be confirmed", "unknown"),
    ),
    (Reason.NOT_APPLICABLE, ("n/a", "na", "not applicable", "none")),
)
_TOLD = tuple(
    (reason, frozenset(marks), re.compile("|".join(re.escape(mark) for mark in marks if len(mark) > 3)))
    for reason, marks in _MARKS
)


@dataclass(frozen=True, slots=True)
class Unknown:
    """A value that was asked for and is not known, with the words that stood in its place.

    Never zero and never part of a total. A plain `None` means that nothing was said at all.
    """

    text: str

    @property
    def reason(self) -> Reason:
        """The reason that the words amount to, for counting and colouring."""
        words = self.text.casefold().strip(" .")
        for reason, answers, within in _TOLD:
            if words in answers or within.search(words):
                return reason
        return Reason.OTHER


@dataclass(frozen=True, slots=True)
class Rating:
    """A level on a named scale. Amber of three levels and Amber of five are different ratings and stay so."""

    scale: str
    level: str

    def __str__(self) -> str:
        return f"{self.scale}:{self.level}"

    @classmethod
    def parse(cls, text: str) -> "Rating":
        """Read back what `str` wrote. Raises ValueError on anything else."""
        scale, colon, level = text.partition(":")
        if not (scale and colon and level):
            raise ValueError(f"not a rating: {text!r}")
        return cls(scale, level)
