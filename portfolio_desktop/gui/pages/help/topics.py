# SPDX-License-Identifier: Apache-2.0
"""Which page of help is about where somebody stands: the field, the panel or dialog around the keyboard, the page."""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from portfolio_desktop.gui.form.block import HELP
from portfolio_desktop.gui.shell import places
from portfolio_desktop.services.help.library import CONTENTS

_PAGES = "portfolio_desktop.gui.pages."

PLACES = {
    places.HOME: "start",
    places.WELCOME: "start",
    places.TIMELINE: "timeline",
    places.RISKS: "risks",
    places.CLOCKS: "escalate",
    places.CHALLENGE: "ratings",
    places.MEETINGS: "meeting",
    places.ASSURANCE: "gate",
    places.STAKEHOLDERS: "stakeholders",
    places.PEOPLE: "people",
    places.CAPACITY: "capacity",
    places.TECHNOLOGY: "technology",
    places.QUALITY: "quality",
    places.PACKS: "pack",
    places.SHARING: "share",
    places.SAFEKEEPING: "backup",
    places.IMPORTS: "import",
    places.PLANS: "supplier-plan",
    places.SEARCH: "search",
    places.TEAM: "appraisal",
    places.MY_YEAR: "appraisal",
    places.CYCLES: "appraisal",
    places.KEEPING: "kept",
}
"""The page of help about each designed page of the window."""

_REGISTERS = {
    "project": "project",
    "risk": "risks",
    "risk_response": "risks",
    "escalation": "escalate",
    "tolerance": "escalate",
    "gate_review": "gate",
    "gate": "gate",
    "control": "controls",
    "control_check": "controls",
    "lesson": "controls",
    "change_request": "change",
    "meeting": "meeting",
    "decision": "meeting",
    "board": "meeting",
    "work_package": "work-package",
    "demand": "capacity",
    "stakeholder": "stakeholders",
    "asset": "technology",
    "technology": "technology",
}

PARTS = {
    "assurance.change_dialog": "change",
    "assurance.control_grid": "controls",
    "assurance.controls_tab": "controls",
    "assurance.gaps_table": "controls",
    "capacity.acting": "work-package",
    "capacity.candidates": "work-package",
    "capacity.delegated_tab": "work-package",
    "capacity.packages_tab": "work-package",
    "confidential.gate": "people-file",
    "confidential.keeping": "kept",
    "confidential.making": "people-file",
    "confidential.upkeep": "people-file",
    "packs.changed": "changes",
    "plans.exporting": "supplier-plan",
    "risks.bands": "risk-matrix",
    "risks.matrix_editor": "risk-matrix",
    "sharing.inbox": "settle",
    "timeline.check_panel": "slip",
    "timeline.check_rules": "slip",
    "timeline.what_if_panel": "slip",
}
"""Panels and dialogs with a page of help of their own, by the module under `gui.pages` that they are made in."""

_PACKAGES = {
    "assurance": "gate",
    "capacity": "capacity",
    "challenge": "ratings",
    "diary": "diary",
    "confidential": "appraisal",
    "escalations": "escalate",
    "imports": "import",
    "meetings": "meeting",
    "packs": "pack",
    "people": "people",
    "plans": "supplier-plan",
    "project": "project",
    "quality": "quality",
    "risks": "risks",
    "passwords": "password",
    "safekeeping": "backup",
    "sharing": "share",
    "stakeholders": "stakeholders",
    "technology": "technology",
    "timeline": "timeline",
}
_ELSEWHERE = {
    "portfolio_desktop.gui.preferences": "preferences",
    "portfolio_desktop.gui.notices": "notices",
    "portfolio_desktop.gui.looking_back": "undo",
    "portfolio_desktop.gui.register.popups.marks": "lay-out",
    "portfolio_desktop.gui.register.exporting": "lay-out",
    "portfolio_desktop.gui.register": "registers",
}


def of_place(key: str) -> str:
    """The page about a place of the window; the contents where there is none."""
    entity = places.register_of(key)
    if entity:
        return _REGISTERS.get(entity, "registers")
    if places.project_of(key):
        return "project"
    return PLACES.get(key, "start" if not key else CONTENTS)


def of_module(module: str) -> str:
    """The page about what is made in a module; empty where none is said."""
    if not module.startswith(_PAGES):
        return next((topic for start, topic in _ELSEWHERE.items() if module.startswith(start)), "")
    package = module.removeprefix(_PAGES).partition(".")[0]
    return _part(module) or _PACKAGES.get(package, "")


def of_widget(widget: QWidget | None) -> str:
    """The page about the nearest thing around `widget` that has one, up to its window; empty where nothing has."""
    return next(filter(None, (of_module(module) for module in _around(widget))), "")


def of_panel(widget: QWidget | None) -> str:
    """As `of_widget`, for nothing but panels with a page of help of their own."""
    return next(filter(None, map(_part, _around(widget))), "")


def _part(module: str) -> str:
    parts = module.removeprefix(_PAGES).split(".")
    heads = (".".join(parts[:count]) for count in range(len(parts), 0, -1))
    return next((PARTS[head] for head in heads if head in PARTS), "")


def _around(widget: QWidget | None) -> Iterator[str]:
    """The modules that `widget` and all that it lies in were made in."""
    while widget is not None:
        yield type(widget).__module__
        widget = widget.parentWidget()


def of_field(widget: QWidget | None) -> str:
    """The help of the field whose editor `widget` is or lies in; empty outside of a form."""
    while widget is not None:
        said = widget.property(HELP)
        if isinstance(said, str) and said:
            return said
        widget = widget.parentWidget()
    return ""
