# SPDX-License-Identifier: Apache-2.0
"""An exception report as plain data: what was breached, what it means, what is asked, and who was told when."""

from dataclasses import dataclass
from datetime import date, datetime

from portfolio_desktop.domain.tolerance import Clock


@dataclass(frozen=True, slots=True)
class Step:
    """One step from the draft to the answer. `when` None where nobody knows; `due` is until when it should be taken.

    `who` and `how` are in words, empty where nobody has said.
    """

    key: str
    label: str
    taken: bool
    when: datetime | None
    due: datetime | None = None
    who: str = ""
    how: str = ""


@dataclass(frozen=True, slots=True)
class ExceptionReport:
    """Everything that one page says of one escalation, in words. What nobody has written is empty."""

    code: str
    title: str
    project: str
    status: str
    dimension: str
    tolerance: str
    board: str
    asked: str
    author: str
    breach: str
    impact: str
    options: str
    recommendation: str
    ask: str
    answer: str
    proof: str
    steps: tuple[Step, ...]
    clock: Clock | None
    portfolio: str = ""
    marking: str = ""
    as_of: date = date.min
