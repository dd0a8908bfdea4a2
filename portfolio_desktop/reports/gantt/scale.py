# SPDX-License-Identifier: Apache-2.0
"""Time along a line: minutes of wall time to places in a picture and back, from hours to decades."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

DAY = 1440.0
"""Minutes."""
FINEST, COARSEST = 0.25, 60 * DAY
"""Minutes to a pixel: an hour in 240 of them, and some two centuries across a screen."""
_EPOCH = date(1970, 1, 1).toordinal()
_FIRST, _LAST = (1 - _EPOCH) * DAY, (date.max.toordinal() - _EPOCH) * DAY


def minutes(moment: date | datetime) -> float:
    """Minutes of local wall time since the beginning of 1970; a date means its first minute."""
    days = (moment.toordinal() - _EPOCH) * DAY
    if isinstance(moment, datetime):
        return days + moment.hour * 60 + moment.minute + moment.second / 60
    return days


def moment(at: float) -> datetime:
    """The wall time at `at` minutes, to the nearest minute; held at the ends of what a date can say."""
    whole = round(min(max(at, _FIRST), _LAST))
    return wall(1970) + timedelta(minutes=whole)


def wall(year: int, month: int = 1, day: int = 1, hour: int = 0) -> datetime:
    """A full hour by the clock on the wall, which knows no zone."""
    return datetime.combine(date(year, month, day), time(hour))


def day_of(at: float) -> date:
    return moment(at // DAY * DAY).date()


@dataclass(frozen=True, slots=True)
class Scale:
    """`start` minutes stand at `left`; each pixel (or point) to the right is `per` minutes later."""

    start: float
    per: float
    left: float = 0.0

    def x(self, at: float) -> float:
        return self.left + (at - self.start) / self.per

    def at(self, x: float) -> float:
        return self.start + (x - self.left) * self.per

    def panned(self, pixels: float) -> "Scale":
        """What lay `pixels` to the right of a place now lies there."""
        return replace(self, start=self.start + pixels * self.per)

    def zoomed(self, factor: float, x: float) -> "Scale":
        """Drawn `factor` times as large, while the moment at `x` stays there."""
        per = min(max(self.per / factor, FINEST), COARSEST)
        return replace(self, start=self.at(x) - (x - self.left) * per, per=per)

    @property
    def day(self) -> float:
        """How wide a day is."""
        return DAY / self.per


def fitted(first: float, last: float, left: float, right: float, margin: float = 0.0) -> Scale:
    """The scale on which everything from `first` to `last` stands between `left` and `right`, `margin` free each side."""
    room = max(right - left - 2 * margin, 1.0)
    per = min(max((last - first) / room, FINEST), COARSEST)
    middle = (first + last) / 2
    return Scale(middle - (right - left) / 2 * per, per, left)


def snap(at: float, per: float) -> float:
    """The moment that a drag means: whole days, or where a day is wide, hours or quarters of one."""
    width = DAY / per
    step = DAY if width < 160 else 60.0 if width < 2400 else 15.0
    return round(at / step) * step
