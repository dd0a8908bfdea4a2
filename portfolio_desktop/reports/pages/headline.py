# SPDX-License-Identifier: Apache-2.0
"""The sentences that more than one page says: how many projects are in what state, and how that moved."""

from collections import Counter

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.domain.pack.data import PackData, PackProject
from portfolio_desktop.domain.pack.figures import confidence, earlier, moves, rescaled, worst
from portfolio_desktop.reports.badge import label, missing
from portfolio_desktop.reports.wording import projects


def standing(data: PackData) -> str:
    """27 of 235 projects are Red, 6 more than last period."""
    state = worst(data)
    if not data.projects:
        return _("This portfolio has no projects yet")
    if state is None:
        return _("No delivery confidence is reported for any of {projects}").format(
            projects=projects(len(data.projects))
        )
    level, now, before = state
    words = ngettext(
        "{now} of {projects} is rated {level}", "{now} of {projects} are rated {level}", now
    ).format(now=now, projects=projects(len(data.projects)), level=_(level.label))
    if before is None:
        return words
    if now == before:
        return _("{words}, as many as last period").format(words=words)
    change = _("{n} more") if now > before else _("{n} fewer")
    return _("{words}, {change} than last period").format(
        words=words, change=change.format(n=abs(now - before))
    )


def movement(data: PackData) -> str:
    """12 ratings worsened and 9 improved since last period; 3 are on another scale."""
    worse, better = moves(data)
    other = rescaled(data)
    fell = ngettext("{n} rating worsened", "{n} ratings worsened", worse).format(n=worse or _("No"))
    words = _("{fell} and {better} improved since last period").format(fell=fell, better=better or _("none"))
    if not worse and not better:
        words = _("No rating moved since last period")
    if not other:
        return words
    if other == len(_both(data)):
        return _("Ratings cannot be compared with last period: they are on another scale")
    return _("{words}; {n} on another scale cannot be compared").format(words=words, n=other)


def _both(data: PackData) -> list[PackProject]:
    """The projects that are rated now and were rated in the period before."""
    return [p for p in data.projects if isinstance(p.rating, Rating) and isinstance(earlier(p), Rating)]


def tally(data: PackData) -> str:
    """235 projects: 27 Red, 170 Amber, 24 Green, 14 not reported; what has no rating by the words in its place."""
    said = [f"{each.now:,} {label(each.rating)}" for each in confidence(data) if each.now and each.rating]
    blank = Counter(missing(each) for each in _unrated(data))
    said += [f"{count:,} {words.lower()}" for words, count in blank.most_common()]
    return _("{projects}: {counts}").format(projects=projects(len(data.projects)), counts=", ".join(said))


def unrated(data: PackData) -> str:
    """What the projects without a rating are called together: as the dashboard calls each, where it calls all the same."""
    words = {missing(each) for each in _unrated(data)} or {missing(None)}
    return words.pop() if len(words) == 1 else _("No rating")


def _unrated(data: PackData) -> list[Unknown | None]:
    return [each.rating for each in data.projects if not isinstance(each.rating, Rating)]


def first_steps() -> tuple[str, ...]:
    """What the pack of an empty portfolio advises."""
    return (
        _("Import a spreadsheet of projects, or add the first project in the Projects register."),
        _("Give each project a delivery confidence, a cost and its dates; what is not known may stay blank."),
        _("Print the pack again. Its other pages appear as soon as there are projects to show."),
    )


def edition_name(data: PackData) -> str:
    """What the pack is called in its metadata and on its cover."""
    parts = (data.edition.portfolio, data.edition.board, data.edition.period)
    return " – ".join(part for part in parts if part)
