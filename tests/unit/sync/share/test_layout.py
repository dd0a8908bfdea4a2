# SPDX-License-Identifier: Apache-2.0
"""Names on a share: ours in any case of letters, and nobody else's."""

import pytest

from portfolio_desktop.sync.share.layout import (
    LONGEST,
    Numbered,
    Piece,
    Snapshot,
    device_folder,
    is_half,
    is_share_folder,
    parse,
    share_folder,
    stream_of,
)

ANN, BOB = "0123456789abcdef", "ghijklmnopqrstuv"
END = "0123456789abcdef"


@pytest.mark.parametrize(
    "named",
    [
        Piece(ANN, ANN, 1, 3, END),
        Piece(ANN, BOB, 4, 999_999_999, END),
        Numbered(ANN, "hello", 1),
        Numbered(ANN, "ack", 123_456_789),
        Snapshot(ANN, END),
    ],
)
def test_that_every_name_is_short_and_read_again_in_whatever_case(named: Piece | Numbered | Snapshot) -> None:
    assert len(named.name) <= LONGEST
    assert parse(ANN, named.name) == parse(ANN, named.name.upper()) == named


@pytest.mark.parametrize(
    "name",
    [
        "seg-000000003-000000001-0123456789abcdef.pdc",
        "seg-000000000-000000001-0123456789abcdef.pdc",
        "seg-1-3-0123456789abcdef.pdc",
        "seg-000000001-000000003-0123456789abcdef.pdc.tmp",
        "seg-000000001-000000003-0123456789abcdef-LAPTOP7.pdc",
        "seg-000000001-000000003-0123456789abcdef (1).pdc",
        f"relay-{ANN}-000000001-000000003-0123456789abcdef.pdc",
        "hello-0.json",
        "hello-01.json",
        "hello-1.json ",
        "ack-1234567890.json",
        "~$hello-1.json",
        "desktop.ini",
        "",
    ],
)
def test_that_what_is_called_otherwise_is_none_of_ours(name: str) -> None:
    assert parse(ANN, name) is None


def test_that_a_folder_says_whose_it_is() -> None:
    assert stream_of(device_folder(ANN).upper()) == ANN
    assert stream_of("d-0123456789abcdew") is None
    assert stream_of("d-0123456789abcdef ") is None


def test_that_the_folder_of_a_portfolio_tells_nothing_of_it() -> None:
    folder = share_folder("the secret portfolio")
    assert is_share_folder(folder)
    assert "secret" not in folder
    assert folder != share_folder("another")


def test_that_half_written_files_are_known() -> None:
    assert is_half("seg-000000001-000000003-0123456789abcdef.pdc.4711.tmp")
    assert not is_half("../x.tmp")
