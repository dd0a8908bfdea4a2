# SPDX-License-Identifier: Apache-2.0
"""What people and their skills look like for a program to read."""

from typing import Any

from portfolio_desktop.domain.skills.gaps import Fit
from portfolio_desktop.services.skills.chart import TEAM, Place
from portfolio_desktop.services.skills.expiring import QualificationLine
from portfolio_desktop.services.skills.fit import CandidateLine, Cover, PersonFit, SkillLine, SuccessionLine
from portfolio_desktop.services.skills.matrix import Matrix


def person(found: PersonFit) -> dict[str, Any]:
    """Somebody against a role; null for the role where none is known."""
    return {
        "person": found.person.name,
        "profile": found.profile.title if found.profile else None,
        "readiness": found.fit.readiness.value if found.profile else None,
        "skills": [_skill(line) for line in found.lines],
        "others": [_skill(line) for line in found.others],
    }


def matrix(found: Matrix) -> dict[str, Any]:
    """The skills once, and each person's cells in their order; null where there is nothing to say."""
    return {
        "skills": [
            {
                "code": column.skill.code or None,
                "title": column.skill.title,
                "held": column.held,
                "lacking": column.lacking,
            }
            for column in found.columns
        ],
        "people": [
            {
                "person": row.person.name,
                "team": row.team or None,
                "cells": [
                    None
                    if cell is None
                    else {
                        "held": cell.gap.held,
                        "asked": cell.gap.asked,
                        "standing": cell.gap.standing.value if cell.wanted else None,
                    }
                    for cell in row.cells
                ],
            }
            for row in found.rows
        ],
    }


def cover(found: Cover) -> dict[str, Any]:
    return {
        "role": found.profile.title,
        "holders": [each.name for each in found.holders],
        "candidates": [_candidate(each) for each in found.candidates],
        "not_known": found.not_known,
    }


def succession(line: SuccessionLine) -> dict[str, Any]:
    return {
        "role": line.profile.title,
        "holders": [each.name for each in line.holders],
        "ready": [each.person.name for each in line.ready],
        "one_level_short": [each.person.name for each in line.near],
    }


def qualification(line: QualificationLine) -> dict[str, Any]:
    return {
        "person": line.person_name,
        "title": line.title,
        "body": line.body or None,
        "expires_on": line.expires_on.isoformat() if line.expires_on else None,
        "days": line.days,
        "state": line.validity.value,
    }


def place(each: Place) -> dict[str, Any]:
    return {
        each.entity: each.title,
        "lead" if each.entity == TEAM else "role": each.role or None,
        "in_team": each.team or None,
        "level": each.level,
        "below": each.total,
    }


def _skill(line: SkillLine) -> dict[str, Any]:
    return {
        "code": line.skill.code or None,
        "skill": line.skill.title,
        "asked": line.skill.name_of(line.gap.asked) or None,
        "held": line.skill.name_of(line.gap.held) or None,
        "standing": line.gap.standing.value if line.asked else None,
        "assessed_on": line.holding.assessed_on.isoformat()
        if line.holding and line.holding.assessed_on
        else None,
    }


def _candidate(line: CandidateLine) -> dict[str, Any]:
    fit: Fit = line.fit
    return {
        "person": line.person.name,
        "readiness": fit.readiness.value,
        "met": fit.met,
        "asked": len(fit.gaps),
        "not_assessed": len(fit.not_assessed),
        "reasons": list(line.reasons),
    }
