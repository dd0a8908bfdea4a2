# SPDX-License-Identifier: Apache-2.0
"""Preferences hold where they belong, and what is damaged is as if it had never been chosen."""

import json
from datetime import date
from pathlib import Path

import pytest

from portfolio_desktop.base.dates import dates_for_everybody, format_date, write_dates_as
from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.settings import Settings
from portfolio_desktop.catalogue.fields import Kind
from portfolio_desktop.services import undo
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.preferences.described import KEPT, PREFERENCES, Scope, catalogue, words_for
from portfolio_desktop.services.preferences.keeping import chosen, field_of, keep
from portfolio_desktop.services.preferences.of_office import keep_office


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    found = Settings(tmp_path / "settings.json")
    found.put("author", "Ann Lee")
    return found


def test_that_every_preference_is_in_one_section_and_shipped_with_something_that_can_be_chosen() -> None:
    shown = [name for section in PREFERENCES.sections for name in section.fields]
    assert sorted(shown) == sorted(KEPT) == sorted(each.name for each in PREFERENCES.fields)
    for field in PREFERENCES.fields:
        if field.kind is Kind.CHOICE:
            codes = {each.code for each in catalogue().choices(field).items}
            assert KEPT[field.name].shipped in codes
            assert KEPT[field.name].words.keys() <= codes


def test_that_what_is_chosen_is_there_after_a_restart_and_resets_to_what_is_shipped(
    settings: Settings,
) -> None:
    for name, value in (("theme", "dark"), ("rows", "compact"), ("size", "150"), ("tray", "no")):
        keep(settings, name, value)
        assert chosen(settings, name) == value
        keep(settings, name, KEPT[name].shipped)
        assert chosen(settings, name) == KEPT[name].shipped
    keep(settings, "language", "cy")
    assert chosen(Settings(settings._path), "language") == "cy"


def test_that_what_is_somebody_s_own_follows_the_name(settings: Settings) -> None:
    keep(settings, "dates", "iso")
    settings.put("author", "Gŵenllian 🚀 O’Dea")
    assert chosen(settings, "dates") == "words"
    keep(settings, "dates", "numbers")
    settings.put("author", "ann lee")
    assert chosen(settings, "dates") == "iso"


@pytest.mark.parametrize(
    "damage",
    [
        {"theme": "puce", "window.size": "huge", "register.compact": 3, "spelling.language": [1]},
        {"people.preferences": [1], "quiet.from": {}, "people.minutes": True, "language": 7},
        {"people.preferences": {"ann lee": 3}, "author": "Ann Lee"},
        {
            "people.preferences": {"ann lee": {"dates": 9, "tray": "maybe", "quiet.from": 99}},
            "author": "Ann Lee",
        },
    ],
)
def test_that_damaged_settings_are_as_if_nothing_had_been_chosen(
    tmp_path: Path, damage: dict[str, object]
) -> None:
    (tmp_path / "settings.json").write_text(json.dumps(damage), encoding="utf-8")
    settings = Settings(tmp_path / "settings.json")
    for name, kept in KEPT.items():
        if name != "author":
            assert chosen(settings, name) == kept.shipped
    keep(settings, "dates", "iso")
    assert chosen(settings, "dates") == "iso"


def test_that_what_cannot_be_chosen_is_refused_with_what_can(settings: Settings, office: Office) -> None:
    with pytest.raises(Refusal, match="light, dark"):
        keep(settings, "theme", "puce")
    with pytest.raises(Refusal, match="name is needed"):
        keep(settings, "author", "  ")
    with pytest.raises(Refusal, match="no folder"):
        keep(settings, "updates", "/nowhere/at/all")
    for days in ("soon", "0", "-4", "99999", "²"):
        with pytest.raises(Refusal, match="from 1 to"):
            keep_office(office, "stale_days", days)
    with pytest.raises(Refusal, match="There are: author"):
        field_of("colour")
    assert field_of("How dates are written").name == "dates"


def test_that_what_is_the_office_s_is_a_record_that_can_be_undone(office: Office, settings: Settings) -> None:
    written = office.write(keep_office(office, "notice_days", "14"))
    assert written is not None
    assert chosen(settings, "notice_days", office.rules.habits) == 14
    assert chosen(settings, "stale_days", office.rules.habits) == KEPT["stale_days"].shipped
    undo.undo(office)
    assert chosen(settings, "notice_days", office.rules.habits) == KEPT["notice_days"].shipped


def test_that_every_scope_and_value_is_told_in_words() -> None:
    assert len({scope.words for scope in Scope}) == len(Scope)
    assert all(scope.meaning for scope in Scope)
    for field in catalogue().entity("preference").fields:
        assert words_for(field, KEPT[field.name].shipped)


def test_that_dates_are_written_as_chosen_and_for_everybody_as_ever() -> None:
    day = date(2026, 3, 31)
    try:
        said = [written(form, day) for form in ("iso", "numbers", "puce")]
        write_dates_as("iso")
        with dates_for_everybody():
            assert format_date(day) == "31 Mar 2026"
    finally:
        write_dates_as("words")
    assert said == ["2026-03-31", "31/03/2026", "31 Mar 2026"]


def written(form: str, day: date) -> str:
    write_dates_as(form)
    return format_date(day)
