# SPDX-License-Identifier: Apache-2.0
"""The guide on paper: every page of help is in it, its contents lead there, and it is the same each time."""

from datetime import date
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from portfolio_desktop.reports.guide.lines import broken
from portfolio_desktop.reports.guide.printing import render_guide
from portfolio_desktop.services.help.field_pages import FIELDS
from portfolio_desktop.services.help.markdown import spans, words
from tests.support.help_pages import library

DAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def guide() -> bytes:
    return render_guide(DAY, library())


def test_that_every_page_of_help_is_a_chapter_and_stands_in_the_outline(guide: bytes) -> None:
    chapters = [page.title for section in library().sections for page in section.pages if page.name != FIELDS]
    with pypdfium2.PdfDocument(guide) as printed:
        text = "\n".join(page.get_textpage().get_text_bounded() for page in printed)
        outline = [mark.get_title() for mark in printed.get_toc()]
    assert [title for title in chapters if title not in text] == []
    assert [title for title in chapters if title not in outline] == []


def test_that_no_link_of_the_guide_leads_nowhere(guide: bytes) -> None:
    with pikepdf.open(BytesIO(guide)) as file:
        pages = {page.objgen for page in file.pages}
        leads_to = [link.Dest[0].objgen for page in file.pages for link in page.get("/Annots", [])]
    assert len(leads_to) > 100
    assert set(leads_to) <= pages


def test_that_the_guide_of_one_day_is_the_same_each_time(guide: bytes) -> None:
    assert render_guide(DAY, library()) == guide


def test_that_lines_keep_all_words_and_hold_a_key_and_its_comma_together() -> None:
    said = spans("Press `Ctrl+K`, type a few letters and press `Enter`. " * 6)
    lines = broken(said, 200.0)
    text = "".join(word.text + word.blank for line in lines for word in line)
    assert text.split() == words(said).split()
    assert not [line for line in lines if line[0].text.startswith((",", "."))]
