# SPDX-License-Identifier: Apache-2.0
"""What a steering pack is made from: plain frozen values, complete in themselves.

A pack is printed from one `PackData` and from nothing else: no clock, no file, no database. The same `PackData` gives
the same PDF bytes, so an issued pack is its `PackData` kept. `reports.pack.render_pack` prints it; `domain.pack.changes`
compares two of them.

Money is exact, in whole units of the workspace's currency (pounds, not millions). Wherever a value may be missing,
`Unknown` carries the words that were given in its place and `None` means that nothing was said.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TypeAlias

from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.domain.milestones import is_overdue
from portfolio_desktop.domain.pack.governance import Governance, Option
from portfolio_desktop.domain.pack.quality import PackQuality
from portfolio_desktop.domain.pack.resources import PackResources
from portfolio_desktop.domain.pack.risks import Burn, PackExposure, PackRisk
from portfolio_desktop.domain.pack.schedule import PackSchedule
from portfolio_desktop.domain.risk_matrix import SHIPPED, RiskMatrix, from_json

Amount: TypeAlias = Decimal | Unknown | None
Day: TypeAlias = date | Unknown | None
Standing: TypeAlias = Rating | Unknown | None


@dataclass(frozen=True, slots=True)
class Edition:
    """Which pack this is. Texts that are empty are left out of the pages.

    `as_of` is the day to which all is counted: it draws the "today" line and ages what is overdue. `read` is the day
    on which the registers stood as they are printed, None where that is the same day.
    `snapshot` names the frozen data (a short hash or number) on the cover.
    `marking` is the handling marking ("OFFICIAL-SENSITIVE"), printed at the top and bottom of every page.
    `language` is a BCP 47 tag. `year_starts` is the month in which a financial year begins.
    `previous` says which pack the "before" values come from, None for a first pack.
    `reported` is the end of the last period that projects reported on, None where nobody reports by period.
    """

    portfolio: str
    as_of: date
    board: str = ""
    meeting: date | None = None
    period: str = ""
    version: str = ""
    marking: str = ""
    snapshot: str = ""
    prepared_by: str = ""
    cleared_by: str = ""
    distribution: tuple[str, ...] = ()
    currency: str = "£"
    language: str = "en-GB"
    year_starts: int = 4
    previous: date | None = None
    reported: date | None = None
    organisation: str = ""
    read: date | None = None

    @property
    def this_year(self) -> int:
        """The financial year that `as_of` lies in, by the calendar year in which it begins."""
        return self._year_of(self.as_of)

    @property
    def reported_year(self) -> int:
        """The financial year that projects mean where they report "this year" as a whole: that of their last report."""
        return self._year_of(self.reported or self.as_of)

    def _year_of(self, day: date) -> int:
        return day.year if day.month >= self.year_starts else day.year - 1


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing put to the board. `decision` is True for what it must decide and False for what it should note.

    `detail` is what is recommended; `code` is that of the decision, empty for what a project asks without a paper.
    """

    title: str
    detail: str = ""
    owner: str = ""
    due: date | None = None
    project: str = ""
    decision: bool = True
    code: str = ""
    background: str = ""
    options: tuple[Option, ...] = ()
    options_text: str = ""
    cost: Decimal | None = None
    if_late: str = ""


@dataclass(frozen=True, slots=True)
class Dimension:
    """One rated side of a project ("Finance", "Schedule"), now and in the pack before."""

    label: str
    now: Standing = None
    before: Standing = None


@dataclass(frozen=True, slots=True)
class KeyDate:
    """A date as it was agreed, as it is now expected, and as it was expected in the pack before."""

    label: str
    baseline: Day = None
    forecast: Day = None
    before: Day = None


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """One year and one kind of money. `year` is the calendar year in which the financial year begins.

    `kind` is "capital", "resource" or "" where the source does not say. The three bases are separate statements, so
    any of them may be missing.
    """

    year: int
    kind: str = ""
    baseline: Amount = None
    forecast: Amount = None
    actual: Amount = None


