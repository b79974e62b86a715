"""What a row says of its child, what a search asks and who may be meant, and what follows from what people said."""

from homeward.register.linkage.rules.arms import Arm, arms_of
from homeward.register.linkage.rules.asked import SHORTEST_WORD, Asked, Born, Place, together, words_of
from homeward.register.linkage.rules.blocking import TELLING, Key, Kind, Named, compact, forms_of, keys_of, telling_keys
from homeward.register.linkage.rules.blocks import Block, blocks_of, of_forms
from homeward.register.linkage.rules.glancing import Candidate, most_likely
from homeward.register.linkage.rules.judgements import Bounds, Opinion, Volume, contradicted, refused, survivor
from homeward.register.linkage.rules.profiles import Tuple, belongs_with, levelled
from homeward.register.linkage.rules.ranking import SHOWN, Part, Ranked, ranked
from homeward.register.linkage.rules.typed import asked_in, born_in

__all__ = [
    "SHORTEST_WORD",
    "SHOWN",
    "TELLING",
    "Arm",
    "Asked",
    "Block",
    "Born",
    "Bounds",
    "Candidate",
    "Key",
    "Kind",
    "Named",
    "Opinion",
    "Part",
    "Place",
    "Ranked",
    "Tuple",
    "Volume",
    "arms_of",
    "asked_in",
    "belongs_with",
    "blocks_of",
    "born_in",
    "compact",
    "contradicted",
    "forms_of",
    "keys_of",
    "levelled",
    "most_likely",
    "of_forms",
    "ranked",
    "refused",
    "survivor",
    "telling_keys",
    "together",
    "words_of",
]
