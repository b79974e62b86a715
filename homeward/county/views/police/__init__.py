"""The police's extract of missing reports: what they were told of, when, and how they wrote it down."""

from homeward.county.views.police.extract import COLUMNS, Extract
from homeward.county.views.police.people import PoliceRecord, Records
from homeward.county.views.police.reports import Report, Reports

__all__ = ["COLUMNS", "Extract", "PoliceRecord", "Records", "Report", "Reports"]
