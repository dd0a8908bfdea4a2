# SPDX-License-Identifier: Apache-2.0
"""Help that leads where it says: every page is reached, every link, term, key and picture exists."""

import re
from pathlib import Path

import pytest

from portfolio_desktop.base.paths import shipped
from portfolio_desktop.catalogue.records import CATALOGUE
from portfolio_desktop.services.help.field_pages import FIELDS, field_target
from portfolio_desktop.services.help.keys import KEYS
from portfolio_desktop.services.help.library import CONTENTS, GLOSSARY, Library
from portfolio_desktop.services.help.linking import _ORDINARY
from portfolio_desktop.services.help.markdown import BOLD, KEY, Grid, Item, Prose, Span
from portfolio_desktop.services.help.page import Page
from tests.support.help_pages import library

PACKAGE = Path(__file__).parents[4] / "portfolio_desktop"
_SHORTEST, _LONGEST = 40, 420
"""Words on a page of a task: less says nothing, more is not read."""
_NOT_TASKS = {CONTENTS, GLOSSARY, KEYS}
_COMMON_KEYS = {"Enter", "Esc", "Tab", "Shift+Tab", "F1", "F2", "Space", "Ctrl+Shift+Z", "Alt", "arrow keys"}


def tasks() -> list[Page]:
    return [
        page
        for name, page in library().pages.items()
        if name not in _NOT_TASKS and not name.startswith(FIELDS)
    ]


def spans_of(page: Page) -> list[Span]:
    found: list[Span] = []
    for block in page.blocks:
        if isinstance(block, Prose | Item):
            found += block.spans
        elif isinstance(block, Grid):
            found += [span for row in (block.head, *block.rows) for cell in row for span in cell]
    return found


def test_that_every_link_of_every_page_leads_to_a_part_that_exists() -> None:
    pages = library().pages
    broken = [
        (page.name, link)
        for page in pages.values()
        for link in page.links
        for name, _hash, part in [link.partition("#")]
        if name not in pages or (part and part not in pages[name].anchors)
    ]
    assert broken == []


def test_that_the_contents_lead_to_every_page_that_is_shipped() -> None:
    written = {path.stem for path in shipped("resources", "help").glob("*.md")}
    listed = {page.name for section in library().sections for page in section.pages}
    assert written - {CONTENTS, "keys-by-place"} == listed - {KEYS, FIELDS}


@pytest.mark.parametrize("page", tasks(), ids=lambda page: page.name)
def test_that_a_task_is_short_and_says_its_steps_one_by_one(page: Page) -> None:
    assert _SHORTEST < len(page.text.split()) < _LONGEST
    steps = [block.number for block in page.blocks if isinstance(block, Item) and block.number]
    assert steps, "no steps"
    for before, after in zip([0, *steps], steps, strict=False):
        assert after in (1, before + 1)


def test_that_a_page_names_no_key_that_nothing_answers_to() -> None:
    on_the_sheet = {span.text for span in spans_of(library().pages[KEYS]) if span.look == KEY}
    known = on_the_sheet | _COMMON_KEYS
    unknown = {
        (page.name, span.text)
        for page in tasks()
        for span in spans_of(page)
        if span.look == KEY and re.fullmatch(r"(Ctrl|Alt|Shift)\+.+|F\d+|[A-Z]", span.text)
    }
    assert {each for each in unknown if each[1] not in known} == set()


def test_that_a_page_names_no_button_or_place_that_the_window_does_not_have() -> None:
    source = "\n".join(
        path.read_text("utf-8") for path in PACKAGE.rglob("*.py") if path.parent.name != "help"
    )
    shown = {_bare(words) for words in re.findall(r'\bN?_\(\s*"((?:[^"\\]|\\.)+)"', source)}
    shown |= {_bare(name) for name in re.findall(r'\b(?:plural|label|entity)="([^"]+)"', source)}
    shown |= {_bare(entity.plural) for entity in CATALOGUE.seen} | {
        _bare(entity.label) for entity in CATALOGUE.seen
    }
    named = [
        (page.name, span.text)
        for page in tasks()
        for span in spans_of(page)
        if span.look == BOLD and re.search(r"\w\w", span.text)
    ]
    assert len(named) > 80
    assert [each for each in named if _bare(each[1]) not in shown] == []


def _bare(words: str) -> str:
    return words.replace("&", "").replace("\\u2026", "").removesuffix("…").strip().casefold()


def test_that_every_term_of_the_glossary_is_linked_from_where_it_is_first_mentioned() -> None:
    linked = {link for page in library().pages.values() for link in page.links}
    mentioned = {link.partition("#")[2] for link in linked if link.startswith(GLOSSARY + "#")}
    never = {
        part.title
        for part in library().pages[GLOSSARY].parts
        if part.anchor not in mentioned and part.title.casefold() not in _ORDINARY
    }
    assert len(mentioned) > 35
    assert not {title for title in never if _said_somewhere(title)}


def _said_somewhere(title: str) -> bool:
    names = re.split(r"\s*[(,)]\s*", title)
    texts = " ".join(said.text for page in tasks() for said in spans_of(page) if said.look == "plain")
    wanted = [name for name in names if name and name.casefold() not in _ORDINARY]
    return any(re.search(rf"\b{re.escape(name)}\b", texts, re.IGNORECASE) for name in wanted)


def test_that_every_field_of_every_register_is_explained() -> None:
    pages = library().pages
    missing = [
        target
        for entity in CATALOGUE.seen
        for section in entity.sections
        for name in section.fields
        for target in [field_target(entity.name, name)]
        if target.partition("#")[2] not in pages[target.partition("#")[0]].anchors
    ]
    assert missing == []


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("board pack", "pack"),
        ("appraisal", "appraisal"),
        ("undo", "undo"),
        ("restore backup", "backup"),
        ("supplier plan", "supplier-plan"),
        ("escalate", "escalate"),
        ("p80", "glossary#p50-p80"),
        ("proximity", "glossary#proximity"),
    ],
)
def test_that_words_find_the_page_that_a_person_means_among_the_first_three(words: str, wanted: str) -> None:
    assert wanted in [hit.target for hit in library().find(words)[:3]]


def test_that_words_which_stand_nowhere_find_nothing() -> None:
    assert library().find("qqqq") == ()
    assert library().find("  ") == ()


def test_that_a_page_with_a_mark_left_open_is_refused_by_name_of_what_stands_there(tmp_path: Path) -> None:
    for path in shipped("resources", "help").glob("*.*"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "start.md").write_text("# Begin\n\nPress **this now.\n", encoding="utf-8")
    with pytest.raises(ValueError, match="left open"):
        _ = Library(folder=tmp_path).pages
