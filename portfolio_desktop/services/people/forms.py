# SPDX-License-Identifier: Apache-2.0
"""Forms and scales that an organisation edits, and the copy of the questions that each appraisal takes for itself."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.catalogue.confidential.appraisals import Answer, Appraisal
from portfolio_desktop.catalogue.confidential.cycles import RatingLevel
from portfolio_desktop.catalogue.confidential.evidence import Aim
from portfolio_desktop.catalogue.confidential.forms import FormQuestion, FormSection
from portfolio_desktop.catalogue.fields import Id, Value, Values
from portfolio_desktop.catalogue.filters import All, Op, Sort, Test
from portfolio_desktop.domain.appraisal.standing import Part, standing_of
from portfolio_desktop.services.office import record_of
from portfolio_desktop.services.people.known import link, said, whole
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.storage.changes import Changes, Create
from portfolio_desktop.storage.read import Reader

_SECTION_STEP = 1000  # places between sections: room for questions that come later
_QUESTION_STEP = 10
_OBJECTIVES_FROM = 500  # where questions on single objectives begin within their section
_OBJECTIVES_BLOCK = "progress"
_OBJECTIVES_PROMPT = N_("What was done, by when, and what shows it.")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a rating scale; 1 is the lowest step."""

    step: int
    label: str
    descriptor: str


def levels(reader: Reader, scale: Id | None) -> tuple[Level, ...]:
    """The levels of a scale, the lowest first; none without a scale."""
    if scale is None:
        return ()
    entity = reader.catalogue.entity("rating_level")
    found = reader.all(entity, Test("scale_id", Op.IS, scale), (Sort("step"),))
    rows = [cast(RatingLevel, record) for record in found]
    return tuple(
        Level(step, row.label or "", row.descriptor or "")
        for row in rows
        if (step := whole(row.step)) is not None
    )


def label_of(levels: tuple[Level, ...], step: Value) -> str:
    """What a level is called; its number where the scale has no such level, and nothing where there is none."""
    found = next((level.label for level in levels if level.step == step), None)
    return found if found is not None else str(step) if isinstance(step, int) else ""


def frozen(reader: Reader, form: Id) -> tuple[Values, ...]:
    """The questions of a form as an appraisal keeps them, one set of values for each side that answers.

    Both sides' rows of one question have the same place. Refuses a form without questions.
    """
    record_of(reader, "form", form)
    found: list[Values] = []
    for section_number, (section, questions) in enumerate(_sections(reader, form), 1):
        for number, question in enumerate(questions, 1):
            place = section_number * _SECTION_STEP + number * _QUESTION_STEP
            found += [_asked(section, question, place, part) for part in _parts(question)]
    if not found:
        raise Refusal(_("This form asks nobody anything. Give it a question, and say who answers it."))
    return tuple(found)


def ask_about_objectives(people: PeopleFile, appraisal: Id) -> Changes:
    """Add a question for each agreed objective that is not yet asked about: words of the person, words and level of the manager.

    They stand with the questions on progress. Those asked already stay as they are.
    """
    with people.reading() as reader:
        record = cast(Appraisal, record_of(reader, "appraisal", appraisal))
        standing = standing_of(record)
        if standing.self_released or standing.manager_released:
            raise Refusal(_("Ask about objectives before either part is released."))
        answers = answers_of(reader, appraisal)
        aims = _agreed(reader, record)
        rated = bool(levels(reader, link(record.scale_id)))
    asked = {answer.aim_id for answer in answers}
    section, place = _place_of_objectives(answers)
    items = []
    for aim in (aim for aim in aims if aim.id not in asked):
        values: dict[str, Value] = {
            "appraisal_id": appraisal,
            "section": section,
            "position": place,
            "question": aim.title,
            "prompt": " ".join(filter(None, (_measured(aim), _(_OBJECTIVES_PROMPT)))),
            "block": "how" if aim.side == "how" else "what",
            "aim_id": aim.id,
        }
        for part in (Part.SELF, Part.MANAGER):
            kind = "words_rating" if part is Part.MANAGER and rated else "words"
            wanted = part is Part.MANAGER
            values |= {"side": part.value, "kind": kind, "wanted": wanted}
            items.append(Create("answer", Id(people.store.new_id()), said(values)))
        place += _QUESTION_STEP
    return Changes(_("Ask about the objectives in {title}").format(title=record.title), tuple(items))


