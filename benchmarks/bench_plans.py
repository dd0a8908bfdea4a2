# SPDX-License-Identifier: Apache-2.0
"""Opening Microsoft Project XML of 10,000 tasks, through the process of its own, against MPXJ alone on the same file.

Both by the wall's clock, medians in one run: MPXJ starts a Java of its own, and we start a process of our own. Leaves MPXJ
out where its jars or Java are not found; they are looked for where `pip install mpxj` puts them, or in the folder given.

    python -m benchmarks.bench_plans [tasks] [folder with the jars]
"""

from __future__ import annotations

import importlib.util
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROUNDS = 5

READER = """
import org.mpxj.ProjectFile;
import org.mpxj.mspdi.MSPDIReader;
public class Reader {
  public static void main(String[] files) throws Exception {
    for (String file : files) {
      long began = System.nanoTime();
      ProjectFile plan = new MSPDIReader().read(file);
      System.out.println(plan.getTasks().size() + " " + (System.nanoTime() - began) / 1e9);
    }
  }
}
"""


def main() -> None:
    from portfolio_desktop.exchange.plans.child import read_here
    from portfolio_desktop.exchange.plans.reading import read_plan

    tasks = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.xml"
        wrote = seconds(lambda: path.write_bytes(plan_of(tasks)), 1)
        data = path.read_bytes()
        print(f"{tasks} tasks, {tasks - 1} links, {len(data) / 1e6:.1f} MB, written in {wrote:.2f} s")
        ours = seconds(lambda: read_plan(path))
        bare = seconds(lambda: read_here("mspdi", data, untold))
        print(f"  ours, through a process of its own   {ours:6.2f} s")
        print(f"  ours, the reader alone               {bare:6.2f} s")
        jars = Path(sys.argv[2]) if len(sys.argv) > 2 else found_jars()
        if jars is None or not shutil.which("java"):
            print("  MPXJ: not on this machine")
            return
        java = compiled(Path(folder), jars)
        theirs = seconds(lambda: run(java, path))
        reading = min(float(line.split()[1]) for line in run(java, *[path] * 5).splitlines())
        print(f"  MPXJ, with the start of its Java     {theirs:6.2f} s   ours is {ours / theirs:.2f} of it")
        print(f"  MPXJ, warm, the reader alone         {reading:6.2f} s   ours is {bare / reading:.2f} of it")


def untold(_done: int, _total: int) -> None:
    """Nobody asked how far it is."""


def plan_of(count: int) -> bytes:
    """A plan of so many tasks in summaries of ten, each waiting for the one before, with baselines and people."""
    from dataclasses import replace

    from portfolio_desktop.exchange.plans.mspdi.writing import write_mspdi
    from portfolio_desktop.exchange.plans.plan_file import Baseline, PlanAssignment, PlanLink, PlanTask
    from tests.support.plan_files import at, sample_plan

    tasks = []
    for number in range(1, count + 1):
        summary = number % 11 == 1
        start = at(1) + number * 1440
        tasks.append(
            PlanTask(
                uid=str(number),
                name=f"Task number {number} of a large plan",
                wbs=f"{number // 11 + 1}.{number % 11}",
                parent=None if summary else str(number - (number - 1) % 11),
                summary=summary,
                duration=2400,
                start=start,
                finish=start + 540,
                percent=0.0,
                remaining=2400,
                work=2400,
                notes="What there is to say of this task." if number % 5 == 0 else "",
                baselines={0: Baseline(start=start, finish=start + 540, duration=2400)},
            )
        )
    return write_mspdi(
        replace(
            sample_plan(),
            tasks=tuple(tasks),
            links=tuple(
                PlanLink(predecessor=str(number), successor=str(number + 1)) for number in range(1, count)
            ),
            assignments=tuple(
                PlanAssignment(uid=task.uid, task=task.uid, resource="1", work=2400)
                for task in tasks
                if not task.summary
            ),
            fields=(),
        )
    ).data


def found_jars() -> Path | None:
    spec = importlib.util.find_spec("mpxj")
    place = Path(spec.origin).parent / "lib" if spec and spec.origin else None
    return place if place and place.is_dir() else None


def compiled(folder: Path, jars: Path) -> list[str]:
    """The command that reads files with MPXJ, compiled so that this is not counted."""
    source = folder / "Reader.java"
    source.write_text(READER, "utf-8")
    if javac := shutil.which("javac"):
        subprocess.run([javac, "-cp", f"{jars}/*", str(source)], check=True, capture_output=True)
        separator = ";" if sys.platform == "win32" else ":"
        return ["java", "-cp", f"{jars}/*{separator}{folder}", "Reader"]
    return ["java", "-cp", f"{jars}/*", str(source)]


def run(java: list[str], *files: Path) -> str:
    done = subprocess.run([*java, *map(str, files)], check=True, capture_output=True, text=True)
    return done.stdout


def seconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    took = []
    for _round in range(rounds):
        began = time.perf_counter()
        work()
        took.append(time.perf_counter() - began)
    return statistics.median(took)


if __name__ == "__main__":
    main()
