"""A crowd: many invented children as seven agencies would have written them down, to train and to try linkage on.

The county's own files bring few children, each with a life; linkage wants a whole county's children and no lives.
"""

from homeward.county.crowd.children import Child, children
from homeward.county.crowd.records import Record, records

__all__ = ["Child", "Record", "children", "records"]
