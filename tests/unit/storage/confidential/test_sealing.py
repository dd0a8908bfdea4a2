# SPDX-License-Identifier: Apache-2.0
"""Parcels: for whom they open, and what happens to those that somebody has touched."""

import os
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.storage.confidential.sealing import (
    Card,
    Identity,
    new_identity,
    open_parcel,
    read_card,
    seal,
    write_card,
)

ADA, BEN, CY, EVE = (new_identity(name[0] * 26, name, os.urandom) for name in ("Ada", "Ben", "Cy", "Eve"))
NEEDLE = "zq-needle-zq"


def sealed(content: object = NEEDLE, *readers: Identity, author: Identity = ADA) -> bytes:
    return seal(content, author, [reader.card for reader in readers or (BEN,)], os.urandom)[1]


def opened(parcel: bytes, reader: Identity = BEN) -> object:
    return open_parcel(parcel, reader, "x.sealed").content


def test_that_every_reader_and_nobody_else_opens_a_parcel() -> None:
    parcel = sealed({"words": NEEDLE}, BEN, CY)
    assert opened(parcel, BEN) == opened(parcel, CY) == {"words": NEEDLE}
    assert open_parcel(parcel, BEN, "x").author == ADA.card
    for other in (EVE, ADA):
        with pytest.raises(Refusal, match="sealed for somebody else"):
            opened(parcel, other)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(), st.lists, max_leaves=20
    )
)
@settings(max_examples=50, deadline=None)
def test_that_what_goes_in_comes_out(content: object) -> None:
    assert opened(sealed(content)) == content


def test_that_a_parcel_shows_neither_content_nor_people_nor_their_number() -> None:
    parcel = sealed({"words": NEEDLE})
    for secret in (NEEDLE, "Ada", "Ben", ADA.person, BEN.person):
        assert secret.encode() not in parcel
    for key in (ADA.card.signs, ADA.card.opens, BEN.card.opens):
        assert key not in parcel
    assert len(parcel) == len(sealed({"words": NEEDLE * 20}, BEN, CY, EVE))


def test_that_no_changed_byte_goes_unnoticed() -> None:
    parcel = sealed()
    chance = random.Random(7)
    for place in [*range(60), *(chance.randrange(len(parcel)) for _ in range(200))]:
        changed = bytearray(parcel)
        changed[place] ^= 1 << chance.randrange(8)
        with pytest.raises(Refusal):
            opened(bytes(changed))


@pytest.mark.parametrize("kept", [0, 1, 9, 20, 25, 26, 100, 346, 347, 400])
def test_that_a_parcel_cut_short_is_a_sentence(kept: int) -> None:
    with pytest.raises(Refusal):
        opened(sealed()[:kept])


def test_that_a_reader_cannot_pass_a_parcel_on_as_its_author_s() -> None:
    """Ben opens what Ada wrote for him and seals the same letter, with Ada's signature, for Cy."""
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    from portfolio_desktop.storage.confidential import sealing

    head, slots, body = sealing._parts(sealed(), "x")
    key = next(iter(sealing._keys(slots, BEN, head[9:25])))
    letter = ChaCha20Poly1305(key).decrypt(bytes(12), body, head)
    other = head[:25] + bytes([1]) + sealing._slot(key, CY.card.opens, head[9:25])
    forged = other + ChaCha20Poly1305(key).encrypt(bytes(12), letter, other)
    with pytest.raises(Refusal, match="changed on its way"):
        opened(forged, CY)


def test_that_an_author_cannot_be_named_by_somebody_else() -> None:
    forger = Identity(ADA.person, ADA.name, EVE.signing, EVE.opening)
    assert open_parcel(sealed(author=forger), BEN, "x").author.signs != ADA.card.signs


def test_that_a_card_is_read_as_it_was_written_whatever_mail_does_to_its_lines() -> None:
    text = write_card(ADA)
    assert read_card(text) == ADA.card
    assert read_card("  " + text[:40] + "\r\n " + text[40:] + "\n") == ADA.card
    assert read_card(f"Here it is:\n{text}\nTo be compared by voice: 1234 5678") == ADA.card


@pytest.mark.parametrize("text", ["", "PDCARD1", "PDCARD1..", "hello", "PDCARD1.e30.AA", "é" * 40])
def test_that_what_is_no_card_is_a_sentence(text: str) -> None:
    with pytest.raises(Refusal, match="not a whole sealing card"):
        read_card(text)


def test_that_a_card_with_another_s_name_on_it_is_refused() -> None:
    mark, said, signature = write_card(ADA).split(".")
    other = write_card(BEN).split(".")[1]
    for forged in ((mark, other, signature), (mark, said[:-4], signature), (mark, said, signature[:-4])):
        with pytest.raises(Refusal, match="not a whole sealing card"):
            read_card(".".join(forged))


def test_that_the_figures_to_compare_stay_when_the_opening_key_is_renewed() -> None:
    renewed = Card(ADA.person, ADA.name, ADA.card.signs, os.urandom(32))
    assert renewed.fingerprint == ADA.card.fingerprint != BEN.card.fingerprint
    assert len(ADA.card.fingerprint) == 29
