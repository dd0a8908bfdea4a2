# SPDX-License-Identifier: Apache-2.0
"""A form as the appraisal made of it will stand before each side: the same page, with nothing in it and nobody's."""

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.domain.appraisal.standing import Part, Side, Stage, Standing, parts_seen, parts_written
from portfolio_desktop.services.people.appraising import AppraisalPage, Box, FormPart, Question
from portfolio_desktop.services.people.forms import levels
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.services.people.shaping.outline import QuestionLine, Who, outline

_PARTS = {
    Who.BOTH: (Part.SELF, Part.MANAGER),
    Who.SELF: (Part.SELF,),
    Who.MANAGER: (Part.MANAGER,),
    Who.PRIVATE: (Part.PRIVATE,),
    Who.NOBODY: (),
}


def preview(people: PeopleFile, form: Id, side: Side, scale: Id | None) -> AppraisalPage:
    """The page as `side` sees it when the year begins. Questions that are for others alone are left out, as they are there."""
    found = outline(people, form)
    with people.reading() as reader:
        rungs = levels(reader, scale)
    parts = []
    for section in found.sections:
        asked = [_question(place, one, side) for place, one in enumerate(section.questions)]
        shown = tuple(question for question in asked if question.boxes)
        if shown:
            parts.append(FormPart(section.title, shown))
    standing = Standing()
    return AppraisalPage(
        id=form,
        title=found.title,
        side=side,
        stage=Stage.OPEN,
        standing=standing,
        people={Side.SELF: _("The person"), Side.MANAGER: _("The line manager")},
        levels=rungs,
        fields={},
        writable=frozenset(),
        parts=tuple(parts),
        acts=frozenset(),
        lacking=(),
        next="",
        broken=frozenset(),
        reopenings=(),
    )


def _question(place: int, one: QuestionLine, side: Side) -> Question:
    standing = Standing()
    seen, written = parts_seen(side, standing), parts_written(side, standing)
    boxes = tuple(
        Box(
            id=Id(f"{one.id}{part.value}"),
            part=part,
            kind=one.kind,
            wanted=one.wanted,
            hidden=part not in seen,
            writable=part in written,
        )
        for part in _PARTS[one.who]
        if part is not Part.PRIVATE or side is Side.MANAGER
    )
    return Question(place, one.question, one.prompt, one.block, None, boxes)
