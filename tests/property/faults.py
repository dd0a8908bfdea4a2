# SPDX-License-Identifier: Apache-2.0
"""Deliberate faults in the engine that merges and shares, and in sealed parcels, one at a time: the tests must notice each.

`python -m tests.property.faults [NAME …]` puts each into a copy of the product, plays some short histories on it, and where those
do not notice, runs the tests of storage and sharing. It takes over an hour; that each still has its place in the code is a test.
"""

import argparse
import ast
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_HISTORIES = ("-m", "tests.property.simulation", "30", "--steps", "60", "--stop")
_PYTEST = ("-m", "pytest", "-x", "-q", "-p", "no:cacheprovider")
_TESTS = (
    *_PYTEST,
    "tests/unit/storage/travel",
    "tests/unit/storage/test_replay.py",
    "tests/unit/storage/test_write.py",
    "tests/unit/storage/test_examine.py",
    "tests/unit/services/sharing",
    "tests/unit/sync",
    "tests/property/test_sharing.py",
    "tests/property/test_segments.py",
)
_OF_PARCELS = (
    *_PYTEST,
    "tests/unit/sync/test_parcels.py",
    "tests/unit/services/people/parcels",
    "tests/journeys/test_sealed_copies_by_share.py",
)
"""Histories carry no parcels."""
_OF_PLANS = (*_PYTEST, "tests/unit/storage/plans/test_planner.py", "-k", "arrives")
"""Nor do they have plans."""
_OF_JOINING = (*_PYTEST, "tests/unit/sharing/test_joining.py")
"""And whoever joins in them is not killed meanwhile."""


@dataclass(frozen=True, slots=True)
class Fault:
    """`right` stands once in the file at `path`, and becomes `wrong`."""

    name: str
    path: str
    right: str
    wrong: str
    unnoticed: str = ""
    """Why no test can notice it, where none does."""
    by: tuple[tuple[str, ...], ...] = (_HISTORIES, _TESTS)
    """The commands that are to notice it."""


def _in(path: str, *faults: tuple[str, str, str]) -> tuple[Fault, ...]:
    return tuple(Fault(name, f"portfolio_desktop/{path}", right, wrong) for name, right, wrong in faults)


def _of_plans(path: str, *faults: tuple[str, str, str]) -> tuple[Fault, ...]:
    return tuple(replace(fault, by=(_OF_PLANS,)) for fault in _in(path, *faults))


def _of_parcels(path: str, *faults: tuple[str, str, str]) -> tuple[Fault, ...]:
    return tuple(replace(fault, by=(_OF_PARCELS,)) for fault in _in(path, *faults))


def _of_joining(path: str, *faults: tuple[str, str, str]) -> tuple[Fault, ...]:
    return tuple(replace(fault, by=(_OF_JOINING,)) for fault in _in(path, *faults))


