# SPDX-License-Identifier: Apache-2.0
"""Where a workspace may lie: on a disk of this laptop that nobody keeps in step. Elsewhere it is refused, with a way out."""

from pathlib import Path

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.files import ask_disk, is_file, is_there
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.laptop import unsafe_here
from portfolio_desktop.base.paths import laptop_folder

_MAKING = N_(
    "{words} Choose a folder on this laptop's own disk. To work with others, share the workspace into a folder."
)
_OPENING = N_(
    "{words} So it is not opened for writing there. Copy it to this laptop (portfolio-desktop restore NEW {name}) and work with "
    "the copy, or only read it."
)


class UnsafePlace(Refusal):
    """A workspace lies where it would come to harm. `words` say why, for a person in the window."""

    def __init__(self, text: str, words: str) -> None:
        super().__init__(text)
        self.words = words


def refuse_unsafe(path: Path) -> None:
    """Refuse to make a workspace where it would come to harm."""
    if bad := unsafe_here(path):
        raise Refusal(_(_MAKING).format(words=bad.words))


def refuse_to_write_at(path: Path) -> None:
    """Refuse to open a workspace for writing where it would come to harm."""
    if ask_disk(is_file, path) and (bad := unsafe_here(path)):
        raise UnsafePlace(_(_OPENING).format(words=bad.words, name=path.name), bad.words)


def safe_place_for(path: Path) -> Path:
    """A place on this laptop for a copy of the workspace at `path`, under a name that is free there."""
    folder = laptop_folder("portfolios")
    target, count = folder / path.name, 1
    while ask_disk(is_there, target):
        count += 1
        target = folder / f"{path.stem} {count}{path.suffix}"
    return target
