# SPDX-License-Identifier: Apache-2.0
"""Undo and redo of everything, across restarts: a new change set that takes an old one back."""

from dataclasses import dataclass

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.text import lowered
from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.changes import Changes, Why, Written
from portfolio_desktop.storage.history import ChangeSet, inverse, newest_change_sets


@dataclass(frozen=True, slots=True)
class Undoable:
    """What undo and redo would take back now; None where there is nothing."""

    undo: ChangeSet | None
    redo: ChangeSet | None


def undoable(office: Office) -> Undoable:
    """Work out both from the log, the newest change set first; seldom more than a few are looked at.

    What an undo or a redo names has been taken back. Undo takes the newest act that has not been; redo takes the
    newest undo that has not been, unless something new was done since. Neither reaches beyond an erasure.
    """
    undo: ChangeSet | None = None
    redo: ChangeSet | None = None
    taken_back: set[str | None] = set()
    something_new = False
    with office.store.reading() as connection:
        for change_set in newest_change_sets(connection):
            if change_set.why is Why.ERASURE:
                break  # of what was done before, some is gone
            if change_set.id not in taken_back:
                if change_set.why is not Why.UNDO:
                    undo = undo or change_set
                elif not something_new:
                    redo = redo or change_set
            taken_back.add(change_set.reverses)
            something_new = something_new or change_set.why not in (Why.UNDO, Why.REDO)
            if undo and (redo or something_new):
                break
    return Undoable(undo, redo)


def undo(office: Office) -> Written:
    """Take back the last change set that is not yet taken back."""
    last = undoable(office).undo
    if last is None:
        raise Refusal(_("There is nothing to undo."))
    return _reverse(office, last, _("Undo {label}"), Why.UNDO)


def redo(office: Office) -> Written:
    """Do again what the last undo took back."""
    last = undoable(office).redo
    if last is None:
        raise Refusal(_("There is nothing to redo."))
    return _reverse(office, last, _("Redo {label}"), Why.REDO)


def _reverse(office: Office, change_set: ChangeSet, label: str, why: Why) -> Written:
    with office.store.reading() as connection:
        items = inverse(connection, office.catalogue, change_set.id)
        catalogue = office.catalogue_with(items)
        if catalogue is not office.catalogue:  # own fields come back, and what they held with them
            items = inverse(connection, catalogue, change_set.id)
    # The undo of "Add R-0014" is labelled after what it takes back; so is the redo of that undo.
    written = office.write(Changes(label.format(label=_plain(change_set.label)), items, why, change_set.id))
    if written is None:
        raise Refusal(_("Nothing is left to take back of “{label}”.").format(label=change_set.label))
    return written


def _plain(label: str) -> str:
    """The label of the act itself, without the words that earlier undos and redos put before it."""
    for words in (_("Undo {label}"), _("Redo {label}")):
        start = words.partition("{")[0]
        while label.startswith(start):
            label = label[len(start) :]
    return lowered(label)
