# SPDX-License-Identifier: Apache-2.0
"""What is broken off and made to fail with a people file: making it, writing in it, another passphrase, erasing, moving it."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress

from sqlalchemy import select

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.services import records
from portfolio_desktop.services.people.people_file import (
    PeopleFile,
    has_people_file,
    new_people_file,
    open_people_file,
    place_for,
)
from portfolio_desktop.storage.backup import backups
from portfolio_desktop.storage.changes import Create
from portfolio_desktop.storage.confidential.whereabouts import move_here, people_path
from portfolio_desktop.storage.schema import EDIT
from tests.property.breaking.scenes import Scene, Stage, Tell
from tests.support.workspaces import findings

_OLD, _NEW = "four quiet words here", "five other quiet words here"
_ADA = Id("a" * 26)
_WENT, _STAYS = "what was erased", "what stays"


@contextmanager
def _people(stage: Stage, *passphrases: str) -> Iterator[PeopleFile]:
    """The people file of Ann's portfolio, open by the first of the passphrases that opens it."""
    with stage.laptop("Ann") as file, ExitStack() as around:
        path, found = people_path(file), None
        for passphrase in passphrases:
            with suppress(Refusal):
                found = found or open_people_file(path, "Ada Okafor", passphrase=passphrase)
        yield around.enter_context(found or open_people_file(path, "Ada Okafor", passphrase=_OLD))


def _note(people: PeopleFile, text: str) -> Id:
    made = records.create(people, "evidence", {"title": text, "subject_id": _ADA})
    people.write(made)
    return next(item.record for item in made if isinstance(item, Create))


def _make(stage: Stage, tell: Tell) -> None:
    """Unless it has been done; then write in it."""
    with stage.laptop("Ann") as file:
        if not has_people_file(file):
            new_people_file(place_for(file), _OLD, {"name": "Ada Okafor"}, _ADA).close()
    with _people(stage) as people:
        tell(_note(people, _STAYS))


def _kept(stage: Stage) -> None:
    """A people file with something in it, and a copy of it."""
    _make(stage, lambda _id: None)
    with _people(stage) as people:
        people.back_up()


def _write(stage: Stage, tell: Tell) -> None:
    with _people(stage) as people:
        for number in range(2):
            tell(_note(people, f"Talk {number}"))


def _other_passphrase(stage: Stage, tell: Tell) -> None:
    with _people(stage, _OLD, _NEW) as people:
        people.set_passphrase(_NEW)
        tell(_note(people, "by the new one"))


def _erase(stage: Stage, tell: Tell) -> None:
    with _people(stage) as people:
        _note(people, _WENT)
        people.erase(
            [("evidence", Id(id)) for id, text in _texts(people).items() if text == _WENT], "asked for"
        )
        tell(_note(people, "after it"))


def _move(stage: Stage, tell: Tell) -> None:
    """Unless it has been done."""
    with stage.laptop("Ann") as file:
        if people_path(file).parent == file.parent:
            move_here(file, "Ann")
    with _people(stage) as people:
        tell(_note(people, "moved"))


def _whole(stage: Stage, told: list[str]) -> list[str]:
    """It opens, is whole and holds what was acknowledged, with nothing half made beside it; or there is none and nothing was."""
    with stage.laptop("Ann") as file:
        if not has_people_file(file):
            return [f"{id} was acknowledged and there is no people file" for id in told]
    with _people(stage, _OLD, _NEW) as people:
        found, there = findings(people.store), _texts(people)
        found += [f"{id} was acknowledged and is lost" for id in told if id not in there]
        if told and _WENT in there.values():
            found.append("what was erased is there")
        beside = (path.name for path in people.path.parent.iterdir())
        return found + [f"{name} is left" for name in beside if name.endswith((".new", ".making", ".tmp"))]


def _nothing_lost(stage: Stage, told: list[str]) -> list[str]:
    """As `_whole`, where there was something in it before."""
    with _people(stage, _OLD, _NEW) as people:
        lost = [] if _STAYS in _texts(people).values() else ["what was there before is lost"]
    return [*lost, *_whole(stage, told)]


def _forgotten(stage: Stage, told: list[str]) -> list[str]:
    """What was erased is nowhere once that was acknowledged, and no copy opens by what was kept of the key."""
    with _people(stage) as people:
        there = _texts(people).values()
        with people.store.reading() as connection:
            values = connection.execute(select(EDIT.c.value)).scalars().all()
    if not told or _WENT in there:
        return _nothing_lost(stage, told)
    found = ["its words are in the history"] * any(_WENT in str(value) for value in values)
    with stage.laptop("Ann") as file:
        copies = backups(people_path(file))
        if len(copies) > 1:
            found.append("a copy from before is there")
    return [*found, *_nothing_lost(stage, told)]


def _texts(people: PeopleFile) -> dict[str, str]:
    with people.reading() as reader:
        return {record.id: str(record["title"]) for record in reader.all(people.catalogue.entity("evidence"))}


CONFIDENTIAL = (
    Scene("make a people file", _make, left=_whole, whose=""),
    Scene("write confidentially", _write, _kept, _nothing_lost, whose=""),
    Scene("another passphrase", _other_passphrase, _kept, _nothing_lost, whose=""),
    Scene("erase for good", _erase, _kept, _forgotten, whose=""),
    Scene("move a people file", _move, _kept, _nothing_lost, whose=""),
)
