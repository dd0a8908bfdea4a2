# SPDX-License-Identifier: Apache-2.0
"""Sealed copies of an appraisal: sealed for one reader, put into any folder as a file, and taken from wherever they lie.

Those that go by the shared folder of the portfolio are seen to by `posting`.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portfolio_desktop.base.clock import system_clock
from portfolio_desktop.base.errors import Refusal, Trouble
from portfolio_desktop.base.files import write_whole
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.ids import system_random
from portfolio_desktop.base.text import one_line, shorten
from portfolio_desktop.catalogue.fields import Id, Record, Value
from portfolio_desktop.catalogue.filters import Op, Test
from portfolio_desktop.domain.appraisal.standing import Side, side_of
from portfolio_desktop.services.office import record_of
from portfolio_desktop.services.people.cards import card_of
from portfolio_desktop.services.people.copies import Row, copied
from portfolio_desktop.services.people.custody.taking_over import taken_over
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.services.people.taking import bearing, brought, id_in, typed
from portfolio_desktop.storage.changes import Changes, Create
from portfolio_desktop.storage.confidential.sealing import LARGEST, SUFFIX, Parcel, opaque, open_parcel, seal
from portfolio_desktop.storage.read import Reader

_STRANGER = N_(
    "{name} is signed by somebody called {author}, whose card you do not have. Take their card first, and compare its "
    "figures by voice: {figures}."
)
_OTHER_KEY = N_(
    "{name} says that it comes from {author}, but it is signed by another key than the card of {author} that you have. "
    "Nothing was taken from it; ask {author} by voice."
)
_NO_PART = N_(
    "{name} is about an appraisal in which you or its author take no part. Nothing was taken from it."
)
_OLDER = N_("{name} is older than what {author} sent you since. Nothing was taken from it.")
_NEWER = N_(
    "{name} was written by another version of Portfolio Desktop. Update this laptop, or that of its sender."
)
_NOT_YOURS = N_("Only those who take part in an appraisal can be sent a copy of it, and {name} does not.")
_NOTHING_MINE = N_("You take no part in this appraisal, so there is nothing of yours to send.")
PROGRESS = "progress"
"""Begins what is told of the progress of a year: its title under this word, and the lines."""
_TITLE, _WORDS = 200, 200_000  # characters
_STRANGE = (KeyError, TypeError, ValueError, AttributeError, ArithmeticError)
_TOO_LARGE = N_("{name} is too large for a sealed copy. Nothing was read of it.")
_UNREAD = N_("{path} cannot be read ({words}). Check that it is there, and the rights of its folder.")


@dataclass(frozen=True, slots=True)
class Sealed:
    """Sealed copies that are to be sent, each parcel by its id, and what notes in the file that they were."""

    parcels: Mapping[str, bytes]
    changes: Changes

    @property
    def opaque(self) -> Mapping[str, bytes]:
        """The parcels as they go by a share: nothing in them says what they are."""
        return {id: opaque(parcel) for id, parcel in self.parcels.items()}


@dataclass(frozen=True, slots=True)
class Sent:
    """A sealed copy that was written, and what notes in the file that it was."""

    path: Path
    changes: Changes


@dataclass(frozen=True, slots=True)
class Waiting:
    """A sealed file that is for the owner: what it brings, or why nothing is taken from it."""

    path: Path
    changes: Changes | None = None
    refusal: str = ""


def send(people: PeopleFile, appraisal: Id, to: Id, folder: Path) -> Sent:
    """Seal for `to` what they may read of the owner's part, and put it into `folder` under a name that says nothing."""
    sealed = seal_copy(people, appraisal, to)
    (path,) = put_into(folder, sealed)
    return Sent(path, sealed.changes)


def put_into(folder: Path, sealed: Sealed) -> tuple[Path, ...]:
    """Put sealed copies into a folder under names that say nothing; returns where they lie."""
    paths = {folder / f"{id}{SUFFIX}": parcel for id, parcel in sealed.parcels.items()}
    for path, parcel in paths.items():
        write_whole(path, parcel)
    return tuple(paths)


