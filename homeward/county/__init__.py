"""The invented county: months of a county's life simulated forward and written as the files partners send."""

from homeward.county.files import Delivery
from homeward.county.making import Made, UnknownSize, make

__all__ = ["Delivery", "Made", "UnknownSize", "make"]
