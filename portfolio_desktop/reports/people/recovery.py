# SPDX-License-Identifier: Apache-2.0
"""The sheet that a recovery key is kept on: one page, meant for a safe."""

from datetime import date

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.reports.canvas import About, write_pdf
from portfolio_desktop.reports.paper import LEFT, READING, RIGHT, SIZE, Around, Paper, paged
from portfolio_desktop.reports.primitives import Mark, Rect, Text
from portfolio_desktop.reports.style import ACCENT, GREY, PALE, SEMIBOLD, SMALL
from portfolio_desktop.reports.text import printable

_ACROSS, _HIGH, _GAP = 4, 62.0, 10.0
_KEY_SIZE = 25.0

_WHAT = N_(
    "Whoever holds this sheet, and has the people file with its key file or a backup of both, can read everything in it. "
    "It replaces the passphrase if that is forgotten, or if the owner cannot give it."
)
_KEEP = N_(
    "Keep it where cash or contracts are kept, in a sealed envelope that two people sign across its flap. Write on the "
    "envelope whose people file it opens. Keep no photograph and no copy on a computer: delete the PDF once it is printed."
)
_USE = N_(
    "To use it: open the workspace, go to the people file, choose “Use the recovery key” and type the eight groups, "
    "with or without blanks. Each group checks itself; a mistyped one is named. Then set a new passphrase, and make a new "
    "recovery key: this one opens nothing from then on."
)


_WHAT_OF_WORKSPACE = N_(
    "Whoever holds this sheet, and has the workspace with its key file or a copy of both, can read everything in it. It replaces "
    "the password if that is forgotten, or if whoever knows it cannot give it."
)
_KEEP_OF_WORKSPACE = N_(
    "Keep it where cash or contracts are kept, in a sealed envelope. Write on the envelope which workspace it opens. Keep no "
    "photograph and no copy on a computer: delete the PDF once it is printed."
)
_USE_OF_WORKSPACE = N_(
    "To use it: open the workspace, choose “Use the recovery key” and type the eight groups, with or without blanks. Each group "
    "checks itself; a mistyped one is named. Then set a new password, and make a new recovery key: this one opens nothing from "
    "then on."
)


def recovery_sheet(key: str, opens: str, today: date, *, workspace: bool = False) -> bytes:
    """The sheet as PDF. `key` is eight groups with blanks between them; it `opens` a people file or a workspace of that name."""
    what, keep, use = (
        (_WHAT_OF_WORKSPACE, _KEEP_OF_WORKSPACE, _USE_OF_WORKSPACE) if workspace else (_WHAT, _KEEP, _USE)
    )
    kind = _("Workspace") if workspace else _("People file")
    title = _("Recovery key")
    paper = Paper(title, (opens, _("Made on {day}").format(day=format_date(today))))
    paper.gap(10)
    paper.prose(_(what), READING)
    paper.gap(16)
    width = (RIGHT - LEFT - _GAP * (_ACROSS - 1)) / _ACROSS
    groups = key.split()
    for start in range(0, len(groups), _ACROSS):
        paper.need(_HIGH + _GAP)
        marks: list[Mark] = []
        for place, group in enumerate(groups[start : start + _ACROSS]):
            x = LEFT + place * (width + _GAP)
            marks.append(Rect(x, paper.y, width, _HIGH, fill=PALE, radius=4.0))
            marks.append(Text(x + 8, paper.y + 14, str(start + place + 1), SEMIBOLD, SMALL + 1, ACCENT))
            marks.append(Text(x + width / 2, paper.y + 42, group, SEMIBOLD, _KEY_SIZE, align=0.5))
        paper.put(marks, _HIGH + _GAP)
    paper.gap(14)
    for heading, words in ((_("How to keep it"), keep), (_("How to use it"), use)):
        paper.heading(heading, 40)
        paper.prose(_(words), READING)
        paper.gap(10)
    paper.gap(8)
    paper.prose(_("Letters I, L, O and U are never used: what looks like them is 1 or 0."), READING, GREY)
    about = About(printable(title), "", title, today)
    return write_pdf(paged(paper.sheets, Around(kind, opens)), about, SIZE)
