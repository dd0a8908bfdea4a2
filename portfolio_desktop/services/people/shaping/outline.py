# SPDX-License-Identifier: Apache-2.0
"""A form as its editor shows it: sections and questions in their order; and each act on it, as one change set."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import cast

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.text import one_line, shorten
from portfolio_desktop.catalogue.confidential.forms import Form, FormQuestion, FormSection
from portfolio_desktop.catalogue.fields import Id, Record, Value, Values
from portfolio_desktop.catalogue.filters import Op, Sort, Test
from portfolio_desktop.services import records
from portfolio_desktop.services.office import record_of
from portfolio_desktop.services.people.known import code, said
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.services.people.shaping.freezing import running_on
from portfolio_desktop.storage.changes import Changes, Create, Edit
from portfolio_desktop.storage.read import Reader

_SHOWN = 60


class Who(StrEnum):
    """Who answers a question."""

    BOTH = "both"
    SELF = "self"
    MANAGER = "manager"
    PRIVATE = "private"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionLine:
    """One question of a form. `kind` is how it is answered, `wanted` that no part is released without it."""

    id: Id
    section: Id
    question: str
    prompt: str = ""
    block: str = ""
    kind: str = "words"
    who: Who = Who.BOTH
    wanted: bool = False


@dataclass(frozen=True, slots=True)
class SectionLine:
    """Questions under a heading."""

    id: Id
    title: str
    intro: str
    questions: tuple[QuestionLine, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A form with all it asks. `running` names the years on which account nothing in it can be changed."""

    id: Id
    title: str
    note: str
    sections: tuple[SectionLine, ...]
    running: tuple[str, ...]

    @property
    def questions(self) -> tuple[QuestionLine, ...]:
        """All of them, in their order."""
        return tuple(question for section in self.sections for question in section.questions)


@dataclass(frozen=True, slots=True)
class FormLine:
    """A form in the list of forms."""

    id: Id
    title: str
    questions: int
    running: tuple[str, ...]


def forms_there(people: PeopleFile) -> list[FormLine]:
    """Every form, by title."""
    with people.reading() as reader:
        found = reader.all(reader.catalogue.entity("form"), order=(Sort("title"),))
        return [
            FormLine(
                one.id, str(one["title"]), len(_outline(reader, one).questions), running_on(reader, one.id)
            )
            for one in found
        ]


def outline(people: PeopleFile, form: Id) -> Outline:
    """One form."""
    with people.reading() as reader:
        return _outline(reader, record_of(reader, "form", form))


def new_form(people: PeopleFile, title: str) -> Changes:
    """A form with one question to both, to go on from."""
    form, section = Id(people.store.new_id()), Id(people.store.new_id())
    items = (
        Create("form", form, {"title": _named(title)}),
        Create("form_section", section, {"form_id": form, "position": 1, "title": _("First section")}),
        _question(people, section, 1, _("What went well, and what shows it?")),
    )
    return Changes(_("Make the form “{title}”").format(title=title), items)


def add_section(people: PeopleFile, form: Id, title: str) -> Changes:
    """A section at the end of a form, with a question of its own to be worded."""
    place = len(outline(people, form).sections) + 1
    section = Id(people.store.new_id())
    made = Create("form_section", section, {"form_id": form, "position": place, "title": _named(title)})
    return Changes(_("Add the section “{title}”").format(title=title), (made,))


def add_question(people: PeopleFile, section: Id, words: str, after: Id | None = None) -> Changes:
    """A question to both sides, behind `after`, or at the end of its section."""
    with people.reading() as reader:
        there = [one.id for one in _questions(reader, section)]
    made = _question(people, section, 0, _named(words))
    place = there.index(after) + 1 if after in there else len(there)
    order = [*there[:place], made.record, *there[place:]]
    moved = _numbered(people, "form_question", order, made=made)
    return Changes(_("Add a question: {words}").format(words=shorten(words, _SHOWN)), moved)


def change_question(
    people: PeopleFile, question: Id, given: Values = MappingProxyType({}), who: Who | None = None
) -> Changes:
    """Other words, help, block, kind or readers. What nobody else reads cannot be asked of anybody for release."""
    values = dict(given)
    if who is not None:
        values |= _flags(who)
        if who in (Who.PRIVATE, Who.NOBODY):
            values["wanted"] = False
    if "question" in values:
        values["question"] = _named(str(values["question"] or ""))
    return records.change(people, "form_question", question, values)


