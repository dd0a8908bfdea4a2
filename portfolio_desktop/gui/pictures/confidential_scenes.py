# SPDX-License-Identifier: Apache-2.0
"""Pictures of the people file: its making, its lock, a team in its year, an appraisal from both sides. All of it is invented."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id, Value, Values
from portfolio_desktop.domain.appraisal.acts import Act
from portfolio_desktop.domain.appraisal.standing import Part, Side
from portfolio_desktop.gui.pages.confidential.beginning import workforce
from portfolio_desktop.gui.pages.confidential.gate import Gate
from portfolio_desktop.gui.pages.confidential.inside import Inside
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.pages.confidential.team import TeamPage
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.services import records
from portfolio_desktop.services.people import appraising, evidence
from portfolio_desktop.services.people.calibrating import agree_in_year
from portfolio_desktop.services.people.conversations import Promised, hold
from portfolio_desktop.services.people.cycles import Year, start
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.services.people.starting import lay_in, shipped_id, take_up
from portfolio_desktop.services.people.views.team import TeamYear, team_year
from portfolio_desktop.storage.changes import Changes

Play = Callable[[Shell], QWidget | None]
INVENTED = "harbour kettle seven maps"
_HEAD = "Ruth Calloway"
_SIZE, _APRIL, _BEHIND, _RATED = 12, 4, 3, 9
_AIMS = (
    ("Every gate review has its papers five days ahead", "Share of reviews", 120),
    ("One picture of capacity that directors decide by", "Used in two spending rounds", 60),
)
_NOTES = (
    (20, "note", "Rewrote the assurance calendar so that no two gates fall into one week"),
    (64, "thanks", "The water team thanked her for the dependency map"),
    (121, "feedback", "Board secretary: papers come late when two packs overlap"),
    (176, "note", "Ran the risk workshop alone; 14 of 17 owners came"),
    (214, "package", "Benefits baseline handed over and accepted without conditions"),
)
_WORDS = (
    "The baseline of all 18 business cases was agreed by 30 June, a month before the spending review asked for it. "
    "Two owners disputed their figures; she went to both, and both signed.",
    "Papers came late twice, in July and October, when two packs fell into one week. Since the calendar was rewritten it "
    "has not happened again.",
    "Colleagues bring her the hard questions early, because she says what she does not know.",
)


def _locked(shell: Shell) -> None:
    _desk(shell)
    shell.guide.go(places.TEAM)
    shell.confidential.people.lock()


def _making(shell: Shell) -> None:
    shell.guide.go(places.TEAM)


def _team(shell: Shell) -> None:
    filled(shell)
    shell.guide.go(places.TEAM)


def _empty_team(shell: Shell) -> None:
    _desk(shell)
    shell.guide.go(places.TEAM)


def _beginning(shell: Shell) -> QWidget:
    _empty_team(shell)
    page = inside_of(shell).overview
    assert isinstance(page, TeamPage)
    page.start()
    return page.findChildren(QDialog)[0]


def _year(shell: Shell) -> None:
    filled(shell)
    shell.guide.go(places.MY_YEAR)


def _person(shell: Shell) -> None:
    _team(shell)
    page = inside_of(shell)
    assert isinstance(page.overview, TeamPage)
    chosen = page.overview.table.chosen
    assert chosen is not None
    page.show_person(chosen.party)


def _due(shell: Shell) -> None:
    _team(shell)
    inside_of(shell).show_waiting()


def _levels(shell: Shell) -> None:
    filled(shell)
    people = shell.confidential.people
    found: list[TeamYear] = []
    people.people(team_year, found.append)
    team = [member.appraisal for member in found[0].members if member.appraisal]
    for place, appraisal in enumerate(team[:_RATED]):
        given = {"level": (2, 3, 2, 1)[place % 4], "level_why": _WORDS[place % len(_WORDS)]}
        do(people, appraising.write, appraisal, given)
        _rate(people, appraisal, place)
    assert found[0].year is not None
    why = "Two others led as many reviews; the level is that of what was agreed"
    do(people, agree_in_year, found[0].year.id, team[1], 2, why)
    shell.guide.go(places.TEAM)
    page = inside_of(shell).overview
    assert isinstance(page, TeamPage)
    press = [each for each in page.findChildren(QPushButton) if each.text() == _("Levels side by side")]
    press[0].click()


def _rate(people: PeopleDesk, appraisal: Id, place: int) -> None:
    """Single levels of the manager, and levels said in conversations."""
    found: list[appraising.AppraisalPage] = []
    people.people(lambda file: appraising.page(file, appraisal), found.append)
    boxes = [box for part in found[0].parts for question in part.questions for box in question.boxes]
    for number, box in enumerate(box for box in boxes if "rating" in box.kind and box.writable):
        do(people, appraising.answer, box.id, {"level": (2, 3, 2, 1, 2)[(place + number) % 5]})
    talks: list[Id] = []

    def held(file: PeopleFile) -> list[Id]:
        entity = file.catalogue.entity("conversation")
        with file.reading() as reader:
            rows = reader.values(entity, ("appraisal_id", "held_on"))
        return [Id(id) for id, of, on in rows if of == appraisal and on]

    people.people(held, talks.extend)
    for number, talk in enumerate(talks):
        do(people, records.change, "conversation", talk, {"level": (1, 2, 2, 3)[(place + number) % 4]})


def _appraisal(*, released: bool = False, beside: Side | None = None, signing: bool = False) -> Play:
    def play(shell: Shell) -> None:
        chosen = filled(shell)
        people = shell.confidential.people
        _answer(people, chosen, Side.MANAGER)
        if released or signing:
            _answer(people, chosen, Side.SELF)
            for side in (Side.SELF, Side.MANAGER):
                do(people, appraising.do, Act.RELEASE, chosen, beside=side)
        if signing:
            do(people, appraising.do, Act.MEET, chosen)
            said = {"subject_comment": "A fair account. I ask for the place on the course in spring."}
            do(people, appraising.write, chosen, said, Side.SELF)
            do(people, appraising.do, Act.SIGN, chosen, beside=Side.SELF)
        shell.guide.go(places.TEAM)
        page = inside_of(shell)
        page.show_appraisal(chosen)
        assert page.appraisal is not None
        if beside is not None:
            page.appraisal.head.seated.emit(beside)

    return play


def inside_of(shell: Shell) -> Inside:
    gate = shell.guide.page
    assert isinstance(gate, Gate)
    assert isinstance(gate.inside, Inside)
    return gate.inside


def _desk(shell: Shell) -> PeopleDesk:
    """A people file of the head of portfolio, open."""
    people = shell.confidential.people
    found: list[tuple[Id, Value]] = []
    shell.desk.read(lambda office: [(id, one["name"]) for id, one in workforce(office).items()], found.extend)
    me = next(id for id, name in found if name == _HEAD)
    people.make(INVENTED, {"name": _HEAD}, me, with_recovery_key=False, done=lambda _key: None)
    return people


def filled(shell: Shell) -> Id:
    """Her team in a year, with what gathered in it; the appraisal of the first of them."""
    people = _desk(shell)
    today = people.beside.today
    persons: dict[Id, dict[str, Value]] = {}
    shell.desk.read(lambda office: {id: dict(one) for id, one in workforce(office).items()}, persons.update)
    me = next(id for id, one in persons.items() if one["name"] == _HEAD)
    others = [id for id in persons if id not in (me, persons[me]["manager_id"])]
    others.sort(key=lambda id: (persons[id]["manager_id"] != me, str(persons[id]["name"])))
    team = others[:_SIZE]
    for id in team:
        persons[id]["manager_id"] = me
    do(people, lay_in)
    do(people, take_up, persons)
    first = today.year if today.month >= _APRIL else today.year - 1
    year = Year(first, shipped_id("form", "annual"), shipped_id("rating_scale", "three"))
    do(people, start, year, [*team, me])
    begins = date(first, _APRIL, 1)
    for place, person in enumerate((*team, me)):
        for days, kind, words in _NOTES[place % 4 :]:
            on = min(begins + timedelta(days=days + place * 3), today)
            do(people, evidence.note, person, words, kind=kind, on=on)
    _aims(people, me, today)
    _talks(people, team, today)
    found: list[Id] = []

    def first_of(file: PeopleFile) -> Id:
        with file.reading() as reader:
            rows = reader.values(file.catalogue.entity("appraisal"), ("subject_id",))
        return next(Id(id) for id, subject in rows if subject == team[0])

    people.people(first_of, found.append)
    return found[0]


def _aims(people: PeopleDesk, me: Id, today: date) -> None:
    for title, measure, days in _AIMS:
        values: Values = {
            "title": title,
            "subject_id": me,
            "measure": measure,
            "due": today + timedelta(days=days),
            "status": "agreed",
        }
        do(people, records.create, "aim", values)
    need = {"title": "Chair a difficult meeting well", "subject_id": me, "why": "The board is growing."}
    do(people, records.create, "development_need", need)


def _talks(people: PeopleDesk, team: list[Id], today: date) -> None:
    """The conversations of the first months held on their day, and one promise in the first of some."""
    found: list[tuple[Id, Id, date]] = []

    def planned(file: PeopleFile) -> list[tuple[Id, Id, date]]:
        entity = file.catalogue.entity("conversation")
        with file.reading() as reader:
            rows = reader.values(entity, ("subject_id", "planned_on"))
        return [(Id(id), Id(subject), on) for id, subject, on in rows if on and on < today]

    people.people(planned, found.extend)
    begun = set[Id]()
    for id, subject, on in found:
        place = team.index(subject) if subject in team else 0
        if place % 5 != _BEHIND:
            due = today + timedelta(days=20 - place * 6)
            promised = Promised("Find a mentor outside the line", subject, due)
            first = place % 3 == 0 and subject not in begun
            do(people, hold, id, {"progress": _WORDS[0]}, [promised] if first else [], on)
            begun.add(subject)


def _answer(people: PeopleDesk, appraisal: Id, side: Side) -> None:
    """Fill in a part, all of it."""
    found: list[appraising.AppraisalPage] = []
    people.people(lambda file: appraising.page(file, appraisal, side), found.append)
    part = Part.SELF if side is Side.SELF else Part.MANAGER
    boxes = [box for each in found[0].parts for question in each.questions for box in question.boxes]
    for place, box in enumerate(box for box in boxes if box.part is part):
        given: dict[str, Value] = {"yes": True} if box.kind == "yes_no" else {}
        if "words" in box.kind:
            given["words"] = _WORDS[place % len(_WORDS)]
        if "rating" in box.kind:
            given["level"] = 2
        do(people, appraising.answer, box.id, given, side)
    if side is Side.MANAGER:
        why = "What was agreed was done; papers came late twice and do not any more."
        do(people, appraising.write, appraisal, {"level": 2, "level_why": why})


def do(people: PeopleDesk, service: Callable[..., Changes], *given: object, **named: object) -> None:
    people.change(lambda file: service(file, *given, **named))


CONFIDENTIAL_SCENES: tuple[tuple[str, Play, int], ...] = (
    ("people-file-making", _making, 860),
    ("people-file-locked", _locked, 860),
    ("my-team", _team, 860),
    ("my-team-empty", _empty_team, 860),
    ("my-team-start", _beginning, 860),
    ("my-year", _year, 860),
    ("my-team-person", _person, 1000),
    ("my-team-levels", _levels, 1100),
    ("my-team-due", _due, 860),
    ("appraisal", _appraisal(), 3000),
    ("appraisal-released", _appraisal(released=True), 1300),
    ("appraisal-beside", _appraisal(beside=Side.SELF), 860),
    ("appraisal-signing", _appraisal(signing=True), 3300),
)
