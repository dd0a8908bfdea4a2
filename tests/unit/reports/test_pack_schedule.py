# SPDX-License-Identifier: Apache-2.0
"""The schedule pages of a pack: one page for the portfolio, one for each plan, and what is handed over too late."""

import re
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from portfolio_desktop.domain.pack.data import KeyDate, Milestone, PackData
from portfolio_desktop.domain.pack.frozen import freeze, thaw
from portfolio_desktop.domain.pack.schedule import PackSchedule
from portfolio_desktop.reports.gantt.look import PAPER
from portfolio_desktop.reports.pack import compose, render_pack
from portfolio_desktop.reports.pages.plans import path, promises, roadmap
from portfolio_desktop.reports.primitives import Line, Mark, Text, flat
from portfolio_desktop.reports.sheet import Sheet
from portfolio_desktop.reports.style import BOTTOM, LEFT, RIGHT
from portfolio_desktop.reports.text import width
from tests.support.hostile import HOSTILE
from tests.support.sample_pack import empty, pack
from tests.support.sample_schedule import spoiled, with_plans


def texts(marks: list[Mark]) -> list[Text]:
    return [mark for mark in flat(marks) if isinstance(mark, Text)]


def said(sheet: Sheet) -> str:
    return " ".join(text.text for text in texts(sheet.marks))


def sections(data: PackData) -> list[str]:
    return [sheet.section for sheet in compose(data)]


@pytest.fixture(scope="module")
def eight() -> PackData:
    return with_plans(pack(8))


def test_that_the_portfolio_stands_on_one_page_with_the_line_of_the_board(eight: PackData) -> None:
    page, *table = roadmap.sheets(eight)
    words = said(page)
    assert "Board 14 Oct 2026" in words
    assert "Data as of 30 Sep 2026" in words
    assert all(project.name[:20] in words for project in eight.projects)
    assert "milestones ahead are later than their baseline" in page.title
    assert "Milestones by date" in table[0].note


def test_that_the_key_says_what_stands_on_the_page_and_nothing_else(eight: PackData) -> None:
    beyond, one_day = "Goes on beyond the edge", "Finish in the baseline"
    first, *others = (
        replace(
            each,
            start=KeyDate("Start", None, date(2026, 1, 5)),
            finish=KeyDate("Finish", date(2027, 3, 31), date(2027, 6, 30)),
        )
        for each in eight.projects
    )
    recent = replace(eight, projects=(first, *others), schedule=PackSchedule())
    words = said(roadmap.sheets(recent)[0])
    assert beyond not in words
    assert one_day in words
    old = replace(first, start=KeyDate("Start", date(2019, 1, 7), date(2019, 1, 7)))
    assert beyond in said(roadmap.sheets(replace(recent, projects=(old, *others)))[0])
    assert one_day not in said(roadmap.sheets(replace(recent, projects=(old,)))[0])


@pytest.mark.parametrize("count", [1, 8, 24, 60, 235])
def test_that_a_portfolio_of_any_size_folds_onto_its_page_and_says_what_is_left_out(count: int) -> None:
    data = with_plans(pack(count))
    page = roadmap.sheets(data)[0]
    inside = [text for text in texts(page.marks) if text.text]
    assert max(text.y for text in inside) < BOTTOM + 2
    assert min(text.size for text in inside) > 5.5
    shown = sum(any(text.text.startswith(each.name[:30]) for text in inside) for each in data.projects)
    if count == 235:
        assert "of 235 projects, those that worry most first" in page.note
        assert shown < count
    else:
        assert shown == count or "projects, those that worry most" in page.note


def test_that_a_bar_ends_where_its_plan_does_and_else_where_it_is_reported(eight: PackData) -> None:
    words = said(roadmap.sheets(eight)[0])
    assert "7 Sep 2027" in words
    without = replace(eight, schedule=PackSchedule())
    assert "7 Sep 2027" not in said(roadmap.sheets(without)[0])


def test_that_a_finish_that_is_reported_for_another_day_than_the_plan_ends_is_seen_beside_it(
    eight: PackData,
) -> None:
    def told(finish: date) -> list[bool]:
        first = replace(eight.projects[0], finish=KeyDate("Finish", None, finish))
        page = roadmap.sheets(replace(eight, projects=(first, *eight.projects[1:])))[0]
        lines = [mark for mark in flat(page.marks) if isinstance(mark, Line) and mark.stroke == PAPER.summary]
        return [bool(line.dash) for line in lines]

    assert len(told(date(2028, 3, 31))) - len(told(date(2027, 9, 7))) == 2
    assert told(date(2028, 3, 31)).count(True) - told(date(2027, 6, 1)).count(True) == 1


def dated(*ends: tuple[date | None, date | None]) -> PackData:
    """Projects that finish so by baseline and forecast, each with one milestone of the same dates."""
    some = zip(pack(len(ends)).projects, ends, strict=True)
    projects = tuple(
        replace(each, finish=KeyDate("Finish", was, now), milestones=(Milestone("Opening", was, now),))
        for each, (was, now) in some
    )
    return replace(pack(len(ends)), projects=projects, schedule=PackSchedule())


EARLY, LATE = date(2027, 3, 1), date(2027, 6, 1)
FINISHES = "No project gives a baseline to measure its finish against"
AHEAD = "No milestone ahead has a baseline to measure it against"


