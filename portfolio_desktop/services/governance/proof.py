# SPDX-License-Identifier: Apache-2.0
"""What an escalation or a decision may be said to have come to: nothing ends without an answer, nothing without a reason.

People are refused a status that leaves a gap in the proof, wherever they set it. What came with an import, or is
entered only now that it is over, is kept as it is given.
"""

from collections.abc import Collection, Mapping
from typing import TypeAlias

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.storage.read import Reader

_Proofs: TypeAlias = Mapping[str, tuple[str, str]]
"""By status, the field that proves it and what is said where it is empty."""

_ESCALATION: _Proofs = {
    "told": ("told_at", N_("An escalation is told of once it says when somebody was told.")),
    "answered": ("answer", N_("An escalation is answered once it says what was answered.")),
    "closed": (
        "answer",
        N_("An escalation is closed once it is answered: silence would look like agreement."),
    ),
    "withdrawn": ("note", N_("An escalation is withdrawn once its note says why.")),
}

_DECISION: _Proofs = {
    "conditional": ("conditions", N_("Write down the conditions, or approve it without.")),
    "rejected": ("reasons", N_("Give the reason: whoever asked will want to know it.")),
    "deferred": ("reasons", N_("Give the reason: whoever asked will want to know it.")),
}


def refuse_silence(
    _reader: Reader, id: Id | None, values: Mapping[str, Value], given: Collection[str]
) -> None:
    """Refuse a status that nothing proves, and the removal of what proves the status that an escalation has."""
    _refuse(_ESCALATION, id, values, given)


def refuse_unreasoned(
    _reader: Reader, id: Id | None, values: Mapping[str, Value], given: Collection[str]
) -> None:
    """Refuse a decision with conditions that names none, and one that turns somebody down without a reason."""
    _refuse(_DECISION, id, values, given)


def _refuse(proofs: _Proofs, id: Id | None, values: Mapping[str, Value], given: Collection[str]) -> None:
    if id is None:
        return
    field, words = proofs.get(str(values.get("status")), ("", ""))
    if field and {"status", field}.intersection(given) and not values.get(field):
        raise Refusal(_(words))
