"""The command run in a process of its own, and the examples to run it on."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
EXAMPLE = str(ROOT / "examples" / "street-summary.yaml")
MODEL = str(ROOT / "examples" / "model-community.yaml")


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "govstandard", *words],
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, **environment},
    )
