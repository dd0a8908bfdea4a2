# SPDX-License-Identifier: Apache-2.0
"""Is the workspace whole? The file, the chain of edits, and the registers against what the log says."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, Row, select
from sqlalchemy.exc import DatabaseError

from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.base.text import one_line, shorten
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.storage.dump import state_of_registers
from portfolio_desktop.storage.edits import HEADER, EditBody, name_edit, read_plain, seal
from portfolio_desktop.storage.history import own_streams
from portfolio_desktop.storage.merge import unsettled
from portfolio_desktop.storage.merge.refreshing import settled
from portfolio_desktop.storage.merge.unsettled import Kind, Unsettled
from portfolio_desktop.storage.plans.planner import wrong_dates
from portfolio_desktop.storage.replay import State, replaced
from portfolio_desktop.storage.rows import search_texts
from portfolio_desktop.storage.schema import CHANGE_SET, EDIT, META, STREAM
from portfolio_desktop.storage.travel.outgoing import origin, root


class Mend(StrEnum):
    """What puts a finding right."""

    REBUILD = "rebuild"
    REINDEX = "reindex"
    REPLACE = "replace"
    DECIDE = "decide"


_MENDING = {
    Mend.REBUILD: N_(
        "Mending makes the registers, the search index and the dates anew from the history; nothing that was entered is lost."
    ),
    Mend.REINDEX: N_("Mending makes the file's own indexes anew; nothing that was entered is touched."),
    Mend.REPLACE: N_(
        "Rebuilding makes a new file from what is whole of this one, a backup and the share; this one is kept aside."
    ),
    Mend.DECIDE: N_(
        "A person decides: give one of them another code, or say on the page Sharing which keeps it."
    ),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be, in a sentence, and what puts it right."""

    text: str
    mend: Mend

    @property
    def mendable(self) -> bool:
        """Whether it is put right in the file as it is."""
        return self.mend in (Mend.REBUILD, Mend.REINDEX)

    @property
    def mending(self) -> str:
        """What putting it right does, in a sentence."""
        return _(_MENDING[self.mend])


def examine(connection: Connection, catalogue: Catalogue) -> list[Finding]:
    """Everything that is wrong; an empty list for a whole workspace. Goes on past what cannot be read."""
    return _found(
        lambda: _file(connection),
        lambda: _chains(connection),
        lambda: _memory(connection),
        lambda: _marks(connection),
        lambda: _registers(connection, catalogue),
        lambda: _dates(connection, catalogue),
        lambda: _codes(connection, catalogue),
    )


def examine_history(connection: Connection) -> list[Finding]:
    """What is wrong with the chain of edits, from which all else can be made."""
    return _found(lambda: _chains(connection))


def _found(*parts: Callable[[], Iterator[Finding]]) -> list[Finding]:
    found: list[Finding] = []
    for part in parts:
        try:
            found += part()
        except (DatabaseError, driver.DatabaseError) as error:
            words = getattr(error, "orig", error)
            found.append(
                Finding(_("A part of the file cannot be read: {words}.").format(words=words), Mend.REPLACE)
            )
        except (ValueError, TypeError, LookupError, ArithmeticError, AttributeError, AssertionError):
            found.append(Finding(_("A register holds what is no value of its fields."), Mend.REBUILD))
    return list(dict.fromkeys(found))


_OF_AN_INDEX = ("missing from index", "wrong # of entries in index", "non-unique entry in index")
_OF_THE_SEARCH = "fts5"
_SHOWN, _WORDS = 5, 160


