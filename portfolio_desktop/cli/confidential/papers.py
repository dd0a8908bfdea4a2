# SPDX-License-Identifier: Apache-2.0
"""Acts of people-file that put something on paper. What it says goes into the file and never to the terminal."""

from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.files import needs_folder
from portfolio_desktop.base.i18n import N_, _, for_papers
from portfolio_desktop.base.laptop import write_paper
from portfolio_desktop.cli.confidential.asking import new_secret, people_file
from portfolio_desktop.cli.naming import of_kind
from portfolio_desktop.cli.verb import Call
from portfolio_desktop.domain.appraisal.standing import Side

Act = Callable[[str, str, Callable[[Call], None]], ArgumentParser]

_READERS = {"person": Side.SELF, "manager": Side.MANAGER, "countersigner": Side.COUNTERSIGNER}
_READABLE = N_(
    "Wrote {path}. Whoever has the file can read it: keep it where nobody else looks, and delete it after use."
)
_ENCRYPTED = N_("Wrote {path}. It lies there encrypted with AES-256 and opens by its password alone.")
_PASSWORD = N_("Password of the PDF")


def add_acts(act: Act) -> None:
    """Add the acts to the verb's parser by `act`, which makes one from name, help and what carries it out."""
    appraisal = act("print-appraisal", _("One appraisal as PDF, to be signed by two"), _print_appraisal)
    appraisal.add_argument("appraisal", metavar="APPRAISAL", help=_("its title"))
    _writes(appraisal)
    appraisal.add_argument(
        "--for", dest="reader", choices=sorted(_READERS), help=_("what this one may read now; otherwise you")
    )
    development = act("print-development", _("One development plan as PDF"), _print_development)
    development.add_argument("person", metavar="PERSON", help=_("whose"))
    _writes(development)
    access = act(
        "subject-access",
        _("All that is held on one person, as PDF and JSON: to look through, then to give"),
        _access,
    )
    access.add_argument("person", metavar="PERSON", help=_("on whom"))
    _writes(access)
    access.add_argument(
        "--final", action="store_true", help=_("the copy to be given, after it was looked through")
    )
    access.add_argument(
        "--leave-out",
        action="append",
        default=[],
        metavar="MARK=REASON",
        help=_("leave a record out: reference, planning, negotiations, others"),
    )
    access.add_argument(
        "--take-in", action="append", default=[], metavar="MARK", help=_("give a record about others too")
    )
    access.add_argument(
        "--black-out",
        action="append",
        default=[],
        metavar="NAME",
        help=_("take somebody else's name out of it"),
    )


def _writes(parser: ArgumentParser) -> None:
    parser.add_argument("target", metavar="PDF", help=_("the file to be written"))
    parser.add_argument("--encrypt", action="store_true", help=_("ask for a password that opens it"))


def _print_appraisal(call: Call) -> None:
    from portfolio_desktop.reports.people.appraisal import render_appraisal
    from portfolio_desktop.services.people.papers.appraisal import appraisal_paper

    said = call.arguments
    target = _target(said.target)
    with people_file(call) as people:
        appraisal = of_kind(people, "appraisal", said.appraisal)
        with for_papers():
            paper = appraisal_paper(people, appraisal, _READERS.get(said.reader))
    _write(call, target, render_appraisal(paper))


def _print_development(call: Call) -> None:
    from portfolio_desktop.reports.people.development import render_development
    from portfolio_desktop.services.people.papers.development import development_paper

    said = call.arguments
    target = _target(said.target)
    with people_file(call) as people:
        person = of_kind(people, "party", said.person)
        with for_papers():
            paper = development_paper(people, person)
    _write(call, target, render_development(paper))


def _access(call: Call) -> None:
    from portfolio_desktop.reports.people.subject_access import render_subject_access
    from portfolio_desktop.services.people.custody.holding import note_given
    from portfolio_desktop.services.people.papers.blacking import blackened
    from portfolio_desktop.services.people.papers.subject_access import as_json, read_choice, subject_access

    said = call.arguments
    target = _target(said.target)
    beside = _target(str(target.with_suffix(".json")), ".json")
    if not said.final and (said.leave_out or said.take_in or said.black_out):
        raise Refusal(_("Records are left out of the copy that is given: say --final too."))
    choice = read_choice(said.leave_out, said.take_in) if said.final else None
    with people_file(call, write=said.final) as people:
        person = of_kind(people, "party", said.person)
        access = blackened(subject_access(people, person, choice), said.black_out)
        _write(call, target, render_subject_access(access), (beside, as_json(access)))
        if said.final:
            people.write(note_given(people, person, access.records))


def _target(path: str, suffix: str = ".pdf") -> Path:
    """Where it goes, refused before anything is asked for: nothing is overwritten, and no folder is made up."""
    target = Path(path)
    if target.suffix.lower() != suffix:
        raise Refusal(_("{path} is to end in {suffix}, as what it is.").format(path=target, suffix=suffix))
    if target.exists():
        raise Refusal(_("{path} already exists. Choose another name.").format(path=target))
    needs_folder(target)
    return target


def _write(call: Call, target: Path, pdf: bytes, beside: tuple[Path, bytes] | None = None) -> None:
    """Write the PDF and what goes with it: beside it, or inside where the PDF is encrypted."""
    from portfolio_desktop.reports.people.locked import locked

    if call.arguments.encrypt:
        inside = (beside[0].name, beside[1]) if beside else None
        write_paper(target, locked(pdf, new_secret(_(_PASSWORD)), inside))
        call.terminal.say(_(_ENCRYPTED).format(path=target))
        return
    for path, content in ((target, pdf), *([beside] if beside else [])):
        write_paper(path, content)
        call.terminal.say(_(_READABLE).format(path=path))
