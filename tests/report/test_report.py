"""Reports in all their forms: whole, self-contained, safe with whatever people type, and nothing sensitive on a notice."""

import io
import re
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from openpyxl import load_workbook
from pypdf import PdfReader
from reporting import written
from strategies import assessment, pairs

import govstandard as gs
from govstandard.report.assessed import assessment_report, tone
from govstandard.report.forms import pdf
from govstandard.report.forms.html import to_html
from govstandard.report.forms.markdown import to_markdown
from govstandard.report.notice import notice
from govstandard.report.street import street_report
from govstandard.report.summary import summary
from govstandard.report.writing import FORMS, write_report
from govstandard.scoring.comparing import standing

ROOT = Path(__file__).parents[2]
JINDI = gs.load("jindi")
MODEL = gs.read_assessment(ROOT / "examples" / "model-community.yaml")
HOSTILE = "<script>alert(1)</script> #set page(width: 1pt) =1+1 | *a* $x$ \\u{41} {{ 7*7 }} </td>"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_form_tells_the_level_every_mark_and_what_to_do(
    form: str, lang: Any, tmp_path: Path
) -> None:
    result = gs.score(JINDI, MODEL)
    told = written(assessment_report(JINDI, MODEL, result, lang), tmp_path / f"r{form}")
    assert {item.id for item in JINDI.indicators if item.id not in told} == set()
    assert re.sub(r"\s+", "", result.level.title.to(lang)) in told
    assert "57/60" in told
    wanted = {
        "zh": (
            "榕荫社区",
            "沿楼梯从天面走到首层",
            "示例街道复核组",
            "有佐证总分",
            "没有列明佐证",
            "重建",
        ),
        "en": ("Supportedtotal", "noevidencenamed", "Whattodo", "reconstruction"),
    }[lang]
    assert [words for words in wanted if words not in told] == []


def test_the_page_needs_nothing_else_and_its_pictures_have_words() -> None:
    told = to_html(assessment_report(JINDI, MODEL, gs.score(JINDI, MODEL), "zh"))
    assert "<script" not in told
    assert not re.search(r"""(src|href)=["'](?!data:)""", told)
    assert "default-src 'none'" in told
    pictures = re.findall(r'<img [^>]*alt="([^"]+)"', told)
    assert len(pictures) == 2
    assert "党建 95.7" in pictures[0]
    assert "PB.01" in told
    assert "党组织与班子建设 95.8" in pictures[1]


def hostile() -> gs.Assessment:
    data = MODEL.model_dump()
    data["community"] |= {"name": HOSTILE, "street": "=cmd|'/C calc'!A0"}
    data["note"] = data["by"] = HOSTILE
    data["responses"]["PB.03.04"] |= {
        "note": HOSTILE,
        "review": {"percent": 10.0, "reason": HOSTILE},
    }
    data["responses"]["PB.03.06"] = {"not_applicable": HOSTILE}
    return gs.Assessment.model_validate(data)


@pytest.mark.parametrize("form", FORMS)
def test_what_people_type_is_shown_and_never_run(form: str, tmp_path: Path) -> None:
    given = hostile()
    path = tmp_path / f"r{form}"
    told = written(assessment_report(JINDI, given, gs.score(JINDI, given), "zh"), path)
    if form in {".html", ".md"}:
        assert "<script" not in told
        assert "&lt;script&gt;alert(1)" in told
    else:
        assert "<script>alert(1)</script>" in told
    assert "49" not in told.partition("{{7")[2][:6]
    if form == ".xlsx":
        cells = [
            cell
            for sheet in load_workbook(path).worksheets
            for row in sheet.iter_rows()
            for cell in row
        ]
        assert not [cell.value for cell in cells if cell.data_type == "f"]
        assert "=cmd|'/C calc'!A0" in {cell.value for cell in cells}


