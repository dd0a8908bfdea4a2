# SPDX-License-Identifier: Apache-2.0
"""How things stand with a share, in sentences for a person: the same in the window and on the command line."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

from portfolio_desktop.base.clock import local_time
from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import N_, NN_, _, ngettext
from portfolio_desktop.base.text import clean, shorten, visible_bidi
from portfolio_desktop.sharing.part import Standing
from portfolio_desktop.sync.invitation import Invitation
from portfolio_desktop.sync.report import LaptopSeen, Report, Skew, Waiting

_LONGEST_NAME = 80
_MINUTE, _HOUR, _DAY, _YEAR = 60_000, 3_600_000, 86_400_000, 31_557_600_000

_WHY = {
    "introduction": N_("{who}, with {stream} in the names of its files, has not introduced itself there yet"),
    "newer": N_("{who} writes with a newer version: update this laptop to read it"),
    "unreadable": N_("a file of theirs cannot be read at this moment"),
    "edits before it": N_("changes of {who} that come before them are not there yet"),
}

_FAULTS = {
    "unreachable": N_(
        "Shared folder not reachable since {since}; your work is safe on this laptop ({waiting})"
    ),
    "vanished": N_(
        "The portfolio's folder is gone from the share since {since}; your work is safe on this laptop ({waiting})"
    ),
    "full": N_("Shared folder full since {since}; your work is safe on this laptop ({waiting})"),
    "not allowed": N_(
        "The share takes nothing from this laptop since {since}; your work is safe on this laptop ({waiting})"
    ),
    "not readable": N_(
        "Shared folder closed to this laptop since {since}; your work is safe on this laptop ({waiting})"
    ),
}


def joined(invitation: Invitation) -> str:
    """What was joined, and by whose invitation."""
    return _("Joined “{title}”, which {by} shares.").format(
        title=plain(invitation.title), by=plain(invitation.by)
    )


def plain(name: str) -> str:
    """What somebody elsewhere called something, as it may stand in a sentence: nothing in it breaks the line, turns it or
    commands a terminal."""
    return visible_bidi(shorten(clean(name).text, _LONGEST_NAME))


def moment(milliseconds: int, today: date) -> str:
    """A moment since 1970 as this laptop's clock shows it: the time, and the day where it is another."""
    when = local_time(datetime.fromtimestamp(milliseconds / 1000, UTC))
    time = f"{when:%H:%M}"
    return time if when.date() == today else f"{format_date(when.date())}, {time}"


def state(standing: Standing | None, today: date, saved: int = 0) -> str:
    """One line for the foot of the window. `saved` changes were made since that round."""
    if standing is None:
        return _("Shared; nothing has been sent yet")
    report, left = standing.report, waiting(standing.waiting + saved)
    if report.trouble:
        since = moment(report.unreachable_since or standing.at, today)
        if report.fault == "full" and not standing.waiting + saved:
            return _("Shared folder full since {since}; all your changes are in it").format(since=since)
        return _(_FAULTS.get(report.fault, _FAULTS["unreachable"])).format(since=since, waiting=left)
    if standing.waiting:
        return _("Shared; {waiting}").format(waiting=left)
    if saved:
        return _("Shared; {waiting}, going out in a moment").format(waiting=left)
    return _("Shared, all changes sent {when}").format(when=moment(standing.sent, today))


def trouble(standing: Standing) -> str:
    """Why a round came to nothing, or not to its end, and what that means for what was changed here."""
    if standing.report.fault == "full" and not standing.waiting:
        return _(
            "The shared folder is full. All your changes are in it; what else this laptop has to write there follows once there "
            "is room."
        )
    return f"{standing.report.trouble} ({waiting(standing.waiting)})"


def waiting(count: int) -> str:
    """How many changes wait to be sent."""
    if not count:
        return _("no changes waiting")
    return ngettext("{count} change waiting", "{count} changes waiting", count).format(count=f"{count:,}")


def done(standing: Standing) -> str:
    """What a round came to."""
    went, came, back = standing.went, standing.came, standing.report.relayed
    said = [
        ngettext("Sent {count} change,", "Sent {count} changes,", went).format(count=f"{went:,}"),
        ngettext("took {count} in.", "took {count} in.", came).format(count=f"{came:,}"),
    ]
    if standing.returned:
        said.append(
            ngettext(
                "{count} change that this workspace had made before came back.",
                "{count} changes that this workspace had made before came back.",
                standing.returned,
            ).format(count=f"{standing.returned:,}")
        )
    if back:  # single edits: those of others are not counted by what one undo takes back
        said.append(
            ngettext(
                "Put back {count} edit of others that the folder lacked.",
                "Put back {count} edits of others that the folder lacked.",
                back,
            ).format(count=f"{back:,}")
        )
    return " ".join(said)


