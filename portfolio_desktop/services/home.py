# SPDX-License-Identifier: Apache-2.0
"""The state of the portfolio on one page: how it stands, what moved, what is late, what comes next, what is not known."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import cast

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.values import Rating
from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.catalogue.filters import All, Filter, Not, Op, Sort, Test
from portfolio_desktop.catalogue.records.portfolio import Portfolio
from portfolio_desktop.catalogue.records.schedule import Milestone
from portfolio_desktop.domain.rating import SCALES, Scale, level_of, worse_than
from portfolio_desktop.services.differences.finding import Line, late_of, told
from portfolio_desktop.services.governance.challenge import Challenged, challenges
from portfolio_desktop.services.governance.clocks import Running, running
from portfolio_desktop.services.history import Act
from portfolio_desktop.services.news import ProjectNews, news
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.overdue import overdue, still_open, together
from portfolio_desktop.services.periods import (
    Issued,
    last_issued,
    period_ends,
    ratings_at,
    ratings_now,
)
from portfolio_desktop.services.planning.outdated import outdated
from portfolio_desktop.services.quality import gaps
from portfolio_desktop.services.skills.expiring import SOON, expired_here, expiring_here
from portfolio_desktop.services.words import link_titles, words
from portfolio_desktop.storage.past.between import between
from portfolio_desktop.storage.past.frontiers import tick_of
from portfolio_desktop.storage.read import Reader, Total

_MONEY = ("whole_life_cost", "whole_life_forecast", "year_budget", "year_forecast", "benefits_value")
_AGREED = (("whole_life_cost", "whole_life_forecast"), ("year_budget", "year_forecast"))
"""What was agreed, with what is forecast of it."""
_CALLED = {
    "whole_life_cost": N_("Whole-life cost, agreed"),
    "whole_life_forecast": N_("Whole-life cost, forecast"),
}
"""Two figures, each under the name that it has in the pack too: never both under one."""
_MOST_MILESTONES = 60


@dataclass(frozen=True, slots=True)
class LevelCount:
    """How many projects stand on a level now and stood there before; `rating` None is "not rated"."""

    rating: Rating | None
    label: str
    now: int
    before: int | None
    where: Filter


@dataclass(frozen=True, slots=True)
class ScaleCount:
    """The counts on one scale, from the best level to the worst."""

    scale: str
    label: str
    levels: tuple[LevelCount, ...]


@dataclass(frozen=True, slots=True)
class Shift:
    """A project whose rating has become better or worse."""

    project: Id
    title: str
    before: Rating
    now: Rating


@dataclass(frozen=True, slots=True)
class Moved:
    """Ratings that moved since `since`: the last pack's day, or the end of the period before (`basis`)."""

    since: date | None
    basis: str  # "pack", "period" or ""
    worse: tuple[Shift, ...] = ()
    better: tuple[Shift, ...] = ()


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """One kind of money over all projects: the sum of what is known, and how many of how many that is.

    Of the projects that are known, `by_agreed` give no forecast and count with what was agreed, as in the pack.
    """

    field: str
    label: str
    total: Total
    by_agreed: int = 0


@dataclass(frozen=True, slots=True)
class MoneyGap:
    """What was agreed against what is forecast, over the `projects` that state both; of the year where `of_year`."""

    agreed: Decimal
    forecast: Decimal
    projects: int
    of_year: bool


@dataclass(frozen=True, slots=True)
class Overdue:
    """What is late in one register. `oldest` is the day that passed first."""

    entity: str
    label: str
    count: int
    oldest: date | None
    where: Filter


@dataclass(frozen=True, slots=True)
class Upcoming:
    """A milestone that is expected soon."""

    id: Id
    title: str
    project: Id | None
    project_title: str
    when: date
    baseline: date | None
    status: str
    rating: Rating | None
    board: bool


@dataclass(frozen=True, slots=True)
class Home:
    """Everything that the first page shows. `projects` counts those that are not over.

    `outdated` are promises between projects that are not late and are to be agreed anew, `expiring` qualifications that
    still hold and soon will not.
    """

    title: str
    board: str
    as_of: date
    projects: int
    confidence: tuple[ScaleCount, ...]
    unrated: LevelCount
    moved: Moved
    money: tuple[MoneyLine, ...]
    money_gaps: tuple[MoneyGap, ...]
    overdue: tuple[Overdue, ...]
    outdated: Overdue
    expiring: Overdue
    milestones: tuple[Upcoming, ...]
    changed: tuple[ProjectNews, ...]
    acts: tuple[Act, ...]
    gaps: int
    gap_projects: int
    last_pack: Issued | None


