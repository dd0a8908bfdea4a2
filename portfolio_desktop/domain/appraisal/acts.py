# SPDX-License-Identifier: Apache-2.0
"""What is done to an appraisal besides writing in it: releasing, meeting, signing, opening again.

Each act is refused in one sentence where it cannot be, and else says which dates it sets. Nothing is written here.
"""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.base.text import shorten
from portfolio_desktop.domain.appraisal.seal import SEALS
from portfolio_desktop.domain.appraisal.standing import Part, Side, Stage, Standing


class Act(StrEnum):
    """What somebody does."""

    RELEASE = "release"  # let the other side read one's part
    TAKE_BACK = "take_back"  # hide it again, as long as the other part is not released
    MEET = "meet"  # record the meeting: from now on what was written stands
    RESUME = "resume"  # go back to the meeting, as long as nobody has signed
    SIGN = "sign"
    SIGN_WITHOUT = "sign_without"  # record that and why the person does not sign
    REOPEN = "reopen"  # open again what was signed


_NAMED = 3
_MANAGERS = frozenset({Act.MEET, Act.RESUME, Act.SIGN_WITHOUT})
_SIGNED_FIELD = {
    Side.SELF: "subject_signed",
    Side.MANAGER: "manager_signed",
    Side.COUNTERSIGNER: "countersigned",
}
_PART = {Side.SELF: Part.SELF, Side.MANAGER: Part.MANAGER}


def effect(
    act: Act, side: Side, standing: Standing, day: date, why: str = "", seal: str | None = None
) -> dict[str, date | str | None]:
    """The new values of the appraisal when `side` does `act` on `day`, its stage among them. Refuses what cannot be.

    A signature keeps the `seal` of what it stands under.
    """
    refuse(act, side, standing, why)
    if act in (Act.RELEASE, Act.TAKE_BACK):
        field = "self_released" if side is Side.SELF else "manager_released"
        values: dict[str, date | str | None] = {field: day if act is Act.RELEASE else None}
    elif act is Act.REOPEN:
        values = dict.fromkeys(
            (
                *("meeting_on", "subject_signed", "unsigned_why", "manager_signed", "countersigned"),
                *("closed_on", *SEALS.values()),
            )
        )
    elif act is Act.SIGN:
        values = {_SIGNED_FIELD[side]: day, SEALS[side]: seal}
    elif act is Act.SIGN_WITHOUT:
        values = {"unsigned_why": why}
    elif act is Act.MEET:
        values = {"meeting_on": day}
    else:
        values = {"meeting_on": None, "unsigned_why": None}
    after = _after(standing, values)
    if after.stage is Stage.CLOSED:
        values["closed_on"] = day
    return {**values, "state": after.stage.value}


def refuse(act: Act, side: Side, standing: Standing, why: str = "") -> None:
    """Refuse, in one sentence, what `side` cannot do now."""
    reason = _reason(act, side, standing, why)
    if reason:
        raise Refusal(reason)


def can(act: Act, side: Side, standing: Standing) -> bool:
    """Whether it is to be offered."""
    return not _reason(act, side, standing, "-")


def refuse_unanswered(questions: Sequence[str]) -> None:
    """Refuse a release while questions that are needed for it have no answer; the first few are named."""
    if not questions:
        return
    named = "; ".join(f"“{shorten(question, 60)}”" for question in questions[:_NAMED])
    more = len(questions) - _NAMED
    if more > 0:
        named += " " + ngettext("and {count} more", "and {count} more", more).format(count=more)
    raise Refusal(_("Before this part can be released, answer {questions}.").format(questions=named))


def refuse_writing(writer: Side, standing: Standing, part: Part | None = None) -> None:
    """Say why `writer` cannot write: in `part`, or in the appraisal itself. For use once it is known that they cannot."""
    if standing.stage is Stage.CLOSED:
        raise Refusal(_("This appraisal is signed and locked. Reopen it with a reason to change anything."))
    if writer is Side.NOBODY:
        raise Refusal(_("Only those who take part in this appraisal can write in it."))
    if part is not None and part not in (_PART.get(writer), Part.PRIVATE):
        raise Refusal(_("Each side writes its own part. This answer is the other side's."))
    if part is Part.PRIVATE:
        raise Refusal(_("Private notes are the line manager's alone."))
    if standing.anybody_signed:
        raise Refusal(
            _("Somebody has signed this already. Reopen it with a reason to change what was signed.")
        )
    if standing.stage is Stage.SIGNING:
        raise Refusal(_("The meeting is recorded, so what was written stands. Go back to the meeting first."))
    if part is not None and standing.released(part):
        raise Refusal(_("This part is released. Take the release back to change it."))
    raise Refusal(
        _("This cannot be written by you, or not yet. What comes next is said at the head of the page.")
    )


