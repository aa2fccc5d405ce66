"""The command line: words in, words out, exit codes; nothing is computed here."""

import gc
import os


def main() -> None:
    """Run the command line; write every fault to standard error without a traceback."""
    gc.disable()  # the process is short, and collecting what lives to its end only costs time
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # to look for some costs a start
    from govstandard.cli import assessments, standards  # noqa: F401, PLC0415 - they add commands
    from govstandard.cli.shared import run  # noqa: PLC0415

    run()
