"""A linkage run: profiles that none has compared yet are weighed, clustered and joined, and what is unsure is asked.

Every batch is one transaction, and what it has done is marked where it was done. A run that is stopped or killed at any
line is taken up again and does what is left.
"""

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from homeward.foundation.errors import HomewardError
from homeward.methods.matching.clustering import Parameters
from homeward.register.access.actions import as_the_system
from homeward.register.audit import actions as audit
from homeward.register.linkage.actions.clustering import apply_plan
from homeward.register.linkage.actions.keying import hide_places
from homeward.register.linkage.actions.moving import Follow
from homeward.register.linkage.actions.occasions import bear_out
from homeward.register.linkage.actions.planning import Plan, plan_for
from homeward.register.linkage.actions.scoring import Source, keep_weighed
from homeward.register.linkage.models import LinkageModel, LinkageRun, Profile
from homeward.register.linkage.queries.components import Open, components, nobody
from homeward.register.linkage.queries.occasions import Occasions, no_occasions
from homeward.register.linkage.rules import Bounds, Volume, refused
from homeward.register.people.models import Person

Clock = Callable[[], datetime]
Tell = Callable[[int, int | None], None]
TOGETHER = 400


class NotPublished(HomewardError):
    """What a run found is beyond what could be right, so nobody was joined by it."""

    def __init__(self, code: str, volume: Volume) -> None:
        self.code = code
        super().__init__(
            got=f"{volume.pairs:,} pairs of {volume.profiles:,} profiles, the biggest cluster of {volume.biggest:,}",
            expected="no more than a sound model and sound files can give",
            next_step="Nobody was joined. Look at the newest file and at the model in use, then run it again.",
        )


def tell_nobody(done: int, total: int | None) -> None:
    """Progress that nobody follows."""


def link(
    *,
    model: LinkageModel,
    source: Source,
    parameters: Parameters,
    clock: Clock,
    tell: Tell = tell_nobody,
    follow: Follow | None = None,
    open_matters: Open = nobody,
    occasions: Occasions = no_occasions,
    bounds: Bounds | None = None,
    caused_by: UUID | None = None,
) -> LinkageRun | None:
    """Run until everything is compared and settled; nothing where there was nothing to do. Raises NotPublished."""
    if not _is_anything_left(model) and not unfinished():
        return None
    run = begin(model=model, parameters=parameters, at=clock(), caused_by=caused_by)
    todo = list(Profile.objects.exclude(scored_with=model.version).order_by("pk").values_list("pk", flat=True))
    done, total = 0, len(todo)
    for edges, settled in source.weighed(todo) if todo else ():
        keep_weighed(run=run, model=model, edges=edges, settled=settled, at=clock())
        done += len(settled)
        tell(done, total)
    if source.crowded:
        note_crowded(run=run, keys=source.crowded, at=clock())
    bear_out(run=run, model=model, parameters=parameters, occasions=occasions, clock=clock)
    _settle(run, model, parameters, clock, tell, follow, open_matters, bounds or Bounds())
    return finish(run=run, at=clock())


def _is_anything_left(model: LinkageModel) -> bool:
    unsettled = Profile.objects.filter(unsettled=True)
    return unsettled.exists() or Profile.objects.exclude(scored_with=model.version).exists()


def _settle(
    run: LinkageRun,
    model: LinkageModel,
    parameters: Parameters,
    clock: Clock,
    tell: Tell,
    follow: Follow | None,
    open_matters: Open,
    bounds: Bounds,
) -> None:
    unsettled = list(Profile.objects.filter(unsettled=True).values_list("pk", flat=True))
    floor = min(parameters.possible, parameters.join_with_identifier) - parameters.hysteresis
    parts = components(unsettled, model, floor)
    plans = [plan_for(some, model, parameters) for some in _together(parts)]
    _refuse(run, plans, bounds)
    done, total = 0, sum(map(len, parts))
    for plan in plans:
        apply_plan(
            run=run,
            model=model,
            plan=plan,
            parameters=parameters,
            follow=follow,
            open_matters=open_matters,
            at=clock(),
        )
        done += len(plan.profiles)
        tell(done, total)


