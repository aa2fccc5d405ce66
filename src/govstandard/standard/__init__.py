"""A standard: its tree, its measures and levels, and what makes it sound."""
