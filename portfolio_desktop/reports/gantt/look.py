# SPDX-License-Identifier: Apache-2.0
"""How a timeline looks: colours by what they mean, and measures that all follow from the height of a row."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from portfolio_desktop.reports.style import (
    ACCENT,
    GREY,
    HAIR,
    INK,
    LATE,
    LETTERS,
    PALE,
    RULE,
    TONES,
    WHITE,
)

_LEAST_ON_SCREEN = 18.0
"""Rows of a screen are at least so high, those on paper are not."""


@dataclass(frozen=True, slots=True)
class Paint:
    """A bar: the part still to do, the part done, its edge, and words that can be read on both parts."""

    rest: str
    done: str
    edge: str
    text: str


@dataclass(frozen=True, slots=True)
class Badge:
    """What stands for a rating: its fill, its letters and their colour. A rating is never colour alone."""

    fill: str
    text: str
    edge: str
    letters: str


@dataclass(frozen=True, kw_only=True)
class Look:
    """Colours as #rrggbb. Lengths are pixels on a screen and points on paper, and worked out once."""

    ground: str
    head: str  # the ground of the scale, and of rows that others belong under
    selection: str
    hover: str
    grid: str
    hair: str
    off: str  # days without work
    text: str
    muted: str
    accent: str
    task: Paint
    critical: Paint
    near: Paint
    finished: Paint
    project: Paint
    programme: Paint
    summary: str
    baseline: str
    slack: str
    deadline: str
    danger: str
    on_danger: str
    arrow: str
    arrow_far: str  # arrows that do not belong to the chain that is followed
    danger_far: str  # those of them that are critical
    categories: tuple[Paint, ...]
    badges: Mapping[str, Badge]

    still: bool = (
        False  # nobody can scroll or zoom it: baselines stand out, and what goes on beyond its edges says so
    )
    row: float = 28.0
    text_size: float = 11.5
    head_size: float = 11.5

    @cached_property
    def bar(self) -> float:
        return self.whole(self.row * 0.57)

    def whole(self, length: float) -> float:
        """`length` in whole pixels on a screen, where edges would blur; as it is on paper."""
        return round(length) if self.row >= _LEAST_ON_SCREEN else length

    @cached_property
    def tier(self) -> float:
        """The height of one line of the scale."""
        return self.whole(self.head_size * 1.95)

    @cached_property
    def flags(self) -> float:
        """The height of the line in which today and the boards are named."""
        return self.whole(self.head_size * 1.6)

    @cached_property
    def head_height(self) -> float:
        return 2 * self.tier + self.flags

    @cached_property
    def stub(self) -> float:
        """How far an arrow leaves a bar before it turns."""
        return self.whole(self.row * 0.25)


CATEGORY_HUES = (
    ("#dbe8f6", "#a8caee", "#1f5fa8"),
    ("#d9f0ea", "#9fdac9", "#0f766e"),
    ("#ece3f8", "#cdb5ee", "#6d3fb0"),
    ("#fae3ee", "#f0b1d0", "#a52a6a"),
    ("#f3ead2", "#e0c98a", "#7a5a00"),
    ("#e2e9d6", "#bfd19e", "#4d6a1f"),
    ("#dfeaf0", "#a9c8d6", "#28647c"),
    ("#f0e2da", "#dcb8a2", "#8a4a22"),
)
"""Rest, done and edge of bars coloured by category, on a light ground. Neither red nor the green of ratings."""


def on_light(text: str, tints: tuple[tuple[str, str, str], ...] = CATEGORY_HUES) -> tuple[Paint, ...]:
    return tuple(Paint(rest, done, edge, text) for rest, done, edge in tints)


RATING_LETTERS: Mapping[str, str] = MappingProxyType(
    {"green": "G", "amber_green": "A/G", "amber": "A", "amber_red": "A/R", "red": "R"}
)


def _paper_badges() -> dict[str, Badge]:
    return {
        tone: Badge(fill, LETTERS[tone], INK if LETTERS[tone] == INK else fill, RATING_LETTERS[tone])
        for tone, fill in TONES.items()
    }


PAPER = Look(
    ground=WHITE,
    head=PALE,
    selection="#d5e5f7",
    hover=PALE,
    grid=RULE,
    hair=HAIR,
    off="#f4f6f8",
    text=INK,
    muted=GREY,
    accent=ACCENT,
    task=Paint("#d9e5ee", "#a6c3d8", ACCENT, INK),
    critical=Paint("#f8e2d8", "#edb89f", LATE, INK),
    near=Paint("#f6ecdc", "#e3c79a", "#8a5a00", INK),
    finished=Paint("#e8ebee", "#d3d9de", "#8a939d", INK),
    project=Paint("#4a7a9f", ACCENT, ACCENT, WHITE),
    programme=Paint("#66717c", "#3c4650", "#3c4650", WHITE),
    summary="#3c4650",
    baseline="#77828d",
    slack="#6f7a85",
    deadline=INK,
    danger=LATE,
    on_danger=WHITE,
    arrow="#6f7a85",
    arrow_far="#cfd5da",
    danger_far="#e3b49c",
    categories=on_light(INK),
    badges=MappingProxyType(_paper_badges()),
    still=True,
    row=15.0,
    text_size=7.0,
    head_size=7.5,
)
"""On paper, where points are finer than pixels and grey printing must still tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What is looked at now, and what is left out on purpose."""

    selected: frozenset[str] = frozenset()
    hovered: str = ""
    followed: frozenset[str] = frozenset()  # `Arrow.key` of the chain looked at
    near: frozenset[str] = frozenset()  # those of the chain that begin or end at the row itself
    arrows: bool = True
    slack: bool = True
    baselines: bool = True
    labels: bool = True
    critical: bool = True  # whether the critical path is marked
    progress: bool = True  # whether the part done is set off
    days_off: bool = True  # whether days without work are shaded
