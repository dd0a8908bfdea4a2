# SPDX-License-Identifier: Apache-2.0
"""Where things are: what is shipped with the product, and what it keeps on this laptop."""

import os
import sys
from pathlib import Path

from portfolio_desktop.base.errors import Trouble

_PACKAGE = Path(__file__).resolve().parent.parent

HOME_VARIABLE = "PORTFOLIO_DESKTOP_HOME"
"""Names a folder that takes the place of this laptop's own: for tests, and for a copy carried on a stick."""


def shipped(*parts: str) -> Path:
    """A file or folder of `resources` or `db`: in an installed copy, or in the checkout."""
    installed = _PACKAGE / "_data"
    return (installed if installed.is_dir() else _PACKAGE.parent).joinpath(*parts)


def is_packed() -> bool:
    """Whether this is a packed program, with its own Python and no checkout beside it."""
    return bool(getattr(sys, "frozen", False))


def home() -> Path:
    """This person's own folder; for an account without one, as services can be, where the program was started."""
    try:
        return Path.home()
    except RuntimeError:
        return Path.cwd()


def laptop_folder(*parts: str) -> Path:
    """A folder for this person on this laptop, made if it is not there. Never inside a synchronised folder.

    Raises Trouble where there can be none.
    """
    chosen = os.environ.get(HOME_VARIABLE)
    if chosen:
        root = Path(chosen)
    else:
        from platformdirs import user_data_path

        root = user_data_path("Portfolio Desktop", appauthor=False)
    folder = root.joinpath(*parts)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        from portfolio_desktop.base.i18n import _  # which finds its texts by this module

        words = _(
            "{path}, where this laptop keeps what is its own, cannot be used ({words}). Check its rights."
        )
        raise Trouble(words.format(path=folder, words=error.strerror or error)) from error
    return folder
