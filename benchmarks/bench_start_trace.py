# SPDX-License-Identifier: Apache-2.0
"""What a start spends its time on: imports, stages and jobs as a tree for each thread, down to a few milliseconds.

Of the processor, up to the moment at which Home is there; watching adds a few in a hundred. What a job leads to on the
window's thread stands as `after`; what is not in any branch of that thread are Qt's own events, painting above all.

python -m benchmarks.bench_start_trace [file] [least milliseconds to be shown]
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.bench_start import OURS, ROOT, make

WATCH = """
import importlib._bootstrap as bootstrap, os, sys, threading, time
from functools import wraps

LEAST = float(sys.argv[2]) / 1000
STAGES = {
    "portfolio_desktop.base.settings": ["Settings.__init__"],
    "portfolio_desktop.gui.start": ["run", "application", "Furnishing.begin", "Furnishing._furnish", "Furnishing._listen"],
    "portfolio_desktop.gui.theme": ["Appearance.__init__"],
    "portfolio_desktop.gui.shell.window": ["MainWindow.__init__", "MainWindow.wait"],
    "portfolio_desktop.gui.shell.shell": ["Shell.__init__"],
    "portfolio_desktop.gui.session.windows": ["Windows.begin"],
    "portfolio_desktop.gui.desk": ["Desk.open"],
    "portfolio_desktop.gui.pages.home.page": ["HomePage.__init__"],
}
own = threading.local()
roots = {}

class Span:
    def __init__(self, name):
        self.name, self.parts, self.began, self.took = name, [], time.thread_time(), 0.0

def inside(name, act, *given, **named):
    stack = own.__dict__.setdefault("stack", [])
    if not stack:
        thread = threading.current_thread()
        stack.append(roots.setdefault(thread.name, Span(thread.name)))
        stack[0].began = 0.0 if thread is threading.main_thread() else stack[0].began
    span = Span(name)
    stack[-1].parts.append(span)
    stack.append(span)
    try:
        return act(*given, **named)
    finally:
        stack.pop()
        span.took = time.thread_time() - span.began
        stack[0].took = time.thread_time() - stack[0].began

def watched(name, act):
    return wraps(act)(lambda *given, **named: inside(name, act, *given, **named))

def find_and_load(name, load):
    module = inside(f"import {name}", plain, name, load)
    for stage in STAGES.pop(name, ()):
        *path, last = stage.split(".")
        holder = sys.modules[name]
        for part in path:
            holder = getattr(holder, part)
        if hasattr(holder, last):
            setattr(holder, last, watched(stage, getattr(holder, last)))
    if name == "portfolio_desktop.gui.jobs":
        jobs = sys.modules[name]
        work, give = jobs.Jobs._work, jobs._Home.give
        jobs.Jobs._work = lambda self, job, task, home: inside(f"job {called(job, home)}", work, self, job, task, home)
        jobs._Home.give = lambda self, to, outcome: inside(f"after {called(to, self)}", give, self, to, outcome)
    return module

def called(act, home):
    name = getattr(act, "__qualname__", type(act).__name__)
    return f"{name} for {type(home.owner).__name__}" if home.owner is not None and "lambda" in name else name

plain, bootstrap._find_and_load = bootstrap._find_and_load, find_and_load

def show(span, depth):
    print(f"{span.took * 1000:>9.0f}  {'  ' * depth}{span.name}")
    if span.name.startswith("import ") and not span.name.startswith("import portfolio_desktop"):
        return  # what a library imports is its own affair
    small = [part for part in span.parts if part.took < LEAST]
    for part in span.parts:
        if part.took >= LEAST:
            show(part, depth + 1)
    if sum(part.took for part in small) >= LEAST:
        print(f"{sum(part.took for part in small) * 1000:>9.0f}  {'  ' * (depth + 1)}{len(small)} smaller")

def tell(what):
    print(f"{time.process_time() * 1000:>9.0f}  {'processor in all' * (what == 'usable') or 'until the window is painted'}")
    if what == "usable":
        for span in own.stack:
            span.took = time.thread_time() - span.began
        for root in roots.values():
            show(root, 0)
        sys.stdout.flush()
        os._exit(0)
"""


def main() -> None:
    file = Path(sys.argv[1]).absolute() if len(sys.argv) > 1 else None
    if file is not None and not file.is_file():
        sys.exit(f"{file} is not there: a window without a workspace would wait for somebody to open one.")
    least = sys.argv[2] if len(sys.argv) > 2 else "4"
    with tempfile.TemporaryDirectory() as folder:
        surroundings = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "PORTFOLIO_DESKTOP_HOME": folder,
            "PYTHONPYCACHEPREFIX": str(Path(folder) / "compiled"),
            "PYTHONDONTWRITEBYTECODE": "",
        }
        workspace = file or make(Path(folder) / "Large.portfolio", 500)
        command = [sys.executable, "-c", WATCH + OURS, str(workspace), least]
        for output in (subprocess.DEVNULL, None):  # the first compiles, and keeps the day's copy
            subprocess.run(command, env=surroundings, cwd=ROOT, check=True, stdout=output)


if __name__ == "__main__":
    main()
