# SPDX-License-Identifier: Apache-2.0
"""Files of edits: what is written is read again, and whatever is wrong with one is a BadFile that says what."""

import tracemalloc
import zlib
from collections.abc import Callable

import msgspec
import pytest

from portfolio_desktop.storage.edits import HEADER
from portfolio_desktop.storage.travel.edits import Stretch
from portfolio_desktop.sync.office import public_key
from portfolio_desktop.sync.segments import MOST_BYTES, Newer, read_segment, trimmed
from portfolio_desktop.sync.share.transport import BadFile
from tests.support.segment_files import (
    PORTFOLIO,
    PUBLIC,
    STRANGER,
    STREAM,
    edits,
    parts,
    read,
    resealed,
    stretch,
    whole,
)

Head = dict[str, object]


def test_that_what_is_written_is_read_again_erased_values_included() -> None:
    for first in (1, 7):
        sent = stretch(9, first)
        assert read(*whole(sent)) == sent


def test_that_a_file_is_the_same_each_time_it_is_written() -> None:
    assert whole() == whole()


def test_that_an_edit_weighs_little_on_the_share() -> None:
    _piece, content = whole(stretch(2000))
    assert len(content) / 2000 < 75


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda content: b"", "incomplete"),
        (lambda content: content[:100], "incomplete"),
        (lambda content: content[:-1], "incomplete"),
        (lambda content: content.replace(b"\r\n", b"\n"), "incomplete"),
        (lambda content: content + b"\0", "incomplete"),
        (lambda content: b"GIF" + content[3:], "not a file of edits"),
        (lambda content: content[:200] + b"x" + content[201:], "damaged"),
        (lambda content: content[:60] + content[61:], "damaged"),
    ],
    ids=[
        "empty",
        "cut short",
        "last byte gone",
        "copied as text",
        "grown",
        "no magic",
        "flipped",
        "lost one",
    ],
)
def test_that_a_damaged_file_says_how(spoil: Callable[[bytes], bytes], reason: str) -> None:
    piece, content = whole()
    with pytest.raises(BadFile, match=f"^{reason}$"):
        read(piece, spoil(content))


def test_that_a_file_of_a_stranger_is_not_believed_however_well_it_is_made() -> None:
    piece, content = whole(private=STRANGER)
    with pytest.raises(BadFile, match="not signed by the laptop in whose folder it lies"):
        read(piece, content)


def test_that_a_member_cannot_publish_in_anothers_word() -> None:
    """Signed by Bob, who is a member, with edits under Ann's name."""
    piece, content = whole(private=STRANGER)
    with pytest.raises(BadFile, match="author does not vouch"):
        read_segment(
            content,
            portfolio=PORTFOLIO,
            publisher=public_key(STRANGER),
            author=lambda _stream, _hello: PUBLIC,
            piece=piece,
        )


def test_that_a_file_under_another_name_is_refused() -> None:
    piece, content = whole()
    for other in (piece._replace(first=2), piece._replace(last=7), piece._replace(end="0" * 16)):
        with pytest.raises(BadFile):
            read(other, content)


def test_that_a_file_that_asks_for_a_newer_version_waits_and_is_not_bad() -> None:
    piece, content = whole()
    head, lines = parts(content)
    with pytest.raises(Newer):
        read(piece, resealed({**head, "reader": 2, "vouch": 5}, lines))


def test_that_a_file_of_another_portfolio_says_so() -> None:
    piece, content = whole()
    head, lines = parts(content)
    with pytest.raises(BadFile, match=r"^of another portfolio$"):
        read(piece, resealed({**head, "portfolio": "another"}, lines))


def _changed(**fields: object) -> Callable[[Head, bytes], tuple[object, bytes]]:
    return lambda head, lines: ({**head, **fields}, lines)


def _edited(place: int, value: object) -> Callable[[Head, bytes], tuple[object, bytes]]:
    """The first edit with another value at a place."""

    def change(head: Head, lines: bytes) -> tuple[object, bytes]:
        first, _end, rest = lines.partition(b"\n")
        edit = msgspec.json.decode(first)
        edit[place] = value
        return head, msgspec.json.encode(edit) + b"\n" + rest

    return change


