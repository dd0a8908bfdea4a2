# SPDX-License-Identifier: Apache-2.0
"""The About box, and how a newer version is told of: once a day, quietly, and only from folders that somebody named."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from portfolio_desktop import __version__
from portfolio_desktop.gui.about import dialog as about
from portfolio_desktop.gui.about.dialog import AboutDialog
from portfolio_desktop.gui.pages.sharing.rounds import Shown
from portfolio_desktop.gui.shell.shell import Shell
from tests.support.ask import FakeAsk
from tests.support.releases import lay, release


def opened(shell: Shell) -> AboutDialog:
    shell.actions["about"].trigger()
    box = shell.window.findChild(AboutDialog)
    assert isinstance(box, AboutDialog)
    return box


def opened_instead(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What would have been handed to the system to be installed."""
    files: list[Path] = []

    def keep(path: Path) -> bool:
        files.append(path)
        return True

    monkeypatch.setattr(about, "start_installer", keep)
    return files


def notices(shell: Shell) -> list[str]:
    said: list[str] = []
    shell.desk.noticed.connect(lambda text, *_rest: said.append(text))
    return said


def test_that_it_tells_the_one_version_and_whose_work_is_inside(shell: Shell) -> None:
    box = opened(shell)
    assert box.version.text() == f"Version {__version__}"
    box.tabs.setCurrentWidget(box.licences)
    assert "LGPL" in box.licences.toPlainText()


def test_that_the_licences_of_a_packed_copy_are_those_that_were_packed(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "THIRD-PARTY.txt").write_text("Everything that is inside", encoding="utf-8")
    inside: Callable[..., Path] = lambda *parts: tmp_path / parts[-1]  # noqa: E731 - one line
    monkeypatch.setattr(about, "shipped", inside)
    box = opened(shell)
    box.tabs.setCurrentWidget(box.licences)
    assert box.licences.toPlainText() == "Everything that is inside"


def test_that_nothing_is_looked_for_until_a_folder_is_named(shell: Shell) -> None:
    box = opened(shell)
    assert "Nothing is looked for over the network" in box.state.text()
    assert box.again.isHidden()
    assert box.install.isHidden()


@pytest.mark.usefixtures("ours")
def test_that_a_newer_version_in_the_named_folder_is_told_once_a_day(
    shell: Shell, ask: FakeAsk, tmp_path: Path
) -> None:
    said = notices(shell)
    box = opened(shell)
    ask.answer(lay(tmp_path / "updates"))
    box.choose.click()
    assert box.state.text() == "Version 99.4 is ready: Packs print faster."
    assert box.install.text() == "Install version 99.4…"
    box.again.click()
    assert [text for text in said if "99.4" in text] == [
        "Version 99.4 is ready: Packs print faster. Help, About installs it."
    ]


@pytest.mark.usefixtures("ours")
def test_that_installing_opens_the_proved_copy_and_never_the_file_on_the_share(
    shell: Shell, ask: FakeAsk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened_files = opened_instead(monkeypatch)
    folder = lay(tmp_path / "updates")
    shell.updates.use_folder(folder)
    box = opened(shell)
    box.install.click()
    (path,) = opened_files
    assert not path.is_relative_to(folder)
    assert "was proved" in box.state.text()


@pytest.mark.usefixtures("ours")
def test_that_an_altered_file_is_never_opened_and_the_box_says_why(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened_files = opened_instead(monkeypatch)
    folder = lay(tmp_path / "updates")
    (folder / release().files[0].name).write_bytes(b"something else")
    shell.updates.use_folder(folder)
    box = opened(shell)
    box.install.click()
    assert opened_files == []
    assert "not the file that was signed" in box.state.text()


@pytest.mark.usefixtures("ours")
def test_that_the_folder_beside_a_share_is_looked_at_too(shell: Shell, tmp_path: Path) -> None:
    lay(tmp_path / "updates")
    shell.updates.follow_share(Shown(tmp_path / "share", None))
    shell.updates.look()
    assert shell.updates.found is not None
    shell.updates.follow_share(None)
    assert shell.updates.places == ()


def test_that_an_unsigned_announcement_disturbs_nobody_and_stands_in_the_box(
    shell: Shell, tmp_path: Path
) -> None:
    said = notices(shell)
    shell.updates.use_folder(lay(tmp_path / "updates"))
    assert said == []
    assert opened(shell).state.text()


def test_that_a_share_at_an_address_has_no_folder_beside_it(shell: Shell) -> None:
    shell.updates.follow_share(Shown(SimpleNamespace(parent="sftp://"), None))  # type: ignore[arg-type]
    assert shell.updates.places == ()
