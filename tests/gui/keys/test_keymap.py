# SPDX-License-Identifier: Apache-2.0
"""The keys of a laptop: families, what a person changed, and that no key is ever given twice."""

from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from portfolio_desktop.base.paths import shipped
from portfolio_desktop.base.settings import Settings
from portfolio_desktop.gui.actions import Action, Actions
from portfolio_desktop.gui.keys.conflicts import conflict, take
from portfolio_desktop.gui.keys.families import FAMILIES, Family
from portfolio_desktop.gui.keys.keymap import KeyMap, keymap_of, portable
from portfolio_desktop.gui.keys.where import EVERYWHERE, REGISTER, TIMELINE, meet
from portfolio_desktop.services.help.keys import Shortcut, keys_of_places, read_keys

HELP = shipped("resources", "help")
SHEET = read_keys(HELP)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.json")


@pytest.fixture
def keymap(settings: Settings) -> KeyMap:
    return KeyMap(settings)


def keys(keymap: KeyMap, where: str, name: str) -> tuple[str, ...]:
    return keymap.keys(where, name, named(where, name).keys)


def named(where: str, name: str) -> Shortcut:
    return next(each for each in SHEET if (each.where, each.name) == (where, name))


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name or "ours")
def test_that_no_family_gives_a_key_twice_or_to_what_there_is_not(family: Family, keymap: KeyMap) -> None:
    assert {
        place for place in family.keys if place not in {(each.where, each.name) for each in SHEET}
    } == set()
    keymap.use_family(family.name)
    now = [(each, keys(keymap, each.where, each.name)) for each in SHEET]
    twice = [
        (one.name, other.name, set(these) & set(those))
        for (one, these), (other, those) in combinations(now, 2)
        if meet(one.where, other.where) and set(these) & set(those)
    ]
    assert twice == []


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name or "ours")
def test_that_every_key_of_a_family_can_be_pressed_and_is_no_other_part_of_the_window(
    family: Family, keymap: KeyMap
) -> None:
    keymap.use_family(family.name)
    for (where, name), given in family.keys.items():
        for key in given:
            assert portable(key) == key, "written as it is kept"
            assert conflict(keymap, SHEET, HELP, named(where, name), key) is None, (name, key)


def test_that_no_family_leaves_an_action_without_any_key_that_it_had(keymap: KeyMap) -> None:
    for family in FAMILIES:
        keymap.use_family(family.name)
        lost = {each.name for each in SHEET if each.keys and not keys(keymap, each.where, each.name)}
        assert lost == set(), family.name


def test_that_families_have_the_keys_of_the_programs_that_they_are_called_after(keymap: KeyMap) -> None:
    keymap.use_family("project")
    assert keys(keymap, TIMELINE, "link") == ("Ctrl+F2",)
    assert keys(keymap, TIMELINE, "open")[0] == "Shift+F2"
    keymap.use_family("gantt")
    assert keys(keymap, TIMELINE, "new_task")[0] == "Ctrl+T"
    assert keys(keymap, TIMELINE, "link")[0] == "Ctrl+Shift+>"
    keymap.use_family("excel")
    assert "F5" in keys(keymap, EVERYWHERE, "palette")


def test_that_what_was_changed_survives_a_restart_and_is_taken_back_one_by_one_or_all(
    keymap: KeyMap, settings: Settings
) -> None:
    keymap.put(EVERYWHERE, "pack", ["ctrl+shift+j"])
    keymap.put(TIMELINE, "fit", [])
    again = KeyMap(Settings(settings._path))
    assert keys(again, EVERYWHERE, "pack") == ("Ctrl+Shift+J",)
    assert keys(again, TIMELINE, "fit") == ()
    again.reset(TIMELINE, "fit")
    assert keys(again, TIMELINE, "fit") == ("Ctrl+0",)
    again.reset_all()
    assert again.is_shipped
    assert keys(again, EVERYWHERE, "pack") == ()


