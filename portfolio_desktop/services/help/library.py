# SPDX-License-Identifier: Apache-2.0
"""All pages of help in one place: the written ones, and those made from the catalogue, the keys and the glossary.

`contents.md` says in which order they stand and under which headings; a page that it does not name does not exist.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.paths import shipped
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.records import CATALOGUE
from portfolio_desktop.services.help import markdown
from portfolio_desktop.services.help.field_pages import FIELDS, field_pages
from portfolio_desktop.services.help.keys import KEYS, Shortcut, keys_page, read_keys
from portfolio_desktop.services.help.linking import Terms, with_terms
from portfolio_desktop.services.help.page import Page

CONTENTS, GLOSSARY = "contents", "glossary"
_EXCERPT = 90
_PAGE, _TERM, _FIELD = 4, 6, 1
"""How much it weighs where something is found: whoever looks for a word wants the task, or what the word means."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the contents with the pages under it."""

    heading: str
    pages: tuple[Page, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that was found: where it is, what it is called, and some words around what was looked for."""

    target: str
    title: str
    excerpt: str


class Library:
    """Every page by its name. `shortcuts` are the keys as they are set now; without them those that are shipped."""

    def __init__(
        self,
        catalogue: Catalogue = CATALOGUE,
        shortcuts: tuple[Shortcut, ...] = (),
        folder: Path | None = None,
    ) -> None:
        self._folder = folder or shipped("resources", "help")
        self._catalogue = catalogue
        self._shortcuts = shortcuts or read_keys(self._folder)

    @cached_property
    def pages(self) -> dict[str, Page]:
        written = {page.name: page for page in map(self._read, self._names())}
        terms = Terms.of(written[GLOSSARY])
        pages = {name: with_terms(page, terms, GLOSSARY) for name, page in written.items()}
        pages |= {KEYS: keys_page(self._shortcuts, self._folder)}
        return pages | {page.name: page for page in field_pages(self._catalogue)}

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The contents, in reading order."""
        found: list[Section] = []
        for block in markdown.read(self._source(CONTENTS)):
            if isinstance(block, markdown.Heading) and block.level == 2:
                found.append(Section(block.text, ()))
            elif isinstance(block, markdown.Item) and found:
                last = found[-1]
                named = tuple(self.pages[span.target] for span in block.spans if span.look == markdown.LINK)
                found[-1] = Section(last.heading, last.pages + named)
        return tuple(found)

    def picture(self, scene: str) -> Path:
        """Where the picture of a scene lies; the file may be missing."""
        return self._folder / "pictures" / f"{scene}.png"

    def find(self, words: str) -> tuple[Hit, ...]:
        """The pages and fields that have every word, the likeliest first."""
        wanted = [word for word in re.split(r"\W+", words.casefold()) if word]
        if not wanted:
            return ()
        scored = [(score, hit) for page in self.pages.values() for score, hit in _hits(page, wanted)]
        scored.sort(key=lambda each: (-each[0], each[1].title))
        return tuple(hit for _score, hit in scored)

    def _names(self) -> Iterator[str]:
        yield CONTENTS
        for block in markdown.read(self._source(CONTENTS)):
            if isinstance(block, markdown.Item):
                yield from (
                    span.target
                    for span in block.spans
                    if span.look == markdown.LINK and span.target not in (KEYS, FIELDS)
                )

    def _read(self, name: str) -> Page:
        return Page(name, markdown.read(self._source(name)))

    def _source(self, name: str) -> str:
        return (self._folder / f"{name}.md").read_text("utf-8")


def _hits(page: Page, wanted: list[str]) -> Iterator[tuple[int, Hit]]:
    """Of a written page the page itself; of fields and terms each one by itself."""
    if page.name == CONTENTS:
        return
    if page.by_part:
        for part in page.parts:
            if score := _score(part.title, part.text, wanted, _TERM if page.name == GLOSSARY else _FIELD):
                title = part.title if page.name == GLOSSARY else f"{part.title} · {page.title}"
                yield score, Hit(f"{page.name}#{part.anchor}", title, _around(part.text, wanted))
    elif score := _score(page.title, page.text, wanted, _PAGE):
        yield score, Hit(page.name, page.title, _around(page.text, wanted))


def _score(title: str, text: str, wanted: list[str], weight: int) -> int:
    """0 unless every word begins a word of title or text; more where the title has them, and where they come often."""
    head, body = f" {_spaced(title)}", f" {_spaced(text)}"
    score = 0
    for word in wanted:
        in_title, times = f" {word}" in head, body.count(f" {word}")
        if not in_title and not times:
            return 0
        score += weight * (3 * in_title + min(times, 5))
    return score


def _spaced(text: str) -> str:
    return re.sub(r"\W+", " ", text.casefold())


def _around(text: str, wanted: list[str]) -> str:
    """Words around the first place that has one of those looked for."""
    match = re.search(rf"\b{re.escape(wanted[0])}", text, re.IGNORECASE)
    start = max(0, (match.start() if match else 0) - 30)
    start = text.find(" ", start) + 1 if start else 0
    cut = text[start : start + _EXCERPT]
    whole = start + _EXCERPT >= len(text)
    return ("… " if start else "") + (cut if whole else cut.rpartition(" ")[0] + " …")


def titles(folder: Path) -> Iterator[tuple[str, str]]:
    """Name and title of every page, as the contents list them: without reading the pages."""
    for block in markdown.read((folder / f"{CONTENTS}.md").read_text("utf-8")):
        if isinstance(block, markdown.Item):
            yield from ((span.target, _(span.text)) for span in block.spans if span.look == markdown.LINK)


def title_of_contents() -> str:
    """What the first page is called in the window."""
    return _("Contents")
