"""A standard as Markdown pages: all of it is there, links lead somewhere, nobody's words are taken for markup."""

import re
import xml.etree.ElementTree as ET
from html import unescape
from pathlib import Path, PurePosixPath

import pytest

import govstandard as gs
from govstandard.library.releasing import release
from govstandard.site import contents, pages, write_site
from govstandard.standard.tree import Standard

JINDI = gs.load("jindi")
PAGES = pages(JINDI)
SVG = "{http://www.w3.org/2000/svg}"


def part_page(item_id: str) -> str:
    return PAGES[f"parts/{item_id.rpartition('.')[0]}.md"]


def section(item_id: str) -> str:
    """Return what a part's page says of one item."""
    return part_page(item_id).partition(f"{{ #{item_id} }}")[2].partition("\n## ")[0]


def test_every_item_stands_with_its_requirement_points_remedy_and_note() -> None:
    for item in JINDI.indicators:
        told = unescape(section(item.id))
        assert str(item.requirement) in told
        for text in (
            *(point.text for point in item.measure.points),
            *item.remedy,
            *item.evidence,
        ):
            assert str(text) in told
        assert item.note is None or str(item.note) in told
        assert f"**目标**：{item.measure.show_target('zh')}" in told


def test_every_item_says_at_a_glance_where_it_comes_from() -> None:
    labels = {
        "editorial": "目标值：编者",
        "founding": "目标值：源文",
        "derived": "目标值：源文（推算）",
    }
    for item in JINDI.indicators:
        told = section(item.id).split("\n\n")[2]
        assert item.basis
        wanted = (
            (labels[item.basis.target],)
            if item.basis.target in labels
            else ("目标值：法律", "目标值：政策")
        )
        assert any(f">{label}</span>" in told for label in wanted)
        assert (">底线</span>" in told) == item.baseline
        assert (">主题：编者</span>" in told) == (item.basis.grounding == "editorial")


def test_a_source_that_was_not_read_or_is_superseded_is_marked_where_it_is_cited() -> (
    None
):
    assert "（未核对原文）" in section("MG.01.01") + section("MG.03.02")
    assert "（已被取代）" in section("SV.07.06")


def test_every_body_source_level_and_veto_has_its_place() -> None:
    assert all(f"{{ #{body.id} }}" in PAGES["bodies.md"] for body in JINDI.bodies)
    assert all(f"{{ #{source.id} }}" in PAGES["sources.md"] for source in JINDI.sources)
    assert all(f"{{ #{veto.id} }}" in PAGES["levels.md"] for veto in JINDI.vetoes)
    assert (
        "| 达标 | 总分 ≥ 80；每个维度 ≥ 70；底线指标全部达标；填报率 ≥ 100 % |"
        in PAGES["levels.md"]
    )
    assert "| 未达标 | 无 |" in PAGES["levels.md"]


def links(found: dict[str, str]) -> list[tuple[str, str]]:
    """Return the pages and anchors that pages link to, each as seen from the top folder."""
    targets = []
    for path, text in found.items():
        if not path.endswith(".md"):
            continue
        for target in re.findall(r"\]\(([^)]+)\)", text):
            page, _, anchor = target.partition("#")
            where = PurePosixPath(path).parent / page if page else PurePosixPath(path)
            parts: list[str] = []
            for part in where.parts:
                parts = parts[:-1] if part == ".." else [*parts, part]
            targets.append(("/".join(parts), anchor))
    return targets


def test_every_link_leads_to_a_page_and_an_anchor_that_is_there() -> None:
    targets = links(PAGES)
    assert len(targets) > 1000
    for page, anchor in targets:
        assert page in PAGES
        assert not anchor or f"{{ #{anchor} }}" in PAGES[page]


def test_pictures_are_svg_with_title_description_and_every_name() -> None:
    for name, wanted in (
        (
            "tree.svg",
            [
                f"{part.id} {part.title}"
                for part in JINDI.tier("part")
                if isinstance(part, gs.Group)
            ],
        ),
        (
            "bodies.svg",
            [JINDI.body(relation.source).name.zh for relation in JINDI.relations],
        ),
    ):
        picture = ET.fromstring(PAGES[name])  # noqa: S314 - our own
        texts = [text.text or "" for text in picture.iter(f"{SVG}text")]
        assert picture.findtext(f"{SVG}title")
        assert picture.findtext(f"{SVG}desc")
        assert all(any(word in text for text in texts) for word in wanted)
    assert "25 部分" in PAGES["tree.svg"]


def boxes(picture: ET.Element) -> list[tuple[float, float, float, float]]:
    found = [rect for rect in picture.iter(f"{SVG}rect") if rect.get("x")]
    return [
        (
            float(rect.get("x", 0)),
            float(rect.get("y", 0)),
            float(rect.get("width", 0)),
            float(rect.get("height", 0)),
        )
        for rect in found
    ]


def test_no_two_bodies_lie_on_each_other() -> None:
    found = boxes(ET.fromstring(PAGES["bodies.svg"]))  # noqa: S314 - our own
    for number, (x, y, wide, tall) in enumerate(found):
        for left, top, width, height in found[:number]:
            assert (
                x + wide <= left
                or left + width <= x
                or y + tall <= top
                or top + height <= y
            )


