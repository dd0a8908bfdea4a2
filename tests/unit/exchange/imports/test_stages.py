# SPDX-License-Identifier: Apache-2.0
"""A register that says its headings twice: the second block is what remains once something has been done."""

from pathlib import Path

from portfolio_desktop.catalogue.records import CATALOGUE
from portfolio_desktop.catalogue.records.risk import RISK
from portfolio_desktop.exchange.imports import About, guess, questions
from tests.support.imports import table_from

BLOCK = "Likelihood,Impact/ Concequence,Risk level"
TREATED = f"Risk ID,Risk description,{BLOCK},Mitigation,{BLOCK}\n1,Steel,4,5,High,Buy early,2,5,Medium\n"
BARE = f"Risk ID,Risk description,{BLOCK},{BLOCK}\n1,Steel,4,5,High,2,5,Medium\n"


def fields(text: str, folder: Path) -> dict[str, str]:
    mapping = guess(table_from(text, folder), CATALOGUE, RISK)
    return {each.column: each.field for each in mapping.assignments}


def asked(text: str, folder: Path) -> list[str]:
    table = table_from(text, folder)
    found = questions(table, guess(table, CATALOGUE, RISK), CATALOGUE)
    return [question.column for question in found if question.about is About.STAGE]


def test_that_the_second_block_is_residual_and_its_score_is_kept_as_given(tmp_path: Path) -> None:
    found = fields(TREATED, tmp_path)
    assert (found["Likelihood"], found["Likelihood (2)"]) == ("likelihood", "residual_likelihood")
    assert found["Impact/ Concequence (2)"] == "residual_impact"
    assert (found["Risk level"], found["Risk level (2)"]) == ("given_score", "given_score")


def test_that_nothing_is_asked_where_a_response_stands_between_the_blocks(tmp_path: Path) -> None:
    assert asked(TREATED, tmp_path) == []


def test_that_blocks_with_nothing_between_them_are_asked_about(tmp_path: Path) -> None:
    assert fields(BARE, tmp_path)["Impact/ Concequence (2)"] == "residual_impact"
    assert asked(BARE, tmp_path) == ["Likelihood (2)", "Impact/ Concequence (2)"]


def test_that_a_third_block_and_a_heading_of_its_own_go_nowhere(tmp_path: Path) -> None:
    thrice = f"Risk ID,Risk description,{BLOCK},{BLOCK},{BLOCK}\n1,Steel,4,5,High,2,5,Low,1,1,Low\n"
    assert "Likelihood (3)" not in fields(thrice, tmp_path)
    named = "Risk ID,Risk description,Impact,Impact,Residual impact\n1,Steel,5,4,3\n"
    found = fields(named, tmp_path)
    assert found["Residual impact"] == "residual_impact"
    assert "Impact (2)" not in found
