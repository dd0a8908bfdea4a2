# SPDX-License-Identifier: Apache-2.0
"""Lists of work that is handed to people, and of what projects ask for."""

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.catalogue.lists import item, listed

PACKAGE_LISTS = (
    listed(
        "package.status",
        N_("Status of a work package"),
        item("draft", N_("Draft"), "new;planned;not started"),
        item("offered", N_("Offered"), "assigned;proposed;sent"),
        item("accepted", N_("Accepted"), "agreed;authorised;authorized"),
        item("declined", N_("Declined"), "refused;rejected"),
        item("in_hand", N_("In hand"), "in progress;doing;started;active;wip"),
        item("handed_back", N_("Handed back"), "returned;reassign"),
        item("delivered", N_("Delivered"), "for review;submitted;awaiting acceptance"),
        item("complete", N_("Accepted as complete"), "complete;completed;done;signed off", over=True),
        item("closed", N_("Closed"), "archived;cancelled;canceled;withdrawn", over=True),
    ),
    listed(
        "package.found",
        N_("How a criterion was found"),
        item("met", N_("Met"), "yes;pass;passed;ok", tone="green", letter="M"),
        item("part", N_("Met in part"), "partly;partial;partially", tone="amber", letter="P"),
        item("not_met", N_("Not met"), "no;fail;failed", tone="red", letter="N"),
    ),
    listed(
        "demand.status",
        N_("How sure a demand is"),
        item("confirmed", N_("Confirmed"), "agreed;approved;funded;hard;booked"),
        item("asked", N_("Asked for"), "requested;proposed;soft"),
        item("forecast", N_("Forecast"), "pipeline;estimate;expected"),
        item("withdrawn", N_("Withdrawn"), "cancelled;canceled;dropped", over=True),
    ),
)
