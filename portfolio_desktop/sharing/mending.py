# SPDX-License-Identifier: Apache-2.0
"""What the share gives back to a workspace that was made anew."""

from portfolio_desktop.base.errors import Refusal, Trouble
from portfolio_desktop.services.office import Office
from portfolio_desktop.sharing.part import part_of
from portfolio_desktop.sharing.shared import is_shared


def fill(office: Office) -> int:
    """Take from the share what is there; how many changes came. None where nothing is shared, or the folder is not reached."""
    if not is_shared(office):
        return 0
    try:
        return part_of(office).round(thorough=True).report.taken
    except (Refusal, Trouble):
        return 0
