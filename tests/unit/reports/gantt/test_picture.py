# SPDX-License-Identifier: Apache-2.0
"""The picture of a timeline: words clear of each other, arrows that end at bars, and only what is in sight."""

from dataclasses import replace
from datetime import timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portfolio_desktop.reports.gantt.bars import Box
from portfolio_desktop.reports.gantt.chart import Chart, above
from portfolio_desktop.reports.gantt.key import of_one_end
from portfolio_desktop.reports.gantt.look import PAPER, Look, Shown
from portfolio_desktop.reports.gantt.picture import Frame, Window
from portfolio_desktop.reports.gantt.routes import Bend, lead
from portfolio_desktop.reports.gantt.scale import DAY, Scale, minutes, wall
from portfolio_desktop.reports.primitives import Line, Path, Rect, Route, Text
from portfolio_desktop.services.planning.rows import Arrow, Mark, Row, RowKind, Span, Timeline
from tests.support.timelines import BEGINS, invented

SCREEN = replace(PAPER, row=28.0, text_size=11.5, head_size=11.5)
CHART = Chart(invented(400))
ALL_SHOWN = Shown()


def measure(words: str, face: str, size: float) -> float:
    return len(words) * size * 0.55


def framed(
    chart: Chart,
    first: int,
    scale: Scale,
    *,
    wide: float = 900.0,
    look: Look = SCREEN,
    shown: Shown = ALL_SHOWN,
) -> Frame:
    window = Window(first, min(first + 30, len(chart)), look.head_height, 0.0, wide)
    return Frame(chart, scale, window, look, shown, measure)


def days(count: float) -> float:
    return minutes(BEGINS) + count * DAY


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 380), st.floats(-200, 700), st.floats(20, 20_000), st.sampled_from([260.0, 900.0, 1700.0])
)
def test_that_no_words_lie_on_others_or_beyond_the_window(
    first: int, start: float, per: float, wide: float
) -> None:
    frame = framed(CHART, first, Scale(days(start), per), wide=wide)
    marks = frame.marks(1200.0)
    spans = [
        (text.x, text.x + measure(text.text, text.face, text.size), text.y)
        for text in marks
        if isinstance(text, Text)
    ]
    for one, other in combinations(spans, 2):
        apart = (
            abs(one[2] - other[2]) > SCREEN.text_size
            or one[1] <= other[0] + 0.01
            or other[1] <= one[0] + 0.01
        )
        assert apart, (one, other)
    assert all(x0 >= 0 and x1 <= wide for x0, x1, _y in spans)
    for label in frame.labels:
        box = frame.box(label.lane)
        assert box is not None
        if not label.spot.on_bar:
            assert label.spot.x >= box.x1 or label.spot.x + label.spot.width <= box.x0


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 380), st.floats(-200, 700), st.floats(60, 6000))
def test_that_every_arrow_leaves_one_bar_and_ends_at_the_rim_of_the_other(
    first: int, start: float, per: float
) -> None:
    frame = framed(CHART, first, Scale(days(start), per))
    frame.marks(1200.0)
    for joined, led in frame.led:
        before, after = frame.box(joined.before), frame.box(joined.after)
        assert before is not None
        assert after is not None
        assert led.points[0] == (before.end(joined.arrow.kind[0]), before.middle)
        x, y = led.head[0]
        assert after.x0 - 0.01 <= x <= after.x1 + 0.01
        assert after.top - 0.01 <= y <= after.bottom + 0.01
        assert all(a[0] == b[0] or a[1] == b[1] for a, b in zip(led.points, led.points[1:], strict=False))


@pytest.mark.parametrize("kind", ["fs", "ss", "ff", "sf"])
@pytest.mark.parametrize("shift", [-300.0, -40.0, 0.0, 40.0, 300.0])
@pytest.mark.parametrize("lanes", [(0, 3), (3, 0)])
def test_that_an_arrow_of_each_kind_joins_the_right_ends(
    kind: str, shift: float, lanes: tuple[int, int]
) -> None:
    boxes = [Box(100, 180, lane * 28.0 + 6, 16) for lane in range(4)]
    before = boxes[lanes[0]]
    after = boxes[lanes[1]]._replace(x0=100 + shift, x1=180 + shift)
    led = lead(Bend(before, after, kind, lanes), SCREEN, lambda lane: boxes[lane], lanes[1] * 28.0)
    assert led.points[0][0] == before.end(kind[0])
    at_end = led.head[0] == (after.end(kind[1]), after.middle)
    on_rim = led.head[0][1] in (after.top, after.bottom) and after.x0 <= led.head[0][0] <= after.x1
    assert at_end or on_rim


