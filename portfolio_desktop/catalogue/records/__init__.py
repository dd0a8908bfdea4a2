# SPDX-License-Identifier: Apache-2.0
"""The registers, close relatives in one file. Their order here is the order in which a person meets them."""

from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.choices import SHIPPED
from portfolio_desktop.catalogue.records.asset import ASSET, SERVICE_MEASURE
from portfolio_desktop.catalogue.records.benefit import BENEFIT
from portfolio_desktop.catalogue.records.codes import CODE_BLOCK, FORMER_CODE
from portfolio_desktop.catalogue.records.cost_line import COST_LINE
from portfolio_desktop.catalogue.records.dependency import DEPENDENCY
from portfolio_desktop.catalogue.records.document import DOCUMENT
from portfolio_desktop.catalogue.records.governance.boards import BOARD, BOARD_MEMBER
from portfolio_desktop.catalogue.records.governance.controls import CONTROL, CONTROL_CHECK
from portfolio_desktop.catalogue.records.governance.decisions import ACTION, DECISION, DECISION_OPTION
from portfolio_desktop.catalogue.records.governance.escalation import CHANGE_REQUEST, ESCALATION, TOLERANCE
from portfolio_desktop.catalogue.records.governance.gates import (
    GATE,
    GATE_CRITERION,
    GATE_FINDING,
    GATE_REVIEW,
    RECOMMENDATION,
)
from portfolio_desktop.catalogue.records.governance.lessons import LESSON, LESSON_NOTICE
from portfolio_desktop.catalogue.records.governance.meetings import AGENDA_ITEM, ATTENDANCE, MEETING
from portfolio_desktop.catalogue.records.objective import CONTRIBUTION, OBJECTIVE
from portfolio_desktop.catalogue.records.office import (
    IMPORT_MAPPING,
    LIST_ITEM,
    OWN_FIELD,
    PACK,
    RULE,
    SAVED_VIEW,
)
from portfolio_desktop.catalogue.records.people.demand import DEMAND
from portfolio_desktop.catalogue.records.people.frameworks import CAPABILITY_LEVEL, FRAMEWORK, SKILL
from portfolio_desktop.catalogue.records.people.leave import LEAVE
from portfolio_desktop.catalogue.records.people.packages import (
    PACKAGE_BLOCKER,
    PACKAGE_CRITERION,
    PACKAGE_NEED,
    WORK_PACKAGE,
)
from portfolio_desktop.catalogue.records.people.posts import POST
from portfolio_desktop.catalogue.records.people.profiles import ROLE_PROFILE, ROLE_REQUIREMENT
from portfolio_desktop.catalogue.records.people.skills import PERSON_SKILL, QUALIFICATION
from portfolio_desktop.catalogue.records.people.teams import TEAM
from portfolio_desktop.catalogue.records.person import PERSON
from portfolio_desktop.catalogue.records.plan.baselines import BASELINE, PLAN
from portfolio_desktop.catalogue.records.plan.calendars import CALENDAR, CALENDAR_EXCEPTION
from portfolio_desktop.catalogue.records.plan.links import TASK_LINK
from portfolio_desktop.catalogue.records.plan.resources import ASSIGNMENT, RESOURCE
from portfolio_desktop.catalogue.records.portfolio import PORTFOLIO
from portfolio_desktop.catalogue.records.programme import PROGRAMME
from portfolio_desktop.catalogue.records.project import PROJECT
from portfolio_desktop.catalogue.records.raid import ASSUMPTION, ISSUE
from portfolio_desktop.catalogue.records.risk import RISK, RISK_RESPONSE
from portfolio_desktop.catalogue.records.risk_link import RISK_LINK, SCALE_DESCRIPTOR
from portfolio_desktop.catalogue.records.schedule import MILESTONE, TASK
from portfolio_desktop.catalogue.records.stakeholder import ENGAGEMENT, STAKEHOLDER
from portfolio_desktop.catalogue.records.status_report import STATUS_REPORT
from portfolio_desktop.catalogue.records.technology import TECHNOLOGY, TECHNOLOGY_USE

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
        TASK_LINK,
        PLAN,
        BASELINE,
        RESOURCE,
        ASSIGNMENT,
        CALENDAR,
        CALENDAR_EXCEPTION,
        DEPENDENCY,
        WORK_PACKAGE,
        PACKAGE_CRITERION,
        PACKAGE_NEED,
        PACKAGE_BLOCKER,
        DEMAND,
        RISK,
        RISK_RESPONSE,
        RISK_LINK,
        ISSUE,
        ASSUMPTION,
        ESCALATION,
        CHANGE_REQUEST,
        BOARD,
        BOARD_MEMBER,
        MEETING,
        AGENDA_ITEM,
        ATTENDANCE,
        DECISION,
        DECISION_OPTION,
        ACTION,
        GATE,
        GATE_CRITERION,
        GATE_REVIEW,
        GATE_FINDING,
        RECOMMENDATION,
        CONTROL,
        CONTROL_CHECK,
        TOLERANCE,
        LESSON,
        LESSON_NOTICE,
        COST_LINE,
        BENEFIT,
        STAKEHOLDER,
        ENGAGEMENT,
        PERSON,
        TEAM,
        POST,
        ROLE_PROFILE,
        ROLE_REQUIREMENT,
        PERSON_SKILL,
        QUALIFICATION,
        FRAMEWORK,
        CAPABILITY_LEVEL,
        SKILL,
        LEAVE,
        ASSET,
        SERVICE_MEASURE,
        TECHNOLOGY,
        TECHNOLOGY_USE,
        DOCUMENT,
        PACK,
        SCALE_DESCRIPTOR,
        RULE,
        SAVED_VIEW,
        IMPORT_MAPPING,
        OWN_FIELD,
        LIST_ITEM,
        CODE_BLOCK,
        FORMER_CODE,
    ),
    lists=SHIPPED,
)
"""What is shipped. A workspace extends it with the organisation's own fields and items when it opens."""
