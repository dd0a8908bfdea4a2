# SPDX-License-Identifier: Apache-2.0
"""What a drag on a bar means while it goes on: the new date beside the pointer, and in the end one intent, or none.

A gesture changes nothing. It draws what would be, and says it once when the button is let go.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Protocol

from portfolio_desktop.base.i18n import _
from portfolio_desktop.gui.timeline.words import LINKS, moment_words
from portfolio_desktop.reports.gantt.bars import Box
from portfolio_desktop.reports.gantt.chart import ends
from portfolio_desktop.reports.gantt.look import Look
from portfolio_desktop.reports.gantt.scale import DAY, Scale, moment, snap
from portfolio_desktop.reports.primitives import Circle, Line, Mark, Path, Rect
from portfolio_desktop.services.planning.rows import Row, RowKind


class Moved(NamedTuple):
    key: str
    start: datetime


class Stretched(NamedTuple):
    key: str
    finish: datetime


class Progressed(NamedTuple):
    key: str
    share: float


class Linked(NamedTuple):
    before: str
    after: str
    kind: str


Intent = Moved | Stretched | Progressed | Linked


class Gesture(Protocol):
    """One drag, from the press to the release."""

    def drag(self, x: float, y: float, scale: Scale) -> None: ...

    def marks(self, box: Box, scale: Scale, look: Look) -> list[Mark]:
        """What would be, over the chart. `box` is where the row's bar lies now."""
        ...

    def words(self) -> str:
        """What letting go would do."""
        ...

    def intent(self) -> Intent | None: ...


@dataclass(slots=True)
class Grip:
    """Where a drag began: the row and its span in minutes, and the place."""

    row: Row
    span: tuple[float, float]
    at: float

    @classmethod
    def of(cls, row: Row, x: float, scale: Scale) -> "Grip":
        span = ends(row.span)
        assert span is not None
        return cls(row, span, scale.at(x))


class Move:
    """The whole bar, by days, or by hours where a day is wide."""

    def __init__(self, grip: Grip) -> None:
        self._grip = grip
        self._by = 0.0
        self._hours = False

    def drag(self, x: float, y: float, scale: Scale) -> None:
        self._by = snap(scale.at(x) - self._grip.at, scale.per)
        self._hours = bool(self._by % DAY)

    def marks(self, box: Box, scale: Scale, look: Look) -> list[Mark]:
        return _ghost(box._replace(x0=box.x0 + self._by / scale.per, x1=box.x1 + self._by / scale.per), look)

    def words(self) -> str:
        start = moment_words(moment(self._grip.span[0] + self._by), hours=self._hours)
        match self._grip.row.kind:
            case RowKind.TASK if self._grip.row.by_links:
                return _("Follows its links: will start no earlier than {day}").format(day=start)
            case RowKind.TASK:
                return _("From {start}, as many working days").format(start=start)
            case RowKind.PROJECT:
                return _("The plan begins on {start}").format(start=start)
            case _:
                return start

    def intent(self) -> Intent | None:
        if not self._by:
            return None
        return Moved(self._grip.row.key, moment(self._grip.span[0] + self._by))


class Stretch:
    """The finish alone; the start holds."""

    def __init__(self, grip: Grip) -> None:
        self._grip = grip
        self._finish = grip.span[1]

    def drag(self, x: float, y: float, scale: Scale) -> None:
        start, finish = self._grip.span
        self._finish = max(finish + snap(scale.at(x) - self._grip.at, scale.per), start + 15.0)

    def marks(self, box: Box, scale: Scale, look: Look) -> list[Mark]:
        return _ghost(box._replace(x1=max(scale.x(self._finish), box.x0 + 2)), look)

    def words(self) -> str:
        hours = bool((self._finish - self._grip.span[1]) % DAY)
        return _("Until {finish}").format(finish=moment_words(moment(self._finish), hours=hours))

    def intent(self) -> Intent | None:
        if self._finish == self._grip.span[1]:
            return None
        return Stretched(self._grip.row.key, moment(self._finish))


class Progress:
    """How much of the work is done, in steps of five per cent."""

    def __init__(self, grip: Grip) -> None:
        self._grip = grip
        self._share = grip.row.progress or 0.0

    def drag(self, x: float, y: float, scale: Scale) -> None:
        start, finish = self._grip.span
        share = (scale.at(x) - start) / max(finish - start, 1.0)
        self._share = round(min(max(share, 0.0), 1.0) * 20) / 20

    def marks(self, box: Box, scale: Scale, look: Look) -> list[Mark]:
        x = box.x0 + self._share * (box.x1 - box.x0)
        return [
            Rect(box.x0, box.bottom - look.row * 0.16, max(x - box.x0, 0.5), look.row * 0.16, look.accent),
            Line(x, box.top - 2, x, box.bottom + 2, look.accent, 2.0),
        ]

    def words(self) -> str:
        return _("{share} % done").format(share=round(100 * self._share))

    def intent(self) -> Intent | None:
        if self._share == (self._grip.row.progress or 0.0):
            return None
        return Progressed(self._grip.row.key, self._share)