def test_that_arrows_of_one_bar_turn_at_places_of_their_own() -> None:
    rows = tuple(_task(f"t{number}", 0 if not number else 40, 10) for number in range(5))
    arrows = tuple(Arrow(key=f"a{number}", before="t0", after=f"t{number}") for number in range(1, 5))
    frame = framed(Chart(Timeline(rows=rows, arrows=arrows)), 0, Scale(days(-5), 120.0))
    frame.marks(600.0)
    turns = [led.points[1][0] for _joined, led in frame.led]
    assert len(set(turns)) == 4


@pytest.mark.parametrize("kind", [RowKind.PROJECT, RowKind.TASK])
@pytest.mark.parametrize("known", ["start", "finish"])
def test_that_a_bar_of_one_known_end_is_firm_there_and_open_on_the_other_side(
    kind: RowKind, known: str
) -> None:
    day = BEGINS + timedelta(days=5)
    row = Row(key="a", kind=kind, title="A", span=Span(**{known: day}))
    marks = framed(Chart(Timeline(rows=(row,))), 0, Scale(days(-20), 120.0)).marks(600.0)
    at = Scale(days(-20), 120.0).x(minutes(day))
    assert not [mark for mark in marks if isinstance(mark, Rect) and mark.height == SCREEN.bar]
    upper, lower = [mark for mark in marks if isinstance(mark, Line) and mark.dash and mark.y1 == mark.y2]
    assert (upper.x1 if known == "start" else upper.x2) == pytest.approx(at)
    assert (lower.x1, lower.x2) == (upper.x1, upper.x2)
    (firm,) = [
        mark
        for mark in marks
        if isinstance(mark, Line) and mark.x1 == mark.x2 and mark.y2 - mark.y1 == SCREEN.bar
    ]
    assert firm.x1 == pytest.approx(at, abs=SCREEN.row * 0.1)
    assert of_one_end((row,)) == ("no_finish" if known == "start" else "no_start",)
    assert of_one_end((replace(row, span=Span(start=day, finish=day)), replace(row, span=Span()))) == ()


def test_that_only_what_is_in_sight_is_made() -> None:
    small, large = Chart(invented(400)), Chart(invented(8000))
    scale = Scale(days(0), 600.0)
    one, other = (len(framed(chart, 100, scale).marks(1200.0)) for chart in (small, large))
    assert one == other


def test_that_an_arrow_that_only_passes_through_is_still_seen() -> None:
    rows = tuple(_task(f"t{number}", number, 3) for number in range(200))
    chart = Chart(Timeline(rows=rows, arrows=(Arrow(key="a", before="t1", after="t190"),)))
    assert [joined.arrow.key for joined in chart.crossing(90, 120)] == ["a"]
    assert list(chart.crossing(191, 200)) == []
    assert list(chart.crossing(0, 1)) == []


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 390), st.integers(1, 40))
def test_that_the_index_of_arrows_finds_what_looking_at_all_of_them_finds(first: int, count: int) -> None:
    last = first + count
    found = {joined.arrow.key for joined in CHART.crossing(first, last)}
    assert found == {
        joined.arrow.key
        for joined in CHART.joined
        if min(joined.before, joined.after) < last and max(joined.before, joined.after) >= first
    }


def test_that_an_arrow_of_a_folded_row_goes_to_what_it_is_folded_into() -> None:
    rows = (
        replace(_task("p", 0, 30), kind=RowKind.SUMMARY, folds=True),
        replace(_task("c", 0, 10), level=1),
        _task("d", 40, 5),
    )
    timeline = Timeline(
        rows=rows, arrows=(Arrow(key="a", before="c", after="d"), Arrow(key="b", before="p", after="c"))
    )
    chart = Chart(timeline, frozenset({"p"}))
    assert [(each.before, each.after) for each in chart.joined] == [(0, 1)]
    assert chart.lane("c") == 0


def test_that_a_chain_holds_what_leads_to_a_row_and_what_follows_but_not_its_siblings() -> None:
    rows = tuple(_task(key, 0, 1) for key in "abcde")
    ways = ("ab", "bc", "cd", "eb", "ed")
    chart = Chart(
        Timeline(rows=rows, arrows=tuple(Arrow(key=way, before=way[0], after=way[1]) for way in ways))
    )
    assert chart.chain("b") == {"ab", "eb", "bc", "cd"}
    assert chart.near("b") == {"ab", "eb", "bc"}
    assert chart.chain("") == frozenset()


