# SPDX-License-Identifier: Apache-2.0
"""Copies from before a password, which are plain: named, and offered to be removed."""

from portfolio_desktop.base.dates import format_moment
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.gui.ask import Choice
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.services.safekeeping.copies import Kept

_SHOWN = 6


def offer(desk: Desk, plain: tuple[Kept, ...]) -> None:
    """Ask whether to remove them; with none, do nothing. A copy under the password has been made."""
    if not plain:
        return
    words = ngettext(
        "{count} copy from before can be read by anybody who has it. A copy under the password was made just now.",
        "{count} copies from before can be read by anybody who has them. A copy under the password was made just now.",
        len(plain),
    ).format(count=len(plain))
    shown = [f"{format_moment(each.made)}  {each.path}" for each in plain[:_SHOWN]]
    if len(plain) > _SHOWN:
        shown.append(
            ngettext("and {count} more", "and {count} more", len(plain) - _SHOWN).format(
                count=len(plain) - _SHOWN
            )
        )

    def go(_key: str) -> None:
        from portfolio_desktop.services.safekeeping.passwords import remove_copies

        desk.jobs.free(lambda _progress: remove_copies(plain), owner=desk, done=desk.notify)

    choices = (Choice("remove", _("Remove them"), destructive=True),)
    desk.ask.choose(_("Plain copies"), "\n".join([words, "", *shown]), choices, go)
