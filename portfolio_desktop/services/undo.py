# SPDX-License-Identifier: Apache-2.0
"""Undo and redo of everything, across restarts: a new change set that takes an old one back."""

from dataclasses import dataclass

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.changes import Changes, Why, Written
from portfolio_desktop.storage.history import ChangeSet, change_sets, inverse


@dataclass(frozen=True, slots=True)
class Undoable:
    """What undo and redo would take back now; None where there is nothing."""

    undo: ChangeSet | None
    redo: ChangeSet | None


def undoable(office: Office) -> Undoable:
    """Work out both from the log: an undo takes the last change set off one pile and lays it on the other."""
    done: list[ChangeSet] = []
    undone: list[ChangeSet] = []
    with office.store.reading() as connection:
        for change_set in change_sets(connection):
            if change_set.why is Why.UNDO:
                done = [earlier for earlier in done if earlier.id != change_set.reverses]
                undone.append(change_set)
            else:
                if change_set.why is Why.REDO:
                    undone = [earlier for earlier in undone if earlier.id != change_set.reverses]
                else:
                    undone.clear()
                done.append(change_set)
    return Undoable(done[-1] if done else None, undone[-1] if undone else None)


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
    return label[:1].lower() + label[1:]
