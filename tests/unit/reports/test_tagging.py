# SPDX-License-Identifier: Apache-2.0
"""What a screen reader is told by a PDF: the tree beside what is drawn, and which part of the pages belongs to which element."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any, NamedTuple

import pikepdf
import pytest
from pikepdf import Name, Object, Pdf

from portfolio_desktop.reports.canvas import About, Page, write_pdf
from portfolio_desktop.reports.pack import render_pack
from portfolio_desktop.reports.primitives import (
    Clipped,
    Link,
    Mark,
    Rect,
    Role,
    Tagged,
    Text,
    figure,
    paragraph,
    unread,
)
from portfolio_desktop.reports.text import BROKEN
from tests.support.hostile import HOSTILE
from tests.support.sample_pack import pack
from tests.support.sample_schedule import with_plans

ABOUT = About("Title", "", "", date(2026, 9, 30))


class Said(NamedTuple):
    """An element as it is read: its role, its own words or what is read instead of them, and what stands in it."""

    role: str
    words: str
    within: "tuple[Said, ...]" = ()


def written(*marks: Mark) -> bytes:
    return write_pdf([Page(marks, "here", [])], ABOUT)


def read_out(pdf: bytes) -> list[Said]:
    """The whole tree, as a screen reader that trusts it goes through it."""
    with pikepdf.open(BytesIO(pdf)) as file:
        spoken = [_spoken(page.obj) for page in file.pages]
        numbers = {page.obj.StructParents: number for number, page in enumerate(file.pages)}
        pages = {page.obj.objgen: spoken[numbers[page.obj.StructParents]] for page in file.pages}
        return [_said(each, pages) for each in file.Root.StructTreeRoot.K.K]


def _said(element: Object, pages: dict[tuple[int, int], dict[int, str]]) -> Said:
    kids = _all_kids(element)
    words = [pages[element.Pg.objgen][kid] for kid in kids if isinstance(kid, int)]
    inner = [
        _said(kid, pages) for kid in kids if not isinstance(kid, int) and kid.get("/Type") == "/StructElem"
    ]
    said = str(element.Alt) if "/Alt" in element else "".join(words)
    return Said(str(element.S)[1:], said, tuple(inner))


def _spoken(page: Object) -> dict[int, str]:
    """What a page writes, by the number that its elements know it by; every text stands in one or is said not to be read."""
    fonts = {f"/{name}".replace("//", "/"): _letters(font) for name, font in page.Resources.Font.items()}
    found: dict[int, str] = {}
    stack: list[int | None] = []
    spoken: list[str | None] = []
    letters: dict[int, str] = {}
    for each in pikepdf.parse_content_stream(page):
        operands, what = list(each.operands), str(each.operator)
        if what in ("BDC", "BMC"):
            properties: Any = operands[1] if len(operands) > 1 else {}
            stack.append(int(properties["/MCID"]) if "/MCID" in properties else stack[-1] if stack else None)
            spoken.append(str(properties["/ActualText"]) if "/ActualText" in properties else None)
            if what == "BDC" and "/MCID" in properties:
                found[stack[-1] or 0] = ""
            if spoken[-1] is not None and stack[-1] is not None:
                found[stack[-1]] += spoken[-1]
        elif what == "EMC":
            stack.pop()
            spoken.pop()
        elif what == "Tf":
            letters = fonts[str(operands[0])]
        elif what == "Tj":
            assert stack, "a text belongs to nothing"
            if stack[-1] is not None and not any(spoken):
                found[stack[-1]] += "".join(letters[code] for code in bytes(operands[0]))
    assert not stack
    return found


def _letters(font: Object) -> dict[int, str]:
    """What each code of a font stands for, by the font's own table."""
    if "/ToUnicode" not in font:
        return {code: chr(code) for code in range(256)}
    table: dict[int, str] = {}
    for line in font.ToUnicode.read_bytes().decode().splitlines():
        parts = line.replace("<", " ").replace(">", " ").replace("[", " ").replace("]", " ").split()
        if len(parts) >= 2 and all(_is_hex(part) for part in parts) and len(parts[-1]) >= 4:
            for step, target in enumerate(parts[2:] or parts[1:]):
                table[int(parts[0], 16) + step] = bytes.fromhex(target).decode("utf-16-be", "replace")
    return table


