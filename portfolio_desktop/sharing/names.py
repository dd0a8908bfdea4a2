# SPDX-License-Identifier: Apache-2.0
"""What the laptops of a share are called, by the streams that they write under, as the last round had it."""

from collections.abc import Mapping

from portfolio_desktop.services.office import Office
from portfolio_desktop.sharing.part import standing_of


def laptop_names(office: Office) -> Mapping[str, str]:
    """Of every laptop that is known; none where nothing is shared."""
    shared = standing_of(office)
    standing = shared[1] if shared else None
    return {each.stream: each.laptop for each in standing.report.laptops} if standing else {}