@dataclass(frozen=True, slots=True)
class Milestone:
    """A milestone with its dates. `actual` is set where the day is known on which it was reached.

    `met` is what its status says; packs of earlier versions knew it by its day alone. `warning` are the words of a status
    that is no good news, such as "At risk".
    """

    name: str
    baseline: Day = None
    forecast: Day = None
    actual: date | None = None
    met: bool = False
    warning: str = ""

    @property
    def reached(self) -> bool:
        return self.met or self.actual is not None

    @property
    def unforeseen(self) -> bool:
        """Whether somebody said that its day is not known: the baseline then is no forecast either."""
        return not self.reached and isinstance(self.forecast, Unknown)

    @property
    def expected(self) -> date | None:
        """The date to sort and plot by: reached, else forecast, else baseline."""
        if self.unforeseen:
            return None
        return next(
            (day for day in (self.actual, self.forecast, self.baseline) if isinstance(day, date)), None
        )

    @property
    def agreed(self) -> bool:
        """Whether its day is the one agreed, and nobody has said that it still holds: nothing to measure a slip by."""
        return not self.reached and self.forecast is None and isinstance(self.baseline, date)

    @property
    def slip(self) -> tuple[Day, Day]:
        """The day now, where anybody has said it, and the day agreed."""
        return None if self.agreed else self.expected, self.baseline

    def overdue(self, today: date) -> bool:
        return is_overdue(self.forecast, today, reached=self.reached)

    def ahead(self, today: date) -> bool:
        """Whether a day is expected that has not passed."""
        return not self.reached and self.expected is not None and self.expected >= today


@dataclass(frozen=True, slots=True)
class Narrative:
    """A titled piece of prose, plain text with blank lines between paragraphs.

    `field` is the field of a project that it comes from, empty in packs that were issued before it was kept.
    """

    title: str
    text: str
    field: str = ""

    @property
    def explains(self) -> bool:
        """Whether it may say why a project stands as it does."""
        return not self.field or self.field in _WHY

    @property
    def reports(self) -> bool:
        """Whether it tells how a project goes; its aims and its benefits are words on something else."""
        return not self.field or self.field not in _ELSE


_WHY = ("confidence_reason", "get_to_green", "schedule_note", "cost_note", "year_note")
_ELSE = ("description", "benefits_note")


