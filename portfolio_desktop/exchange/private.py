# SPDX-License-Identifier: Apache-2.0
"""What a spreadsheet of people may not bring in, whatever it is called there: pay, health, ethnic origin and the like.

Registers of people take the columns that their own fields name and no others unasked. A column named here is not
taken even when somebody asks, nor copied anywhere else, and the person is told so with the reason.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from portfolio_desktop.base.i18n import N_, _

_PEOPLE = frozenset({"person", "person_skill", "qualification", "leave", "post"})

_PERFORM = N_("how people perform")
_SUBJECTS: tuple[tuple[str, str], ...] = (
    (N_("sexual orientation"), r"sexual\w*|orientation|lgbt\w*"),
    (N_("sex and gender"), r"sex|gender\w*|pronouns?|trans status"),
    (
        N_("ethnic origin"),
        r"race|racial|ethnic\w*|nationality|national origin|citizenship|immigration\w*|visa",
    ),
    (N_("age"), r"age|ages|aged|dob|birth|retire\w*|birthday|birth ?date|born|over \d+|years old"),
    (
        N_("marriage and family"),
        r"marital|married|marriage|civil partner\w*|spouse|depend[ae]nts?|children|pregnan\w*|maternity|paternity"
        r"|parental|adoption|carers?|caring|childcare|maiden name|salutation|next of kin|emergency contacts?",
    ),
    (
        N_("health and absence through illness"),
        r"health|sick|sickness|ill|illness|medical\w*|menopaus\w*|blood (type|group)|diet\w*"
        r"|fit notes?|injur\w*|allerg\w*|vaccin\w*|bradford"
        r"|absenteeism|(absence|leave) (reason|type|cause)|(reason|cause) (for|of) (absence|leave)",
    ),
    (N_("disability"), r"disab\w*|impairments?|(reasonable|workplace) adjustments?"),
    (N_("religion and belief"), r"religio\w*|faith|beliefs?"),
    (N_("trade unions and politics"), r"(trade )?unions?|political|politics"),
    (
        N_("pay"),
        r"salary|salaries|pay|paid|payroll|income|wages?|bonus\w*|remuneration|compensation|earnings|pension"
        r"|(hourly|daily|monthly|annual|hour|day|base) rate|stock|(share|equity) options?|hike|tax code",
    ),
    (
        _PERFORM,
        r"performance|performer|apprais\w*|potential|disciplin\w*|grievances?|warnings?|misconduct|talent|flight risk",
    ),
    (
        N_("how people feel about their work"),
        r"satisfaction|engagement|involvement|happiness|morale|well ?being|work life balance",
    ),
    (
        N_("homes and identity papers"),
        r"home (address|phone|telephone|number|town|email)|(distance|miles) from home|post ?code|zip"
        r"|personal (e ?mail|phone|mobile|telephone)|national insurance\w*|ni number|nino|passport\w*"
        r"|bank\w*|sort code|iban|social security\w*|ssn",
    ),
    (
        N_("social background"),
        r"socio economic\w*|social (mobility|background|class)|free school meals|type of school",
    ),
    (N_("criminal records"), r"criminal\w*|convict\w*|dbs|background checks?"),
)
_KNOWN = tuple((subject, re.compile(rf"\b({words})\b")) for subject, words in _SUBJECTS)
_RATING = re.compile(r"\b(ratings?|(9|nine) box)\b")
_OF_A_PERSON = re.compile(
    r"\b(overall|annual|yearly|year|manager\w*|final|calibrat\w*|moderated|reviews?|employee|box)\b"
)

_SEAMS = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])")
_SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Columns that are not taken, and the subject of which nothing is kept here."""

    subject: str
    columns: tuple[str, ...]

    def __str__(self) -> str:
        return _("Left out, because nothing about {subject} is kept here: {columns}.").format(
            subject=_(self.subject), columns=", ".join(self.columns)
        )


def subject_of(register: str, heading: str) -> str:
    """The subject that keeps a column out of a register of people; nothing for any other column or register."""
    if register not in _PEOPLE:
        return ""
    words = _SIGNS.sub(" ", _SEAMS.sub(" ", heading)).casefold().strip()
    found = next((subject for subject, pattern in _KNOWN if pattern.search(words)), "")
    if found or not _RATING.search(words):
        return found
    # A rating of a skill is the level that is held; a rating of a person is no business of this file.
    return _PERFORM if register != "person_skill" or _OF_A_PERSON.search(words) else ""


def left_out(register: str, headings: Iterable[str]) -> tuple[LeftOut, ...]:
    """Which of these columns a register does not take, by subject in the order in which they are met."""
    found: dict[str, list[str]] = {}
    for heading in headings:
        if subject := subject_of(register, heading):
            found.setdefault(subject, []).append(heading)
    return tuple(LeftOut(subject, tuple(columns)) for subject, columns in found.items())
