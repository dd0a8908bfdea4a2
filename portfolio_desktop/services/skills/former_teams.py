# SPDX-License-Identifier: Apache-2.0
"""Teams that earlier versions kept as words beside each person: the log still says them, and they become teams here."""

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.changes import Change, Changes, Create, Edit
from portfolio_desktop.storage.replay import replay

_FORMER = "team"


def former_teams(office: Office) -> dict[Id, str]:
    """The words that were a person's team, for everybody who is in no team now."""
    with office.reading() as reader:
        said = replay(reader.connection, entities=("person",)).get("person", {})
        now = dict(reader.values(reader.catalogue.entity("person"), ("team_id",)))
    found = {id: said.get(id, {}).get(_FORMER) for id, team in now.items() if team is None}
    return {id: words.strip() for id, words in found.items() if isinstance(words, str) and words.strip()}


def take_over(office: Office) -> Changes:
    """Each of these words becomes a team, where there is none of that name, and its people join it."""
    with office.reading() as reader:
        teams = {
            (title or "").casefold(): id
            for id, title in reader.values(reader.catalogue.entity("team"), ("title",))
        }
    made: list[Change] = []
    joined: list[Change] = []
    for person, words in former_teams(office).items():
        team = teams.get(words.casefold())
        if team is None:
            team = teams[words.casefold()] = Id(office.store.new_id())
            made.append(Create("team", team, {"title": words}))
        joined.append(Edit("person", person, "team_id", team))
    return Changes(_("Take over the teams that were written beside people"), (*made, *joined))
