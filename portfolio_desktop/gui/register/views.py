# SPDX-License-Identifier: Apache-2.0
"""The views that come with each register. What an office saves itself stands in its register of saved views."""

from dataclasses import dataclass, replace

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Field, Kind
from portfolio_desktop.catalogue.filters import All, Filter, Not, Op, Sort, Test
from portfolio_desktop.gui.register.state import View, plain_view

_DUE = ("due", "forecast", "review_on", "end", "needed_by")
"""The dates by which something is expected, the most telling first."""


@dataclass(frozen=True, slots=True)
class ShippedView:
    """A view with its name, and the key that this laptop remembers it by."""

    key: str
    label: str
    view: View


def shipped_views(catalogue: Catalogue, entity: Entity) -> tuple[ShippedView, ...]:
    """All, and as many of the usual questions as the register's fields can answer."""
    plain = plain_view(entity)
    found = [ShippedView("all", _("All {plural}").format(plural=_(entity.plural).lower()), plain)]
    still = open_records(catalogue, entity)
    if still is not None:
        found.append(ShippedView("open", _("Open"), replace(plain, base=still)))
    late, due = overdue_records(catalogue, entity), _due(entity)
    if late is not None and due is not None:
        shown = replace(plain, base=late, sorts=(Sort(due.name),))
        found.append(ShippedView("overdue", _("Overdue"), _showing(shown, due.name)))
    rating = next((field for field in entity.columns if field.kind is Kind.RATING), None)
    if rating is not None:
        red = Test(rating.name, Op.AT_LEAST, "rag5:amber_red")
        worst = replace(plain, base=red, sorts=(Sort(rating.name, True),))
        found.append(ShippedView("red", _("Red and Amber/Red"), worst))
        unrated = Not(Test(rating.name, Op.KNOWN))
        found.append(ShippedView("unrated", _("Not rated"), replace(plain, base=unrated)))
    return tuple(found)


def open_records(catalogue: Catalogue, entity: Entity) -> Filter | None:
    """Records that are not over and done with; None where the register has no such state."""
    for name in ("status", "stage", "state"):
        if entity.has(name) and entity.field(name).kind is Kind.CHOICE:
            over = [item.code for item in catalogue.choices(entity.field(name)).items if item.over]
            if over:
                return Not(Test(name, Op.ANY_OF, over))
    return None


def overdue_records(catalogue: Catalogue, entity: Entity) -> Filter | None:
    """Open records whose date has passed; None where the register has no such date."""
    due, still = _due(entity), open_records(catalogue, entity)
    if due is None or still is None:
        return None
    return All((still, Test(due.name, Op.BELOW, "today")))


def _due(entity: Entity) -> Field | None:
    return next(
        (entity.field(name) for name in _DUE if entity.has(name) and entity.field(name).kind is Kind.DATE),
        None,
    )


def _showing(view: View, name: str) -> View:
    return view if name in view.columns else replace(view, columns=(*view.columns, name))
