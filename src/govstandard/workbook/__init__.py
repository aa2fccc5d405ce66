"""An assessment as an Excel workbook, written and read back."""
