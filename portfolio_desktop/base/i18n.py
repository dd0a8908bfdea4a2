# SPDX-License-Identifier: Apache-2.0
"""The words a person reads: `_` translates when text is shown, `N_` marks text that is defined at import."""

import gettext

_catalogue: gettext.NullTranslations = gettext.NullTranslations()


def _(text: str, _comment: str | None = None) -> str:
    """Translate `text`. The second argument is what Qt Designer's forms pass along for the translator; it is not shown."""
    return _catalogue.gettext(text)


def ngettext(one: str, many: str, count: int) -> str:
    """The form of the sentence that goes with `count`; the caller formats the number in."""
    return _catalogue.ngettext(one, many, count)


def N_(text: str) -> str:  # noqa: N802 - gettext's own name, known to its tools
    """Mark `text` for translation and return it as it is: whoever shows it calls `_`."""
    return text