def test_that_the_critical_path_stays_red_while_another_chain_is_looked_at() -> None:
    rows = tuple(_task(key, 10 * place, 8) for place, key in enumerate("abcd"))
    arrows = (Arrow(key="ab", before="a", after="b", critical=True), Arrow(key="cd", before="c", after="d"))
    chart = Chart(Timeline(rows=rows, arrows=arrows))
    shown = Shown(followed=chart.chain("c"), near=chart.near("c"))
    marks = framed(chart, 0, Scale(days(-5), 120.0), shown=shown).marks(300.0)
    colours = {mark.stroke for mark in marks if isinstance(mark, Route)}
    assert colours == {SCREEN.danger_far, SCREEN.accent}


def test_that_a_critical_path_is_seen_where_it_goes_from_project_to_project_however_small_the_scale() -> None:
    rows = tuple(replace(_task(key, place, 1), project=key) for place, key in enumerate("abc"))
    arrows = (Arrow(key="ab", before="a", after="b", critical=True), Arrow(key="bc", before="b", after="c"))
    frame = framed(Chart(Timeline(rows=rows, arrows=arrows)), 0, Scale(days(-5), 24 * 60.0))
    frame.marks(300.0)
    assert [joined.arrow.key for joined, _led in frame.led] == ["ab"]


def test_that_a_row_knows_what_it_lies_under() -> None:
    levels = {"p": 0, "a": 1, "b": 1, "c": 2, "q": 0}
    chart = Chart(Timeline(rows=tuple(replace(_task(key, 0, 1), level=levels[key]) for key in levels)))
    assert above(chart, "c") == {"b", "p"}
    assert above(chart, "q") == frozenset()
    assert above(chart, "nobody") == frozenset()


def test_that_a_ring_of_arrows_is_followed_once() -> None:
    rows = tuple(_task(key, 0, 1) for key in "ab")
    arrows = (Arrow(key="1", before="a", after="b"), Arrow(key="2", before="b", after="a"))
    assert Chart(Timeline(rows=rows, arrows=arrows)).chain("a") == {"1", "2"}


def test_that_critical_is_told_without_colour() -> None:
    chart = Chart(Timeline(rows=(_task("a", 0, 20), replace(_task("b", 0, 20), critical=True))))
    marks = framed(chart, 0, Scale(days(-5), 120.0)).marks(300.0)
    plain, critical = (
        max(mark.thick for mark in marks if isinstance(mark, Rect) and mark.stroke == stroke)
        for stroke in (SCREEN.task.edge, SCREEN.critical.edge)
    )
    assert critical >= 1.8 * plain


def test_that_a_broken_line_leads_from_a_plan_to_a_later_finish_that_is_stated() -> None:
    def lines(stated: float | None) -> list[Line]:
        said = None if stated is None else BEGINS + timedelta(days=stated)
        row = replace(_task("a", 0, 20), kind=RowKind.PROJECT, stated=said)
        marks = framed(Chart(Timeline(rows=(row,))), 0, Scale(days(-5), 120.0)).marks(300.0)
        return [mark for mark in marks if isinstance(mark, Line) and mark.stroke == SCREEN.summary]

    assert not lines(None)
    leads, cap = lines(30)
    assert leads.dash
    assert leads.x1 < leads.x2 == cap.x1 == cap.x2
    (cap,) = lines(10)
    assert not cap.dash


def test_that_what_cannot_be_wears_a_sign_and_a_rating_its_letters() -> None:
    row = replace(_task("a", 0, 20), conflict="Cannot be.", tone="amber_red")
    marks = framed(Chart(Timeline(rows=(row,))), 0, Scale(days(-5), 120.0)).marks(300.0)
    assert any(isinstance(mark, Path) and mark.fill == SCREEN.danger for mark in marks)
    assert "A/R" in [mark.text for mark in marks if isinstance(mark, Text)]


def test_that_milestones_folded_away_show_on_the_bar_they_are_folded_into() -> None:
    chart = CHART.refolded(frozenset({"r1"}))
    frame = framed(chart, 0, Scale(days(-5), 900.0))
    bar = frame.box(1)
    assert bar is not None
    diamonds = [mark for mark in frame.marks(600.0) if isinstance(mark, Path) and mark.fill == SCREEN.ground]
    assert len(diamonds) >= len(chart.rolled_up(1)) > 3
    written = next(label.spot for label in frame.labels if label.lane == 1)
    first = min(min(x for x, _y in mark.points) for mark in diamonds if len(mark.points) == 4)
    assert not written.on_bar or written.x + written.width <= first
    assert CHART.rolled_up(1) == []


