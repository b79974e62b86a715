"""The worker's rounds: which absences met a trigger, are open for very long, or ended and are owed an interview."""

from datetime import datetime, timedelta

from homeward.foundation.london import london_day
from homeward.practice.missing.actions.long_open import ask_about
from homeward.practice.missing.actions.owed import ask_for_offers
from homeward.practice.missing.actions.triggers import Met, fire
from homeward.practice.missing.models import TriggerFiring
from homeward.practice.missing.queries.long_open import long_open
from homeward.practice.missing.queries.returning import not_asked_for
from homeward.practice.missing.queries.triggers import facts_of, plain, recent, those_on
from homeward.practice.missing.rules.triggers import has_fired
from homeward.vocabulary.limits import limit


def look_for_triggers(at: datetime) -> int:
    """One round: every absence of late is asked every trigger that is on, and each is kept once.

    Older absences fire nothing, so that a file of past years asks nobody for a meeting. A round that finds nothing new
    writes nothing.
    """
    days = limit("trigger_look_back_days", on=london_day(at))
    episodes = recent(since=at - timedelta(days=days), at=at)
    if not episodes:
        return 0
    facts, on = facts_of(episodes, at=at), those_on(on=london_day(at))
    rows = TriggerFiring.objects.filter(episode__in=[each.pk for each in episodes])
    known = set(rows.values_list("trigger", "episode_id"))
    met = [
        Met(entry.code, each.person_id, each.pk, entry.asks)
        for each in episodes
        for entry in on
        if (entry.code, each.pk) not in known and has_fired(plain(entry), facts[each.pk])
    ]
    return fire(met=met, at=at) if met else 0


def ask_of_long_open(at: datetime) -> int:
    """One round: somebody is asked about each absence that has been open far longer than most, once, and at a year."""
    found = long_open(at=at)
    return ask_about(found=found, at=at) if found else 0


def ask_for_interviews(at: datetime) -> int:
    """One round: somebody is asked to offer an interview after each return, once. Past years ask nobody."""
    found = not_asked_for(at=at)
    return ask_for_offers(found=found, at=at) if found else 0
