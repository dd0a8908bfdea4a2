# SPDX-License-Identifier: Apache-2.0
"""The words a person reads: `_` translates when text is shown, `N_` marks text that is defined at import.

One language at a time for the whole process. English is what the source is written in: it loads nothing.
"""

import gettext
import os
import re
import sys
from collections.abc import Iterable
from typing import NamedTuple

from portfolio_desktop.base.paths import shipped

ENGLISH = "en_GB"
LANGUAGE_VARIABLE = "PORTFOLIO_DESKTOP_LANGUAGE"
"""Names a language that takes the place of the chosen one: for one run, and for tests."""

_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")  # gettext's own, in its order
_DOMAIN = "portfolio_desktop"
_catalogue: gettext.NullTranslations = gettext.NullTranslations()
_language = ENGLISH


class Language(NamedTuple):
    """One that the product can speak: its code, and what its own speakers call it."""

    code: str
    name: str


_LANGUAGES = (Language(ENGLISH, "English (UK)"), Language("cy", "Cymraeg"))


def languages() -> tuple[Language, ...]:
    """Those a person can choose from, English first. Their names are never translated: that is how one is found."""
    return _LANGUAGES


def language() -> str:
    """The code of the language that is spoken now."""
    return _language


def tag() -> str:
    """The language that is spoken now as documents name it: en-GB, cy-GB."""
    return "cy-GB" if _language == "cy" else _language.replace("_", "-")


def install(code: str) -> None:
    """Speak the language `code` of `languages()` from now on. What is shown already stays until it is shown anew."""
    if code == ENGLISH:
        use(gettext.NullTranslations(), code)
    else:
        use(gettext.translation(_DOMAIN, shipped("resources", "locale"), [code]), code)


def use(catalogue: gettext.NullTranslations, code: str) -> None:
    """Take texts from `catalogue`, as the language `code`."""
    global _catalogue, _language
    _catalogue, _language = catalogue, code


def choose(chosen: str, wishes: Iterable[str]) -> str:
    """The language to speak: the variable's for this run, else the `chosen` one, else the first of the system's `wishes`.

    Languages come as systems write them (cy, cy-GB, cy_GB.UTF-8). One that is not spoken here is passed over.
    """
    for wish in (os.environ.get(LANGUAGE_VARIABLE, ""), chosen, *wishes):
        spoken = re.split(r"[-_.@]", wish)[0].lower()
        for known in _LANGUAGES:
            if spoken == known.code.partition("_")[0]:
                return known.code
    return ENGLISH


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
    return _catalogue.pgettext(context, text) if context else _catalogue.gettext(text)


def ngettext(one: str, many: str, count: int) -> str:
    """The form of the sentence that goes with `count`; the caller formats the number in."""
    return _catalogue.ngettext(one, many, count)


def N_(text: str) -> str:  # noqa: N802 - gettext's own name, known to its tools
    """Mark `text` for translation and return it as it is: whoever shows it calls `_`."""
    return text
