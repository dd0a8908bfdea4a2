# SPDX-License-Identifier: Apache-2.0
"""A form goes to another manager as a file, whole; what is wrong with a file is said in a sentence, and nothing is taken."""

import json
from typing import Any

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.services.people.shaping import exchange
from portfolio_desktop.services.people.shaping.outline import outline
from portfolio_desktop.services.people.shaping.scales import scales_there
from portfolio_desktop.services.people.starting import shipped_id
from tests.support.people import Team

ANNUAL = shipped_id("form", "annual")


def taken(team: Team, text: str) -> Id:
    found = exchange.read(text.encode(), "theirs.json", team.people.catalogue)
    return team.do(exchange.take(team.people, found))[0]


def spoiled(team: Team, **changes: Any) -> bytes:
    found = json.loads(exchange.form_text(team.people, ANNUAL))
    question = found["content"]["sections"][0]["questions"][0]
    for name, value in changes.items():
        place = question if name in question else found["content"] if name in found["content"] else found
        place[name] = value
    return json.dumps(found).encode()


def test_that_a_form_comes_over_as_it_was_under_a_title_that_is_free(team: Team) -> None:
    made = taken(team, exchange.form_text(team.people, ANNUAL))
    there, here = outline(team.people, ANNUAL), outline(team.people, made)
    assert here.title == f"{there.title} (2)"
    assert here.note == there.note
    for one, other in zip(there.sections, here.sections, strict=True):
        assert (one.title, one.intro) == (other.title, other.intro)
        kept = [(q.question, q.prompt, q.block, q.kind, q.who, q.wanted) for q in one.questions]
        assert kept == [(q.question, q.prompt, q.block, q.kind, q.who, q.wanted) for q in other.questions]


def test_that_a_scale_comes_over_with_what_its_levels_mean(team: Team) -> None:
    four = shipped_id("rating_scale", "four")
    made = taken(team, exchange.scale_text(team.people, four))
    found = {one.id: one for one in scales_there(team.people)}
    kept = [(one.step, one.label, one.descriptor) for one in found[four].levels]
    assert [(one.step, one.label, one.descriptor) for one in found[made].levels] == kept


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xff\xfe\x00", "no form or scale"),
        (b"{}", "no form or scale"),
        (b"[" * 100_000, "no form or scale"),
        (b" " * (exchange.LARGEST + 1), "no form or scale"),
        (b'{"holds": "appraisal form", "version": 99, "content": {}}', "newer version"),
        (b'{"holds": "appraisal form", "version": 1, "content": {}}', "does not say note, sections, title"),
        (
            b'{"holds": "rating scale", "version": 1, "content": {"title": "A", "note": "", "levels": []}}',
            "1 to 9",
        ),
    ],
)
def test_that_a_file_that_is_none_is_refused(team: Team, content: bytes, words: str) -> None:
    with pytest.raises(Refusal, match=words) as refusal:
        exchange.read(content, "theirs.json", team.people.catalogue)
    assert str(refusal.value).startswith("theirs.json ")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"question": 7}, "should be words"),
        ({"question": ""}, "has no words"),
        ({"question": "long " * 100}, "is longer than 300"),
        ({"question": "bad \x00 sign"}, "should be words"),
        ({"kind": "script"}, "asked in a way that is not known"),
        ({"who": "everybody"}, "asked in a way that is not known"),
        ({"wanted": "yes"}, "asked in a way that is not known"),
        ({"sections": {}}, "sections: there should be 1 to 100"),
        ({"title": None}, "should be words"),
        ({"extra": 1}, "or says more"),
    ],
)
def test_that_whatever_is_wrong_within_is_named_and_nothing_is_taken(
    team: Team, changes: dict[str, Any], words: str
) -> None:
    with pytest.raises(Refusal, match=words):
        exchange.read(spoiled(team, **changes), "theirs.json", team.people.catalogue)
    assert len(team.all("form")) == 2
