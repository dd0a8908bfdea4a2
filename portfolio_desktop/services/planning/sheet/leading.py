# SPDX-License-Identifier: Apache-2.0
"""What leads to a date, asked for among the words of a filter: `to:P-0002` leaves the path that holds its end."""

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.planning.paths import path_to
from portfolio_desktop.services.planning.scope import Detail, Scope, TaskGrouping
from portfolio_desktop.storage.read import Reader

GOAL = "to:"
_GOALS = ("task", "project")


class Lead(NamedTuple):
    """What leads to the task or project with the code `code`; `problem` says why nothing does."""

    code: str
    title: str = ""
    steps: tuple[Id, ...] = ()
    projects: frozenset[Id] = frozenset()
    problem: str = ""

    @property
    def words(self) -> str:
        """What is shown, for a title; the code where nothing has it."""
        return _("What leads to {title}").format(title=self.title or self.code)


def goal_of(words: str) -> str:
    """The code that is asked for, the last of several; empty for none."""
    goals = [word[len(GOAL) :] for word in words.split() if word.casefold().startswith(GOAL)]
    return goals[-1].upper() if goals else ""


def without_goal(words: str) -> str:
    """The other words."""
    return " ".join(word for word in words.split() if not word.casefold().startswith(GOAL))


def lead_to(office: Office, code: str) -> Lead:
    """The path that holds it where it is, through the plans of other projects."""
    with office.reading() as reader:
        goal = next(((entity, id) for entity, id in reader.by_code(code) if entity.name in _GOALS), None)
        if goal is None:
            return Lead(code, problem=_("No task or project has the code {code}.").format(code=code))
        entity, id = goal
        title = reader.titles(entity, [id])[id]
    try:
        steps = path_to(office, entity.name, id)
    except Refusal as refusal:
        return Lead(code, title, problem=str(refusal))
    with office.reading() as reader:
        return Lead(code, title, steps, frozenset(_projects_of(reader, steps)))


def _projects_of(reader: Reader, steps: Iterable[Id]) -> Iterable[Id]:
    """Those in whose plans the steps lie; of a promise, that of whoever waits for it."""
    for name in ("task", "dependency"):
        of = dict(reader.values(reader.catalogue.entity(name), ("project_id",)))
        yield from (of[step] for step in steps if of.get(step))


def along_the_way(scope: Scope, lead: Lead) -> Scope:
    """The same look at the plans that the path leads through, whichever were chosen before."""
    if not lead.projects:
        return scope
    return replace(scope, projects=lead.projects, where=None, detail=Detail.TASKS, tasks_by=TaskGrouping.PLAN)


def left_out_words(left: int) -> str:
    """How many steps of a path have no room on the pages that were asked for; empty for none."""
    if not left:
        return ""
    text = ngettext(
        "The shortest step is left out", "The {n} shortest steps are left out: arrows lead past them", left
    )
    return text.format(n=left)
