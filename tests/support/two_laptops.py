# SPDX-License-Identifier: Apache-2.0
"""Laptops with a folder of their own each, on which commands are run one after another, and a folder that all reach."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from portfolio_desktop.base.paths import HOME_VARIABLE
from portfolio_desktop.base.settings import Settings
from tests.support.commands import Answer, done, refused


@dataclass(frozen=True)
class Laptop:
    """One person's. `file` is their copy of the portfolio."""

    person: str
    root: Path
    patch: pytest.MonkeyPatch

    @property
    def file(self) -> Path:
        return self.root / "Board.portfolio"

    def use(self) -> None:
        """Work on this laptop from now on."""
        self.patch.setenv(HOME_VARIABLE, str(self.root / "own"))
        settings = Settings()
        settings.put("author", self.person)

    def done(self, *words: str | Path) -> Answer:
        self.use()
        return done(*words)

    def refused(self, *words: str | Path) -> str:
        self.use()
        return refused(*words)

    @property
    def dump(self) -> str:
        return self.done("dump", self.file).out


def laptop_of(person: str, folder: Path, patch: pytest.MonkeyPatch) -> Laptop:
    """A laptop whose everything lies below `folder`."""
    root = folder / person.split(maxsplit=1)[0].lower()
    root.mkdir()
    return Laptop(person, root, patch)


def sharing_pair(folder: Path, patch: pytest.MonkeyPatch, *options: str) -> tuple[Laptop, Laptop, Path]:
    """Ann, who shares a project P-0001 through a folder, and Bob, who has joined."""
    share = folder / "share"
    share.mkdir()
    ann, bob = laptop_of("Ann Example", folder, patch), laptop_of("Bob Example", folder, patch)
    ann.done("new", ann.file)
    ann.done("add", ann.file, "projects", "title=Harbour renewal", "end=2027-03-31")
    invitation = ann.root / "board.invitation"
    ann.done("share", ann.file, share, "--invitation", invitation, *options)
    bob.done("join", share, bob.file, "--invitation", invitation)
    return ann, bob, share
