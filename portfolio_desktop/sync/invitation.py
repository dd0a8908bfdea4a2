# SPDX-License-Identifier: Apache-2.0
"""The file that lets a laptop into a share: handed over privately, never through the shared folder itself.

It is JSON that says at its top, to whoever opens it, what it is and what to do with it. A checksum tells of a copy that was
cut or mangled on its way.
"""

import hashlib
from dataclasses import dataclass, field
from typing import Annotated

import msgspec

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.sync.membership import Stream, Words
from portfolio_desktop.sync.office import KEY_BYTES, SECRET_BYTES, Office

SUFFIX = ".invitation"
LARGEST = 1024 * 1024

_FORMAT = 1
_ABOUT = (
    N_("This is an invitation to a portfolio that is shared with Portfolio Desktop."),
    N_("Whoever has this file can read and change what is shared. Hand it over in private, on a stick or in an encrypted mail."),
    N_("Never put it into the shared folder, and delete it once the laptop that it is for has joined."),
    N_("To join: open Portfolio Desktop, choose “Join a shared portfolio”, then this file, then the shared folder."),
)  # fmt: skip
_MANGLED = N_(
    "{name} is not a whole invitation: it was cut or changed on its way. Ask for it again, as a file rather than as text."
)
_NONE = N_("{name} is not an invitation to a shared portfolio.")
_NEWER = N_("{name} was written by a newer version of Portfolio Desktop. Update this laptop to join.")


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a laptop needs to join. `title` and `by` are for the person; `keys` are those of the laptops that were known.

    `address` is where the share lies, if it is no folder, without anybody's name; a password is never in it.
    """

    office: Office = field(repr=False)
    title: str
    by: str
    keys: dict[str, bytes]
    address: str = ""


class _File(msgspec.Struct):
    about: list[str]
    format: int
    title: Words
    by: Words
    portfolio: Words
    secret: bytes
    encrypted: bool
    keys: dict[Stream, bytes]
    address: Annotated[str, msgspec.Meta(max_length=2000)] = ""
    checksum: str = ""


class _Version(msgspec.Struct):
    format: int


def write_invitation(invitation: Invitation) -> bytes:
    """The file. Who writes it to disk keeps others from reading it there."""
    file = _File(
        about=[_(words) for words in _ABOUT],
        format=_FORMAT,
        title=invitation.title[:200],
        by=invitation.by[:200],
        portfolio=invitation.office.portfolio,
        secret=invitation.office.secret,
        encrypted=invitation.office.encrypted,
        keys=invitation.keys,
        address=invitation.address,
    )
    file.checksum = _checksum(file)
    return msgspec.json.format(msgspec.json.encode(file), indent=1) + b"\n"


def read_invitation(content: bytes, name: str) -> Invitation:
    """What a file called `name` invites to. Refuses what is no whole invitation."""
    try:
        content = content[:LARGEST].removeprefix(b"\xef\xbb\xbf")
        if msgspec.json.decode(content, type=_Version).format > _FORMAT:
            raise Refusal(_(_NEWER).format(name=name))
        file = msgspec.json.decode(content, type=_File)
    except msgspec.ValidationError as error:
        raise Refusal(_(_NONE).format(name=name)) from error
    except (ValueError, RecursionError) as error:
        raise Refusal(_(_MANGLED).format(name=name)) from error
    keys = [len(key) for key in file.keys.values()]
    if _checksum(file) != file.checksum or len(file.secret) != SECRET_BYTES or {*keys} - {KEY_BYTES}:
        raise Refusal(_(_MANGLED).format(name=name))
    office = Office(file.portfolio, file.secret, file.encrypted)
    return Invitation(office, file.title, file.by, dict(file.keys), file.address)


def _checksum(file: _File) -> str:
    plain = msgspec.to_builtins(msgspec.structs.replace(file, about=[], checksum=""))
    if not file.address:
        del plain["address"]  # invitations from before there were any stay whole
    return hashlib.sha256(msgspec.json.encode(plain, order="sorted")).hexdigest()[:16]
