"""A standard as plain Markdown pages and pictures, which any site generator can publish."""

from pathlib import Path

from govstandard.base.files import write_changed
from govstandard.base.words import Lang
from govstandard.library import registry
from govstandard.site.indicators import contents, holders, index_page, part_page
from govstandard.site.markdown import Page
from govstandard.site.pictures import bodies_svg, tree_svg
from govstandard.site.registers import (
    bodies_page,
    levels_page,
    sources_page,
    versions_pages,
)
from govstandard.standard.tree import Standard

__all__ = ["contents", "pages", "write_site"]


def write_site(name: str, folder: Path, lang: Lang = "zh") -> list[Path]:
    """Write the pages of a standard into a folder, and return the files that changed.

    `name` is a standard's name or path. Files of the folder that belong to no page are left alone; a file whose
    text would be the same is not touched.

    Raises:
        UnknownId: There is no such standard.
        InvalidFile: Its files break a rule.
    """
    standard, home = registry.load(name), registry.home(name)
    written = pages(standard, lang)
    if home:
        written |= versions_pages(Page(standard, lang), home)
    return [
        folder / path
        for path, text in written.items()
        if write_changed(folder / path, text.encode())
    ]


def pages(standard: Standard, lang: Lang = "zh") -> dict[str, str]:
    """Write the pages of a standard: contents, a page a part, levels, bodies, sources, two pictures.

    Returns the text of each file by its path.
    """
    page = Page(standard, lang)
    parts = {
        f"parts/{holder.id}.md": part_page(page, holder) for holder in holders(standard)
    }
    return {
        "index.md": index_page(page),
        "levels.md": levels_page(page),
        **parts,
        "bodies.md": bodies_page(page),
        "sources.md": sources_page(page),
        "tree.svg": tree_svg(standard, lang),
        "bodies.svg": bodies_svg(standard, lang),
    }
