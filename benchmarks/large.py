"""A standard several times as large as another, made from its files."""

import re
from pathlib import Path


def write_standard(small: Path, large: Path, times: int) -> None:
    """Write a standard with the groups and parts of another so many times, under other ids and in other words."""
    (large / "parts").mkdir(parents=True)
    for name in ("bodies.yaml", "sources.yaml"):
        (large / name).write_bytes((small / name).read_bytes())
    top = (
        (small / "standard.yaml")
        .read_text(encoding="utf-8")
        .replace("released", "draft", 1)
    )
    top = re.sub(r"count: (\d+)", lambda count: f"count: {int(count[1]) * times}", top)
    groups = re.findall(r"^  - \{id: [A-Z]{2},.*\n", top, re.MULTILINE)
    own = "".join(groups)
    (large / "standard.yaml").write_text(
        top.replace(own, "".join(_other(own, copy) for copy in range(times))),
        encoding="utf-8",
    )
    for part in (small / "parts").glob("*.yaml"):
        text = part.read_text(encoding="utf-8")
        for copy in range(times):
            path = large / "parts" / _other(part.name, copy)
            path.write_text(_other(text, copy), encoding="utf-8")


def _other(text: str, copy: int) -> str:
    """Give a text other ids, and other Chinese characters so that no two indicators ask for the same."""
    if not copy:
        return text
    lines = re.sub(r"\b(PB|SV|SG|MG)\b", rf"\g<1>{copy}", text).splitlines(
        keepends=True
    )
    return "".join(
        line if "source:" in line else _shifted(line, copy) for line in lines
    )


def _shifted(line: str, by: int) -> str:
    return re.sub(
        r"[\u4e00-\u9e00]", lambda character: chr(ord(character[0]) + by), line
    )
