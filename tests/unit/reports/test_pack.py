# SPDX-License-Identifier: Apache-2.0
"""The printed pack, read back as a reader program reads it."""

import io
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pikepdf
import pypdfium2
import pytest

from portfolio_desktop.base.progress import Cancelled
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.domain.pack.data import PackData
from portfolio_desktop.reports.pack import render_pack
from tests.support.hostile import HOSTILE
from tests.support.sample_pack import empty, hostile, pack

_HOSTILE_PER_PACK = 40


def read(pdf: bytes) -> list[str]:
    """The text of each page, line ends made spaces."""
    document = pypdfium2.PdfDocument(pdf)
    texts = []
    for page in document:
        text_page = page.get_textpage()
        texts.append(" ".join(text_page.get_text_range().split()))
        text_page.close()
        page.close()
    document.close()
    return texts


@pytest.fixture(scope="module")
def eight() -> list[str]:
    return read(render_pack(pack(8)))


@pytest.fixture(scope="module")
def many() -> list[str]:
    return read(render_pack(pack(235)))


def section(pages: list[str], name: str) -> str:
    """All pages whose running head names the section, alone or with another that shares the page."""
    head = re.compile(rf"Severn Combined Authority change portfolio (\S.{{0,40}} · )?{re.escape(name)}")
    found = [page for page in pages if head.search(page)]
    assert found, f"no page of {name}"
    return " ".join(found)


def test_that_the_cover_says_whose_pack_it_is_and_on_which_data(eight: list[str]) -> None:
    for words in (
        "Severn Combined Authority change portfolio",
        "Portfolio Board",
        "Quarter 2, 2026–27",
        "14 Oct 2026",
        "30 Sep 2026",
        "Catrin Hughes",
        "Internal audit",
        "7c41e09b",
        "1 of 8 projects is rated Red, 1 fewer than last period",
    ):
        assert words in eight[0]


def test_that_every_page_carries_its_number_the_marking_and_the_date_of_its_data(eight: list[str]) -> None:
    for number, page in enumerate(eight, 1):
        assert page.count("OFFICIAL-SENSITIVE") == 2
        if number > 1:
            assert f"page {number} of {len(eight)}" in page
            assert f"Data as of 30 Sep 2026 · page {number} of {len(eight)}" in page


def test_that_the_board_reads_first_what_it_must_decide(eight: list[str]) -> None:
    assert "The board is asked to take 2 decisions and to note 1 matter" in eight[1]
    assert eight[1].index("Release £4.2m of contingency") < eight[1].index("the pilot date moves to March")


def test_that_the_contents_name_the_page_that_each_section_begins_on(eight: list[str]) -> None:
    for name in (
        "Dashboard",
        "Risks",
        "Issues and escalations",
        "Money by year",
        "Milestones",
        "Data quality",
        "Key",
    ):
        first = next(n for n, page in enumerate(eight, 1) if f"change portfolio {name}" in page)
        assert f"{name} {first} " in eight[1]


def test_that_all_235_projects_are_on_the_dashboard(many: list[str]) -> None:
    dashboard = section(many, "Dashboard")
    assert all(f"P-{number:03d}" in dashboard for number in range(1, 236))


def test_that_a_dashboard_page_in_the_middle_of_a_group_names_it_again(many: list[str]) -> None:
    assert "Places and transport, continued" in section(many, "Dashboard")


def test_that_column_titles_stand_on_every_page_of_a_table(many: list[str]) -> None:
    pages = [page for page in many if "change portfolio Dashboard" in page]
    assert len(pages) > 5
    for page in pages:
        head = page[: page.index(" P-")]
        assert head.index(" Now ") < head.index(" Cost £m")


def test_that_no_table_page_holds_a_single_row(many: list[str]) -> None:
    import re

    pages = [page for page in many if "change portfolio Dashboard" in page]
    assert all(len(re.findall(r"P-\d{3}", page)) >= 2 for page in pages)


def test_that_a_total_says_how_many_values_it_adds_up() -> None:
    data = pack(8)
    known = sum(isinstance(project.cost, Decimal) for project in data.projects)
    assert f"known for {known} of 8" in section(read(render_pack(data)), "Portfolio on a page")


def test_that_an_unknown_cost_prints_its_reason_and_never_a_zero() -> None:
    data = pack(8)
    first = replace(data.projects[0], cost=Unknown("Exempt under section 43"), cost_before=None)
    pages = read(render_pack(replace(data, projects=(first, *data.projects[1:]))))
    assert "Exempt" in section(pages, "Dashboard")
    assert "Whole-life cost: Exempt under section 43" in section(pages, "Data quality")


