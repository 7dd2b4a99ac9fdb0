"""Whether two ids are written alike but for what the eye passes over."""

import unicodedata


def plain(ident: str) -> str:
    """The id without what the eye passes over: capitals, blanks, and other ways of writing a letter.

    >>> plain("Acme  GmbH") == plain("ACME GmbH")
    True
    """
    if ident.isascii():
        return ident.lower().replace(" ", "")
    text = unicodedata.normalize("NFKC", ident)
    return "".join("".join(each for each in text if unicodedata.category(each) != "Cf").casefold().split())
