# SPDX-License-Identifier: Apache-2.0
"""Words that the owner of a people file added to the dictionary: names out of what is confidential, more often than not."""

from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import define, section
from portfolio_desktop.catalogue.fields import Record


class KnownWord(Record, frozen=True, kw_only=True):
    """One word that is not underlined in the people file."""

    word: Annotated[str | None, f.text(N_("Word"), required=True, search=False, register=1)] = None


KNOWN_WORD = define(
    KnownWord,
    name="known_word",
    register="known_words",
    label=N_("Word of the dictionary"),
    plural=N_("Dictionary"),
    title="word",
    icon="spell-check",
    sections=(section(N_("Word of the dictionary"), "word"),),
)
