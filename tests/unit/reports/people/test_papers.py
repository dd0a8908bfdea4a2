# SPDX-License-Identifier: Apache-2.0
"""Papers of a people file as PDF: nothing on them that is not for their reader, and every word of what is."""

import re
from datetime import date
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.domain.appraisal.acts import Act
from portfolio_desktop.domain.appraisal.standing import Side
from portfolio_desktop.reports.bidi import has_rtl
from portfolio_desktop.reports.people.appraisal import render_appraisal
from portfolio_desktop.reports.people.development import render_development
from portfolio_desktop.reports.people.locked import locked
from portfolio_desktop.reports.people.subject_access import render_subject_access
from portfolio_desktop.services.people import appraising
from portfolio_desktop.services.people.papers.appraisal import appraisal_paper
from portfolio_desktop.services.people.papers.development import development_paper
from portfolio_desktop.services.people.papers.subject_access import Choice, subject_access
from tests.support.people import Team, fill, party, signed

CAI, DEE = party(2), party(3)
PASSWORD = "three quiet words"
LONG = " ".join(f"word{number:05d}" for number in range(4000))


def pages(content: bytes) -> list[str]:
    pdf = pypdfium2.PdfDocument(content)
    try:
        return [
            pdf[number].get_textpage().get_text_range().replace("\r\n", "\n") for number in range(len(pdf))
        ]
    finally:
        pdf.close()


def bare(content: bytes) -> bytes:
    """Every stream of the file as it is before compression, and all else beside it."""
    with pikepdf.open(BytesIO(content)) as pdf:
        target = BytesIO()
        pdf.save(target, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.all)
        return target.getvalue()


def printed(team: Team, appraisal: Id, reader: Side | None = None) -> bytes:
    return render_appraisal(appraisal_paper(team.people, appraisal, reader))


def plant(team: Team, appraisal: Id) -> None:
    """Words in everything that is kept beside an appraisal, and in the private notes within it."""
    for entity in ("health_note", "pay_note", "evidence"):
        team.add(
            entity, title="zqplant", subject_id=CAI, **({"words": "zqplant"} if entity != "pay_note" else {})
        )
    team.add("pay_note", title="zqplant", subject_id=CAI, why="zqplant", answer="zqplant")
    matter = team.add("concern", title="zqplant", subject_id=CAI, kind="conduct", what="zqplant")
    team.add("concern_step", title="zqplant", concern_id=matter, stage="concern", words="zqplant")
    team.add("conversation", title="zqplant", subject_id=CAI, private_note="zqplant", progress="zqplant")
    team.change("party", CAI, note="zqplant")
    asked = {"section": "zqplant", "question": "zqplant", "position": 10, "kind": "words", "side": "private"}
    team.add("answer", appraisal_id=appraisal, words="zqplant", **asked)


def test_that_no_word_from_beside_an_appraisal_reaches_its_paper_or_the_plans(team: Team) -> None:
    appraisal = team.appraisal()
    plant(team, appraisal)
    signed(team, appraisal)
    for reader in (None, Side.SELF, Side.COUNTERSIGNER):
        content = printed(team, appraisal, reader)
        assert "zqplant" not in "".join(pages(content))
        assert b"zqplant" not in bare(content)
    assert "zqplant" not in "".join(pages(render_development(development_paper(team.people, CAI))))


def test_that_the_other_sides_unreleased_part_is_not_on_paper_in_any_form(team: Team) -> None:
    appraisal = team.appraisal()
    fill(team, appraisal, Side.SELF, "zqself")
    fill(team, appraisal, Side.MANAGER, "zqmanager")
    mine, theirs = printed(team, appraisal), printed(team, appraisal, Side.SELF)
    text = "".join(pages(mine))
    assert "zqmanager" in text
    assert "zqself" not in text
    text = "".join(pages(theirs))
    assert "zqself" in text
    assert "zqmanager" not in text
    assert "As agreed\n" not in text.partition("What the levels mean")[0]
    assert "Not released yet." in text
    assert b"zqmanager" not in bare(theirs)


def test_that_both_sides_stand_under_their_names_with_levels_named_and_explained(team: Team) -> None:
    appraisal = team.appraisal()
    signed(team, appraisal, until=Side.SELF)
    text = "\n".join(pages(printed(team, appraisal)))
    for words in (
        "Cai Morgan, the person",
        "Ben Hale, line manager",
        "As agreed",
        "What was agreed was done",
        "1 Apr 2026 to 31 Mar 2027",
        "Agreed, to be signed",
    ):
        assert words in text
    assert text.count("Signed in the people file") == 1
    signature = text[text.index("Signatures") :]
    assert "21 Nov 2026" in signature
    assert "Ada Okafor, countersigner" in signature
    assert "Draft" not in text


def test_that_every_page_is_marked_and_numbered_and_the_same_paper_gives_the_same_bytes(team: Team) -> None:
    appraisal = team.appraisal()
    signed(team, appraisal, words=LONG[:4000])
    content = printed(team, appraisal)
    assert content == printed(team, appraisal)
    found = pages(content)
    assert len(found) > 5
    for number, text in enumerate(found, 1):
        assert text.count("Confidential: appraisal of Cai Morgan") == 2
        assert f"page {number} of {len(found)}" in text


def test_that_a_very_long_answer_is_printed_to_its_last_word_with_its_writer_on_each_page(team: Team) -> None:
    appraisal = team.appraisal()
    question = team.all("answer", appraisal_id=appraisal, side="manager", kind="words")[0]
    team.people.write(appraising.answer(team.people, question.id, {"words": LONG}))
    found = pages(printed(team, appraisal))
    assert sorted(set(re.findall(r"word\d{5}", "".join(found)))) == sorted(LONG.split())
    through = [text for text in found if text.count("word") > 200]
    assert len(through) > 3
    assert all("Ben Hale, line manager" in text for text in through)


