"""Assessments and duties in and out of files, one at a time or many."""