def test_a_notice_is_one_page_whatever_it_has_to_say(tmp_path: Path) -> None:
    path = tmp_path / "n.pdf"
    for one in (
        MODEL,
        hostile(),
        gs.read_assessment(ROOT / "examples" / "street-summary.yaml"),
    ):
        write_report(notice(JINDI, one, gs.score(JINDI, one), "zh"), path)
        assert len(PdfReader(path).pages) == 1
    told = written(notice(JINDI, MODEL, gs.score(JINDI, MODEL), "zh"), path)
    assert "榕荫社区" in told
    assert "基本达标" in told
    assert "疏散通道与天面畅通率【底线】" in told


def test_a_notice_has_no_figure_of_a_sensitive_indicator(tmp_path: Path) -> None:
    sensitive = [item for item in JINDI.indicators if item.sensitive]
    figures = {
        "checklist": {"points": {1: "unmet"}},
        "ratio": {"numerator": 7, "denominator": 7771},
        "count": {"count": 7},
        "binary": {"met": False},
    }
    data = {
        **MODEL.model_dump(),
        "responses": {item.id: figures[item.measure.kind] for item in sensitive},
    }
    given = gs.Assessment.model_validate(data)
    result = gs.score(JINDI, given)
    assert {finding.id for finding in result.findings} & {item.id for item in sensitive}
    for form in FORMS:
        told = written(notice(JINDI, given, result, "zh"), tmp_path / f"n{form}")
        assert not [item.id for item in sensitive if item.title.zh in told]
        assert "7771" not in told


@settings(max_examples=30, deadline=None)
@given(pairs())
def test_any_standard_has_its_report(
    pair: tuple[gs.Standard, dict[str, gs.Response]],
) -> None:
    standard, responses = pair
    given = assessment(standard, responses)
    result = gs.score(standard, given)
    told = to_markdown(assessment_report(standard, given, result, "en"))
    assert all(item.id in told for item in standard.indicators)
    assert to_html(notice(standard, given, result, "zh")).endswith("</html>\n")
    street = street_report(
        [standing("a", standard, given, result)] * 2, (), lambda _: standard, "en"
    )
    assert standard.name in to_markdown(street)


def test_without_a_chinese_font_the_package_is_named_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "_FONTS", ("No Such Font",))
    report = assessment_report(JINDI, MODEL, gs.score(JINDI, MODEL), "zh")
    for form in (".pdf", ".docx"):
        with pytest.raises(gs.InvalidFile, match="fonts-noto-cjk") as caught:
            write_report(report, tmp_path / f"a{form}")
        assert caught.value.render("zh") == (
            "GS601 这台机器没有中文字体，写不了 PDF 和图\n"
            " = 建议：安装中文字体；Debian 或 Ubuntu：apt-get install fonts-noto-cjk"
        )
    assert not list(tmp_path.iterdir())


def test_an_ending_that_is_no_form_is_refused(tmp_path: Path) -> None:
    report = assessment_report(JINDI, MODEL, gs.score(JINDI, MODEL), "zh")
    for name, ending in {"a.odt": ".odt", "a": "没有后缀的"}.items():
        with pytest.raises(gs.InvalidFile, match="GS602") as caught:
            write_report(report, tmp_path / name)
        (problem,) = caught.value.problems
        assert problem.what.zh == f"不能把报告写成 {ending} 文件"
        assert problem.hint
        assert problem.hint.zh == "可用后缀：.html、.pdf、.docx、.md、.xlsx"
    assert not list(tmp_path.iterdir())


def test_the_same_report_is_the_same_page() -> None:
    result = gs.score(JINDI, MODEL)
    assert to_html(assessment_report(JINDI, MODEL, result, "zh")) == to_html(
        assessment_report(JINDI, MODEL, result, "zh")
    )


def test_word_pictures_have_words_too() -> None:
    from govstandard.report.forms.docx import to_docx  # noqa: PLC0415 - hides the module docx here

    data = to_docx(assessment_report(JINDI, MODEL, gs.score(JINDI, MODEL), "zh"))
    found = docx.Document(io.BytesIO(data))
    told = [shape._inline.docPr.get("descr") for shape in found.inline_shapes]
    assert ["党建 95.7" in words or "党组织与班子建设" in words for words in told] == [
        True,
        True,
    ]


