"""The page in a real browser; left out where the machine has no chromium (scripts/test says so)."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

from showing.made import EVERY, answer, report
from xenotime.showing.check.page import OPEN_UP_TO, page_of

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium: apt-get install chromium")
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
CHAIN = "ul.chain >> nth=0"


@pytest.fixture(scope="module")
def browser_page() -> Iterator[Page]:
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield browser.new_page()
        browser.close()


@pytest.fixture
def page(browser_page: Page, tmp_path: Path) -> Page:
    file = tmp_path / "page.html"
    file.write_text(page_of(report()), "utf-8")
    browser_page.emulate_media(media="screen")
    browser_page.set_viewport_size({"width": 1000, "height": 900})
    browser_page.goto(file.as_uri())
    return browser_page


def test_the_page_is_quiet_and_asks_for_itself_only(browser_page: Page, tmp_path: Path) -> None:
    asked: list[str] = []
    said: list[str] = []
    browser_page.on("request", lambda request: asked.append(request.url))
    browser_page.on("console", lambda message: said.append(message.text))
    browser_page.on("pageerror", lambda error: said.append(str(error)))
    file = tmp_path / "alone.html"
    file.write_text(page_of(report()), "utf-8")
    browser_page.goto(file.as_uri())
    assert asked == [file.as_uri()]
    assert said == []


def test_the_style_of_the_page_is_let_through_by_its_own_policy(page: Page) -> None:
    assert page.evaluate("getComputedStyle(document.querySelector('.do.block')).textTransform") == "uppercase"


@pytest.mark.parametrize("width", [320, 390, 768, 1000, 1600])
def test_the_page_never_runs_out_at_the_side(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [320, 390])
def test_on_a_telephone_nothing_of_what_to_do_or_to_ask_lies_outside_of_the_screen(
    page: Page, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    ends = page.evaluate(
        "[...document.querySelectorAll('#orders tbody :is(td, th), #ask tbody td')].map(e => e.getBoundingClientRect().right)"
    )
    assert ends
    assert max(ends) <= width


def test_what_is_folded_on_the_screen_is_open_on_paper(page: Page) -> None:
    assert not page.locator(CHAIN).is_visible()
    page.emulate_media(media="print")
    assert page.locator(CHAIN).is_visible()


def test_a_link_in_the_list_opens_its_folded_memo(browser_page: Page, tmp_path: Path) -> None:
    file = tmp_path / "many.html"
    many = [answer(f"A{number}") for number in range(OPEN_UP_TO)]
    file.write_text(page_of(report(*many, *EVERY)), "utf-8")
    browser_page.emulate_media(media="screen")
    browser_page.goto(file.as_uri())
    memo = browser_page.locator("article >> nth=-1 >> .answer")
    assert not memo.is_visible()
    browser_page.locator("#orders tbody a").last.click()
    memo.wait_for(state="visible", timeout=3000)
