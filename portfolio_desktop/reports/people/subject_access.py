# SPDX-License-Identifier: Apache-2.0
"""All that is held on one person as PDF, record by record, in words that can be read without the program."""

from collections.abc import Sequence

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import N_, _, for_papers, ngettext
from portfolio_desktop.base.text import shorten
from portfolio_desktop.reports.people.leaf import Leaf, confidential
from portfolio_desktop.reports.style import GREY
from portfolio_desktop.services.people.papers.subject_access import REASONS, EntryGroup, SubjectAccess

_LOOK = N_(
    "This copy is for whoever has to look through it, not for giving. Each record has a mark in grey: leave single ones out "
    "by their marks, each for its reason, and take in by theirs those about others that may be given. Names written otherwise "
    "than in full are not found."
)
_GIVEN = N_(
    "This is what is held on you in a confidential people file, as it is kept. The file with it for programs holds every change "
    "that was made to it as well."
)
_HEAD = 160
"""Characters of a heading; a longer title is told whole among the rest."""


@for_papers()
def render_subject_access(access: SubjectAccess) -> bytes:
    """The same bytes for the same export."""
    title = _("Held on {name}").format(name=access.person)
    under = _("Kept by {keeper}, as of {day}").format(keeper=access.keeper, day=format_date(access.made_on))
    leaf = Leaf(title, (under,))
    leaf.words(_(_GIVEN if access.looked_at else _LOOK))
    _counts(leaf, access)
    _records(leaf, access.own, marked=not access.looked_at)
    if access.deleted:
        leaf.move_on()
        leaf.part(_("Deleted, and still in the history"))
        _records(leaf, access.deleted, marked=not access.looked_at)
    if access.naming:
        leaf.move_on()
        if access.looked_at:
            leaf.part(_("From records about others that name you"))
        else:
            leaf.part(_("Records about others that name this person: to be looked at before giving"))
        _records(leaf, access.naming, marked=not access.looked_at)
    _scales(leaf, access)
    marking = _("Confidential: held on {name}").format(name=access.person)
    word = "" if access.looked_at else _("Review")
    return confidential(leaf, title, title, marking, access.made_on, word)


def _counts(leaf: Leaf, access: SubjectAccess) -> None:
    """How much of what there is, and how much was left out for which reason."""
    leaf.gap(10)
    for group in access.own:
        leaf.told(group.title, str(len(group.entries)))
    for label, groups in ((_("Deleted"), access.deleted), (_("About others"), access.naming)):
        if groups:
            leaf.told(label, str(sum(len(group.entries) for group in groups)))
    for reason, count in access.left_out.items():
        said = ngettext("{count} record left out: {why}", "{count} records left out: {why}", count)
        leaf.words(said.format(count=count, why=_(REASONS[reason])), GREY)


def _records(leaf: Leaf, groups: Sequence[EntryGroup], *, marked: bool) -> None:
    for group in groups:
        leaf.part(group.title)
        for number, entry in enumerate(group.entries, 1):
            leaf.head(f"{number}.", shorten(entry.title, _HEAD) or "–", entry.mark if marked else "")
            for label, text in entry.told:
                if text != entry.title or len(text) > _HEAD:  # the heading says it already
                    leaf.told(label, text)
            leaf.gap(8)


def _scales(leaf: Leaf, access: SubjectAccess) -> None:
    """What a number means that stands as a level in a record."""
    for title, levels in access.scales:
        leaf.part(_("What the levels of “{scale}” mean").format(scale=title))
        for level in levels:
            leaf.told(f"{level.step}  {level.label}", level.descriptor or "–")
