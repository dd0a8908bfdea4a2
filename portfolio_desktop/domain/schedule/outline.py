# SPDX-License-Identifier: Apache-2.0
"""Which activities are summaries, and of which leaves. Refuses a plan whose names do not fit together."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.domain.schedule.plan import Activity, Link, LinkKind

T = TypeVar("T")


class Outline:
    """The tree of a plan's activities."""

    __slots__ = ("children", "of", "places")

    def __init__(self, activities: Iterable[Activity]) -> None:
        """Refuse two activities of one id, a parent that is not there, and one that lies within itself."""
        self.of: dict[str, Activity] = {}
        self.children: dict[str, list[str]] = {}
        for activity in activities:
            if activity.id in self.of:
                text = _("Two tasks have the same identity: ‘{one}’ and ‘{other}’. Give one of them another.")
                raise Refusal(text.format(one=self.of[activity.id].name, other=activity.name))
            self.of[activity.id] = activity
            if activity.parent is not None:
                self.children.setdefault(activity.parent, []).append(activity.id)
        self.places = {id: n for n, id in enumerate(id for id in self.of if id not in self.children)}
        self._check_parents()

    def leaves(self, id: str) -> list[str]:
        """The activities at the bottom of one, which is its own only leaf when nothing lies under it."""
        found, todo = [], [id]
        while todo:
            at = todo.pop()
            below = self.children.get(at)
            if below is None:
                found.append(at)
            else:
                todo.extend(reversed(below))
        return found

    def above(self, id: str) -> Iterator[str]:
        """The summaries that an activity lies in, from the inside out."""
        parent = self.of[id].parent
        while parent is not None:
            yield parent
            parent = self.of[parent].parent

    def inherited(self, told: Callable[[Activity], list[T]]) -> dict[str, list[T]]:
        """What is told of summaries, gathered by the leaves that lie in them."""
        found: dict[str, list[T]] = {}
        for id in self.children:
            for each in told(self.of[id]):
                for leaf in self.leaves(id):
                    found.setdefault(leaf, []).append(each)
        return found

    def check_link(self, link: Link) -> None:
        """Refuse a link that nothing could be worked out from."""
        one, other = self.of.get(link.predecessor), self.of.get(link.successor)
        if one is None or other is None:
            known = one or other
            text = _(
                "A link of ‘{name}’ leads to a task that is not in the plan. Remove the link, or bring the task in."
            )
            raise Refusal(text.format(name=known.name if known else link.predecessor))
        if one is other:
            text = _("‘{name}’ is linked to itself. Remove the link.")
            raise Refusal(text.format(name=one.name))
        if other.id in self.children:
            self._check_into_summary(link, one, other)
        if one.id in self.children and one.id in self.above(other.id):
            self._refuse_family(one, other)

    def _check_into_summary(self, link: Link, one: Activity, other: Activity) -> None:
        if other.id in self.above(one.id):
            self._refuse_family(other, one)
        if link.kind in (LinkKind.FF, LinkKind.SF):
            text = _(
                "The link from ‘{one}’ holds the finish of ‘{other}’, which is a summary and finishes when its last task does. "
                "Link the task that is meant, or hold the summary’s start."
            )
            raise Refusal(text.format(one=one.name, other=other.name))

    @staticmethod
    def _refuse_family(summary: Activity, task: Activity) -> None:
        text = _("‘{task}’ lies under ‘{summary}’ and cannot be linked to it. Link it to a task beside it.")
        raise Refusal(text.format(task=task.name, summary=summary.name))

    def _check_parents(self) -> None:
        settled: set[str] = set()
        for id, below in self.children.items():
            if id not in self.of:
                text = _("‘{name}’ is placed under a task that is not in the plan. Place it under another.")
                raise Refusal(text.format(name=self.of[below[0]].name))
        for id in self.children:
            path: list[str] = [id]
            for above in self.above(id):
                if above in settled:
                    break
                if above in path:
                    text = _("‘{name}’ lies under itself. Place it elsewhere.")
                    raise Refusal(text.format(name=self.of[above].name))
                path.append(above)
            settled.update(path)
