"""The law, and the book that many screening tests ask about."""

import pytest

from screening.screen_books import book_at, law
from xenotime.facts.book import Book
from xenotime.law.lawbook import Lawbook


@pytest.fixture(scope="session")
def lawbook() -> Lawbook:
    return law()


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory, lawbook: Lawbook) -> Book:
    return book_at(tmp_path_factory.mktemp("book"), lawbook)
