# SPDX-License-Identifier: Apache-2.0
"""How the load of open threats went month by month, and where it goes if everybody does what they have promised."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from typing import Any

from portfolio_desktop.base.clock import local_time
from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.domain.proximity import months_after
from portfolio_desktop.domain.risk_matrix import Cell
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.overdue import still_open
from portfolio_desktop.services.risks.judging import NOW, STEPS, Judge
from portfolio_desktop.storage.moments import Said, life
from portfolio_desktop.storage.read import Reader

MONTHS, AHEAD = 12, 6
_ENOUGH = 9
"""Of ten threats so many must say when they were raised, before months are counted by that: else the line would leap
from nothing to everything on the day when the log began."""

_LIFE = ("status", "kind", "raised_on", "closed_on", *STEPS)


@dataclass(frozen=True, slots=True)
class BurnPoint:
    """The open threats at the end of `day`. `score` is their total, of those that have one; `unplaced` have none.

    Of a time before the log began it is known where an issued pack printed it. Elsewhere `score` is None, and threats are
    counted by the dates they state.
    """

    day: date
    open: int
    score: int | None
    unplaced: int


@dataclass(frozen=True, slots=True)
class BurnDown:
    """`points` end with today. `planned` begins there and gives total scores; `basis` says what it rests on.

    `promised` of the `placed` threats have responses that are all due by a day, and a residual score to go to.
    `beginning` says where the line of scores begins and why; empty where it is as long as all that is shown.
    `left_out` says why earlier months are not among the points; empty where they are.
    """

    points: tuple[BurnPoint, ...]
    planned: tuple[tuple[date, int], ...]
    promised: int
    placed: int
    basis: str
    began: date | None
    beginning: str = ""
    left_out: str = ""


def burn_down(office: Office, months: int = MONTHS, ahead: int = AHEAD) -> BurnDown:
    """Open threats and their total score at the ends of so many months and today, and the planned total ahead."""
    with office.reading() as reader:
        return burn_down_of(reader, months, ahead)


def burn_down_of(reader: Reader, months: int = MONTHS, ahead: int = AHEAD) -> BurnDown:
    """The same in a reading that is under way."""
    judge = Judge(reader)
    said = list(life(reader.connection, "risk", _LIFE))
    went = list(_promises(reader, judge))
    today = reader.today
    began = local_time(said[0].made).date() if said else None
    days = [*_month_ends(today, -months), today]
    now = sum(cell.score for cell, _day, _after in went)
    printed = _printed(reader, began, days[0]) if began else {}
    points = [
        printed.get((each.day.year, each.day.month), each) if each.score is None else each
        for each in _points(said, days, judge, began)
    ]
    left_out = _left_out(said, days[0], began)
    if left_out:
        points = [each for each in points if each.score is not None]
    planned = [(day, sum(_score_by(each, day) for each in went)) for day in _month_ends(today, ahead)]
    return BurnDown(
        tuple(points),
        ((today, now), *planned),
        sum(day is not None for _cell, day, _after in went),
        len(went),
        _(
            "Planned: each threat goes to its residual score on the day when the last of its open responses is due. "
            "Threats without such a day stay as they are, and no new ones are raised."
        ),
        began,
        "" if left_out else _beginning(points, began),
        left_out,
    )


def _left_out(said: Sequence[Said], first: date, began: date | None) -> str:
    """Why no months are shown from `first` to the beginning of the log, if too few threats say when they were raised.

    What came into the log later than on its first day was raised about then: its dates are not missed.
    """
    if began is None or began <= first:
        return ""
    there = {each.record for each in said if local_time(each.made).date() == began}
    threats = [
        values
        for record, values in _as_they_came(said).items()
        if record in there and values.get("kind") != "opportunity"
    ]
    stated = sum(isinstance(values.get("raised_on"), str) for values in threats)
    if 10 * stated >= _ENOUGH * len(threats):
        return ""
    words = (
        _("The months before {day} are left out: only {n:,} of {of:,} threats say when they were raised.")
        if stated
        else _("The months before {day} are left out: none of {of:,} threats says when it was raised.")
    )
    return words.format(day=format_date(began), n=stated, of=len(threats))


def _beginning(points: Sequence[BurnPoint], began: date | None) -> str:
    """Where the line of scores begins, if later than the first point."""
    if began is None or began <= points[0].day:
        return ""
    sentence = _(
        "The log begins on {day}, and nobody kept what threats scored before: until then they are counted by the dates "
        "on which they say that they were raised and closed."
    ).format(day=format_date(began))
    if any(each.score is not None for each in points if each.day < began):
        sentence += " " + _("Earlier scores are those that issued packs printed.")
    return sentence


def _printed(reader: Reader, began: date, first: date) -> dict[tuple[int, int], BurnPoint]:
    """By year and month, the last scored point that an issued pack printed for a day from `first` to before the log began."""
    from portfolio_desktop.domain.pack.frozen import thaw  # few logs are younger than their packs

    entity = reader.catalogue.entity("pack")
    found: dict[tuple[int, int], BurnPoint] = {}
    for id, as_of in reader.values(entity, ("data_as_of",)):
        if not isinstance(as_of, date) or not first <= as_of < began:
            continue
        pack = reader.get(entity, id)
        with suppress(Refusal):  # a pack that cannot be read any more says nothing
            burn = thaw(str(pack["frozen"])).burn if pack is not None and pack["frozen"] else None
            for mark in burn.points if burn else ():
                month = mark.day.year, mark.day.month
                earlier = found.get(month)
                if mark.score is not None and mark.day < began and (not earlier or earlier.day < mark.day):
                    found[month] = BurnPoint(mark.day, mark.open, mark.score, 0)
    return found


def _points(
    said: Sequence[Said], days: Sequence[date], judge: Judge, began: date | None
) -> Iterator[BurnPoint]:
    """The state of the log at the end of each day; before it began, what the dates of the records say."""
    known: dict[str, dict[str, Any]] = {}
    gone: set[str] = set()
    waiting = iter(chain(said, [None]))
    following = next(waiting)
    first = _as_they_came(said)
    for day in days:
        if began is None or day < began:
            yield BurnPoint(
                day, sum(_open_by_dates(values, day, judge) for values in first.values()), None, 0
            )
            continue
        while following is not None and local_time(following.made).date() <= day:
            known.setdefault(following.record, {}).update(following.values)
            if following.gone is not None:
                (gone.add if following.gone else gone.discard)(following.record)
            following = next(waiting)
        yield _point(day, [values for record, values in known.items() if record not in gone], judge)


def _as_they_came(said: Sequence[Said]) -> dict[str, dict[str, Any]]:
    """Each risk as it first came into the log, but for the day on which it was raised: what is said of that last holds."""
    first: dict[str, dict[str, Any]] = {}
    for each in said:
        if each.record not in first:
            first[each.record] = dict(each.values)
        elif "raised_on" in each.values:
            first[each.record]["raised_on"] = each.values["raised_on"]
    return first


def _point(day: date, found: Sequence[dict[str, Any]], judge: Judge) -> BurnPoint:
    still = [
        values
        for values in found
        if values.get("kind") != "opportunity" and not judge.is_over(values.get("status"))
    ]
    cells = [judge.places_then(values).current for values in still]
    scores = [cell.score for cell in cells if cell]
    return BurnPoint(day, len(still), sum(scores), len(still) - len(scores))


def _open_by_dates(values: dict[str, Any], day: date, judge: Judge) -> bool:
    """Whether a risk as it first came into the log says that it was raised by `day` and not closed by then."""
    raised, closed = values.get("raised_on"), values.get("closed_on")
    if values.get("kind") == "opportunity" or not isinstance(raised, str) or raised > day.isoformat():
        return False
    if isinstance(closed, str):
        return closed > day.isoformat()
    return not judge.is_over(values.get("status"))


def _promises(reader: Reader, judge: Judge) -> Iterator[tuple[Cell, date | None, int]]:
    """Each open threat's cell, the day by which all of its responses are promised, and its score after that."""
    response = reader.catalogue.entity("risk_response")
    last: dict[Id, date | None] = {}
    for _id, risk, due in reader.values(response, ("risk_id", "due"), still_open(reader.catalogue, response)):
        earlier = last.get(risk, date.min)
        last[risk] = max(earlier, due) if earlier and due else None
    entity = reader.catalogue.entity("risk")
    for id, kind, *steps in reader.values(entity, ("kind", *NOW), still_open(reader.catalogue, entity)):
        places = judge.places(tuple(steps))
        if kind != "opportunity" and places.current:
            day = last.get(id) if places.residual else None
            yield places.current, day, places.residual.score if places.residual else places.current.score


def _score_by(promise: tuple[Cell, date | None, int], day: date) -> int:
    cell, done, after = promise
    return after if done is not None and done <= day else cell.score


def _month_ends(today: date, months: int) -> list[date]:
    """The ends of so many months before this one, if negative, or from this one on; today is not among them."""
    first = today.replace(day=1)
    span = range(months + 1, 1) if months < 0 else range(1, months + 1)
    ends = [months_after(first, each) - timedelta(days=1) for each in span]
    return [end for end in ends if end != today]
