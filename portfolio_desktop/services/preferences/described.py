# SPDX-License-Identifier: Apache-2.0
"""Every preference, described as an entity so that the same forms and commands work on it; and how far each reaches.

`KEPT` says where: under which name in this laptop's settings, or as which of the office's own rules.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated

from msgspec import structs

from portfolio_desktop.base.i18n import N_, _, languages
from portfolio_desktop.base.spelling.dictionary import ENGLISH
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.entity import Entity, define, section
from portfolio_desktop.catalogue.fields import Field, Kind, Record, Value
from portfolio_desktop.catalogue.lists import Choices, Item, item, listed
from portfolio_desktop.domain.habits import SHIPPED_HABITS


class Scope(StrEnum):
    """For whom a choice holds."""

    LAPTOP = "laptop"
    PERSON = "person"
    WORKSPACE = "workspace"

    @property
    def words(self) -> str:
        return _(_SCOPES[self][0])

    @property
    def meaning(self) -> str:
        """What that means, as a sentence."""
        return _(_SCOPES[self][1])


_SCOPES = {
    Scope.LAPTOP: (N_("This laptop"), N_("Holds for whoever works on this laptop under this account.")),
    Scope.PERSON: (
        N_("You"),
        N_("Follows your name on this laptop: whoever signs with another name has their own."),
    ),
    Scope.WORKSPACE: (
        N_("Everybody here"),
        N_(
            "A record of the workspace: everybody who shares it has the same. It stands in the history and can be undone."
        ),
    ),
}


class Preferences(Record, frozen=True, kw_only=True):
    """What somebody has chosen."""

    author: Annotated[
        str | None, f.text(N_("Your name"), help=N_("Stands beside your changes in the history."))
    ] = None
    language: Annotated[
        str | None,
        f.choice(N_("Language"), "preference.language", help=N_("Holds from the next start.")),
    ] = None
    theme: Annotated[str | None, f.choice(N_("Theme"), "preference.theme")] = None
    rows: Annotated[str | None, f.choice(N_("Rows"), "preference.rows")] = None
    size: Annotated[
        str | None,
        f.choice(N_("Size of text and all else"), "preference.size", help=N_("Holds from the next start.")),
    ] = None
    motion: Annotated[
        str | None,
        f.choice(
            N_("Motion"),
            "preference.motion",
            help=N_("Without motion, menus and notes appear at once and the cursor does not blink."),
        ),
    ] = None
    dates: Annotated[
        str | None,
        f.choice(
            N_("How dates are written"),
            "preference.dates",
            help=N_("In the window. Packs write the month as a word, whoever prints them."),
        ),
    ] = None
    spelling: Annotated[
        str | None,
        f.choice(N_("Spelling"), "preference.spelling", help=N_("Marks words that the dictionary lacks.")),
    ] = None
    notices: Annotated[
        str | None,
        f.choice(
            N_("Tell of what is due"),
            "preference.notices",
            help=N_("Once a day gathers everything that can wait. The bell lists all of it at any time."),
        ),
    ] = None
    notices_of: Annotated[
        str | None,
        f.choice(
            N_("Tell of"),
            "preference.notices_of",
            help=N_(
                "Yours is what you answer for, and what nobody answers for in your projects. Everything, while no person, or "
                "more than one, is called as you are."
            ),
        ),
    ] = None
    tray: Annotated[
        str | None,
        f.choice(
            N_("Also outside the window"),
            "preference.yes",
            help=N_("Where the desktop has a place for it. It counts, and never says what it is about."),
        ),
    ] = None
    quiet_from: Annotated[str | None, f.choice(N_("Quiet from"), "preference.hours")] = None
    quiet_until: Annotated[str | None, f.choice(N_("Quiet until"), "preference.hours")] = None
    lock_after: Annotated[
        str | None,
        f.choice(
            N_("Lock by itself"),
            "preference.minutes",
            help=N_(
                "The people file, and a workspace under a password, after so long without a sign of life."
            ),
        ),
    ] = None
    lock_screen: Annotated[str | None, f.choice(N_("Lock with the screen"), "preference.yes")] = None
    second_place: Annotated[
        str | None,
        f.address(
            N_("Second place for copies"),
            help=N_("Another disk or a stick, besides this laptop's own folder. It outlives the laptop."),
        ),
    ] = None
    updates: Annotated[
        str | None,
        f.address(
            N_("Where new versions lie"),
            help=N_("A folder of the office. Nothing is fetched from a network."),
        ),
    ] = None
    stale_days: Annotated[
        int | None,
        f.quantity(
            Kind.INTEGER,
            N_("Reports are out of date after"),
            unit="days",
            help=N_("Days after the end of the period that a project last reported for."),
        ),
    ] = None
    ahead_days: Annotated[
        int | None,
        f.quantity(
            Kind.INTEGER,
            N_("Home looks ahead"),
            unit="days",
            help=N_("Days within which a milestone is expected for Home to show it."),
        ),
    ] = None
    notice_days: Annotated[
        int | None,
        f.quantity(
            Kind.INTEGER,
            N_("Tell beforehand"),
            unit="days",
            help=N_(
                "Days before a review or an action is due that the bell tells of it; 0 for the day itself."
            ),
        ),
    ] = None


PREFERENCES = define(
    Preferences,
    name="preference",
    register="preferences",
    label=N_("Preference"),
    plural=N_("Preferences"),
    title="author",
    icon="settings",
    sections=(
        section(N_("You"), "author language spelling dates"),
        section(N_("How it looks"), "theme rows size motion"),
        section(N_("Notices"), "notices notices_of tray quiet_from quiet_until notice_days"),
        section(N_("Safety"), "lock_after lock_screen second_place updates"),
        section(N_("The office"), "stale_days ahead_days"),
    ),
)


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a preference is kept and what it is as shipped. `words` are codes of a list and what is kept for them."""

    scope: Scope
    name: str
    shipped: Value
    words: Mapping[str, object] = field(default_factory=dict)


