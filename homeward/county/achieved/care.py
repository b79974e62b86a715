"""Children looked after and children in need."""

from collections.abc import Iterator

from homeward.county.achieved.run import Row, Run, share_of
from homeward.county.care import is_outside

DFE_CARE = "DfE, Children looked after, one county, 2017 to 2019"
AGES_OF_STOCK = (
    ("under 1", 0, 0, 0.08),
    ("1 to 4", 1, 4, 0.14),
    ("5 to 9", 5, 9, 0.19),
    ("10 to 15", 10, 15, 0.37),
    ("16 and over", 16, 17, 0.22),
)


class Care(Run):
    """Children looked after and children in need."""

    def looked_after(self) -> Iterator[Row]:
        """Stock, flow and shape of care."""
        spells = [each for held in self.care.episodes.values() for each in held]
        yield "on 31 March", self.mean(lambda y: len(self.care.looked_after(y.last_day))), self.aim(583), DFE_CARE
        started = self.mean(lambda y: sum(each.began == "S" and y.since <= each.since < y.until for each in spells))
        yield "started in a year", started, self.aim(207), DFE_CARE
        left = [each.until for each in spells if each.until and each.ended not in ("", "X1")]
        yield (
            "ceased in a year",
            self.mean(lambda y: sum(y.since <= day < y.until for day in left)),
            self.aim(184),
            DFE_CARE,
        )
        in_year = self.mean(lambda y: len(self.care.between(y.since, y.until)))
        yield "at any time in a year", in_year, self.aim(757), DFE_CARE
        yield from self._stock()

    def _stock(self) -> Iterator[Row]:
        """Who they are on each 31 March, all of these together."""
        held = [(child, day) for day in (year.last_day for year in self.years) for child in self.care.looked_after(day)]
        under = [each for child, day in held if (each := self.care.under(child, day)) is not None]
        ages = [child.age(day) for child, day in held]
        yield "boys", share_of(child.sex == "M" for child, _ in held), "0.57", DFE_CARE
        for name, low, high, share in AGES_OF_STOCK:
            yield f"aged {name}", share_of(low <= age <= high for age in ages), f"{share:.2f}", DFE_CARE
        yield "fostered", share_of(each.kind == "foster" for each in under), "0.76", DFE_CARE
        yield "in homes or secure", share_of(each.kind == "homes" for each in under), "0.08", DFE_CARE
        yield "placed outside the county", share_of(is_outside(each) for each in under), "0.275", DFE_CARE
        yield "came alone to seek asylum", share_of(child.unaccompanied for child, _ in held), "0.06", DFE_CARE

    def in_need(self) -> Iterator[Row]:
        """Episodes of need."""
        needs = list(self.world.needs.values())
        source = "DfE, Children in need, one county, 2018/19"
        inside = self.mean(lambda y: sum(each.since < y.until and each.until >= y.since for each in needs))
        yield "at any time in a year", inside, self.aim(5093), source
        begun = self.mean(lambda y: sum(y.since <= each.since < y.until for each in needs))
        yield "began in a year", begun, self.aim(2944), source
