"""What the desks ask for."""

from homeward.desks.forms.finding import FindForm
from homeward.desks.forms.record import (
    AnalysisForm,
    AsKnownOnForm,
    ChronologyForm,
    CorrectionForm,
    OrderForm,
    QuarterForm,
    ShownForm,
    UndoForm,
)

__all__ = [
    "AnalysisForm",
    "AsKnownOnForm",
    "ChronologyForm",
    "CorrectionForm",
    "FindForm",
    "OrderForm",
    "QuarterForm",
    "ShownForm",
    "UndoForm",
]