_HABITS = SHIPPED_HABITS
_HOURS = {f"{hour:02}": hour for hour in range(24)}

KEPT: Mapping[str, Kept] = MappingProxyType(
    {
        "author": Kept(Scope.LAPTOP, "author", None),
        "language": Kept(Scope.LAPTOP, "language", "system", {"system": ""}),
        "theme": Kept(Scope.LAPTOP, "theme", "system"),
        "rows": Kept(Scope.LAPTOP, "register.compact", "roomy", {"roomy": False, "compact": True}),
        "size": Kept(
            Scope.LAPTOP, "window.size", "100", {str(size): size for size in (100, 110, 125, 150, 175, 200)}
        ),
        "motion": Kept(Scope.PERSON, "motion", "usual"),
        "dates": Kept(Scope.PERSON, "dates", "words"),
        "spelling": Kept(Scope.LAPTOP, "spelling.language", ENGLISH, {"none": ""}),
        "notices": Kept(Scope.PERSON, "notices", "daily"),
        "notices_of": Kept(Scope.PERSON, "notices.of", "all"),
        "tray": Kept(Scope.PERSON, "tray", "yes", {"yes": True, "no": False}),
        "quiet_from": Kept(Scope.PERSON, "quiet.from", "18", _HOURS),
        "quiet_until": Kept(Scope.PERSON, "quiet.until", "08", _HOURS),
        "lock_after": Kept(
            Scope.LAPTOP, "people.minutes", "10", {str(count): count for count in (2, 5, 10, 20, 60)}
        ),
        "lock_screen": Kept(Scope.LAPTOP, "people.lock_with_screen", "yes", {"yes": True, "no": False}),
        "second_place": Kept(Scope.LAPTOP, "backup.folder", ""),
        "updates": Kept(Scope.LAPTOP, "updates.folder", ""),
        "stale_days": Kept(Scope.WORKSPACE, "stale_days", _HABITS.stale_days),
        "ahead_days": Kept(Scope.WORKSPACE, "ahead_days", _HABITS.ahead_days),
        "notice_days": Kept(Scope.WORKSPACE, "notice_days", _HABITS.notice_days),
    }
)


def catalogue() -> Catalogue:
    """The preferences with the lists that they choose from, in the language of the moment."""
    return Catalogue((_settled(PREFERENCES),), _lists())


def scope_of(name: str) -> Scope:
    return KEPT[name].scope


def words_for(field: Field, value: Value) -> str:
    """A value as it is shown; what nothing was chosen for is a dash."""
    if field.kind is Kind.CHOICE:
        found = catalogue().choices(field).item(str(value))
        return _(found.label) if found else str(value)
    if field.unit and value is not None:
        return _("{count} days").format(count=value)
    return str(value or "–")


def _settled(entity: Entity) -> Entity:
    """There is always an answer to what can be chosen: nobody is asked who might not know."""
    fields = tuple(
        structs.replace(each, settled=True, default=KEPT[each.name].shipped) for each in entity.fields
    )
    return replace(entity, fields=fields)


def _lists() -> tuple[Choices, ...]:
    hours = tuple(Item(code, f"{code}:00") for code in _HOURS)
    spoken = tuple(Item(each.code, each.name) for each in languages())
    minutes = tuple(
        Item(code, _("after {count} minutes").format(count=code)) for code in KEPT["lock_after"].words
    )
    sizes = tuple(Item(code, f"{code} %") for code in KEPT["size"].words)
    return (
        listed("preference.language", N_("Language"), item("system", N_("As the system")), *spoken),
        listed(
            "preference.theme",
            N_("Theme"),
            item("system", N_("As the system")),
            item("light", N_("Light")),
            item("dark", N_("Dark")),
            item("contrast", N_("High contrast")),
        ),
        listed("preference.rows", N_("Rows"), item("roomy", N_("Roomy")), item("compact", N_("Compact"))),
        listed("preference.size", N_("Size of text and all else"), *sizes),
        listed(
            "preference.motion", N_("Motion"), item("usual", N_("As usual")), item("none", N_("No motion"))
        ),
        listed(
            "preference.dates",
            N_("How dates are written"),
            Item("words", "31 Mar 2026"),
            Item("numbers", "31/03/2026"),
            Item("iso", "2026-03-31"),
        ),
        listed(
            "preference.spelling",
            N_("Spelling"),
            item(ENGLISH, N_("British English")),
            item("none", N_("Not checked")),
        ),
        listed(
            "preference.notices",
            N_("Tell of what is due"),
            item("daily", N_("Once a day")),
            item("each", N_("As it happens")),
            item("never", N_("Never, the bell is enough")),
        ),
        listed(
            "preference.notices_of",
            N_("Tell of"),
            item("all", N_("The whole office")),
            item("mine", N_("Only what is mine")),
        ),
        listed("preference.yes", N_("Yes or no"), item("yes", N_("Yes")), item("no", N_("No"))),
        listed("preference.hours", N_("Hour"), *hours),
        listed("preference.minutes", N_("Minutes"), *minutes),
    )
