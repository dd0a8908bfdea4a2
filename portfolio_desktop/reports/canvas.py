# SPDX-License-Identifier: Apache-2.0
"""Paints marks on PDF pages with ReportLab's canvas, embeds the fonts, and writes outline, tags and metadata."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cache, lru_cache
from io import BytesIO
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from reportlab import rl_config
from reportlab.lib.colors import Color, HexColor
from reportlab.lib.rl_accel import fp_str
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from portfolio_desktop.base.i18n import tag
from portfolio_desktop.base.memory import uncollected
from portfolio_desktop.reports.bidi import has_rtl
from portfolio_desktop.reports.primitives import (
    Circle,
    Clipped,
    Image,
    Line,
    Link,
    Mark,
    Path,
    Rect,
    Role,
    Route,
    Tagged,
    Text,
)
from portfolio_desktop.reports.style import HEIGHT, WIDTH
from portfolio_desktop.reports.tagging import Element, PageTags, write_tags
from portfolio_desktop.reports.text import BROKEN, Run, runs, searchable

# Pictures go in as they are: as text they would take half of the time that a guide takes, and the file is packed anyway.
rl_config.useA85 = 0


class About(NamedTuple):
    """What the file says about itself to a reader program. `day` stands as its date of making."""

    title: str
    author: str
    subject: str
    day: date


class Page(NamedTuple):
    """The marks of one page, the anchor that links lead to, and its lines in the outline as (level, words).

    `further` are anchors of what begins further down, and the lines that lead there.
    """

    marks: Sequence[Mark]
    anchor: str
    outline: Sequence[tuple[int, str]]
    further: Sequence[tuple[str, Sequence[tuple[int, str]]]] = ()


@uncollected()
def write_pdf(pages: Iterable[Page], about: About, size: tuple[float, float] = (WIDTH, HEIGHT)) -> bytes:
    """The finished file. The same pages give the same bytes: no clock and no random id goes into it.

    It says that it is in the language that is spoken while it is written. `size` is that of every page, as width and height
    in points.
    """
    target = BytesIO()
    canvas = Canvas(target, pagesize=size, invariant=1, lang=tag(), pageCompression=0)
    canvas.setTitle(about.title)
    canvas.setAuthor(about.author)
    canvas.setSubject(about.subject)
    canvas.setCreator("Portfolio Desktop")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.showOutline()
    tags: list[PageTags] = []
    for page in pages:
        for anchor, outline in ((page.anchor, page.outline), *page.further):
            canvas.bookmarkPage(anchor, fit="Fit")
            for place, (level, words) in enumerate(outline):
                key = (
                    f"{anchor}#{place}" if place else anchor
                )  # of two lines of one key ReportLab writes the last twice
                canvas.bookmarkPage(key, fit="Fit")
                canvas.addOutlineEntry(words, key, level, closed=level > 0)
        tags.append(Painter(canvas, size[1]).paint(page.marks))
        canvas.showPage()
    canvas.save()
    return _described(target.getvalue(), about, tags)


def _described(pdf: bytes, about: About, tags: Sequence[PageTags]) -> bytes:
    """The same file compressed, with what ReportLab cannot write: tags, XMP, and a date that no clock gave."""
    import pikepdf

    target = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as file:
        written = f"D:{about.day:%Y%m%d}000000Z"
        file.docinfo["/CreationDate"] = file.docinfo["/ModDate"] = written
        with file.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as said:
            said["dc:title"] = about.title
            said["dc:creator"] = [about.author]
            said["dc:description"] = about.subject
            said["dc:language"] = [tag()]
            said["xmp:CreateDate"] = f"{about.day:%Y-%m-%d}"
        write_tags(file, tags)
        file.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return target.getvalue()


_UNREAD = f"/{Role.UNREAD} BMC"
_NOBODY_S = Element(Role.UNREAD)


@cache
def _colour(code: str) -> Color:
    return HexColor(code)


@cache
def _ink(code: str) -> str:
    """What sets the colour of texts."""
    return f"{fp_str(_colour(code).rgb())} rg"


@lru_cache(maxsize=65_536)
def _number(value: float) -> str:
    """A place as the page says it: in a table each comes again with every row or column."""
    return str(fp_str(value))


class _Block(PDFTextObject):
    """A text object that can say of what is written next what it is, which ReportLab's own cannot."""

    _code: list[str]

    def say(self, operator: str) -> None:
        self._code.append(operator)

    def begin(self, x: float, y: float) -> None:
        """The next text begins there, wherever the last one ended."""
        self._code.append(f"1 0 0 1 {_number(x)} {_number(y)} Tm")


