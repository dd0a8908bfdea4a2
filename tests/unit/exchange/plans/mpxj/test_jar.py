# SPDX-License-Identifier: Apache-2.0
"""The jar in the repository is made of the sources in the repository."""

import importlib.util
import zipfile
from io import BytesIO
from pathlib import Path
from types import ModuleType

from portfolio_desktop.base.paths import shipped
from portfolio_desktop.exchange.plans.mpxj.finding import missing

JAR = shipped("resources", "java", "planreader.jar")


def builder() -> ModuleType:
    path = Path(__file__).parents[5] / "installer" / "java" / "build.py"
    spec = importlib.util.spec_from_file_location("build_planreader", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def entries(jar: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(jar)) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def manifest(jar: bytes) -> dict[str, str]:
    lines = entries(jar)["META-INF/MANIFEST.MF"].decode().splitlines()
    return dict(line.split(": ", 1) for line in lines if line)


def test_that_the_jar_was_built_of_these_sources() -> None:
    told = manifest(JAR.read_bytes())
    assert told["Digest"] == builder().digest(), "run installer/java/build.py"


def test_that_building_again_with_the_same_compiler_gives_the_same_classes() -> None:
    build = builder()
    if build.compiler() != manifest(JAR.read_bytes())["Compiler"] or missing():
        return  # another compiler makes other bytes of the same sources: the digest above is what holds
    assert entries(build.build()) == entries(JAR.read_bytes())
