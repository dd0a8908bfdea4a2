# SPDX-License-Identifier: Apache-2.0
"""What becomes of a risk: it happens, is escalated, closed with its outcome, or reviewed. Each returns one change set."""

from collections.abc import Callable
from datetime import date
from typing import cast

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.errors import Outdated, Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue.fields import Id, Value, Values
from portfolio_desktop.catalogue.records.risk import Risk
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office, record_of
from portfolio_desktop.services.risks.judging import STEPS, Judge, steps_of
from portfolio_desktop.services.words import link_titles, words
from portfolio_desktop.storage.changes import Changes, Create, Edit
from portfolio_desktop.storage.read import Reader

HAPPENED = "issue"

_SEVERITY = {
    "green": "low",
    "amber_green": "medium",
    "amber": "medium",
    "amber_red": "high",
    "red": "critical",
}
"""How severe an issue is at first, by the tone of the band that its risk was in."""

_CARRIED_OVER = ("project_id", "programme_id", "category", "owner_id")


def happened(
    office: Office, id: Id, *, title: str = "", what: str = "", severity: str = "", on: date | None = None
) -> Changes:
    """The risk becomes an issue that says where it came from. What the issue is not told, it takes from the risk.

    Refuses an opportunity, and a risk that has become an issue already.
    """
    risk, band_tone = _risk(office, id)
    if risk.kind == "opportunity":
        raise Refusal(
            _("{risk} is an opportunity. Close it, and say what came of it.").format(risk=_name(office, risk))
        )
    if risk.status == HAPPENED:
        raise Refusal(_("{risk} has become an issue already.").format(risk=_name(office, risk)))
    issue = records.create(
        office,
        "issue",
        {
            "title": title.strip() or risk.title,
            "description": what.strip() or risk.event,
            "impact": risk.effect,
            "severity": severity or _SEVERITY.get(band_tone),
            "recommendation": risk.contingency,
            "raised_on": on or office.today(),
            "risk_id": id,
            **{name: _known(risk[name]) for name in _CARRIED_OVER},
        },
    )
    (made,) = cast(tuple[Create, ...], issue.items)
    label = _("{risk} has happened: it is now {issue}").format(
        risk=_name(office, risk), issue=made.values.get("code")
    )
    return Changes(label, issue.items) + records.change(office, "risk", id, {"status": HAPPENED})


def escalate(office: Office, id: Id) -> Changes:
    """The risk moves to the register above its own; past the programmes where its project is in none.

    Refuses a risk that is over, and one that stands at the top already.
    """
    risk, _tone = _risk(office, id)
    _refuse_over(office, risk)
    if risk.level == "portfolio":
        raise Refusal(
            _("{risk} stands in the register of the portfolio: there is none above.").format(
                risk=_name(office, risk)
            )
        )
    programme = _known(risk.programme_id) or _programme_of(office, risk)
    up = programme and risk.level != "programme"
    values: Values = {"level": "programme", "programme_id": programme} if up else {"level": "portfolio"}
    changes = records.change(office, "risk", id, values)
    said = _in_words(office, risk, [edit for edit in changes if isinstance(edit, Edit)])
    return Changes(_("Escalate {risk}: {said}").format(risk=_name(office, risk), said=said), changes.items)


def close(office: Office, id: Id, outcome: str, *, status: str = "closed", on: date | None = None) -> Changes:
    """The risk is over, with how it ended. Refuses to close it without words, or with a status that is not an end."""
    risk, _tone = _risk(office, id)
    over = _refuse_over(office, risk)
    if not outcome.strip():
        raise Refusal(_("Say how {risk} ended before it is closed.").format(risk=_name(office, risk)))
    if not over(status) or status == HAPPENED:
        raise Refusal(_("A risk is closed as “closed” or as “expired”."))
    values: Values = {"status": status, "outcome": outcome.strip(), "closed_on": on or office.today()}
    label = _("Close {risk}").format(risk=_name(office, risk))
    return Changes(label, records.change(office, "risk", id, values).items)


