"""A crowd: many invented children as seven agencies would have written them down, to train the model of linkage.

The county's own files bring few children, each with a life; linkage wants a whole county's children and no lives. A
model is first tried on a crowd of another seed, and then measured on `identities_at_scale`, which is drawn apart from
this with names and mistakes of its own: more of what a model learnt from would flatter it.
"""

from homeward.county.crowd.children import Child, children
from homeward.county.crowd.records import Record, records

__all__ = ["Child", "Record", "children", "records"]
