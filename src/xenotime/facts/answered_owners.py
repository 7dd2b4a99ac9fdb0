"""An answer on what owners whom no row names hold of a party."""

import re
from dataclasses import replace
from fractions import Fraction

from xenotime.exact import NOTHING, Range, parse_share
from xenotime.facts.book import Book
from xenotime.facts.party import KINDS, OTHER_OWNERS, Holding
from xenotime.facts.request import Request

KIND_ASKED = re.compile(rf"[(（]({'|'.join(KINDS)})[)）]")
NONE = "none"


def others_told(book: Book, request: Request) -> Book | None:
    """The book with what unnamed owners hold, of the kind of holding that the question names.

    Where it names none it is of the kind that the book speaks of; None where that is more than one.
    """
    asked = set(KIND_ASKED.findall(f"{request.english} {request.chinese}"))
    spoken_of = {each.kind for each in book.holdings if each.owned == request.about and each.kind}
    kinds = asked or spoken_of or {KINDS[0]}
    if len(kinds) != 1:
        return None
    share = NOTHING if request.answer == NONE else Range(Fraction(0), parse_share(request.answer))
    told = Holding(OTHER_OWNERS, request.about, kinds.pop(), share, source=request.number)
    return replace(book, holdings=(*book.holdings, told))
