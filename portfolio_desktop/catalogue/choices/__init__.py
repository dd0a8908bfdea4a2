# SPDX-License-Identifier: Apache-2.0
"""The lists as they are shipped, by theme. Codes are stored and never change; labels and other spellings may."""

from portfolio_desktop.catalogue.choices.assurance import ASSURANCE_LISTS
from portfolio_desktop.catalogue.choices.governance import GOVERNANCE_LISTS
from portfolio_desktop.catalogue.choices.money import MONEY_LISTS
from portfolio_desktop.catalogue.choices.packages import PACKAGE_LISTS
from portfolio_desktop.catalogue.choices.people import PEOPLE_LISTS
from portfolio_desktop.catalogue.choices.plans import PLAN_LISTS
from portfolio_desktop.catalogue.choices.projects import PROJECT_LISTS
from portfolio_desktop.catalogue.choices.risks import RISK_LISTS

SHIPPED = (
    PROJECT_LISTS
    + PLAN_LISTS
    + RISK_LISTS
    + GOVERNANCE_LISTS
    + ASSURANCE_LISTS
    + MONEY_LISTS
    + PEOPLE_LISTS
    + PACKAGE_LISTS
)
