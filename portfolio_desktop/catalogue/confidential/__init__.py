# SPDX-License-Identifier: Apache-2.0
"""What a people file keeps: everything about how somebody performs. None of it is ever in the portfolio's catalogue.

What is excluded from packs, exports and search is excluded because it is of this catalogue, not by a tick in a box.
"""

from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.confidential.appraisals import ANSWER, APPRAISAL, REOPENING
from portfolio_desktop.catalogue.confidential.calibration import CALIBRATION, CALIBRATION_CHANGE
from portfolio_desktop.catalogue.confidential.choices import LISTS
from portfolio_desktop.catalogue.confidential.coaching import COACHING_SESSION, MENTORING, MENTORING_SESSION
from portfolio_desktop.catalogue.confidential.concerns import (
    CONCERN,
    CONCERN_REVIEW,
    CONCERN_STEP,
    HEALTH_NOTE,
    PAY_NOTE,
)
from portfolio_desktop.catalogue.confidential.conversations import CONVERSATION, PROMISE
from portfolio_desktop.catalogue.confidential.cycles import CYCLE, CYCLE_STAGE, RATING_LEVEL, RATING_SCALE
from portfolio_desktop.catalogue.confidential.development import ACTIVITY, DEVELOPMENT_NEED
from portfolio_desktop.catalogue.confidential.evidence import AIM, AIM_PROGRESS, EVIDENCE
from portfolio_desktop.catalogue.confidential.forms import FORM, FORM_QUESTION, FORM_SECTION
from portfolio_desktop.catalogue.confidential.keeping import (
    DISPATCH,
    ERASURE,
    RETENTION_HOLD,
    RETENTION_RULE,
)
from portfolio_desktop.catalogue.confidential.parties import PARTY
from portfolio_desktop.catalogue.confidential.spelling import KNOWN_WORD

CONFIDENTIAL = Catalogue(
    entities=(
        PARTY,
        CYCLE,
        CYCLE_STAGE,
        RATING_SCALE,
        RATING_LEVEL,
        FORM,
        FORM_SECTION,
        FORM_QUESTION,
        APPRAISAL,
        ANSWER,
        REOPENING,
        AIM,
        AIM_PROGRESS,
        EVIDENCE,
        CONVERSATION,
        PROMISE,
        DEVELOPMENT_NEED,
        ACTIVITY,
        COACHING_SESSION,
        MENTORING,
        MENTORING_SESSION,
        CALIBRATION,
        CALIBRATION_CHANGE,
        CONCERN,
        CONCERN_STEP,
        CONCERN_REVIEW,
        HEALTH_NOTE,
        PAY_NOTE,
        RETENTION_RULE,
        RETENTION_HOLD,
        ERASURE,
        DISPATCH,
        KNOWN_WORD,
    ),
    lists=LISTS,
)
"""What is shipped. A people file knows no fields, lists or rules of an organisation's own: forms are its own data."""