def test_a_notice_says_why_the_level_is_not_higher(tmp_path: Path) -> None:
    data = MODEL.model_dump()
    data["vetoes"]["accident-liability"]["happened"] = True
    given = gs.Assessment.model_validate(data)
    told = written(
        notice(JINDI, given, gs.score(JINDI, given), "zh"), tmp_path / "n.md"
    )
    assert "没有达到“基本达标”的原因：1项一票否决已发生。" in told
    told = written(
        notice(JINDI, MODEL, gs.score(JINDI, MODEL), "en"), tmp_path / "e.md"
    )
    assert "Whynot“Met”:baselinesarenotmet." in told


def test_what_keeps_a_level_away_is_said_in_short(tiny: gs.Standard) -> None:
    head = {"standard": "tiny", "community": {"name": "x"}, "period": MODEL.period}
    nothing = gs.score(tiny, gs.Assessment.model_validate(head))
    assert nothing.blocked() == [
        "1 项一票否决待申报或核实中",
        "总分目前不到 80",
        "1 项底线还没有评",
        "3 项还没有评",
    ]
    happened = gs.Assessment.model_validate(
        {**head, "vetoes": {"fraud": {"happened": True}}}
    )
    assert gs.score(tiny, happened).blocked("en")[0] == "veto: Fraud"
    each = JINDI.level("met").requires.each
    assert each
    low = gs.score(JINDI, gs.Assessment.model_validate({**head, "standard": "jindi"}))
    assert "总分目前不到 60" in low.blocked()
    points = dict.fromkeys(range(1, 5), "met")
    whole = {
        "A.1": {"numerator": 2, "denominator": 2},
        "A.2": {"points": points},
        "B.1": {"count": 12},
    }
    best = gs.Assessment.model_validate(
        {**head, "responses": whole, "vetoes": {"fraud": {"happened": False}}}
    )
    assert gs.score(tiny, best).blocked() == []
    capped = {**best.model_dump(), "vetoes": {"fraud": {"happened": True}}}
    assert gs.score(tiny, gs.Assessment.model_validate(capped)).blocked() == [
        "一票否决：造假"
    ]


def test_a_review_that_is_all_that_is_missing_is_named() -> None:
    full = {
        item.id: gs.Response(**item.measure.best({"estates": 6}).model_dump())
        for item in JINDI.indicators
    }
    cleared = {veto.id: gs.Declaration(happened=False) for veto in JINDI.vetoes}
    update = {"responses": full, "vetoes": cleared, "reviewed": None, "adjustments": {}}
    result = gs.score(JINDI, MODEL.model_copy(update=update))
    assert result.level.id == "met"
    assert result.blocked() == ["还没有复核签认"]


def test_a_notice_gives_no_sensitive_indicator_away(tmp_path: Path) -> None:
    full = {
        item.id: gs.Response(**item.measure.best({"estates": 6}).model_dump())
        for item in JINDI.indicators
    }
    sensitive = next(
        item for item in JINDI.indicators if item.sensitive and item.baseline
    )
    worst = (
        gs.Response(points={1: "unmet"})
        if sensitive.measure.points
        else gs.Response(count=9)
    )
    given = MODEL.model_copy(update={"responses": {**full, sensitive.id: worst}})
    public = sum(not item.sensitive for item in JINDI.indicators)
    for form in ("n.md", "n.html", "n.docx"):
        told = written(
            notice(JINDI, given, gs.score(JINDI, given), "zh"), tmp_path / form
        )
        assert sensitive.title.zh not in told
        assert "1项底线" not in told
        assert "未在此列出" not in told
        assert str(public) in told  # all that may be told are met


