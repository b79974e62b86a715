"""Which model pairs are weighed by: the one that is shipped, until a county puts one of its own in use."""

import json
from datetime import datetime

from homeward.methods.matching.clustering import Parameters
from homeward.methods.matching.model import Model, read_model
from homeward.methods.matching.scorer import Scorer
from homeward.methods.matching.shipped import FROZEN, VERSION
from homeward.register.access.actions import as_the_system
from homeward.register.audit import actions as audit
from homeward.register.linkage.actions.scoring import InProcess, Source
from homeward.register.linkage.models import LinkageModel, Profile
from homeward.register.linkage.queries.candidates import FEW


def model_in_use(*, at: datetime) -> tuple[LinkageModel, Model]:
    """The model in use, as the room keeps it and as it is read; the shipped one is put in use where there is none."""
    held = LinkageModel.objects.filter(in_use_since__isnull=False).order_by("-in_use_since", "-pk").first()
    if held is None:
        held = put_in_use(text=(FROZEN / f"{VERSION}.json").read_text(encoding="utf-8"), at=at)
    return held, read_model(json.dumps(held.settings))


@as_the_system("linkage.model")
def put_in_use(*, text: str, at: datetime) -> LinkageModel:
    """Weigh pairs by this model from now on. The next run weighs every pair again by it, and keeps the old weights.

    Raises ModelUnreadable for a file that is not whole, or not the one that was frozen.
    """
    model = read_model(text)
    audit.current().note(model=model.version, sha256=model.sha256)
    facts = {"sha256": model.sha256, "settings": json.loads(text), "in_use_since": at}
    return LinkageModel.objects.update_or_create(version=model.version, defaults=facts)[0]


def parameters_of(model: Model) -> Parameters:
    """From how many bits pairs are joined, asked about and let go, as the model was frozen with."""
    given = model.thresholds
    return Parameters(
        join=given.join,
        join_with_identifier=given.join_with_identifier,
        possible=given.possible,
        hysteresis=given.hysteresis,
    )


def source_of(row: LinkageModel, model: Model) -> Source:
    """The scorer in this process for what a load adds, and the engine for very many."""
    if Profile.objects.exclude(scored_with=row.version)[: FEW + 1].count() <= FEW:
        return InProcess(Scorer(model), row.version)
    from homeward.register.linkage.engine.weighing import InBatches  # heavy, and only a worker needs it

    return InBatches(model)
