# SPDX-License-Identifier: Apache-2.0
"""Translations keep what a sentence needs, say what they were made from, and are compiled; texts of the source are marked."""

import re
from functools import cache
from gettext import GNUTranslations, c2py
from io import BytesIO
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.catalog import Message

from portfolio_desktop.base.i18n import ENGLISH, languages
from tests.support.translations import ROOT, compiled, marked, po_files, read, translated

_PLACE = re.compile(r"\{[^{}]*\}|<[^<>]+>")
_GIVEN = re.compile(
    r"\b(?:Refusal|Trouble|Unsafe|QLabel|Label|ElidedLabel|QPushButton|QCheckBox|QRadioButton|QGroupBox|KeyButton"
    r"|setText|set_text|setToolTip|setWindowTitle|setAccessibleName|setAccessibleDescription|setPlaceholderText"
    r"|setTitle|addAction|addTab|addRow)\(\s*f?\"([^\"]*)\""
)
_PUT_TOGETHER = re.compile(r"(?<![\w.])(?:_|N_|ngettext)\(\s*f\"")
_TAGS = ("zero", "one", "two", "few", "many", "other")
_BEGINNING = 30
_NOT_SHOWN = ("pictures/", "scenes.py", "gallery.py")  # what scenes type is data; the gallery is for us


@pytest.mark.parametrize("path", po_files(), ids=lambda path: path.parts[-3])
class TestEveryLanguage:
    def test_that_each_translation_has_the_places_and_the_forms_of_its_text(self, path: Path) -> None:
        catalog = read(path)
        rule = Locale(path.parts[-3]).plural_form
        tags = [tag for tag in _TAGS if tag in rule.tags or tag == "other"]
        form = c2py(catalog.plural_expr)
        assert [form(count) for count in range(200)] == [tags.index(rule(count)) for count in range(200)]
        wrong = [
            f"{message.id!r}: {form!r}"
            for message in translated(catalog)
            for form in _forms(message)
            if not form or _places(form) not in [_places(text) for text in _texts(message)]
        ]
        assert wrong == []

    def test_that_a_key_to_press_stays_one(self, path: Path) -> None:
        wrong = [
            message.id
            for message in translated(read(path))
            if len(re.findall(r"&\w", str(message.id))) != len(re.findall(r"&\w", str(message.string)))
        ]
        assert wrong == []

    def test_that_what_is_translated_still_stands_in_the_source(self, path: Path) -> None:
        gone = [message.id for message in translated(read(path)) if not _stands_in_source(_texts(message)[0])]
        assert gone == [], "`python3 dev.py translate` brings the translations up to the source"

    def test_that_the_product_reads_what_was_translated(self, path: Path) -> None:
        ours = GNUTranslations(BytesIO(compiled(read(path))))
        theirs = GNUTranslations(BytesIO(path.with_suffix(".mo").read_bytes()))
        assert vars(ours)["_catalog"] | {"": ""} == vars(theirs)["_catalog"] | {"": ""}, (
            "`python3 dev.py translate`"
        )


def test_that_each_language_on_offer_has_a_translation_and_each_translation_is_on_offer() -> None:
    assert {code for code, _name in languages()} == {ENGLISH, *(path.parts[-3] for path in po_files())}


def test_that_a_text_is_marked_as_it_stands_and_never_put_together_first() -> None:
    assert [
        f"{path}: {found[0]}" for path, source in _sources() for found in _PUT_TOGETHER.finditer(source)
    ] == []


def test_that_no_text_is_given_to_a_widget_or_a_refusal_unmarked() -> None:
    assert [
        f"{path}: {found[0]}"
        for path, source in _sources()
        if not any(part in path for part in _NOT_SHOWN)
        for found in _GIVEN.finditer(source)
        if re.search(r"[A-Za-z]{3}", re.sub(r"\{.*\}", "", found[1]))
    ] == []


def test_that_texts_inside_others_are_found() -> None:
    source = 'f"  {_("Find")}"\nngettext("{n} day", "{n} days", 2)\n_("Open", "verb")\n'
    assert set(marked(source.replace('{_("Find")}', "{_('Find')}"))) == {
        ("Find", None),
        (("{n} day", "{n} days"), None),
        ("Open", "verb"),
    }


def _texts(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def _forms(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def _places(text: str) -> list[str]:
    return sorted(_PLACE.findall(text))


@cache
def _sources() -> tuple[tuple[str, str], ...]:
    return tuple(
        (path.relative_to(ROOT).as_posix(), path.read_text("utf-8").replace("\\u2026", "…"))
        for path in sorted((ROOT / "portfolio_desktop").rglob("*.py"))
    )


def _stands_in_source(text: str) -> bool:
    """Whole, or in several pieces that the source puts side by side: then its first words have to do."""
    written = text.replace("\\", "\\\\").replace("\n", "\\n")
    quoted = [f"{quote}{written}{quote}" for quote in "\"'"]
    begins = [f"{quote}{written[:_BEGINNING]}" for quote in "\"'"] if len(written) > _BEGINNING else []
    return any(piece in source for piece in (*quoted, *begins) for _path, source in _sources())
