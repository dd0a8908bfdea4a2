# SPDX-License-Identifier: Apache-2.0
"""How a team's work packages went in a period: four measures of the work, each so many out of how many."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.domain.capacity.measures import Measure, Measures, Went, measures
from portfolio_desktop.services.capacity.package_sheet import owner_of
from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.moments import life
from portfolio_desktop.storage.read import Reader

_WITH_SOMEBODY = frozenset({"accepted", "in_hand", "delivered"})
"""The states of a package that is in somebody's hands."""

MEASURES = (
    ("on_time", N_("Delivered by the day they were due"), N_("Late")),
    ("met_first", N_("Criteria met at first delivery"), N_("Not met at first")),
    ("handed_back", N_("Handed back"), N_("Handed back")),
    ("cleared", N_("Blockers cleared"), N_("Still held up")),
)
"""Each measure by its name in `Measures`, with what it is called and what those are that speak against."""


@dataclass(frozen=True, slots=True)
class Measured:
    """The measures of one team, or of all where `team` is empty, in a period; `titles` name the packages."""

    team: str
    first: date
    last: date
    packages: int
    measures: Measures
    titles: Mapping[str, str]
    owner: str = ""
    marking: str = ""
    """Whose portfolio it is, and the marking of its papers."""


def team_measures(office: Office, first: date, last: date, team: Id | None = None) -> Measured:
    """The measures of packages whose responsible person is in the team or in a team below it; without one, of all."""
    if last < first:
        raise Refusal(_("A period cannot end before it begins."))
    with office.reading() as reader:
        people = _people(reader, team) if team is not None else None
        names = reader.titles(reader.catalogue.entity("team"), [team]) if team is not None else {}
        went, titles = _went(reader, people, first, last)
        owner, marking = owner_of(reader)
    return Measured(
        team=names.get(team, "") if team is not None else "",
        first=first,
        last=last,
        packages=len(went),
        measures=measures(went, first, last),
        titles=titles,
        owner=owner,
        marking=marking,
    )


def measure_words(measure: Measure) -> str:
    """3 of 4 (75 %), 1 not known; nothing to count where there was nothing."""
    if not measure.of:
        said = _("nothing to count")
    else:
        said = _("{count} of {of} ({share} %)").format(
            count=measure.count, of=measure.of, share=round(Decimal(100) * measure.count / measure.of)
        )
    return said + (_(", {n} not known").format(n=measure.unknown) if measure.unknown else "")


def period_words(measured: Measured) -> str:
    """1 Jan 2027 to 31 Mar 2027."""
    return _("{first} to {last}").format(first=format_date(measured.first), last=format_date(measured.last))


def _people(reader: Reader, team: Id) -> set[str]:
    """Everybody in a team and in the teams that are part of it."""
    parts: dict[str | None, list[str]] = defaultdict(list)
    for id, above in reader.values(reader.catalogue.entity("team"), ("part_of_id",)):
        parts[above].append(id)
    teams, waiting = {str(team)}, [str(team)]
    while waiting:
        below = [each for each in parts[waiting.pop()] if each not in teams]
        teams.update(below)
        waiting += below
    rows = reader.values(reader.catalogue.entity("person"), ("team_id",))
    return {id for id, own in rows if own in teams}


def _went(
    reader: Reader, people: set[str] | None, first: date, last: date
) -> tuple[list[Went], dict[str, str]]:
    catalogue = reader.catalogue
    found: dict[str, list[str | None]] = defaultdict(list)
    for _id, package, result in reader.values(
        catalogue.entity("package_criterion"), ("work_package_id", "found_first")
    ):
        found[package].append(result)
    blockers: dict[str, list[tuple[date | None, date | None]]] = defaultdict(list)
    for _id, package, raised, cleared in reader.values(
        catalogue.entity("package_blocker"), ("work_package_id", "raised_on", "cleared_on")
    ):
        blockers[package].append((raised, cleared))
    held, back = _hands(reader, first, last)
    went: list[Went] = []
    titles: dict[str, str] = {}
    names = ("code", "title", "responsible_id", "due", "delivered_on")
    for id, code, title, responsible, due, delivered in reader.values(
        catalogue.entity("work_package"), names
    ):
        if people is not None and responsible not in people:
            continue
        titles[id] = f"{code or ''} {title or ''}".strip()
        went.append(Went(id, due, delivered, tuple(found[id]), id in held, id in back, tuple(blockers[id])))
    return went, titles


def _hands(reader: Reader, first: date, last: date) -> tuple[set[str], set[str]]:
    """The packages that were in somebody's hands at any time of the period, and those handed back in it, by the log.

    One that goes from handed back to whoever had it was handed back by mistake: that was undone.
    """
    held: set[str] = set()
    back: set[str] = set()
    stands: dict[str, object] = {}
    for said in life(reader.connection, "work_package", ("status",)):
        day = said.made.astimezone().date()
        if day > last:
            break
        before, status = stands.get(said.record), said.values.get("status")
        stands[said.record] = status
        if day < first:
            continue
        if before in _WITH_SOMEBODY or status in _WITH_SOMEBODY:
            held.add(said.record)
        if status == "handed_back":
            back.add(said.record)
        elif before == "handed_back" and status in _WITH_SOMEBODY:
            back.discard(said.record)
    return held | {id for id, status in stands.items() if status in _WITH_SOMEBODY}, back


def quarter_to(today: date) -> tuple[date, date]:
    """The three months that end today: what is measured where nobody says otherwise."""
    return today - timedelta(days=91), today
