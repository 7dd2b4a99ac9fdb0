import hashlib
import itertools
import re
from base64 import b64encode
from html.parser import HTMLParser

import pytest

from showing.made import CHINESE, EVERY, EVIL, HAS_DY, HELD, answer, report
from xenotime.deciding.answer import GapNote
from xenotime.showing.check.page import OPEN_UP_TO, page_of

WHOLE_ORDER = re.compile(r"<article[^>]*>\s*<details><summary>")
VOID = {"meta", "br", "link", "img", "input", "hr"}


class Page(HTMLParser):
    """Every element in order, and whether all are closed in turn."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1] != "style":
            self.words.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


WHOLE = page_of(report())
PAGE = Page(WHOLE)


def test_every_element_is_closed() -> None:
    assert PAGE.open == []


def test_the_page_asks_nothing_of_any_other_place() -> None:
    for tag, attributes in PAGE.elements:
        assert tag not in {"script", "link", "img", "iframe", "object", "embed", "form", "base", "svg"}
        assert not {"src", "srcset", "style", "action"} & set(attributes)
        assert not [name for name in attributes if name.startswith("on")]
    assert not re.search(r"url\(|@import", WHOLE)


def test_the_policy_of_the_page_lets_its_own_style_through_and_nothing_else() -> None:
    policy = next(
        each["content"] for each in PAGE.all("meta") if each.get("http-equiv") == "Content-Security-Policy"
    )
    style = re.search(r"<style>(.*?)</style>", WHOLE, re.DOTALL)
    assert style
    digest = b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def test_nothing_in_a_book_becomes_markup() -> None:
    assert EVIL not in WHOLE
    assert EVIL in "".join(PAGE.words)
    assert not {"\x1b", "\u202e"} & set(WHOLE)


def test_links_lead_to_web_addresses_or_into_the_page() -> None:
    ids = {attributes["id"] for _, attributes in PAGE.elements if "id" in attributes}
    for link in PAGE.all("a"):
        target = link["href"] or ""
        if target.startswith("#"):
            assert target[1:] in ids
        else:
            assert target.startswith("https://")
            assert "noopener" in (link["rel"] or "")


def test_ids_are_given_once() -> None:
    ids = [attributes["id"] for _, attributes in PAGE.elements if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_every_table_has_a_caption_and_every_heading_cell_a_scope() -> None:
    assert len(PAGE.all("table")) == len(PAGE.all("caption"))
    assert all(each.get("scope") in {"row", "col"} for each in PAGE.all("th"))


def test_headings_go_down_one_level_at_a_time() -> None:
    levels = [int(tag[1]) for tag, _ in PAGE.elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in itertools.pairwise(levels) if above != 3 or below != 5)


def test_the_page_has_a_language_and_chinese_questions_have_theirs() -> None:
    assert PAGE.all("html")[0]["lang"] == "en"
    assert f'<span lang="zh-Hans">{CHINESE}</span>' in WHOLE


@pytest.mark.parametrize("landmark", ["header", "nav", "main", "footer"])
def test_the_page_has_its_landmarks(landmark: str) -> None:
    assert len(PAGE.all(landmark)) == 1


def test_a_memo_shows_the_calculation_with_its_exact_figures_at_hand() -> None:
    assert 'title="exactly 1/3 to 1/2 EUR">≈ 0.333333 to 0.5 EUR</td>' in page_of(report(HELD))


def test_no_order_is_ever_called_cleared_and_the_page_is_no_advice() -> None:
    words = " ".join("".join(PAGE.words).split())
    assert "cleared" not in words.lower()
    assert "not legal advice" in words


def test_a_large_book_is_folded_and_a_small_one_is_not() -> None:
    many = [answer(f"S{number}") for number in range(OPEN_UP_TO + 1)]
    folded = WHOLE_ORDER.findall(page_of(report(*many)))
    assert len(folded) == len(many)
    assert WHOLE_ORDER.findall(page_of(report(*many[:-1]))) == []


def test_how_well_a_text_was_seen_is_said_in_words() -> None:
    words = " ".join("".join(PAGE.words).split())
    assert "the official text was read" in words
    assert {each.action for each in EVERY} <= set(re.findall(r"\b\w+\b", words))


def test_what_a_mild_answer_waits_for_is_asked_with_who_can_say_it() -> None:
    gap = GapNote("zz/dues", "The dues are not encoded.", clearance=False, missing=(HAS_DY,))
    because = f"not subject by what is encoded, but not everything is: {gap.what}"
    waiting = answer(action="escalate", action_because=because, gaps=(gap,))
    text = " ".join(Page(page_of(report(waiting))).words)
    assert text.count(HAS_DY.ask) == 2
    assert "Says whether what is not encoded touches this order." in text
    assert "No release rests on this until it is told." in text
    assert "The dues are not encoded.." not in text
