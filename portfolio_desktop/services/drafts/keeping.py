# SPDX-License-Identifier: Apache-2.0
"""The words of half-filled forms, kept on this laptop as they are typed, and offered again at the next start; at once, where
they could not be put in.

They lie sealed in this laptop's own folder, under a key that lies in the workspace (`storage.beside`). Never those of a
people file: it keeps its own, inside itself (`services.people.views.unfinished`).
"""

import contextlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from portfolio_desktop.base.paths import laptop_folder
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.beside.sealed import read_sealed, write_sealed

RECORD, NEW, ACT, SITTING = "record", "new", "act", "sitting"
ENDED, REFUSED, GONE = "ended", "refused", "gone"
"""Why words were not put in: the program ended, they were refused, or there is nothing left to put them into."""


@dataclass(frozen=True, slots=True)
class Form:
    """Which form: of a RECORD by its id, of a NEW record, the window of an ACT by its title, or a SITTING: of a meeting,
    or of whoever prepares a pack."""

    kind: str
    entity: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """What stood in the fields of a form, by their names, and was not yet put in."""

    form: Form
    words: Mapping[str, str]
    page: str = ""
    """The key of the page that it was typed on."""
    title: str = ""
    """What the record is called; found anew whenever a draft is read, as long as there is one."""
    why: str = ENDED


def keep(office: Office, drafts: Iterable[Draft]) -> None:
    """Keep these and no others. Raises Trouble where this laptop takes nothing now."""
    if office.confidential:
        raise TypeError(office)  # a people file keeps its own, where nobody else reads them
    plain = [asdict(draft) for draft in drafts]
    path = _path(office)
    if plain:
        write_sealed(office.store, path, json.dumps(plain).encode())
    else:
        with contextlib.suppress(OSError):  # what cannot be taken away now is offered once more
            path.unlink(missing_ok=True)


def kept(office: Office) -> list[Draft]:
    """Those of the last time, with what their records are called. What cannot be read is left out."""
    path = _path(office)
    if not path.is_file():
        return []
    try:
        plain = json.loads(read_sealed(office.store, path) or b"[]")
        drafts = [
            Draft(
                Form(**each["form"]),
                {str(name): str(said) for name, said in each["words"].items()},
                each["page"],
                str(each["title"]),
            )
            for each in plain
        ]
    except (ValueError, TypeError, KeyError, AttributeError):
        return []
    known = {entity.name for entity in office.catalogue.entities}
    return [_as_of_now(office, draft) for draft in drafts if draft.form.entity in known]


def _as_of_now(office: Office, draft: Draft) -> Draft:
    form = draft.form
    if form.kind != RECORD:
        return draft
    with office.reading() as reader:
        titles = reader.titles(office.catalogue.entity(form.entity), {Id(form.about)})
    title = titles.get(Id(form.about))
    return replace(draft, why=GONE) if title is None else replace(draft, title=title)


def _path(office: Office) -> Path:
    return laptop_folder("drafts") / f"{office.store.id}.sealed"
