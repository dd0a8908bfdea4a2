# SPDX-License-Identifier: Apache-2.0
"""What others wrote into a cell while somebody was typing there: what was typed goes in, and whoever typed is told."""

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.text import shorten
from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.words import link_titles, words


def said_meanwhile(office: Office, entity: str, id: Id, name: str, seen: Value) -> list[str]:
    """What stands in a cell, in words, where it is not what was seen there when somebody began to type. For the database
    thread.
    """
    with office.reading() as reader:
        definition = reader.catalogue.entity(entity)
        record = reader.get(definition, id)
        if record is None or record[name] == seen:
            return []
        titles = link_titles(reader, definition, [record])
        return [words(reader.catalogue, definition.field(name), record[name], titles=titles)]


def replaced(said: str) -> str:
    """The sentence that tells what somebody else had said there."""
    told = _("While you were typing, somebody else had written “{words}”. Yours stands there now.")
    return told.format(words=shorten(said, 80))


def overtaken(now: str) -> str:
    """The same of a cell that what somebody else did had moved."""
    told = _("While you were typing, this had become “{words}”. Yours stands there now.")
    return told.format(words=shorten(now, 80))
