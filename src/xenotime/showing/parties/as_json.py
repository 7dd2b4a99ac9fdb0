"""Who is behind a party, as JSON; exact numbers are strings."""

from dataclasses import asdict
from typing import Any

from xenotime.casework.ownsview import AuthorityAnswer, OwnsView, Proposal, WayAnswer
from xenotime.exact import as_decimal
from xenotime.facts.match import Match
from xenotime.law.provision import Suspension
from xenotime.owning.chain import line_of
from xenotime.owning.way import Link
from xenotime.showing.words import truth_word

Json = dict[str, Any]


def view(one: OwnsView) -> Json:
    """The whole view."""
    return {
        "party": one.party.id,
        "name": one.party.name,
        "on": str(one.on),
        "known_on": str(one.known_on),
        "answers": [_authority(each) for each in one.answers],
        "proposals": [_proposal(each) for each in one.proposals],
        "ties": [
            {"party": each.party, "other": each.other, "what": each.what, "source": each.source}
            for each in one.ties
        ],
        "flags": list(one.flags),
        "limits": list(one.limits),
        "remarks": list(one.remarks),
    }


def match(one: Match) -> Json:
    """One decision."""
    days = {key: getattr(one, key) for key in ("on", "list_dated", "listed_from", "listed_until")}
    return {
        **asdict(one),
        "lists": list(one.lists),
        **{key: str(day) if day else None for key, day in days.items()},
    }


def _authority(one: AuthorityAnswer) -> Json:
    return {
        "provision": one.adds.place.id,
        "lists": list(one.adds.lists),
        "answer": truth_word(one.truth),
        "stayed": [_stay(each) for each in one.asleep],
        "ways": [_way(each) for each in one.ways],
    }


def _stay(pause: Suspension) -> Json:
    start, until, under = pause.period.start, pause.period.until, pause.period.under
    return {
        "by": pause.place.id,
        "from": str(start) if start else None,
        "until": str(until) if until else None,
        "under": f"{under[0]} = {under[1]}" if under else None,
    }


def _way(one: WayAnswer) -> Json:
    owned = one.owned
    return {
        "owners": one.way.owners,
        "tiers": one.way.tiers,
        "line": line_of(one.way),
        "answer": truth_word(owned.truth),
        "low": as_decimal(owned.low),
        "high": as_decimal(owned.high),
        "because": owned.because,
        "chain": [_link(each) for each in owned.chain],
        "sum": [asdict(each) for each in owned.lines],
        "missing": [
            {"fact": each.fact, "about": asdict(each.about), "ask": each.ask, "ask_zh": each.ask_zh}
            for each in owned.missing
        ],
        "assumed": list(owned.assumed),
        "contradiction": owned.contradiction,
    }


def _link(one: Link) -> Json:
    high = None if one.share.high is None else as_decimal(one.share.high)
    return {
        "owner": one.owner,
        "owned": one.owned,
        "kind": one.kind,
        "low": as_decimal(one.share.low),
        "high": high,
        "lists": list(one.via),
    }


def _proposal(one: Proposal) -> Json:
    listing = one.candidate.listing
    return {
        "party": one.party,
        "name": one.name,
        "entry": one.entry,
        "list": listing.on_list or listing.list_name,
        "listed_name": listing.name,
        "like": one.candidate.name,
        "score": f"{one.candidate.score:.4f}",
        "likely": one.candidate.likely,
        "reasons": list(one.candidate.reasons),
        "country": list(listing.country) if listing.country else None,
        "from": str(listing.start) if listing.start else None,
        "until": str(listing.until) if listing.until else None,
        "stands": not one.why_not,
        "why_not": one.why_not,
        "source": listing.source,
        "list_dated": str(one.snapshot.dated) if one.snapshot.dated else None,
        "decided": one.decision,
    }
