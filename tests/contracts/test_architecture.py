# SPDX-License-Identifier: Apache-2.0
"""The house rules that a reviewer would otherwise have to count: layers, sizes, opening lines, doors left unused."""

import ast
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "portfolio_desktop"
LINES_A_FILE, LINES_A_FUNCTION, METHODS_A_CLASS, MODULES_A_PACKAGE = 600, 80, 25, 20
Function = ast.FunctionDef | ast.AsyncFunctionDef


def sources(*folders: str) -> list[Path]:
    """Python files written by people: what pyside6-uic writes is not counted."""
    found = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    return [path for path in found if not path.match("gui/forms/ui_*.py")]


OURS = [ROOT / "dev.py", *sources("portfolio_desktop", "tests", "benchmarks", "installer")]
Trees: TypeAlias = Mapping[Path, ast.Module]


@pytest.fixture(scope="module")
def trees() -> Trees:
    """Every source file as Python reads it. Not for longer than these tests: it is as large as all else that they keep."""
    return {path: ast.parse(path.read_text("utf-8")) for path in OURS}


def place(path: Path, node: ast.stmt | ast.expr) -> str:
    return f"{path.relative_to(ROOT)}:{node.lineno}"


def calls(tree: ast.Module) -> Iterator[tuple[ast.Call, str]]:
    """Every call with the dotted text of what is called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield node, ast.unparse(node.func)


def test_that_each_layer_imports_only_what_stands_below_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    # In a process of its own: the linter's set-up silences every logger that is already there.
    lint = "from importlinter.cli import lint_imports_command as lint; lint()"
    linted = subprocess.run(
        [sys.executable, "-c", lint, "--no-cache"], capture_output=True, text=True, check=False
    )
    assert linted.returncode == 0, linted.stdout + linted.stderr


def test_that_data_folders_hold_nothing_importable_as_a_package() -> None:
    packages = [path for folder in ("ui", "resources", "db") for path in (ROOT / folder).rglob("__init__.py")]
    assert packages == []


def test_that_every_source_file_opens_with_its_licence_and_says_what_it_is_for(trees: Trees) -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path, tree in trees.items()
        if path.read_text("utf-8").partition("\n")[0] != "# SPDX-License-Identifier: Apache-2.0"
        or not ast.get_docstring(tree)
    ]
    assert silent == []


def test_that_no_file_is_longer_than_a_reader_can_hold() -> None:
    lengths = {str(path.relative_to(ROOT)): path.read_text("utf-8").count("\n") for path in OURS}
    assert {name: lines for name, lines in lengths.items() if lines > LINES_A_FILE} == {}


def test_that_no_function_is_longer_than_a_screen(trees: Trees) -> None:
    long = [
        f"{place(path, node)} {node.name}"
        for path, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, Function) and (node.end_lineno or 0) - node.lineno >= LINES_A_FUNCTION
    ]
    assert long == []


def test_that_no_class_does_everybodys_work(trees: Trees) -> None:
    large = [
        f"{place(path, node)} {node.name}"
        for path, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        and sum(isinstance(part, Function) for part in node.body) > METHODS_A_CLASS
    ]
    assert large == []


def test_that_no_package_is_a_crowd() -> None:
    modules = Counter(path.parent for path in sources("portfolio_desktop") if path.name != "__init__.py")
    assert {str(folder): count for folder, count in modules.items() if count > MODULES_A_PACKAGE} == {}


def test_that_the_window_never_blocks_in_a_dialog(trees: Trees) -> None:
    """`exec()` starts a second event loop under the first. A drag has no other way, and `start` starts the only loop."""
    blocking = [
        place(path, call)
        for path in sources("portfolio_desktop/gui")
        for call, name in calls(trees[path])
        if name.rpartition(".")[2] in ("exec", "exec_")
        and not name.endswith("drag.exec")
        and (path.name, name) != ("start.py", "app.exec")
    ]
    assert blocking == []


def test_that_no_wheel_changes_a_field(trees: Trees) -> None:
    """Qt's own boxes follow the wheel of whoever scrolls past; those of this window that take their place do not."""
    own = {"QComboBox", "QSpinBox", "QDoubleSpinBox", "QDateEdit", "QTimeEdit", "QDateTimeEdit", "QSlider"}
    followers = [
        place(path, call)
        for path in sources("portfolio_desktop/gui")
        for call, name in calls(trees[path])
        if name in own and path.name != "gallery.py"
    ]
    assert followers == []


def test_that_no_test_waits_by_sleeping_or_by_pumping_events(trees: Trees) -> None:
    impatient = [
        place(path, call)
        for path in sources("tests")
        for call, name in calls(trees[path])
        if name.rpartition(".")[2] in ("sleep", "processEvents", "qWait")
    ]
    assert impatient == []