FAULTS = (
    *_of_joining(
        "sharing/joining.py",
        ("what is joined lies in its place", 'file.with_name(f"{file.name}.joining")', "file"),
        ("a killed joining begins anew", "        if left.store.id == portfolio:", "        if False:"),
        ("another portfolio is gone on with", "        if left.store.id == portfolio:", "        if True:"),
        ("what was begun is thrown away", "self._kept = True  # what", "self._kept = False  # what"),
        ("what a stopped joining made stays", "        self._kept = False\n", ""),
        ("two join into one place", "        self._lock.take(self._person)\n", ""),
        (
            "a file that came meanwhile is joined into",
            "        self._close()\n        self._refuse_file()\n",
            "        self._close()\n        self._file.unlink(missing_ok=True)\n",
        ),
    ),
    *_of_joining(
        "sharing/part.py",
        (
            "a part is taken for the whole",
            "            unfinished.keep()\n            raise Trouble",
            "            pass\n        if False:\n            raise Trouble",
        ),
        ("a held file is not asked for again", "if report.waiting or report.quarantined:", "if False:"),
        (
            "the folder of who joins is not known",
            "        remember_folder(invitation.office.portfolio, _whole(folder))",
            "        _whole(folder)",
        ),
        (
            "nothing of the others is taken for all of it",
            "if not report.trouble and _is_all_on_its_way(ledger, report):",
            "if False:",
        ),
        (
            "who joins takes no numbers",
            "            report = _numbered(doors[0], ledger, report, seen, world)\n",
            "",
        ),
    ),
    *_of_joining(
        "sync/taking.py",
        (
            "what cannot be read is not told",
            "            unread += [piece] if piece in reading.unreadable else []\n",
            "",
        ),
    ),
    *_in(
        "storage/replay.py",
        ("the earliest value is shown", "ORDER = (EDIT.c.tick,", "ORDER = (-EDIT.c.tick,"),
        (
            "branches count in their own order",
            "func.substr(STREAM.c.name, 1, STREAM_LETTERS)",
            "STREAM.c.name",
        ),
        ("any deletion hides", "deleted and self.live() <= seen", "deleted"),
        ("no deletion hides", "deleted and self.live() <= seen", "False"),
        (
            "a deletion hides what it saw a part of",
            "deleted and self.live() <= seen",
            "deleted and self.live() & seen",
        ),
        (
            "a revival is a deletion",
            "self.deletions[tag] = (bool(plain), frozenset(seen))",
            "self.deletions[tag] = (True, frozenset(seen))",
        ),
        (
            "replaced values live on",
            "                heads.pop(parent, None)\n            heads[tag] = plain",
            "                pass\n            heads[tag] = plain",
        ),
        ("nobody ever disagrees", "if _differ(self.claims(name).values())", "if False"),
        (
            "the same said twice is a disagreement",
            "if _differ(self.claims(name).values())",
            "if len(self.claims(name)) > 1",
        ),
        (
            "a record made anew keeps what it had",
            "self.shown = {name: shown for name, shown in self.shown.items() if shown[1] not in seen}",
            "pass",
        ),
        (
            "what was said of a record before it was laid in is never asked about",
            "(several or not self._early.isdisjoint(heads))",
            "several",
        ),
        (
            "replaced edits are not found",
            "if (tag, record, field) in named or (tag, record, CREATED) in named",
            "if (tag, record, CREATED) in named",
        ),
    ),
    *_in(
        "storage/append.py",
        ("whoever edits settles what they have not seen", "if every or value == shown]", "if True]"),
        ("whoever settles settles one value", "if every or value == shown]", "if value == shown]"),
        (
            "an edit replaces what was said before the record was laid in",
            "len(made) > 1 or early:",
            "len(made) > 1:",
        ),
        (
            "who lays in a record replaces what nobody here saw",
            "if field == CREATED and _unseen(heads):",
            "if False:",
        ),
        (
            "an edit names nothing that it replaces",
            "        return own or made, own",
            "        return [], own",
        ),
        (
            "a deletion has seen nothing",
            "return everything, everything if field == CREATED else own",
            "return own, everything if field == CREATED else own",
        ),
        (
            "a clock set back sets the log back",
            "now = next_tick(wall, max(last, own))",
            "now = next_tick(wall, 0)",
        ),
        (
            "an edit is dated before what it replaces",
            "return min(max(now, max(seen, default=0) + 1), LAST_TICK)",
            "return now",
        ),
        ("a wrong clock takes all with it", "bound = next_tick(wall + _AHEAD, 0)", "bound = LAST_TICK"),
    ),
    *_in("storage/store.py", ("what is laid in hides what had arrived", "laid | known)", "laid)")),
    *_of_plans(
        "storage/travel/ledger.py",
        ("plans go on from what was never written", "            planner.expect(connection)\n", ""),
        ("dates of others' tasks are not worked out", "[*lines, *after], planned)", "[], planned)"),
    ),
    *_in(
        "storage/merge/settling.py",
        ("an unseen part does not bring its whole back", "        self._bring_back()\n", ""),
        ("people are asked about what waits", "if one.record not in held] + waiting", "] + waiting"),
        ("parts are shown without their whole", "        self._hold_back()\n", ""),
        ("a part waits for its whole alone", "[id, *above] if above", "[id] if above"),
        ("links may lead nowhere", "        self._cut()\n", ""),
        ("trees may go in circles", "                if link.tree:", "                if False:"),
        (
            "the link laid first falls back",
            "last = max(circle, key=lambda id: laid[id][0][0])",
            "last = min(circle, key=lambda id: laid[id][0][0])",
        ),
        ("a link falls back to nothing", "before = laid[0][1] if laid else None", "before = None"),
        ("deleted records are shown", "and not register.hidden:", ":"),
        (
            "a part of a part does not bring the whole of both back",
            "                    parts.append((whole.target, target))\n",
            "",
        ),
        (
            "links that are disagreed upon are empty",
            "if isinstance(target, str) and not self._there(link.target, target):",
            "if isinstance(target, str) and (not self._there(link.target, target) or not link.part_of and "
            "any((one.record, one.field) == (id, link.name) for one in self._found.unsettled)):",
        ),
    ),
    *_in(
        "storage/merge/claims.py",
        (
            "an edit replaces a link that leads in a circle, and not the one that is shown",
            "len(claims) > 1 and _fell_back(connection, record, field)",
            "False",
        ),
    ),
    *_in(
        "storage/merge/disputes.py",
        (
            "what undo gives back is the word of another",
            "if len(settled) > 1 or len(alike) in (0, len(said)):",
            "if len(said) < 2 or not alike:",
        ),
        (
            "nobody is told of a link to what was deleted",
            "if one.other in gone and not held_back",
            "if one.other in gone and held_back",
        ),
    ),
    *_in(
        "storage/merge/refreshing.py",
        (
            "what waits is forgotten",
            "more = found.wanting | unsettled.waiting_for(connection, look)",
            "more = found.wanting",
        ),
        (
            "what is wanted is not looked at",
            "more = found.wanting | unsettled.waiting_for(connection, look)",
            "more = unsettled.waiting_for(connection, look)",
        ),
        (
            "links to what vanishes stay",
            "        more |= _pointing_at(connection, catalogue, vanished)\n",
            "",
        ),
        (
            "circles are settled once and for all",
            "look = set(touched) | unsettled.circles(connection)",
            "look = set(touched)",
        ),
        ("what was not plain stays so", "    unsettled.forget(connection, look)\n", ""),
        (
            "one's own changes settle nothing",
            "    if reached:\n        refresh(connection, catalogue, reached)\n",
            "",
        ),
    ),
    *_in(
        "storage/travel/arriving.py",
        ("a gap is no gap", "if stretch.before and stretch.before not in known:", "if False:"),
        (
            "known edits come again",
            "count = next((n for n, tag in enumerate(tags) if tag not in known), len(tags))",
            "count = 0",
        ),
        (
            "a fork overwrites",
            "if value(connection, _LENGTH, (at.line,)) == at.place:",
            "if value(connection, _LENGTH, (at.line,)):",
        ),
        (
            "edits are not looked at",
            "_take(connection, checked(stretch), found)",
            "_take(connection, stretch, found)",
        ),
        (
            "what is replaced stays live",
            "wrong = [(int(tag not in gone), seq) for seq, live, tag, *_said in found if live == (tag in gone)]",
            "wrong: list[tuple[int, int]] = []",
        ),
        (
            "the end of a stream is not noted",
            "    rows(connection, _END, (stretch.last, names[-1], line))\n",
            "",
        ),
    ),
    *_in(
        "storage/travel/edits.py",
        (
            "a value need not be the one that was sealed",
            "not (sealed or seal(edit.salt, text) == edit.seal)",
            "False",
        ),
        (
            "a stretch begins where it likes",
            "if stretch.first < 1 or len(stretch.before) != (TAG_BYTES if stretch.first > 1 else 0):",
            "if stretch.first < 1:",
        ),
    ),
    *_in(
        "sync/segments.py",
        (
            "a file need not be hashed",
            "if hashlib.sha256(content[:hashed]).digest() != content[hashed : hashed + _HASH_BYTES]:",
            "if False:",
        ),
        (
            "anybody may sign",
            "if not is_signed(publisher, content[signed:hashed], _PUBLISHED, content[:signed]):",
            "if False:",
        ),
        (
            "nobody need vouch",
            "if not is_signed(author, head.vouch, _VOUCHED, _claim(head.portfolio, head.stream, head.last, tip)):",
            "if False:",
        ),
        ("a file may be of another portfolio", "if head.portfolio != portfolio:", "if False:"),
        (
            "a body may be of any size",
            "lines = inflater.decompress(body, MOST_BYTES)",
            "lines = inflater.decompress(body)",
        ),
        (
            "a name may lie",
            "if piece is not None and piece[1:4] != (head.stream, head.first, head.last):",
            "if False:",
        ),
    ),
    *_in(
        "sync/anchor.py",
        (
            "a backup put back goes on under its name",
            "return not anchor.place or tag_at(ledger, stream, anchor.place).hex() == anchor.tag",
            "return True",
        ),
        (
            "a copy goes on under its name",
            "    if anchor is None or (anchor.machine,",
            "    if anchor is not None and (anchor.machine,",
        ),
    ),
    *_in(
        "sync/taking.py",
        (
            "who writes under our name is not noticed",
            "    if stretch.stream == round.present:\n",
            "    if False:\n",
        ),
        (
            "what comes before is not asked for",
            "if stretch.before not in round.tags(stretch.stream, stretch.first - 1):",
            "if False:",
        ),
    ),
    *_in(
        "sync/publishing.py",
        (
            "former names are published last",
            "for stream in reversed(round.own):",
            "for stream in round.own[:1]:",
        ),
    ),
    *_in(
        "sync/repairing.py",
        (
            "damaged files of one's own stay",
            "            if round.bad.holds(file) and _can_be_made_anew(round, named):\n                round.remove(named)\n",
            "            pass\n",
        ),
        (
            "damaged files go with what nobody else has",
            "        return round.knows(named)\n",
            "        return True\n",
        ),
        (
            "a file that was put right stays suspect",
            "        if needless and named.device not in round.own and round.bad.holds(file) and round.bad.is_due(file):\n",
            "        if False:\n",
        ),
    ),
    *_in(
        "sync/consolidating.py",
        (
            "small files go before all have them",
            "if crowd <= 0 and not _is_known_to_all(round, piece):",
            "if False:",
        ),
        ("a larger file need not be sound", "        if sound[around]:\n", "        if True:\n"),
    ),
    *_in(
        "sync/relaying.py",
        (
            "nothing is put back",
            "            for place in places:\n                _put_back(round, line, *place)\n",
            "",
        ),
        (
            "what others have put back is taken away",
            "if isinstance(piece, Piece) and piece.is_relay and piece.device in round.own",
            "if isinstance(piece, Piece) and piece.is_relay",
        ),
    ),
    *_in(
        "sync/membership.py",
        (
            "a stream may change its key",
            "if len(hello.key) != KEY_BYTES or self._pins.get(stream, hello.key) != hello.key:",
            "if len(hello.key) != KEY_BYTES:",
        ),
    ),
    *_of_parcels(
        "sync/share/parcels.py",
        (
            "a parcel need not be its laptop's",
            "if not is_signed(public, signature, _PURPOSE, _bound(portfolio, named.device, whole)):",
            "if False:",
        ),
        ("a damaged parcel is taken", "if name_parcel(named.device, file) != named:", "if False:"),
        (
            "a parcel may be of any size",
            "if not whole.startswith(_MAGIC) or not is_fitting(content):",
            "if not whole.startswith(_MAGIC):",
        ),
    ),
    Fault(
        "a parcel holds in anybody's folder",
        "portfolio_desktop/sync/share/parcels.py",
        'return f"{portfolio} {stream}\\0".encode() + whole',
        "return whole",
        unnoticed="a second lock: each stream has a key of its own, so the signature fails in another's folder by itself",
        by=(_OF_PARCELS,),
    ),
    *_of_parcels(
        "sync/parcels.py",
        (
            "a parcel says when it was sealed",
            "until = (round.now // DAY + TERM + 1) * DAY",
            "until = round.now + TERM * DAY",
        ),
        ("any number of parcels lies there", "if len(own_parcels(round)) >= MOST_PARCELS:", "if False:"),
        (
            "parcels are read for ever",
            "if key is None or named.name in known or size",
            "if key is None or size",
        ),
        ("parcels of a former name are another's", "if device in round.own:", "if device == round.present:"),
        ("all parcels are taken back", "if named.name in names:", "if True:"),
    ),
    *_of_parcels(
        "sync/repairing.py",
        ("a parcel outstays its day", "if opened.until <= round.now:", "if False:"),
        ("a parcel that is still coming goes", "> _COMING", "> -1"),
    ),
    *_of_parcels(
        "sync/sharing.py",
        (
            "parcels stay when a laptop leaves",
            "for named in own_parcels(last):",
            "for named in own_parcels(last)[:0]:",
        ),
    ),
    *_of_parcels(
        "services/people/parcels/arriving.py",
        (
            "anybody's receipt counts",
            'if each["parcel"] in ids and each["party_id"] == party.id and each["received_on"] is None',
            'if each["parcel"] in ids and each["received_on"] is None',
        ),
        ("a receipt is not taken note of", "        _note_receipt(people, parcel)\n", ""),
        (
            "an older copy is awaited as well",
            'is_last = version is None or version == latest[each["part"], each["party_id"]]',
            "is_last = True",
        ),
        (
            "a copy goes before it was received",
            "wanted = {name for name, id in memory.posted.items() if id in awaited}",
            "wanted = set[str]()",
        ),
        (
            "a receipt goes before what it confirms",
            "    wanted |= {name for name, confirmed in memory.receipts.items() if not set(confirmed).isdisjoint(others)}\n",
            "",
        ),
        (
            "nobody is told that a copy went too early",
            "return frozenset((posted & set(own)) - wanted), tuple(sorted(lost))",
            "return frozenset((posted & set(own)) - wanted), ()",
        ),
        (
            "what is for others is tried at every look",
            "            memory.done.append(name)\n",
            "            pass\n",
        ),
    ),
    *_of_parcels(
        "services/people/parcels/sending.py",
        (
            "a receipt confirms only one copy",
            'senders.setdefault(party, []).append(str(each["parcel"]))',
            'senders[party] = [str(each["parcel"])]',
        ),
    ),
)