def test_the_pages_are_there_in_english_too() -> None:
    told = pages(JINDI, "en")
    assert told["index.md"].startswith(
        "# Jindi community governance standard (a reconstruction)"
    )
    assert (
        '<span class="other" lang="zh">群众问题解决率</span>' in told["parts/PB.03.md"]
    )
    assert "each dimension ≥ 70" in told["levels.md"]
    assert not re.search(r"\*\*[\u4e00-\u9fff]", told["parts/PB.03.md"])  # labels


NASTY = "<script>alert(1)</script> [x](javascript:y) **b** `c` | d {: .e } # f"


def test_words_of_a_standard_are_never_markup(tiny: Standard) -> None:
    data = tiny.model_dump(mode="json", by_alias=True)
    data["about"] = data["title"] = data["groups"][0]["title"] = {"zh": NASTY}
    data["groups"][0]["items"][0] |= {
        "title": {"zh": NASTY},
        "requirement": {"zh": "1. " + NASTY},
    }
    data["bodies"] = [
        {"id": "x", "name": {"zh": NASTY}, "purpose": {"zh": "- " + NASTY}}
    ]
    data["relations"] = [{"from": "x", "to": "x", "kind": "leads"}]
    for path, text in pages(Standard.model_validate(data)).items():
        assert "<script" not in text, path
        if path.endswith(".svg"):
            ET.fromstring(text)  # noqa: S314 - our own
        else:
            assert not re.search(r"\]\(javascript|\*\*b\*\*|`c`|\{: \.e", text), path


def test_a_standard_without_groups_bodies_or_sources_has_its_pages(
    tiny: Standard,
) -> None:
    data = tiny.model_dump(mode="json", by_alias=True)
    (item,) = data["groups"][1]["items"]
    flat = Standard.model_validate(
        {
            **data,
            "groups": [],
            "items": [{**item, "id": "X"}],
            "adjustments": {},
            "vetoes": [],
        }
    )
    found = pages(flat)
    assert "{ #X }" in found["parts/tiny.md"]
    assert "(parts/tiny.md#X)" in found["index.md"]
    assert all(page in found for page, _ in links(found))
    ET.fromstring(found["tree.svg"])  # noqa: S314 - our own
    ET.fromstring(found["bodies.svg"])  # noqa: S314 - our own


def test_a_retired_indicator_has_no_section(tiny: Standard) -> None:
    data = tiny.model_dump(mode="json", by_alias=True)
    data["groups"][0]["items"][0] |= {"status": "retired", "until": "1.0.0"}
    found = pages(Standard.model_validate(data))
    assert "{ #A.1 }" not in found["parts/A.md"]
    assert "{ #A.2 }" in found["parts/A.md"]
    assert "A 甲（1）" in found["tree.svg"]


def test_contents_give_each_top_group_with_its_pages() -> None:
    assert [(top.id, len(parts)) for top, parts in contents(JINDI)] == [
        ("PB", 5),
        ("SV", 8),
        ("SG", 5),
        ("MG", 7),
    ]


def test_what_would_not_change_is_not_written_again(
    tmp_path: Path, tiny_file: Path
) -> None:
    (tmp_path / "mine.md").write_text("kept", encoding="utf-8")
    first = write_site(str(tiny_file), tmp_path)
    assert {path.name for path in first} == {
        "index.md",
        "levels.md",
        "A.md",
        "B.md",
        "bodies.md",
        "sources.md",
    } | {
        "tree.svg",
        "bodies.svg",
    }
    assert write_site(str(tiny_file), tmp_path) == []
    assert (tmp_path / "mine.md").read_text(encoding="utf-8") == "kept"
    assert write_site(str(tiny_file), tmp_path, "en")


@pytest.mark.parametrize("released", [False, True], ids=["draft", "released"])
def test_a_folders_versions_and_changelog_have_a_page(
    tmp_path: Path, tiny_text: str, *, released: bool
) -> None:
    home, out = tmp_path / "tiny", tmp_path / "out"
    home.mkdir()
    (home / "CHANGELOG.md").write_text(
        "# Changes\n\n## 1.0.0\n\n- All is new.\n", encoding="utf-8"
    )
    status = "released" if released else "draft"
    (home / "standard.yaml").write_text(
        f"{tiny_text}status: {status}\n", encoding="utf-8"
    )
    if released:
        release(home)
    write_site(str(home), out)
    text = (out / "versions.md").read_text(encoding="utf-8")
    assert "## 1.0.0\n\n- All is new." in text
    assert "# Changes" not in text
    assert ("[1.0.0](releases/1.0.0.json)" in text) == released
    assert ("尚未发布" in text) != released
    if released:
        copied = out / "releases" / "1.0.0.json"
        assert copied.read_bytes() == (home / "releases" / "1.0.0.json").read_bytes()
        assert (out / "releases" / "SHA256SUMS").read_text(encoding="utf-8").split()[
            0
        ] in text
