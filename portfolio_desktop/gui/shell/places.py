# SPDX-License-Identifier: Apache-2.0
"""Where the navigation leads: the designed pages, and the register of every entity under the heading of its trade."""

from collections.abc import Iterable
from dataclasses import dataclass

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.catalogue.catalogue import Catalogue

HOME, RISKS, PACKS, IMPORTS, SEARCH, WELCOME = "home", "risks", "packs", "imports", "search", "welcome"
CLOCKS, CHALLENGE = "clocks", "challenge"
MEETINGS = "meetings"
ASSURANCE = "assurance"
STAKEHOLDERS, TECHNOLOGY = "stakeholders", "technology"
TIMELINE = "timeline"
PEOPLE = "people"
PLANS = "plans"
TEAM, MY_YEAR, CYCLES = "confidential.team", "confidential.year", "confidential.cycles"
KEEPING = "confidential.keeping"
SHARING = "sharing"
SAFEKEEPING = "safekeeping"
QUALITY = "quality"
CONFIDENTIAL = frozenset({KEEPING, TEAM, MY_YEAR, CYCLES})
"""Pages of the people file: each stands behind its lock."""

CAPACITY = "capacity"
_REGISTER = "register:"
_PROJECT = "project:"

_HEADINGS: tuple[tuple[str, str, str], ...] = (
    (
        N_("Delivery"),
        "project programme portfolio status_report milestone dependency work_package demand",
        "task objective contribution package_criterion package_need package_blocker",
    ),
    (
        N_("Risks and issues"),
        "risk issue escalation change_request",
        "risk_response assumption risk_link",
    ),
    (
        N_("Governance"),
        "decision action meeting board",
        "decision_option agenda_item attendance board_member",
    ),
    (
        N_("Assurance"),
        "gate_review recommendation control_check lesson",
        "gate gate_criterion gate_finding control tolerance lesson_notice",
    ),
    (N_("Money and benefits"), "cost_line benefit", ""),
    (
        N_("People and stakeholders"),
        "person team stakeholder",
        "post leave person_skill qualification role_profile role_requirement skill framework capability_level "
        "engagement",
    ),
    (N_("Assets and technology"), "asset technology document", "service_measure technology_use"),
)
"""Each heading with the registers that are worked in daily, and those that are mostly reached from another record."""

_OFFICE = N_("Office")
_HAS_A_PAGE = {"pack": PACKS}


@dataclass(frozen=True, slots=True)
class Place:
    """One line of the navigation. `key` is what the shell goes to, `entity` whose late records it counts.

    `also` are other words for it, by which it is found.
    """

    key: str
    label: str
    icon: str
    entity: str = ""
    also: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Places under a heading; the first group has none. `more` are shown once they are asked for."""

    heading: str
    places: tuple[Place, ...]
    more: tuple[Place, ...] = ()

    @property
    def every(self) -> tuple[Place, ...]:
        return self.places + self.more


def register_key(entity: str) -> str:
    """The key of an entity's register."""
    return _REGISTER + entity


def project_key(id: str) -> str:
    """The key of one project's page."""
    return _PROJECT + id


def register_of(key: str) -> str:
    """The entity whose register `key` names, or nothing."""
    return key.removeprefix(_REGISTER) if key.startswith(_REGISTER) else ""


def project_of(key: str) -> str:
    """The id of the project whose page `key` names, or nothing."""
    return key.removeprefix(_PROJECT) if key.startswith(_PROJECT) else ""


def groups(catalogue: Catalogue) -> tuple[Group, ...]:
    """Everything there is to go to, in reading order. An entity that no heading names stands under Office."""
    named = {name for _heading, main, more in _HEADINGS for name in f"{main} {more}".split()}
    rest = [entity.name for entity in catalogue.seen if entity.name not in named | set(_HAS_A_PAGE)]
    top = Group(
        "",
        (
            Place(HOME, _("Home"), "house"),
            Place(TIMELINE, _("Timeline"), "chart-gantt", also=_("gantt, schedule, roadmap, plan")),
            Place(RISKS, _("Risk board"), "grid-3x3", also=_("heat map, matrix, risk review, exposure")),
            Place(CLOCKS, _("Running clocks"), "alarm-clock", also=_("escalations, deadlines")),
            Place(CHALLENGE, _("Ratings to challenge"), "scale", also=_("ask about, RAG, evidence")),
            Place(MEETINGS, _("Board meetings"), "calendar-days", also=_("agenda, minutes")),
            Place(ASSURANCE, _("Assurance"), "stamp", also=_("gates, controls, audit")),
            Place(STAKEHOLDERS, _("Stakeholder map"), "users"),
            Place(PEOPLE, _("People and skills"), "users-round"),
            Place(CAPACITY, _("Capacity"), "gauge", also=_("resources, workload")),
            Place(TECHNOLOGY, _("Assets and radar"), "radar"),
            Place(QUALITY, _("Data quality"), "list-checks", also=_("gaps, missing, contradictions")),
            Place(PACKS, _("Packs"), "book-open", also=_("report, PDF, steering committee, board pack")),
            Place(SHARING, _("Sharing"), "folder-sync", also=_("sync, conflicts, laptops")),
            Place(SAFEKEEPING, _("Backups"), "database-backup", also=_("restore, copies")),
        ),
    )
    headed = (
        Group(_(heading), _places(catalogue, main.split()), _places(catalogue, more.split()))
        for heading, main, more in _HEADINGS
    )
    confidential = Group(
        _("My people, confidential"),
        (
            Place(TEAM, _("My team"), "users"),
            Place(MY_YEAR, _("My year"), "calendar-heart"),
            Place(CYCLES, _("Years and forms"), "calendar-range"),
            Place(KEEPING, _("What is kept"), "archive"),
        ),
    )
    return (top, confidential, *headed, Group(_(_OFFICE), (), _places(catalogue, rest)))


def _places(catalogue: Catalogue, names: Iterable[str]) -> tuple[Place, ...]:
    return tuple(_place(catalogue, name) for name in names if catalogue.knows(name))


def _place(catalogue: Catalogue, name: str) -> Place:
    entity = catalogue.entity(name)
    return Place(register_key(name), _(entity.plural), entity.icon, name)


def keys(catalogue: Catalogue) -> set[str]:
    """Of all pages that the navigation leads to."""
    return {place.key for group in groups(catalogue) for place in group.every}
