"""LibreOffice, which opens, recalculates and saves workbooks as a community's own program would."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from xlsxwriter.worksheet import Worksheet

OFFICE = shutil.which("soffice")
MISSING = "no LibreOffice: install Debian's package libreoffice-calc to test that it changes nothing"
if not OFFICE and os.environ.get("CI"):
    raise RuntimeError(MISSING)
needs_office = pytest.mark.skipif(not OFFICE, reason=MISSING)

RECALCULATE = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item>
</oor:items>
"""


def resaved(files: list[Path], home: Path, ending: str = "xlsx") -> list[Path]:
    """Let LibreOffice open, recalculate and save workbooks."""
    profile, out = home / "profile", home / "saved"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        RECALCULATE, encoding="utf-8"
    )
    command = [
        str(OFFICE),
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--convert-to",
        ending,
    ]
    command += ["--outdir", str(out), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return [out / f"{file.stem}.{ending}" for file in files]


def nothing_in_store(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no value be stored beside a formula, so that all that is found later was calculated."""
    single, array = Worksheet.write_formula, Worksheet.write_array_formula
    monkeypatch.setattr(
        Worksheet, "write_formula", lambda sheet, *given: single(sheet, *given[:4])
    )
    monkeypatch.setattr(
        Worksheet, "write_array_formula", lambda sheet, *given: array(sheet, *given[:6])
    )
