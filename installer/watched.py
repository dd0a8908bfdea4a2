# SPDX-License-Identifier: Apache-2.0
"""Starts the window as a person would, tells a file what it took, and closes it once Home answers.

For `smoke` and for the benchmark of the bundle. Packed with the product, and run only where WATCH names the file to tell.
"""

import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

WATCH = "PORTFOLIO_DESKTOP_WATCH"


def run(files: Sequence[str], report: Path) -> int:
    """Open the window on the first of `files`; `report` gets a line of JSON for each stage: "painted", then "usable"."""
    from PySide6.QtCore import QTimer

    from portfolio_desktop.base.settings import Settings
    from portfolio_desktop.gui import start
    from portfolio_desktop.gui.shell import window as bare

    def tell(stage: str) -> None:
        said = {
            "stage": stage,
            "at": time.time(),
            "worked": time.process_time(),
            "megabytes": _peak_megabytes(),
            "modules": sorted({name.partition(".")[0] for name in sys.modules}),
        }
        with report.open("a", encoding="utf-8") as file:
            file.write(json.dumps(said) + "\n")

    class Watched(bare.MainWindow):
        """Looks every other moment whether Home is there and filled."""

        def __init__(self, settings: Settings) -> None:
            super().__init__(settings)
            self.painted.connect(lambda: tell("painted"))
            self.painted.connect(self.look)

        def look(self) -> None:
            page = self.stack.currentWidget()
            column = getattr(page, "column", None)
            if type(page).__name__ == "HomePage" and column is not None and column.count() > 1:
                tell("usable")
                self.close()
            else:
                QTimer.singleShot(5, self.look)

    setattr(start, "MainWindow", Watched)  # noqa: B010 - the one name that is put in place of another
    return start.run([Path(file) for file in files], Settings())


def _peak_megabytes() -> float:
    try:
        import resource
    except ImportError:
        return 0.0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)