@pytest.mark.parametrize(
    ("ends", "finishes", "ahead"),
    [
        ([(None, EARLY), (None, LATE)], FINISHES, AHEAD),
        (
            [(EARLY, EARLY), (LATE, EARLY), (None, LATE)],
            "None of the 2 projects with a baseline finishes later than it says",
            "None of the 2 milestones ahead that have a baseline are later than it says",
        ),
        (
            [(EARLY, LATE), (LATE, EARLY), (None, LATE)],
            "1 of the 2 projects with a baseline finishes later than it says",
            "1 of the 2 milestones ahead that have a baseline are later than it says",
        ),
        (
            [(EARLY, LATE), (LATE, EARLY)],
            "1 of 2 projects finishes later than its baseline says",
            "1 of 2 milestones ahead are later than their baseline",
        ),
    ],
)
def test_that_what_has_no_baseline_is_not_said_to_keep_it(
    ends: list[tuple[date | None, date | None]], finishes: str, ahead: str
) -> None:
    data = dated(*ends)
    assert roadmap.sheets(data)[0].title == ahead
    bare = replace(data, projects=tuple(replace(each, milestones=()) for each in data.projects))
    assert roadmap.sheets(bare)[0].title == finishes


def test_that_a_plan_says_on_one_page_when_it_ends_what_holds_it_and_what_slipped(eight: PackData) -> None:
    pages = path.sheets(eight)
    assert len(pages) == 3
    assert pages[0].message == "Ends on 7 Sep 2027, 18 days after the promised 20 Aug 2027"
    words = said(pages[0])
    assert "\N{MINUS SIGN}12 working days" in words
    assert "Promised 20 Aug 2027" in words
    assert "because it follows ‘Acceptance tests’" in words
    assert "13 days late: Interface 3 agreed and signed, from School meals ordering" in words
    words = said(pages[2])
    assert "+11 days: Milestone 3 of a name that goes on, now 12 Oct 2026" in words
    assert "17 of 142, 8 not shown" in words
    assert "Not passed: Long lags, High float, Baseline execution index" in words
    assert "Nothing promised" in said(pages[1])


def test_that_no_word_of_a_plan_leaves_its_page(eight: PackData) -> None:
    for sheet in (*path.sheets(eight), *roadmap.sheets(eight)[:1]):
        for text in texts(sheet.marks):
            start = text.x - text.align * width(text.text, text.face, text.size)
            assert start >= LEFT - 1
            assert start + width(text.text, text.face, text.size) <= RIGHT + 1
            assert text.y <= BOTTOM + 2


def test_that_hand_overs_that_come_too_late_come_first(eight: PackData) -> None:
    (sheet,) = promises.sheets(eight)
    assert sheet.title == "Of 7 hand-overs to come, 3 come too late; the dates of 3 are outdated"
    assert re.findall(r"DP-\d+", said(sheet)) == ["DP-0004", "DP-0003", "DP-0002", "DP-0001"]
    assert "Too late, and outdated" in said(sheet)


def test_that_an_earlier_pack_is_printed_as_it_was() -> None:
    """It knows no plans: its milestones stand on the lanes that it was issued with, and nothing is said of promises."""
    before = pack(8)
    assert "Milestones" in sections(before)
    assert "Schedule" not in sections(before)
    assert b"schedule" not in freeze(before).encode()
    assert thaw(freeze(before)) == before
    whole = " ".join(said(sheet) for sheet in compose(before))
    assert "Promises between projects" not in whole


def test_that_one_page_says_it_one_way(eight: PackData) -> None:
    assert "Milestones" not in sections(eight)
    contents = next(sheet for sheet in compose(eight) if sheet.anchor == "contents")
    assert [text.text for text in texts(contents.marks)].count("Schedule") == 1


def test_that_contents_say_so_where_no_promise_is_broken(eight: PackData) -> None:
    assert eight.schedule is not None
    kept = replace(eight, schedule=replace(eight.schedule, hand_overs=()))
    contents = next(sheet for sheet in compose(kept) if sheet.anchor == "contents")
    assert "Promises between projects are left out: none is late" in said(contents)
    none = replace(kept, schedule=replace(eight.schedule, hand_overs=(), open=0))
    contents = next(sheet for sheet in compose(none) if sheet.anchor == "contents")
    assert "Promises" not in said(contents)


def test_that_the_same_plans_give_the_same_bytes_after_years_in_the_file(eight: PackData) -> None:
    assert render_pack(thaw(freeze(eight))) == render_pack(eight)


def test_that_nothing_reported_is_no_page() -> None:
    assert roadmap.sheets(replace(empty(), schedule=PackSchedule())) == []


def test_that_hostile_names_are_printed_and_change_nothing_else(eight: PackData) -> None:
    assert eight.schedule is not None
    turn = iter(range(1_000_000))
    evil = replace(
        eight, schedule=spoiled(eight.schedule, lambda: HOSTILE[next(turn) % len(HOSTILE)]), one_pagers=()
    )
    pdf = pypdfium2.PdfDocument(render_pack(evil))
    assert len(pdf) == len(compose(replace(eight, one_pagers=())))
    pdf.close()
    bidi = "".join(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
    for sheet in path.sheets(evil):
        assert not any(sign in text.text for text in texts(sheet.marks) for sign in bidi)


def test_that_a_board_years_away_does_not_make_the_bars_a_dot(eight: PackData) -> None:
    late = replace(eight, edition=replace(eight.edition, as_of=date(2034, 1, 1), meeting=date(2034, 2, 1)))
    assert "2034" not in said(path.sheets(late)[0])