def is_noticed(fault: Fault) -> bool:
    """Whether the tests fail on a copy of the product with the fault in it."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        shutil.copytree(
            ROOT, copy, ignore=shutil.ignore_patterns(".git", ".venv", "docs", "__pycache__", ".*_cache")
        )
        place = copy / fault.path
        place.write_text(
            place.read_text(encoding="utf-8").replace(fault.right, fault.wrong), encoding="utf-8"
        )
        return not all(_passes(command, copy) for command in fault.by)


def _passes(command: Sequence[str], copy: Path) -> bool:
    surroundings = {**os.environ, "PYTHONPATH": str(copy), "QT_QPA_PLATFORM": "offscreen"}
    run = subprocess.run(
        [sys.executable, *command], cwd=copy, env=surroundings, capture_output=True, text=True, check=False
    )
    if run.returncode and "pytest" in command and " failed" not in run.stdout and " error" not in run.stdout:
        raise RuntimeError(run.stdout[-2000:] + run.stderr[-2000:])
    return not run.returncode


def misplaced(fault: Fault) -> str:
    """What keeps a fault from being put in; nothing where it has its place and leads to Python."""
    text = (ROOT / fault.path).read_text(encoding="utf-8")
    if text.count(fault.right) != 1:
        return f"{fault.name}: stands {text.count(fault.right)} times in {fault.path}"
    try:
        ast.parse(text.replace(fault.right, fault.wrong))
    except SyntaxError as error:
        return f"{fault.name}: {error}"
    return ""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*")
    told = parser.parse_args()
    chosen = [fault for fault in FAULTS if not told.names or fault.name in told.names]
    unnoticed = []
    for fault in chosen:
        began = time.monotonic()
        noticed = is_noticed(fault)
        if not noticed:
            unnoticed.append(fault)
        sys.stdout.write(
            f"{'noticed' if noticed else 'UNNOTICED':<10} {time.monotonic() - began:5.0f} s  {fault.name}\n"
        )
        sys.stdout.flush()
    sys.stdout.write(f"{len(chosen) - len(unnoticed)} of {len(chosen)} noticed\n")
    for fault in unnoticed:
        sys.stdout.write(f"{fault.name}: {fault.unnoticed or 'not explained'}\n")
    sys.exit(any(not fault.unnoticed for fault in unnoticed))


if __name__ == "__main__":
    main()
