"""Writes the pages of the standard before each build, and puts them into the navigation."""

import json
from pathlib import Path
from typing import Any

from mkdocs.plugins import event_priority

import govstandard as gs
from govstandard.site import contents, write_site

STANDARD = "jindi"
FOLDER = "standard"


def on_config(config: Any) -> Any:
    """Write the pages, and fill in the entry of the navigation that is named after their folder."""
    write_site(STANDARD, Path(config["docs_dir"]) / FOLDER)
    config["nav"] = [_filled(entry) for entry in config["nav"]]
    return config


def _filled(entry: Any) -> Any:
    (title, target), *_ = entry.items() if isinstance(entry, dict) else [("", entry)]
    return {title: _pages()} if target == f"{FOLDER}/" else entry


def _pages() -> list[dict[str, Any]]:
    pages: list[dict[str, Any]] = [
        {"总览": f"{FOLDER}/index.md"},
        {"等级、底线和一票否决": f"{FOLDER}/levels.md"},
    ]
    for top, parts in contents(gs.load(STANDARD)):
        pages.append(
            {
                f"{top.id} {top.title}": [
                    {f"{part.id} {part.title}": f"{FOLDER}/parts/{part.id}.md"}
                    for part in parts
                ]
            }
        )
    rest = {
        "治理主体和责任清单": "bodies",
        "来源": "sources",
        "版本和更新记录": "versions",
    }
    return [*pages, *({title: f"{FOLDER}/{name}.md"} for title, name in rest.items())]


@event_priority(-100)  # after the search has written its index
def on_post_build(config: Any) -> None:
    """Write Chinese in the search index as it is: escaped, it takes twice the bytes, which every visitor loads."""
    index = Path(config["site_dir"]) / "search" / "search_index.json"
    data = json.loads(index.read_text(encoding="utf-8"))
    index.write_text(
        json.dumps(data, ensure_ascii=False, separators=(",", ":")), encoding="utf-8"
    )


def on_post_page(output: str, **_: Any) -> str:
    """Name the search for those who hear the page."""
    return output.replace(
        'data-md-component="search" role="dialog"',
        'data-md-component="search" role="dialog" aria-label="搜索"',
    )
