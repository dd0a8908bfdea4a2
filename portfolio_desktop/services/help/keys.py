# SPDX-License-Identifier: Apache-2.0
"""All keys on one sheet. What the window's actions say of themselves is kept in `keys.json`, written from a window."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from portfolio_desktop.base.i18n import _
from portfolio_desktop.services.help import markdown
from portfolio_desktop.services.help.markdown import KEY, Block, Grid, Heading, Prose, Span, Spans
from portfolio_desktop.services.help.page import Page

KEYS = "keys"
_FILE, _MORE = "keys.json", "keys-by-place.md"


@dataclass(frozen=True, slots=True)
class Shortcut:
    """What some keys do. `where` is the heading under which it stands, `name` that of the action."""

    where: str
    name: str
    text: str
    keys: tuple[str, ...]


def read_keys(folder: Path) -> tuple[Shortcut, ...]:
    """Every action with its shipped keys, in the order of the sheet; some have none."""
    found = json.loads((folder / _FILE).read_text("utf-8"))
    return tuple(Shortcut(each["where"], each["name"], each["text"], tuple(each["keys"])) for each in found)


@dataclass(frozen=True, slots=True)
class KeyOfPlace:
    """Keys that a part of the window has for itself: under which heading they stand, and what they do there."""

    place: str
    keys: tuple[str, ...]
    what: str


def keys_of_places(folder: Path) -> tuple[KeyOfPlace, ...]:
    """The keys that are no actions' and cannot be changed, as the sheet tells them."""
    found: list[KeyOfPlace] = []
    place = ""
    for block in markdown.read((folder / _MORE).read_text("utf-8")):
        if isinstance(block, Heading):
            place = block.text
        elif isinstance(block, Grid):
            for keys, what in block.rows:
                named = tuple(span.text for span in keys if span.look == KEY)
                found.append(KeyOfPlace(place, named, "".join(span.text for span in what)))
    return tuple(found)


def written(shortcuts: Sequence[Shortcut]) -> str:
    """The text of the file that `read_keys` reads."""
    lines = [
        json.dumps(
            {"where": each.where, "name": each.name, "text": each.text, "keys": each.keys}, ensure_ascii=False
        )
        for each in shortcuts
    ]
    return "[\n" + ",\n".join(lines) + "\n]\n"


def keys_page(shortcuts: Sequence[Shortcut], folder: Path) -> Page:
    """The sheet: the actions by where they can be done, then the keys that single places have besides."""
    blocks: list[Block] = [
        Heading(1, _("All keys on one sheet")),
        Prose(
            markdown.spans(
                _(
                    "A key works where its heading says. `Ctrl+K` finds every action by its name and shows its key."
                )
            )
        ),
    ]
    with_keys = (each for each in shortcuts if each.keys)
    for where, group in groupby(with_keys, key=lambda each: each.where):
        blocks.append(Heading(2, _(where)))
        rows = tuple((_keys(each.keys), (Span(_(each.text).removesuffix("…")),)) for each in group)
        blocks.append(Grid(((Span(_("Key")),), (Span(_("What it does")),)), rows))
    blocks += markdown.read((folder / _MORE).read_text("utf-8"))
    return Page(KEYS, tuple(blocks))


def _keys(keys: tuple[str, ...]) -> Spans:
    found: list[Span] = []
    for key in keys:
        found += [Span(_(" or "))] if found else []
        found.append(Span(key, KEY))
    return tuple(found)
