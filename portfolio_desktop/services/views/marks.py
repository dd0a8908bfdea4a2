# SPDX-License-Identifier: Apache-2.0
"""Marks that a person gives to what stands out in a register: a rule, as a filter, and the sign for what it finds.

A sign is a shape and a colour at once, and none is drawn in the colour of a rating.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.filters import Filter, from_json, to_json


class Sign(StrEnum):
    """What a mark looks like. The names are kept in saved views."""

    ALERT = "alert"
    FLAG = "flag"
    STAR = "star"
    TICK = "tick"
    QUESTION = "question"


SIGN_WORDS: Mapping[Sign, str] = MappingProxyType(
    {
        Sign.ALERT: N_("Alert"),
        Sign.FLAG: N_("Flag"),
        Sign.STAR: N_("Star"),
        Sign.TICK: N_("Tick"),
        Sign.QUESTION: N_("Question"),
    }
)

SIGN_LETTERS: Mapping[Sign, str] = MappingProxyType(
    {
        Sign.ALERT: "\N{BLACK UP-POINTING TRIANGLE}",
        Sign.FLAG: "\N{BLACK FLAG}",
        Sign.STAR: "\N{BLACK STAR}",
        Sign.TICK: "\N{CHECK MARK}",
        Sign.QUESTION: "?",
    }
)
"""Each sign as one character, for spreadsheets and the terminal."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Records of `where` get `sign` in the cell of `field`; with `row`, their whole row is in its colour."""

    field: str
    where: Filter
    sign: Sign = Sign.FLAG
    row: bool = False


def mark_to_json(mark: Mark) -> dict[str, Any]:
    """The mark as it is kept in a view."""
    return {"field": mark.field, "where": to_json(mark.where), "sign": mark.sign.value, "row": mark.row}


def mark_from_json(tree: Any, entity: Entity) -> Mark | None:
    """Read back what `mark_to_json` wrote; None where it does not fit the register."""
    match tree:
        case {"field": str(field), "where": dict(where), "sign": str(sign)} if entity.has(field):
            if sign in set(Sign):
                try:
                    return Mark(field, from_json(where, entity), Sign(sign), tree.get("row") is True)
                except (Refusal, RecursionError):
                    return None
    return None
