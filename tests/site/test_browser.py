"""The documentation site in a real Chromium: search, anchors, accessibility, narrow screens, no foreign request."""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Response, sync_playwright

import govstandard as gs
from govstandard.report.street import street_report
from govstandard.scoring.comparing import standing

ROOT = Path(__file__).parents[2]
CHROMIUM = (
    shutil.which("chromium")
    or shutil.which("chromium-browser")
    or shutil.which("google-chrome")
)
MISSING = "no Chromium: install Debian's packages chromium and fonts-noto-cjk to test the site in a browser"
PAGES = [
    "",
    "standard/",
    "standard/parts/PB.03/",
    "standard/bodies/",
    "standard/sources/",
    "guide/",
    "scoring/",
    "api/",
]
CHECKED = ["", "standard/parts/PB.03/", "scoring/"]
MAX_HOME = 1_500_000

if not CHROMIUM and os.environ.get("CI"):
    raise RuntimeError(MISSING)
pytestmark = pytest.mark.skipif(not CHROMIUM, reason=MISSING)


class _Quiet(SimpleHTTPRequestHandler):
    """Serves files without writing of each."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base names it so
        """Say nothing."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site, built strictly."""
    folder = tmp_path_factory.mktemp("site")
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--strict",
        "--quiet",
        "--site-dir",
        str(folder),
    ]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, check=True, cwd=ROOT, env=environment, capture_output=True)
    with ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(_Quiet, directory=str(folder))
    ) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A headless Chromium."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox"]
        )
        yield chromium
        chromium.close()


def opened(
    browser: Browser, address: str, width: int = 1280, *, dark: bool = False
) -> Page:
    """Open a page in a fresh profile and wait until it is quiet."""
    page = browser.new_page(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if dark else "light",
    )
    page.goto(address)
    page.wait_for_load_state("networkidle")
    return page


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("群众问题", "PB.03.04"),
        ("消防", "MG.04.05"),
        ("PB.03.04", "PB.03.04"),
        ("residents", "SG.01.02"),
    ],
)
def test_search_finds_an_item_by_a_chinese_word_by_its_id_and_by_an_english_word(
    browser: Browser, site: str, words: str, wanted: str
) -> None:
    page = opened(browser, site)
    page.locator("input.md-search__input").click()
    page.keyboard.type(words, delay=30)
    page.keyboard.press("Shift")  # the key that ends an input method's word
    results = page.locator(".md-search-result__list a")
    results.first.wait_for()
    page.wait_for_timeout(300)
    assert any(
        f"#{wanted}" in (link.get_attribute("href") or "")
        for link in results.all()[:10]
    )
    page.close()


def test_no_request_leaves_the_site_and_the_home_page_is_light(
    browser: Browser, site: str
) -> None:
    page = browser.new_page()
    answers: list[Response] = []
    hosts: list[str] = []
    page.on("request", lambda request: hosts.append(urlsplit(request.url).netloc))
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - a bound method of C cannot carry what Playwright notes on it
    page.goto(site)
    page.wait_for_load_state("networkidle")
    weight = sum(len(answer.body()) for answer in answers)
    assert any(
        "search_index.json" in answer.url for answer in answers
    )  # the heaviest file is counted
    assert weight < MAX_HOME
    for path in PAGES:
        page.goto(site + path)
        page.wait_for_load_state("networkidle")
    assert set(hosts) == {urlsplit(site).netloc}
    page.close()


def test_every_item_has_its_anchor(browser: Browser, site: str) -> None:
    page, standard = browser.new_page(), gs.load("jindi")
    found: set[str] = set()
    for part in standard.tier("part"):
        page.goto(f"{site}standard/parts/{part.id}/", wait_until="domcontentloaded")
        found |= set(
            page.evaluate(
                "[...document.querySelectorAll('h2[id]')].map(heading => heading.id)"
            )
        )
    assert found == {item.id for item in standard.indicators}
    page.close()


def grave(page: Page) -> list[tuple[str, list[str]]]:
    """Return the serious and critical violations that axe-core finds, and where."""
    return [
        (found["id"], [node["target"] for node in found["nodes"]])
        for found in Axe().run(page).response["violations"]
        if found["impact"] in {"serious", "critical"}
    ]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("path", CHECKED, ids=["home", "part", "scoring"])
def test_nothing_bars_people_with_disabilities(
    browser: Browser, site: str, path: str, *, dark: bool
) -> None:
    page = opened(browser, site + path, dark=dark)
    assert page.locator("body").get_attribute("data-md-color-scheme") == (
        "slate" if dark else "default"
    )
    assert grave(page) == []
    page.close()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path or "home")
def test_a_narrow_screen_needs_no_sideways_scrolling(
    browser: Browser, site: str, path: str
) -> None:
    page = opened(browser, site + path, width=390)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.close()


def test_every_picture_has_words_for_those_who_cannot_see_it(
    browser: Browser, site: str
) -> None:
    for path in PAGES:
        page = opened(browser, site + path)
        told = page.evaluate(
            "[...document.querySelectorAll('article img')].map(image => image.alt)"
        )
        assert all(len(text) > 5 for text in told), path
        assert bool(told) == (path in {"standard/", "standard/bodies/"})
        assert page.evaluate(
            "[...document.querySelectorAll('article img')].every(image => image.naturalWidth > 0)"
        )
        page.close()


HOSTILE = (
    "<img src=x onerror=document.title='run'><script>document.title='run'</script>"
)


@pytest.mark.parametrize("kind", ["report", "notice", "street"])
def test_a_report_opens_alone_for_everybody_and_runs_nothing(
    browser: Browser, kind: str, tmp_path: Path
) -> None:
    data = gs.read_assessment(ROOT / "examples" / "model-community.yaml").model_dump()
    data["community"]["name"] = data["note"] = HOSTILE
    assessment, standard = gs.Assessment.model_validate(data), gs.load("jindi")
    result = gs.score(standard, assessment)
    made = {
        "report": lambda: gs.assessment_report(standard, assessment, result, "zh"),
        "notice": lambda: gs.notice(standard, assessment, result, "zh"),
        "street": lambda: street_report(
            [standing("a.xlsx", standard, assessment, result)], (), gs.load, "zh"
        ),
    }
    path = tmp_path / "report.html"
    gs.write_report(made[kind](), path)
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if not url.startswith("data:")] == [path.as_uri()]
    assert page.title() != "run"
    assert "<img src=x" in page.inner_text("main")
    assert grave(page) == []
    assert page.evaluate(
        "[...document.images].every(image => image.naturalWidth > 0 && image.alt.length > 5)"
    )
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.close()
