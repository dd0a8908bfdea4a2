# SPDX-License-Identifier: Apache-2.0
"""What this laptop remembers for one person: a small JSON file, never part of a workspace.

A damaged or missing file means the defaults; remembering is never worth a failure.
"""

import contextlib
import json
from pathlib import Path
from typing import Any

from portfolio_desktop.base.errors import Trouble
from portfolio_desktop.base.files import write_whole
from portfolio_desktop.base.paths import laptop_folder

RECENT_FILES = 10


class Settings:
    """Values by name. Read once; each `put` is saved at once, beside what another program has put there meanwhile."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or laptop_folder() / "settings.json"
        self._values = self._read()

    def get(self, name: str, default: Any = None) -> Any:
        """The value called `name`, or `default` where there is none of that type."""
        value = self._values.get(name, default)
        return value if default is None or isinstance(value, type(default)) else default

    def put(self, name: str, value: Any) -> None:
        """Remember a JSON value."""
        if self._values.get(name) != value:
            self._values = {**self._values, **self._read(), name: value}
            with contextlib.suppress(Trouble):
                write_whole(self._path, json.dumps(self._values, indent=1).encode())

    @property
    def author(self) -> str:
        """The name under which this person's changes stand in the history."""
        return str(self.get("author", "")) or _login()

    def opened(self, workspace: Path) -> None:
        """Put `workspace` at the head of the recent files."""
        shown = str(workspace.resolve())
        others = [path for path in self.get("recent", []) if path != shown]
        self.put("recent", [shown, *others][:RECENT_FILES])

    def forget(self, workspace: Path) -> None:
        """Take `workspace` out of the recent files, as it stands there."""
        self.put("recent", [path for path in self.get("recent", []) if path != str(workspace)])

    def _read(self) -> dict[str, Any]:
        with contextlib.suppress(OSError, ValueError):
            found = json.loads(self._path.read_text(encoding="utf-8"))
            if isinstance(found, dict):
                return found
        return {}


def _login() -> str:
    import getpass  # brings what terminals need: not on every start

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"
