"""The paper duty pack: a page to print, and the same as a Word document."""

from django.http import HttpResponse
from django.template.response import TemplateResponse

from homeward.practice.missing.presenters import duty_pack as presenters
from homeward.register.access.actions import Seen, page

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@page("call.take")
def duty_pack(request: Seen) -> HttpResponse:
    """What a desk works from when nothing works: numbers, rotas, and the questions. No child's data is in it."""
    return TemplateResponse(request, "missing/duty_pack.html", {"pack": presenters.pack(at=request.at)})


@page("call.take")
def duty_pack_document(request: Seen) -> HttpResponse:
    """The same as a Word document."""
    from homeward.practice.missing.presenters.duty_pack_document import (
        document_of,
    )  # slow to load, and seldom asked for

    headers = {"Content-Disposition": 'attachment; filename="paper-duty-pack.docx"'}
    return HttpResponse(document_of(presenters.pack(at=request.at)), content_type=WORD, headers=headers)
