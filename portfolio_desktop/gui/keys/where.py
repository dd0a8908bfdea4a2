# SPDX-License-Identifier: Apache-2.0
"""The places in which a key works, by the headings of the sheet of keys. Their names are kept in settings: do not change them."""

from portfolio_desktop.base.i18n import N_

EVERYWHERE = N_("Everywhere")
"""The window itself: its keys work on every page."""
REGISTER = N_("In a register")
TIMELINE = N_("On the timeline")
CLOCKS = N_("Among the running clocks")


def meet(one: str, other: str) -> bool:
    """Whether the same key in both places would be pressed for two things at once."""
    return one == other or EVERYWHERE in (one, other)
