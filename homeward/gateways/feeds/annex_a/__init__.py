"""The inspection workbook of a council's social care (Annex A), lists 1 to 8."""
