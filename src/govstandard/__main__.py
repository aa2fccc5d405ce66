"""``python -m govstandard``."""

from govstandard.cli import main

main()
