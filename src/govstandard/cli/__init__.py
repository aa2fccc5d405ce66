"""The command line: words in, words out, exit codes; nothing is computed here."""

import gc
import os


def main() -> None:
    """Run the command line; write every fault to standard error without a traceback."""
    gc.disable()  # the process is short; collecting what lives to its end takes an eighth of its time
    os.environ.setdefault(
        "PYDANTIC_DISABLE_PLUGINS", "__all__"
    )  # to look for some costs a start
    from govstandard.cli import assessments, standards  # noqa: F401, PLC0415 - they add commands
    from govstandard.cli.shared import run  # noqa: PLC0415

    try:
        run()
    finally:
        gc.freeze()  # nor is it looked through once more on leaving
