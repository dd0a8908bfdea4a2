# SPDX-License-Identifier: Apache-2.0
"""A form or a scale as a file that another manager can take: questions and levels alone, and nothing about anybody.

What is read is believed in nothing: every key, kind and length is looked at, and one sentence says what is wrong.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.text import clean
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.catalogue.filters import Sort
from portfolio_desktop.services.people.known import said
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.services.people.shaping.outline import Who, outline
from portfolio_desktop.services.people.shaping.scales import MOST, scales_there
from portfolio_desktop.storage.changes import Change, Changes, Create

SUFFIX = ".form.json"
LARGEST = 1_000_000
"""Bytes: no form that people fill in comes near it."""

_FORM, _SCALE = "appraisal form", "rating scale"
_VERSION = 1
_TITLE, _WORDS, _PARTS = 300, 4000, 100

_NONE = N_("{name} is no form or scale that Portfolio Desktop has written. Nothing was taken from it.")
_NEWER = N_(
    "{name} was written by a newer version of Portfolio Desktop. Update this laptop, or ask for an older one."
)
_WRONG = N_("{name} cannot be taken: {what}. Nothing was taken from it.")


@dataclass(frozen=True, slots=True)
class Taken:
    """What a file holds, looked through and sound: to be written by `take`."""

    kind: str
    title: str
    content: Mapping[str, Any]


def form_text(people: PeopleFile, form: Id) -> str:
    """A form as the text of a file."""
    found = outline(people, form)
    content = {
        "title": found.title,
        "note": found.note,
        "sections": [
            {
                "title": section.title,
                "intro": section.intro,
                "questions": [
                    {
                        "question": one.question,
                        "prompt": one.prompt,
                        "block": one.block,
                        "kind": one.kind,
                        "who": one.who.value,
                        "wanted": one.wanted,
                    }
                    for one in section.questions
                ],
            }
            for section in found.sections
        ],
    }
    return _text(_FORM, content)


def scale_text(people: PeopleFile, scale: Id) -> str:
    """A scale as the text of a file, the lowest level first."""
    found = next(one for one in scales_there(people) if one.id == scale)
    levels = [{"label": one.label, "descriptor": one.descriptor} for one in reversed(found.levels)]
    return _text(_SCALE, {"title": found.title, "note": found.note, "levels": levels})


def read(content: bytes, name: str, catalogue: Catalogue) -> Taken:
    """What a file called `name` holds. Refuses, in one sentence, whatever is not sound throughout."""
    if len(content) > LARGEST:
        raise Refusal(_(_NONE).format(name=name))
    try:
        found = json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise Refusal(_(_NONE).format(name=name)) from error
    if not isinstance(found, dict) or found.get("holds") not in (_FORM, _SCALE):
        raise Refusal(_(_NONE).format(name=name))
    if not isinstance(found.get("version"), int) or found["version"] > _VERSION:
        raise Refusal(_(_NEWER).format(name=name))
    looking = _Looking(name, catalogue)
    body = looking.keys(found, {"holds", "version", "content"})["content"]
    look: Callable[[Any], Mapping[str, Any]] = looking.form if found["holds"] == _FORM else looking.scale
    checked = look(body)
    return Taken(found["holds"], str(checked["title"]), checked)


def take(people: PeopleFile, taken: Taken) -> Changes:
    """A form or scale of one's own from a file, under a title that is not there yet."""
    entity = "form" if taken.kind == _FORM else "rating_scale"
    title = _free(people, entity, taken.title)
    items = tuple((_form if entity == "form" else _scale)(people, {**taken.content, "title": title}))
    return Changes(_("Take in “{title}”").format(title=title), items)


def _text(kind: str, content: Mapping[str, Any]) -> str:
    whole = {"holds": kind, "version": _VERSION, "content": content}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _free(people: PeopleFile, entity: str, title: str) -> str:
    with people.reading() as reader:
        there = {
            str(one["title"]) for one in reader.all(reader.catalogue.entity(entity), order=(Sort("title"),))
        }
    found, number = title, 2
    while found in there:
        found, number = f"{title} ({number})", number + 1
    return found


