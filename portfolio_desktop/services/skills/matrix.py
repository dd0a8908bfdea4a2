# SPDX-License-Identifier: Apache-2.0
"""The skills matrix: people down, skills across, and in each cell the level that is held against the one that is asked."""

from dataclasses import dataclass

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.domain.skills.gaps import Gap, Need, Standing
from portfolio_desktop.domain.skills.levels import Level
from portfolio_desktop.services.office import Office, record_of
from portfolio_desktop.services.skills.gathered import Gathered, Member, SkillKind, gathered


@dataclass(frozen=True, slots=True)
class Cell:
    """What one person has of one skill. `record` says so, where there is one; `asked` is of their role, or of the chosen one."""

    held: Level | None
    asked: Level | None
    gap: Gap
    wanted: bool
    record: Id | None

    @property
    def mark(self) -> str:
        """The mark of the level that is held; of none, nothing."""
        return self.held.mark if self.held else ""

    @property
    def lacking(self) -> bool:
        """Whether less is held than is asked, or it is not known what is."""
        return self.wanted and self.gap.standing in (Standing.SHORT, Standing.NOT_ASSESSED)


@dataclass(frozen=True, slots=True)
class Row:
    """One person. Cells stand in the order of the skills; what is neither held nor asked is None."""

    person: Member
    team: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One skill, how many of those shown hold it, and how many lack what is asked of them."""

    skill: SkillKind
    held: int
    lacking: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """People by team and name, against the skills that any of them has or is asked for."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def matrix(office: Office, team: Id | None = None, profile: Id | None = None) -> Matrix:
    """The matrix of everybody here, or of a team and its parts; against their own roles, or all against one."""
    with office.reading() as reader:
        for entity, id in (("team", team), ("role_profile", profile)):
            if id is not None:
                record_of(reader, entity, id)
        found = gathered(reader)
    return matrix_of(found, team, profile)


def matrix_of(found: Gathered, team: Id | None = None, profile: Id | None = None) -> Matrix:
    """As `matrix`, out of what has been read."""
    teams = found.within(team) if team is not None else None
    people = [each for each in found.here if teams is None or each.team in teams]
    needs = {each.id: _needs(found, profile or each.profile) for each in people}
    used = {skill for each in people for skill in (*needs[each.id], *found.holdings.get(each.id, {}))}
    if profile is not None and (chosen := found.profiles.get(profile)) is not None:
        used &= {need.skill for need in chosen.needs}
    skills = [skill for id, skill in found.skills.items() if id in used]
    skills.sort(key=lambda skill: (skill.framework, skill.family.casefold(), skill.title.casefold()))
    rows = [_row(found, each, skills, needs[each.id]) for each in people]
    rows.sort(key=lambda row: (row.team == "", row.team.casefold(), row.person.name.casefold()))
    columns = []
    for place, skill in enumerate(skills):
        cells = [row.cells[place] for row in rows]
        columns.append(
            Column(
                skill,
                sum(cell is not None and cell.held is not None for cell in cells),
                sum(cell is not None and cell.lacking for cell in cells),
            )
        )
    return Matrix(tuple(columns), tuple(rows))


def _needs(found: Gathered, profile: Id | None) -> dict[str, Need]:
    role = found.profiles.get(profile) if profile is not None else None
    return {need.skill: need for need in role.needs} if role else {}


def _row(found: Gathered, person: Member, skills: list[SkillKind], needs: dict[str, Need]) -> Row:
    team = found.teams.get(person.team) if person.team is not None else None
    holdings = found.holdings.get(person.id, {})
    cells: list[Cell | None] = []
    for skill in skills:
        need, holding = needs.get(skill.id), holdings.get(skill.id)
        if need is None and holding is None:
            cells.append(None)
            continue
        gap = Gap(skill.id, need.step if need else None, holding.step if holding else None)
        record = holding.id if holding else None
        cells.append(Cell(skill.level(gap.held), skill.level(gap.asked), gap, need is not None, record))
    return Row(person, team.title if team else "", tuple(cells))
