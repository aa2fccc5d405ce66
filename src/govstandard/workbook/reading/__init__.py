"""A workbook that people filled in, from its bytes to an assessment."""
