# SPDX-License-Identifier: Apache-2.0
"""What Home says in words: one sentence on how the portfolio stands, one on what moved and what is late."""

from collections import Counter

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.domain.rating import level_of
from portfolio_desktop.services.home import Home

_GRAVE = ("red", "amber_red")


def headline(found: Home) -> str:
    """How many projects are in doubt and how they are rated; or that none is."""
    grave: Counter[str] = Counter()  # the same word on two scales is said once
    for tone in _GRAVE:
        for level in (level for scale in found.confidence for level in scale.levels):
            if level.rating and level_of(level.rating).tone == tone and level.now:
                grave[level.label] += level.now
    rated = sum(level.now for scale in found.confidence for level in scale.levels)
    projects = f"{found.projects:,}"
    if not rated:
        return ngettext(
            "{count} project, not rated yet.", "{count} projects, none of them rated yet.", found.projects
        ).format(count=projects)
    if not grave:
        return _("None of the {count} projects is in doubt.").format(count=projects)
    doubted = grave.total()
    if len(grave) == 1:
        return ngettext(
            "{doubted} of {count} projects is rated {level}.",
            "{doubted} of {count} projects are rated {level}.",
            doubted,
        ).format(doubted=f"{doubted:,}", count=projects, level=next(iter(grave)))
    return ngettext(
        "{doubted} of {count} projects is in doubt: {these}.",
        "{doubted} of {count} projects are in doubt: {these}.",
        doubted,
    ).format(
        doubted=f"{doubted:,}",
        count=projects,
        these=", ".join(f"{count:,} {label}" for label, count in grave.items()),
    )


def underline(found: Home) -> str:
    """What got worse or better, and what is overdue."""
    moved, said = found.moved, []
    if moved.since is not None:
        since = (_("since the pack of {day}") if moved.basis == "pack" else _("since {day}")).format(
            day=format_date(moved.since)
        )
        said.append(
            _("{worse} got worse and {better} better {since}.").format(
                worse=len(moved.worse), better=len(moved.better), since=since
            )
        )
    late = sum(each.count for each in found.overdue)
    said.append(
        ngettext("{count} thing is overdue.", "{count} things are overdue.", late).format(count=f"{late:,}")
        if late
        else _("Nothing is overdue.")
    )
    return " ".join(said)
