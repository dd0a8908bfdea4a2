# SPDX-License-Identifier: Apache-2.0
"""Sets a page of help as the small HTML that Qt's browser knows, in the colours of the theme. All words are escaped."""

from collections.abc import Iterator, Mapping
from html import escape
from itertools import groupby

from portfolio_desktop.gui.theme import Theme
from portfolio_desktop.services.help.markdown import (
    BOLD,
    KEY,
    LINK,
    Block,
    Grid,
    Heading,
    Item,
    Picture,
    Prose,
    Span,
    Spans,
)
from portfolio_desktop.services.help.page import Page

_FIRST = 34
"""The share of the first column of a table, in per cent."""
_SIZES = {1: "xx-large", 2: "large", 3: "medium"}


def page_html(page: Page, theme: Theme, pictures: Mapping[str, int]) -> str:
    """The whole page. Pictures are asked for by the name of their scene; `pictures` says how wide those are that exist."""
    body = "".join(_stretches(page.blocks, theme, pictures))
    return f"<html><head><style>{_style(theme)}</style></head><body>{body}</body></html>"


def _style(theme: Theme) -> str:
    return (
        f"body {{ color: {theme.text}; }}"
        f"a {{ color: {theme.accent}; text-decoration: underline; }}"
        f"h1, h2, h3 {{ color: {theme.text}; font-weight: 600; }}"
        f"h1 {{ margin: 0 0 8px 0; }} h2 {{ margin: 20px 0 4px 0; }} h3 {{ margin: 14px 0 0 0; }}"
        "p { margin: 4px 0 8px 0; line-height: 130%; } li { margin: 3px 0; line-height: 130%; }"
        f"code {{ font-weight: 600; background-color: {theme.hover}; color: {theme.text}; }}"
        f"th {{ color: {theme.muted}; font-weight: 600; text-align: left; }}"
        f".picture {{ margin: 8px 0 0 0; line-height: 100%; }} .caption {{ color: {theme.muted}; margin: 2px 0 10px 0; }}"
    )


def _stretches(blocks: tuple[Block, ...], theme: Theme, pictures: Mapping[str, int]) -> Iterator[str]:
    """Items that follow each other make one list."""
    for kind, group in groupby(blocks, key=_list_of):
        if kind:
            items = "".join(f"<li>{_spans(item.spans)}</li>" for item in group if isinstance(item, Item))
            yield f"<{kind}>{items}</{kind}>"
        else:
            yield from (_block(block, theme, pictures) for block in group)


def _list_of(block: Block) -> str:
    return ("ol" if block.number else "ul") if isinstance(block, Item) else ""


def _block(block: Block, theme: Theme, pictures: Mapping[str, int]) -> str:
    match block:
        case Heading(level, text):
            named = f'<a name="{escape(block.anchor)}"></a>'
            return f'<h{level} style="font-size: {_SIZES[level]}">{named}{escape(text)}</h{level}>'
        case Picture(scene, caption):
            if scene not in pictures:
                return ""
            shown = f'<img src="{escape(scene)}" width="{pictures[scene]}" alt="{escape(caption)}">'
            return f'<p class="picture">{shown}</p><p class="caption">{escape(caption)}</p>'
        case Grid(head, rows):
            return _grid(head, rows, theme)
        case Prose(spans) | Item(spans):
            return f"<p>{_spans(spans)}</p>"


def _grid(head: tuple[Spans, ...], rows: tuple[tuple[Spans, ...], ...], theme: Theme) -> str:
    rule = f'style="border-bottom: 1px solid {theme.line}"'
    widths = [f' width="{_FIRST}%"', *[""] * (len(head) - 1)]
    heads = "".join(f"<th{wide} {rule}>{_spans(cell)}</th>" for cell, wide in zip(head, widths, strict=True))
    lines = "".join(
        "<tr>" + "".join(f"<td {rule}>{_spans(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    look = 'cellspacing="0" cellpadding="5" border="0" width="100%"'
    return f"<table {look}><tr>{heads}</tr>{lines}</table><p></p>"


def _spans(spans: Spans) -> str:
    return "".join(_span(span) for span in spans)


def _span(span: Span) -> str:
    words = escape(span.text)
    if span.look == BOLD:
        return f"<b>{words}</b>"
    if span.look == KEY:
        return f"<code>&nbsp;{words.replace(' ', '&nbsp;')}&nbsp;</code>"
    if span.look == LINK:
        return f'<a href="{escape(span.target)}">{words}</a>'
    return words