def _form(people: PeopleFile, content: Mapping[str, Any]) -> Iterator[Change]:
    form = Id(people.store.new_id())
    yield Create("form", form, _said(title=content["title"], note=content["note"]))
    for place, section in enumerate(content["sections"], 1):
        under = Id(people.store.new_id())
        values = _said(form_id=form, position=place, title=section["title"], intro=section["intro"])
        yield Create("form_section", under, values)
        for number, one in enumerate(section["questions"], 1):
            who = Who(one["who"])
            values = _said(
                section_id=under,
                position=number,
                question=one["question"],
                prompt=one["prompt"],
                block=one["block"],
                kind=one["kind"],
                by_self=who in (Who.BOTH, Who.SELF),
                by_manager=who in (Who.BOTH, Who.MANAGER),
                private=who is Who.PRIVATE,
                wanted=one["wanted"] and who not in (Who.PRIVATE, Who.NOBODY),
            )
            yield Create("form_question", Id(people.store.new_id()), values)


def _scale(people: PeopleFile, content: Mapping[str, Any]) -> Iterator[Change]:
    scale = Id(people.store.new_id())
    yield Create("rating_scale", scale, _said(title=content["title"], note=content["note"]))
    for step, level in enumerate(content["levels"], 1):
        values = _said(scale_id=scale, step=step, label=level["label"], descriptor=level["descriptor"])
        yield Create("rating_level", Id(people.store.new_id()), values)


def _said(**values: Value) -> dict[str, Value]:
    return said({name: None if value == "" else value for name, value in values.items()})


@dataclass(frozen=True, slots=True)
class _Looking:
    """Looks through what a file holds, and says of what is wrong where it is."""

    name: str
    catalogue: Catalogue

    def refuse(self, what: str) -> NoReturn:
        raise Refusal(_(_WRONG).format(name=self.name, what=what))

    def keys(self, found: Any, wanted: set[str]) -> dict[str, Any]:
        if not isinstance(found, dict) or set(found) != wanted:
            self.refuse(
                _("a part of it does not say {keys}, or says more").format(keys=", ".join(sorted(wanted)))
            )
        return found

    def words(self, found: Any, most: int, *, needed: bool = False) -> str:
        if not isinstance(found, str) or clean(found[:most]).removed:
            self.refuse(_("something that should be words is not"))
        if len(found) > most:
            self.refuse(_("“{start}…” is longer than {most} letters").format(start=found[:40], most=most))
        if needed and not found.strip():
            self.refuse(_("a title or a question has no words"))
        return found

    def parts(self, found: Any, most: int, what: str) -> list[Any]:
        if not isinstance(found, list) or not 0 < len(found) <= most:
            self.refuse(_("{what}: there should be 1 to {most}").format(what=what, most=most))
        return found

    def form(self, found: Any) -> Mapping[str, Any]:
        body = self.keys(found, {"title", "note", "sections"})
        self.words(body["title"], _TITLE, needed=True)
        self.words(body["note"], _WORDS)
        for section in self.parts(body["sections"], _PARTS, _("sections")):
            self.keys(section, {"title", "intro", "questions"})
            self.words(section["title"], _TITLE, needed=True)
            self.words(section["intro"], _WORDS)
            for question in self.parts(section["questions"], _PARTS, _("questions")):
                self._question(question)
        return body

    def scale(self, found: Any) -> Mapping[str, Any]:
        body = self.keys(found, {"title", "note", "levels"})
        self.words(body["title"], _TITLE, needed=True)
        self.words(body["note"], _WORDS)
        for level in self.parts(body["levels"], MOST, _("levels")):
            self.keys(level, {"label", "descriptor"})
            self.words(level["label"], _TITLE, needed=True)
            self.words(level["descriptor"], _WORDS)
        return body

    def _question(self, found: Any) -> None:
        one = self.keys(found, {"question", "prompt", "block", "kind", "who", "wanted"})
        self.words(one["question"], _TITLE, needed=True)
        self.words(one["prompt"], _WORDS)
        kinds, blocks = (
            {item.code for item in self.catalogue.list_named(name).items}
            for name in ("answer.kind", "question.block")
        )
        known = one["kind"] in kinds, one["block"] in blocks | {""}, one["who"] in set(Who)
        if not all(known) or not isinstance(one["wanted"], bool):
            self.refuse(
                _("“{question}” is asked in a way that is not known here").format(question=one["question"])
            )
