# SPDX-License-Identifier: Apache-2.0
"""Lists of people and what they can do."""

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.catalogue.lists import item, listed

PEOPLE_LISTS = (
    listed(
        "person.engagement",
        N_("How people are engaged"),
        item("employee", N_("Employee"), "permanent;perm;staff;fixed term;civil servant;officer"),
        item("secondee", N_("Secondee"), "secondment;on loan;loan"),
        item("contractor", N_("Contractor"), "contract;interim;consultant;freelance;supplier"),
        item("agency", N_("Agency worker"), "agency;agency staff;temp;temporary"),
    ),
    listed(
        "skill.assessor",
        N_("Who assessed a skill"),
        item("self", N_("The person"), "self;self-assessed;self assessment;own view"),
        item("manager", N_("Line manager"), "manager;line manager"),
        item("assessor", N_("An assessor"), "assessor;external;accredited assessor;panel"),
    ),
    listed(
        "qualification.kind",
        N_("Kind of qualification"),
        item("qualification", N_("Qualification"), "certificate;certification;degree;diploma;exam"),
        item("membership", N_("Membership"), "professional membership;member;fellow;chartered"),
        item("licence", N_("Licence"), "license;permit;clearance to practise"),
        item("training", N_("Training"), "course;training course;e-learning"),
    ),
)
