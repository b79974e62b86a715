"""What a row says of who its child is, what follows from what people said, and when a run is not to be published."""

from homeward.register.linkage.rules.blocks import Block, blocks_of
from homeward.register.linkage.rules.judgements import Bounds, Opinion, Volume, contradicted, refused, survivor
from homeward.register.linkage.rules.profiles import Tuple, belongs_with, levelled

__all__ = [
    "Block",
    "Bounds",
    "Opinion",
    "Tuple",
    "Volume",
    "belongs_with",
    "blocks_of",
    "contradicted",
    "levelled",
    "refused",
    "survivor",
]
