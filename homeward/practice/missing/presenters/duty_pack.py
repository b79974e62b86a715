"""The paper duty pack, made plain: the numbers, who should be at each desk in the coming days, and what is asked."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings

from homeward.foundation.dates_in_words import day_in_words, moment_in_words
from homeward.foundation.london import LONDON, day_begins_at, london_day
from homeward.practice.missing.forms.calls import BOXES, LONG
from homeward.practice.missing.rules.calls import FIELDS
from homeward.practice.missing.rules.duty_pack import STEPS, Desk, Number, Pack, Question, Turn, numbers_of
from homeward.register.agencies.models import Worker
from homeward.register.tasks.models import Rota
from homeward.register.tasks.queries.rotas import holes_of, rotas, shifts_between, stints_in
from homeward.register.tasks.rules.rotas import Span, Stint
from homeward.vocabulary.loader import load_whole

DAYS = 7
ASKED_BY_THE_HUB = {"which"}
# What helps on paper, where the console's own words speak of the screen.
ON_PAPER = {"child": "A name, an age, a town", "where": "As exactly as can be told"}


def pack(*, at: datetime) -> Pack:
    """The whole pack as at this moment: from today for a week. Nothing in it is of any child."""
    helplines = tuple(Number(each.label, each.code, each.description) for each in load_whole("helplines").entries)
    return Pack(
        hub=settings.HUB_NAME,
        printed=moment_in_words(at),
        steps=STEPS,
        numbers=(*numbers_of(settings.DUTY_NUMBERS), *helplines),
        desks=desks(first=london_day(at)),
        questions=tuple(
            Question(BOXES[name][0], ON_PAPER.get(name, BOXES[name][1]), lines=3 if name in LONG else 1)
            for name in FIELDS
            if name not in ASKED_BY_THE_HUB
        ),
        prompts=tuple(each.label for each in load_whole("grade_prompts").entries),
    )


def desks(*, first: date) -> tuple[Desk, ...]:
    """Each rota's week, with its holes, in as many statements however many the rotas."""
    every = list(rotas())
    since, until = day_begins_at(first), day_begins_at(first + timedelta(days=DAYS))
    shifts = shifts_between([each.pk for each in every], since=since, until=until)
    stints, holes = stints_in(shifts), holes_of(every, first=first, days=DAYS)
    names = Worker.objects.in_bulk({each.worker for found in stints.values() for each in found})
    return tuple(desk(each, first, stints.get(each.pk, []), holes[each.pk], names) for each in every)


def desk(rota: Rota, first: date, stints: Sequence[Stint], holes: Sequence[Span], names: dict[UUID, Worker]) -> Desk:
    """One rota's week, day by day. What began before today stands on the first day."""
    told = [(each.since, Turn(hours(each.since, each.until, first), names[each.worker].name)) for each in stints]
    told += [(each.since, Turn(hours(each.since, each.until, first), "NOBODY: ring the manager")) for each in holes]
    told.sort(key=lambda each: each[0])
    days = [first + timedelta(days=number) for number in range(DAYS)]
    return Desk(
        title=rota.title,
        agency=rota.agency.name,
        manager=rota.manager.name if rota.manager else "",
        days=tuple(
            (
                day_in_words(day),
                tuple(turn for since, turn in told if max(since.astimezone(LONDON).date(), first) == day),
            )
            for day in days
        ),
    )


def hours(since: datetime, until: datetime, day: date) -> str:
    """From when until when, as the clock on the wall shows it; of what began before the first day, only until when."""
    first, last = since.astimezone(LONDON), until.astimezone(LONDON)
    end = f"{last:%H:%M}" if last.date() == max(first.date(), day) else f"{last:%H:%M on %A}"
    return f"until {end}" if first.date() < day else f"{first:%H:%M} to {end}"
