# SPDX-License-Identifier: Apache-2.0
"""Whatever lies on a share, reading it gives what was written or a BadFile: never anything else, and never much memory."""

import contextlib
from typing import Any

import msgspec
from hypothesis import example, given, settings
from hypothesis import strategies as st

from portfolio_desktop.storage.travel.edits import Stretch
from portfolio_desktop.sync.acks import ACK
from portfolio_desktop.sync.membership import HELLO, Ack, Hello
from portfolio_desktop.sync.office import Office, read_paper, write_paper
from portfolio_desktop.sync.segments import Newer
from portfolio_desktop.sync.share.layout import LONGEST, parse
from portfolio_desktop.sync.share.transport import BadFile
from portfolio_desktop.sync.snapshots import read_pack, write_pack
from tests.support.segment_files import PRIVATE, PUBLIC, STREAM, parts, read, resealed, stretch, whole

PIECE, CONTENT = whole(stretch(20))
WRITTEN = stretch(20)
OFFICE = Office("portfolio", bytes(32), encrypted=False)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=10) | st.dictionaries(st.text(max_size=8), inner, max_size=10),
    max_leaves=10,
)


def believed(content: bytes) -> Stretch | None:
    """What is read; None where it is bad, which it says in the one way that there is."""
    try:
        return read(PIECE, content)
    except (BadFile, Newer):
        return None


@given(st.binary(max_size=4000))
def test_that_no_bytes_of_chance_are_believed(content: bytes) -> None:
    assert believed(content) is None


@given(st.integers(0, 8 * len(CONTENT) - 1))
@settings(max_examples=300)
def test_that_no_flipped_bit_is_believed(bit: int) -> None:
    content = bytearray(CONTENT)
    content[bit // 8] ^= 1 << bit % 8
    assert believed(bytes(content)) is None


@given(st.integers(0, len(CONTENT) - 1), st.binary(max_size=40))
@settings(max_examples=300)
def test_that_no_part_with_anything_behind_it_is_believed(end: int, behind: bytes) -> None:
    content = CONTENT[:end] + behind
    assert content == CONTENT or believed(content) is None


@given(st.sampled_from(sorted(parts(CONTENT)[0])), JSON)
@settings(max_examples=300)
def test_that_a_head_of_chance_in_a_signed_file_is_what_was_written_or_bad(key: str, value: Any) -> None:
    head, lines = parts(CONTENT)
    found = believed(resealed({**head, key: value}, lines))
    assert found is None or found == WRITTEN


@given(st.integers(0, 19), st.integers(0, 8), JSON)
@settings(max_examples=300)
def test_that_an_edit_of_chance_in_a_signed_file_is_what_was_written_or_bad(
    number: int, place: int, value: Any
) -> None:
    head, lines = parts(CONTENT)
    each = [msgspec.json.decode(line) for line in lines.splitlines()]
    each[number][place] = value
    found = believed(resealed(head, b"".join(msgspec.json.encode(edit) + b"\n" for edit in each)))
    assert found is None or found == WRITTEN


@given(st.permutations(range(20)))
def test_that_edits_in_another_order_are_not_believed(order: list[int]) -> None:
    head, lines = parts(CONTENT)
    each = lines.splitlines(keepends=True)
    found = believed(resealed(head, b"".join(each[number] for number in order)))
    assert found is None or order == list(range(20))


@given(st.binary(max_size=500) | st.lists(JSON, max_size=3).map(msgspec.json.encode))
@example(b"[" * 100_000)
@example(b'{"said":' + b"[" * 100_000)
def test_that_no_paper_of_chance_is_believed(content: bytes) -> None:
    for purpose, shape in ((HELLO, Hello), (ACK, Ack)):
        with contextlib.suppress(BadFile):
            read_paper(OFFICE, purpose, content, shape, lambda _said: PUBLIC)
            raise AssertionError(content)


class _Anything(msgspec.Struct):
    said: Any


@given(JSON)
def test_that_a_paper_of_a_member_with_anything_in_it_is_read_or_bad(said: Any) -> None:
    content = write_paper(OFFICE, PRIVATE, HELLO, _Anything(said))
    with contextlib.suppress(BadFile):
        read_paper(OFFICE, HELLO, content, Hello, lambda _said: PUBLIC)
        raise AssertionError(said)


@given(st.lists(st.binary(max_size=60), max_size=5), st.integers(0, 10_000), st.binary(max_size=3))
def test_that_a_pack_gives_back_its_files_or_is_bad(files: list[bytes], at: int, other: bytes) -> None:
    pack = write_pack(files)
    assert list(read_pack(pack)) == files
    at %= len(pack)
    spoilt = pack[:at] + other + pack[at + 1 :]
    with contextlib.suppress(BadFile):
        assert list(read_pack(spoilt)) == files


@given(st.text(max_size=80))
@example("seg-000000001-000000003-0123456789abcdef.pdc\n")
@example("seg-٠٠٠٠٠٠٠٠١-000000003-0123456789abcdef.pdc")
@example("hello-1.json/../../x")
def test_that_a_name_is_ours_only_in_the_letters_that_we_write_it_in(name: str) -> None:
    named = parse(STREAM, name)
    assert named is None or (named.name == name.lower() and len(name) <= LONGEST and name.isascii())
