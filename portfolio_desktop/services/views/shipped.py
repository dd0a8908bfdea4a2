# SPDX-License-Identifier: Apache-2.0
"""The views that come with each register. What an office saves itself stands in its register of saved views."""

from dataclasses import dataclass, replace

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Field, Kind
from portfolio_desktop.catalogue.filters import EVERYTHING, Filter, Not, Op, Sort, Test
from portfolio_desktop.services import overdue
from portfolio_desktop.services.views.view import View, plain_view


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
    late = overdue_records(catalogue, entity)
    if late is not None:
        day = late_day(entity)
        shown = replace(plain, base=late, sorts=(Sort(day),) if day else ())
        found.append(ShippedView("overdue", _("Overdue"), _showing(shown, day)))
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
    still = overdue.still_open(catalogue, entity)
    return None if still == EVERYTHING else still


def overdue_records(catalogue: Catalogue, entity: Entity) -> Filter | None:
    """Open records whose day has passed; None where nothing in the register can be late."""
    still, day = open_records(catalogue, entity), late_day(entity)
    watched = overdue.late(catalogue, entity.name)
    if watched is not None or still is None or not day:
        return watched
    return overdue.together((still, Test(day, Op.BELOW, "today")))


def late_day(entity: Entity) -> str:
    """The date by which a record is to be done: the one that the office watches, else its forecast end."""
    ends = entity.has("end") and entity.field("end").kind is Kind.DATE
    return overdue.day_watched(entity.name) or ("end" if ends else "")


def owner_field(entity: Entity) -> Field | None:
    """The person who answers for a record: the first who is shown, else the first there is."""
    people = (field for field in (*entity.columns, *entity.fields) if field.target == "person")
    return next((field for field in people if field.kind is Kind.LINK), None)


def _showing(view: View, name: str) -> View:
    return view if not name or name in view.columns else replace(view, columns=(*view.columns, name))