class _TextPen:
    """One text object for all texts of a page, changing only what differs from the text before."""

    def __init__(self, canvas: Canvas, height: float) -> None:
        self._canvas = canvas
        self._height = height
        self._block = _Block(canvas)
        self._colour = ""
        self._font = ("", 0.0)

    def close(self) -> None:
        self._canvas.drawText(self._block)

    def say(self, operator: str) -> None:
        """Of what is written next."""
        self._block.say(operator)

    def write(self, mark: Text, *, goes_on: bool) -> None:
        """A blank ends a text that goes on in the next, or its last word and the first one there would be read as one."""
        if mark.text.endswith(BROKEN):
            mark, goes_on = mark._replace(text=mark.text[:-1]), False
        pieces = runs(mark.text, mark.face)
        if pieces[0].text == mark.text or has_rtl(mark.text):
            self._set(mark, pieces, " " if goes_on and len(pieces) == 1 else "")
            return
        # Not where letters run right to left: PDFium turns such a text round once more, and gets bare glyphs right.
        self.say(f"/Span <</ActualText <{_utf16(searchable(mark.text))}>>> BDC")
        self._set(mark, pieces)
        self.say("EMC")

    def _set(self, mark: Text, pieces: Sequence[Run], end: str = "") -> None:
        block = self._block
        if mark.colour != self._colour:
            self._colour = mark.colour
            block.say(_ink(mark.colour))
        x = mark.x
        if mark.align:
            x -= mark.align * mark.size * sum(run.width for run in pieces)
        for run in pieces:
            if self._font != (run.font, mark.size):
                self._font = (run.font, mark.size)
                block.setFont(*self._font)
            block.begin(x, self._height - mark.y)
            block.textLine(run.text + end)
            x += run.width * mark.size


def _utf16(text: str) -> str:
    """As PDF writes the text that a drawing stands for; the space keeps it apart from what is drawn after it."""
    return f"FEFF{text.encode('utf-16-be').hex()}0020"