@pytest.mark.parametrize(
    "change",
    [
        _changed(portfolio="another"),
        _changed(stream="../../../etc"),
        _changed(first=0),
        _changed(first=-1),
        _changed(first=1.0),
        _changed(first=True),
        _changed(last=10**30),
        _changed(before="AAAA"),
        _changed(end="AAAA"),
        _changed(vouch=""),
        _changed(hello=None),
        lambda head, lines: ([], lines),
        lambda head, lines: ("x", lines),
        lambda head, lines: ({}, lines),
        lambda head, lines: (head, lines + lines),
        lambda head, lines: (head, lines[:-1]),
        lambda head, lines: (head, b"\n" * 6),
        lambda head, lines: (head, b""),
        lambda head, lines: (head, b"[" * 100_000 + b"\n" * 6),
        _edited(0, -1),
        _edited(0, 1 << 63),
        _edited(0, 10**40),
        _edited(0, 1.5),
        _edited(1, ""),
        _edited(1, "x" * 201),
        _edited(2, "project\0"),
        _edited(2, "a\nb"),
        _edited(3, 5),
        _edited(4, None),
        _edited(5, "AAAA"),
        _edited(6, "AAAA"),
        _edited(7, None),
        _edited(7, "AAAA"),
        _edited(8, None),
        _edited(8, "not json"),
        _edited(8, "[" * 100_000),
        _edited(8, "9" * 100_000),
        _edited(8, '"another value"'),
    ],
)
def test_that_hostile_content_in_a_file_that_is_signed_and_whole_is_a_bad_file(
    change: Callable[[Head, bytes], tuple[object, bytes]],
) -> None:
    piece, content = whole()
    with pytest.raises(BadFile):
        read(piece, resealed(*change(*parts(content))))


def test_that_a_bomb_is_not_inflated() -> None:
    piece, content = whole()
    head, _lines = parts(content)
    bomb = zlib.compress(b"\n" * (20 * MOST_BYTES), 9)
    tracemalloc.start()
    with pytest.raises(BadFile, match="too large"):
        read(piece, resealed(head, b"", pack=lambda _lines: bomb))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 3 * MOST_BYTES


def test_that_a_head_that_promises_millions_of_edits_is_refused_before_its_body_is_opened() -> None:
    piece, content = whole()
    head, lines = parts(content)
    with pytest.raises(BadFile, match="too many edits"):
        read(piece._replace(last=10**8), resealed({**head, "last": 10**8}, lines))


def test_that_a_stretch_is_cut_where_a_file_would_grow_too_large() -> None:
    large = tuple(edit._replace(value="x" * (MOST_BYTES // 8)) for edit in edits(5))
    cut = trimmed(Stretch(STREAM, 1, b"", large))
    assert 1 <= len(cut.edits) < 5
    assert len(trimmed(Stretch(STREAM, 1, b"", large[:1])).edits) == 1


def test_that_a_file_of_long_texts_ends_with_what_somebody_did_too() -> None:
    made = tuple(
        edit._replace(value="x" * (MOST_BYTES // 40), entity=HEADER if n % 4 == 0 else edit.entity)
        for n, edit in enumerate(edits(30))
    )
    assert len(trimmed(Stretch(STREAM, 1, b"", made)).edits) == 8


def test_that_a_file_of_very_many_edits_ends_with_what_somebody_did() -> None:
    made = tuple(
        edit._replace(entity=HEADER if n % 7 == 0 else edit.entity) for n, edit in enumerate(edits(30))
    )
    assert len(trimmed(Stretch(STREAM, 1, b"", made), 20).edits) == 14
    assert len(trimmed(Stretch(STREAM, 1, b"", made[:14]), 14).edits) == 14
    assert len(trimmed(Stretch(STREAM, 1, b"", made[:7] + made[1:7] * 3), 20).edits) == 20, "an import"
