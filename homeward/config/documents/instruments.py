"""Every shipped instrument, printed whole: what it asks, what the answers come to, its bands and its sources."""

from homeward.config.documents.markdown import code, codes, opening, table
from homeward.foundation.dates_in_words import counted, day_in_words
from homeward.vocabulary.instruments.loader import instrument_codes, versions
from homeward.vocabulary.instruments.scales import Choice, Scale, Window, WindowsScale
from homeward.vocabulary.instruments.shapes import Band, Counts, Group, Instrument, Item, Override
from homeward.vocabulary.loader import load_whole
from homeward.vocabulary.shapes import SourceEntry

METHODS = {
    "sum": "The points of the answers are added up.",
    "evidence": "The items that are yes with evidence are counted.",
    "counts": "The items that are low, medium and high are counted.",
    "highest": "The gravest single answer sets the band.",
}
EVIDENCE = {
    "none": "No evidence is asked for.",
    "wanted": "A yes without evidence counts, and is shown to lack it.",
    "required": "A yes without evidence that says who told it or where it is kept counts as not known.",
}
LOWERING = {
    "with-a-reason": "It may be lower than the tool's, with a reason.",
    "with-a-second-person": "It may be lower than the tool's, with a second person who agrees.",
    "never": "It may never be lower than the tool's.",
}


def instruments_page() -> str:
    """The page: every version there has been of every instrument."""
    return "\n".join([opening("instruments"), *(whole(each) for name in instrument_codes() for each in versions(name))])


def whole(tool: Instrument) -> str:
    """One version of an instrument, from its purpose to its sources."""
    parts = [
        f"## {tool.title}, version {tool.version}\n",
        about(tool),
        *(group_part(tool, group) for group in tool.groups),
    ]
    if tool.judgement:
        parts += [f"### The assessor's own score\n\n{tool.judgement.asks} {tool.judgement.help}\n"]
    parts += ["### What an answer comes to\n", *(scale_part(tool, scale) for scale in tool.scales)]
    parts += ["### Bands\n", bands_part(tool), *([overrides_part(tool)] if tool.overrides else [])]
    return "\n".join([*parts, professional_part(tool), "### Sources\n", sources_part(tool)])


def about(tool: Instrument) -> str:
    """What it is for, why it counts as it does, and that it is not validated."""
    said = f"{code(tool.name)}, about a {tool.about}, in force from {day_in_words(tool.since)}"
    until = f" until {day_in_words(tool.until)}" if tool.until else ""
    forms = f"Forms of exploitation: {codes(tool.forms) or 'every form'}."
    return "\n\n".join([f"{said}{until}. {forms}", tool.purpose, f"**{tool.validation}**", tool.rationale, ""])


def group_part(tool: Instrument, group: Group) -> str:
    """The items of one group."""
    rows = [(item.asks, guidance(item), item.evidence_wanted or "–", scored(tool, item)) for item in group.items]
    head = ["Asked", "Why, and what to look for", "Evidence wanted", "Answered on"]
    return f"### {group.title}\n\n{group.help}\n\n{table(head, rows)}"


def guidance(item: Item) -> str:
    """Why an item is asked, its help, and the indicators it rests on."""
    rests_on = f"Rests on {codes(item.indicators)}." if item.indicators else ""
    return " ".join(part for part in (item.why, item.help, rests_on) if part) or "–"


def scored(tool: Instrument, item: Item) -> str:
    """The scale of an item, and what about it differs from the instrument's rule."""
    parts = [code(item.scale)]
    if item.protective:
        return f"{parts[0]}; takes nothing away"
    if item.level and tool.method in ("counts", "highest"):
        parts.append(f"{item.level} where yes")
    if item.weight > 1:
        parts.append(f"counts {item.weight} times")
    if item.evidence and item.evidence != tool.evidence:
        parts.append(f"evidence {item.evidence}")
    return "; ".join(parts)


def scale_part(tool: Instrument, scale: Scale) -> str:
    """What may be answered on a scale, and what each answer comes to."""
    shown: tuple[Choice | Window, ...] = scale.windows if isinstance(scale, WindowsScale) else scale.answers
    rows = [(each.label, came_to(tool, each)) for each in shown]
    said = f"{scale.title} {scale.help}".strip()
    head = ["Answer", "Points" if tool.method == "sum" else "Counts as"]
    return f"**{code(scale.code)}**: {said}{windows_said(scale)}\n\n{table(head, rows)}"


