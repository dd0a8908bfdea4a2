# SPDX-License-Identifier: Apache-2.0
"""How things stand with a share, in sentences for a person: the same in the window and on the command line."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

from portfolio_desktop.base.clock import local_time
from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.sharing.part import Standing
from portfolio_desktop.sync.report import LaptopSeen, Report, Skew, Waiting

_MINUTE, _HOUR, _DAY = 60_000, 3_600_000, 86_400_000

_WHY = {
    "introduction": N_("{who} has not introduced itself there yet"),
    "newer": N_("{who} writes with a newer version: update this laptop to read it"),
    "edits before it": N_("changes of {who} that come before them are not there yet"),
}


def moment(milliseconds: int, today: date) -> str:
    """A moment since 1970 as this laptop's clock shows it: the time, and the day where it is another."""
    when = local_time(datetime.fromtimestamp(milliseconds / 1000, UTC))
    time = f"{when:%H:%M}"
    return time if when.date() == today else f"{format_date(when.date())}, {time}"


def state(standing: Standing | None, today: date) -> str:
    """One line for the foot of the window."""
    if standing is None:
        return _("Shared; nothing has been sent yet")
    report = standing.report
    if report.trouble:
        since = moment(report.unreachable_since or standing.at, today)
        return _(
            "Shared folder not reachable since {since}; your work is safe on this laptop ({waiting})"
        ).format(since=since, waiting=waiting(report.unsent))
    if report.unsent:
        return _("Shared; {waiting}").format(waiting=waiting(report.unsent))
    return _("Shared, all changes sent {when}").format(when=moment(standing.sent, today))


def waiting(count: int) -> str:
    """How many changes wait to be sent."""
    if not count:
        return _("no changes waiting")
    return ngettext("{count} change waiting", "{count} changes waiting", count).format(count=f"{count:,}")


def done(report: Report) -> str:
    """What a round came to."""
    return " ".join(
        (
            ngettext("Sent {count} change,", "Sent {count} changes,", report.sent).format(
                count=f"{report.sent:,}"
            ),
            ngettext("took {count} in.", "took {count} in.", report.taken).format(count=f"{report.taken:,}"),
        )
    )


def cautions(report: Report) -> Iterator[str]:
    """What somebody should know of, the gravest first."""
    if report.divergences:
        names = ", ".join(sorted({_named(report, each.stream) for each in report.divergences}))
        yield _(
            "This laptop and that of {names} know the same changes and show different records. This must not happen. Run the "
            "check of the workspace on both; nothing is lost, since all is made anew from the history."
        ).format(names=names)
    if report.rotated:
        yield _(
            "The workspace was copied or restored, and goes on under a new name. Nothing of it was overwritten."
        )
    if report.gone:
        yield ngettext(
            "{count} change that was in the shared folder has gone from it. It is safe here and can be put back.",
            "{count} changes that were in the shared folder have gone from it. They are safe here and can be put back.",
            report.gone,
        ).format(count=f"{report.gone:,}")
    if report.newer:
        names = ", ".join(sorted({_named(report, stream) for stream in report.newer}))
        yield _("Update this laptop to read the changes of {names}. Yours still go out.").format(names=names)
    yield from (clock(report, skew) for skew in report.clocks)


def clock(report: Report, skew: Skew) -> str:
    """Whose clock is off, and by how much."""
    who, far = _named(report, skew.stream), _far(abs(skew.milliseconds))
    if skew.milliseconds > 0:
        return _("The clock of {who} is {far} fast.").format(who=who, far=far)
    return _("The clock of {who} is at least {far} slow.").format(who=who, far=far)


def held_up(report: Report, each: Waiting) -> str:
    """Changes that are there and cannot be taken yet, and why."""
    who = _named(report, each.stream)
    why = _(_WHY.get(each.why, "{who}")).format(who=who)
    return _("Changes of {who} wait from number {place} on: {why}.").format(
        who=who, place=f"{each.place:,}", why=why
    )


def called(laptop: LaptopSeen) -> str:
    """A laptop by its person and its own name."""
    return f"{laptop.person} ({laptop.laptop})"


def _named(report: Report, stream: str) -> str:
    return next((called(laptop) for laptop in report.laptops if laptop.stream == stream), _("another laptop"))


def _far(milliseconds: int) -> str:
    for unit, one, many in (
        (_DAY, N_("{count} day"), N_("{count} days")),
        (_HOUR, N_("{count} hour"), N_("{count} hours")),
    ):
        if milliseconds >= unit:
            count = round(milliseconds / unit)
            return ngettext(one, many, count).format(count=count)
    count = max(1, round(milliseconds / _MINUTE))
    return ngettext("{count} minute", "{count} minutes", count).format(count=count)