def _after(standing: Standing, values: dict[str, date | str | None]) -> Standing:
    def now(field: str, before: bool) -> bool:
        return bool(values[field]) if field in values else before

    return Standing(
        self_released=now("self_released", standing.self_released),
        manager_released=now("manager_released", standing.manager_released),
        met=now("meeting_on", standing.met),
        self_signed=now("subject_signed", standing.self_signed),
        unsigned=now("unsigned_why", standing.unsigned),
        manager_signed=now("manager_signed", standing.manager_signed),
        countersigned=now("countersigned", standing.countersigned),
        has_countersigner=standing.has_countersigner,
    )


def _reason(act: Act, side: Side, standing: Standing, why: str) -> str:
    if side is Side.NOBODY:
        return _("Only those who take part in this appraisal can do that.")
    if act in _MANAGERS and side is not Side.MANAGER:
        return _("That is for the line manager to do.")
    if act is Act.REOPEN:
        return _no_reopening(side, standing, why)
    if standing.stage is Stage.CLOSED:
        return _("This appraisal is signed and locked. Reopen it with a reason to change anything.")
    if act in (Act.RELEASE, Act.TAKE_BACK):
        return _no_release(act, side, standing)
    if act is Act.MEET:
        return _no_meeting(standing)
    return _no_signing(act, side, standing, why)


def _no_release(act: Act, side: Side, standing: Standing) -> str:
    if side not in _PART:
        return _("Whoever countersigns has no part to release.")
    released = standing.released(_PART[side])
    if act is Act.RELEASE:
        return _("This part is released already.") if released else ""
    if not released:
        return _("This part is not released.")
    if standing.stage is not Stage.OPEN:
        return _(
            "Both parts are released and may have been read. Put right in the meeting what is to change."
        )
    return ""


def _no_meeting(standing: Standing) -> str:
    if standing.stage is Stage.MEETING:
        return ""
    if standing.stage is Stage.SIGNING:
        return _("The meeting is recorded already.")
    if standing.self_released == standing.manager_released:
        return _("Both parts have to be released before the meeting is recorded.")
    if standing.manager_released:
        return _("The person's part has to be released before the meeting is recorded.")
    return _("The manager's part has to be released before the meeting is recorded.")


def _no_signing(act: Act, side: Side, standing: Standing, why: str) -> str:
    if standing.stage is not Stage.SIGNING:
        return _("Both parts have to be released and the meeting recorded before anybody signs.")
    if act is Act.RESUME:
        return _("Somebody has signed already. Reopen it with a reason.") if standing.anybody_signed else ""
    person = standing.self_signed or standing.unsigned
    if act is Act.SIGN_WITHOUT:
        if person:
            return _("The person has signed, or why not is on record.")
        return "" if why.strip() else _("Say why the person does not sign.")
    if side is Side.SELF:
        return _no_own_signature(standing)
    if side is Side.MANAGER:
        if standing.manager_signed:
            return _("You have signed already.")
        return "" if person else _("The person signs before the manager does.")
    if not standing.manager_signed:
        return _("Whoever countersigns does so after the manager.")
    return _("You have signed already.") if standing.countersigned else ""


def _no_own_signature(standing: Standing) -> str:
    if standing.self_signed:
        return _("You have signed already.")
    if standing.manager_signed:
        return _("It was signed without you, and why is on record. The manager can reopen it.")
    return ""


def _no_reopening(side: Side, standing: Standing, why: str) -> str:
    if side is Side.SELF:
        return _("Ask your line manager to reopen it: that is for the manager or whoever countersigns.")
    if not standing.anybody_signed:
        return _("Nothing is signed yet, so there is nothing to reopen.")
    return "" if why.strip() else _("Say why it is reopened: the reason is kept.")


def not_in_future(day: date, today: date) -> date:
    """`day`, refused where it is still to come: what has not happened cannot be signed for."""
    if day > today:
        raise Refusal(
            _("{day} is still to come. Enter the day on which it was.").format(day=format_date(day))
        )
    return day
