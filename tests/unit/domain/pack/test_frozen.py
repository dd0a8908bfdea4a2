# SPDX-License-Identifier: Apache-2.0
"""Frozen data come back as they were, and nothing else ever comes out of the ice."""

import base64
import dataclasses
import json
import zlib

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.domain.pack.frozen import fingerprint, freeze, named, thaw
from tests.support.hostile import HOSTILE
from tests.support.sample_pack import empty, hostile, pack


def frozen(plain: object) -> str:
    return base64.b85encode(zlib.compress(json.dumps(plain).encode())).decode()


def test_that_a_pack_comes_back_as_it_was() -> None:
    for data in (pack(40), empty(), named(pack(3))):
        assert thaw(freeze(data)) == data


def test_that_hostile_text_comes_back_as_it_was() -> None:
    texts = [text for text in HOSTILE if text.isprintable()]
    data = hostile(texts)
    assert thaw(freeze(data)) == data


def test_that_the_fingerprint_changes_with_any_word_and_not_with_the_name_of_the_snapshot() -> None:
    data = pack(3)
    assert fingerprint(named(data)) == fingerprint(data)
    assert named(data).edition.snapshot == fingerprint(data)[:8]
    assert fingerprint(dataclasses.replace(data, judgement="Other")) != fingerprint(data)


def test_that_a_field_of_a_newer_version_is_passed_over() -> None:
    plain = json.loads(zlib.decompress(base64.b85decode(freeze(empty()))))
    assert thaw(frozen({**plain, "weather": "fair"})) == empty()


def test_that_a_field_added_later_leaves_the_fingerprint_of_earlier_packs() -> None:
    """What says nothing is not written: so an earlier pack, which could not say it, has the same text."""
    plain = zlib.decompress(base64.b85decode(freeze(empty())))
    assert b"distribution" not in plain
    assert b"judgement" not in plain
    assert thaw(frozen(json.loads(plain))) == empty()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "words",
        "\N{SNOWMAN}",
        freeze(pack(3))[:-40],
        frozen([]),
        frozen({"is": "PackData"}),
        frozen({"is": "Rating", "scale": "rag5", "level": "red"}),
        frozen({"is": "Path", "value": "/"}),
        frozen({"decimal": "five"}),
        frozen({"date": 3}),
        frozen("[" * 9),
        base64.b85encode(zlib.compress(b"[" * 200_000)).decode(),
    ],
)
def test_that_damaged_data_are_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(Refusal, match="damaged"):
        thaw(text)
