# SPDX-License-Identifier: Apache-2.0
"""Typed text as terms: words, `name:value` and `"exact words"`, each turned round by a minus before it.

Nothing here knows of fields. Any text has terms: a quote that was not closed ends with the text.
"""

import re
from dataclasses import dataclass, field

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _

_TERM = re.compile(
    r"""(?P<minus>-?)
        (?: (?P<name>[^\W\d]\w*) : (?!//) (?P<sign><=|>=|<|>|) (?P<value>"[^"]*"?|[^\s"]\S*|)
          | (?P<words>"[^"]*"?|\S+) )""",
    re.VERBOSE,
)
_CURLY = str.maketrans(dict.fromkeys("“”„‟«»", '"'))
_SINGLE = re.compile(r"""(?<![^\s:=<>-])‘([^‘"]+)’(?!\S)""")
MOST_TERMS = 30
"""More than anybody types, and fewer than a database can take in one question."""


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that is asked for. Without a `name`, `text` is to be found anywhere.

    `sign` is one of < <= > >= or empty. What was `quoted` is meant as it stands. `start` and `end` say where it stands.
    """

    text: str
    name: str = ""
    sign: str = ""
    negated: bool = False
    quoted: bool = False
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


def straight(text: str) -> str:
    """The same letters in the same places, with the quotes that Word and other languages write as straight ones.

    An apostrophe is none: what stands in single quotes has to begin and end with a word.
    """
    return _SINGLE.sub(r'"\1"', text.translate(_CURLY))


def terms(text: str) -> tuple[Term, ...]:
    """All terms in the order typed, each once. Refuses more named or excluding ones than a database can take."""
    every = (
        Term(
            text=(match["value"] if match["name"] else match["words"]).strip('"'),
            name=(match["name"] or "").casefold(),
            sign=match["sign"] or "",
            negated=bool(match["minus"]),
            quoted=(match["value"] or match["words"] or "").startswith('"'),
            start=match.start(),
            end=match.end(),
        )
        for match in _TERM.finditer(straight(text))
    )
    found = tuple(dict.fromkeys(every))
    if sum(bool(term.name or term.negated) for term in found) > MOST_TERMS:
        raise Refusal(
            _("A search can have up to {count} conditions beside its words. Leave some out.").format(
                count=MOST_TERMS
            )
        )
    return found