def review(
    office: Office,
    id: Id,
    next_review: date,
    *,
    values: Values | None = None,
    reason: str = "",
    opened: Risk | None = None,
) -> Changes:
    """The risk was looked at: confirmed as it stands, or with new `values`, and is looked at again on `next_review`.

    The label says which, with the reason; the log keeps it even where nothing at all changes. Refuses a next review
    that is not to come, new points without a reason, a risk that is over, and one that stands elsewhere than it did when it
    was `opened`.
    """
    if next_review <= office.today():
        raise Refusal(
            _("The next review must be after today; {day} is not.").format(day=format_date(next_review))
        )
    risk, _tone = _risk(office, id)
    _refuse_over(office, risk)
    _refuse_unseen(office, risk, opened)
    changed = records.change(office, "risk", id, values or {})
    edits = [edit for edit in changed if isinstance(edit, Edit) and edit.field != "review_on"]
    if any(edit.field in STEPS for edit in edits) and not reason.strip():
        raise Refusal(_("Say why {risk} stands elsewhere now.").format(risk=_name(office, risk)))
    said = _in_words(office, risk, edits) if edits else _("confirmed as it stands")
    if reason.strip():
        said = f"{said}. {reason.strip()}"
    label = _("Review of {risk}: {said}").format(risk=_name(office, risk), said=said)
    return Changes(label, (*edits, Edit("risk", id, "review_on", next_review)))


def _programme_of(office: Office, risk: Risk) -> Value:
    """The programme of a risk's project."""
    if not isinstance(risk.project_id, str):
        return None
    with office.reading() as reader:
        project = reader.get(reader.catalogue.entity("project"), Id(risk.project_id))
    return _known(project["programme_id"]) if project else None


def _refuse_over(office: Office, risk: Risk) -> Callable[[object], bool]:
    """Refuse a risk that is over; gives what tells whether a status is an end."""
    with office.reading() as reader:
        over = Judge(reader).is_over
    if over(risk.status):
        raise Refusal(_("{risk} is over already.").format(risk=_name(office, risk)))
    return over


def _refuse_unseen(office: Office, risk: Risk, opened: Risk | None) -> None:
    """Refuse to judge a risk that somebody else has judged since, and say how."""
    if opened is None:
        return
    theirs = [Edit("risk", risk.id, name, risk[name]) for name in STEPS if risk[name] != opened[name]]
    if theirs:
        said = _in_words(office, opened, theirs)
        sentence = _(
            "Somebody else has judged {risk} meanwhile: {said}. Look at it again, and save once more."
        )
        raise Outdated(sentence.format(risk=_name(office, risk), said=said), risk)


def _in_words(office: Office, risk: Risk, edits: list[Edit]) -> str:
    with office.reading() as reader:
        entity = reader.catalogue.entity("risk")
        titles = _titles(reader, risk, edits)
        parts = []
        for edit in edits:
            field = entity.field(edit.field)
            old, new = (
                words(reader.catalogue, field, value, titles=titles) or "–"
                for value in (risk[field.name], edit.value)
            )
            parts.append(f"{_(field.label)} {old} → {new}")
    return "; ".join(parts)


def _titles(reader: Reader, risk: Risk, edits: list[Edit]) -> dict[Id, str]:
    entity = reader.catalogue.entity("risk")
    after = entity.make(risk.id, {**entity.values(risk), **{edit.field: edit.value for edit in edits}})
    return link_titles(reader, entity, [risk, after])


def _risk(office: Office, id: Id) -> tuple[Risk, str]:
    """The risk, and the tone of the band that it is in; empty where it is in none."""
    with office.reading() as reader:
        risk = cast(Risk, record_of(reader, "risk", id))
        current = Judge(reader).places(steps_of(risk)).current
    return risk, current.band.tone if current else ""


def _name(office: Office, risk: Risk) -> str:
    entity = office.catalogue.entity("risk")
    return records.name_of(entity, entity.values(risk))


def _known(value: Value) -> Value:
    return None if isinstance(value, Unknown) else value
