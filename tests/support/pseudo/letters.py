# SPDX-License-Identifier: Apache-2.0
"""What the pseudo-language makes of a text: each letter with an accent, and two fifths longer, between ‹ and ›.

Whoever reads English can still read it, so a page can be judged; whatever stands there without an accent is data, or was
never marked.
"""

import gettext
import re

_PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ACCENTED = "àƀçđéƒğĥîĵķļɱñöþǫŕšţúṽŵẋýžÀƁÇĐÉƑĞĤÎĴĶĻṀÑÖÞǪŔŠŢÚṼŴẊÝŽ"
_TABLE = str.maketrans(_PLAIN, _ACCENTED)
_KEPT = re.compile(r"\{[^{}]*\}|<[^<>]+>|&\w+;|https?:\S+")
"""What a translator has to leave as it is: places for values, marks of HTML, addresses."""

LONGER = 0.4
_MORE = "~~~~~ " * 2000  # in words, so that it wraps like a language


class Pseudo(gettext.NullTranslations):
    """Speaks it."""

    def gettext(self, message: str) -> str:
        return accented(message)

    def pgettext(self, context: str, message: str) -> str:
        return accented(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return accented(msgid1 if n == 1 else msgid2)


def accented(text: str) -> str:
    """`text` in the pseudo-language."""
    parts, at = [], 0
    for kept in _KEPT.finditer(text):
        parts += [text[at : kept.start()].translate(_TABLE), kept[0]]
        at = kept.end()
    parts.append(text[at:].translate(_TABLE))
    letters = len(_KEPT.sub("", text))
    more = max(0, round(letters * LONGER) - 2)
    return f"‹{''.join(parts)}{_MORE[:more].rstrip()}›"
