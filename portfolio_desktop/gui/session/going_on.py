# SPDX-License-Identifier: Apache-2.0
"""Leads to the form that was half filled when the program ended."""

from typing import TYPE_CHECKING

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.shell import places
from portfolio_desktop.services.drafts.keeping import NEW, RECORD, Draft

if TYPE_CHECKING:
    from portfolio_desktop.gui.shell.shell import Shell


def go_on(shell: "Shell", draft: Draft) -> None:
    """Show the form of `draft`. That of an act is opened by the act alone: to its page, and a word which it was."""
    form, guide = draft.form, shell.guide
    if form.kind == NEW:
        guide.register(form.entity).acts["new_record"].trigger()
    elif form.kind == RECORD:
        guide.register(form.entity).select(Id(form.about))
        guide.selected.emit(form.entity, form.about)
        if not shell.inspector_wanted:
            shell.toggle_inspector()
    else:
        guide.go(draft.page if draft.page in places.keys(shell.desk.catalogue) else places.HOME)
        told = _("Choose “{act}” once more: what was typed will stand in it.")
        shell.desk.notify(told.format(act=form.about))
