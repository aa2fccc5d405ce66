"""A report as PDF, and its pictures as pixels, set by typst with a Chinese font of this machine."""

import json
from pathlib import Path

import typst

from govstandard.base.problems import InvalidFile, Problem
from govstandard.base.words import words
from govstandard.report.blocks import Report

_TEMPLATE = Path(__file__).parent / "templates" / "report.typ"
_FONTS = (
    *(
        "Noto Sans CJK SC",
        "Source Han Sans SC",
        "Noto Sans SC",
        "Microsoft YaHei",
        "PingFang SC",
        "Hiragino Sans GB",
    ),
    *(
        "WenQuanYi Micro Hei",
        "WenQuanYi Zen Hei",
        "SimHei",
        "SimSun",
        "Noto Serif CJK SC",
        "Droid Sans Fallback",
    ),
)
"""Fonts that have the Chinese characters, the best first."""


def to_pdf(report: Report) -> bytes:
    """Set a report as PDF.

    Raises:
        InvalidFile: The machine has no Chinese font; the hint names the package.
    """
    fonts = typst.Fonts(include_embedded_fonts=False)
    inputs = {
        "report": json.dumps(report.plain(), ensure_ascii=False),
        "font": _chinese(fonts.families()),
    }
    compiler = typst.Compiler(
        _TEMPLATE.read_bytes(), font_paths=fonts, sys_inputs=inputs
    )
    found = compiler.compile(format="pdf")
    return found if isinstance(found, bytes) else b""


def _chinese(families: list[str]) -> str:
    found = next((name for name in _FONTS if name in families), None)
    if found is None:
        what = words(
            "这台机器没有中文字体，写不了 PDF 和图",
            "this machine has no Chinese font to set a PDF or a picture",
        )
        hint = words(
            "安装中文字体；Debian 或 Ubuntu：apt-get install fonts-noto-cjk",
            "install one; on Debian or Ubuntu: apt-get install fonts-noto-cjk",
        )
        raise InvalidFile([Problem(code="GS601", what=what, hint=hint)])
    return found


def to_png(svg: str) -> bytes:
    """Draw an SVG picture as PNG.

    Raises:
        InvalidFile: The machine has no Chinese font.
    """
    fonts = typst.Fonts(include_embedded_fonts=False)
    _chinese(fonts.families())
    page = b'#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg", width: 480pt)'
    found = typst.Compiler(page, font_paths=fonts, sys_inputs={"svg": svg}).compile(
        format="png", ppi=200
    )
    return found if isinstance(found, bytes) else b""