def cautions(standing: Standing) -> Iterator[str]:
    """What somebody should know of, the gravest first."""
    report = standing.report
    if report.divergences:
        names = ", ".join(sorted({_named(report, each.stream) for each in report.divergences}))
        if report.proved:
            yield _(
                "This laptop and that of {names} know the same changes and show different records. The registers here were made "
                "anew from the history, and are right. The other laptop does the same the next time it sends and takes."
            ).format(names=names)
        else:
            yield _(
                "This laptop and that of {names} know the same changes and show different records. The registers are made anew "
                "from the history; nothing is lost."
            ).format(names=names)
    if report.mended is not None and report.mended.records:
        yield ngettext(
            "{count} record here did not show what the history says. The registers were made anew from it; what they showed "
            "before and after is kept in {folder}.",
            "{count} records here did not show what the history says. The registers were made anew from it; what they showed "
            "before and after is kept in {folder}.",
            report.mended.records,
        ).format(count=f"{report.mended.records:,}", folder=report.mended.kept)
    if report.rotated:
        yield _(
            "The workspace was copied or restored, and goes on under a new name. Nothing of it was overwritten."
        )
    if report.gone and not standing.gone:
        yield _(
            "A part of what was in the shared folder has gone from it. It is safe here and can be put back."
        )
    elif standing.gone:
        yield ngettext(
            "{count} change that was in the shared folder has gone from it. It is safe here and can be put back.",
            "{count} changes that were in the shared folder have gone from it. They are safe here and can be put back.",
            standing.gone,
        ).format(count=f"{standing.gone:,}")
    if report.newer:
        names = ", ".join(sorted({_named(report, stream) for stream in report.newer}))
        yield _("Update this laptop to read the changes of {names}. Yours still go out.").format(names=names)


def on_its_way(report: Report) -> Iterator[str]:
    """What somebody who has joined should know: that others say they have more than has come into the folder."""
    if count := sum(bool(each.brings) for each in report.laptops):
        yield ngettext(
            "Not everything has come into this folder yet: {count} laptop knows changes that are still on their way. "
            "Send and take again later.",
            "Not everything has come into this folder yet: {count} laptops know changes that are still on their way. "
            "Send and take again later.",
            count,
        ).format(count=count)


def clocks(report: Report) -> dict[str, str]:
    """Whose clock is off, and by how much: a sentence for each, by stream.

    Where most others seem to be off to the same side, and there are at least two, it is this laptop's own that is.
    """
    others = [each for each in report.laptops if not each.is_this and not each.left]
    own = next((each.stream for each in report.laptops if each.is_this), "")
    for sentence, side in (
        (
            N_("The clock of this laptop is about {far} slow: set it."),
            [s for s in report.clocks if s.milliseconds > 0],
        ),
        (
            N_("The clock of this laptop is about {far} fast: set it."),
            [s for s in report.clocks if s.milliseconds < 0],
        ),
    ):
        if len(side) > 1 and 2 * len(side) > len(others):
            far = sorted(abs(skew.milliseconds) for skew in side)[len(side) // 2]
            return {own: _(sentence).format(far=_far(far))}
    return {skew.stream: _clock(report, skew) for skew in report.clocks}


def _clock(report: Report, skew: Skew) -> str:
    who, far = _named(report, skew.stream), _far(abs(skew.milliseconds))
    if skew.milliseconds > 0:
        return _("The clock of {who} is {far} fast.").format(who=who, far=far)
    return _("The clock of {who} is at least {far} slow.").format(who=who, far=far)


def stands(standing: Standing, laptop: LaptopSeen) -> str:
    """How a laptop stands to this one: what it lacks, and whether something of it is on its way here."""
    if laptop.is_this:
        return _("this laptop")
    if laptop.left:
        return _("has left")
    said = []
    if count := standing.behind.get(laptop.stream, 0):
        said.append(
            ngettext("{count} change behind", "{count} changes behind", count).format(count=f"{count:,}")
        )
    if laptop.brings:
        said.append(_("its latest are on the way") if said else _("Its latest are on the way"))
    return ", ".join(said) or _("up to date")


def version(report: Report, laptop: LaptopSeen) -> str:
    """The version that a laptop works with, and whether somebody on the share has a newer one."""
    newest = max((_order(each.version) for each in report.laptops if not each.left), default=())
    if laptop.left or _order(laptop.version) >= newest:
        return laptop.version
    return _("{version}, out of date").format(version=laptop.version)


def _order(text: str) -> tuple[int, ...]:
    """A version as numbers to compare; less than any other where it is something else."""
    parts = text.split(".")
    return tuple(map(int, parts)) if all(part.isdecimal() for part in parts) else ()


def held_up(report: Report, each: Waiting) -> str:
    """Changes that are there and cannot be taken yet, and why."""
    who = _named(report, each.stream)
    why = _(_WHY.get(each.why, "{who}")).format(who=who, stream=each.stream)
    return _("Changes of {who} wait: {why}.").format(who=who, why=why)


def called(laptop: LaptopSeen) -> str:
    """A laptop by its person and its own name."""
    return f"{plain(laptop.person)} ({plain(laptop.laptop)})"


def _named(report: Report, stream: str) -> str:
    return next((called(laptop) for laptop in report.laptops if laptop.stream == stream), _("another laptop"))


def _far(milliseconds: int) -> str:
    for unit, one, many in (
        (_YEAR, *NN_("{count} year", "{count} years")),
        (_DAY, *NN_("{count} day", "{count} days")),
        (_HOUR, *NN_("{count} hour", "{count} hours")),
    ):
        if milliseconds >= unit:
            count = round(milliseconds / unit)
            return ngettext(one, many, count).format(count=count)
    count = max(1, round(milliseconds / _MINUTE))
    return ngettext("{count} minute", "{count} minutes", count).format(count=count)
