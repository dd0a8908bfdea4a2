# SPDX-License-Identifier: Apache-2.0
"""A PDF that only a password opens, with another file inside it where one belongs to it.

AES with 256 bits as PDF 2.0 has it (revision 6), through pikepdf: every reader program knows it, so whoever is given the
file needs nothing of ours. What is attached is encrypted with the pages. A new key is drawn each time, so the bytes differ.
"""

import unicodedata
from io import BytesIO

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _

SHORTEST = 12
_MOST_BYTES = 127  # PDF reads no further


def locked(pdf: bytes, password: str, attached: tuple[str, bytes] | None = None) -> bytes:
    """`pdf` encrypted, with `attached` (a name and JSON) inside. Refuses a password that is too short to keep anything."""
    import pikepdf

    words = unicodedata.normalize("NFKC", password)
    if len(words) < SHORTEST or len(words.encode()) > _MOST_BYTES:
        raise Refusal(
            _(
                "The password of a PDF has {count} to {most} characters, accented ones count double: whoever has the "
                "file can try as often as they like."
            ).format(count=SHORTEST, most=_MOST_BYTES)
        )
    target = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as file:
        if attached:
            name, content = attached
            file.attachments[name] = pikepdf.AttachedFileSpec(
                file,
                content,
                description="",
                filename=name,
                mime_type="application/json",
                creation_date="",
                mod_date="",
            )
        file.save(target, encryption=pikepdf.Encryption(owner=words, user=words, R=6))
    return target.getvalue()