def test_that_a_rating_that_is_missing_is_called_not_reported() -> None:
    data = pack(8)
    first = replace(data.projects[0], rating=None, history=(*data.projects[0].history[:-1], None))
    pages = read(render_pack(replace(data, projects=(first, *data.projects[1:]))))
    assert "Not reported" in section(pages, "Dashboard")


def test_that_what_changed_lists_joiners_leavers_and_new_names(eight: list[str]) -> None:
    changes = section(eight, "What changed")
    assert "Projects that joined (1)" in changes
    assert "Flood wall, phase 2" in changes
    assert "Customer portal, first release" in changes
    assert "Street lights" in changes
    assert "Server room fails its electrical inspection" in changes


def test_that_a_first_pack_says_that_there_is_nothing_to_compare() -> None:
    pages = read(render_pack(pack(8, changed=False)))
    assert "What changed is left out: no pack was issued before" in section(pages, "Decisions and contents")


def test_that_each_chosen_project_has_its_page_with_narrative_risks_and_milestones(eight: list[str]) -> None:
    data = pack(8)
    for project in data.projects:
        page = next(page for page in eight if "Project reports" in page and project.code in page)
        assert "re-sequenced the northern section" in page
        assert "Contingency drawn: <b>12%</b> & falling." in page
        assert "Top risks and issues" in page
        assert "Next milestones" in page


def test_that_a_long_narrative_goes_on_on_another_page_and_loses_nothing() -> None:
    data = pack(8)
    words = [f"word{number}" for number in range(2_000)]
    told = replace(data.projects[0].narratives[0], text=" ".join(words))
    first = replace(data.projects[0], narratives=(told,))
    text = " ".join(read(render_pack(replace(data, projects=(first, *data.projects[1:])))))
    assert set(words) <= set(text.split())


def test_that_the_money_table_repeats_the_charts_numbers(eight: list[str]) -> None:
    money = section(eight, "Money by year")
    assert "2026–27" in money
    assert "7 of 8 projects report money by year" in money


def test_that_an_empty_portfolio_says_what_to_do() -> None:
    text = " ".join(read(render_pack(empty())))
    assert "This portfolio has no projects yet" in text
    assert "Import a spreadsheet of projects" in text


def test_that_projects_with_nothing_but_a_name_make_a_pack() -> None:
    data = pack(3)
    bare = tuple(
        replace(empty_project, key=str(n))
        for n, empty_project in enumerate([type(data.projects[0])("", "", "Bare")] * 3)
    )
    pages = read(render_pack(replace(empty(), projects=bare, one_pagers=("0",))))
    assert "No delivery confidence is reported for any of 3 projects" in " ".join(pages)


def test_that_names_in_other_scripts_can_be_found_by_search() -> None:
    names = ("Adnewyddu Pont Tŵr ŷ", "مشروع السكك الحديدية", "Έργο Αθήνα", "Проект Днепр", "שלום עולם")
    data = pack(8)
    projects = tuple(replace(project, name=name) for project, name in zip(data.projects, names, strict=False))
    dashboard = section(read(render_pack(replace(data, projects=projects, one_pagers=()))), "Dashboard")
    for name in names:
        assert all(word in dashboard for word in name.split())


def test_that_an_emoji_is_found_by_its_name_and_other_letters_as_they_were_typed() -> None:
    data = pack(2)
    first = replace(data.projects[0], name="Lift-off 🚀 😀 中文 done")
    text = section(read(render_pack(replace(data, projects=(first,)))), "Dashboard")
    assert "Lift-off [rocket] [grinning face] 中文 done" in text


def test_that_the_same_data_give_the_same_bytes() -> None:
    assert render_pack(pack(8)) == render_pack(pack(8))


def test_that_the_file_names_its_title_author_language_and_date() -> None:
    with pikepdf.open(io.BytesIO(render_pack(pack(8)))) as file:
        assert str(file.Root.Lang) == "en-GB"
        assert (
            file.docinfo["/Title"]
            == "Severn Combined Authority change portfolio – Portfolio Board – Quarter 2, 2026–27"
        )
        assert str(file.docinfo["/Author"]) == "Catrin Hughes, portfolio office"
        assert str(file.docinfo["/CreationDate"]).startswith("D:20260930")
        with file.open_metadata() as said:
            assert said["dc:title"] == str(file.docinfo["/Title"])


def test_that_all_fonts_are_embedded() -> None:
    with pikepdf.open(io.BytesIO(render_pack(pack(8)))) as file:
        descriptors = [item for item in file.objects if _is_descriptor(item)]
        fonts = [
            item
            for item in file.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font"
        ]
        assert descriptors
        assert all("/FontFile2" in item for item in descriptors)
        assert all("/FontDescriptor" in item for item in fonts if item.get("/BaseFont") != "/Helvetica")


def _is_descriptor(item: object) -> bool:
    return isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"


