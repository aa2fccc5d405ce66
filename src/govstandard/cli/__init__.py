"""The command line: words in, words out, exit codes; nothing is computed here."""

from govstandard.cli import assessments, standards  # the commands register themselves
from govstandard.cli.shared import main

__all__ = ["assessments", "main", "standards"]