def _is_hex(part: str) -> bool:
    return bool(part) and all(char in "0123456789abcdefABCDEF" for char in part)


def every(elements: list[Said] | tuple[Said, ...]) -> Iterator[Said]:
    for each in elements:
        yield each
        yield from every(each.within)


def test_that_texts_are_read_in_the_order_they_are_set_each_as_what_it_is() -> None:
    marks = (
        Tagged(Role.TITLE, (Text(40, 40, "Harbour"), Text(40, 60, "Bridge"))),
        Text(40, 80, "Alone"),
        paragraph([Text(40, 100, "Two lines"), Rect(0, 0, 5, 5, "#ff0000"), Text(40, 120, "of one")]),
        unread([Text(40, 140, "Page 1")]),
    )
    assert read_out(written(*marks)) == [
        Said("H1", "Harbour Bridge"),
        Said("P", "Alone"),
        Said("P", "Two lines of one"),
    ]


def test_that_a_word_broken_over_two_lines_is_read_as_one() -> None:
    marks = paragraph([Text(40, 40, "Llanfair" + BROKEN), Text(40, 60, "pwll is"), Text(40, 80, "far")])
    assert read_out(written(marks)) == [Said("P", "Llanfairpwll is far")]


def test_that_a_figure_is_read_by_what_it_shows() -> None:
    drawn: list[Mark] = [
        Rect(0, 0, 10, 10, "#ff0000"),
        Text(40, 40, "R"),
        Clipped(0, 0, 9, 9, (Text(1, 1, "2"),)),
    ]
    assert read_out(written(figure("2 Red", drawn))) == [Said("Figure", "2 Red")]


def test_that_a_table_has_its_rows_and_says_what_heads_its_columns() -> None:
    head = Tagged(Role.ROW, (Tagged(Role.COLUMN_TITLE, (Text(1, 9, "Risk"),)),))
    row = Tagged(Role.ROW, (Tagged(Role.CELL, (Text(1, 19, "Storm"),)),))
    pdf = written(Tagged(Role.TABLE, (head, row)))
    (table,) = read_out(pdf)
    assert [[cell.role + " " + cell.words for cell in each.within] for each in table.within] == [
        ["TH Risk"],
        ["TD Storm"],
    ]
    with pikepdf.open(BytesIO(pdf)) as file:
        title = file.Root.StructTreeRoot.K.K[0].K[0].K
        assert title.A.Scope == Name.Column


def test_that_a_link_is_one_with_the_place_to_click() -> None:
    pdf = written(Tagged(Role.LINK, (Text(40, 40, "Go"), Link(40, 30, 20, 12, "here"))))
    assert read_out(pdf) == [Said("P", "", (Said("Link", "Go"),))]
    with pikepdf.open(BytesIO(pdf)) as file:
        assert_links_are_known(file)


def test_that_a_link_within_a_line_is_read_where_it_stands() -> None:
    link = Tagged(Role.LINK, (Link(60, 30, 20, 12, "here"), Text(60, 40, "registers")))
    pdf = written(paragraph([Text(40, 40, "It leads to the"), link, Text(90, 40, "of all that is kept.")]))
    with pikepdf.open(BytesIO(pdf)) as file:
        (line,) = _kids(file.Root.StructTreeRoot.K)
        assert [kid if isinstance(kid, int) else str(kid.S) for kid in _all_kids(line)] == [0, "/Link", 2]


