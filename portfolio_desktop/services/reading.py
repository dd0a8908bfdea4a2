# SPDX-License-Identifier: Apache-2.0
"""What `Office.reading` hands to a page or a verb, by the names that these may import."""

from portfolio_desktop.storage.read import Group, Hit, Reader, Spread, Total

__all__ = ["Group", "Hit", "Reader", "Spread", "Total"]
