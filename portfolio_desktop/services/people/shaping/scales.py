# SPDX-License-Identifier: Apache-2.0
"""A rating scale as its editor shows it, and each act on it, as one change set. Levels are counted from 1, the lowest."""

from dataclasses import dataclass
from typing import cast

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.text import one_line
from portfolio_desktop.catalogue.confidential.cycles import RatingLevel, RatingScale
from portfolio_desktop.catalogue.fields import Id, Record
from portfolio_desktop.catalogue.filters import All, Op, Sort, Test
from portfolio_desktop.services.office import record_of
from portfolio_desktop.services.people.known import link, whole
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.services.people.shaping.freezing import running_on_scale
from portfolio_desktop.storage.changes import Change, Changes, Create, Delete, Edit
from portfolio_desktop.storage.read import Reader

MOST = 9
"""Levels of one scale: of more nobody can say how one differs from the next."""

_RUNS = N_("“{year}” rates on this scale, so its levels stand still until the year is closed.")
_GIVEN = N_("Levels were given on this scale, and they are to go on meaning what they meant.")


@dataclass(frozen=True, slots=True)
class LevelLine:
    """One level. `step` is its place, 1 the lowest."""

    id: Id
    step: int
    label: str
    descriptor: str


@dataclass(frozen=True, slots=True)
class ScaleSheet:
    """A scale, the highest level first. `still` says why it can only be read, and nothing where it can be changed."""

    id: Id
    title: str
    note: str
    levels: tuple[LevelLine, ...]
    still: str


def scales_there(people: PeopleFile) -> list[ScaleSheet]:
    """Every scale, by title."""
    with people.reading() as reader:
        found = reader.all(reader.catalogue.entity("rating_scale"), order=(Sort("title"),))
        return [_sheet(reader, one) for one in found]


def new_scale(people: PeopleFile, title: str) -> Changes:
    """A scale of two levels to go on from."""
    name = one_line(title)
    if not name:
        raise Refusal(_("Give the scale a name."))
    scale = Id(people.store.new_id())
    items: list[Change] = [Create("rating_scale", scale, {"title": name})]
    items += [
        Create("rating_level", Id(people.store.new_id()), {"scale_id": scale, "step": step, "label": label})
        for step, label in ((1, _("Not as agreed")), (2, _("As agreed")))
    ]
    return Changes(_("Make the scale “{title}”").format(title=name), tuple(items))


def add_level(people: PeopleFile, scale: Id, label: str) -> Changes:
    """A level above all others."""
    sheet = _open(people, scale)
    if len(sheet.levels) >= MOST:
        raise Refusal(
            _(
                "A scale has {count} levels at most: of more nobody can say how one differs from the next."
            ).format(count=MOST)
        )
    step = max((level.step for level in sheet.levels), default=0) + 1
    made = Create(
        "rating_level", Id(people.store.new_id()), {"scale_id": scale, "step": step, "label": label}
    )
    return Changes(_("Add a level to “{title}”").format(title=sheet.title), (made,))


def remove_level(people: PeopleFile, level: Id) -> Changes:
    """Take a level out; those above it come down by one."""
    with people.reading() as reader:
        record = cast(RatingLevel, record_of(reader, "rating_level", level))
    sheet = _open(people, Id(str(record.scale_id)))
    steps = [each.id for each in reversed(sheet.levels) if each.id != level]
    items = [*_numbered(sheet, steps), Delete("rating_level", level)]
    return Changes(_("Take out the level “{label}”").format(label=record.label), tuple(items))


def move_level(people: PeopleFile, level: Id, by: int) -> Changes:
    """Put a level so many places higher, or lower where `by` is negative."""
    with people.reading() as reader:
        record = cast(RatingLevel, record_of(reader, "rating_level", level))
    sheet = _open(people, Id(str(record.scale_id)))
    steps = [each.id for each in reversed(sheet.levels)]
    place = steps.index(level)
    steps.insert(min(max(place + by, 0), len(steps) - 1), steps.pop(place))
    return Changes(_("Move the level “{label}”").format(label=record.label), tuple(_numbered(sheet, steps)))


def _numbered(sheet: ScaleSheet, lowest_first: list[Id]) -> list[Change]:
    before = {level.id: level.step for level in sheet.levels}
    return [
        Edit("rating_level", id, "step", step)
        for step, id in enumerate(lowest_first, 1)
        if before[id] != step
    ]


def _open(people: PeopleFile, scale: Id) -> ScaleSheet:
    """A scale whose levels may be changed; refuses one that stands still."""
    with people.reading() as reader:
        sheet = _sheet(reader, record_of(reader, "rating_scale", scale))
    if sheet.still:
        raise Refusal(_("{why} Copy the scale and change the copy.").format(why=sheet.still))
    return sheet


def _sheet(reader: Reader, record: Record) -> ScaleSheet:
    scale = cast(RatingScale, record)
    entity = reader.catalogue.entity("rating_level")
    found = reader.all(entity, Test("scale_id", Op.IS, scale.id), (Sort("step"),))
    levels = [cast(RatingLevel, one) for one in reversed(found)]
    lines = tuple(
        LevelLine(one.id, whole(one.step) or 0, one.label or "", one.descriptor or "") for one in levels
    )
    return ScaleSheet(scale.id, scale.title or "", scale.note or "", lines, _still(reader, scale.id))


def _still(reader: Reader, scale: Id) -> str:
    years = running_on_scale(reader, scale)
    if years:
        return _(_RUNS).format(year=years[0])
    return _(_GIVEN) if _given(reader, scale) else ""


def _given(reader: Reader, scale: Id) -> bool:
    """Whether anybody has a level of this scale: over all, on a question, or said in a conversation."""
    rows = reader.values(reader.catalogue.entity("appraisal"), ("level",), Test("scale_id", Op.IS, scale))
    ids = [link(id) for id, _level in rows]
    if any(level is not None for _id, level in rows):
        return True
    where = All((Test("appraisal_id", Op.ANY_OF, ids), Test("level", Op.KNOWN)))
    return any(reader.count(reader.catalogue.entity(name), where) for name in ("answer", "conversation"))
