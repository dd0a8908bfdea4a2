# SPDX-License-Identifier: Apache-2.0
"""Keeping the rules that an office sets for itself: one record for each, so that one undo takes a change back."""

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.catalogue.fields import Id, Record, Value
from portfolio_desktop.catalogue.filters import All, Op, Test
from portfolio_desktop.domain.capacity.thresholds import Thresholds
from portfolio_desktop.domain.challenge import ChallengeRules
from portfolio_desktop.domain.habits import LEAST, MOST_DAYS, Habits, makes_sense
from portfolio_desktop.domain.plan_check.points import PlanCheckRules
from portfolio_desktop.domain.risk_bands import changing
from portfolio_desktop.domain.risk_matrix import DIMENSIONS, Judged, RiskMatrix
from portfolio_desktop.domain.rules import (
    CAPACITY,
    CHALLENGE,
    HABITS,
    IMPACT,
    LIKELIHOOD,
    PLAN_CHECK,
    RISK_MATRIX,
)
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.overdue import still_open
from portfolio_desktop.storage.changes import Change, Changes


def keep_rule(office: Office, name: str, title: str, plain: Mapping[str, Any]) -> Changes:
    """Keep a rule, as JSON, in place of the one of that name."""
    definition = json.dumps(plain, sort_keys=True)
    kept = _found(office, "rule", Test("name", Op.IS, name))
    if not kept:
        return records.create(office, "rule", {"name": name, "title": title, "definition": definition})
    # Of two rules of one name the one made last is in force.
    last = max(record.id for record in kept)
    return records.change(office, "rule", Id(last), {"definition": definition})


def _refuse_unseen(now: object, opened: object | None, wanted: object) -> None:
    if opened is not None and now not in (opened, wanted):
        raise Refusal(
            _(
                "Somebody else has changed this since you opened it. Note what you wanted, leave with Cancel, and open it again."
            )
        )


def keep_matrix(office: Office, matrix: RiskMatrix, *, opened: RiskMatrix | None = None) -> Changes:
    """Keep the risk matrix, with as many steps on the lists of its two scales as it has itself; not in place of another than
    the one that was `opened`."""
    _refuse_unseen(office.rules.matrix, opened, matrix)
    rule = keep_rule(office, RISK_MATRIX, _("Risk matrix"), matrix.to_plain())
    steps = (
        *_resized(office, LIKELIHOOD, matrix.likelihoods),
        *_resized(office, IMPACT, matrix.impacts),
    )
    return Changes(_("Change the risk matrix"), (*rule.items, *steps))


def judged_now(office: Office) -> Counter[Judged]:
    """How many open risks are judged so."""
    with office.reading() as reader:
        entity = reader.catalogue.entity("risk")
        names = ("likelihood", "impact", *DIMENSIONS)
        rows = reader.values(entity, names, still_open(reader.catalogue, entity))
    return Counter(Judged(row[1], row[2], tuple(row[3:])) for row in rows)


def band_effect(before: RiskMatrix, after: RiskMatrix, risks: Mapping[Judged, int]) -> str:
    """What another matrix does to `risks`, counted by how they were judged, in words: "7 risks change band."."""
    count = changing(before, after, risks)
    if not count:
        return _("No risk changes band.")
    said = ngettext("{count} risk changes band.", "{count} risks change band.", count)
    return said.format(count=f"{count:,}")


def keep_challenge(office: Office, rules: ChallengeRules, *, opened: ChallengeRules | None = None) -> Changes:
    """Challenge ratings by these rules from now on; not in place of others than those that were `opened`."""
    _refuse_unseen(office.rules.challenge, opened, rules)
    kept = keep_rule(office, CHALLENGE, _("How ratings are challenged"), rules.to_plain())
    return Changes(_("Change how ratings are challenged"), kept.items)


def keep_plan_check(
    office: Office, rules: PlanCheckRules, *, opened: PlanCheckRules | None = None
) -> Changes:
    """Check plans by these rules from now on; not in place of others than those that were `opened`."""
    _refuse_unseen(office.rules.plan_check, opened, rules)
    kept = keep_rule(office, PLAN_CHECK, _("How plans are checked"), rules.to_plain())
    return Changes(_("Change how plans are checked"), kept.items)


def keep_thresholds(office: Office, thresholds: Thresholds, *, opened: Thresholds | None = None) -> Changes:
    """Tell by these thresholds from now on where too much is asked of people; not in place of others than those that were
    `opened`. Refuses those that make no sense."""
    _refuse_unseen(office.rules.capacity, opened, thresholds)
    if not thresholds.makes_sense():
        raise Refusal(
            _("Time to spare has to end below where too much begins, and neither can be below nought.")
        )
    kept = keep_rule(office, CAPACITY, _("From when on too much is asked"), thresholds.to_plain())
    return Changes(_("Change from when on too much is asked"), kept.items)


def keep_habits(office: Office, habits: Habits) -> Changes:
    """Look so many days back and ahead from now on. Refuses days that make no sense."""
    for name, days in habits.to_plain().items():
        if not makes_sense(name, days):
            raise Refusal(
                _("That is a number of days from {least} to {most}.").format(
                    least=LEAST[name], most=MOST_DAYS
                )
            )
    kept = keep_rule(office, HABITS, _("How far the office looks back and ahead"), habits.to_plain())
    return Changes(_("Change how far the office looks back and ahead"), kept.items)


def _resized(office: Office, scale: str, steps: int) -> tuple[Change, ...]:
    """The items of `scale` that are added, taken up again or retired so that it has `steps`."""
    items = {item.code: item for item in office.catalogue.list_named(scale).items}
    own = {str(record["code"]): record for record in _found(office, "list_item", Test("list", Op.IS, scale))}
    wanted = {str(step) for step in range(1, steps + 1)}
    changes: list[Change] = []
    for code in sorted(wanted | {code for code in items if code.isdigit()}, key=int):
        retired, item = code not in wanted, items.get(code)
        if item is not None and item.retired == retired:
            continue
        if code in own:
            made = records.change(office, "list_item", Id(own[code].id), {"retired": retired})
        else:
            label = _(item.label) if item else _("Step {step}").format(step=code)
            values: dict[str, Value] = {
                "list": scale,
                "code": code,
                "label": label,
                "position": int(code),
                "retired": retired,
            }
            made = records.create(office, "list_item", values)
        changes += made.items
    return tuple(changes)


def _found(office: Office, entity: str, where: Test) -> list[Record]:
    with office.reading() as reader:
        return list(reader.all(reader.catalogue.entity(entity), All((where,))))