def move_question(people: PeopleFile, question: Id, section: Id, place: int) -> Changes:
    """Put a question at a place of a section, which may be another than its own."""
    with people.reading() as reader:
        record = cast(FormQuestion, record_of(reader, "form_question", question))
        there = [one.id for one in _questions(reader, section) if one.id != question]
        theirs = [one.id for one in _questions(reader, Id(str(record.section_id))) if one.id != question]
    order = [*there[:place], question, *there[place:]]
    items: list[Create | Edit] = []
    if record.section_id != section:
        items.append(Edit("form_question", question, "section_id", section))
        items += _numbered(people, "form_question", theirs)
    items += _numbered(people, "form_question", order)
    words = shorten(record.question or "", _SHOWN)
    return Changes(_("Move the question: {words}").format(words=words), tuple(items))


def move_section(people: PeopleFile, section: Id, place: int) -> Changes:
    """Put a section, with its questions, at a place of its form."""
    with people.reading() as reader:
        record = cast(FormSection, record_of(reader, "form_section", section))
        there = [one.id for one in _sections(reader, Id(str(record.form_id))) if one.id != section]
    order = [*there[:place], section, *there[place:]]
    label = _("Move the section “{title}”").format(title=record.title)
    return Changes(label, _numbered(people, "form_section", order))


def _named(words: str) -> str:
    found = one_line(words)
    if not found:
        raise Refusal(_("Give it words: nobody can answer an empty line."))
    return found


def _question(people: PeopleFile, section: Id, place: int, words: str) -> Create:
    values: dict[str, Value] = {
        "section_id": section,
        "position": place,
        "question": words,
        "kind": "words",
        **_flags(Who.BOTH),
    }
    return Create("form_question", Id(people.store.new_id()), said(values))


def _flags(who: Who) -> dict[str, Value]:
    return {
        "by_self": who in (Who.BOTH, Who.SELF),
        "by_manager": who in (Who.BOTH, Who.MANAGER),
        "private": who is Who.PRIVATE,
    }


def _numbered(
    people: PeopleFile, entity: str, order: Sequence[Id], made: Create | None = None
) -> tuple[Create | Edit, ...]:
    """What makes the records stand in that order, counted from 1; `made` is one of them that is not there yet."""
    with people.reading() as reader:
        there = {one.id: one for one in reader.many(reader.catalogue.entity(entity), order)}
    items: list[Create | Edit] = []
    for place, id in enumerate(order, 1):
        if made is not None and id == made.record:
            items.append(Create(entity, id, {**made.values, "position": place}))
        elif there[id]["position"] != place:
            items.append(Edit(entity, id, "position", place))
    return tuple(items)


def _outline(reader: Reader, form: Record) -> Outline:
    whole = cast(Form, form)
    sections = tuple(
        SectionLine(
            section.id,
            section.title or "",
            section.intro or "",
            tuple(_line(question, section.id) for question in _questions(reader, section.id)),
        )
        for section in _sections(reader, whole.id)
    )
    return Outline(whole.id, whole.title or "", whole.note or "", sections, running_on(reader, whole.id))


def _line(question: FormQuestion, section: Id) -> QuestionLine:
    return QuestionLine(
        id=question.id,
        section=section,
        question=question.question or "",
        prompt=question.prompt or "",
        block=code(question.block),
        kind=code(question.kind) or "words",
        who=_who(question),
        wanted=bool(question.wanted),
    )


def _who(question: FormQuestion) -> Who:
    if question.private:
        return Who.PRIVATE
    sides = bool(question.by_self), bool(question.by_manager)
    return {(True, True): Who.BOTH, (True, False): Who.SELF, (False, True): Who.MANAGER}.get(
        sides, Who.NOBODY
    )


def _sections(reader: Reader, form: Id) -> list[FormSection]:
    return [cast(FormSection, one) for one in _parts(reader, "form_section", "form_id", form)]


def _questions(reader: Reader, section: Id) -> list[FormQuestion]:
    return [cast(FormQuestion, one) for one in _parts(reader, "form_question", "section_id", section)]


def _parts(reader: Reader, entity: str, owner: str, id: Id) -> Iterable[Record]:
    return reader.all(reader.catalogue.entity(entity), Test(owner, Op.IS, id), (Sort("position"),))
