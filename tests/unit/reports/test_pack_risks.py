# SPDX-License-Identifier: Apache-2.0
"""The pages on risk: a board reads from them what weighs most, where it is going, and what it may cost."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from portfolio_desktop.domain.pack.data import PackData
from portfolio_desktop.domain.pack.risks import Burn
from portfolio_desktop.domain.risk_bands import added, removed, renamed
from portfolio_desktop.domain.risk_matrix import SHIPPED
from portfolio_desktop.reports.pack import compose, render_pack
from portfolio_desktop.reports.pages.risk import heat
from portfolio_desktop.reports.pages.risk.places import placed, threats
from portfolio_desktop.reports.primitives import Circle, Text, flat
from portfolio_desktop.reports.sheet import Sheet
from portfolio_desktop.reports.text import width
from tests.support.sample_pack import pack
from tests.unit.reports.test_pack import read, section


def risks_of(data: PackData) -> str:
    return section(read(render_pack(data)), "Risks")


def sheet_of(data: PackData) -> Sheet:
    return next(sheet for sheet in compose(data) if sheet.section == "Risks")


def test_that_each_of_the_top_ten_says_its_score_band_movement_response_and_money() -> None:
    data = pack(8)
    gravest = threats(data)[0]
    risen = replace(gravest, is_new=False, score_before=1)
    data = replace(data, risks=tuple(risen if each is gravest else each for each in data.risks))
    words = risks_of(data)
    for risk in threats(data)[:10]:
        assert risk.code in words
        assert f"{risk.score} " in words
    assert "▲ Worse, was 1" in words
    assert "► Unchanged" in words
    assert "1 late" in words
    assert "Expected value £m" in words


def test_that_a_risk_that_nobody_has_accepted_yet_is_told_from_the_others() -> None:
    data = pack(8)
    gravest, next_ = threats(data)[:2]
    drafted = replace(gravest, draft=True, status="Draft")
    data = replace(data, risks=tuple(drafted if each is gravest else each for each in data.risks))
    words = risks_of(data)
    assert f"{len(threats(data))} open threats, 1 of them a draft: " in words
    assert f"Draft · {gravest.code}" in words
    assert f"Draft · {next_.code}" not in words


def test_that_every_risk_of_the_top_ten_has_a_dot_of_its_own_that_no_other_covers() -> None:
    data = pack(40)
    crowded = replace(
        data, risks=tuple(replace(each, likelihood=4, impact=5, score=20) for each in data.risks)
    )
    where = heat.Map(crowded.risk_matrix, 40, 100, 206)
    dots = heat._dots(where, threats(crowded)[:10])
    assert sorted(dots) == list(range(1, 11))
    spots = sorted(dots.values())
    assert len(set(spots)) == 10
    left, top = where.corner(placed(crowded)[0][1].point)
    for x, y in spots:
        assert left <= x <= left + where.wide
        assert top <= y <= top + where.high


@pytest.mark.parametrize(("likelihoods", "impacts"), [(2, 2), (4, 6), (10, 10)])
def test_that_a_matrix_of_any_size_is_drawn_whole(likelihoods: int, impacts: int) -> None:
    other = SHIPPED.resized(likelihoods, impacts)
    data = replace(pack(8), matrix=json.dumps(other.to_plain()))
    sheet = sheet_of(data)
    letters = [
        mark for mark in flat(sheet.marks) if isinstance(mark, Text) and mark.text in ("L", "M", "H", "C")
    ]
    assert len(letters) >= likelihoods * impacts, "every cell names its band by a letter"
    assert render_pack(data)


def test_that_the_key_names_the_bands_of_the_matrix_that_the_pack_was_made_with() -> None:
    other = renamed(removed(SHIPPED, "high", "medium"), "critical", "Extreme")
    words = risks_of(replace(pack(8), matrix=json.dumps(other.to_plain())))
    assert "Extreme" in words
    assert "Critical" not in words


def test_that_long_names_of_bands_stay_within_the_key() -> None:
    matrix = added(SHIPPED, "W" * 30)
    for code in ("low", "medium", "high", "critical"):
        matrix = renamed(matrix, code, code[0].upper() * 30)
    marks, height = heat.bands_key(matrix, 40, 100, 200)
    texts = [mark for mark in flat(marks) if isinstance(mark, Text) and len(mark.text) > 3]
    assert len(texts) == 5
    assert height > 60
    assert all(mark.x + width(mark.text, mark.face, mark.size) <= 240 for mark in texts)


def test_that_counts_on_the_map_are_those_of_all_open_risks() -> None:
    data = pack(40)
    counts = heat.counted([cell for _risk, cell in placed(data)])
    assert sum(counts.values()) == len(threats(data))
    assert f"All {len(threats(data))} open threats" in risks_of(data)


def test_that_the_way_of_a_risk_is_drawn_from_inherent_to_target() -> None:
    data = pack(8)
    whole = sheet_of(data)
    still = tuple(replace(each, inherent=None, target=None) for each in data.risks)
    bare = sheet_of(replace(data, risks=still))
    rings = [mark for mark in flat(whole.marks) if isinstance(mark, Circle) and mark.radius == 2.4]
    assert len(rings) == 1 + len(threats(data)[:10]), "one in the key and one for each risk"
    assert len(list(flat(bare.marks))) < len(list(flat(whole.marks)))


def test_that_money_states_how_many_risks_say_figures_and_by_which_method() -> None:
    words = risks_of(pack(8))
    assert "12 of 45 open risks state figures." in words
    assert "seed 20" in words
    assert (
        "Contingency of £3m, known for 5 of 8, is enough with a chance of 71%; it is £600k below P80."
        in words
    )


def test_that_where_no_risk_states_figures_no_zero_is_printed_for_them() -> None:
    data = pack(8)
    assert data.exposure
    silent = replace(data, exposure=replace(data.exposure, stated=0))
    words = risks_of(silent)
    assert "None of 45 open risks states a probability and money" in words
    assert "P80 £0" not in words


def test_that_the_matrix_of_projects_shows_the_worst_risk_that_feeds_one_above() -> None:
    data = pack(8)
    words = risks_of(data)
    assert "1 risk of the portfolio is fed by risks of" in words
    alone = replace(data, risks=tuple(replace(each, feeds="") for each in data.risks))
    assert "is fed by risks" not in risks_of(alone)


def test_that_a_pack_without_risks_says_so_in_one_line_and_has_no_page_of_them() -> None:
    pages = read(render_pack(replace(pack(8), risks=())))
    assert "Risks are left out: none is open." in section(pages, "Decisions and contents")
    assert not any("change portfolio Risks" in page for page in pages)


def test_that_a_line_over_time_is_not_drawn_where_threats_do_not_say_when_they_were_raised() -> None:
    data = pack(8)
    assert data.burn
    said = "The months before 23 Nov 2026 are left out: none of 16 threats says when it was raised."
    text = risks_of(replace(data, burn=Burn(data.burn.points[-1:], left_out=said)))
    assert said in text
    assert "Total score of open threats" not in text
    assert "by the dates they state" not in text


def test_that_the_day_of_a_review_that_has_passed_is_called_one() -> None:
    data = pack(8)
    day = data.edition.as_of - timedelta(days=3)
    risks = tuple(replace(each, done=0, planned=0, late=0, due=day) for each in data.risks)
    assert "Review 27 Sep 2026, overdue" in risks_of(replace(data, risks=risks))
