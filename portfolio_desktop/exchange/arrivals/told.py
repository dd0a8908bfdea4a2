# SPDX-License-Identifier: Apache-2.0
"""An arrival in sentences: the same for a command, for the window and for a log."""

from collections.abc import Iterator

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.exchange.arrivals.planned import Arrival, Fate, Row


def headline(arrival: Arrival) -> str:
    """What it is: where it goes, and how many tasks have which fate."""
    where = (
        _("A new project, {title}").format(title=arrival.project_title)
        if arrival.new_project
        else _("Into {title}").format(title=arrival.project_title)
    )
    counts = arrival.counts
    parts = [
        ngettext("{count} new task", "{count} new tasks", counts[Fate.NEW]).format(
            count=f"{counts[Fate.NEW]:,}"
        )
    ]
    if arrival.replaces:
        parts += [
            _("{count} changed").format(count=f"{counts[Fate.CHANGED]:,}"),
            _("{count} as they were").format(count=f"{counts[Fate.SAME]:,}"),
            _("{count} gone").format(count=f"{counts[Fate.GONE]:,}"),
        ]
    links = ngettext("{count} link", "{count} links", arrival.links).format(count=f"{arrival.links:,}")
    return f"{where}: {', '.join(parts)}; {links}."


def moved(arrival: Arrival) -> Iterator[str]:
    """What happened to the plan as a whole."""
    whole = arrival.whole
    if whole.now.finish is not None and whole.was.finish is not None and whole.slip:
        words = (
            ngettext("{days} day later", "{days} days later", whole.slip)
            if whole.slip > 0
            else ngettext("{days} day earlier", "{days} days earlier", -whole.slip)
        )
        yield _("The finish moves from {was} to {now}: {how}.").format(
            was=format_date(whole.was.finish),
            now=format_date(whole.now.finish),
            how=words.format(days=abs(whole.slip)),
        )
    elif whole.now.finish is not None and whole.was.finish is not None:
        yield _("The finish stays on {now}.").format(now=format_date(whole.now.finish))
    elif whole.now.finish is not None:
        yield _("It finishes on {now}.").format(now=format_date(whole.now.finish))
    if whole.cost_was is not None and whole.cost_now is not None and whole.cost_was != whole.cost_now:
        yield _("The cost goes from {was} to {now}.").format(
            was=f"{whole.cost_was:,.0f}", now=f"{whole.cost_now:,.0f}"
        )


def dated(arrival: Arrival) -> Iterator[str]:
    """How the dates here compare with those of the file."""
    found = arrival.dated
    if found.tasks:
        yield _("{agreed} of {tasks} tasks lie on the same days here as in the file.").format(
            agreed=f"{found.agreed:,}", tasks=f"{found.tasks:,}"
        )
    if found.held:
        yield ngettext(
            "{count} task starts later in the file than its links say; it keeps the file’s date.",
            "{count} tasks start later in the file than their links say; they keep the file’s date.",
            found.held,
        ).format(count=f"{found.held:,}")
    if found.later:
        title, days = found.later[0]
        yield ngettext(
            "{count} task starts later here than in the file: ‘{title}’ by {days}.",
            "{count} tasks start later here than in the file, first ‘{title}’ by {days}.",
            len(found.later),
        ).format(
            count=f"{len(found.later):,}",
            title=title,
            days=ngettext("{n} day", "{n} days", days).format(n=days),
        )


def brought(arrival: Arrival) -> Iterator[str]:
    """What comes besides tasks and links."""
    if arrival.baselines:
        yield _("Baselines: {names}.").format(names=", ".join(arrival.baselines))
    if arrival.calendars:
        yield _("New working calendars: {names}.").format(names=", ".join(arrival.calendars))
    if arrival.resources or arrival.resources_known:
        yield _("Resources: {new} new, {known} known here by name.").format(
            new=arrival.resources, known=arrival.resources_known
        )
    if arrival.own_fields:
        yield _("New fields of your own: {names}.").format(names=", ".join(arrival.own_fields))


def asked(arrival: Arrival) -> Iterator[str]:
    """What must be decided, with what is taken as things stand."""
    count = len(arrival.clashes)
    if count:
        yield ngettext(
            "{count} value was changed here since and is otherwise in the file.",
            "{count} values were changed here since and are otherwise in the file.",
            count,
        ).format(count=count)


def links_words(row: Row) -> str:
    """How many links of a task are new, and how many have gone."""
    parts = [f"+{row.links_new}"] if row.links_new else []
    parts += [f"−{row.links_gone}"] if row.links_gone else []
    return _("links {how}").format(how=" ".join(parts))


def set_aside(arrival: Arrival) -> Iterator[str]:
    """What does not come."""
    yield from (_("Left out: {link}").format(link=link) for link in arrival.links_aside)
    yield from arrival.left_out
