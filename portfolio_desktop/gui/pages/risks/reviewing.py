# SPDX-License-Identifier: Apache-2.0
"""What the keys of a review write: plain steps over the services, without widgets."""

from datetime import date

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.catalogue.records.risk import Risk
from portfolio_desktop.domain.proximity import months_after
from portfolio_desktop.domain.risk_matrix import DIMENSIONS, Overall, Point, RiskMatrix
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office, record_of
from portfolio_desktop.storage.changes import Changes, Written

WORSE, BETTER = 1, -1


class Kept:
    """What was changed in a review and stands: an undo takes its act out of the list, a redo puts it back."""

    def __init__(self) -> None:
        self._standing: dict[str, str] = {}
        self._taken_back: dict[str, str] = {}

    @property
    def labels(self) -> tuple[str, ...]:
        """What stands, in the order in which it was done."""
        return tuple(self._standing.values())

    def take(self, written: Written) -> str:
        """Count a change set. Returns what to say where it took something back or did it again; else nothing.

        What others wrote, which arrives without a change set of its own, is not counted.
        """
        if not written.change_set:
            return ""
        label = self._standing.pop(written.reverses or "", "")
        if label:
            self._taken_back[written.change_set] = label
            return _("Taken back: {what}").format(what=label)
        label = self._taken_back.pop(written.reverses or "", "")
        self._standing[written.change_set] = label or written.label
        if label:
            return _("Done again: {what}").format(what=label)
        return written.label if written.reverses else ""


def next_review(today: date) -> date:
    """When a risk that was looked at today is looked at again: the same day of the next month."""
    return months_after(today, 1)


def proposed(matrix: RiskMatrix, now: Point | None, way: int) -> Point:
    """A first answer to where a risk stands that got worse or better: one step of likelihood, or else of impact."""
    if now is None:
        return Point((matrix.likelihoods + 1) // 2, (matrix.impacts + 1) // 2)
    for step in (
        Point(now.likelihood + way, now.impact),
        Point(now.likelihood, now.impact + way),
    ):
        if matrix.cell(step) is not None:
            return step
    return now


def point_of(risk: Risk) -> Point | None:
    """Where a risk stands; None where that is not known."""
    if isinstance(risk.likelihood, int) and isinstance(risk.overall_impact, int):
        return Point(risk.likelihood, risk.overall_impact)
    return None


def placed(risk: Risk, matrix: RiskMatrix, point: Point) -> dict[str, Value]:
    """The fields to change so that `risk` stands at `point`.

    Where its impact follows from several dimensions, those that reach beyond the point come down to it, and the
    gravest go up to it. An average is met by putting every known dimension there.
    """
    values: dict[str, Value] = {"likelihood": point.likelihood, "impact": point.impact}
    known = {name: step for name in DIMENSIONS if isinstance(step := risk[name], int)}
    if not known or matrix.overall_impact(known.values()) == point.impact:
        return values
    highest = max(known.values())
    for name, step in known.items():
        if matrix.overall is Overall.AVERAGE or step > point.impact or step == highest:
            values[name] = point.impact
    return values


def noted(office: Office, id: Id, words: str) -> Changes:
    """A dated line at the end of the risk's note, as it stands by now."""
    with office.reading() as reader:
        note = record_of(reader, "risk", id)["note"]
    line = f"{format_date(office.today())}: {words}"
    return records.change(office, "risk", id, {"note": f"{note}\n{line}" if note else line})