class Target(NamedTuple):
    """The bar under the pointer, and the end ("s" or "f") that is nearer."""

    row: Row
    box: Box
    end: str


class Link:
    """From one end of a bar to an end of another: which ends decides the kind."""

    def __init__(self, row: Row, end: str, target_at: Callable[[float, float], Target | None]) -> None:
        self._row, self._end = row, end
        self._target_at = target_at
        self._target: Target | None = None
        self._at = (0.0, 0.0)

    def drag(self, x: float, y: float, scale: Scale) -> None:
        self._at = (x, y)
        found = self._target_at(x, y)
        self._target = found if found and found.row.key != self._row.key else None

    @property
    def _kind(self) -> str:
        return self._end + (self._target.end if self._target else "")

    def marks(self, box: Box, scale: Scale, look: Look) -> list[Mark]:
        start = (box.end(self._end), box.middle)
        marks: list[Mark] = [Circle(*start, look.row * 0.12, look.accent)]
        x, y = self._at
        if self._target is not None:
            other = self._target.box
            x, y = other.end(self._target.end), other.middle
            marks += _ghost(other, look)
            marks.append(Circle(x, y, look.row * 0.12, look.accent))
        marks.append(Line(*start, x + 0.01, y + 0.01, look.accent, 2.0, (5.0, 3.0)))
        return marks

    def words(self) -> str:
        if self._target is None:
            return _("Drop it on the start or the finish of another bar")
        kind = _(LINKS[self._kind])
        return f"{kind}\n{self._row.title} → {self._target.row.title}"

    def intent(self) -> Intent | None:
        if self._target is None:
            return None
        return Linked(self._row.key, self._target.row.key, self._kind)


def _ghost(box: Box, look: Look) -> list[Mark]:
    if box.point:
        x, y, half = (box.x0 + box.x1) / 2, box.middle, box.height / 2 + 2
        return [Path(((x, y - half), (x + half, y), (x, y + half), (x - half, y)), None, look.accent, 2.0)]
    return [
        Rect(box.x0, box.top - 1, box.x1 - box.x0, box.height + 2, None, look.accent, 2.0, 3.0, (4.0, 3.0))
    ]


def drawn_handles(row: Row, box: Box, look: Look, *, moves: bool, links: bool) -> list[Mark]:
    """What a bar offers to the mouse that rests on it: dots to link from, and the tab that sets its progress."""
    marks: list[Mark] = []
    if links:
        spots = [(link_spot(box, end, look), box.middle) for end in "sf"]
        marks += [Circle(*spot, look.row * 0.13, look.ground, look.accent, 1.5) for spot in spots]
    if moves and row.kind is RowKind.TASK:
        x, y, half = progress_spot(row, box), box.bottom, look.row * 0.18
        marks.append(
            Path(((x, y - half), (x + half, y + half), (x - half, y + half)), look.accent, look.ground, 1.0)
        )
    return marks


def link_spot(box: Box, end: str, look: Look) -> float:
    reach = look.row * 0.32
    return box.x0 - reach if end == "s" else box.x1 + reach


def progress_spot(row: Row, box: Box) -> float:
    return box.x0 + (row.progress or 0.0) * (box.x1 - box.x0)


def part_at(row: Row, box: Box, x: float, y: float, look: Look) -> str:
    """What a press at this place takes hold of: "s" or "f" to link from, "progress", "finish", "bar", or nothing."""
    near = look.row * 0.2
    if not box.top - 3 <= y <= box.bottom + look.row * 0.2:
        return ""
    for end in "fs":
        if abs(x - link_spot(box, end, look)) <= near:
            return end
    if not box.x0 - 2 <= x <= box.x1 + 2:
        return ""
    has_length = row.kind is RowKind.TASK  # of anything else, length and progress are those of what it holds
    if has_length and y >= box.bottom - 2 and abs(x - progress_spot(row, box)) <= near:
        return "progress"
    if has_length and box.x1 - x <= min(look.row * 0.25, (box.x1 - box.x0) / 3):
        return "finish"
    return "bar" if y <= box.bottom else ""