class Painter:
    """Draws the marks of one page: first what is drawn, in its order, then all that is written, in its order.

    So all texts share one text object, and fonts and colours are set only where they change: that is what makes a
    table quick. Nothing is ever drawn over a text.
    """

    def __init__(self, canvas: Canvas, height: float) -> None:
        self._canvas = canvas
        self._height = height
        self._fill = ""
        self._stroke = ("", 0.0)
        self._tags = PageTags()
        self._texts: list[tuple[str, Text]] = []
        self._last: tuple[Element, str] = (self._tags.read, "")

    def paint(self, marks: Sequence[Mark]) -> PageTags:
        """Draw and write; returned is what belongs to which element."""
        self._canvas.addLiteral(_UNREAD)
        self._drawn(marks, self._tags.read)
        self._canvas.addLiteral("EMC")
        pen = _TextPen(self._canvas, self._height)
        for whose, together in groupby(self._texts, itemgetter(0)):
            pen.say(whose)
            *others, last = (text for _whose, text in together)
            for text in others:
                pen.write(text, goes_on=whose is not _UNREAD)
            pen.write(last, goes_on=False)
            pen.say("EMC")
        pen.close()
        return self._tags

    def _belonging(self, element: Element) -> str:
        """What the page says before it draws or writes something of `element`."""
        return f"/{element.role} <</MCID {self._tags.number(element)}>> BDC"

    def _whose(self, within: Element) -> str:
        """What the page says before a text; the same as before the last one where the two are read in one breath."""
        element = self._tags.for_text(within)
        if element.role is Role.UNREAD:
            return _UNREAD
        last, said = self._last
        if element is not last or not isinstance(element.kids[-1], int):
            said = self._belonging(element)
            self._last = element, said
        return said

    def _drawn(self, marks: Iterable[Mark], within: Element) -> None:
        """Draw all but the texts, which are kept with what the page says of whose they are."""
        for mark in marks:
            if isinstance(mark, Text):
                self._texts.append((self._whose(within), mark))
            elif isinstance(mark, Tagged):
                self._tagged(mark, within)
            elif isinstance(mark, Clipped):
                self._clipped(mark, within)
            elif isinstance(mark, Link):
                self._link(mark, within)
            else:
                _DRAW[type(mark)](self, mark)

    def _tagged(self, mark: Tagged, within: Element) -> None:
        if within.role is Role.UNREAD or mark.role is Role.UNREAD:
            self._drawn(mark.marks, _NOBODY_S)
            return
        element = self._tags.within(within, mark.role, mark.alt, mark.span)
        if mark.role is not Role.FIGURE:
            self._drawn(mark.marks, element)
            return
        self._canvas.addLiteral(f"EMC {self._belonging(element)}")
        self._drawn(mark.marks, element)
        self._canvas.addLiteral(f"EMC {_UNREAD}")

    def _clipped(self, mark: Clipped, within: Element) -> None:
        self._canvas.saveState()
        area = self._canvas.beginPath()
        area.rect(mark.x, self._height - mark.y - mark.height, mark.width, mark.height)
        self._canvas.clipPath(area, stroke=0, fill=0)
        self._drawn(mark.marks, within)
        self._canvas.restoreState()
        self._fill, self._stroke = "", ("", 0.0)

    def _pens(self, fill: str | None, stroke: str | None, thick: float) -> dict[str, int]:
        if fill and fill != self._fill:
            self._fill = fill
            self._canvas.setFillColor(_colour(fill))
        if stroke and self._stroke != (stroke, thick):
            self._stroke = (stroke, thick)
            self._canvas.setStrokeColor(_colour(stroke))
            self._canvas.setLineWidth(thick)
        return {"fill": int(bool(fill)), "stroke": int(bool(stroke))}

    def _rect(self, mark: Rect) -> None:
        pens = self._pens(mark.fill, mark.stroke, mark.thick)
        foot = self._height - mark.y - mark.height
        with self._dashed(mark.dash):
            if mark.radius:
                radius = min(mark.radius, mark.width / 2, mark.height / 2)
                self._canvas.roundRect(mark.x, foot, mark.width, mark.height, radius, **pens)
            else:
                self._canvas.rect(mark.x, foot, mark.width, mark.height, **pens)

    @contextmanager
    def _dashed(self, dash: tuple[float, ...]) -> Iterator[None]:
        if dash:
            self._canvas.setDash(list(dash))
        yield
        if dash:
            self._canvas.setDash()

    def _line(self, mark: Line) -> None:
        self._pens(None, mark.stroke, mark.thick)
        with self._dashed(mark.dash):
            self._canvas.line(mark.x1, self._height - mark.y1, mark.x2, self._height - mark.y2)

    def _route(self, mark: Route) -> None:
        self._pens(None, mark.stroke, mark.thick)
        path = self._canvas.beginPath()
        (x, y), *others = mark.points
        path.moveTo(x, self._height - y)
        for x, y in others:
            path.lineTo(x, self._height - y)
        with self._dashed(mark.dash):
            self._canvas.drawPath(path, stroke=1, fill=0)

    def _path(self, mark: Path) -> None:
        path = self._canvas.beginPath()
        (x, y), *others = mark.points
        path.moveTo(x, self._height - y)
        for x, y in others:
            path.lineTo(x, self._height - y)
        path.close()
        self._canvas.drawPath(path, **self._pens(mark.fill, mark.stroke, mark.thick))

    def _circle(self, mark: Circle) -> None:
        pens = self._pens(mark.fill, mark.stroke, mark.thick)
        self._canvas.circle(mark.x, self._height - mark.y, mark.radius, **pens)

    def _image(self, mark: Image) -> None:
        picture = ImageReader(BytesIO(mark.png))
        self._canvas.drawImage(picture, mark.x, self._height - mark.y - mark.height, mark.width, mark.height)

    def _link(self, mark: Link, within: Element) -> None:
        """A place to click that stands in no link of its own, as over a whole line, is one with nothing written in it."""
        own = within.role is Role.LINK
        self._tags.spot(within if own else self._tags.within(self._holder(within), Role.LINK))
        top = self._height - mark.y
        area = (mark.x, top - mark.height, mark.x + mark.width, top)
        self._canvas.linkRect("", mark.target, area, relative=0, thickness=0, Border="[0 0 0]")

    def _holder(self, within: Element) -> Element:
        """Where a link goes that is around the page: every link is read, also where its words are not."""
        return self._tags.read if within.role is Role.UNREAD else within


# Not a painter's own, which would hold itself by them, and all texts of its page, until a search for garbage.
_DRAW: dict[type, Callable[[Painter, Any], None]] = {
    Rect: Painter._rect,
    Line: Painter._line,
    Route: Painter._route,
    Path: Painter._path,
    Circle: Painter._circle,
    Image: Painter._image,
}