def seal_copy(people: PeopleFile, appraisal: Id, to: Id) -> Sealed:
    """Seal for `to` what they may read of the owner's part of an appraisal now."""
    with people.reading() as reader:
        record = record_of(reader, "appraisal", appraisal)
        party = record_of(reader, "party", to)
        mine, theirs = side_of(record, people.my_id), side_of(record, to)
        if mine is Side.NOBODY:
            raise Refusal(_(_NOTHING_MINE))
        if theirs is Side.NOBODY or theirs is mine:
            raise Refusal(_(_NOT_YOURS).format(name=party["name"]))
        rows = list(copied(reader, record, mine, theirs, people.my_id))
    return seal_rows(people, record, party, rows)


def seal_rows(people: PeopleFile, appraisal: Record, party: Record, rows: Sequence[Row]) -> Sealed:
    """Seal `rows` of an appraisal for a party. What they may read of it the caller has settled."""
    with people.reading() as reader:
        # Seconds, so that a sender whose file was restored from a backup is not taken for one who repeats himself.
        version = max(system_clock() // 1000, _latest(reader, "sent", appraisal.id, party.id) + 1)
    content = {"appraisal": appraisal.id, "version": version, "rows": rows}
    id, parcel = seal_for(people, content, party)
    title, subject = appraisal["title"], appraisal["subject_id"]
    noted = _noted(people, "sent", title, subject, party.id, appraisal.id, version, id)
    changes = Changes(_("Send a sealed copy to {name}").format(name=party["name"]), (noted,))
    return Sealed({id: parcel}, changes)


def seal_for(people: PeopleFile, content: Mapping[str, Any], party: Record) -> tuple[str, bytes]:
    """The id of a parcel that a party alone can open, and the parcel. Refuses where there is no card of theirs."""
    return seal(content, people.identity, [card_of(party)], system_random)


def sent_before(reader: Reader, appraisal: Id, party: Id) -> bool:
    """Whether a part of an appraisal was ever sealed for a party."""
    return _latest(reader, "sent", appraisal, party) > 0


def take(people: PeopleFile, path: Path) -> Changes:
    """What a sealed file brings; nothing where it was taken before.

    Refuses what is not for the owner, not from somebody whose card they have, or not about an appraisal of theirs.
    """
    return brings(people, open_parcel(_content(path), people.identity, path.name), path.name)


def waiting(people: PeopleFile, folder: Path) -> list[Waiting]:
    """The sealed files in `folder` that are for the owner and bring something new, or say why not, the oldest first.

    Of those for others it can be known that they are there, and nothing else; they are left out.
    """
    files: list[tuple[float, Path]] = []
    with suppress(OSError):
        files = [(path.stat().st_mtime, path) for path in folder.glob(f"*{SUFFIX}") if path.is_file()]
    found: list[Waiting] = []
    for _time, path in sorted(files):
        try:
            parcel = open_parcel(_content(path), people.identity, path.name)
        except (Refusal, Trouble):
            continue
        try:
            changes = brings(people, parcel, path.name)
        except Refusal as refusal:
            found.append(Waiting(path, refusal=str(refusal)))
        else:
            found += [Waiting(path, changes)] if changes else []
    return found


def brings(people: PeopleFile, parcel: Parcel, name: str) -> Changes:
    """What an opened parcel brings; nothing where it was taken before. `name` is for the sentence of a refusal."""
    with people.reading() as reader:
        author = sender(reader, parcel, name)
        label = _("Take a sealed copy from {name}").format(name=author["name"])
        if reader.count(people.catalogue.entity("dispatch"), Test("parcel", Op.IS, parcel.id)):
            return Changes(label, ())
        if isinstance(parcel.content, dict) and "handed" in parcel.content:
            return _taken_over(people, reader, parcel, author, name)
        if isinstance(parcel.content, dict) and PROGRESS in parcel.content:
            return _told(people, parcel, author, name)
        try:
            appraisal, version = id_in(parcel.content, "appraisal"), int(parcel.content["version"])
            rows = typed(reader, parcel.content["rows"])
        except _STRANGE as error:
            raise Refusal(_(_NEWER).format(name=name)) from error
        found = bearing(reader, appraisal, rows, author.id, people.my_id)
        if found is None:
            raise Refusal(_(_NO_PART).format(name=name))
        if version <= _latest(reader, "received", appraisal, author.id):
            raise Refusal(_(_OLDER).format(name=name, author=author["name"]))
        items = tuple(brought(reader, found, rows))
    title, subject = found.values["title"], found.values["subject_id"]
    noted = _noted(people, "received", title, subject, author.id, appraisal, version, parcel.id)
    return Changes(label, (*items, noted))


def _taken_over(people: PeopleFile, reader: Reader, parcel: Parcel, author: Record, name: str) -> Changes:
    try:
        person, rows = id_in(parcel.content, "handed"), typed(reader, parcel.content["rows"])
    except _STRANGE as error:
        raise Refusal(_(_NEWER).format(name=name)) from error
    items, called = taken_over(reader, person, rows, author.id, people.my_id)
    noted = _noted(people, "received", called, person, author.id, person, None, parcel.id)
    label = _("Take {person} over from {author}").replace("{person}", called)
    return Changes(label.replace("{author}", str(author["name"])), (*items, noted))


def _told(people: PeopleFile, parcel: Parcel, author: Record, name: str) -> Changes:
    """What somebody tells of the progress of a year: kept as the words that it is, and believed in nothing else."""
    title, lines = parcel.content[PROGRESS], parcel.content.get("lines")
    if not (
        isinstance(title, str) and isinstance(lines, list) and all(isinstance(one, str) for one in lines)
    ):
        raise Refusal(_(_NEWER).format(name=name))
    values: dict[str, Value] = {
        "title": shorten(one_line(title), _TITLE),
        "kind": "received",
        "party_id": author.id,
        "at": people.today(),
        "parcel": parcel.id,
        "words": shorten("\n".join(lines), _WORDS),
    }
    label = _("Take from {name} how a year goes").format(name=author["name"])
    return Changes(label, (Create("dispatch", Id(people.store.new_id()), values),))


def sender(reader: Reader, parcel: Parcel, name: str) -> Record:
    """The party that sealed it, known by the key of their card. Refuses a stranger."""
    card = parcel.author
    author = reader.get(reader.catalogue.entity("party"), Id(card.person))
    if author is None or not author["card"]:
        raise Refusal(_(_STRANGER).format(name=name, author=card.name, figures=card.fingerprint))
    if card_of(author).signs != card.signs:
        raise Refusal(_(_OTHER_KEY).format(name=name, author=author["name"]))
    return author


def _latest(reader: Reader, kind: str, appraisal: Id, party: Id) -> int:
    """The version of the last copy of an appraisal that went to or came from somebody."""
    entity = reader.catalogue.entity("dispatch")
    where = Test("part", Op.IS, appraisal)
    return max(
        (
            version
            for each in reader.all(entity, where)
            if each["kind"] == kind
            and each["party_id"] == party
            and isinstance(version := each["version"], int)
        ),
        default=0,
    )


def _noted(
    people: PeopleFile,
    kind: str,
    title: Value,
    subject: Value,
    party: Id,
    part: Id,
    version: int | None,
    parcel: str,
) -> Create:
    values: dict[str, Value] = {
        "title": title,
        "kind": kind,
        "party_id": party,
        "subject_id": subject,
        "at": people.today(),
        "part": part,
        "version": version,
        "parcel": parcel,
    }
    return Create("dispatch", Id(people.store.new_id()), values)


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise Refusal(_(_TOO_LARGE).format(name=path.name))
        return path.read_bytes()
    except OSError as error:
        raise Trouble(_(_UNREAD).format(path=path, words=error.strerror or error)) from error
