"""Who is behind a party, as text: the answer of each authority, the chain as a tree, what may be proposed."""

from collections.abc import Sequence
from typing import IO

from rich.tree import Tree

from xenotime.casework.ownsview import AuthorityAnswer, OwnsView, Proposal
from xenotime.facts.match import Match
from xenotime.law.provision import Suspension
from xenotime.owning.chain import line_of
from xenotime.owning.way import Link
from xenotime.showing.paper import Paper, words
from xenotime.showing.words import either, percent, truth_word

DEEPEST = 12
FEW = 10


def owns_text(view: OwnsView, file: IO[str], *, width: int | None, explain: bool) -> str:
    """The view as text for that output."""
    paper = Paper(file, width)
    paper.line(f"{view.party.id}  {view.party.name}", "bold")
    paper.line(f"on {view.on}, law as known on {view.known_on}")
    paper.put()
    names = dict(view.names)
    asked: set[str] = set()
    for answer in view.answers:
        _authority(paper, answer, view, names, asked, explain=explain)
    if not view.answers:
        paper.line("No provision that adds shares up is in force on that day.")
    _proposals(paper, view)
    if view.ties:
        paper.line("Other ties (no shares; a reason to look closer)", "bold")
        paper.table(
            ("who", "with", "what", "source"),
            ((each.party, each.other, each.what, each.source) for each in view.ties),
        )
    for flag in view.flags:
        paper.line(f"Look closer: {flag}.")
    for limit in view.limits:
        paper.line(f"Mind: {limit}.")
    if explain:
        for remark in view.remarks:
            paper.line(f"Not taken over: {remark}")
    return paper.text()


def decided_text(matches: Sequence[Match]) -> str:
    """What was written down, one line each."""
    what = {
        "same": "is the party listed as",
        "other": "is another than",
        "screened": "was screened, on none more of",
    }
    return "".join(
        f"Written: {each.party} {what[each.decision]} {each.listed_name or ', '.join(each.lists)} "
        f"({', '.join(each.lists)}), decided by {each.by} on {each.on}\n"
        for each in matches
    )


def _authority(
    paper: Paper,
    answer: AuthorityAnswer,
    view: OwnsView,
    names: dict[str, str],
    asked: set[str],
    *,
    explain: bool,
) -> None:
    paper.line(f"{answer.adds.place.id}: {answer_text(answer)}", "bold")
    paper.pairs([("lists", lists_text(answer))], indent=2)
    paper.pairs([("stayed", stay) for stay in stays(answer)], indent=2)
    for each in answer.ways:
        way = f"owners {each.way.owners}, tiers {each.way.tiers}, {line_of(each.way)}"
        if len(answer.ways) > 1:
            paper.pairs([(truth_word(each.owned.truth), f"{way}: {each.owned.because}")], indent=2)
        else:
            paper.pairs([("how", way), ("because", each.owned.because)], indent=2)
    shown = answer.shown
    if shown.owned.chain:
        paper.put(tree_of(view.party.id, shown.owned.chain, names))
    if explain:
        paper.table(
            ("what", "amount", "why"), ((each.what, each.amount, each.why) for each in shown.owned.lines)
        )
    for what in (*shown.owned.assumed, *([shown.owned.contradiction] if shown.owned.contradiction else [])):
        paper.pairs([("mind", what)], indent=2)
    asks = [each.ask for each in shown.owned.missing if explain or each.ask not in asked]
    asked.update(asks)
    more = f" (and {len(asks) - FEW} more)" if len(asks) > FEW and not explain else ""
    paper.pairs([("ask", ask) for ask in (asks if explain else asks[:FEW])], indent=2)
    if more:
        paper.line(f"  {more.strip()}")
    if shown.owned.missing and not asks:
        paper.line("  ask   the same as above")
    paper.put()


def lists_text(answer: AuthorityAnswer) -> str:
    """The lists whose members count, and the rows of them that do not."""
    lists, rows = ", ".join(answer.adds.lists), ", ".join(answer.adds.without)
    return f"{lists}, without {rows}" if rows else lists


def answer_text(answer: AuthorityAnswer) -> str:
    """The answer in words: listed or held by the listed as far as the line asks."""
    if answer.truth:
        return f"yes: listed, or {line_of(answer.shown.way)} of it is held by the listed"
    return "no" if answer.truth is False else "not settled"


def stays(answer: AuthorityAnswer) -> list[str]:
    """What stays the provision on the day, in words."""
    return [_stay(each) for each in answer.asleep]


def _stay(pause: Suspension) -> str:
    period = pause.period
    days = [f"{word} {day}" for word, day in (("from", period.start), ("to", period.until)) if day]
    under = f"if {period.under[0]} is read as {period.under[1]!r}: " if period.under else ""
    return f"{under}{' '.join([*days, 'by', pause.place.id])}: no rule rests on it then"


def tree_of(party: str, chain: Sequence[Link], names: dict[str, str]) -> Tree:
    """The party with its owners below it, each with theirs; who stands twice is opened once."""
    owners: dict[str, list[Link]] = {}
    for link in chain:
        owners.setdefault(link.owned, []).append(link)
    tree = Tree(words(_named(party, names), "bold"), guide_style="dim")
    seen = {party}

    def grow(branch: Tree, owned: str, depth: int) -> None:
        for link in owners.get(owned, ()):
            on = f", on {either(link.via, 'and')}" if link.via else ""
            share = percent(link.share)
            text = f"{share} {link.kind}: {_named(link.owner, names)}{on}"
            twig = branch.add(words(text))
            if link.owner not in seen and depth < DEEPEST:
                seen.add(link.owner)
                grow(twig, link.owner, depth + 1)

    grow(tree, party, 1)
    return tree


def _named(party: str, names: dict[str, str]) -> str:
    name = names.get(party, "")
    return f"{party} ({name})" if name and name != party else party


def _proposals(paper: Paper, view: OwnsView) -> None:
    if not view.proposals:
        return
    paper.line("Names that may mean a listed party (proposals; a person decides)", "bold")
    paper.table(
        ("party", "score", "listed as", "entry", "why"),
        ((each.party, _score(each), each.candidate.name, each.entry, _why(each)) for each in view.proposals),
        keep=(1,),
    )
    open_one = next((each for each in view.proposals if not each.decision), None)
    if open_one:
        paper.line(f'Decide with: --confirm "{open_one.party}={open_one.entry}" --by NAME, or --reject')
    paper.put()


def _score(proposal: Proposal) -> str:
    return f"{proposal.candidate.score:.2f}{' likely' if proposal.candidate.likely else ''}"


def _why(proposal: Proposal) -> str:
    return "; ".join(why(proposal))


def why(proposal: Proposal) -> list[str]:
    """What was decided, whether the entry stands on the day and since when, and what speaks for the name."""
    listing = proposal.candidate.listing
    parts = [f"decided: {proposal.decision}"] if proposal.decision else []
    parts += [f"NOT ON THE LIST THAT DAY: {proposal.why_not}"] if proposal.why_not else []
    parts += [f"listed since {listing.start}"] if listing.start and not proposal.why_not else []
    parts += list(proposal.candidate.reasons)
    return parts + ([f"country {', '.join(listing.country)}"] if listing.country else [])