def home(office: Office, *, days_back: int = 14) -> Home:
    """The portfolio as it stands. Changes are told since the last pack, or over `days_back` days before the first."""
    with office.reading() as reader:
        project = reader.catalogue.entity("project")
        live = still_open(reader.catalogue, project)
        pack = last_issued(reader)
        before, since, basis = _before(reader, pack)
        portfolio = _portfolio(reader)
        gap_count, gap_projects = gaps(reader, live)
        changed, acts = news(reader, pack, days_back)
        return Home(
            title=(portfolio.title or "") if portfolio else "",
            board=_board(reader, portfolio) if portfolio else "",
            as_of=reader.today,
            projects=reader.count(project, live),
            confidence=_confidence(reader, live, before),
            unrated=_unrated(reader, live),
            moved=_moved(reader, before, since, basis),
            money=_money(reader, live),
            money_gaps=tuple(_money_gaps(reader, live)),
            overdue=(*_overdue(reader), *_expired(reader)),
            outdated=_outdated(reader),
            expiring=_expiring(reader),
            milestones=tuple(_upcoming(reader, reader.rules.habits.ahead_days)),
            changed=changed,
            acts=acts,
            gaps=gap_count,
            gap_projects=gap_projects,
            last_pack=pack,
        )


@dataclass(frozen=True, slots=True)
class Attention:
    """What somebody has to ask about or to answer: ratings, the plainest case first, and clocks, the shortest first.

    `judged` is how many projects have evidence to be judged by. `late` was made before the last pack and arrived after it.
    """

    asked: tuple[Challenged, ...]
    judged: int
    running: tuple[Running, ...]
    late: tuple[Line, ...] = ()


def attention(office: Office, now: datetime) -> Attention:
    """What the first page shows once the rest of it is there: it takes several registers to say."""
    found = challenges(office)
    return Attention(
        asked=tuple(each for each in found if each.challenge.is_asked),
        judged=sum(each.challenge.suggested is not None for each in found),
        running=running(office, now),
        late=_late(office),
    )


def _late(office: Office) -> tuple[Line, ...]:
    with office.reading() as reader:
        pack = last_issued(reader)
        if pack is None or not pack.frontier:
            return ()
        tick = tick_of(reader.connection, pack.id)
        met = between(reader.connection, told(reader), pack.frontier, None, tick, late_alone=True)
        return tuple(late_of(reader, met))


def _portfolio(reader: Reader) -> Portfolio | None:
    entity = reader.catalogue.entity("portfolio")
    return cast(Portfolio | None, next(iter(reader.page(entity, reader.rows(entity)[:1])), None))


def _board(reader: Reader, portfolio: Portfolio) -> str:
    titles = link_titles(reader, reader.catalogue.entity("portfolio"), [portfolio])
    return titles.get(Id(str(portfolio.board_id)), "")


def _before(reader: Reader, pack: Issued | None) -> tuple[Mapping[Id, Rating], date | None, str]:
    """What projects were rated in the last pack, or else at the end of the last period but one."""
    if pack is not None and pack.ratings:
        return pack.ratings, pack.as_of, "pack"
    ends = period_ends(reader, reader.today)
    if len(ends) > 1:
        return ratings_at(reader, ends[-2]), ends[-2], "period"
    return {}, None, ""


def _confidence(reader: Reader, live: Filter, before: Mapping[Id, Rating]) -> tuple[ScaleCount, ...]:
    entity = reader.catalogue.entity("project")
    groups = reader.groups(entity, entity.field("confidence"), where=live)
    now = {group.value: group.count for group in groups if isinstance(group.value, Rating)}
    then = Counter(before.values())
    used = [scale for scale in SCALES.values() if any(rating.scale == scale.code for rating in now)]
    counted = tuple(_scale(scale, now, then if before else None, live) for scale in used)
    strange = [rating for rating in now if rating.scale not in SCALES]
    if strange:
        levels = tuple(_level(rating, now[rating], None, live) for rating in strange)
        counted += (ScaleCount("", _("Other scales"), levels),)
    return counted


def _scale(
    scale: Scale, now: Mapping[Rating, int], then: Mapping[Rating, int] | None, live: Filter
) -> ScaleCount:
    ratings = [Rating(scale.code, level.code) for level in scale.levels]
    levels = tuple(
        _level(rating, now.get(rating, 0), then.get(rating, 0) if then is not None else None, live)
        for rating in ratings
    )
    return ScaleCount(scale.code, _(scale.label), levels)


def _level(rating: Rating, now: int, before: int | None, live: Filter) -> LevelCount:
    where = together((Test("confidence", Op.IS, str(rating)), live))
    return LevelCount(rating, _(level_of(rating).label), now, before, where)


