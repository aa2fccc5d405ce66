"""Standards and assessments in files: read, checked, released, found by name."""
