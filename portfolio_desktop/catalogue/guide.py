# SPDX-License-Identifier: Apache-2.0
"""The field guide: every register, field and list of a catalogue as one Markdown page.

`python -m portfolio_desktop.catalogue.guide docs/fields.md` writes the page of the shipped catalogue.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Field, Kind
from portfolio_desktop.catalogue.lists import Choices
from portfolio_desktop.catalogue.records import CATALOGUE

_OPENING = """# Fields

What each register keeps. This page is written from the catalogue: change that, then write the page again.

A field's name is what commands, filters and exports call it. The headings under "Also called" are those that an
import takes to mean the same. Where a value was asked for and is not known, the words given in its place are kept.
"""

_KINDS = {
    Kind.CODE: "code",
    Kind.TEXT: "words",
    Kind.NARRATIVE: "paragraphs",
    Kind.ADDRESS: "address or path",
    Kind.INTEGER: "whole number",
    Kind.NUMBER: "number",
    Kind.PERCENT: "percentage",
    Kind.MONEY: "money",
    Kind.DATE: "date",
    Kind.MOMENT: "date and time",
    Kind.FLAG: "yes or no",
    Kind.CHOICE: "one of",
    Kind.SCALE: "step of",
    Kind.RATING: "rating",
    Kind.LINK: "link to",
}


def render(catalogue: Catalogue) -> str:
    """The page, in Markdown, ending in a newline."""
    lines = [_OPENING, "## Registers", ""]
    lines += [f"* [{entity.plural}](#{_anchor(entity.plural)})" for entity in catalogue.seen]
    lines += ["* [Lists](#lists)", ""]
    for entity in catalogue.seen:
        lines += _register(catalogue, entity)
    lines += ["## Lists", ""]
    for choices in catalogue.lists:
        lines += _list(choices)
    return "\n".join(lines).rstrip() + "\n"


def _register(catalogue: Catalogue, entity: Entity) -> Iterator[str]:
    yield f"## {entity.plural}"
    yield ""
    yield f"{entity.description} Command name `{entity.register}`."
    yield ""
    if entity.prefix:
        yield f"Codes look like {entity.prefix}-0001."
        yield ""
    for section in entity.sections:
        yield f"### {entity.label}: {section.title}"
        yield ""
        yield "| Field | Name | Holds | Help | Also called |"
        yield "|---|---|---|---|---|"
        for name in section.fields:
            yield _row(catalogue, entity.field(name))
        yield ""


def _row(catalogue: Catalogue, field: Field) -> str:
    label = f"**{field.label}**" if field.required else field.label
    cells = (label, f"`{field.name}`", _holds(catalogue, field), field.help, "; ".join(field.aliases))
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _holds(catalogue: Catalogue, field: Field) -> str:
    words = _KINDS[field.kind]
    if field.kind in (Kind.CHOICE, Kind.SCALE):
        words += f" [{field.options}](#{_anchor(catalogue.choices(field).name)})"
    elif field.kind is Kind.RATING:
        words += f" ({field.options})"
    elif field.kind is Kind.LINK:
        target = catalogue.entity(field.target)
        words += f" [{target.label.lower()}](#{_anchor(target.plural)})"
        words += ", of which it is part" if field.part_of else ""
    if field.unit:
        words += f", {field.unit}"
    return words + (", required" if field.required else ", worked out" if field.derived else "")


def _list(choices: Choices) -> Iterator[str]:
    yield f"### {choices.name}"
    yield ""
    yield f"{choices.label}. " + (
        "New items are added as they are met." if choices.open else "Only the office adds to it."
    )
    yield ""
    for item in choices.items:
        over = ", no longer open" if item.over else ""
        words = f" (also: {'; '.join(item.words)})" if item.words else ""
        near = f" (offered for: {'; '.join(item.near)})" if item.near else ""
        yield f"* `{item.code}` {item.label}{over}{words}{near}"
    yield ""


def _anchor(heading: str) -> str:
    """The fragment that a forge's Markdown gives to a heading."""
    kept = (letter for letter in heading.lower() if letter.isalnum() or letter in " -_")
    return "".join(kept).replace(" ", "-")


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(render(CATALOGUE), encoding="utf-8", newline="\n")
