# SPDX-License-Identifier: Apache-2.0
"""How much of what can be checked holds: for the portfolio, by register and by project, with every fault behind it.

A score is the share of checks that hold. Each expected value of each open record is one check, and so is each rule that
the record could break. A value that was asked for and answered with a reason counts as answered. Nothing is weighted.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import Op, Sort, Test
from portfolio_desktop.domain.pack.quality import PackQuality, share
from portfolio_desktop.services.news import projects_of
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.overdue import rules, still_open
from portfolio_desktop.services.quality.finding import Fault, Finding
from portfolio_desktop.services.quality.projects import CHECKS, of_projects
from portfolio_desktop.services.quality.registers import WATCHED, faults
from portfolio_desktop.storage.read import Reader

METHOD = N_(
    "The score is the share of checks that hold. Each value that is expected of a record that is not over is one check, and so "
    "is each rule that it could break: days in order, days not passed, values that can be meant. What was asked for and answered "
    "with a reason (“Exempt”) counts as answered. No check weighs more than another."
)

IN_PACK = "quality"
"""Under which an issued pack keeps the score of its day."""

_NONE = Id("")


@dataclass(frozen=True, slots=True)
class Score:
    """So many checks, of which so many hold."""

    checks: int = 0
    held: int = 0

    @property
    def share(self) -> float | None:
        """From 0 to 1; None where there is nothing to check."""
        return self.held / self.checks if self.checks else None

    @property
    def words(self) -> str:
        """In whole per cent, and never 100 while something is amiss."""
        return share(self.held, self.checks) if self.checks else "–"


@dataclass(frozen=True, slots=True)
class Scored:
    """A register, or a project: its open records, its score, and its faults counted by kind. `key` is entity or id."""

    key: str
    label: str
    code: str
    records: int
    score: Score
    faults: Mapping[Fault, int]


@dataclass(frozen=True, slots=True)
class Moment:
    """What the score was when a pack was issued, on the data of `day`."""

    day: date
    score: Score


@dataclass(frozen=True, slots=True)
class Health:
    """Everything about the quality of the data. Registers and projects come with the worst first."""

    score: Score
    registers: tuple[Scored, ...]
    projects: tuple[Scored, ...]
    findings: tuple[Finding, ...]
    trend: tuple[Moment, ...]

    def among(self, register: str = "", project: str = "", fault: Fault | None = None) -> tuple[Finding, ...]:
        """The findings of one register or one project, or of one kind; all of them where nothing is said."""
        return tuple(
            each
            for each in self.findings
            if (not register or each.entity == register)
            and (not project or each.project == project)
            and (fault is None or each.fault is fault)
        )


def health(office: Office) -> Health:
    """The quality of the data as they now stand."""
    with office.reading() as reader:
        return health_of(reader)


def health_of(reader: Reader) -> Health:
    """As `health`, within a reading."""
    late = rules(reader.catalogue)
    found: list[Finding] = []
    registers: list[Scored] = []
    checked: Counter[Id] = Counter()  # by project
    projects, of_them = of_projects(reader)
    for watched in WATCHED:
        members = _members(reader, watched.entity)
        if not members:
            continue
        each, wrong = faults(reader, watched, late)
        if watched.entity == "project":
            each, wrong = each + CHECKS, [*of_them, *wrong]
        wrong = _told_apart(wrong)
        checked.update({project: each * count for project, count in members.items()})
        registers.append(_register(reader, watched.entity, members.total(), each, wrong))
        found += _owned(reader, wrong)
    whole = Score(sum(each.score.checks for each in registers), sum(each.score.held for each in registers))
    named = {project.id: (project.title or "", project.code or "") for project in projects}
    return Health(
        whole,
        tuple(sorted(registers, key=_worst_first)),
        tuple(sorted(_by_project(named, checked, found), key=_worst_first)),
        tuple(sorted(found, key=_order)),
        (*_trend(reader), Moment(reader.today, whole)),
    )


def in_brief(found: Score | PackQuality) -> dict[str, int]:
    """What an issued pack keeps of it, so that a later day can be compared with its own."""
    return {"checks": found.checks, "held": found.held}


def _told_apart(found: Iterable[Finding]) -> list[Finding]:
    """One fault of each rule in each record, however many ways it is broken in."""
    first: dict[tuple[Id, str, Fault], Finding] = {}
    for each in found:
        first.setdefault((each.target, each.rule, each.fault), each)
    return list(first.values())


def _members(reader: Reader, name: str) -> Counter[Id]:
    """How many open records each project has; those of none are counted under nothing."""
    entity = reader.catalogue.entity(name)
    standing = still_open(reader.catalogue, entity)
    if name == "project":
        return Counter(Id(row[0]) for row in reader.values(entity, (entity.title,), standing))
    if entity.has("project_id"):
        return Counter(Id(row[1] or "") for row in reader.values(entity, ("project_id",), standing))
    ids = [Id(row[0]) for row in reader.values(entity, (entity.title,), standing)]
    owners = projects_of(reader, ((name, id) for id in ids))
    return Counter(owners.get(id, _NONE) for id in ids)


def _owned(reader: Reader, found: Iterable[Finding]) -> list[Finding]:
    """The same, those of records that belong to a project through another record with that project."""
    listed = list(found)
    orphans = [each for each in listed if not each.project]
    owners = projects_of(reader, {(each.entity, each.target) for each in orphans}) if orphans else {}
    return [
        each if each.project or each.target not in owners else replace(each, project=owners[each.target])
        for each in listed
    ]


def _register(reader: Reader, name: str, records: int, checks: int, found: Iterable[Finding]) -> Scored:
    counts = Counter(each.fault for each in found)
    wrong = sum(count for fault, count in counts.items() if fault is not Fault.UNKNOWN)
    every = records * checks
    label = _(reader.catalogue.entity(name).plural)
    return Scored(name, label, "", records, Score(every, max(0, every - wrong)), counts)


def _by_project(
    named: Mapping[Id, tuple[str, str]], checked: Mapping[Id, int], found: Iterable[Finding]
) -> Iterable[Scored]:
    counts: dict[Id, Counter[Fault]] = defaultdict(Counter)
    records: dict[Id, set[Id]] = defaultdict(set)
    for each in found:
        counts[each.project][each.fault] += 1
        records[each.project].add(each.target)
    for id, (title, code) in named.items():
        wrong = sum(count for fault, count in counts[id].items() if fault is not Fault.UNKNOWN)
        score = Score(checked[id], max(0, checked[id] - wrong))
        yield Scored(id, title, code, len(records[id]), score, counts[id])


def _trend(reader: Reader) -> Iterable[Moment]:
    """What issued packs keep of their day, the earliest first. A pack that keeps nothing of it is left out."""
    entity = reader.catalogue.entity("pack")
    rows = reader.rows(entity, Test("options", Op.KNOWN), (Sort("data_as_of"),))
    for pack in reader.page(entity, rows):
        kept, day = _kept(pack["options"]), pack["data_as_of"]
        if kept is not None and isinstance(day, date):
            yield Moment(day, kept)


def _kept(options: object) -> Score | None:
    try:
        said = json.loads(options) if isinstance(options, str) else None
    except ValueError:
        return None
    match said:
        case {"quality": {"checks": int() as checks, "held": int() as held}} if 0 <= held <= checks:
            return Score(checks, held)
    return None


def _worst_first(each: Scored) -> tuple[float, int, str]:
    share = each.score.share
    return (1.0 if share is None else share, -each.score.checks, each.label)


def _order(each: Finding) -> tuple[int, str, str, str]:
    return (list(Fault).index(each.fault), each.entity, each.label, each.code or each.title)