def test_that_the_outline_leads_to_every_section_and_project() -> None:
    document = pypdfium2.PdfDocument(render_pack(pack(8)))
    entries = [(item.level, item.get_title()) for item in document.get_toc()]
    document.close()
    assert (0, "Dashboard") in entries
    assert (0, "Key") in entries
    assert (1, "Flood wall, phase 2") in entries


def test_that_pages_are_a4_landscape() -> None:
    document = pypdfium2.PdfDocument(render_pack(empty()))
    assert [round(length) for length in document.get_page_size(0)] == [842, 595]
    document.close()


def test_that_progress_reaches_its_total() -> None:
    seen: list[tuple[int, int]] = []
    render_pack(pack(8), progress=lambda done, total: seen.append((done, total)))
    assert seen[-1][0] == seen[-1][1]
    assert [done for done, _ in seen] == list(range(1, len(seen) + 1))


def test_that_cancelling_stops_between_two_pages() -> None:
    asked: list[bool] = []

    def after_ten() -> bool:
        asked.append(True)
        return len(asked) > 10

    with pytest.raises(Cancelled):
        render_pack(pack(8), cancelled=after_ten)
    assert len(asked) == 11


_OPENED: list[str] = []
_WATCHING = [False]


def _listen(event: str, arguments: tuple[object, ...]) -> None:
    if _WATCHING[0] and event in ("open", "socket.connect", "socket.getaddrinfo", "subprocess.Popen"):
        _OPENED.append(f"{event} {arguments[0]!r}")


@pytest.fixture
def opened() -> Iterator[list[str]]:
    """What is opened or called while the test runs. The fonts are loaded before, once for all packs."""
    render_pack(hostile(("مشروع", "x")))
    if not _OPENED:
        sys.addaudithook(_listen)
    _OPENED[:] = [""]
    _WATCHING[0] = True
    yield _OPENED
    _WATCHING[0] = False


def _packs() -> list[PackData]:
    return [
        hostile(HOSTILE[start : start + _HOSTILE_PER_PACK])
        for start in range(0, len(HOSTILE), _HOSTILE_PER_PACK)
    ]


def test_that_hostile_text_neither_raises_nor_opens_anything(opened: list[str]) -> None:
    for data in _packs():
        assert render_pack(data).startswith(b"%PDF")
    assert opened == [""]


def test_that_markup_prints_as_it_was_typed() -> None:
    data = pack(2)
    texts = (
        "<b>bold</b> & $$x$$",
        "use <vendor> tool",
        "a<b and c>d",
        '<img src="/etc/passwd">',
        "&amp; &lt;",
    )
    for text in texts:
        pages = read(render_pack(replace(data, projects=(replace(data.projects[0], name=text),))))
        assert text in section(pages, "Dashboard")


def test_that_finish_dates_stand_in_for_milestones_that_nobody_reports() -> None:
    data = pack(30, changed=False)
    projects = tuple(replace(project, milestones=()) for project in data.projects)
    pages = read(render_pack(replace(data, projects=projects, one_pagers=())))
    assert "No milestones are reported; shown are start and finish" in section(pages, "Milestones")
    assert all(project.name[:12] in section(pages, "Milestones") for project in projects)
    assert "Next to finish" in section(pages, "Portfolio on a page")


def test_that_columns_of_movement_are_left_out_where_there_is_no_pack_before() -> None:
    data = pack(8, changed=False)
    first = replace(data.edition, previous=None)
    projects = tuple(
        replace(
            project,
            cost_before=None,
            finish=replace(project.finish, before=None),
            history=project.history[-1:],
        )
        for project in data.projects
    )
    pages = read(render_pack(replace(data, edition=first, projects=projects, periods=("Sep 26",))))
    dashboard = section(pages, "Dashboard")
    assert "Cost change" not in dashboard
    assert "Finish moved" not in dashboard
    assert "8 projects: 1 Red, 6 Amber, 1 Green" in dashboard


def test_that_a_table_that_goes_on_says_what_it_goes_on_with(many: list[str]) -> None:
    changes = section(many, "What changed")
    assert "Ratings that worsened (40 of 52), continued" in changes
    assert "continued, continued" not in " ".join(many)


def test_that_a_workspace_in_euros_prints_no_pound_sign() -> None:
    data = replace(pack(8), edition=replace(pack(8).edition, currency="€"), asks=())
    text = " ".join(read(render_pack(data)))
    assert "€" in text
    assert "£" not in text


def test_that_a_pack_of_many_years_keeps_the_latest() -> None:
    data = pack(8)
    money = tuple(replace(line, year=1960) if line.year == 2024 else line for line in data.projects[1].money)
    projects = (data.projects[0], replace(data.projects[1], money=money), *data.projects[2:])
    years = section(read(render_pack(replace(data, projects=projects))), "Money by year")
    assert "1960–61" in years
    assert "2030–31" in years
