"""Which pages a worry is asked on, and which boxes stand on each.

Whom it is about decides one page, and who tells decides the last: the questions themselves, and which of them a kind of
agency is asked for, are data (¶17, ¶21).
"""

from collections.abc import Mapping, Sequence

LONGEST = 4000
ABOUT = {"child": "child", "place": "place", "group": "group", "worker": "worker"}
# What is chosen from a list, beside the boxes that are written in.
EVERY = ("about", "forms", "in-danger", "referrer")


def about_worker(about: str) -> bool:
    """Whether a worry goes the separate way: it is about somebody who works or volunteers with children."""
    return about == "worker"


def pages_of(about: str, *, asks_agency: bool, has_account: bool) -> tuple[str, ...]:
    """The pages of one worry, in order.

    Whoever does not know whom it is about is asked of a child. Forms of exploitation are not asked of a worker, and who
    tells is not asked of somebody signed in.
    """
    middle = ABOUT.get(about, "child")
    pages = ["about", "worried", middle]
    if not about_worker(about):
        pages.append("forms")
    pages.append("danger")
    if middle == "child":
        pages.append("family")
    if not has_account:
        pages.append("you")
    if asks_agency and not about_worker(about):
        pages.append("agency")
    return (*pages, "send")


def boxes_asked(page: str, groups: Mapping[str, str], fields: Sequence[str]) -> tuple[str, ...]:
    """The boxes of one page. Of the agencies' page only those that this kind of agency is asked for."""
    if page == "agency":
        return tuple(fields)
    return tuple(box for box, group in groups.items() if group == page)


def still_asked(fields: Sequence[str], said: Mapping[str, str]) -> tuple[str, ...]:
    """What a kind of agency is asked for and has not said; not known is an answer."""
    return tuple(box for box in fields if not said.get(box, "").strip())
