"""How often children who are not looked after go missing, before anything raises it."""

import math
from datetime import date
from statistics import NormalDist

from homeward.county.children import Child, Town
from homeward.county.preset import Preset


class Usual:
    """The yearly chance that a child not looked after goes missing, whatever raises it left aside."""

    def __init__(self, preset: Preset, town: Town) -> None:
        in_care = preset.number("missing.looked_after.share") * preset.number("care.in_year")
        self.expected = (preset.number("missing.any_child") - in_care) * town.scale
        boys, births = preset.table("missing.boys_against_girls")["any_child"], preset.number("county.boys")
        self.sexes = {"M": boys / (1.0 + boys) / births, "F": 1.0 / (1.0 + boys) / (1.0 - births)}
        ages = preset.table("missing.ages")
        self.ages = {int(age): weight / sum(ages.values()) for age, weight in ages.items()}
        self.of_one_age = town.size / 18
        self.pull = preset.number("missing.vulnerability")
        normal = NormalDist()
        self.mean = normal.cdf(-2.0) + math.exp(self.pull**2 / 2 - 2 * self.pull) * normal.cdf(2.0 - self.pull)

    def chance(self, child: Child, day: date) -> float:
        """One child's, by age, sex and vulnerability, as the county's missing children are drawn."""
        pull = min(math.exp(self.pull * (child.vulnerability - 2.0)), 1.0) / self.mean
        share = self.ages.get(child.age(day), 0.0) * self.sexes[child.sex] / self.of_one_age
        return min(self.expected * share * pull, 1.0)
