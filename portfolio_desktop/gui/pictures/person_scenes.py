# SPDX-License-Identifier: Apache-2.0
"""Pictures of what a manager keeps on one person: development, matters, health apart, and how the two talk. All invented."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from PySide6.QtWidgets import QLineEdit, QWidget

from portfolio_desktop.catalogue.fields import Id, Values
from portfolio_desktop.gui.pages.confidential.inside import Inside
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.pages.confidential.person.page import FORMAL, GROWTH, HEALTH
from portfolio_desktop.gui.pictures.confidential_scenes import INVENTED, do, filled, inside_of
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.services import records
from portfolio_desktop.services.people import conversations, development
from portfolio_desktop.services.people.apart import notes
from portfolio_desktop.services.people.concerns import (
    Step,
    give_outcome,
    hold_review,
    matters,
    open_matter,
    plan_reviews,
    take_step,
)
from portfolio_desktop.services.people.conversations import Promised
from portfolio_desktop.services.people.learning import coaching, mentoring
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.services.people.views.team import TeamYear, team_year
from portfolio_desktop.storage.changes import Changes, Create

Play = Callable[[Shell], QWidget | None]
_WEEK = timedelta(weeks=1)
_GROW: Values = {
    "goal": "Chair the assurance board alone by March, so that nobody looks to the sponsor for the next sentence.",
    "reality": "Chairs the first half. When two directors disagree she hands over; twice since summer, both times on money.",
    "options": "Ask for the numbers before the meeting. Name the disagreement instead of solving it. Watch how the audit chair "
    "does it.",
    "will": "Talk to both directors two days before the next board. Chair the money item herself on 4 December.",
}
_ACTIVITIES = (
    ("Half a year in the finance team, one day a week", "broadening", None, None),
    ("Chair the regional portfolio forum", "bodies", Decimal(6), 40),
    ("Read the assurance reviews of three cancelled programmes", "knowledge", Decimal("4.5"), 75),
    ("Course: facilitating disagreement", "skills", None, 20),
)


def _team(shell: Shell) -> tuple[Inside, PeopleDesk, list[Id], date]:
    filled(shell)
    people = shell.confidential.people
    found: list[TeamYear] = []
    people.people(team_year, found.append)
    shell.guide.go(places.TEAM)
    return inside_of(shell), people, [member.party for member in found[0].members], people.beside.today


def _growing(shell: Shell) -> tuple[Inside, PeopleDesk, Id]:
    inside, people, team, today = _team(shell)
    person = team[0]
    need: Values = {
        "title": "Chair a difficult meeting well",
        "subject_id": person,
        "why": "The board is growing.",
    }
    _made(people, records.create, "development_need", need)
    for title, group, hours, ago in _ACTIVITIES:
        due = today + timedelta(days=30 if ago != 20 else -10)
        given: Values = {"title": title, "subject_id": person, "group": group, "due": due}
        activity = _made(people, records.create, "activity", given)
        if hours is not None:
            learned = "Ask for the dissent first."
            do(people, development.finish, activity, hours, learned, today - timedelta(days=ago or 0))
    first: Values = {"title": "Coaching in October", "subject_id": person, "on": today - 5 * _WEEK}
    do(
        people,
        coaching.coach,
        {**first, "goal": "Speak before the directors do", "will": "Open the next board."},
    )
    found: list[tuple[Id, str]] = []
    people.people(lambda file: mentoring.outside_line(file, person), found.extend)
    if found:
        pair = _made(people, mentoring.begin, found[-1][0], person, "To see how another house decides.")
        _made(people, mentoring.meet, pair, today)
    return inside, people, person


def _development(shell: Shell) -> None:
    inside, _people, person = _growing(shell)
    inside.show_person(person, GROWTH)


def _coaching(shell: Shell) -> None:
    inside, people, person = _growing(shell)
    today = people.beside.today
    given: Values = {"title": "Chairing", "subject_id": person, "on": today, "confidence": 6}
    session = _made(people, coaching.coach, {**given, **_GROW, "next_on": today + 3 * _WEEK})
    inside.show_coaching(session)


def _mentoring(shell: Shell) -> None:
    inside, people, person = _growing(shell)
    found: list[Id] = []
    people.people(lambda file: [pair.record.id for pair in mentoring.pairs(file, person)], found.extend)
    if found:
        inside.show_mentoring(found[0])


def _talk(shell: Shell) -> None:
    inside, people, team, today = _team(shell)
    person = team[0]
    talk = _made(people, conversations.plan, person, today)
    do(
        people,
        conversations.promise,
        talk,
        Promised("Ask finance for the figures of March", team[0], today + _WEEK),
    )
    said = {"progress": "The calendar holds: no two gates fall into one week any more."}
    do(people, records.change, "conversation", talk, said)
    inside.show_talk(talk)


def _matter(shell: Shell) -> None:
    """A matter of capability with its plan. It says nothing of anybody's health."""
    inside, people, team, today = _team(shell)
    begun = today - 9 * _WEEK
    concern = _capability(people, team[0], begun)
    do(people, plan_reviews, concern, [begun + week * _WEEK for week in (6, 10, 14)])
    reviews: list[Id] = []
    people.people(lambda file: _reviews(file, concern), reviews.extend)
    do(people, hold_review, reviews[0], "on_way", "Two of three reports came on the day.", begun + 6 * _WEEK)
    inside.show_matter(concern)


