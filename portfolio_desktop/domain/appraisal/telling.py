# SPDX-License-Identifier: Apache-2.0
"""What comes next in an appraisal, and for whom, in a sentence."""

from portfolio_desktop.base.i18n import _
from portfolio_desktop.domain.appraisal.standing import Side, Stage, Standing


def turn(standing: Standing) -> frozenset[Side]:
    """Whose turn it is: both until both parts are released, then the manager, then one signature after the other."""
    stage = standing.stage
    if stage is Stage.OPEN:
        waiting = {Side.SELF: standing.self_released, Side.MANAGER: standing.manager_released}
        return frozenset(side for side, released in waiting.items() if not released)
    if stage is Stage.MEETING:
        return frozenset({Side.MANAGER})
    if stage is Stage.CLOSED:
        return frozenset()
    if not (standing.self_signed or standing.unsigned):
        return frozenset({Side.SELF})
    return frozenset({Side.COUNTERSIGNER if standing.manager_signed else Side.MANAGER})


def next_step(reader: Side, standing: Standing) -> str:
    """What comes next, said to `reader`."""
    stage, mine = standing.stage, reader in turn(standing)
    if stage is Stage.OPEN:
        return (
            _next_release(reader, standing) if mine or reader in (Side.SELF, Side.MANAGER) else _both_write()
        )
    if stage is Stage.MEETING:
        if mine:
            return _("Meet, put right what the meeting brings, then record the day.")
        return _("Both parts can be read. The meeting comes next, and the manager records it.")
    if stage is Stage.CLOSED:
        return _("Signed and locked.")
    return _next_signature(mine, standing)


def _both_write() -> str:
    return _("Both sides are writing.")


def _next_release(reader: Side, standing: Standing) -> str:
    own, other = standing.self_released, standing.manager_released
    if reader is Side.MANAGER:
        own, other = other, own
    if own:
        return _("Your part is released. The other side has still to release its own.")
    if other:
        return _("The other part can be read. Finish yours and release it.")
    return _("Write your part. Nobody else reads it before you release it.")


def _next_signature(mine: bool, standing: Standing) -> str:
    if mine and not standing.anybody_signed:
        return _("Read it once more, comment if you like, and sign.")
    if mine:
        return _("It is your turn to sign.")
    waiting = next(iter(turn(standing)))
    return {
        Side.SELF: _("The person signs next. Comments can be written until then."),
        Side.MANAGER: _("The manager signs next."),
        Side.COUNTERSIGNER: _("Whoever countersigns signs next."),
    }[waiting]
