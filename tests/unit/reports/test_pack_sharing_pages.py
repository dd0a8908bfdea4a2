# SPDX-License-Identifier: Apache-2.0
"""Pages that would be half empty are shared: two short reports stand on one, and short actions below the contents."""

import io
from dataclasses import replace
from datetime import date

import pikepdf

from portfolio_desktop.base.values import Rating
from portfolio_desktop.domain.pack.data import Edition, KeyDate, Narrative, PackData, PackProject
from portfolio_desktop.domain.pack.governance import Change, Governance, Task
from portfolio_desktop.domain.pack.risks import PackRisk
from portfolio_desktop.reports.pack import compose, render_pack
from portfolio_desktop.reports.primitives import Text, flat
from portfolio_desktop.reports.sheet import Sheet
from portfolio_desktop.reports.style import BOTTOM
from tests.unit.reports.test_pack import read

_DAY = date(2026, 11, 23)


def _project(number: int, words: str = "Contractor claims.") -> PackProject:
    return PackProject(
        f"k{number}",
        f"P-{number}",
        f"Project {number}",
        stage="On site",
        rating=Rating("rag5", "red"),
        finish=KeyDate("Finish", _DAY, _DAY),
        narratives=(Narrative("Done this period", words, "achievements"),),
    )


def _tasks(count: int) -> Governance:
    return Governance(_DAY, actions=tuple(Task(f"A-{number}", "Write it down") for number in range(count)))


def _pack(*projects: PackProject, actions: int = 0) -> PackData:
    keys = tuple(each.key for each in projects)
    return PackData(Edition("Portfolio", _DAY), projects, one_pagers=keys, governance=_tasks(actions))


def _reports(data: PackData) -> list[Sheet]:
    return [sheet for sheet in compose(data) if sheet.anchor.startswith("project:")]


def test_that_two_projects_of_which_little_is_reported_share_a_page() -> None:
    first, second = _reports(_pack(_project(1), _project(2), _project(3)))
    assert [part.title for part in first.parts] == ["Project 1", "Project 2"]
    assert [part.title for part in second.parts] == ["Project 3"]
    upper, lower = first.parts
    assert upper.end < lower.y
    assert lower.end <= BOTTOM
    heights = [mark.y for mark in flat(lower.marks) if isinstance(mark, Text)]
    assert min(heights) > lower.y
    assert max(heights) <= BOTTOM


def test_that_a_project_with_much_to_tell_keeps_a_page_to_itself() -> None:
    long = _project(2, "Contractor claims that weather held the works up.\n" * 20)
    assert [len(sheet.parts) for sheet in _reports(_pack(_project(1), long, _project(3)))] == [1, 1, 1]


def test_that_bookmarks_and_links_lead_to_both_projects_of_a_page() -> None:
    with pikepdf.open(io.BytesIO(render_pack(_pack(_project(1), _project(2))))) as file:
        with file.open_outline() as outline:
            (reports,) = [line for line in outline.root if line.title == "Project reports"]
        assert [line.title for line in reports.children] == ["Project 1", "Project 2"]
        shared = {line.destination[0].objgen for line in reports.children}  # type: ignore[index]
        assert len(shared) == 1
        linked = [
            spot.Dest[0].objgen
            for page in file.pages
            for spot in page.get("/Annots", [])
            if spot.Dest[0].objgen in shared
        ]
        assert len(linked) >= 3  # from the contents, and from the row of each project


def test_that_short_actions_stand_below_the_contents_and_the_pages_are_counted_so() -> None:
    pages = read(render_pack(_pack(_project(1), actions=4)))
    assert "What this pack holds" in pages[1]
    assert "Open actions by owner" in pages[1]
    assert "Decisions and actions 2" in pages[1]
    assert "Portfolio on a page 3" in pages[1]
    assert "Portfolio on a page" in pages[2]


def test_that_actions_that_are_many_or_stand_beside_a_decision_keep_their_own_page() -> None:
    pages = read(render_pack(_pack(_project(1), actions=14)))
    assert "Open actions by owner" not in pages[1]
    assert "Open actions by owner" in pages[2]
    assert "Decisions and actions 3" in pages[1]


def test_that_what_the_others_report_goes_below_a_short_report_where_it_fits() -> None:
    data = replace(_pack(_project(1), _project(2)), one_pagers=("k1",))
    (page,) = [page for page in read(render_pack(data))[2:] if "Project reports" in page]
    assert page.index("Stage On site") < page.index("1 more project in brief")


def test_that_short_tables_of_governance_share_a_page_and_both_are_in_the_contents() -> None:
    issue = PackRisk("r1", "I-1", "The lease ends", kind="issue", severity="critical")
    change = Change("CR-1", "Two weeks more", waiting=True)
    data = replace(_pack(_project(1)), risks=(issue,), governance=replace(_tasks(4), changes=(change,)))
    pages = read(render_pack(data))
    (page,) = [page for page in pages[2:] if "The lease ends" in page and "Change requests" in page]
    assert page.index("The lease ends") < page.index("Two weeks more")
    number = pages.index(page) + 1
    assert f"Issues and escalations {number} " in pages[1]
    assert f"Change requests {number} " in pages[1]
    many = tuple(replace(change, code=f"CR-{each}") for each in range(20))
    longer = replace(data, governance=replace(_tasks(4), changes=many))
    apart = [sheet for sheet in compose(longer) if sheet.anchor in ("issues", "change-requests")]
    assert [len(sheet.parts) for sheet in apart] == [1, 1]
