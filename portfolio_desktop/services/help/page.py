# SPDX-License-Identifier: Apache-2.0
"""A page of help: its name, its blocks, and what follows from them."""

from dataclasses import dataclass
from functools import cached_property

from portfolio_desktop.services.help.markdown import LINK, Block, Grid, Heading, Item, Picture, Prose, said


@dataclass(frozen=True, slots=True)
class Part:
    """What stands under one heading of a page."""

    title: str
    anchor: str
    text: str


@dataclass(frozen=True)
class Page:
    """`by_part` says that each of its headings is looked up by itself, as the terms of the glossary are."""

    name: str
    blocks: tuple[Block, ...]
    by_part: bool = False

    @property
    def title(self) -> str:
        """Raises ValueError where the page does not begin with its title."""
        first = self.blocks[0]
        if not isinstance(first, Heading) or first.level != 1:
            raise ValueError(f"the page {self.name} does not begin with its title")
        return first.text

    @cached_property
    def text(self) -> str:
        """All that it says under its title."""
        return " ".join(said(block) for block in self.blocks[1:])

    @property
    def parts(self) -> tuple[Part, ...]:
        """What stands under each of its headings below the title."""
        found: list[Part] = []
        for block in self.blocks[1:]:
            if isinstance(block, Heading) and block.level == 3:
                found.append(Part(block.text, block.anchor, ""))
            elif found and not isinstance(block, Heading):
                last = found[-1]
                found[-1] = Part(last.title, last.anchor, f"{last.text} {said(block)}".strip())
        return tuple(found)

    @property
    def anchors(self) -> frozenset[str]:
        return frozenset(block.anchor for block in self.blocks if isinstance(block, Heading))

    @property
    def pictures(self) -> tuple[str, ...]:
        return tuple(block.scene for block in self.blocks if isinstance(block, Picture))

    @property
    def links(self) -> tuple[str, ...]:
        """Where its links lead, in reading order."""
        rows = (
            cells
            for block in self.blocks
            for cells in (
                (block.spans,)
                if isinstance(block, Prose | Item)
                else tuple(cell for row in (block.head, *block.rows) for cell in row)
                if isinstance(block, Grid)
                else ()
            )
        )
        return tuple(span.target for cells in rows for span in cells if span.look == LINK)
