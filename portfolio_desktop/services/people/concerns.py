# SPDX-License-Identifier: Apache-2.0
"""Matters of capability and conduct, and grievances: step by step after the Acas Code, with dates and reasons on record.

Nothing of health or pay is read here: those are kept in `apart`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.base.text import one_line
from portfolio_desktop.catalogue.confidential.concerns import Concern, ConcernReview, ConcernStep
from portfolio_desktop.catalogue.fields import Id, Value, Values
from portfolio_desktop.catalogue.filters import Op, Sort, Test
from portfolio_desktop.domain.appraisal import steps as code_of_practice
from portfolio_desktop.domain.appraisal.acts import not_in_future
from portfolio_desktop.domain.appraisal.steps import StageMark
from portfolio_desktop.services import records
from portfolio_desktop.services.office import record_of
from portfolio_desktop.services.people.known import code, day, link, names, said
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.services.records import checked
from portfolio_desktop.storage.changes import Change, Changes, Create, Edit
from portfolio_desktop.storage.read import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step to be taken in a matter. `skipped` is the reason where a step that is expected before it was left out."""

    stage: str
    title: str
    on: date | None = None
    present: str = ""
    companion: str = ""
    words: str = ""
    skipped: str = ""
    next_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """One matter: its steps by date, its way, the stages in order next and by when, and what to watch, a sentence each.

    `next_by` is the day that was entered, else the one that is usual, and `usual` says which it is.
    """

    today: date
    name: str
    record: Concern
    steps: tuple[ConcernStep, ...]
    reviews: tuple[ConcernReview, ...]
    trail: tuple[StageMark, ...]
    next: tuple[str, ...]
    next_by: date | None
    usual: bool
    watch: tuple[str, ...]


def open_matter(
    people: PeopleFile, subject: Id, kind: str, title: str, what: str = "", on: date | None = None
) -> Changes:
    """A matter noted for the first time: "capability" where somebody cannot yet, "conduct" where they would not, "grievance"
    where the person raises it."""
    noted = not_in_future(on or people.today(), people.today())
    values: dict[str, Value] = {"subject_id": subject, "kind": kind, "title": title, "what": what or None}
    made = records.create(people, "concern", said({**values, "raised_on": noted, "stage": "concern"}))
    first = next(item for item in made if isinstance(item, Create))
    step: Values = {"concern_id": first.record, "stage": "concern", "on": noted, "title": _("Noted")}
    return Changes(made.label, (*made.items, Create("concern_step", Id(people.store.new_id()), step)))


def take_step(people: PeopleFile, concern: Id, step: Step) -> Changes:
    """A step of a matter, on record with its day, who was there and what was said; the matter moves to its stage.

    Where the Code expects another step first, this says which and why, and goes on once a reason is given. Outcomes are
    given by `give_outcome`.
    """
    if step.stage == "outcome":
        raise Refusal(_("Give the outcome itself: which it is decides about warning and appeal."))
    with people.reading() as reader:
        record, taken = _matter(reader, concern)
    _refuse_out_of_order(code(record.kind), step, _stages(taken))
    if step.stage == "meeting" and not step.companion.strip():
        raise Refusal(code_of_practice.without_companion())
    on = _on(people, record, step)
    closed = on if step.stage == "closed" else None
    edits = _edits(record, {"stage": step.stage, "closed_on": closed, "next_on": step.next_on})
    label = _("Take a step in “{title}”").format(title=record.title)
    return Changes(label, (_made(people, concern, step, on), *edits))


def give_outcome(
    people: PeopleFile,
    concern: Id,
    outcome: str,
    step: Step,
    *,
    warning_until: date | None = None,
    appeal_by: date | None = None,
) -> Changes:
    """The outcome of a formal meeting or of an appeal, with the days until which a warning lasts and an appeal is possible.

    Where none are given they are the usual ones: six months for a first warning, twelve for a final one, five working
    days for an appeal.
    """
    with people.reading() as reader:
        record, taken = _matter(reader, concern)
    kind = code(record.kind)
    if outcome not in code_of_practice.OUTCOMES.get(kind, ()):
        raise Refusal(_("That is no outcome of a matter of this kind."))
    _refuse_out_of_order(
        kind, step, _stages(taken), code_of_practice.outcome_skipped(outcome, _outcomes(people, record))
    )
    on = _on(people, record, step)
    new: dict[str, Value] = {
        "stage": "outcome",
        "outcome": outcome,
        "outcome_on": on,
        "warning_until": warning_until or code_of_practice.warning_until(outcome, on),
        "appeal_by": appeal_by or code_of_practice.appeal_by(on),
        "closed_on": None,
        "next_on": step.next_on,
    }
    items: tuple[Change, ...] = (_made(people, concern, step, on), *_edits(record, new))
    return Changes(_("Give the outcome of “{title}”").format(title=record.title), items)


