# SPDX-License-Identifier: Apache-2.0
"""What work packages, time away and demands may not be made to say by hand.

Only what is said now is judged: what came with an import or from another laptop stays until somebody touches it.
"""

from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id, Record, Values
from portfolio_desktop.catalogue.filters import Op, Sort, Test
from portfolio_desktop.services.governance.proof import Unsaid
from portfolio_desktop.storage.read import Reader

_MET = "met"


def refuse_senseless_package(reader: Reader, id: Id | None, values: Values, given: Collection[str]) -> None:
    """Refuse days in disorder, an offer without criteria, and an end that the criteria do not bear out."""
    _refuse_disorder(values, given, "starts", "due", _("A work package cannot be due before it starts."))
    _refuse_negative(values, given, "effort", _("Effort is a number of days above nought."))
    if "status" not in given:
        return
    if values.get("status") == "offered" and not criteria_of(reader, id):
        raise Refusal(
            _(
                "Nobody can accept work without knowing how it will be judged. Add at least one quality criterion "
                "to the package, then offer it."
            )
        )
    if values.get("status") == "complete":
        refuse_unanswered(criteria_of(reader, id), said="note" in given)
    if values.get("status") == "closed" and "note" not in given:
        before = reader.get(reader.catalogue.entity("work_package"), id) if id is not None else None
        if before is None or before["status"] not in ("complete", "closed"):
            raise Unsaid(
                _("It was never accepted as complete. Say in the note why it is closed."),
                ("note",),
            )


def criteria_of(reader: Reader, package: Id | None) -> list[Record]:
    """The quality criteria of a package, in their order."""
    where = Test("work_package_id", Op.IS, package or "")
    return reader.all(reader.catalogue.entity("package_criterion"), where, (Sort("position"), Sort("title")))


def refuse_unanswered(criteria: Iterable[Record], found: dict[Id, str] | None = None, *, said: bool) -> None:
    """Refuse to accept a result while a criterion has no answer, or one that is not met and nobody `said` why.

    `found` are answers that come with the acceptance.
    """
    answers = {each.id: (found or {}).get(each.id, each["found"]) for each in criteria}
    titles = {each.id: str(each["title"] or "") for each in criteria}
    if open_ones := [titles[id] for id, answer in answers.items() if not isinstance(answer, str)]:
        raise Refusal(
            _("Say of each quality criterion whether it is met: {what}.").format(what="; ".join(open_ones))
        )
    unmet = [titles[id] for id, answer in answers.items() if answer != _MET]
    if unmet and not said:
        raise Unsaid(
            _("Not everything is met: {what}. Say in the note why it is accepted all the same.").format(
                what="; ".join(unmet)
            ),
            ("note",),
        )


def refuse_senseless_leave(_reader: Reader, _id: Id | None, values: Values, given: Collection[str]) -> None:
    """Refuse time away that ends before it begins."""
    _refuse_disorder(values, given, "first", "last", _("Time away cannot end before it begins."))
    first, last = values.get("first"), values.get("last") or values.get("first")
    halves = values.get("from_noon") and values.get("until_noon")
    if halves and first == last and not {"first", "last", "from_noon", "until_noon"}.isdisjoint(given):
        raise Refusal(_("A single day cannot be away both from noon and until noon. Choose one half."))


def refuse_senseless_need(reader: Reader, _id: Id | None, values: Values, given: Collection[str]) -> None:
    """Refuse a level of another framework than the skill's, and days below nought."""
    _refuse_foreign_level(reader, values, given)
    _refuse_negative(values, given, "days", _("A need is for a number of days above nought."))


def refuse_senseless_demand(reader: Reader, _id: Id | None, values: Values, given: Collection[str]) -> None:
    """Refuse days in disorder, amounts below nought, two at once, a strange level, and a demand for nobody at all."""
    _refuse_foreign_level(reader, values, given)
    _refuse_disorder(values, given, "first", "last", _("A demand cannot end before it begins."))
    for name in ("people", "days"):
        _refuse_negative(values, given, name, _("A demand is for an amount above nought."))
    amounts = {"people", "days"}
    if not amounts.isdisjoint(given) and all(values.get(name) is not None for name in amounts):
        raise Refusal(_("Give full-time equivalents or days a month, not both: one follows from the other."))
    wanted = {"skill_id", "role_profile_id", "person_id"}
    if not any(values.get(name) for name in wanted) and not {*wanted, "title"}.isdisjoint(given):
        raise Refusal(_("Say which skill, role or person is asked for: without it nobody can find anybody."))


def _refuse_foreign_level(reader: Reader, values: Values, given: Collection[str]) -> None:
    """Steps of two frameworks cannot be compared, so a level of another one would find the wrong people."""
    skill_id, level_id = values.get("skill_id"), values.get("level_id")
    if {"skill_id", "level_id"}.isdisjoint(given) or not isinstance(level_id, str):
        return
    if not isinstance(skill_id, str):
        raise Refusal(_("A level is of a skill. Say which skill, or leave the level empty."))
    skill = reader.get(reader.catalogue.entity("skill"), Id(skill_id))
    level = reader.get(reader.catalogue.entity("capability_level"), Id(level_id))
    if skill is not None and level is not None and skill["framework_id"] != level["framework_id"]:
        raise Refusal(
            _(
                "“{level}” is a level of another framework than “{skill}”. Choose one of the skill's own."
            ).format(level=level["title"], skill=skill["title"])
        )


def _refuse_disorder(values: Values, given: Collection[str], first: str, last: str, words: str) -> None:
    start, end = values.get(first), values.get(last)
    if {first, last}.isdisjoint(given) or not isinstance(start, date) or not isinstance(end, date):
        return
    if end < start:
        raise Refusal(words)


def _refuse_negative(values: Values, given: Collection[str], name: str, words: str) -> None:
    amount = values.get(name)
    if name in given and isinstance(amount, Decimal) and amount <= 0:
        raise Refusal(words)