def test_a_dimension_below_its_line_is_named() -> None:
    responses = {
        name: given
        for name, given in MODEL.responses.items()
        if not name.startswith("SG")
    }
    zero = {
        name: gs.Response(count=0) if given.count is not None else given
        for name, given in responses.items()
    }
    given = MODEL.model_copy(update={"responses": zero})
    assert "自治目前不到 70" in gs.score(JINDI, given).blocked()


def test_a_group_of_few_does_not_tell_a_sensitive_figure(
    tiny: gs.Standard, tmp_path: Path
) -> None:
    data = tiny.model_dump()
    data["groups"][1]["items"][0]["sensitive"] = True
    standard = gs.Standard.model_validate(data)
    head = {"standard": "tiny", "community": {"name": "x"}, "period": MODEL.period}
    given = gs.Assessment.model_validate({**head, "responses": {"B.1": {"count": 7}}})
    told = written(
        notice(standard, given, gs.score(standard, given), "zh"), tmp_path / "n.md"
    )
    assert "|乙|不公示|" in told


def test_a_spreadsheet_of_a_report_is_ready_to_print(tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    write_report(assessment_report(JINDI, MODEL, gs.score(JINDI, MODEL), "zh"), path)
    book = load_workbook(path)
    remedies: Any = book["整改清单"]
    assert all(sheet.page_setup.orientation == "landscape" for sheet in book.worksheets)
    rows = [
        number
        for number in range(2, remedies.max_row + 1)
        if "\n" in str(remedies.cell(number, 4).value)
    ]
    assert rows
    assert all(
        remedies.row_dimensions[number].height
        > 14 * str(remedies.cell(number, 4).value).count("\n")
        for number in rows
    )
    assert {remedies.cell(number, 2).number_format for number in rows} <= {
        "0.00",
        "General",
    }
    links = [
        str(cell.hyperlink.location)
        for row in book["报告"].iter_rows()
        for cell in row
        if cell.hyperlink
    ]
    assert len(set(links)) == len(links)  # each to its own place


def test_a_word_report_has_numbered_pages_and_whole_rows(tmp_path: Path) -> None:
    path = tmp_path / "r.docx"
    write_report(assessment_report(JINDI, MODEL, gs.score(JINDI, MODEL), "zh"), path)
    document = docx.Document(str(path))
    assert "PAGE" in document.sections[0].footer._element.xml
    assert all("cantSplit" in row._tr.xml for row in document.tables[2].rows)


def test_a_pdf_uses_no_font_but_the_one_that_was_chosen(tmp_path: Path) -> None:
    path = tmp_path / "r.pdf"
    write_report(assessment_report(JINDI, MODEL, gs.score(JINDI, MODEL), "zh"), path)
    fonts = {str(font) for page in PdfReader(path).pages for font in _fonts(page)}
    assert (
        len({name.partition("-")[0] for name in fonts}) == 1
    )  # a missing glyph would have brought another


def _fonts(page: Any) -> list[str]:
    return [
        str(font.get_object()["/BaseFont"]).rpartition("+")[2]
        for font in page["/Resources"]["/Font"].values()
    ]


def test_an_outcome_is_good_fair_or_bad_from_its_bound_on() -> None:
    assert [tone(share, share) for share in (1.0, 0.8, 0.79999999996)] == ["good"] * 3
    assert [tone(share, share) for share in (0.799999, 0.6)] == ["fair"] * 2
    assert [tone(share, share) for share in (0.599999, 0.0)] == ["bad"] * 2
    assert [tone(0.8, 0.9), tone(0.0, 0.1), tone(None, None)] == ["open", "open", ""]


@pytest.mark.parametrize("form", FORMS)
def test_every_form_tells_how_many_of_a_group_are_assessed(
    form: str, tmp_path: Path
) -> None:
    street = gs.read_assessment(ROOT / "examples" / "street-summary.yaml")
    result = gs.score(JINDI, street)
    told = written(
        assessment_report(JINDI, street, result, "zh"), tmp_path / f"r{form}"
    )
    assert [
        counted for counted in ("4/31", "5/45", "3/28", "4/46") if counted not in told
    ] == []


def answered(**responses: Any) -> gs.Assessment:
    """Fill in the tiny standard, nobody having forged anything."""
    whole = {
        "A.1": {"numerator": 2, "denominator": 2},
        "A.2": {"points": dict.fromkeys(range(1, 5), "met")},
        "B.1": {"count": 12},
    }
    return gs.Assessment.model_validate(
        {
            "standard": "tiny",
            "community": {"name": "x"},
            "period": MODEL.period,
            "vetoes": {"fraud": {"happened": False}},
            "responses": {**whole, **responses},
        }
    )


@pytest.mark.parametrize(
    ("baseline", "zh", "en"),
    [
        ({"numerator": 2, "denominator": 2}, [], []),
        (
            {"numerator": 1, "denominator": 2},
            ["没有达到“达标”的原因：有底线没有达到。"],
            ["Why not “Met”: baselines are not met."],
        ),
        (
            {},
            ["没有达到“达标”的原因：总分目前不到 80；有底线还没有评；1 项还没有评。"],
            [
                "Why not “Met”: total below 80; baselines are not assessed; indicators not assessed: 1."
            ],
        ),
    ],
    ids=["met", "not met", "not assessed"],
)
def test_a_notice_tells_of_baselines_and_does_not_count_them(
    tiny: gs.Standard, baseline: dict[str, int], zh: list[str], en: list[str]
) -> None:
    given = answered(**{"A.1": baseline})
    result = gs.score(tiny, given)
    told = to_markdown(notice(tiny, given, result, "zh")).splitlines()
    assert [line for line in told if line.startswith("没有达到“")] == zh
    told = to_markdown(notice(tiny, given, result, "en")).splitlines()
    assert [line for line in told if line.startswith("Why not")] == en


@pytest.mark.parametrize(
    ("gain", "zh", "en"), [(0.01, "0.01", "0.01"), (0.0099, "不足 0.01", "under 0.01")]
)
def test_a_gain_too_small_for_two_decimals_is_not_shown_as_none(
    tiny: gs.Standard, gain: float, zh: str, en: str
) -> None:
    given = answered(**{"A.1": {"numerator": 1, "denominator": 2}})
    result = gs.score(tiny, given)
    (finding,) = result.findings
    small = result.model_copy(
        update={"findings": (finding.model_copy(update={"points": gain}),)}
    )
    assert f"| {zh} | 1/2 = 50.0 %" in to_markdown(
        assessment_report(tiny, given, small, "zh")
    )
    assert f"| {en} | 1/2 = 50.0 %" in to_markdown(
        assessment_report(tiny, given, small, "en")
    )


def test_a_group_in_which_nothing_applies_is_no_indicator(tiny: gs.Standard) -> None:
    data = tiny.model_dump()
    data["groups"][1]["items"][0]["not_applicable"] = "没有此类事项"
    standard = gs.Standard.model_validate(data)
    given = answered(**{"B.1": {"not_applicable": "没有"}})
    result = gs.score(standard, given)
    assert result["B"].outcome == "not_applicable"
    told = to_markdown(assessment_report(standard, given, result, "zh"))
    assert "| B 乙 | – | – | 0/0 |" in told
    assert "全部指标：达标 2，部分达标 0，未达标 0，不适用 1，未评 0。" in told
    assert [line for line in told.splitlines() if "| 不适用 |" in line] == [
        "| B.1 次数 | – | 不适用 | 理由：没有 |"
    ]
    assert "| 2 | 0 | 0 | 1 | 0 |" in to_markdown(notice(standard, given, result, "zh"))
    listed = to_markdown(summary(result, "zh", items=True)).partition("逐项依据")[2]
    assert [line for line in listed.splitlines() if "不适用" in line] == [
        "| B.1 次数 | – | 不适用 | 理由：没有 |"
    ]