def plan_reviews(people: PeopleFile, concern: Id, days: Sequence[date]) -> Changes:
    """Days on which both look at the improvement plan; those that are planned already are left out."""
    with people.reading() as reader:
        record, _taken = _matter(reader, concern)
        there = {day(one.due) for one in _reviews(reader, concern)}
    raised = day(record.raised_on)
    for on in days:
        if raised is not None and on < raised:
            raise Refusal(
                _("The matter was noted on {day}; a review comes after that.").format(day=format_date(raised))
            )
    fresh = sorted(set(days) - there)
    made: list[Change] = [
        Create("concern_review", Id(people.store.new_id()), {"concern_id": concern, "due": on})
        for on in fresh
    ]
    text = ngettext(
        "Plan {count} review of “{title}”", "Plan {count} reviews of “{title}”", len(fresh)
    ).format(count=len(fresh), title=record.title)
    first = min([*fresh, *filter(None, (_next_review(people, concern),))], default=None)
    return Changes(text, (*made, *_edits(record, {"review_on": first})) if made else ())


def hold_review(
    people: PeopleFile, review: Id, result: str, words: str = "", on: date | None = None
) -> Changes:
    """What a review found, today or `on` an earlier day; the next review of the matter is the next one planned."""
    with people.reading() as reader:
        found = cast(ConcernReview, record_of(reader, "concern_review", review))
        record, _taken = _matter(reader, Id(str(found.concern_id)))
        entity = reader.catalogue.entity("concern_review")
    if day(found.held_on) is not None:
        raise Refusal(_("This review has been held already."))
    if not result:
        raise Refusal(_("Say how it stands: that is what the review is for."))
    held = not_in_future(on or people.today(), people.today())
    new = checked(people.catalogue, entity, {"held_on": held, "result": result, "words": words or None})
    items = [Edit("concern_review", review, name, value) for name, value in new.items() if value is not None]
    coming = _next_review(people, record.id, but=review)
    return Changes(
        _("Hold a review of “{title}”").format(title=record.title),
        (*items, *_edits(record, {"review_on": coming})),
    )


def matter(people: PeopleFile, concern: Id) -> Matter:
    """A matter with all that is on record of it, and what comes next."""
    today = people.today()
    with people.reading() as reader:
        record, taken = _matter(reader, concern)
        subject = link(record.subject_id)
        name = names(reader, [subject])[subject]
        reviews = _reviews(reader, concern)
    kind, stage = code(record.kind), code(record.stage)
    closed = stage == "closed"
    following = () if closed else tuple(code_of_practice.next_stages(kind, _stages(taken)))
    entered, last = day(record.next_on), max((on for one in taken if (on := day(one.on))), default=None)
    usual = code_of_practice.next_by(stage, last) if last and following else None
    return Matter(
        today=today,
        name=name,
        record=record,
        steps=tuple(taken),
        reviews=tuple(reviews),
        trail=code_of_practice.trail(
            kind, stage, {"concern": day(record.raised_on), **{code(one.stage): day(one.on) for one in taken}}
        ),
        next=following,
        next_by=None if closed else entered or usual,
        usual=entered is None,
        watch=tuple(_watch(record, today)),
    )


def outcome_words(people: PeopleFile, record: Concern) -> str:
    """The outcome of a matter with how long it counts; nothing where there is none yet."""
    item = people.catalogue.list_named("concern.outcome").item(code(record.outcome))
    until = day(record.warning_until)
    if item is None:
        return ""
    if until is None:
        return _(item.label)
    text = (
        _("{outcome}, in force until {day}")
        if until >= people.today()
        else _("{outcome}, expired on {day}: it counts no more")
    )
    return text.format(outcome=_(item.label), day=format_date(until))


