# SPDX-License-Identifier: Apache-2.0
"""Links the first mention of each term of the glossary on a page to where it is explained."""

import re
from dataclasses import dataclass

from portfolio_desktop.services.help.markdown import (
    LINK,
    PLAIN,
    Block,
    Heading,
    Item,
    Prose,
    Span,
    Spans,
    anchor,
)
from portfolio_desktop.services.help.page import Page

_ORDINARY = frozenset(
    {
        "challenge",
        "condition",
        "issue",
        "lead",
        "log",
        "objective",
        "record",
        "response",
        "round",
        "share",
        "target",
    }
)
"""Terms that are ordinary words as well: they are looked up, and never linked where they may mean something else."""

_ALSO = re.compile(r"\s*\(([^)]*)\)$")


@dataclass(frozen=True, slots=True)
class Terms:
    """The anchor of each term by its words in lower case. A heading such as `Float (slack)` has two."""

    anchors: dict[str, str]
    pattern: re.Pattern[str]

    @staticmethod
    def of(glossary: Page) -> "Terms":
        anchors: dict[str, str] = {}
        for block in glossary.blocks:
            if isinstance(block, Heading) and block.level == 3:
                also = _ALSO.search(block.text)
                names = [_ALSO.sub("", block.text), *(also[1].split(",") if also else ())]
                called = {name.strip().casefold() for name in names} - _ORDINARY
                anchors |= dict.fromkeys(called, anchor(block.text))
        longest_first = sorted(map(re.escape, anchors), key=len, reverse=True)
        return Terms(anchors, re.compile(rf"\b({'|'.join(longest_first)})(?:s|es)?\b", re.IGNORECASE))


def with_terms(page: Page, terms: Terms, glossary: str) -> Page:
    """The page with its terms linked. In the glossary no term is linked to itself, and each is looked up by itself."""
    of_glossary = page.name == glossary
    told: set[str] = set()
    blocks: list[Block] = []
    for block in page.blocks:
        if of_glossary and isinstance(block, Heading):
            told = {block.anchor}
        if isinstance(block, Prose):
            blocks.append(Prose(_linked(block.spans, terms, glossary, told)))
        elif isinstance(block, Item):
            blocks.append(Item(_linked(block.spans, terms, glossary, told), block.number))
        else:
            blocks.append(block)
    return Page(page.name, tuple(blocks), by_part=of_glossary)


def _linked(parts: Spans, terms: Terms, glossary: str, told: set[str]) -> Spans:
    found: list[Span] = []
    for part in parts:
        if part.look != PLAIN:
            found.append(part)
            continue
        end = 0
        for match in terms.pattern.finditer(part.text):
            where = terms.anchors[match[1].casefold()]
            if where in told:
                continue
            told.add(where)
            if before := part.text[end : match.start()]:
                found.append(Span(before))
            found.append(Span(match[0], LINK, f"{glossary}#{where}"))
            end = match.end()
        if rest := part.text[end:]:
            found.append(Span(rest))
    return tuple(found)
