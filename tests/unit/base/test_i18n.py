# SPDX-License-Identifier: Apache-2.0
"""Which language is spoken, and what a text becomes in it."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from portfolio_desktop.base import i18n
from portfolio_desktop.base.i18n import ENGLISH, LANGUAGE_VARIABLE, _, ngettext


@pytest.fixture(autouse=True)
def english_afterwards(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv(LANGUAGE_VARIABLE, raising=False)
    yield
    i18n.install(ENGLISH)


@pytest.mark.parametrize(
    ("chosen", "wishes", "spoken"),
    [
        ("", [], ENGLISH),
        ("", ["cy_GB.UTF-8"], "cy"),
        ("", ["fr-FR", "cy-GB", "en-GB"], "cy"),
        ("", ["en_US", "cy"], ENGLISH),
        ("", ["C"], ENGLISH),
        ("cy", ["en_GB"], "cy"),
        ("en_GB", ["cy"], ENGLISH),
        ("tlh", ["cy"], "cy"),
    ],
)
def test_that_what_was_chosen_wins_over_the_system_and_what_is_not_spoken_is_passed_over(
    chosen: str, wishes: list[str], spoken: str
) -> None:
    assert i18n.choose(chosen, wishes) == spoken


def test_that_the_variable_wins_for_one_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(LANGUAGE_VARIABLE, "cy")
    assert i18n.choose(ENGLISH, []) == "cy"


def test_that_the_surroundings_are_read_as_gettext_reads_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.setenv("LANGUAGE", "cy:en")
    assert i18n.system_languages() == ("cy", "en")


def test_that_every_language_on_offer_can_be_spoken_without_a_build() -> None:
    for code, _name in i18n.languages():
        i18n.install(code)
        assert i18n.language() == code
        assert _("Cancel") == {"cy": "Canslo"}.get(code, "Cancel")
        assert _("") == ""
        assert _("Nobody has translated this.") == "Nobody has translated this."
        assert ngettext("{n} nobody", "{n} nobodies", 2) == "{n} nobodies"


def test_that_welsh_counts_in_its_six_forms() -> None:
    i18n.install("cy")
    said = [ngettext("{count} project", "{count} projects", count).format(count=count) for count in range(8)]
    assert said == [
        *("0 prosiect", "1 prosiect", "2 brosiect", "3 phrosiect"),
        *("4 prosiect", "5 prosiect", "6 phrosiect", "7 prosiect"),
    ]


def test_that_one_english_word_may_be_two_in_another_language() -> None:
    i18n.install("cy")
    assert (_("Open"), _("Open", "verb")) == ("Ar agor", "Agor")


def test_that_a_paper_is_not_written_in_a_language_that_is_only_begun() -> None:
    i18n.install("cy")
    with i18n.for_papers():
        assert (_("Risks"), i18n.tag()) == ("Risks", "en-GB")
    assert (_("Risks"), i18n.tag()) == ("Risgiau", "cy-GB")


def test_that_a_paper_is_printed_in_its_own_language_while_other_threads_go_on_in_theirs() -> None:
    with i18n.speaking("cy-GB"), ThreadPoolExecutor(1) as pool:
        assert (_("Risks"), pool.submit(_, "Risks").result()) == ("Risgiau", "Risks")
    with i18n.speaking("tlh"):
        assert _("Risks") == "Risks"