def matters(people: PeopleFile, subject: Id) -> list[Concern]:
    """All matters of somebody, the latest first."""
    with people.reading() as reader:
        entity = reader.catalogue.entity("concern")
        found = reader.all(entity, Test("subject_id", Op.IS, subject), (Sort("raised_on", descending=True),))
    return [cast(Concern, one) for one in found]


def _matter(reader: Reader, concern: Id) -> tuple[Concern, list[ConcernStep]]:
    record = cast(Concern, record_of(reader, "concern", concern))
    entity = reader.catalogue.entity("concern_step")
    found = reader.all(entity, Test("concern_id", Op.IS, concern), (Sort("on"),))
    return record, [cast(ConcernStep, one) for one in found]


def _reviews(reader: Reader, concern: Id) -> list[ConcernReview]:
    entity = reader.catalogue.entity("concern_review")
    found = reader.all(entity, Test("concern_id", Op.IS, concern), (Sort("due"),))
    return [cast(ConcernReview, one) for one in found]


def _next_review(people: PeopleFile, concern: Id, but: Id | None = None) -> date | None:
    """The first day planned that is not held yet."""
    with people.reading() as reader:
        found = _reviews(reader, concern)
    planned = [day(one.due) for one in found if day(one.held_on) is None and one.id != but]
    return min((on for on in planned if on is not None), default=None)


def _stages(steps: Sequence[ConcernStep]) -> set[str]:
    return {code(step.stage) for step in steps}


def _outcomes(people: PeopleFile, record: Concern) -> set[str]:
    """The outcomes given to the person before, of this kind of matter: warnings that have ended count no more."""
    today = people.today()
    return {
        code(one.outcome)
        for one in matters(people, Id(str(record.subject_id)))
        if one.kind == record.kind and one.outcome and (day(one.warning_until) or date.min) >= today
    }


def _refuse_out_of_order(kind: str, step: Step, taken: set[str], more: str = "") -> None:
    expected = code_of_practice.skipped(kind, step.stage, taken) or more
    if expected and not step.skipped.strip():
        raise Refusal(
            _("{expected} Say why it is left out to go on; the reason is kept.").format(expected=expected)
        )


def _on(people: PeopleFile, record: Concern, step: Step) -> date:
    on = not_in_future(step.on or people.today(), people.today())
    raised = day(record.raised_on)
    if raised is not None and on < raised:
        raise Refusal(
            _("The matter was noted on {day}; a step comes after that.").format(day=format_date(raised))
        )
    return on


def _made(people: PeopleFile, concern: Id, step: Step, on: date) -> Create:
    if not one_line(step.title):
        raise Refusal(_("Say in a few words what was done."))
    values: dict[str, Value] = {
        "concern_id": concern,
        "stage": step.stage,
        "on": on,
        "title": step.title,
        "present": step.present,
        "companion": step.companion,
        "words": step.words,
        "skipped": step.skipped,
    }
    entity = people.catalogue.entity("concern_step")
    return Create("concern_step", Id(people.store.new_id()), said(checked(people.catalogue, entity, values)))


def _edits(record: Concern, new: dict[str, Value]) -> list[Edit]:
    return [Edit("concern", record.id, name, value) for name, value in new.items() if value != record[name]]


def _watch(record: Concern, today: date) -> list[str]:
    """Dates that matter now."""
    found = []
    appeal, warning, review = day(record.appeal_by), day(record.warning_until), day(record.review_on)
    if appeal is not None and appeal >= today and record.stage == "outcome":
        found.append(_("An appeal is possible until {day}.").format(day=format_date(appeal)))
    if warning is not None:
        text = (
            _("The warning lasts until {day}.")
            if warning >= today
            else _("The warning expired on {day}. It counts no more, and nothing may rest on it.")
        )
        found.append(text.format(day=format_date(warning)))
    if review is not None and record.stage not in ("plan", "closed"):  # of a plan it is what is next
        late = _("The review was due on {day}.") if review < today else _("The next review is on {day}.")
        found.append(late.format(day=format_date(review)))
    return found
