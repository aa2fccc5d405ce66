"""``python -m govstandard``."""

from govstandard.cli import main

if __name__ == "__main__":
    main()
