# SPDX-License-Identifier: Apache-2.0
"""What a PDF says of itself to a screen reader: a tree of headings, paragraphs, tables and figures, beside what is drawn.

ReportLab draws and knows no such tree. Painting notes which part of each page belongs to which element, by numbers that
stand in the page's own commands; the finished file is given the tree afterwards (ISO 32000-1, 14.7 and 14.8).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from portfolio_desktop.reports.primitives import Role
from portfolio_desktop.reports.text import printable

if TYPE_CHECKING:
    from pikepdf import Object, Pdf


class Spot(NamedTuple):
    """A place to click, the so-manieth of its page."""

    place: int


@dataclass(slots=True, eq=False)
class Element:
    """One thing that is read. Its kids are other elements, numbers of what its page writes, and places to click."""

    role: Role
    alt: str = ""
    span: int = 1
    kids: "list[Element | int | Spot]" = field(default_factory=list)

    def add(self, role: Role, alt: str = "", span: int = 1) -> "Element":
        made = Element(role, alt, span)
        self.kids.append(made)
        return made


_HOLDS_NO_TEXT = frozenset({Role.TABLE, Role.ROW})


class PageTags:
    """The elements of one page, `read` from the first to the last. `contents` and `spots` say whose each number is."""

    def __init__(self) -> None:
        self.read = Element(Role.PARAGRAPH)
        self.contents: list[Element] = []
        self.spots: list[Element] = []

    def within(self, holder: Element, role: Role, alt: str = "", span: int = 1) -> Element:
        """A new element inside `holder`; a link, which is a part of a line, gets a paragraph where it has none."""
        if role is Role.LINK and self._holds_blocks(holder):
            holder = holder.add(Role.PARAGRAPH)
        return holder.add(role, alt, span)

    def for_text(self, holder: Element) -> Element:
        """The element that a text in `holder` belongs to: a paragraph of its own where `holder` is none."""
        return holder.add(Role.PARAGRAPH) if self._holds_blocks(holder) else holder

    def _holds_blocks(self, holder: Element) -> bool:
        return holder is self.read or holder.role in _HOLDS_NO_TEXT

    def number(self, element: Element) -> int:
        """The number under which the page's commands name the next of what `element` writes or draws."""
        self.contents.append(element)
        element.kids.append(len(self.contents) - 1)
        return len(self.contents) - 1

    def spot(self, link: Element) -> None:
        """The next place to click belongs to `link`."""
        self.spots.append(link)
        link.kids.append(Spot(len(self.spots) - 1))


def write_tags(file: "Pdf", pages: Sequence[PageTags]) -> None:
    """Give the file its tree. `pages` are those of the file, in their order."""
    from pikepdf import Array, Dictionary, Name

    top = file.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = file.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=top))
    by_number: list[Object | int] = []
    clicks: list[Object] = []
    read: list[Object] = []
    for number, (page, tags) in enumerate(zip(file.pages, pages, strict=True)):
        writer = _PageWriter(file, page.obj)
        read += writer.write_all(tags.read.kids, document)
        by_number += [number, Array([writer.made[element] for element in tags.contents])]
        page.obj.StructParents, page.obj.Tabs = number, Name.S
        for spot, link in zip(page.obj.get("/Annots", ()), tags.spots, strict=True):
            spot.StructParent = len(pages) + len(clicks)
            clicks.append(writer.made[link])
    for number, link_object in enumerate(clicks, len(pages)):
        by_number += [number, link_object]
    document.K = Array(read)
    top.K = document
    top.ParentTree = file.make_indirect(Dictionary(Nums=Array(by_number)))
    top.ParentTreeNextKey = len(pages) + len(clicks)
    file.Root.StructTreeRoot = top
    file.Root.MarkInfo = Dictionary(Marked=True)


class _PageWriter:
    """Writes the elements of one page and remembers as which object each is there."""

    def __init__(self, file: "Pdf", page: "Object") -> None:
        from pikepdf import Array, Dictionary, Name, String

        self._file, self._page = file, page
        self._array, self._dictionary, self._string, self._name = Array, Dictionary, String, Name
        self._kind = Name.StructElem
        self._roles = {role: Name(f"/{role}") for role in Role}
        self.made: dict[Element, Object] = {}

    def write_all(self, kids: Iterable[Element | int | Spot], parent: "Object") -> Iterator["Object"]:
        return (self._write(kid, parent) for kid in kids if isinstance(kid, Element))

    def _write(self, element: Element, parent: "Object") -> "Object":
        said: dict[str, Object | int]
        said = {"/Type": self._kind, "/S": self._roles[element.role], "/P": parent, "/Pg": self._page}
        # A cell or a line, as most are, is said at once: what is added later costs as much again.
        match element.kids:
            case [int() as only]:
                said["/K"] = only
        made = self.made[element] = self._file.make_indirect(self._dictionary(said))
        if "/K" not in said and element.kids:
            kids = [kid if isinstance(kid, int) else self._kid(kid, made) for kid in element.kids]
            made.K = kids[0] if len(kids) == 1 else self._array(kids)
        if element.alt:
            made.Alt = self._string(printable(element.alt))
        if element.role is Role.COLUMN_TITLE:
            made.A = self._heading(element.span)
        return made

    def _kid(self, kid: Element | Spot, parent: "Object") -> "Object":
        if isinstance(kid, Element):
            return self._write(kid, parent)
        return self._dictionary(Type=self._name.OBJR, Obj=self._page.Annots[kid.place])

    def _heading(self, span: int) -> "Object":
        """Over a column; over several it names the rows that follow."""
        if span == 1:
            return self._dictionary(O=self._name.Table, Scope=self._name.Column)
        return self._dictionary(O=self._name.Table, Scope=self._name.Row, ColSpan=span)