def assert_links_are_known(file: Pdf) -> None:
    """From each place to click one comes to its element, and from the element to the place."""
    tree = file.Root.StructTreeRoot
    flat = list(tree.ParentTree.Nums)
    parents = {int(flat[place]): flat[place + 1] for place in range(0, len(flat), 2)}
    for page in file.pages:
        for spot in page.obj.get("/Annots", ()):
            element = parents[int(spot.StructParent)]
            assert Name.Link == element.S
            kids = _all_kids(element)
            spots = [kid.Obj.objgen for kid in kids if not isinstance(kid, int) and "/Obj" in kid]
            assert spots == [spot.objgen]


@pytest.fixture(scope="module")
def whole() -> bytes:
    return render_pack(with_plans(pack(8)))


def test_that_a_whole_pack_can_be_read_from_its_first_title_to_its_key(whole: bytes) -> None:
    said = read_out(whole)
    with pikepdf.open(BytesIO(whole)) as file:
        assert file.Root.MarkInfo.Marked
        assert_links_are_known(file)
    roles = {each.role for each in every(said)}
    assert {"H1", "H2", "P", "Table", "TR", "TH", "TD", "Figure", "Link"} <= roles
    titles = [each.words for each in every(said) if each.role == "H1"]
    assert titles[0].endswith("change portfolio")
    assert titles[-1].startswith("How to read this pack")
    assert not [each for each in every(said) if "page 3 of" in each.words], "the foot is not read"


def test_that_every_table_of_a_pack_is_one_all_through(whole: bytes) -> None:
    """A row of another length, or words beside the cells, and a screen reader says the wrong heading to a value."""
    with pikepdf.open(BytesIO(whole)) as file:
        tables = [each for each in _elements(file.Root.StructTreeRoot.K) if Name.Table == each.S]
        assert len(tables) > 20
        for table in tables:
            rows = list(table.K) if isinstance(table.K, pikepdf.Array) else [table.K]
            wide = {sum(_span(cell) for cell in _kids(row)) for row in rows}
            assert all(row.S == Name.TR for row in rows)
            assert len(wide) == 1


def _elements(element: Object) -> Iterator[Object]:
    for kid in _kids(element):
        yield kid
        yield from _elements(kid)


def _kids(element: Object) -> list[Object]:
    return [
        kid for kid in _all_kids(element) if not isinstance(kid, int) and kid.get("/Type") == "/StructElem"
    ]


def _all_kids(element: Object) -> list[Any]:
    """Elements, numbers of what the page writes, and places to click; one alone stands in no list."""
    kids = element.get("/K", pikepdf.Array())
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _span(cell: Object) -> int:
    assert cell.S in (Name.TD, Name.TH)
    return int(cell.A.get("/ColSpan", 1)) if "/A" in cell else 1


def test_that_every_figure_of_a_pack_says_what_it_shows(whole: bytes) -> None:
    with pikepdf.open(BytesIO(whole)) as file:
        figures = [each for each in _elements(file.Root.StructTreeRoot.K) if Name.Figure == each.S]
        assert figures
        assert all(str(each.get("/Alt", "")).strip() for each in figures)


def test_that_what_a_chart_shows_is_said_in_words(whole: bytes) -> None:
    said = " | ".join(each.words for each in every(read_out(whole)) if each.role == "Figure")
    assert "Red" in said
    assert "likelihood 3, impact 5: " in said
    assert "forecast" in said


def test_that_a_rating_in_a_table_says_its_name_and_where_it_went() -> None:
    said = [each.words for each in every(read_out(render_pack(pack(24)))) if each.role == "Figure"]
    assert "Amber, worse than before" in said
    assert "Amber, better than before" in said


@pytest.mark.parametrize("words", HOSTILE)
def test_that_no_words_spoil_what_a_figure_says(words: str) -> None:
    (said,) = read_out(written(figure(words, [Rect(0, 0, 10, 10, "#ff0000")])))
    assert said.role == "Figure"
