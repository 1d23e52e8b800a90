"""A page in headless Chromium, with all that it asks for and complains of written down."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.system_packages import require

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
TIMEOUT = 60_000
"""Milliseconds that a busy machine may need for anything."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """The Chromium of this machine, with a profile of its own."""
    command = require("chromium", Path("/usr/lib/chromium"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=command, headless=True, args=list(FLAGS), timeout=TIMEOUT)
        yield browser
        browser.close()


@dataclass
class Sheet:
    """An opened page."""

    page: Page
    requests: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def count(self) -> str:
        return self.page.locator("#count").inner_text()

    @property
    def names(self) -> list[str]:
        return self.page.locator("table.files tbody tr:not(.details) th").all_inner_texts()

    def column(self, name: str) -> list[str]:
        """What stands in a column, from the top."""
        heads = self.page.locator("table.files thead th")
        place = [head.get_attribute("data-column") for head in heads.all()].index(name) + 1
        return self.page.locator(f"table.files tbody tr:not(.details) > :nth-child({place})").all_inner_texts()

    def sort(self, name: str) -> None:
        self.page.locator(f"thead th[data-column={name}] button").click()

    def choose(self, name: str, value: str) -> None:
        """Set a filter, and wait until it has been applied."""
        field = self.page.locator(f"form [name={name}]")
        (field.fill if name == "text" else field.select_option)(value)
        self.page.wait_for_function(
            "([name, value]) => new URLSearchParams(location.hash.slice(1)).get(name) === (value || null)",
            arg=[name, value],
        )

    def open(self, number: int = 0) -> Any:
        """The details of a file, opened."""
        self.page.locator("table.files tbody th button").nth(number).click()
        return self.page.locator("tr.details")


@contextmanager
def opened(browser: Browser, path: Path, fragment: str = "", **options: Any) -> Iterator[Sheet]:
    """A page opened from the disk."""
    context = browser.new_context(**options)
    context.set_default_timeout(TIMEOUT)
    sheet = Sheet(context.new_page())
    sheet.page.on("request", lambda request: sheet.requests.append(request.url))
    sheet.page.on("console", lambda message: sheet.faults.append(message.text))
    sheet.page.on("pageerror", lambda fault: sheet.faults.append(str(fault)))
    sheet.page.goto(path.as_uri() + fragment)
    yield sheet
    context.close()