def _formal(shell: Shell) -> None:
    """A warning that has expired, a grievance, and a recommendation about pay."""
    inside, people, team, today = _team(shell)
    person, begun = team[0], today - 60 * _WEEK
    _capability(people, person, today - 9 * _WEEK)
    do(people, open_matter, person, "conduct", "Figures sent to a supplier", "Against the rule.", begun)
    found: list[Id] = []
    people.people(
        lambda file: [one.id for one in matters(file, person) if one.kind == "conduct"], found.extend
    )
    for stage in ("informal", "investigation", "invitation", "meeting"):
        step = Step(stage=stage, title=stage.title(), on=begun + _WEEK, companion="A colleague")
        do(people, take_step, found[0], step)
    letter = Step(stage="outcome", title="Letter handed over", on=begun + 2 * _WEEK)
    do(people, give_outcome, found[0], "first", letter)
    do(people, open_matter, person, "grievance", "Rota made without asking", "", today - _WEEK)
    pay = _made(people, notes.begin, notes.PAY, person)
    why = "Runs the assurance calendar of 18 projects alone since June; two peers with less are a step above."
    do(people, notes.change, notes.PAY, pay, {"percent": Decimal("3.5"), "why": why})
    inside.show_person(person, FORMAL)


def _health(*, opened: bool) -> Play:
    def play(shell: Shell) -> None:
        inside, people, team, _today = _team(shell)
        person = team[0]
        note = _made(people, notes.begin, notes.HEALTH, person)
        agreed = "Starts at 10 on Tuesdays and Thursdays until the end of March. Looked at again on 2 March."
        do(people, notes.change, notes.HEALTH, note, {"adjustments": agreed})
        inside.show_person(person, HEALTH)
        if opened and inside.person is not None:
            field = inside.person.health.findChildren(QLineEdit)[0]
            field.setText(INVENTED)
            field.returnPressed.emit()

    return play


def _capability(people: PeopleDesk, person: Id, begun: date) -> Id:
    what = "Three of four reports came more than a week late, without a word before. Agreed was: a word the day before."
    concern = _made(people, open_matter, person, "capability", "Reports come late", what, begun)
    talked = Step(
        stage="informal", title="Talked about it over coffee", on=begun + _WEEK, words="She will say so."
    )
    do(people, take_step, concern, talked)
    plan = Step(stage="plan", title="Plan agreed", on=begun + 2 * _WEEK, present="The two of us")
    do(people, take_step, concern, plan)
    given = {
        "support": "The template, and a morning a week.",
        "improvement": "Three reports in a row on the day.",
    }
    do(people, records.change, "concern", concern, given)
    return concern


def _reviews(file: PeopleFile, concern: Id) -> list[Id]:
    with file.reading() as reader:
        rows = reader.values(file.catalogue.entity("concern_review"), ("concern_id", "due"))
    return [Id(id) for id, of, _due in sorted(rows, key=lambda row: row[2]) if of == concern]


def _made(people: PeopleDesk, service: Callable[..., Changes], *given: object) -> Id:
    """Carry it out, and say which record was made first."""
    made: list[Id] = []

    def make(file: PeopleFile) -> Changes:
        changes = service(file, *given)
        made.extend(item.record for item in changes if isinstance(item, Create))
        return changes

    people.change(make)
    return made[0]


PERSON_SCENES: tuple[tuple[str, Play, int], ...] = (
    ("person-development", _development, 900),
    ("person-coaching", _coaching, 1100),
    ("person-mentoring", _mentoring, 900),
    ("person-conversation", _talk, 1200),
    ("person-matter", _matter, 1200),
    ("person-formal", _formal, 900),
    ("person-health", _health(opened=False), 860),
    ("person-health-open", _health(opened=True), 860),
)