def _file(connection: Connection) -> Iterator[Finding]:
    """What SQLite finds wrong with the file; of many faults of one kind a few stand for all."""
    told: Counter[Mend] = Counter()
    for (verdict,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if verdict == "ok":
            continue
        mend = Mend.REPLACE
        if any(words in verdict for words in _OF_AN_INDEX):
            mend = Mend.REINDEX
        elif _OF_THE_SEARCH in verdict.lower():
            mend = Mend.REBUILD
        told[mend] += 1
        if told[mend] <= _SHOWN:
            said = shorten(one_line(verdict.removeprefix("*** in database main ***")), _WORDS).strip(" .")
            yield Finding(_("The file is damaged: {verdict}.").format(verdict=said), mend)
    tables = dict.fromkeys(row[0] for row in connection.exec_driver_sql("PRAGMA foreign_key_check"))
    for table in tables:
        yield Finding(
            _("A record of {table} points at one that is not there.").format(table=table), Mend.REBUILD
        )


def _chains(connection: Connection) -> Iterator[Finding]:
    """Work out every tag anew. An edit that was changed, dropped or slipped in breaks its stream from there on."""
    streams = connection.execute(select(STREAM)).all()
    if own_streams(connection)[0] not in {stream.name for stream in streams}:
        yield Finding(_("The file does not know under which name it writes."), Mend.REPLACE)
    for stream in streams:
        rows = connection.execute(_EDITS.where(EDIT.c.stream == stream.number)).all()
        tip = root(stream.name)
        first = rows[0].place if rows and tip else 1
        place = first - 1
        for place, row in enumerate(rows, first):
            if row.place != place or not _genuine(origin(stream.name), tip, row):
                yield Finding(
                    _(
                        "The history was altered at edit {place} of {stream}. Compare it with a backup."
                    ).format(place=place, stream=stream.name),
                    Mend.REPLACE,
                )
                break
            tip = row.tag
        else:
            if (place, tip) != (stream.length, stream.tip):
                yield Finding(
                    _("The end of the history of {stream} is missing. Compare it with a backup.").format(
                        stream=stream.name
                    ),
                    Mend.REPLACE,
                )


_EDITS = (
    select(EDIT, *(column.label(f"set_{column.name}") for column in CHANGE_SET.c))
    .join(CHANGE_SET, CHANGE_SET.c.number == EDIT.c.change_set)
    .order_by(EDIT.c.place)
)


def _genuine(stream: str, tip: bytes, row: Row[Any]) -> bool:
    """Whether an edit bears the name that it must have after `tip`, and the value that it was sealed with."""
    body = EditBody(row.tick, row.set_id, row.entity, row.record, row.field, row.parents)
    erased = row.value is None and row.salt is None
    sealed = erased or seal(row.salt or b"", (row.value or "").encode()) == row.seal
    if not sealed or name_edit(stream, tip, body, row.seal) != row.tag:
        return False
    return row.entity != HEADER or erased or _same_header(row)


_SAID = ("author", "label", "why", "reverses")


def _same_header(row: Row[Any]) -> bool:
    """Whether the change set's own row, which is there for speed, says what its edit says. A newer version says more."""
    said = {"author": row.set_author, "label": row.set_label, "why": row.set_why}
    if row.set_reverses is not None:
        said["reverses"] = row.set_reverses
    found = read_plain(row.value)
    return bool(row.tick == row.set_tick and {word: found[word] for word in _SAID if word in found} == said)


def _memory(connection: Connection) -> Iterator[Finding]:
    """Whether what the file remembers of its share can be read."""
    for key in unreadable_memory(connection):
        if key == SHARE:
            yield Finding(
                _(
                    "The key to the share cannot be read. Mending takes the workspace out of the share: join again with an "
                    "invitation."
                ),
                Mend.REBUILD,
            )
        else:
            yield Finding(
                _(
                    "What the file remembers of its share cannot be read ({key}); the next round works it out anew."
                ).format(key=key),
                Mend.REBUILD,
            )


def unreadable_memory(connection: Connection) -> list[str]:
    """The keys of what is remembered of a share, and can no longer be read."""
    found = []
    for key, value in connection.execute(_SHARE_MEMORY):
        try:
            read_plain(value or "null")
        except (ValueError, TypeError):
            found.append(key)
    return found


_SHARE_MEMORY = select(META.c.key, META.c.value).where(META.c.key.startswith("share.sync."))
SHARE = "share.sync.share"
"""The key of `meta` under which the office's secret lies."""


def _marks(connection: Connection) -> Iterator[Finding]:
    marked = connection.execute(select(EDIT.c.tag).where(EDIT.c.live == 0)).scalars()
    if set(marked) != replaced(connection):
        yield Finding(_("The history does not mark which of its edits have been replaced."), Mend.REBUILD)


def _waiting(found: Iterable[Unsettled]) -> set[Unsettled]:
    """What waits. Which of several parts is named that keep a deleted record is left to chance, and one is as good as another."""
    return {one._replace(other="") if one.kind is Kind.DELETED else one for one in found}


def _registers(connection: Connection, catalogue: Catalogue) -> Iterator[Finding]:
    held = state_of_registers(connection, catalogue)
    said = settled(connection, catalogue)
    for entity in catalogue.entities:
        if held.get(entity.name, {}) != said.state.get(entity.name, {}):
            yield Finding(
                _("The register of {plural} does not show what the history says.").format(
                    plural=_(entity.plural)
                ),
                Mend.REBUILD,
            )
    if catalogue.entities and _waiting(unsettled.everything(connection)) != _waiting(said.unsettled):
        yield Finding(
            _("The list of what people have still to settle is not what the history says."), Mend.REBUILD
        )
    yield from _search(connection, catalogue, held)


def _search(connection: Connection, catalogue: Catalogue, held: State) -> Iterator[Finding]:
    """Whether the search finds the records that there are by the words that they hold."""
    indexed = {(row[0], row[1]): (row[2], row[3]) for row in connection.exec_driver_sql(_INDEXED)}
    wanted = {
        (entity.name, id): (title, body)
        for entity in catalogue.entities
        for id, title, body in search_texts(entity, held.get(entity.name, {}))
    }
    if indexed.keys() != wanted.keys():
        yield Finding(_("The search index does not hold the records that there are."), Mend.REBUILD)
    elif indexed != wanted:
        yield Finding(_("The search index holds other words than the records do."), Mend.REBUILD)


_INDEXED = (
    "SELECT search_row.entity, search_row.record, search.title, search.body "
    "FROM search_row LEFT JOIN search ON search.rowid = search_row.number"
)


def _dates(connection: Connection, catalogue: Catalogue) -> Iterator[Finding]:
    if count := wrong_dates(connection, catalogue):
        yield Finding(
            ngettext(
                "The dates of {count} task do not follow from its plan.",
                "The dates of {count} tasks do not follow from their plans.",
                count,
            ).format(count=f"{count:,}"),
            Mend.REBUILD,
        )


def _codes(connection: Connection, catalogue: Catalogue) -> Iterator[Finding]:
    """Codes that several records of one register have, whoever gave them."""
    for entity in catalogue.entities:
        if entity.code is None:
            continue
        column = f'"{entity.code.name}"'
        statement = (
            f"SELECT min({column}), count(*) FROM {entity.name} WHERE {column} IS NOT NULL "  # noqa: S608
            f"GROUP BY {column} COLLATE NOCASE HAVING count(*) > 1"
        )
        for code, count in connection.exec_driver_sql(statement):
            words = _("{code} is the code of {count} {plural}.")
            yield Finding(words.format(code=code, count=count, plural=_(entity.plural).lower()), Mend.DECIDE)
