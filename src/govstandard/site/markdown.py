"""What the pages of a standard are made of: words, links, lists and badges in Markdown."""

from collections.abc import Iterable
from typing import NamedTuple

from govstandard.base.words import Lang, Said, pick
from govstandard.report.forms.markdown import plain
from govstandard.standard.tree import Standard


class Page(NamedTuple):
    """What every page has at hand: the standard that it is about, and the language that it is in."""

    standard: Standard
    lang: Lang

    def say(self, zh: str, en: str) -> str:
        """Choose between two wordings of our own."""
        return pick(self.lang, zh, en)

    @property
    def colon(self) -> str:
        """Return what stands between a label and what it says."""
        return self.say("：", ": ")

    def plain(self, text: Said) -> str:
        """Write somebody's words so that none of them is taken for markup."""
        return plain(text.to(self.lang))

    def both(self, text: Said) -> str:
        """Write a line in the other language, where there is one."""
        other: Lang = "en" if self.lang == "zh" else "zh"
        words = text.to(other)
        if words == text.to(self.lang):
            return ""
        return f'<span class="other" lang="{other}">{plain(words)}</span>\n\n'

    def quoted(self, text: Said | None) -> str:
        """Write what a standard says of itself; nothing where it says nothing."""
        return f"> {self.plain(text)}\n\n" if text else ""

    def listed(self, parts: Iterable[str]) -> str:
        """Write several things in a row."""
        return self.say("、", ", ").join(parts)

    def link(self, item_id: str, up: str = "") -> str:
        """Link to an indicator from a page in the top folder, or from a part's with `up`."""
        located = self.standard.locate(item_id)
        page = located.parent.id if located.parent else self.standard.id
        return f"[{item_id} {self.plain(located.node.title)}]({up}parts/{page}.md#{item_id})"


def listing(title: str, lines: Iterable[str]) -> str:
    """Write a title and a list below it; nothing where the list is empty."""
    listed = "".join(f"- {line}\n" for line in lines)
    return f"{title}\n\n{listed}\n" if listed else ""


def badge(kind: str, text: str) -> str:
    """Write a short label; its kind is what a style sheet colours it by."""
    return f'<span class="badge {kind}">{plain(text)}</span>'
