# SPDX-License-Identifier: Apache-2.0
"""What stands where an office has no gates and controls yet: they can begin with the usual ones."""

from portfolio_desktop.base.i18n import _
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.pages.pieces import allow
from portfolio_desktop.gui.widgets.empty import EmptyPlace
from portfolio_desktop.services import reference
from portfolio_desktop.storage.changes import Written


def empty_place(desk: Desk, icon_name: str, heading: str, sentence: str) -> EmptyPlace:
    """The place, with the first step. Laying in what is there already changes nothing, and says so."""

    def done(written: Written | None) -> None:
        if written is not None:
            desk.notify(written.label, undo=True)
        else:
            desk.notify(_("The usual gates and controls are there. Add a project next."))

    def lay_in() -> None:
        desk.write(reference.lay_in, done)

    place = EmptyPlace(icon_name, heading, sentence)
    allow(desk, place.add_step(_("Begin with the usual gates and controls"), lay_in, "download"))
    return place
