# SPDX-License-Identifier: Apache-2.0
"""Calendar files (.ics): meetings with their times, everything else as the whole day on which it is due.

The part of RFC 5545 that is needed: lines end in CRLF and fold at 75 octets, text is escaped, an entry that is written
again has the same UID and a SEQUENCE that never falls, and so replaces itself. Times are in UTC: records keep what the
clock on the wall says, and whoever takes the file may sit elsewhere. Actions are events, since calendars on most desks
take no to-dos from a file.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import MappingProxyType

from portfolio_desktop.base.files import write_whole
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.text import clean
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.services.diary.entries import Entry, Kind, diary
from portfolio_desktop.services.governance.actions import ActionLine
from portfolio_desktop.services.governance.meetings import MeetingPage
from portfolio_desktop.services.office import Office

_OCTETS = 75
_HOUR = timedelta(hours=1)
_LAST = datetime.fromisoformat("9999-12-31T22:59:59")
_UNREVISED: Mapping[Id, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One entry. `id` is the record's. A `begins` without a time is a whole day, and takes nobody's time.

    A time is the one on this laptop's wall. `revision` never falls; `kind` is a word that calendars sort by.
    """

    id: str
    title: str
    begins: date | datetime
    ends: datetime | None = None
    place: str = ""
    about: str = ""
    revision: int = 0
    kind: str = ""


def of_diary(entries: Iterable[Entry]) -> Iterator[CalendarEvent]:
    """An entry for each day that is set."""
    for each in entries:
        yield CalendarEvent(
            each.key,
            each.title,
            each.starts,
            each.ends,
            each.place,
            each.about,
            each.revision,
            each.kind.words,
        )


def export_calendar(
    office: Office,
    target: Path,
    *,
    project: Id | None = None,
    person: Id | None = None,
    kinds: Collection[Kind] = tuple(Kind),
) -> int:
    """Write what is in the diary of the portfolio, a project or a person to `target`. Returns how many entries."""
    entries = diary(office, project=project, person=person, kinds=kinds)
    with office.reading() as reader:
        of = ("person", person) if person else ("project", project) if project else ("portfolio", None)
        entity = reader.catalogue.entity(of[0])
        if of[1] is None:
            name = next((row[1] for row in reader.values(entity, (entity.title,)) if row[1]), "")
        else:
            name = reader.titles(entity, [of[1]]).get(of[1], "")
    write_whole(target, write_calendar(of_diary(entries), datetime.now(UTC), name))
    return len(entries)


def of_actions(lines: Iterable[ActionLine], revisions: Mapping[Id, int] = _UNREVISED) -> list[CalendarEvent]:
    """An entry on the day that each action is due. One without a day has no place in a calendar."""
    events = []
    for line in lines:
        if line.due is None:
            continue
        about = [f"{line.code}: {line.title}", line.owner, line.project, line.progress]
        about += [source.words for source in line.sources if source.entity != "project"]
        title = _("Due: {title}").replace("{title}", line.title)
        said = "\n".join(filter(None, about))
        events.append(CalendarEvent(line.id, title, line.due, about=said, revision=revisions.get(line.id, 0)))
    return events


def of_meeting(page: MeetingPage, revision: int = 0) -> list[CalendarEvent]:
    """The meeting with its agenda; none where it has no date yet."""
    if page.starts is None:
        return []
    agenda = [f"{item.slot.words}  {item.title}" for item in page.items]
    title = page.meeting.title or ""
    about = "\n".join(agenda) or page.meeting.agenda or ""
    place = page.meeting.place or ""
    return [CalendarEvent(page.id, title, page.starts, page.ends, place, about, revision)]


def write_calendar(events: Iterable[CalendarEvent], made: datetime, name: str = "") -> bytes:
    """The file. `made` is the moment of writing, with a time zone; `name` is what a calendar may call the whole."""
    stamp = _stamp(made)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Portfolio Desktop//EN", "CALSCALE:GREGORIAN"]
    lines.append("METHOD:PUBLISH")
    if name:
        lines.append(f"X-WR-CALNAME:{escaped(name)}")
    for event in events:
        lines += _event(event, stamp)
    lines.append("END:VCALENDAR")
    return "".join(part + "\r\n" for line in lines for part in folded(line)).encode()


def folded(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 octets, each after the first with a space before it; no character is cut."""
    if len(line) <= _OCTETS and line.isascii():
        yield line
        return
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
        f"SEQUENCE:{event.revision}",
        *_times(event),
        f"SUMMARY:{escaped(event.title)}",
    ]
    if event.place:
        lines.append(f"LOCATION:{escaped(event.place)}")
    if event.about:
        lines.append(f"DESCRIPTION:{escaped(event.about)}")
    if event.kind:
        lines.append(f"CATEGORIES:{escaped(event.kind)}")
    return [*lines, "END:VEVENT"]


def _times(event: CalendarEvent) -> list[str]:
    if isinstance(event.begins, datetime):
        ends = event.ends if event.ends and event.ends > event.begins else min(event.begins, _LAST) + _HOUR
        return [f"DTSTART:{_stamp(event.begins)}", f"DTEND:{_stamp(ends)}"]
    # The end of a whole day is the day after, which the end of the calendar does not have.
    after = event.begins if event.begins == date.max else event.begins + timedelta(days=1)
    return [
        f"DTSTART;VALUE=DATE:{_day(event.begins)}",
        f"DTEND;VALUE=DATE:{_day(after)}",
        "TRANSP:TRANSPARENT",
    ]


def _stamp(moment: datetime) -> str:
    """A moment in UTC. One at an end of the calendar, which no zone has, stays as the wall says."""
    try:
        return f"{_written(moment.astimezone(UTC))}Z"
    except (OSError, OverflowError, ValueError):
        return _written(moment)


def _written(moment: datetime) -> str:
    # Not with %Y, which writes the year 987 in three digits on some systems.
    return f"{moment.year:04}{moment:%m%dT%H%M%S}"


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")