def test_that_a_key_given_by_hand_is_nobody_elses_even_where_a_later_version_ships_it(keymap: KeyMap) -> None:
    keymap.put(EVERYWHERE, "pack", ["Ctrl+T"])
    assert keymap.keys(TIMELINE, "brand_new", ("Ctrl+T", "Ctrl+Shift+9")) == ("Ctrl+Shift+9",)
    keymap.use_family("gantt")
    assert keys(keymap, TIMELINE, "new_task") == ("Ins",)


@pytest.mark.parametrize(
    "kept", [[], "x", {"Everywhere": 3}, {"Everywhere": {"pack": "Ctrl+T"}}, {"a": {"b": [1]}}]
)
def test_that_damaged_settings_mean_the_shipped_keys(settings: Settings, kept: object) -> None:
    settings.put("keys.changed", kept)
    assert keys(KeyMap(settings), EVERYWHERE, "palette") == ("Ctrl+K",)


def test_that_all_windows_of_a_laptop_share_their_keys(settings: Settings) -> None:
    one = keymap_of(settings)
    assert keymap_of(settings) is one


def test_that_a_conflict_is_told_in_one_sentence_with_whom(keymap: KeyMap) -> None:
    pack = named(EVERYWHERE, "pack")
    found = conflict(keymap, SHEET, HELP, pack, "Ctrl+K")
    assert found is not None
    assert found.sentence == "Ctrl+K is already the key of “Command palette” (everywhere)."
    assert found.other is not None
    take(keymap, found.other, "Ctrl+K")
    assert keys(keymap, EVERYWHERE, "palette") == ()
    assert conflict(keymap, SHEET, HELP, pack, "Ctrl+K") is None


def test_that_a_key_of_one_page_does_not_stand_against_that_of_another(keymap: KeyMap) -> None:
    assert conflict(keymap, SHEET, HELP, named(REGISTER, "duplicate"), "Ctrl+F2") is None
    assert conflict(keymap, SHEET, HELP, named(EVERYWHERE, "pack"), "Ctrl+F2") is not None


@pytest.mark.parametrize("key", ["A", "Shift+A", "7", "Space", "Return"])
def test_that_what_is_typed_into_fields_cannot_be_a_key(keymap: KeyMap, key: str) -> None:
    found = conflict(keymap, SHEET, HELP, named(EVERYWHERE, "pack"), key)
    assert found is not None
    assert found.other is None
    assert "hold Ctrl or Alt" in found.sentence


def test_that_the_own_keys_of_tables_are_not_given_away(keymap: KeyMap) -> None:
    for where, name, key in ((EVERYWHERE, "pack", "F2"), (REGISTER, "duplicate", "Ctrl+Home")):
        found = conflict(keymap, SHEET, HELP, named(where, name), key)
        assert found is not None
        assert "“In a table”" in found.sentence
    assert ("F2",) in {each.keys for each in keys_of_places(HELP)}


def test_that_actions_take_new_keys_at_once_in_tooltips_and_menus(settings: Settings, qtbot: object) -> None:
    keymap = KeyMap(settings)
    window, page = QWidget(), QWidget()
    done: list[str] = []
    actions = Actions(window, keymap=keymap)
    shown = actions.add(
        Action(name="pack", text="Make a pack", run=lambda: done.append("pack"), keys=("F8",))
    )
    acts = Actions(page, actions, where=TIMELINE)
    fit = acts.add(Action(name="fit", text="Fit", run=lambda: done.append("fit"), keys=("Ctrl+0",)))
    keymap.put(EVERYWHERE, "pack", ["Ctrl+0"])
    assert (shown.shortcut().toString(), shown.toolTip()) == ("Ctrl+0", "Make a pack (Ctrl+0)")
    assert (fit.shortcut().toString(), fit.toolTip()) == ("", "Fit")
    assert {action.name: action.keys for action in acts} == {"fit": (), "pack": ("Ctrl+0",)}
    keymap.reset_all()
    assert (shown.shortcut().toString(), fit.shortcut().toString()) == ("F8", "Ctrl+0")
    window.deleteLater()
    page.deleteLater()
