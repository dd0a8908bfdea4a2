# SPDX-License-Identifier: Apache-2.0
"""Addresses of shares: what a person types, taken apart and held to what each protocol needs. Never a password in one."""

import re
from typing import NamedTuple
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlsplit

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, _

SCHEMES = ("sftp", "smb", "webdavs", "webdav", "s3")

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_LOCAL = ("localhost", "127.0.0.1", "::1")

_UNKNOWN = N_(
    "“{scheme}” is no kind of address that a portfolio can be shared through. It must begin with one of: {schemes}."
)
_PASSWORD = N_("Leave the password out of the address, which others see. It is asked for by itself.")
_NO_SERVER = N_("The address names no server. It must look like {example}.")
_NO_SHARE = N_("The address must name a folder on the server, and look like {example}.")
_ODD = N_("The address {address} cannot be read. It must look like {example}.")
_OPEN = N_(
    "This address would send the password readable for everybody on the way. Use {scheme}, or an address without a user."
)
_EXAMPLES = {
    "sftp": "sftp://ann@files.example.org/srv/office",
    "smb": "smb://ann@server/share/office",
    "webdavs": "webdavs://ann@files.example.org/office",
    "webdav": "webdav://localhost:8080/office",
    "s3": "s3://KEY@bucket/office?endpoint=https://storage.example.org",
}


class Address(NamedTuple):
    """Where a share lies. `path` has neither a slash before nor after it; for s3 `host` is the bucket.

    `endpoint` and `region` are of s3 alone: the service, where it is not Amazon's.
    """

    scheme: str
    user: str
    host: str
    port: int | None
    path: str
    endpoint: str = ""
    region: str = ""

    @property
    def server(self) -> str:
        """Whom a password belongs to: user and server, whatever lies there."""
        port = f":{self.port}" if self.port else ""
        host = self.endpoint or "aws" if self.scheme == "s3" else f"{_bracketed(self.host)}{port}"
        return f"{self.scheme}://{quote(self.user)}@{host}"

    @property
    def machine(self) -> str:
        """The server, as a sentence names it."""
        if self.scheme != "s3":
            return self.host
        return urlsplit(self.endpoint).hostname or "Amazon S3"

    @property
    def place(self) -> str:
        """The path as its protocol counts it: that of s3 begins with the bucket."""
        steps = (self.host, self.path) if self.scheme == "s3" else (self.path,)
        return "/".join(step for step in steps if step)

    def __str__(self) -> str:
        user = f"{quote(self.user)}@" if self.user else ""
        port = f":{self.port}" if self.port else ""
        more = "&".join(
            f"{name}={value}"
            for name, value in (("endpoint", self.endpoint), ("region", self.region))
            if value
        )
        query = f"?{more}" if more else ""
        return f"{self.scheme}://{user}{_bracketed(self.host)}{port}/{quote(self.path)}{query}"


def is_address(text: str) -> bool:
    """Whether somebody typed an address and not a folder."""
    return _ADDRESS.match(text.strip()) is not None


def read_address(text: str) -> Address:
    """The address that somebody typed. Refuses one that cannot be used, and says how it must look."""
    text = text.strip()
    scheme = text.partition("://")[0].lower()
    if scheme not in SCHEMES:
        schemes = ", ".join(f"{each}://" for each in SCHEMES)
        raise Refusal(_(_UNKNOWN).format(scheme=f"{scheme}://", schemes=schemes))
    example = _EXAMPLES[scheme]
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise Refusal(_(_ODD).format(address=text, example=example)) from error
    if parts.password is not None:
        raise Refusal(_(_PASSWORD))
    address = _address(parts, port)
    if not address.host:
        raise Refusal(_(_NO_SERVER).format(example=example))
    steps = address.path.split("/")
    if parts.fragment or any(step in (".", "..") or "\\" in step or not step.isprintable() for step in steps):
        raise Refusal(_(_ODD).format(address=text, example=example))
    if not address.path and scheme != "s3":
        raise Refusal(_(_NO_SHARE).format(example=example))
    _refuse_open(address)
    return address


def _address(parts: SplitResult, port: int | None) -> Address:
    more = dict(parse_qsl(parts.query)) if parts.scheme.lower() == "s3" else {}
    host = parts.netloc.rpartition("@")[2] if parts.scheme.lower() == "s3" else parts.hostname or ""
    path = "/".join(step for step in unquote(parts.path).split("/") if step)
    return Address(
        scheme=parts.scheme.lower(),
        user=unquote(parts.username or ""),
        host=host,
        port=None if parts.scheme.lower() == "s3" else port,
        path=path,
        endpoint=more.get("endpoint", "").rstrip("/"),
        region=more.get("region", ""),
    )


def _refuse_open(address: Address) -> None:
    """Refuse to send a password that can be read on the way. On this very computer there is no way."""
    if address.scheme == "webdav" and address.user and address.host not in _LOCAL:
        raise Refusal(_(_OPEN).format(scheme="webdavs://"))
    if address.endpoint:
        service = urlsplit(address.endpoint)
        local = service.scheme == "http" and service.hostname in _LOCAL
        if (service.scheme != "https" and not local) or not service.hostname or "@" in service.netloc:
            raise Refusal(_(_ODD).format(address=address, example=_EXAMPLES["s3"]))


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
