# SPDX-License-Identifier: Apache-2.0
"""Makes the key of releases, announces a release with it, and checks an announcement as laptops will.

    python -m installer.sign_update new-key FILE      a key under a passphrase; its public half goes into the product
    python -m installer.sign_update sign FILE DIST    announces what lies in DIST, which `dev.py package` filled
    python -m installer.sign_update check DIST        proves the announcement and every file of it

FILE never lies in the checkout. docs/installing.md says who holds it and how it is changed.
"""

import argparse
import getpass
import os
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import file_digest
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)

from installer.contents import NAME, ROOT, version
from portfolio_desktop.services.updates import manifest

KEYS = ROOT / "resources" / "release" / "keys.txt"
_SHORTEST = 12
_KINDS = (
    (r"-setup\.exe$", "windows-x86_64"),
    (r"-macos-(x86_64|arm64)\.dmg$", r"macos-\1"),
    (r"_amd64\.deb$", "deb-x86_64"),
    (r"_arm64\.deb$", "deb-arm64"),
    (r"-linux-x86_64\.tar\.xz$", "tarball-x86_64"),
    (r"-linux-aarch64\.tar\.xz$", "tarball-arm64"),
)


def new_key(path: Path, passphrase: str, keys: Path = KEYS) -> bytes:
    """Make a key at `path` and add its public half, which is returned, to the file `keys`."""
    if path.resolve().is_relative_to(ROOT):
        raise SystemExit(
            "A release key does not belong into the checkout: name a file on a stick, or in a vault."
        )
    if len(passphrase) < _SHORTEST:
        raise SystemExit(f"The passphrase needs {_SHORTEST} characters at least.")
    private = Ed25519PrivateKey.generate()
    sealed = private.private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(passphrase.encode())
    )
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        file.write(sealed)
    public = private.public_key().public_bytes_raw()
    with keys.open("a", encoding="utf-8", newline="\n") as file:
        file.write(
            f"{public.hex()} made {datetime.now(UTC):%Y-%m-%d}, known as {manifest.key_name(public)}\n"
        )
    return public


def sign(path: Path, passphrase: str, folder: Path, news: str = "", keys: Path = KEYS) -> Path:
    """Announce the files of this version in `folder`, and prove the announcement as a laptop would."""
    private = load_pem_private_key(path.read_bytes(), passphrase.encode())
    if not isinstance(private, Ed25519PrivateKey):
        raise SystemExit(f"{path} is no key of releases.")
    files = tuple(sorted(_files(folder, version()), key=lambda file: file.kind))
    release = manifest.Release(NAME, version(), datetime.now(UTC).date(), files, news)
    if not files or not manifest.is_sound(release):
        raise SystemExit(f"{folder} holds nothing that installs version {version()}.")
    content = manifest.write_manifest(release, private)
    manifest.read_manifest(
        content, _public(keys)
    )  # a key that no copy of the product knows announces nothing
    target = folder / manifest.NAME
    target.write_bytes(content)
    return target


def check(folder: Path, keys: Path = KEYS) -> manifest.Release:
    """Prove the announcement in `folder` and every file of it."""
    release = manifest.read_manifest((folder / manifest.NAME).read_bytes(), _public(keys))
    wrong = [file.name for file in release.files if _told(folder / file.name, file.kind) != file]
    if wrong:
        raise SystemExit(f"Not what was signed: {', '.join(wrong)}")
    return release


def _files(folder: Path, released: str) -> Iterator[manifest.UpdateFile]:
    for path in sorted(folder.iterdir()):
        for pattern, kind in _KINDS:
            found = re.search(pattern, path.name)
            if found and re.search(rf"[-_]{re.escape(released)}[-_]", path.name):
                yield _told(path, found.expand(kind))


def _told(path: Path, kind: str) -> manifest.UpdateFile:
    with path.open("rb") as file:
        return manifest.UpdateFile(
            kind, path.name, path.stat().st_size, file_digest(file, "sha256").hexdigest()
        )


def _public(keys: Path) -> tuple[bytes, ...]:
    return manifest.keys_in(keys.read_text("utf-8"))


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="installer.sign_update", description=(__doc__ or "").partition("\n")[0]
    )
    verbs = parser.add_subparsers(dest="verb", required=True)
    for verb, places in (("new-key", ("key",)), ("sign", ("key", "dist")), ("check", ("dist",))):
        own = verbs.add_parser(verb)
        for place in places:
            own.add_argument(place, type=Path)
        if verb == "sign":
            own.add_argument("--news", default="", help="one line on what is new")
    said = parser.parse_args()
    if said.verb == "new-key":
        passphrase = getpass.getpass("Passphrase of the new key: ")
        if passphrase != getpass.getpass("Once more: "):
            raise SystemExit("The two differ. No key was made.")
        print(f"Made {said.key}; known as {manifest.key_name(new_key(said.key, passphrase))}, in {KEYS.name}")
    elif said.verb == "sign":
        passphrase = os.environ.get("RELEASE_KEY_PASSPHRASE") or getpass.getpass("Passphrase: ")
        print(sign(said.key, passphrase, said.dist, said.news))
    else:
        release = check(said.dist)
        print(f"Version {release.version}: {len(release.files)} files, all as they were signed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
