# SPDX-License-Identifier: Apache-2.0
"""One fault of one record, and the kinds of fault there are."""

from dataclasses import dataclass
from enum import StrEnum

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.catalogue.fields import Id


class Fault(StrEnum):
    """Five ways in which data fall short."""

    MISSING = "missing"  # nothing was said
    UNKNOWN = "unknown"  # something was said, but no value
    STALE = "stale"
    INCONSISTENT = "inconsistent"
    RANGE = "range"  # a value that cannot be meant

    @property
    def words(self) -> str:
        """What it is called."""
        return _(_WORDS[self])


_WORDS = {
    Fault.MISSING: N_("Missing"),
    Fault.UNKNOWN: N_("Not known"),
    Fault.STALE: N_("Out of date"),
    Fault.INCONSISTENT: N_("Contradictory"),
    Fault.RANGE: N_("Out of range"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault. `rule` is a field or the name of a rule; `said` is what stands in its place.

    `project` is the one that the record is or belongs to, empty for none. `record` is what to put right, where it is not
    the project itself, and `fields` are those of its fields that the fault is about.
    """

    project: Id
    code: str
    title: str
    rule: str
    label: str
    fault: Fault
    said: str = ""
    entity: str = "project"
    record: Id | None = None
    fields: tuple[str, ...] = ()

    @property
    def target(self) -> Id:
        """The record that has the fault."""
        return self.record or self.project

    @property
    def weighs(self) -> bool:
        """Whether it counts against a score. A value that was asked for, and answered with a reason, does not."""
        return self.fault is not Fault.UNKNOWN
