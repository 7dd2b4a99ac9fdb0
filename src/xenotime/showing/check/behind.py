"""Who is behind the parties of a check: what text and page both say, and the part of each that says it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from xenotime.casework.ownsview import AuthorityAnswer, OwnsView, Proposal
from xenotime.facts.match import OTHER
from xenotime.owning.chain import line_of
from xenotime.owning.way import Link
from xenotime.showing.paper import Paper
from xenotime.showing.parties.drawing import drawing
from xenotime.showing.parties.page import text_of
from xenotime.showing.parties.text import answer_text, stays, tree_of, why

MOST = 5
"""Proposals of names that are told of one party."""
TITLE = "Who is behind the parties"


@dataclass(frozen=True)
class Said:
    """A provision's answer at one line that has a listed party in it, with its chain where no other said it before."""

    provision: str
    says: str
    because: tuple[str, ...]
    chain: tuple[Link, ...]


def said(view: OwnsView) -> Iterator[Said]:
    """The answers of a view in which somebody listed stands, each provision and line once, each chain once."""
    best: dict[tuple[str, str], AuthorityAnswer] = {}
    order = {True: 2, None: 1, False: 0}
    for each in view.answers:
        key = (each.adds.place.id, line_of(each.shown.way))
        before = best.get(key)
        if _is_told(each) and (before is None or order[each.truth] > order[before.truth]):
            best[key] = each
    shown: set[tuple[Link, ...]] = set()
    for (provision, _), each in best.items():
        chain = each.shown.owned.chain
        because = (each.shown.owned.because, *(f"stayed {stay}" for stay in stays(each)))
        yield Said(provision, answer_text(each), because, () if chain in shown else chain)
        shown.add(chain)


def _is_told(answer: AuthorityAnswer) -> bool:
    return bool(answer.truth) or any(link.via for link in answer.shown.owned.chain)


def likely(view: OwnsView) -> list[str]:
    """The proposals of names that are likely and that nobody has rejected: decided ones first, then the most like."""
    found = [each for each in view.proposals if each.candidate.likely and each.decision != OTHER]
    found.sort(key=lambda each: (not each.decision, -each.candidate.score))
    told = [f"{named(each)}: {'; '.join(why(each))}" for each in found[:MOST]]
    more = len(found) - MOST
    return told + ([f"{more} more: see `xenotime owns BOOK {view.party.id}`"] if more > 0 else [])


def named(proposal: Proposal) -> str:
    """A proposal in one sentence."""
    state = "" if proposal.decision else " (a proposal; a person decides)"
    verb = "is" if proposal.decision else "may be"
    return f"{proposal.party} ({proposal.name}) {verb} {proposal.candidate.name}, {proposal.entry}{state}"


def behind_text(paper: Paper, views: Sequence[OwnsView]) -> None:
    """The section of a check's text."""
    if not views:
        return
    paper.put()
    paper.line(TITLE, "bold")
    for view in views:
        names = dict(view.names)
        paper.put()
        paper.line(f"{view.party.id}  {view.party.name}, on {view.on}", "bold")
        for each in said(view):
            paper.pairs([(each.provision, f"{each.says}; {'; '.join(each.because)}")], indent=2)
            if each.chain:
                paper.put(tree_of(view.party.id, each.chain, names))
        paper.pairs([("name", each) for each in likely(view)], indent=2)
        paper.pairs([("look closer", flag) for flag in view.flags], indent=2)


def behind_part(views: Sequence[OwnsView]) -> Markup:
    """The section of a check's page, a drawing for every chain."""
    return Markup("\n").join(_part(view) for view in views)


def _part(view: OwnsView) -> Markup:
    whole = Markup('<article class="party"><h3>{} {} <span class="under">on {}</span></h3>').format(
        text_of(view.party.id), text_of(view.party.name), view.on
    )
    for each in said(view):
        whole += Markup('<p><span class="cite">{}</span> <b>{}</b>; {}.</p>').format(
            text_of(each.provision), text_of(each.says), text_of("; ".join(each.because))
        )
        if each.chain:
            figure = drawing(view.party.id, each.chain, dict(view.names))
            whole += Markup('<div class="wide" tabindex="0" role="region" aria-label="{}">{}</div>').format(
                text_of(f"Owners of {view.party.id}"), figure
            )
    notes = [f"{each}." for each in likely(view)]
    notes += [f"Look closer: {flag}." for flag in view.flags]
    rows = Markup("").join(Markup("<li>{}</li>").format(text_of(each)) for each in notes)
    return whole + (Markup("<ul>{}</ul>").format(rows) if notes else Markup("")) + Markup("</article>")
