# SPDX-License-Identifier: Apache-2.0
"""Reads the words of a command, carries the verb out, and turns what goes wrong into one line and a status."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from pathlib import Path

from portfolio_desktop import __version__
from portfolio_desktop.base.errors import Refusal, Trouble
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.progress import Cancelled
from portfolio_desktop.base.settings import Settings
from portfolio_desktop.cli import (
    assets,
    differences,
    exports,
    files,
    guide,
    history,
    imports,
    packs,
    records,
    screenshots,
    updates,
)
from portfolio_desktop.cli.arguments import Parser
from portfolio_desktop.cli.capacity import load as capacity
from portfolio_desktop.cli.capacity import packages as work_packages
from portfolio_desktop.cli.confidential import people_file
from portfolio_desktop.cli.everyday import diary, doubles, finding, notices, preferences, quality
from portfolio_desktop.cli.governance import assurance, challenge, changes, closing, escalations, meetings
from portfolio_desktop.cli.people import acts
from portfolio_desktop.cli.plans import (
    baselines,
    checks,
    hand_overs,
    leaving,
    levelling,
    opening,
    printing,
    shaping,
    timelines,
    what_if,
)
from portfolio_desktop.cli.risks import bands, log
from portfolio_desktop.cli.safekeeping import copies, mending, passwords
from portfolio_desktop.cli.sharing import acts as sharing
from portfolio_desktop.cli.sharing import deciding
from portfolio_desktop.cli.terminal import Terminal
from portfolio_desktop.cli.verb import Call, Draw, Verb

DONE, REFUSED = 0, 1

VERBS: tuple[Verb, ...] = (
    *files.VERBS,
    *mending.VERBS,
    *copies.VERBS,
    *passwords.VERBS,
    *imports.VERBS,
    *exports.VERBS,
    *packs.VERBS,
    *differences.VERBS,
    *records.VERBS,
    *finding.VERBS,
    *assets.VERBS,
    *assurance.VERBS,
    *challenge.VERBS,
    *changes.VERBS,
    *closing.VERBS,
    *escalations.VERBS,
    *meetings.VERBS,
    *diary.VERBS,
    *quality.VERBS,
    *doubles.VERBS,
    *preferences.VERBS,
    *notices.VERBS,
    *log.VERBS,
    *bands.VERBS,
    *opening.VERBS,
    *leaving.VERBS,
    *timelines.VERBS,
    *printing.VERBS,
    *shaping.VERBS,
    *baselines.VERBS,
    *checks.VERBS,
    *what_if.VERBS,
    *hand_overs.VERBS,
    *levelling.VERBS,
    *acts.VERBS,
    *work_packages.VERBS,
    *capacity.VERBS,
    *people_file.VERBS,
    *sharing.VERBS,
    *deciding.VERBS,
    *history.VERBS,
    *guide.VERBS,
    *screenshots.VERBS,
    *updates.VERBS,
)


def _no_window(_folder: Path, _scenes: Sequence[str]) -> Iterable[Path]:
    raise Refusal(_("There is no window to draw here."))


def run(
    words: Sequence[str], settings: Settings, terminal: Terminal | None = None, draw: Draw = _no_window
) -> int:
    """Carry out one verb. Returns the exit status; wrong usage ends the program with status 2."""
    arguments = parser(words).parse_args(list(words))
    terminal = terminal or Terminal()
    try:
        with passwords.asking():
            arguments.run(Call(arguments, settings, terminal, draw))
    except (Refusal, Trouble) as error:
        terminal.complain(str(error))
        return REFUSED
    except (Cancelled, KeyboardInterrupt):
        terminal.complain(_("Stopped. Nothing was written."))
        return REFUSED
    except BrokenPipeError:
        # Whoever read the answer has had enough. Without this Python complains while it closes.
        sys.stderr.close()
        return DONE
    except OSError as error:
        terminal.complain(
            _("{path}: {words}").format(path=error.filename or "", words=error.strerror or error)
        )
        return REFUSED
    return DONE


def parser(words: Sequence[str]) -> ArgumentParser:
    """The verb that `words` begin with, with its arguments; every verb where they begin with none, so that all can be listed.

    To make all of them each time takes longer than most verbs.
    """
    top = Parser(
        prog="portfolio-desktop",
        description=_("Registers, timelines, risks and steering packs for a portfolio office."),
        epilog=_("Without a verb, the window opens on the last workspace, or on the FILE given."),
    )
    top.add_argument("--version", action="version", version=f"portfolio-desktop {__version__}")
    verbs = top.add_subparsers(metavar="VERB", required=True)
    named = [verb for verb in VERBS if verb.name in words[:1]]
    for verb in named or VERBS:
        own = verbs.add_parser(verb.name, help=verb.help, description=verb.help)
        if named:
            verb.arguments(own)
        own.set_defaults(run=verb.run)
    return top
