"""The workbook that people fill in, sheet by sheet."""
