"""A paper asked for and made as the worker makes it, and everything its file holds."""

import io
import zipfile
from datetime import datetime

from docx import Document
from docx.document import Document as WordDocument

from homeward.foundation.quarters import Quarter
from homeward.insight.reports import actions, queries
from homeward.insight.reports.models import BoardPaper
from homeward.insight.reports.presenters.printing import printed
from homeward.register.jobs.jobs import run
from tests import factories

AUTUMN = Quarter(2025, 4)


def made(quarter: Quarter = AUTUMN, *, at: datetime = factories.NOW, as_at: datetime | None = None) -> BoardPaper:
    """Ask for a paper and let the worker make it."""
    asked = actions.ask(quarter=quarter, as_at=as_at or at, by=factories.viewer("director"), at=at)
    if asked.job:
        run.call(str(asked.job.pk))
    return BoardPaper.objects.get(quarter=quarter.code, as_at=as_at or at)


def counted_again(paper: BoardPaper) -> bytes:
    """The document counted, drawn and written afresh for the moment of one that was made."""
    draft = queries.drafted(Quarter.parse(paper.quarter), viewer=None, as_at=paper.as_at, afresh=True)
    return printed(draft).document


def opened(paper: BoardPaper) -> WordDocument:
    """The document as a word processor's library reads it."""
    return Document(io.BytesIO(queries.content_of(paper)))


def parts_of(paper: BoardPaper) -> dict[str, bytes]:
    """Every part of the file, by its name."""
    with zipfile.ZipFile(io.BytesIO(queries.content_of(paper))) as parts:
        return {name: parts.read(name) for name in parts.namelist()}


def every_part(paper: BoardPaper) -> str:
    """All text of the file, wherever it is: body, header, footer, properties, alternative text."""
    return "\n".join(part.decode() for name, part in parts_of(paper).items() if name.endswith((".xml", ".rels")))
