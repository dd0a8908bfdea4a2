# SPDX-License-Identifier: Apache-2.0
"""That something was learned or talked about, as a line of the journal: so it is offered at the end of the year."""

from datetime import date

from portfolio_desktop.catalogue.fields import Id, Values
from portfolio_desktop.services.people.known import said
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.storage.changes import Create


def happened(people: PeopleFile, subject: Id, kind: str, title: str, on: date, words: str = "") -> Create:
    """The entry. It was theirs, so it is no news to them."""
    values: Values = {
        "title": title,
        "subject_id": subject,
        "on": on,
        "kind": kind,
        "words": words.strip() or None,
        "told": True,
    }
    return Create("evidence", Id(people.store.new_id()), said(values))
