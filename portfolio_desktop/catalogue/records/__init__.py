# SPDX-License-Identifier: Apache-2.0
"""The registers, close relatives in one file. Their order here is the order in which a person meets them."""

from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.choices import SHIPPED
from portfolio_desktop.catalogue.records.asset import ASSET
from portfolio_desktop.catalogue.records.benefit import BENEFIT
from portfolio_desktop.catalogue.records.cost_line import COST_LINE
from portfolio_desktop.catalogue.records.dependency import DEPENDENCY
from portfolio_desktop.catalogue.records.document import DOCUMENT
from portfolio_desktop.catalogue.records.governance import ACTION, DECISION, MEETING
from portfolio_desktop.catalogue.records.objective import CONTRIBUTION, OBJECTIVE
from portfolio_desktop.catalogue.records.office import (
    IMPORT_MAPPING,
    LIST_ITEM,
    OWN_FIELD,
    PACK,
    RULE,
    SAVED_VIEW,
)
from portfolio_desktop.catalogue.records.person import PERSON
from portfolio_desktop.catalogue.records.portfolio import PORTFOLIO
from portfolio_desktop.catalogue.records.programme import PROGRAMME
from portfolio_desktop.catalogue.records.project import PROJECT
from portfolio_desktop.catalogue.records.raid import ASSUMPTION, ISSUE
from portfolio_desktop.catalogue.records.risk import RISK, RISK_RESPONSE
from portfolio_desktop.catalogue.records.schedule import MILESTONE, TASK
from portfolio_desktop.catalogue.records.stakeholder import STAKEHOLDER
from portfolio_desktop.catalogue.records.status_report import STATUS_REPORT

CATALOGUE = Catalogue(
    entities=(
        PORTFOLIO,
        PROGRAMME,
        PROJECT,
        OBJECTIVE,
        CONTRIBUTION,
        STATUS_REPORT,
        MILESTONE,
        TASK,
        DEPENDENCY,
        RISK,
        RISK_RESPONSE,
        ISSUE,
        ASSUMPTION,
        MEETING,
        DECISION,
        ACTION,
        COST_LINE,
        BENEFIT,
        STAKEHOLDER,
        PERSON,
        ASSET,
        DOCUMENT,
        PACK,
        SAVED_VIEW,
        IMPORT_MAPPING,
        OWN_FIELD,
        LIST_ITEM,
        RULE,
    ),
    lists=SHIPPED,
)
"""What is shipped. A workspace extends it with the organisation's own fields and items when it opens."""