def test_that_until_the_meeting_it_says_draft_and_until_release_nobody_is_asked_to_sign(team: Team) -> None:
    appraisal = team.appraisal()
    text = "\n".join(pages(printed(team, appraisal)))
    assert "Draft" in text
    assert "It can be signed once both sides have released" in text
    assert "Date\n" not in text
    for side in (Side.SELF, Side.MANAGER):
        fill(team, appraisal, side)
        team.do(appraising.do(team.people, Act.RELEASE, appraisal, beside=side))
    text = "\n".join(pages(printed(team, appraisal)))
    assert "Draft" in text
    assert text.count("Date") == 3


@pytest.mark.parametrize("words", ["Café – 漢字", "🚀 ✅", "\n\n\n", "x" * 3000, "שלום עולם", "مرحبا"])
def test_that_any_writing_is_printed_and_can_be_found_again(team: Team, words: str) -> None:
    appraisal = team.appraisal()
    question = team.all("answer", appraisal_id=appraisal, side="manager", kind="words")[0]
    team.people.write(appraising.answer(team.people, question.id, {"words": f"a{words}b"}))
    text = "".join(pages(printed(team, appraisal)))
    for sign in words.replace("🚀", "[rocket]").replace("✅", "✔").split():
        if not has_rtl(sign):  # reader programs differ in which way round they take these out again
            assert sign in text.replace("\n", "")


def test_that_however_long_anything_is_nothing_leaves_the_page_or_runs_into_its_foot(team: Team) -> None:
    long = "A sentence that goes on. " * 120
    team.change("party", CAI, role=long, name="Wolfeschlegelsteinhausenbergerdorff " * 5)
    need = team.add("development_need", title=long, subject_id=CAI, skill=long, why=long)
    team.add("activity", title=long, subject_id=CAI, need_id=need, group="skills", support=long)
    appraisal = team.appraisal()
    asked = {"section": long, "question": long, "position": 1, "kind": "words", "side": "manager"}
    team.add("answer", appraisal_id=appraisal, words=long, **asked)
    signed(team, appraisal, words=long)
    for content in (
        printed(team, appraisal),
        render_development(development_paper(team.people, CAI)),
        render_subject_access(subject_access(team.people, CAI)),
    ):
        with pypdfium2.PdfDocument(content) as pdf:
            for page in pdf:
                found = page.get_textpage()
                places = [found.get_rect(number) for number in range(found.count_rects())]
                assert all(left >= 50 and right <= 545 for left, _bottom, right, _top in places)
                assert len([bottom for _left, bottom, _right, _top in places if bottom < 46]) <= 3


def test_that_without_a_scale_no_level_is_asked_for_on_paper_either(team: Team) -> None:
    appraisal = team.appraisal(scale=None)
    assert "level" not in "".join(pages(printed(team, appraisal)))


def test_that_a_plan_shows_hours_as_known_and_what_both_will_look_for(team: Team) -> None:
    need = team.add("development_need", title="Chair a board", subject_id=CAI, signs="Two boards chaired")
    about = {"subject_id": CAI, "need_id": need, "group": "broadening", "status": "done"}
    team.add("activity", title="Shadow finance", hours=24, done_on=date(2026, 9, 3), **about)
    team.add("activity", title="Read", done_on=date(2026, 9, 4), reflection=LONG, **about)
    text = "\n".join(pages(render_development(development_paper(team.people, CAI))))
    assert "Broadening activities: 24 hours done, known of 1 of 2 activities" in text
    assert "Two boards chaired" in text
    assert LONG.split()[-1] in text
    assert "Participation in professional bodies" in text
    assert text.count("Date") == 2


def test_that_an_empty_plan_says_so_on_one_page(team: Team) -> None:
    (text,) = pages(render_development(development_paper(team.people, DEE)))
    assert "No need is written down." in text


def test_that_the_copy_to_look_through_is_marked_so_and_what_is_given_is_not(team: Team) -> None:
    team.add("health_note", title="Back", subject_id=CAI, words=LONG)
    team.add("evidence", title="zq-dee", words="With Cai Morgan", subject_id=DEE)
    content = render_subject_access(subject_access(team.people, CAI))
    text = "\n".join(pages(content))
    assert "to be looked at before giving" in text
    assert "zq-dee" in text
    assert LONG.split()[-1] in text
    given = "\n".join(pages(render_subject_access(subject_access(team.people, CAI, Choice({})))))
    assert "zq-dee" not in given
    assert "Review" not in given
    assert "1 record left out: information about others" in given


def test_that_a_locked_pdf_opens_by_its_password_alone_and_holds_what_is_attached(team: Team) -> None:
    content = render_development(development_paper(team.people, CAI))
    closed = locked(content, PASSWORD, ("held.json", b'{"zqneedle": 1}'))
    assert b"Cai Morgan" not in closed
    assert b"zqneedle" not in closed
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(BytesIO(closed), password="three quiet word")
    with pikepdf.open(BytesIO(closed), password=PASSWORD) as pdf:
        assert (pdf.encryption.R, pdf.encryption.bits) == (6, 256)
        assert pdf.attachments["held.json"].get_file().read_bytes() == b'{"zqneedle": 1}'
    with pypdfium2.PdfDocument(closed, password=PASSWORD) as opened:
        assert "Development plan" in opened[0].get_textpage().get_text_range()


@pytest.mark.parametrize("password", ["", "short", "é" * 64])
def test_that_a_password_that_keeps_nothing_or_is_cut_is_refused(password: str) -> None:
    with pytest.raises(Refusal, match="password of a PDF has 12 to 127"):
        locked(b"", password)