def came_to(tool: Instrument, answer: Choice | Window) -> str:
    """What one answer comes to: its points, its level, or whether it is a yes."""
    if tool.method == "sum":
        return str(answer.points)
    return answer.level or (answer.means.replace("-", " ") if isinstance(answer, Choice) else "yes")


def windows_said(scale: Scale) -> str:
    """How windows of time are counted: back from the day of the assessment, with no and not known beside them."""
    if not isinstance(scale, WindowsScale):
        return ""
    undated = next(window.label for window in scale.windows if window.code == scale.undated)
    both = "both are added" if scale.combine == "sum" else "the nearest counts"
    return (
        " Answered yes, no or not known, and counted back from the day of the assessment; seen in two windows, "
        f"{both}; a yes of no known day counts as {undated.lower()} and is left open."
    )


def bands_part(tool: Instrument) -> str:
    """The bands, lowest first."""
    rows = [(band.title, comes_of(tool, band), band.says, review(band)) for band in tool.bands]
    note = "A lower band is left as soon as a higher one holds. A level counts graver ones too.\n\n"
    counts = note if tool.method == "counts" else ""
    return f"{METHODS[tool.method]} {EVIDENCE[tool.evidence]}\n\n{counts}" + table(
        ["Band", "Comes of", "Says", "Looked at again after"], rows
    )


def comes_of(tool: Instrument, band: Band) -> str:
    """What brings an assessment into a band."""
    if band.least is not None:
        return f"{band.least} to {tool.most if band.most is None else band.most}"
    if band.any_of:
        return ", or ".join(counts_said(each) for each in band.any_of)
    return f"an answer that is {band.level}" if band.level else "anything less"


def counts_said(counts: Counts) -> str:
    """So many of each level, in words."""
    each = ((counts.high, "high"), (counts.medium, "medium"), (counts.low, "low"))
    return " with ".join(f"{number} {level}" for number, level in each if number)


def review(band: Band) -> str:
    """After how long a band is looked at again."""
    if band.review is None:
        return "not set"
    lengths = ((band.review.months, "month"), (band.review.weeks, "week"), (band.review.days, "day"))
    return next(counted(number, unit) for number, unit in lengths if number)


def overrides_part(tool: Instrument) -> str:
    """The named reasons for a band no lower than one."""
    rows = [(each.title, waits_for(tool, each), tool.band(each.to).title, each.because) for each in tool.overrides]
    return "**Overrides**: none lowers a band.\n\n" + table(["Override", "When", "No lower than", "Because"], rows)


def waits_for(tool: Instrument, override: Override) -> str:
    """What an override waits for, in words."""
    when = override.when
    named = [codes(when.items)] if when.items else []
    named += [f"the group {group.title}" for group in tool.groups if group.code in when.groups]
    parts = [f"{when.at_least} or more yes among {' and '.join(named) or 'all items'}"]
    parts += [f"of level {when.level} or graver"] if when.level else []
    parts += [f"seen {window_said(tool, when.within)}"] if when.within else []
    parts += [f"with {codes(when.also)}"] if when.also else []
    parts += [f"of a child under {when.age_under}"] if when.age_under else []
    return ", ".join(parts)


def window_said(tool: Instrument, within: str) -> str:
    """A window and those nearer than it, in words."""
    labels = [
        window.label[:1].lower() + window.label[1:]
        for scale in tool.scales
        if isinstance(scale, WindowsScale) and within in [window.code for window in scale.windows]
        for window in scale.windows[: [window.code for window in scale.windows].index(within) + 1]
    ]
    return " or ".join(dict.fromkeys(labels))


def professional_part(tool: Instrument) -> str:
    """What the professional's own band wants."""
    always = tool.professional.reason == "always"
    reason = "always wants a reason" if always else "wants a reason where it differs from the tool's"
    return f"The professional's band {reason}. {LOWERING[tool.professional.lowering]}\n"


def sources_part(tool: Instrument) -> str:
    """What was used of which text, and how far each is to be trusted."""
    listed = load_whole("exploitation_sources")
    found = [(cited, listed[cited.source]) for cited in tool.sources]
    rows = [(source.label, cited.use, source.trust) for cited, source in found if isinstance(source, SourceEntry)]
    return table(["Source", "What was taken from it", "Trust"], rows)
