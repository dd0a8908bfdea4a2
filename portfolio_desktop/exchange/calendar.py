# SPDX-License-Identifier: Apache-2.0
"""Calendar files (.ics): meetings with their times, actions as whole days on which they are due.

The part of RFC 5545 that is needed: lines end in CRLF and fold at 75 octets, text is escaped, an entry that is written
again has the same UID and so replaces itself. Times are floating: records keep what the clock on the wall says.
Actions are events, since calendars on most desks take no to-dos from a file.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.text import clean
from portfolio_desktop.services.governance.actions import ActionLine
from portfolio_desktop.services.governance.meetings import MeetingPage

_OCTETS = 75
_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One entry. `id` is the record's. A `begins` without a time is a whole day, and takes nobody's time."""

    id: str
    title: str
    begins: date | datetime
    ends: datetime | None = None
    place: str = ""
    about: str = ""


def of_actions(lines: Iterable[ActionLine]) -> list[CalendarEvent]:
    """An entry on the day that each action is due. One without a day has no place in a calendar."""
    events = []
    for line in lines:
        if line.due is None:
            continue
        about = [f"{line.code}: {line.title}", line.owner, line.project, line.progress]
        about += [source.words for source in line.sources if source.entity != "project"]
        title = _("Due: {title}").replace("{title}", line.title)
        events.append(CalendarEvent(line.id, title, line.due, about="\n".join(filter(None, about))))
    return events


def of_meeting(page: MeetingPage) -> list[CalendarEvent]:
    """The meeting with its agenda; none where it has no date yet."""
    if page.starts is None:
        return []
    agenda = [f"{item.slot.words}  {item.title}" for item in page.items]
    title = page.meeting.title or ""
    about = "\n".join(agenda) or page.meeting.agenda or ""
    return [CalendarEvent(page.id, title, page.starts, page.ends, page.meeting.place or "", about)]


def write_calendar(events: Iterable[CalendarEvent], made: datetime) -> bytes:
    """The file. `made` is the moment of writing, with a time zone."""
    stamp = f"{made.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Portfolio Desktop//EN", "CALSCALE:GREGORIAN"]
    for event in events:
        lines += _event(event, stamp)
    lines.append("END:VCALENDAR")
    return "".join(part + "\r\n" for line in lines for part in folded(line)).encode()


def folded(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 octets, each after the first with a space before it; no character is cut."""
    piece, used = "", 0
    for char in line:
        size = len(char.encode())
        if used + size > _OCTETS:
            yield piece
            piece, used = " ", 1
        piece += char
        used += size
    yield piece


def escaped(text: str) -> str:
    """Text as a value: without controls, with its commas, semicolons, backslashes and line ends escaped."""
    plain = clean(text).text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return plain.replace("\n", "\\n")


def _event(event: CalendarEvent, stamp: str) -> list[str]:
    lines = [
        "BEGIN:VEVENT",
        f"UID:{event.id}@portfolio-desktop",
        f"DTSTAMP:{stamp}",
        *_times(event),
        f"SUMMARY:{escaped(event.title)}",
    ]
    if event.place:
        lines.append(f"LOCATION:{escaped(event.place)}")
    if event.about:
        lines.append(f"DESCRIPTION:{escaped(event.about)}")
    return [*lines, "END:VEVENT"]


def _times(event: CalendarEvent) -> list[str]:
    if isinstance(event.begins, datetime):
        ends = event.ends if event.ends and event.ends > event.begins else event.begins + _HOUR
        return [f"DTSTART:{event.begins:%Y%m%dT%H%M%S}", f"DTEND:{ends:%Y%m%dT%H%M%S}"]
    # The end of a whole day is the day after, which the end of the calendar does not have.
    after = event.begins if event.begins == date.max else event.begins + timedelta(days=1)
    return [
        f"DTSTART;VALUE=DATE:{event.begins:%Y%m%d}",
        f"DTEND;VALUE=DATE:{after:%Y%m%d}",
        "TRANSP:TRANSPARENT",
    ]
