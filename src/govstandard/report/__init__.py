"""A result for people, one module a format."""