def test_that_a_row_without_dates_has_no_bar_and_breaks_nothing() -> None:
    chart = Chart(Timeline(rows=(replace(_task("a", 0, 1), span=Span()),), arrows=()))
    frame = framed(chart, 0, Scale(days(0), 600.0))
    assert frame.box(0) is None
    assert not [mark for mark in frame.marks(300.0) if isinstance(mark, Text)]


def test_that_days_off_in_a_row_are_one_field() -> None:
    holiday = wall(2026, 4, 6).date()
    chart = Chart(Timeline(rows=(_task("a", 0, 20),), days_off=frozenset({holiday})))
    frame = framed(chart, 0, Scale(minutes(wall(2026, 4, 1)), 60.0), wide=8 * 24.0)
    fields = list(frame.head.days_off(0.0, 100.0, chart.timeline))
    assert [round(field.width / 24) for field in fields if isinstance(field, Rect)] == [3]


def _task(key: str, at: float, length: float) -> Row:
    start = BEGINS + timedelta(days=at)
    return Row(
        key=key,
        kind=RowKind.TASK,
        title=f"Task {key}",
        span=Span(start=start, finish=start + timedelta(days=length)),
    )


def test_that_on_paper_a_bar_that_goes_on_beyond_an_edge_points_there() -> None:
    scale, paper = Scale(days(0), 120.0), replace(SCREEN, still=True)

    def tips(at: float, length: float, look: Look = paper) -> list[float]:
        row = replace(_task("a", at, length), kind=RowKind.PROJECT)
        marks = framed(Chart(Timeline(rows=(row,))), 0, scale, look=look).marks(300.0)
        return [mark.points[0][0] for mark in marks if isinstance(mark, Path) and len(mark.points) == 3]

    assert tips(5, 20) == []
    (left,) = tips(-30, 60)
    assert 0 < left < 6
    left, right = tips(-30, 500)
    assert 894 < right < 900
    assert tips(-30, 500, replace(SCREEN, still=False)) == []


def test_that_on_paper_a_bar_that_began_before_and_whose_end_nobody_knows_leads_on_from_the_edge() -> None:
    row = replace(_task("a", -300, 10), kind=RowKind.PROJECT)
    row = replace(row, span=Span(start=row.span.start))
    marks = framed(Chart(Timeline(rows=(row,))), 0, Scale(days(0), 120.0), look=PAPER).marks(300.0)
    (tip,) = [mark.points[0][0] for mark in marks if isinstance(mark, Path) and len(mark.points) == 3]
    dashed = [mark for mark in marks if isinstance(mark, Line) and mark.dash]
    assert 0 < tip < 6
    assert max(mark.x2 for mark in dashed) > tip + 10


@pytest.mark.parametrize("kind", [RowKind.PROJECT, RowKind.MILESTONE])
def test_that_on_paper_a_baseline_of_one_day_is_a_mark_that_can_be_seen(kind: RowKind) -> None:
    was = BEGINS + timedelta(days=20)
    span = Span(finish=was) if kind is RowKind.PROJECT else Span(start=was, finish=was)
    row = replace(_task("a", 5, 25), kind=kind, baselines=(span,))
    scale = Scale(days(0), 120.0)
    marks = framed(Chart(Timeline(rows=(row,))), 0, scale, look=PAPER).marks(300.0)
    (mark,) = [mark for mark in marks if isinstance(mark, Path) and mark.stroke == PAPER.baseline]
    places = [x for x, _y in mark.points]
    assert (max(places) + min(places)) / 2 == pytest.approx(scale.x(minutes(was)))
    assert max(places) - min(places) > PAPER.row * 0.4


def test_that_a_board_soon_after_the_last_bar_is_part_of_the_time_shown_and_one_far_off_is_not() -> None:
    timeline = invented(20)
    bars = [at for row in timeline.rows for at in (row.span.start, row.span.finish) if at]
    first, last = min(bars), max(bars)
    soon, far = last.date() + timedelta(days=10), last.date() + timedelta(days=9000)
    for day, end in ((soon, minutes(soon) + DAY), (far, minutes(last))):
        chart = Chart(replace(timeline, marks=(Mark(day=day, label="Board", kind="board"),)))
        assert chart.extent == (minutes(first), end)