def _unrated(reader: Reader, live: Filter) -> LevelCount:
    where = together((Not(Test("confidence", Op.KNOWN)), live))
    count = reader.count(reader.catalogue.entity("project"), where)
    return LevelCount(None, _("Not rated"), count, None, where)


def _moved(reader: Reader, before: Mapping[Id, Rating], since: date | None, basis: str) -> Moved:
    entity = reader.catalogue.entity("project")
    pairs = [(id, before[id], now) for id, now in ratings_now(reader).items() if id in before]
    differ = [(id, was, now) for id, was, now in pairs if worse_than(now, was) is not None]
    if not differ:
        return Moved(since, basis)
    titles = reader.titles(entity, [id for id, _was, _now in differ])
    shifts = [Shift(id, titles.get(id, ""), was, now) for id, was, now in differ]
    return Moved(
        since,
        basis,
        tuple(shift for shift in shifts if worse_than(shift.now, shift.before)),
        tuple(shift for shift in shifts if not worse_than(shift.now, shift.before)),
    )


def _money(reader: Reader, live: Filter) -> tuple[MoneyLine, ...]:
    entity = reader.catalogue.entity("project")
    fields = [entity.field(name) for name in _MONEY]
    totals = reader.totals(entity, fields, live)
    agreed, forecast = _AGREED[0]
    silent = All((live, Test(forecast, Op.EMPTY), Test(agreed, Op.KNOWN)))
    rest = reader.totals(entity, [entity.field(agreed)], silent)[agreed]
    stated = totals[forecast]
    whole = Total(stated.sum + rest.sum, stated.known + rest.known, stated.count)
    return tuple(
        MoneyLine(field.name, _(_CALLED.get(field.name, field.label)), whole, rest.known)
        if field.name == forecast
        else MoneyLine(field.name, _(_CALLED.get(field.name, field.label)), totals[field.name])
        for field in fields
    )


def _money_gaps(reader: Reader, live: Filter) -> Iterator[MoneyGap]:
    """Of the cost of whole lives first, then of the year; nothing where no project states both."""
    entity = reader.catalogue.entity("project")
    for names in _AGREED:
        both = All((live, *(Test(name, Op.KNOWN) for name in names)))
        totals = reader.totals(entity, [entity.field(name) for name in names], both)
        agreed, forecast = (totals[name] for name in names)
        if agreed.known:
            yield MoneyGap(agreed.sum, forecast.sum, agreed.known, names[0] == "year_budget")


def _overdue(reader: Reader) -> Iterator[Overdue]:
    for rule, count, oldest in overdue(reader):
        if count:
            yield Overdue(rule.entity, _(rule.label), count, _day(oldest), rule.where)


def _expired(reader: Reader) -> Iterator[Overdue]:
    entity, where = reader.catalogue.entity("qualification"), expired_here(reader)
    [(count, oldest)] = reader.counts([(entity, where, "expires_on")])
    if count:
        yield Overdue("qualification", _("Qualifications expired"), count, _day(oldest), where)


def _expiring(reader: Reader) -> Overdue:
    where = expiring_here(reader)
    count = reader.count(reader.catalogue.entity("qualification"), where)
    said = _("Qualifications that expire within {days} days").format(days=SOON)
    return Overdue("qualification", said, count, None, where)


def _outdated(reader: Reader) -> Overdue:
    where = outdated(reader.catalogue)
    count = reader.count(reader.catalogue.entity("dependency"), where)
    return Overdue("dependency", _("Promises that are out of date"), count, None, where)


def _day(value: Value) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def _upcoming(reader: Reader, days: int) -> Iterator[Upcoming]:
    entity = reader.catalogue.entity("milestone")
    soon = All(
        (
            Test("forecast", Op.AT_LEAST, "today"),
            Test("forecast", Op.AT_MOST, f"today+{days}"),
            still_open(reader.catalogue, entity),
        )
    )
    rows = reader.rows(entity, soon, (Sort("forecast"),))[:_MOST_MILESTONES]
    milestones = [cast(Milestone, record) for record in reader.page(entity, rows)]
    projects = [Id(each.project_id) for each in milestones if isinstance(each.project_id, str)]
    titles = reader.titles(reader.catalogue.entity("project"), projects)
    for each in milestones:
        project = Id(each.project_id) if isinstance(each.project_id, str) else None
        assert isinstance(each.forecast, date)
        yield Upcoming(
            id=each.id,
            title=each.title or "",
            project=project,
            project_title=titles.get(project, "") if project else "",
            when=each.forecast,
            baseline=each.baseline if isinstance(each.baseline, date) else None,
            status=words(reader.catalogue, entity.field("status"), each.status),
            rating=each.rating if isinstance(each.rating, Rating) else None,
            board=bool(each.board),
        )
