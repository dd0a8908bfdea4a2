# SPDX-License-Identifier: Apache-2.0
"""The one place where XML from outside is parsed: no document types, no entities, no network. Runs in the child process."""

from collections.abc import Callable, Iterator

from lxml import etree

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.exchange.untrusted.limits import Unsafe

_CHUNK = 1 << 20  # bytes between two reports of progress

_BROKEN = N_(
    "{file} is damaged at line {line}: it is not well-formed XML. Export it again from the program it came from."
)
_DECLARES = N_("{file} contains XML declarations that plans never have, so it was not opened.")


def _nobody(done: int, total: int) -> None:
    """Nobody asked how far it is."""


def parse_xml(data: bytes, progress: Callable[[int, int], None] = _nobody) -> etree._Element:
    """The root of `data`. Raises Unsafe for what is not well-formed, or declares a document type."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for start in range(0, len(data), _CHUNK):
            parser.feed(data[start : start + _CHUNK])
            progress(min(start + _CHUNK, len(data)), len(data))
        root = parser.close()
    except etree.LxmlError as error:
        raise Unsafe(_BROKEN, line=_line(error)) from error
    document = root.getroottree().docinfo
    if document.doctype or document.internalDTD is not None:
        raise Unsafe(_DECLARES)
    return root


def _line(error: etree.LxmlError) -> int:
    return error.lineno or 1 if isinstance(error, etree.XMLSyntaxError) else 1


def local(tag: str) -> str:
    """The name of an element or attribute without its namespace."""
    return tag.rpartition("}")[2]


def children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Those directly inside `element` that are called `name`, in whatever namespace."""
    return element.iterchildren(f"{{*}}{name}", name)