def copy_form(people: PeopleFile, form: Id, title: str) -> Changes:
    """A form of one's own with the sections and questions of another, to be edited."""
    with people.reading() as reader:
        whole_form = record_of(reader, "form", form)
        sections = _sections(reader, form)
        definitions = {
            name: reader.catalogue.entity(name) for name in ("form", "form_section", "form_question")
        }
    made = Id(people.store.new_id())
    items = [Create("form", made, {**said(definitions["form"].values(whole_form)), "title": title})]
    for section, questions in sections:
        under = Id(people.store.new_id())
        values = said(definitions["form_section"].values(section))
        items.append(Create("form_section", under, {**values, "form_id": made}))
        for question in questions:
            values = said(definitions["form_question"].values(question))
            items.append(Create("form_question", Id(people.store.new_id()), {**values, "section_id": under}))
    return Changes(_("Copy the form as “{title}”").format(title=title), tuple(items))


def copy_scale(people: PeopleFile, scale: Id, title: str) -> Changes:
    """A scale of one's own with the levels of another, to be edited."""
    with people.reading() as reader:
        whole_scale = record_of(reader, "rating_scale", scale)
        note = whole_scale["note"]
        rungs = levels(reader, scale)
    made = Id(people.store.new_id())
    items = [Create("rating_scale", made, said({"title": title, "note": note}))]
    for rung in rungs:
        values: Values = {
            "scale_id": made,
            "step": rung.step,
            "label": rung.label,
            "descriptor": rung.descriptor,
        }
        items.append(Create("rating_level", Id(people.store.new_id()), values))
    return Changes(_("Copy the scale as “{title}”").format(title=title), tuple(items))


def answers_of(reader: Reader, appraisal: Id) -> list[Answer]:
    """All answers of an appraisal in the order of the form, whoever may read them."""
    return answers_of_many(reader, [appraisal]).get(appraisal, [])


def answers_of_many(reader: Reader, appraisals: list[Id]) -> Mapping[Id, list[Answer]]:
    """As `answers_of`, for many appraisals at once."""
    entity = reader.catalogue.entity("answer")
    found: dict[Id, list[Answer]] = defaultdict(list)
    for record in reader.all(entity, Test("appraisal_id", Op.ANY_OF, appraisals), (Sort("position"),)):
        answer = cast(Answer, record)
        found[Id(str(answer.appraisal_id))].append(answer)
    return found


def _sections(reader: Reader, form: Id) -> list[tuple[FormSection, list[FormQuestion]]]:
    entity = reader.catalogue.entity("form_section")
    found = reader.all(entity, Test("form_id", Op.IS, form), (Sort("position"),))
    sections = [cast(FormSection, record) for record in found]
    entity = reader.catalogue.entity("form_question")
    under: dict[object, list[FormQuestion]] = defaultdict(list)
    where = Test("section_id", Op.ANY_OF, [section.id for section in sections])
    for record in reader.all(entity, where, (Sort("position"),)):
        question = cast(FormQuestion, record)
        under[question.section_id].append(question)
    return [(section, under[section.id]) for section in sections]


def _parts(question: FormQuestion) -> Iterator[Part]:
    if question.private:
        yield Part.PRIVATE
        return
    if question.by_self:
        yield Part.SELF
    if question.by_manager:
        yield Part.MANAGER


def _asked(section: FormSection, question: FormQuestion, place: int, part: Part) -> Values:
    values: dict[str, Value] = {
        "position": place,
        "section": section.title,
        "question": question.question,
        "prompt": question.prompt,
        "block": question.block,
        "kind": question.kind,
        "side": part.value,
        "wanted": bool(question.wanted) and part is not Part.PRIVATE,
    }
    return said(values)


def _agreed(reader: Reader, appraisal: Appraisal) -> list[Aim]:
    entity = reader.catalogue.entity("aim")
    where = All(
        (Test("subject_id", Op.IS, appraisal.subject_id), Test("cycle_id", Op.IS, appraisal.cycle_id))
    )
    found = [cast(Aim, record) for record in reader.all(entity, where)]
    return [aim for aim in found if aim.status not in ("draft", "dropped")]


def _place_of_objectives(answers: list[Answer]) -> tuple[str | None, int]:
    """The section that asks about progress, and the first free place for objectives in it."""
    shared = [answer for answer in answers if answer.side != Part.PRIVATE]
    about = [answer for answer in shared if answer.block == _OBJECTIVES_BLOCK] or shared
    if not about:
        return _("Objectives"), _SECTION_STEP
    section = about[0].section
    places = [place for answer in shared if answer.section == section and (place := whole(answer.position))]
    first = max(places, default=0) // _SECTION_STEP * _SECTION_STEP + _OBJECTIVES_FROM
    return section, max(first, max(places, default=0) + _QUESTION_STEP)


def _measured(aim: Aim) -> str:
    parts = [_("Measured by: {measure}.").format(measure=aim.measure) if aim.measure else ""]
    parts.append(_("Target: {target}.").format(target=aim.target) if aim.target else "")
    return " ".join(filter(None, parts))
