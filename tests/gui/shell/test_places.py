# SPDX-License-Identifier: Apache-2.0
"""The navigation leads everywhere."""

from portfolio_desktop.catalogue.records import CATALOGUE
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.guide import _MAKERS


def test_that_every_register_is_in_the_navigation_once_and_packs_have_their_page() -> None:
    keys = [place.key for group in places.groups(CATALOGUE) for place in group.every]
    registers = [key for key in keys if places.register_of(key)]
    wanted = [places.register_key(entity.name) for entity in CATALOGUE.seen if entity.name != "pack"]
    assert sorted(registers) == sorted(wanted)
    assert {places.HOME, places.RISKS, places.CLOCKS, places.PACKS} <= set(keys)
    assert len(keys) == len(set(keys))


def test_that_there_is_a_page_for_every_place_that_is_no_register() -> None:
    keys = [place.key for group in places.groups(CATALOGUE) for place in group.every]
    assert {key for key in keys if not places.register_of(key)} <= set(_MAKERS)


def test_that_keys_say_what_they_lead_to() -> None:
    assert places.register_of(places.register_key("risk")) == "risk"
    assert places.project_of(places.project_key("abc")) == "abc"
    assert not places.register_of(places.HOME)
    assert not places.project_of(places.register_key("project"))
