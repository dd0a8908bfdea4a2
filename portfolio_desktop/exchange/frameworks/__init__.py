# SPDX-License-Identifier: Apache-2.0
"""Published capability frameworks into the workspace: codes, names and levels. Descriptions stay with their publisher.

file = read_framework(path)                 the skills and roles of a file, or one clear sentence why it is none
plan = plan_framework(office, file)         what would come in; writes nothing
office.write(plan.changes)                  one change set, one undo
"""

from portfolio_desktop.exchange.frameworks.planning import FrameworkPlan, plan_framework
from portfolio_desktop.exchange.frameworks.reading import FoundSkill, FrameworkFile, read_framework

__all__ = ["FoundSkill", "FrameworkFile", "FrameworkPlan", "plan_framework", "read_framework"]
