# SPDX-License-Identifier: Apache-2.0
"""What is believed of an announcement, and above all what is not."""

import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.services.updates.manifest import (
    LARGEST,
    is_newer,
    keys_in,
    read_manifest,
    trusted_keys,
    write_manifest,
)
from tests.support.releases import KEY, PUBLIC, release

STRANGER = Ed25519PrivateKey.from_private_bytes(bytes(32))


def test_that_what_was_signed_is_read_as_it_was_said() -> None:
    assert read_manifest(write_manifest(release(), KEY), [PUBLIC]) == release()


def test_that_an_older_key_and_its_successor_are_both_believed() -> None:
    newer = STRANGER.public_key().public_bytes_raw()
    assert read_manifest(write_manifest(release(), STRANGER), [PUBLIC, newer]) == release()


def test_that_a_strangers_signature_is_not_believed() -> None:
    with pytest.raises(Refusal, match="not signed with a key of the makers"):
        read_manifest(write_manifest(release(), STRANGER), [PUBLIC])


def test_that_one_changed_letter_breaks_the_signature() -> None:
    content = write_manifest(release(), KEY)
    with pytest.raises(Refusal, match="not signed"):
        read_manifest(content.replace(b"99.4", b"99.5"), [PUBLIC])


def test_that_a_signature_made_for_another_purpose_is_not_believed() -> None:
    said = json.loads(write_manifest(release(), KEY))
    text = json.dumps(said["said"], separators=(",", ":")).encode()
    forged = write_manifest(release(), KEY).replace(said["signature"].encode(), b"A" * 86 + b"==")
    assert text in forged
    with pytest.raises(Refusal, match="not signed"):
        read_manifest(forged, [PUBLIC])


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b"\xff\xfe", b'{"said": {}}', b"x" * (LARGEST + 10)])
def test_that_what_is_no_announcement_is_refused_in_one_sentence(content: bytes) -> None:
    with pytest.raises(Refusal, match="cannot be read"):
        read_manifest(content, [PUBLIC])


@pytest.mark.parametrize(
    "name",
    [
        "../portfolio-desktop-9-setup.exe",
        "portfolio-desktop/../../../evil.exe",
        r"..\portfolio-desktop-9-setup.exe",
        "/tmp/portfolio-desktop.deb",
        r"C:\portfolio-desktop.exe",
        "portfolio-desktop:stream",
        "NUL",
        "",
    ],
)
def test_that_no_signed_name_leads_out_of_its_folder(name: str) -> None:
    said = release(name=name or " ")
    with pytest.raises(Refusal, match="cannot be read"):
        read_manifest(write_manifest(said, KEY), [PUBLIC])


@pytest.mark.parametrize("version", ["", "1", "1.4; rm", "latest", "1.4\n", "1.123456"])
def test_that_a_version_is_plain_numbers(version: str) -> None:
    with pytest.raises(Refusal, match="cannot be read"):
        read_manifest(write_manifest(release(version, name="portfolio-desktop-setup.exe"), KEY), [PUBLIC])


def test_that_a_copy_without_a_key_believes_nothing_and_says_what_to_do() -> None:
    with pytest.raises(Refusal, match="Install the new version by hand"):
        read_manifest(write_manifest(release(), KEY), [])


def test_that_ten_comes_after_nine_and_a_nought_adds_nothing() -> None:
    assert is_newer("1.10", "1.9.9")
    assert not is_newer("1.4.0", "1.4")
    assert not is_newer("1.4", "1.4.1")


def test_that_keys_are_read_from_their_lines_and_words_beside_them_are_for_people() -> None:
    assert keys_in(f"# of 2026\n{PUBLIC.hex()} made 2026-11-21\n  {PUBLIC.hex()}\n") == (PUBLIC,)
    assert all(len(key) == 32 for key in trusted_keys())
