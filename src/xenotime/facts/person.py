"""Whether two names are those of one person."""


def one_person(name: str) -> str:
    """A person's name as two writings of it are compared.

    >>> one_person("  Ada   LOVELACE ") == one_person("ada lovelace")
    True
    """
    return " ".join(name.split()).casefold()
