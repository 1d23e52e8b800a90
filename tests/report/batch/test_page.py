"""The page opens from a disk, sorts, filters and tells; words of strangers do nothing, and nothing is fetched."""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from clausecheck.model import Severity, Side, Verdict
from clausecheck.model.batch import Judged, Outcome, Row
from clausecheck.report.batch.html import HtmlPage
from clausecheck.report.batch.tally import Tally
from tests.report import nasty
from tests.report.batch.browser import chromium, opened
from tests.report.batch.rows import point, reviewed, unread, written

pytestmark = pytest.mark.xdist_group("chromium")
ACTS = "</script><script>window.owned = 1</script><img src=http://evil.example/x onerror='window.owned = 1'>"
BAD = [
    ACTS,
    *nasty.MARKS,
    nasty.CONTROLS,
    "a\u2028b",
    "a\u202egnp.exe",
    "\udc80",
    "--><!--",
    "<!--<script>",
    "']]);alert(1);",
]
NINETY = point(title="Pays in 90 days", clause="4.1", quote="within ninety (90) days")
ROWS = [
    reviewed("north/b10.docx", point(Severity.LOW), words=300, account="Orchid"),
    reviewed("north/b9.docx", point(), NINETY, words=12_000),
    reviewed("south/a.pdf", point(Severity.CRITICAL, "Unlimited liability"), scan=Verdict.HOSTILE, category="saas"),
    unread("south/locked.pdf"),
    reviewed(
        "south/copy.docx", point(), same_as="north/b9.docx", category="saas", outcome=Outcome.PARTIAL, why="no text"
    ),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


def page(folder: Path, rows: Sequence[Row], *sides: Side) -> Path:
    path, tally = folder / "index.html", Tally()
    with path.open("wb") as stream, HtmlPage(stream, sides or (Side.SELLER,)) as table:
        for row in rows:
            tally.add(row)
            table.add(row)
        table.end(tally.totals())
    return path


@pytest.fixture(scope="module")
def five(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return page(tmp_path_factory.mktemp("five"), ROWS)


def test_the_gravest_files_stand_first(browser: Browser, five: Path) -> None:
    with opened(browser, five) as sheet:
        assert sheet.names == ["south/a.pdf", "north/b9.docx", "south/copy.docx", "south/locked.pdf", "north/b10.docx"]
        assert sheet.column("worst") == ["critical", "high", "high", "", "low"]
        assert sheet.count == "5 of 5 files"
        assert not sheet.faults


def test_every_column_sorts_both_ways(browser: Browser, five: Path) -> None:
    """A click sorts texts from A and numbers from the largest; what is empty stands last either way."""
    with opened(browser, five) as sheet:
        for head in sheet.page.locator("table.files thead th").all():
            name = str(head.get_attribute("data-column"))
            if name in {"worst", "file"}:
                continue
            sheet.sort(name)
            way, cells = head.get_attribute("aria-sort"), [cell for cell in sheet.column(name) if cell]
            numbers = name in {*Severity, "words"}
            assert way == ("descending" if numbers else "ascending")
            key = (lambda cell: -int(cell.replace(",", ""))) if numbers else str.lower
            assert cells == sorted(cells, key=key)
            sheet.sort(name)
            assert sheet.column(name) == [*cells[::-1], *[""] * (len(ROWS) - len(cells))]
            assert head.get_attribute("aria-sort") != way
            assert sheet.page.locator("th[aria-sort]").count() == 1


def test_names_sort_as_people_count(browser: Browser, five: Path) -> None:
    with opened(browser, five) as sheet:
        sheet.sort("file")
        assert sheet.names[:2] == ["north/b9.docx", "north/b10.docx"]
        sheet.sort("file")
        assert sheet.names[-2:] == ["north/b10.docx", "north/b9.docx"]


def test_filters(browser: Browser, five: Path) -> None:
    b9, a, copy, locked, b10 = "north/b9.docx", "south/a.pdf", "south/copy.docx", "south/locked.pdf", "north/b10.docx"
    with opened(browser, five) as sheet:
        for name, value, expected in [
            ("text", "NORTH b9", [b9]), ("text", "unlimited", [a]), ("text", "password", [locked]),
            ("text", "orchid", [b10]), ("text", ".*", []), ("outcome", "unreadable", [locked]),
            ("scan", "hostile", [a]), ("category", "saas", [a, copy]), ("category", "-", [locked]),
            ("worst", "critical", [a]), ("worst", "high", [a, b9, copy]),
        ]:  # fmt: skip
            sheet.choose(name, value)
            assert (name, value, sheet.names) == (name, value, expected)
            assert sheet.count == f"{len(expected)} of 5 files"
            sheet.page.locator("form button[type=reset]").click()
            assert sheet.count == "5 of 5 files"


def test_filters_add_up_and_stand_in_the_address(browser: Browser, five: Path) -> None:
    with opened(browser, five) as sheet:
        sheet.choose("category", "saas")
        sheet.choose("outcome", "partial")
        sheet.sort("file")
        kept = sheet.page.evaluate("location.hash")
    with opened(browser, five, kept) as sheet:
        assert sheet.names == ["south/copy.docx"]
        assert sheet.page.locator("select[name=category]").input_value() == "saas"
        assert sheet.page.locator("th[data-column=file]").get_attribute("aria-sort") == "ascending"


def test_details_tell_the_findings_and_link_to_the_review(browser: Browser, five: Path) -> None:
    with opened(browser, five) as sheet:
        details = sheet.open(1)
        told = details.inner_text()
        assert all(
            words in told
            for words in ("No limit on liability", "Pays in 90 days, clause 4.1", "within ninety (90) days")
        )
        assert details.locator("a").get_attribute("href") == "./reviews/msa-seller.json"
        button = sheet.page.locator("tbody th button").nth(1)
        assert button.get_attribute("aria-expanded") == "true"
        button.click()
        assert details.count() == 0
        told = sheet.open(3).inner_text()
        assert "locked.pdf is protected with a password; remove it" in told
        assert sheet.page.locator("tr.details a").count() == 0


def test_a_link_opens_the_review(browser: Browser, tmp_path: Path) -> None:
    name = "reviews/a b#c?d%20é-seller.json"
    path = page(tmp_path, [reviewed("a.txt", point(), reviews=((Side.SELLER, name),))])
    (tmp_path / "reviews").mkdir()
    (tmp_path / name).write_text('{"schema": "clausecheck/review/1"}')
    with opened(browser, path) as sheet:
        sheet.open().locator("a").click()
        sheet.page.wait_for_url("**/reviews/**")
        assert "clausecheck/review/1" in sheet.page.inner_text("body")


def test_it_works_with_the_keyboard_alone(browser: Browser, five: Path) -> None:
    with opened(browser, five) as sheet:
        keys = sheet.page.keyboard
        sheet.choose("outcome", "reviewed")
        sheet.page.locator(".skip").focus()
        keys.press("Enter")
        assert sheet.page.evaluate("document.activeElement.id") == "files"
        assert sheet.count == "3 of 5 files"
        sheet.page.locator("thead th[data-column=file] button").focus()
        keys.press("Enter")
        assert sheet.names[0] == "north/b9.docx"
        sheet.page.locator("tbody th button").first.focus()
        keys.press("Space")
        assert sheet.page.locator("tr.details").count() == 1
        keys.press("Tab")
        assert sheet.page.evaluate("document.activeElement.getAttribute('href')") == "./reviews/msa-seller.json"


def test_either_side_is_told_or_the_one_with_more(browser: Browser, tmp_path: Path) -> None:
    judged = (
        Judged(side=Side.SELLER, points=(point(Severity.LOW),)),
        Judged(side=Side.BUYER, points=(point(), point())),
    )
    rows = [reviewed("both.txt", sides=tuple(Side), judged=judged), reviewed("one.txt", point(Severity.CRITICAL))]
    with opened(browser, page(tmp_path, rows, *Side)) as sheet:
        assert (sheet.column("side"), sheet.column("high")) == (["seller", "buyer"], ["0", "2"])
        sheet.choose("side", "seller")
        assert (sheet.names, sheet.column("low")) == (["one.txt", "both.txt"], ["0", "1"])
        sheet.choose("side", "buyer")
        assert (sheet.names, sheet.column("worst")) == (["both.txt"], ["high"])


def test_words_of_strangers_are_words(browser: Browser, tmp_path: Path) -> None:
    rows = []
    for bad in BAD:
        found = point(title=bad, clause=bad, quote=bad, kind=bad, clause_type=bad)
        judged = (Judged(side=Side.SELLER, points=(found,), summary=bad),)
        rows.append(
            reviewed(
                bad, judged=judged, account=bad, title=bad, why=bad, hint=bad, category=bad, region=bad, same_as=bad
            )
        )
    with opened(browser, path := page(tmp_path, rows)) as sheet:
        for number in range(len(BAD)):
            sheet.open(number)
        assert sheet.page.locator("tr.details").count() == len(BAD)
        for details in sheet.page.locator("summary").all():
            details.click()
        assert sheet.page.evaluate("window.owned") is None
        assert sheet.page.locator("img, iframe, object, embed, form form, b, i").count() == 0
        assert sheet.page.locator("script").count() == 3
        assert {link.get_attribute("href") for link in sheet.page.locator("td a").all()} == {
            "./reviews/msa-seller.json"
        }
        assert sheet.requests == [path.as_uri()]
        assert not sheet.faults
        shown = sheet.page.inner_text("body")
        assert ACTS.replace("  ", " ") in shown
        assert not re.search(
            "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\U000e0000-\U000e0fff]", shown
        )


def test_a_link_to_anything_but_a_review_is_not_made(browser: Browser, tmp_path: Path) -> None:
    row = reviewed("a.txt", point(), reviews=((Side.SELLER, "javascript:window.owned=1"),))
    with opened(browser, page(tmp_path, [row])) as sheet:
        assert sheet.open().locator("a").get_attribute("href") == "./javascript%3Awindow.owned%3D1"


def test_no_script_but_its_own_would_run(browser: Browser, five: Path) -> None:
    with opened(browser, five) as sheet:
        sheet.page.evaluate(
            """() => {
                const script = document.createElement("script");
                script.textContent = "window.owned = 1";
                document.body.append(script);
                document.body.insertAdjacentHTML("beforeend", "<img src='https://evil.example/x' onerror='owned = 1'>");
            }"""
        )
        sheet.page.wait_for_timeout(200)
        assert sheet.page.evaluate("window.owned") is None
        assert all("Content Security Policy" in fault for fault in sheet.faults)
        assert len(sheet.faults) >= 2


def test_without_scripts_the_first_files_are_there(browser: Browser, five: Path) -> None:
    with opened(browser, five, java_script_enabled=False) as sheet:
        told = sheet.page.inner_text("main")
        assert all(row.name in told for row in ROWS)
        assert "results.csv" in told
        assert not sheet.page.locator("form").is_visible()
        assert sheet.page.locator("td, th").filter(has_text="south/a.pdf").locator("a").get_attribute("href")


def test_ten_thousand_files(browser: Browser, tmp_path: Path) -> None:
    rows = [
        reviewed(f"north/{number:05}.docx", *[point(list(Severity)[number % 5], quote="words " * 20)] * (number % 7))
        for number in range(9_999)
    ]
    with opened(browser, page(tmp_path, [*rows, unread("last.pdf")])) as sheet:
        assert sheet.count == "10,000 of 10,000 files"
        assert sheet.page.locator("tbody tr").count() < 1000
        sheet.sort("file")
        assert sheet.names[0] == "last.pdf"
        sheet.choose("text", "north/0777")
        assert sheet.names == [f"north/0777{digit}.docx" for digit in range(10)]
        assert "words words" in sheet.open(1).inner_text()
        sheet.choose("text", "")
        drawn = sheet.page.locator("tbody tr").count()
        sheet.page.locator(".more").scroll_into_view_if_needed()
        sheet.page.wait_for_function("(drawn) => document.querySelectorAll('tbody tr').length > drawn", arg=drawn)


@pytest.mark.parametrize(
    "options", [{"viewport": {"width": 360, "height": 740}}, {"viewport": {"width": 1280, "height": 800}}]
)
def test_nothing_is_wider_than_the_screen(browser: Browser, five: Path, options: dict[str, Any]) -> None:
    with opened(browser, five, **options) as sheet:
        sheet.open(1)
        assert sheet.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        assert sheet.page.locator("table.files tbody th").first.is_visible()


def test_dark_and_light_are_readable(browser: Browser, five: Path) -> None:
    for scheme, dark in (("light", False), ("dark", True)):
        with opened(browser, five, color_scheme=scheme) as sheet:
            colour = sheet.page.evaluate("getComputedStyle(document.body).backgroundColor")
            assert (sum(map(int, re.findall(r"\d+", colour)[:3])) < 384) is dark


def test_printing_shows_the_files_and_no_filters(browser: Browser, five: Path) -> None:
    with opened(browser, five) as sheet:
        sheet.page.emulate_media(media="print")
        assert not sheet.page.locator("form").is_visible()
        assert sheet.page.locator("table.files tbody th").first.is_visible()


def test_the_data_in_the_page_cannot_end_its_script() -> None:
    files, _ = written([reviewed(bad, point(title=bad), title=bad) for bad in BAD])
    text = files["index.html"].decode()
    blocks = re.findall(r'<script type="application/json" class="(\w+)">(.*?)</script>', text)
    assert [name for name, _ in blocks] == ["rows", "details"]
    for _, block in blocks:
        assert block.isascii()
        assert not set("<>&'") & set(block)
        assert len(json.loads(block)) == len(BAD)
