"""One fact stated both of the item and with the shipment: what both leave, or a contradiction."""

from dataclasses import replace

from xenotime.facts.agreeing import denied_codes
from xenotime.facts.seen import UNSTATED, Seen
from xenotime.tracing.sheet_words import written

OF_ITEM, WITH_SHIPMENT = "of the item", "with the shipment"


def both_stated(own: Seen, other: Seen, what: str, places: tuple[str, str] | None = None) -> Seen:
    """What a fact's own table and the other one say together; where both cannot be true, neither settles anything.

    What is stated goes before what is only assumed. `places` says where the two stand, if not of item and shipment.
    """
    if not _is_stated(other):
        return own
    if not _is_stated(own):
        return other
    if own.amount is not None and other.amount is not None:
        amount = own.amount.meets(other.amount)
        if amount is not None:
            return replace(own, amount=amount, closed=amount.is_exact)
    elif not (_denies(own, other) or _denies(other, own)):
        return _joined(own, other)
    usual = (OF_ITEM, WITH_SHIPMENT) if own.about.kind == "item" else (WITH_SHIPMENT, OF_ITEM)
    first, second = places or usual
    clash = f"{what} cannot be both {_told(own)} {first} and {_told(other)} {second}"
    return Seen(own.about, missing=own.missing or other.missing, contradiction=clash)


def _is_stated(seen: Seen) -> bool:
    known = seen.words or seen.closed or seen.amount is not None or seen.among is not None
    return bool(known) and not seen.assumed


def _denies(one: Seen, other: Seen) -> bool:
    """Whether one rules out what the other says: a word of it, or every word that it may be."""
    if set(denied_codes((*one.words, *other.words))) & other.words:
        return True
    return any(map(one.rules_out, other.words)) or (
        bool(other.among) and all(map(one.rules_out, other.among or ()))
    )


def _joined(own: Seen, other: Seen) -> Seen:
    """What two that agree say: the one that says all there is, else the words of both."""
    if own.closed or other.closed:
        return own if own.closed else other
    among = (
        own.among if other.among is None else other.among if own.among is None else own.among & other.among
    )
    return replace(own, words=own.words | other.words, among=among)


def _told(seen: Seen) -> str:
    if seen.amount is not None:
        return written(seen.amount)
    if seen.among is not None:
        return " or ".join(sorted(seen.among))
    return " and ".join(sorted(each for each in seen.words if not each.endswith(UNSTATED))) or "none"