@dataclass(frozen=True, slots=True)
class PackProject:
    """One project as the board sees it.

    `key` never changes while `code` and `name` may; it is what two packs are compared by and what risks point to.
    `history` holds the overall rating in the periods of `PackData.periods`, in that order, so the last is `rating` now.
    `cost` is the whole-life cost now, `cost_before` in the pack before, `cost_baseline` as approved; where no forecast
    is given, the baseline counts as the cost now, and `cost_is_baseline` tells so.
    `year_budget` and `year_forecast` are the money of `Edition.reported_year` as a whole; `money` has what is spent by
    line, and `income` what comes in, which is no part of any cost. `forward_look` is "improving", "same", "worsening" or
    empty; `value_for_money` is the category in words.
    `updated` is the day of the last report, for staleness; `complete` is how much of the work is done, in words.
    """

    key: str
    code: str
    name: str
    group: str = ""
    organisation: str = ""
    category: str = ""
    sponsor: str = ""
    manager: str = ""
    stage: str = ""
    rating: Standing = None
    history: tuple[Standing, ...] = ()
    dimensions: tuple[Dimension, ...] = ()
    forward_look: str = ""
    cost: Amount = None
    cost_before: Amount = None
    cost_baseline: Amount = None
    benefits: Amount = None
    value_for_money: str = ""
    year_budget: Amount = None
    year_forecast: Amount = None
    start: KeyDate = KeyDate("Start")
    finish: KeyDate = KeyDate("Finish")
    dates: tuple[KeyDate, ...] = ()
    money: tuple[MoneyLine, ...] = ()
    income: tuple[MoneyLine, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    narratives: tuple[Narrative, ...] = ()
    updated: date | None = None
    cost_is_baseline: bool = False
    spent: Amount = None
    complete: str = ""

    @property
    def label(self) -> str:
        """What to call it: its name, or its code where the name is blank."""
        return self.name if self.name.strip() else self.code or "–"


@dataclass(frozen=True, slots=True)
class Moved:
    """One value of one project (or its name) that differs between two packs.

    `what` says which: "rating", "cost", "name", or the label of a date. The type of `before` and `now` follows from it.
    `worse` is None where better and worse cannot be told: another scale, a value known on one side only, a renaming.
    """

    key: str
    code: str
    name: str
    what: str
    before: Decimal | date | Rating | Unknown | str | None
    now: Decimal | date | Rating | Unknown | str | None
    worse: bool | None = None


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One line of what else changed. `project` is a `PackProject.key`, empty for what belongs to none.

    `made` and `arrived` are moments of the laptop that issued the pack; `stands` is False of what has been changed since.
    """

    topic: str
    project: str
    code: str
    title: str
    text: str
    author: str = ""
    made: datetime | None = None
    arrived: datetime | None = None
    stands: bool = True


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs from the pack before. Made by `domain.pack.changes.compare`; `left` holds the projects as they were.

    `rest` are decisions, gates and the like, `late` what was made before the pack before went out and arrived after it.
    """

    since: date
    joined: tuple[PackProject, ...] = ()
    left: tuple[PackProject, ...] = ()
    renamed: tuple[Moved, ...] = ()
    ratings: tuple[Moved, ...] = ()
    dates: tuple[Moved, ...] = ()
    costs: tuple[Moved, ...] = ()
    new_risks: tuple[PackRisk, ...] = ()
    closed_risks: tuple[PackRisk, ...] = ()
    rest: tuple[ChangeLine, ...] = ()
    late: tuple[ChangeLine, ...] = ()


@dataclass(frozen=True, slots=True)
class PackData:
    """Everything that one pack prints.

    `periods` are the labels under the rating columns, oldest first, this period last; three or four read well.
    `judgement` is the head of portfolio's summary. `one_pagers` are the keys of the projects that get a page of their
    own, in that order. `changes` is None for a first pack, and where the pack before cannot be read any more: then
    `unreadable` is its title. `matrix` is the risk matrix as JSON, empty for the shipped one. `exposure`, `burn`,
    `governance` and `schedule` are None in packs that were issued before the pack had them: such a pack says nothing
    of them, and shows its milestones as it did. `resources` is None in those too, and where nobody asks for people;
    `quality` in those, and in packs about some of the projects. `over` counts the projects that are left out because
    they are closed, cancelled or gone.
    """

    edition: Edition
    projects: tuple[PackProject, ...] = ()
    risks: tuple[PackRisk, ...] = ()
    asks: tuple[Ask, ...] = ()
    judgement: str = ""
    periods: tuple[str, ...] = ()
    one_pagers: tuple[str, ...] = ()
    changes: Changes | None = None
    unreadable: str = ""
    matrix: str = ""
    exposure: PackExposure | None = None
    burn: Burn | None = None
    governance: Governance | None = None
    schedule: PackSchedule | None = None
    resources: PackResources | None = None
    quality: PackQuality | None = None
    over: int = 0

    @property
    def risk_matrix(self) -> RiskMatrix:
        """The matrix that the risks of this pack were placed in."""
        return from_json(self.matrix)[0] if self.matrix else SHIPPED


@dataclass(frozen=True, slots=True)
class Total:
    """A sum over what is known, with how many of how many that was. `amount` is zero when `known` is."""

    amount: Decimal
    known: int
    of: int

    @property
    def complete(self) -> bool:
        return self.known == self.of


def total(amounts: Iterable[Amount]) -> Total:
    """Add up what is known and count what is not: an unknown amount is never zero."""
    given = tuple(amounts)
    known = [amount for amount in given if isinstance(amount, Decimal)]
    return Total(sum(known, Decimal(0)), len(known), len(given))
