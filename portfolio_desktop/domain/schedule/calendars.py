# SPDX-License-Identifier: Apache-2.0
"""When somebody works: a usual week, and the days that differ from it. Exact, for any year, and the same both ways.

A calendar numbers its working minutes. `before` gives the number of an instant; `starts_at` and `finishes_at` give the
instant of a number. Work that stops at the end of a Friday and work that begins on the Monday have the same number, and
only these two tell them apart: the later side of the gap, and the earlier one. See the decision on working time.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import accumulate
from typing import Final, Self, TypeAlias

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _

Instant: TypeAlias = int
"""Minutes of wall time since the first minute of 1970. Wall time has no summer: a working day is as long in March."""
Minutes: TypeAlias = int
"""Minutes of work, or of plain time where a name says elapsed."""
Span: TypeAlias = tuple[Minutes, Minutes]
"""From and until, in minutes since midnight; 1440 is the midnight at the end of the day."""
Day: TypeAlias = tuple[Span, ...]
"""The spans of one day that are worked, in order. None at all: a day off."""

DAY: Final = 24 * 60
WEEK: Final = 7 * DAY
_MONDAY: Final = (
    3 * DAY
)  # from the Monday that began the first week of 1970 until the first of January, a Thursday
_EPOCH: Final = date(1970, 1, 1).toordinal()


def instant(moment: date | datetime) -> Instant:
    """The instant of a wall time, seconds dropped; of a date, its first minute."""
    minutes = (moment.toordinal() - _EPOCH) * DAY
    return minutes + moment.hour * 60 + moment.minute if isinstance(moment, datetime) else minutes


def moment(instant: Instant) -> datetime:
    """The wall time of an instant. Refuses one that no date can say."""
    day, minute = divmod(instant, DAY)
    try:
        return datetime.combine(date.fromordinal(day + _EPOCH), time(*divmod(minute, 60)))
    except (OverflowError, ValueError):
        raise Refusal(
            _(
                "A task would lie beyond the years 1 to 9999. Make its duration, or what it waits for, shorter."
            )
        ) from None


class Calendar:
    """A usual week and the dates that differ from it. Never changes once it is made.

    `minutes_per_day` is what "one day" of a duration means; not given, it is the most usual length of a worked day.
    """

    __slots__ = (
        "_at",
        "_begin",
        "_exact",
        "_shift",
        "_week",
        "_worked",
        "exceptions",
        "minutes_per_day",
        "name",
        "week",
    )

    def __init__(
        self,
        name: str,
        week: Sequence[Day],
        exceptions: Mapping[date, Day] | None = None,
        minutes_per_day: Minutes | None = None,
    ) -> None:
        """Refuse a week that is not seven days, has no work in it, or has spans that run backwards or into each other."""
        self.name = name
        self.week = tuple(tuple(day) for day in week)
        self.exceptions = dict(sorted((exceptions or {}).items()))
        _check(self)
        lengths = Counter(filter(None, map(_length, self.week)))
        self.minutes_per_day = minutes_per_day or lengths.most_common(1)[0][0]
        self._week = _Pattern([(d * DAY + a, d * DAY + b) for d, day in enumerate(self.week) for a, b in day])
        self._index()

    def _index(self) -> None:
        """Lay the exceptions out by date and by the number of the working minute with which each begins."""
        self._begin = [(day.toordinal() - _EPOCH) * DAY for day in self.exceptions]
        self._exact = [_Pattern(list(spans)) for spans in self.exceptions.values()]
        usual = [_length(self.week[day.weekday()]) for day in self.exceptions]
        changes = (exact.length - often for exact, often in zip(self._exact, usual, strict=True))
        self._shift = list(accumulate(changes, initial=0))
        self._at = [self._usual(at) + shift for at, shift in zip(self._begin, self._shift, strict=False)]
        self._worked = [at + exact.length for at, exact in zip(self._at, self._exact, strict=True)]

    def derived(
        self,
        name: str,
        exceptions: Mapping[date, Day],
        week: Sequence[Day] | None = None,
        minutes_per_day: Minutes | None = None,
    ) -> Self:
        """A calendar of its own dates over all of this one's, and of this one's week unless it has its own."""
        return type(self)(
            name,
            week or self.week,
            {**self.exceptions, **exceptions},
            minutes_per_day or self.minutes_per_day,
        )

    # These two are asked for every link between calendars. They are written without a call that they can do without.

    def before(self, instant: Instant) -> Minutes:
        """How many working minutes lie before an instant, from a beginning that is the calendar's own."""
        n = bisect_right(self._begin, instant)
        if n and instant < self._begin[n - 1] + DAY:
            return self._at[n - 1] + self._exact[n - 1].before(instant - self._begin[n - 1])
        week, since = self._week, instant + _MONDAY
        rest = since % WEEK
        k = bisect_right(week.edges, rest)
        worked = rest + week.done[k] if k & 1 else week.done[k]
        return since // WEEK * week.length + worked + self._shift[n]

    def starts_at(self, work: Minutes) -> Instant:
        """When the next minute is worked once `work` minutes have been: the later side of a gap."""
        n = bisect_right(self._at, work)
        if n and work < self._worked[n - 1]:
            return self._begin[n - 1] + self._exact[n - 1].minute(work - self._at[n - 1])
        week, usual = self._week, work - self._shift[n]
        rest = usual % week.length
        return usual // week.length * WEEK - _MONDAY + rest + week.idle[bisect_right(week.sums, rest)]

    def finishes_at(self, work: Minutes) -> Instant:
        """When `work` minutes have just been worked: the earlier side of a gap."""
        return self.starts_at(work - 1) + 1

    def on(self, day: date) -> Day:
        """What is worked on one date."""
        spans = self.exceptions.get(day)
        return self.week[day.weekday()] if spans is None else spans

    def gaps(self, start: Instant, finish: Instant) -> Iterator[tuple[Instant, Instant]]:
        """The stretches from `start` to `finish` that are not worked, in order: what a timeline shades."""
        at = start
        for day in range(start // DAY, -(-finish // DAY)):
            for begins, ends in self.on(date.fromordinal(day + _EPOCH)):
                if at < min(day * DAY + begins, finish):
                    yield at, min(day * DAY + begins, finish)
                at = max(at, day * DAY + ends)
        if at < finish:
            yield at, finish

    def working_days(self, first: date, last: date) -> int:
        """How many dates from first to last, both included, have any work."""
        days = (first + timedelta(days=n) for n in range((last - first).days + 1))
        return sum(1 for day in days if self.on(day))

    def minutes(self, days: float) -> Minutes:
        """The minutes of so many days of work."""
        return round(days * self.minutes_per_day)

    def days(self, minutes: Minutes) -> float:
        """How many days of work so many minutes are."""
        return minutes / self.minutes_per_day

    def _usual(self, instant: Instant) -> Minutes:
        """`before`, had every week been usual."""
        weeks, rest = divmod(instant + _MONDAY, WEEK)
        return weeks * self._week.length + self._week.before(rest)


class _Pattern:
    """Stretches of work on an axis of their own, and how much of it lies before each of them.

    `edges` are their starts and ends in turn. Between two edges, at `k` of `bisect_right`, `done` is the work before there;
    within a stretch (`k` is odd) it is what makes that of a minute. `idle`, by the place of a minute of work in `sums`,
    is the time off before it.
    """

    __slots__ = ("done", "edges", "idle", "length", "sums")

    def __init__(self, spans: Sequence[Span]) -> None:
        self.sums = list(accumulate((end - start for start, end in spans), initial=0))
        self.length = self.sums[-1]
        self.edges = [edge for span in spans for edge in span]
        off = [start - done for (start, _end), done in zip(spans, self.sums, strict=False)]
        self.done = [0, *(each for gap, end in zip(off, self.sums[1:], strict=True) for each in (-gap, end))]
        self.idle = [0, *off, 0]

    def before(self, at: Minutes) -> Minutes:
        k = bisect_right(self.edges, at)
        return at + self.done[k] if k & 1 else self.done[k]

    def minute(self, work: Minutes) -> Minutes:
        """Where the minute numbered `work` is, which must be one of those there are."""
        return work + self.idle[bisect_right(self.sums, work)]


def standard(
    name: str, holidays: Sequence[date] = (), hours: Day = ((9 * 60, 13 * 60), (14 * 60, 17 * 60 + 30))
) -> Calendar:
    """Monday to Friday, 9 to 5.30 with an hour for lunch (seven and a half hours) unless `hours` says otherwise."""
    return Calendar(name, (hours,) * 5 + ((), ()), dict.fromkeys(holidays, ()))


def round_the_clock(name: str) -> Calendar:
    """Every minute of every day."""
    return Calendar(name, (((0, DAY),),) * 7)


def _length(day: Day) -> Minutes:
    return sum(end - start for start, end in day)


def _check(calendar: Calendar) -> None:
    """Refuse what no schedule can be worked out from, and say where it is."""
    name = calendar.name
    if len(calendar.week) != 7:
        raise Refusal(_("The calendar ‘{name}’ needs seven days in its week.").format(name=name))
    if not any(calendar.week):
        text = _("The calendar ‘{name}’ has no working time in its week. Give at least one day some hours.")
        raise Refusal(text.format(name=name))
    for day in (*calendar.week, *calendar.exceptions.values()):
        edges = [edge for span in day for edge in span]
        backwards = edges != sorted(edges) or any(start == end for start, end in day)
        if backwards or not all(0 <= edge <= DAY for edge in edges):
            text = _(
                "The calendar ‘{name}’ has hours that end before they begin, run into each other or go past midnight. "
                "Put the spans of a day in order, and split one that goes past midnight into two."
            )
            raise Refusal(text.format(name=name))
