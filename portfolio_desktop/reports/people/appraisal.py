# SPDX-License-Identifier: Apache-2.0
"""One appraisal as PDF, for two people to read together and to sign."""

from collections.abc import Sequence

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import N_, _, for_papers
from portfolio_desktop.domain.appraisal.standing import Stage
from portfolio_desktop.reports.people.leaf import Leaf, Level, Signer, Voice, confidential
from portfolio_desktop.reports.style import GREY
from portfolio_desktop.services.people.forms import Level as ScaleLevel
from portfolio_desktop.services.people.papers.appraisal import AppraisalPaper, Reply

_MEANS = N_(
    "Whoever signs says that they have read this and talked about it. It need not mean that they agree with every word: "
    "that is what the comments are for."
)
_MOST_TOGETHER = 300.0
"""Points up to which what the levels mean is kept on one page."""


@for_papers()
def render_appraisal(paper: AppraisalPaper) -> bytes:
    """The same bytes for the same paper. Until both parts have been talked about, the word Draft stands across every page."""
    title = _("Appraisal: {title}").format(title=paper.title)
    leaf = Leaf(title, (_made(paper),))
    for label, text in paper.facts:
        leaf.fact(label, text)
    for section in paper.sections:
        asked = [(each.question, each.about, _voices(each.replies, paper.levels)) for each in section.asked]
        leaf.part(section.title, leaf.room_to_ask(*asked[0]))
        for question in asked:
            leaf.question(*question)
    _overall(leaf, paper)
    if paper.comments:
        voices = _voices(paper.comments, ())
        leaf.part(_("Comments"), leaf.room_for(voices))
        leaf.voices(voices)
    _reopenings(leaf, paper)
    _signatures(leaf, paper)
    marking = _("Confidential: appraisal of {name}").format(name=paper.person)
    word = _("Draft") if paper.stage in (Stage.OPEN, Stage.MEETING) else ""
    return confidential(leaf, title, title, marking, paper.made_on, word)


def _made(paper: AppraisalPaper) -> str:
    return _("Made for {name} on {day}").format(name=paper.made_for, day=format_date(paper.made_on))


def _voices(replies: Sequence[Reply], levels: Sequence[ScaleLevel]) -> list[Voice]:
    return [Voice(reply.who, reply.words, _shown(reply.level, levels), reply.silent) for reply in replies]


def _shown(level: ScaleLevel | None, levels: Sequence[ScaleLevel]) -> Level | None:
    """The level by its name, and how many of the scale's it reaches."""
    if level is None:
        return None
    reached = sum(1 for each in levels if each.step <= level.step)
    return Level(reached, len(levels), level.label)


def _overall(leaf: Leaf, paper: AppraisalPaper) -> None:
    """The level of the year and why, and what each level of the scale means."""
    if paper.overall is None:
        return
    voices = _voices((paper.overall,), paper.levels)
    leaf.part(_("Overall level"), leaf.room_for(voices))
    leaf.voices(voices)
    leaf.gap(6)
    meanings = [(level.label, level.descriptor or "–") for level in paper.levels]
    leaf.heading(_("What the levels mean"), min(leaf.room_to_tell(meanings), _MOST_TOGETHER))
    for meaning in meanings:
        leaf.told(*meaning)


def _reopenings(leaf: Leaf, paper: AppraisalPaper) -> None:
    if paper.reopenings:
        leaf.part(_("Opened again after it was signed"), 30)
    for on, why in paper.reopenings:
        leaf.told(format_date(on) if on else _("no date"), why)


def _signatures(leaf: Leaf, paper: AppraisalPaper) -> None:
    signers = [Signer(each.name, each.role, each.on, each.note) for each in paper.signatures]
    under_way = paper.stage is Stage.OPEN
    leaf.part(_("Signatures"), 30 if under_way else 30 + leaf.room_to_sign(signers))
    if under_way:
        leaf.words(_("It can be signed once both sides have released their parts and have met."), GREY)
        return
    leaf.words(_(_MEANS), GREY)
    leaf.signatures(signers)
