# SPDX-License-Identifier: Apache-2.0
"""One person against a role, everybody against a role, and who follows in the key roles: with the reasons in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.domain.skills.cover import Candidate, ranked
from portfolio_desktop.domain.skills.cover import succession as _succession
from portfolio_desktop.domain.skills.gaps import Fit, Gap, Readiness, Standing, gaps
from portfolio_desktop.services.office import Office, record_of
from portfolio_desktop.services.skills.gathered import Gathered, Holding, Member, Profile, SkillKind, gathered

STANDINGS = {
    Standing.ABOVE: N_("above"),
    Standing.MET: N_("met"),
    Standing.SHORT: N_("short"),
    Standing.NOT_ASSESSED: N_("not assessed"),
}
READINESS = {
    Readiness.READY: N_("Ready now"),
    Readiness.NEAR: N_("One level short"),
    Readiness.NOT_KNOWN: N_("Not all assessed"),
    Readiness.SHORT: N_("Further away"),
}


@dataclass(frozen=True, slots=True)
class SkillLine:
    """One skill of somebody: what a role asks, what is held, and the record that says so, where there is one."""

    skill: SkillKind
    gap: Gap
    asked: bool
    holding: Holding | None

    @property
    def words(self) -> str:
        """How it stands: “Working held, Practitioner asked: one level short”."""
        return _in_words(self.skill, self.gap, asked=self.asked)


@dataclass(frozen=True, slots=True)
class PersonFit:
    """Somebody against a role, or against nothing where neither they nor anybody has said which."""

    person: Member
    profile: Profile | None
    lines: tuple[SkillLine, ...]
    others: tuple[SkillLine, ...]
    """Skills that they have and the role does not ask for."""
    fit: Fit


@dataclass(frozen=True, slots=True)
class CandidateLine:
    """Somebody who could cover a role, and why or why not."""

    person: Member
    fit: Fit
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cover:
    """Who holds a role, and everybody else of whose skills for it something is known, the most suited first."""

    profile: Profile
    holders: tuple[Member, ...]
    candidates: tuple[CandidateLine, ...]
    not_known: int
    """How many more people there are of whose skills for it nothing is known."""


@dataclass(frozen=True, slots=True)
class SuccessionLine:
    """A key role: who holds it, who could take it over now, and who is one level short."""

    profile: Profile
    holders: tuple[Member, ...]
    ready: tuple[CandidateLine, ...]
    near: tuple[CandidateLine, ...]


def person_fit(office: Office, person: Id, profile: Id | None = None) -> PersonFit:
    """What somebody can do against a role profile; by default their own."""
    with office.reading() as reader:
        record_of(reader, "person", person)
        found = gathered(reader)
        if profile is not None:
            record_of(reader, "role_profile", profile)
    return fit_of(found, person, profile)


def fit_of(found: Gathered, person: Id, profile: Id | None = None) -> PersonFit:
    """As `person_fit`, out of what has been read."""
    member = found.people[person]
    wanted = profile or member.profile
    role = found.profiles.get(wanted) if wanted is not None else None
    held, records = found.steps(person), found.holdings.get(person, {})
    asked = gaps(role.needs if role else (), held)
    lines = tuple(
        SkillLine(found.skills[Id(gap.skill)], gap, True, records.get(Id(gap.skill))) for gap in asked
    )
    named = {gap.skill for gap in asked}
    others = tuple(
        SkillLine(skill, Gap(id, None, held.get(id)), False, records[id])
        for id, skill in found.skills.items()
        if id in records and id not in named
    )
    return PersonFit(member, role, lines, others, Fit(asked))


def cover(office: Office, profile: Id) -> Cover:
    """Who could cover a role. Refuses one that asks for no skills."""
    with office.reading() as reader:
        record_of(reader, "role_profile", profile)
        found = gathered(reader)
    return cover_of(found, found.profiles[profile])


def cover_of(found: Gathered, role: Profile) -> Cover:
    """As `cover`, out of what has been read."""
    if not role.needs:
        raise Refusal(
            _(
                "“{role}” asks for no skills yet. Add some to its profile, and who could cover it can be told."
            ).format(role=role.title)
        )
    holders = _holders(found, role)
    out = [each.id for each in holders]
    candidates = _lines(found, ranked(role.needs, _steps(found), leaving_out=out))
    return Cover(role, holders, candidates, len(found.here) - len(holders) - len(candidates))


def succession(office: Office) -> tuple[SuccessionLine, ...]:
    """Every key role, those without anybody to follow first."""
    with office.reading() as reader:
        found = gathered(reader)
    return succession_of(found)


def succession_of(found: Gathered) -> tuple[SuccessionLine, ...]:
    """As `succession`, out of what has been read."""
    people, lines = _steps(found), []
    for role in found.profiles.values():
        if role.key_role:
            holders = _holders(found, role)
            line = _succession(role.id, [each.id for each in holders], role.needs, people)
            lines.append(SuccessionLine(role, holders, _lines(found, line.ready), _lines(found, line.near)))
    return tuple(sorted(lines, key=lambda line: (bool(line.ready), bool(line.near))))


def _steps(found: Gathered) -> dict[str, dict[str, int]]:
    return {each.id: found.steps(each.id) for each in found.here}


def _holders(found: Gathered, role: Profile) -> tuple[Member, ...]:
    return tuple(each for each in found.here if each.profile == role.id)


def _lines(found: Gathered, candidates: Iterable[Candidate]) -> tuple[CandidateLine, ...]:
    return tuple(
        CandidateLine(found.people[Id(each.person)], each.fit, _reasons(found, each.fit))
        for each in candidates
    )


def _reasons(found: Gathered, fit: Fit) -> tuple[str, ...]:
    """Why somebody suits a role as they do: what is met, then what is lacking, then what is not known."""
    total = len(fit.gaps)
    reasons = [
        ngettext("meets the one skill", "meets all {total} skills", total).format(total=total)
        if fit.met == total
        else ngettext("meets {met} of {total} skill", "meets {met} of {total} skills", total).format(
            met=fit.met, total=total
        )
    ]
    reasons += [
        f"{found.skills[Id(gap.skill)].title}: {_in_words(found.skills[Id(gap.skill)], gap)}"
        for gap in fit.short
    ]
    if fit.not_assessed:
        names = ", ".join(found.skills[Id(gap.skill)].title for gap in fit.not_assessed)
        reasons.append(_("not assessed: {skills}").format(skills=names))
    return tuple(reasons)


def _in_words(skill: SkillKind, gap: Gap, *, asked: bool = True) -> str:
    held, wanted = skill.name_of(gap.held), skill.name_of(gap.asked)
    if not asked:
        return held or _("level not stated")
    if gap.held is None:
        return _("{wanted} asked, not assessed").format(wanted=wanted) if wanted else _("not assessed")
    if gap.asked is None:
        return _("{held} held, at any level asked").format(held=held)
    if gap.short:
        how = ngettext("one level short", "{count} levels short", gap.short).format(count=gap.short)
        return _("{held} held, {wanted} asked, {how}").format(held=held, wanted=wanted, how=how)
    if gap.standing is Standing.ABOVE:
        return _("{held} held, {wanted} asked").format(held=held, wanted=wanted)
    return _("{held} held, as asked").format(held=held)
