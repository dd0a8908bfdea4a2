# SPDX-License-Identifier: Apache-2.0
"""From starting Python to the first paint and to Home on 500 projects, against a bare PySide6 window, each in its process.

Both find their modules compiled, as they are on a laptop where they are installed. Times are those of the processor:
nearly all of a start holds the interpreter's lock, so that on a quiet machine the clock shows the same.

python -m benchmarks.bench_start [projects]
"""

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROUNDS = 7

BARE = """
import sys, time
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        tell("painted")
        app.quit()
app = QApplication([])
window = Window()
window.show()
app.exec()
"""

OURS = """
import sys, time
from pathlib import Path
from portfolio_desktop.base.settings import Settings
from portfolio_desktop.gui.shell import window as bare
from portfolio_desktop.gui.start import run

class Watched(bare.MainWindow):
    def __init__(self, settings):
        super().__init__(settings)
        self.painted.connect(lambda: tell("painted"))
        self.stack.currentChanged.connect(lambda _place: self.look())
    def look(self):
        from PySide6.QtCore import QTimer
        page = self.stack.currentWidget()
        if type(page).__name__ == "HomePage" and page.column.count() > 1:
            tell("usable")
            self.close()
        else:
            QTimer.singleShot(2, self.look)

import portfolio_desktop.gui.start as start
start.MainWindow = Watched
run([Path(sys.argv[1])], Settings())
"""

TELL = """
import os, time
def tell(what):
    with open(f"/proc/self/status") if os.path.exists("/proc/self/status") else open(os.devnull) as status:
        peak = next((line.split()[1] for line in status if line.startswith("VmHWM")), "0")
    print(what, time.process_time(), peak, flush=True)
"""


def main() -> None:
    projects = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    with tempfile.TemporaryDirectory() as folder:
        surroundings = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "PORTFOLIO_DESKTOP_HOME": folder,
            "PYTHONPYCACHEPREFIX": str(Path(folder) / "compiled"),
            "PYTHONDONTWRITEBYTECODE": "",
        }
        workspace = make(Path(folder) / "Large.portfolio", projects)
        measured(OURS, surroundings, str(workspace))  # compiles, and keeps the day's copy
        rounds = [
            (measured(BARE, surroundings), measured(OURS, surroundings, str(workspace)))
            for _round in range(ROUNDS)
        ]
        bare = middle([bare["painted"] for bare, _ours in rounds])
        print(
            f"{projects} projects, medians of {ROUNDS}; a bare window takes {bare[0]:.2f} s and {bare[1]:.0f} MB"
        )
        for what, words, aim in (
            ("painted", "first paint", 1.5),
            ("usable", "Home there and answering", 2.5),
        ):
            ours = middle([each[what] for _bare, each in rounds])
            print(
                f"  {words:<26}{ours[0]:>6.2f} s {ours[0] / bare[0]:>5.1f} x (aim: {aim} or less)"
                f"   {ours[1]:>4.0f} MB {ours[1] / bare[1]:>4.1f} x (aim at first paint: 2 or less)"
            )


def measured(script: str, surroundings: dict[str, str], *arguments: str) -> dict[str, tuple[float, float]]:
    """Seconds that the process has worked, and its peak memory in MB, at each moment that the script tells of."""
    command = [sys.executable, "-c", TELL + script, *arguments]
    done = subprocess.run(command, env=surroundings, cwd=ROOT, capture_output=True, text=True, check=True)
    told = (line.split() for line in done.stdout.splitlines())
    return {what: (float(worked), int(peak) / 1024) for what, worked, peak in told}


def middle(pairs: list[tuple[float, float]]) -> tuple[float, float]:
    """The medians of both halves."""
    return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)


def make(path: Path, projects: int) -> Path:
    """The demo portfolio with projects added up to `projects`."""
    from portfolio_desktop.catalogue.fields import Id
    from portfolio_desktop.services import demo
    from portfolio_desktop.services.office import new_office
    from portfolio_desktop.storage.changes import Changes, Create

    with new_office(path, "Bench") as office:
        demo.fill(office)
        with office.reading() as reader:
            entity = office.catalogue.entity("project")
            models = reader.all(entity)
        more = tuple(
            Create(
                "project",
                Id(office.store.new_id()),
                {
                    **{name: value for name, value in entity.values(model).items() if value is not None},
                    "code": f"X-{number:04}",
                    "title": f"{model['title']} {number}",
                },
            )
            for number in range(projects - len(models))
            for model in [models[number % len(models)]]
        )
        office.write(Changes("More projects", more))
    return path


if __name__ == "__main__":
    main()
