# SPDX-License-Identifier: Apache-2.0
"""What a person decides about a pack."""

from dataclasses import asdict, dataclass
from datetime import date

from portfolio_desktop.catalogue.fields import Id

CONCERNS, ALL, NONE = "concerns", "all", "none"
REPORTED = "reported"
MOST_CONCERNS = 40
"""A board seldom reads more one-pagers than that: of more worries, those that weigh most."""


@dataclass(frozen=True, slots=True)
class PackChoices:
    """What a person decides about a pack. What is left empty comes from the portfolio and its reports.

    `one_pagers` are codes of projects, in the order wanted; without any, `one_pager_rule` chooses: those that worry
    most ("concerns": red, amber/red or newly worse; no more of them than `most_concerns`), "all" or "none". `periods` is
    how many ratings stand beside each other. `since` compares with the last pack whose data describe that day or one before it,
    instead of the last pack of all. `challenge` marks declared ratings that the evidence does not support and lists them
    on a page of their own. `plan_rule` says whose plan has a page: "all" projects that have a plan, those that are
    "reported" on a page of their own, or "none". `organisation` and `board` stand on the cover where the portfolio names none.
    """

    portfolio: Id | None = None
    programmes: tuple[Id, ...] = ()
    as_of: date | None = None
    period: str = ""
    meeting: date | None = None
    title: str = ""
    version: str = "1.0"
    prepared_by: str = ""
    cleared_by: str = ""
    judgement: str | None = None
    one_pagers: tuple[str, ...] = ()
    one_pager_rule: str = CONCERNS
    most_concerns: int = MOST_CONCERNS
    periods: int = 4
    since: date | None = None
    challenge: bool = False
    plan_rule: str = ALL
    organisation: str = ""
    board: str = ""

    def to_plain(self) -> dict[str, object]:
        """The choices as JSON can hold them."""
        return {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in asdict(self).items()
        }
