# SPDX-License-Identifier: Apache-2.0
"""What a manager is asked and offered before a part is released: prompts, and the arithmetic of a level. Nothing is written."""

from collections.abc import Iterable, Sequence
from typing import cast

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.confidential.appraisals import Answer, Appraisal
from portfolio_desktop.catalogue.confidential.evidence import Evidence
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.domain.appraisal import prompts
from portfolio_desktop.domain.appraisal.prompts import Prompt, Text
from portfolio_desktop.domain.appraisal.standing import Part, Side, side_of
from portfolio_desktop.domain.appraisal.suggestion import Rated, Suggestion, suggestion
from portfolio_desktop.services.office import record_of
from portfolio_desktop.services.people.cycles import appraisals_in
from portfolio_desktop.services.people.evidence import cites, held_for
from portfolio_desktop.services.people.forms import Level, answers_of, answers_of_many, label_of, levels
from portfolio_desktop.services.people.known import code, day, link, names, number, owner, whole
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.storage.read import Reader

_PARTS = {Side.SELF: Part.SELF, Side.MANAGER: Part.MANAGER}


def before_release(people: PeopleFile, appraisal: Id) -> list[Prompt]:
    """What the owner of the file might look at once more in their own part. It bars nothing.

    A manager's part is held against those on the others of the cycle, as far as they are the same manager's.
    """
    with people.reading() as reader:
        record, side = _own(reader, appraisal)
        part = _PARTS[side]
        answers = [one for one in answers_of(reader, appraisal) if one.side == part]
        rungs = levels(reader, link(record.scale_id))
        noted = held_for(reader, record)
        words = "\n".join(one.words or "" for one in answers)
        cited = [one for one in noted if cites(words, one)]
        texts = [_text(one, rungs, noted) for one in answers]
        overall = [_overall(record, rungs, noted)] if side is Side.MANAGER else []
        found = [*_of_time(record, cited or noted), *prompts.vague([*texts, *overall])]
        if side is Side.MANAGER:
            found += prompts.without_evidence([*texts, *overall])
            found += prompts.untold((one.title or "", day(one.on), bool(one.told)) for one in cited)
            found += _beside_others(reader, record, texts)
    return found


def suggested(people: PeopleFile, appraisal: Id) -> Suggestion:
    """The level that the manager's single levels bear out, with its arithmetic. For the manager alone; it writes nothing.

    Levels of objectives count where there are any; else those of the questions on what and how.
    """
    with people.reading() as reader:
        record, side = _own(reader, appraisal)
        if side is not Side.MANAGER:
            raise Refusal(_("The level is the line manager's to give."))
        rungs = levels(reader, link(record.scale_id))
        asked = [
            one
            for one in answers_of(reader, appraisal)
            if one.side == Part.MANAGER and "rating" in code(one.kind)
        ]
        wanted = [aim for one in asked if (aim := link(one.aim_id))]
        aims = reader.many(reader.catalogue.entity("aim"), wanted)
        weights = {aim.id: number(aim["weight"]) for aim in aims}
    rated: list[Rated] = []
    for block in ("what", "how"):
        some = [one for one in asked if code(one.block) == block]
        counted = [one for one in some if link(one.aim_id)] or some
        rated += [
            Rated(one.question or "", block, whole(one.level), weights.get(Id(str(one.aim_id))))
            for one in counted
        ]
    return suggestion(rated, {rung.step: rung.label for rung in rungs})


def _own(reader: Reader, appraisal: Id) -> tuple[Appraisal, Side]:
    record = cast(Appraisal, record_of(reader, "appraisal", appraisal))
    side = side_of(record, owner(reader))
    if side not in _PARTS:
        raise Refusal(_("Prompts are for those who write a part of this appraisal."))
    return record, side


def _of_time(record: Appraisal, evidence: Sequence[Evidence]) -> Iterable[Prompt]:
    starts, ends = day(record.starts), day(record.ends)
    if starts is None or ends is None:
        return ()
    return prompts.recency((on for one in evidence if (on := day(one.on))), starts, ends)


def _text(answer: Answer, rungs: tuple[Level, ...], noted: Sequence[Evidence]) -> Text:
    words, level = answer.words or "", whole(answer.level)
    return Text(
        question=answer.question or "",
        words=words,
        level=label_of(rungs, level),
        outer=_is_outer(level, rungs),
        cites=any(cites(words, one) for one in noted),
    )


def _overall(record: Appraisal, rungs: tuple[Level, ...], noted: Sequence[Evidence]) -> Text:
    """The overall level as a text of its own. Its reasons may rest on evidence that the answers name."""
    level = whole(record.level)
    return Text(
        question=_("Overall level"),
        words=record.level_why or "",
        level=label_of(rungs, level),
        outer=_is_outer(level, rungs),
        cites=bool(noted),
    )


def _is_outer(level: int | None, rungs: tuple[Level, ...]) -> bool:
    steps = [rung.step for rung in rungs]
    return level is not None and bool(steps) and level in (min(steps), max(steps))


def _beside_others(reader: Reader, record: Appraisal, texts: Sequence[Text]) -> list[Prompt]:
    """What a comparison with the same manager's other appraisals of the cycle brings up."""
    cycle = link(record.cycle_id)
    if cycle is None:
        return []
    team = [
        one
        for one in appraisals_in(reader, cycle)
        if one.manager_id == record.manager_id and one.id != record.id
    ]
    answers = answers_of_many(reader, [one.id for one in team])
    called = names(reader, [link(one.subject_id) for one in team])
    written = {
        one.id: [each.words or "" for each in answers.get(one.id, []) if each.side == Part.MANAGER]
        for one in team
    }
    counts = {str(id): prompts.count_words(words) for id, words in written.items() if any(words)}
    counts[str(record.id)] = prompts.count_words(text.words for text in texts)
    others = {called.get(link(one.subject_id), ""): prompts.marks(written[one.id]) for one in team}
    return [*prompts.length(str(record.id), counts), *prompts.copied(texts, others)]
