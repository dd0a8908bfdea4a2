# SPDX-License-Identifier: Apache-2.0
"""What somebody was in the middle of when the file locked: where they were, and the words of fields not yet put in.

Neither is part of the history, of what undo takes back, or of any copy for anybody.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.storage.confidential.drafts import drafts, keep_draft

_PLACE = "place"


@dataclass(frozen=True, slots=True)
class Draft:
    """What stood in the fields of a form of some `kind` that is about a record or a person."""

    kind: str
    about: Id
    fields: Mapping[str, str]


def keep(people: PeopleFile, draft: Draft) -> None:
    """Keep a draft in the place of an earlier one; without a word in it, none is kept."""
    words = json.dumps(dict(draft.fields)) if any(words.strip() for words in draft.fields.values()) else ""
    keep_draft(people.store, f"{draft.kind} {draft.about}", words)


def forget(people: PeopleFile, kind: str, about: Id) -> None:
    """What was written has been put in, or thrown away."""
    keep_draft(people.store, f"{kind} {about}", "")


def unfinished(people: PeopleFile) -> list[Draft]:
    """Every draft there is."""
    found = []
    for name, words in drafts(people.store).items():
        kind, _space, about = name.rpartition(" ")
        if kind and kind != _PLACE:
            found.append(Draft(kind, Id(about), json.loads(words)))
    return found


def find(people: PeopleFile, kind: str, about: Id) -> Draft | None:
    """The draft of that kind about that record, where there is one."""
    return next((one for one in unfinished(people) if (one.kind, one.about) == (kind, about)), None)


def stay(people: PeopleFile, page: str, view: str, about: str) -> None:
    """Remember where on a page somebody was: the view, and the record that it showed."""
    keep_draft(people.store, f"{_PLACE} {page}", f"{view} {about}".strip())


def stayed(people: PeopleFile, page: str) -> tuple[str, str]:
    """The view and the record where they were; the first view, where nothing is remembered."""
    view, _space, about = drafts(people.store).get(f"{_PLACE} {page}", "").partition(" ")
    return view, about
