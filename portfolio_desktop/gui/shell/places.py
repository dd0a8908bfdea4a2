# SPDX-License-Identifier: Apache-2.0
"""Where the navigation leads: the designed pages, and the register of every entity under the heading of its trade."""

from dataclasses import dataclass

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.catalogue.catalogue import Catalogue

HOME, RISKS, PACKS, IMPORTS, SEARCH, WELCOME = "home", "risks", "packs", "imports", "search", "welcome"
_REGISTER = "register:"
_PROJECT = "project:"

_HEADINGS: tuple[tuple[str, str], ...] = (
    (
        N_("Delivery"),
        "project programme portfolio status_report milestone task dependency objective contribution",
    ),
    (N_("Risks and issues"), "risk risk_response risk_link issue escalation change_request assumption"),
    (
        N_("Governance"),
        "decision decision_option action meeting agenda_item attendance board board_member",
    ),
    (
        N_("Assurance"),
        "gate gate_criterion gate_review gate_finding recommendation control control_check tolerance "
        "lesson lesson_notice",
    ),
    (N_("Money and benefits"), "cost_line benefit"),
    (N_("People and stakeholders"), "person stakeholder engagement"),
    (N_("Assets and technology"), "asset service_measure technology technology_use document"),
)
_OFFICE = N_("Office")
_HAS_A_PAGE = {"pack": PACKS}


@dataclass(frozen=True, slots=True)
class Place:
    """One line of the navigation. `key` is what the shell goes to, `entity` whose late records it counts."""

    key: str
    label: str
    icon: str
    entity: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Places under a heading; the first group has none."""

    heading: str
    places: tuple[Place, ...]


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
    named = {name for _heading, names in _HEADINGS for name in names.split()}
    rest = [entity.name for entity in catalogue.entities if entity.name not in named | set(_HAS_A_PAGE)]
    top = Group(
        "",
        (
            Place(HOME, _("Home"), "house"),
            Place(RISKS, _("Risk board"), "grid-3x3"),
            Place(PACKS, _("Packs"), "book-open"),
        ),
    )
    headed = [(heading, tuple(names.split())) for heading, names in _HEADINGS]
    return (
        top,
        *(
            Group(_(heading), tuple(_place(catalogue, name) for name in names if catalogue.knows(name)))
            for heading, names in (*headed, (_OFFICE, tuple(rest)))
        ),
    )


def _place(catalogue: Catalogue, name: str) -> Place:
    entity = catalogue.entity(name)
    return Place(register_key(name), _(entity.plural), entity.icon, name)
