# SPDX-License-Identifier: Apache-2.0
"""What is wrong with what an office knows, and how much of what can be checked holds."""

from portfolio_desktop.services.quality.finding import Fault, Finding
from portfolio_desktop.services.quality.projects import (
    EXPECTED,
    Quality,
    RuleCount,
    gaps,
    last_reports,
    of_project,
    quality,
)

__all__ = [
    "EXPECTED",
    "Fault",
    "Finding",
    "Quality",
    "RuleCount",
    "gaps",
    "last_reports",
    "of_project",
    "quality",
]
