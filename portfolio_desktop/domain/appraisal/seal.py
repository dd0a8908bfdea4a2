# SPDX-License-Identifier: Apache-2.0
"""What a signature stands under: a digest of all that both sides read, so that it can be told whether it is still the same."""

import hashlib
import json
from collections.abc import Iterable

from portfolio_desktop.domain.appraisal.standing import Part, Side, Standing, Valued

_APPRAISAL = ("subject_id", "starts", "ends", "level", "level_why", "subject_comment", "manager_comment")
_ANSWER = ("side", "question", "words", "level", "yes")
SEALS = {Side.SELF: "subject_seal", Side.MANAGER: "manager_seal", Side.COUNTERSIGNER: "countersigner_seal"}
"""The field in which each side's signature keeps the digest of what it stands under."""


def seal_of(appraisal: Valued, answers: Iterable[tuple[str, Valued]]) -> str:
    """The digest of an appraisal with its answers, given with their ids. The same on every laptop; private notes are left out."""
    shared = sorted(
        (id, [_plain(answer[name]) for name in _ANSWER])
        for id, answer in answers
        if answer["side"] != Part.PRIVATE
    )
    content = [[_plain(appraisal[name]) for name in _APPRAISAL], shared]
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def broken(appraisal: Valued, standing: Standing, seal: str) -> list[Side]:
    """Those who signed something else than what stands there now, whose digest is `seal`."""
    signed = {
        Side.SELF: standing.self_signed,
        Side.MANAGER: standing.manager_signed,
        Side.COUNTERSIGNER: standing.countersigned,
    }
    return [side for side, field in SEALS.items() if signed[side] and appraisal[field] not in (None, seal)]


def _plain(value: object) -> str | None:
    return None if value is None else str(value)