def _together(parts: list[list[int]]) -> list[list[int]]:
    """The profiles of whole parts in batches of so many; a part that is larger goes by itself."""
    batches: list[list[int]] = []
    size = TOGETHER
    for part in parts:
        if size + len(part) > TOGETHER:
            batches.append([])
            size = 0
        batches[-1].extend(part)
        size += len(part)
    return batches


def _refuse(run: LinkageRun, plans: list[Plan], bounds: Bounds) -> None:
    """Look at the whole of what would be done before any of it is. Raises NotPublished."""
    run.refresh_from_db()
    children, joined = sum(each.children for each in plans), sum(len(each.into) for each in plans)
    biggest = max((each.biggest for each in plans), default=0)
    volume = Volume(run.counts.get("profiles", 0), run.counts.get("pairs", 0), children, joined, biggest)
    code = refused(volume, bounds)
    if code:
        hold(run=run, code=code, at=run.started_at)
        raise NotPublished(code, volume)


def unfinished() -> LinkageRun | None:
    """The run that was begun and has not come to its end."""
    return LinkageRun.objects.filter(finished_at__isnull=True).order_by("-started_at").first()


@as_the_system("linkage.begin")
def begin(*, model: LinkageModel, parameters: Parameters, at: datetime, caused_by: UUID | None = None) -> LinkageRun:
    """A run begins, or the one that was stopped goes on. No key of a place is left of whom a shield covers by now."""
    audit.current().caused_by = caused_by
    hide_places()
    found = unfinished()
    if found is not None and found.model_id == model.pk and found.parameters == asdict(parameters):
        audit.current().note(run=str(found.pk), again=True)
        return found
    LinkageRun.objects.filter(finished_at__isnull=True).update(finished_at=at, stage="left")
    children = Person.objects.filter(subject__retired_into__isnull=True).count()
    run = LinkageRun.objects.create(
        model=model, parameters=asdict(parameters), started_at=at, stage="begun", counts={"children_before": children}
    )
    audit.current().note(run=str(run.pk), model=model.version)
    hide_places()
    return run


@as_the_system("linkage.again")
def compare_all_again(*, at: datetime) -> None:
    """Have the next run compare every profile with every other, so that keys too crowded for a run over a few are met.

    A pair that was weighed by the model in use keeps its weight; what people judged stands.
    """
    many = Profile.objects.filter(withdrawn=False).update(scored_with="", unsettled=True)
    audit.current().note(profiles=many, at=at.isoformat())


@as_the_system("linkage.crowded")
def note_crowded(*, run: LinkageRun, keys: int, at: datetime) -> None:
    """Keep how many keys too many profiles share for a run over a few: what they lead to was not compared."""
    audit.current().note(run=str(run.pk), keys=keys)
    row = LinkageRun.objects.select_for_update().get(pk=run.pk)
    row.counts = row.counts | {"crowded": row.counts.get("crowded", 0) + keys}
    row.save(update_fields=["counts"])


@as_the_system("linkage.hold")
def hold(*, run: LinkageRun, code: str, at: datetime) -> None:
    """A run is held back: what it would do is not to be published."""
    audit.current().note(run=str(run.pk), code=code)
    LinkageRun.objects.filter(pk=run.pk).update(stage="held", cursor={"code": code})


@as_the_system("linkage.finish")
def finish(*, run: LinkageRun, at: datetime) -> LinkageRun:
    """A run has come to its end: what it did is what its counts say."""
    row = LinkageRun.objects.select_for_update().get(pk=run.pk)
    row.counts = row.counts | {"children_after": Person.objects.filter(subject__retired_into__isnull=True).count()}
    row.finished_at, row.stage = at, "done"
    row.save(update_fields=["counts", "finished_at", "stage"])
    audit.current().note(run=str(row.pk), joined=row.counts.get("joined", 0), parted=row.counts.get("parted", 0))
    return row
