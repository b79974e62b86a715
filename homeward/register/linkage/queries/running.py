"""What runs did, and how many questions wait: counts alone, which name nobody."""

from django.db.models import Count

from homeward.foundation.dates_in_words import counted
from homeward.register.linkage.models import LinkageRun, ReviewItem
from homeward.register.linkage.queries.sharing import MOST_SHARED

LEFT_OUT = f"each is shared by more than {MOST_SHARED:,} profiles, and is followed by a run over every profile alone"


def unfinished_run() -> LinkageRun | None:
    """The run that was begun and has not come to its end, if there is one."""
    run: LinkageRun | None = LinkageRun.objects.filter(finished_at__isnull=True).order_by("-started_at").first()
    return run


def open_by_kind() -> dict[str, int]:
    """How many questions of each kind wait for a person, the kinds in their order."""
    rows = ReviewItem.objects.filter(settled_at__isnull=True).values_list("kind").annotate(many=Count("pk"))
    found: dict[str, int] = dict(rows)
    return {kind: found[kind] for kind, _ in ReviewItem.KINDS if kind in found}


def run_in_words(run: LinkageRun) -> list[str]:
    """What a run did, a line each: profiles and pairs, who was joined and parted, and children before and after."""
    counts = run.counts
    state = {"done": "", "held": " It was held back: nobody was joined.", "left": " It was left for a newer one."}
    raised = counted(sum(counts.get(kind, 0) for kind, _ in ReviewItem.KINDS), "question")
    crowded = counts.get("crowded", 0)
    return [
        f"Run {run.pk}, by model {run.model.version if run.model else 'none'}.{state.get(run.stage, ' Not finished.')}",
        f"    {counted(counts.get('profiles', 0), 'profile')} compared, {counted(counts.get('pairs', 0), 'pair')} kept",
        f"    {counts.get('joined', 0):,} joined, {counts.get('parted', 0):,} parted, {raised} raised",
        f"    {counts.get('children_before', 0):,} children before, {counts.get('children_after', 0):,} after",
        *([f"    {counted(crowded, 'key')} left out: {LEFT_OUT}"] if crowded else []),
    ]
