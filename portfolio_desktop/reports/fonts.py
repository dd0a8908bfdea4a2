# SPDX-License-Identifier: Apache-2.0
"""The type faces: Source Sans for what it can write, DejaVu for the other scripts. Both come inside Python packages.

The files are found without importing the packages that carry them: matplotlib alone would cost a second.
"""

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from portfolio_desktop.base.errors import Trouble
from portfolio_desktop.base.i18n import _
from portfolio_desktop.reports.style import LIGHT, REGULAR, SEMIBOLD

_SOURCE = ("font_source_sans_pro", "files")
_DEJAVU = ("matplotlib", "mpl-data/fonts/ttf")
_FILES = {
    REGULAR: ((*_SOURCE, "SourceSansPro-Regular.ttf"), (*_DEJAVU, "DejaVuSans.ttf")),
    SEMIBOLD: ((*_SOURCE, "SourceSansPro-Semibold.ttf"), (*_DEJAVU, "DejaVuSans-Bold.ttf")),
    LIGHT: ((*_SOURCE, "SourceSansPro-Light.ttf"), (*_DEJAVU, "DejaVuSans.ttf")),
}


class Font(NamedTuple):
    """A registered font: its name for the canvas, and the width of each character it has, for type of one point."""

    name: str
    widths: dict[str, float]


class Face(NamedTuple):
    """A weight of the house type, and the font that writes what it cannot."""

    main: Font
    other: Font
    plain: frozenset[str]
    """The characters that `main` writes as they come: no shaping, left to right."""


@cache
def face(name: str) -> Face:
    """The face called `name` (style.REGULAR, SEMIBOLD or LIGHT), loaded once."""
    main, other = (_font(*where) for where in _FILES[name])
    return Face(main, other, frozenset(char for char in main.widths if _is_plain(char)))


def _is_plain(char: str) -> bool:
    """Combining marks are set by hand or by shaping, never blindly one after the other."""
    return char.isprintable() and not 0x300 <= ord(char) < 0x370


@cache
def _font(package: str, folder: str, file: str) -> Font:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    name = Path(file).stem
    font = TTFont(name, str(_find(package, folder) / file))
    pdfmetrics.registerFont(font)
    return Font(name, {chr(code): width / 1000 for code, width in font.face.charWidths.items()})


def _find(package: str, folder: str) -> Path:
    spec = find_spec(package)
    for place in (spec.submodule_search_locations or ()) if spec else ():
        if (Path(place) / folder).is_dir():
            return Path(place) / folder
    raise Trouble(
        _(
            "The fonts of the package “{package}” are missing, so no report can be printed. Install the program again."
        ).format(package=package)
    )
