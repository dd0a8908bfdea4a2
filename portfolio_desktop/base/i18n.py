# SPDX-License-Identifier: Apache-2.0
"""The words a person reads: `_` translates when text is shown, `N_` marks text that is defined at import.

One language for the whole process, and another while a paper is written that is not in it. English is what the source is
written in: it loads nothing.
"""

import gettext
import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

from portfolio_desktop.base.paths import shipped

ENGLISH = "en_GB"
LANGUAGE_VARIABLE = "PORTFOLIO_DESKTOP_LANGUAGE"
"""Names a language that takes the place of the chosen one: for one run, and for tests."""

_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")  # gettext's own, in its order
_DOMAIN = "portfolio_desktop"
_catalogue: gettext.NullTranslations = gettext.NullTranslations()
_language = ENGLISH
_meanwhile: ContextVar[tuple[gettext.NullTranslations, str] | None] = ContextVar("language", default=None)


class Language(NamedTuple):
    """One that the product can speak: its code, and what its own speakers call it."""

    code: str
    name: str


_LANGUAGES = (Language(ENGLISH, "English (UK)"), Language("cy", "Cymraeg"))
_COMPLETE = frozenset({ENGLISH})
"""Those in which every text has been translated, the papers' too."""


def languages() -> tuple[Language, ...]:
    """Those a person can choose from, English first. Their names are never translated: that is how one is found."""
    return _LANGUAGES


def language() -> str:
    """The code of the language that is spoken now."""
    other = _meanwhile.get()
    return other[1] if other else _language


def tag() -> str:
    """The language that is spoken now as documents name it: en-GB, cy-GB."""
    code = language()
    return "cy-GB" if code == "cy" else code.replace("_", "-")


def install(code: str) -> None:
    """Speak the language `code` of `languages()` from now on. What is shown already stays until it is shown anew."""
    use(_load(code), code)


def use(catalogue: gettext.NullTranslations, code: str) -> None:
    """Take texts from `catalogue`, as the language `code`."""
    global _catalogue, _language
    _catalogue, _language = catalogue, code


@contextmanager
def speaking(wish: str) -> Iterator[None]:
    """Speak the language called `wish` (cy, cy-GB) meanwhile, in this thread alone; English where it is not spoken here."""
    code = _known(wish) or ENGLISH
    token = _meanwhile.set(None if code == _language else (_load(code), code))
    try:
        yield
    finally:
        _meanwhile.reset(token)


@contextmanager
def for_papers() -> Iterator[None]:
    """Speak meanwhile what papers for others are written in: the language of the window where it is complete, else English.

    A window may be in two languages while its translation grows. A board's paper may not.
    """
    with speaking(_language if _language in _COMPLETE else ENGLISH):
        yield


def choose(chosen: str, wishes: Iterable[str]) -> str:
    """The language to speak: the variable's for this run, else the `chosen` one, else the first of the system's `wishes`.

    Languages come as systems write them (cy, cy-GB, cy_GB.UTF-8). One that is not spoken here is passed over.
    """
    asked = (os.environ.get(LANGUAGE_VARIABLE, ""), chosen, *wishes)
    return next((code for wish in asked if (code := _known(wish))), ENGLISH)


def _known(wish: str) -> str:
    spoken = re.split(r"[-_.@]", wish)[0].lower()
    return next((code for code, _name in _LANGUAGES if spoken == code.partition("_")[0]), "")


def _load(code: str) -> gettext.NullTranslations:
    if code == ENGLISH:
        return gettext.NullTranslations()
    return gettext.translation(_DOMAIN, shipped("resources", "locale"), [code])


def system_languages() -> tuple[str, ...]:
    """What the surroundings of a command ask for, best first. A window asks Qt, which knows more of them."""
    for name in _VARIABLES:
        if said := os.environ.get(name):
            return tuple(said.split(":"))
    return _shown_by_windows()


if sys.platform == "win32":

    def _shown_by_windows() -> tuple[str, ...]:
        import ctypes
        from locale import windows_locale

        return (windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), ""),)

else:

    def _shown_by_windows() -> tuple[str, ...]:
        return ()


def _(text: str, context: str = "") -> str:
    """Translate `text`. `context` tells apart what English says with one word: `_("Open", "verb")` on a button."""
    if not text:  # gettext answers with the catalogue's header
        return ""
    spoken = _spoken()
    return spoken.pgettext(context, text) if context else spoken.gettext(text)


def ngettext(one: str, many: str, count: int) -> str:
    """The form of the sentence that goes with `count`; the caller formats the number in."""
    return _spoken().ngettext(one, many, count)


def _spoken() -> gettext.NullTranslations:
    other = _meanwhile.get()
    return other[0] if other else _catalogue


def NN_(one: str, many: str) -> tuple[str, str]:  # noqa: N802
    """Mark the two forms of a counted text, for whoever calls `ngettext` with them."""
    return one, many


def N_(text: str) -> str:  # noqa: N802 - gettext's own name, known to its tools
    """Mark `text` for translation and return it as it is: whoever shows it calls `_`."""
    return text
