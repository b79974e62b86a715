"""A definition is right, or the program does not start and says where it is wrong."""

from collections.abc import Callable

import pytest

from homeward.vocabulary.instruments.loader import InstrumentUnreadable, read, read_all, version, versions
from tests.factories.instruments import scheme, scheme_codes, text_of

Change = Callable[[str], str]


def change(old: str, new: str) -> Change:
    def changed(text: str) -> str:
        assert old in text, old
        return text.replace(old, new, 1)

    return changed


def line_of(text: str, words: str) -> int:
    """The line on which words first stand."""
    return next(number for number, line in enumerate(text.splitlines(), start=1) if words in line)


@pytest.mark.parametrize("code", scheme_codes())
def test_every_published_scheme_can_be_said(code: str) -> None:
    assert scheme(code).code == code


BANDS = [
    ("recency", change("least: 6, most: 10", "least: 5, most: 10"), "least: 5", "begins at 5 and overlaps"),
    ("recency", change("least: 6, most: 10", "least: 7, most: 10"), "least: 7", "no band covers the score 6: a gap"),
    ("recency", change("least: 11", "least: 13"), "least: 13", "no band covers the scores 11 to 12: a gap before"),
    ("recency", change("least: 0, most: 5", "least: 1, most: 5"), "least: 1,", "no band covers the score 0"),
    ("with-judgement", change("most: 54", "most: 50"), "most: 50", "no band covers the scores 51 to 54"),
    ("recency", change("least: 16", "least: 30"), "least: 30", "no band covers the scores 16 to 29"),
    ("recency", change("least: 0, most: 5", "least: 0"), "{code: none, title", "has no most and is not the last"),
    ("recency", change("least: 6, most: 10", "most: 10"), "{code: mild", "has no least score"),
    ("recency", change("least: 11, most: 15", "least: 11, most: 9"), "most: 9", "ends before it begins"),
    ("recency", change("least: 6, most: 10", "least: 6, most: 10, level: low"), "level: low", "method sum"),
    ("counts", change("any_of: [{high: 2}", "any_of: [{high: 0}"), "high: 0", "no count at all brings high"),
    (
        "counts",
        change('says: "Fewer."', 'says: "Fewer.", any_of: [{low: 1}]'),
        'says: "Fewer',
        "takes whatever is left",
    ),
    ("highest", change("level: medium, review", "level: low, review"), "{code: medium, title", "do not rise"),
    ("highest", change('says: "Low.", level: low', 'says: "Low."'), '{code: low, title: "Low", s', "has no level"),
    ("recency", change("review: {months: 3}", "review: {months: 3, days: 2}"), "days: 2", "in one of them alone"),
]


NAMES = [
    ("counts", change("when: {level: high", "when: {items: [nobody-asks], level: high"), "nobody-asks", "is missing"),
    ("counts", change("age_under: 13}", "also: [nobody-asks]}"), "nobody-asks", "names the item nobody-asks"),
    ("counts", change("when: {level: high", "when: {groups: [nowhere]"), "nowhere", "names the group nowhere"),
    ("counts", change("when: {level: high, age_under: 13}", "when: {age_under: 13}"), "age_under", "names no item"),
    ("counts", change("age_under: 13}", "age_under: 13, at_least: 3}"), "at_least: 3", "at least 3 of 2 items"),
    (
        "counts",
        change("when: {level: high, age_under: 13}", "when: {items: [out-late], within: now}"),
        "within: now",
        "has no window now",
    ),
    ("counts", change("    to: high", "    to: higher"), "to: higher", "unknown band higher"),
    ("counts", change("    to: high", "    to: none"), "to: none", "is the lowest"),
    ("counts", change("about: child", "about: group"), "age_under", "an age in an instrument about a group"),
    ("counts", change(", level: low}", "}"), "code: change-of-friends", "has no level"),
    ("recency", change("scale: vulnerability", "scale: volatility"), "scale: volatility", "unknown scale volatility"),
    (
        "recency",
        change("indicators: [out-late]", "indicators: [out-later]"),
        "out-later",
        "unknown indicator out-later",
    ),
    ("recency", change("source: seraf", "source: hearsay"), "source: hearsay", "unknown source hearsay"),
    ("recency", change("about: child", "about: child\nforms: [chess]"), "forms:", "unknown form of exploitation chess"),
    (
        "recency",
        change("undated: last-six-months", "undated: some-day"),
        "undated: some-day",
        "unknown window some-day",
    ),
    ("with-judgement", change("judgement:", "judgement:\n  colour: red"), "colour", "colour"),
    (
        "with-judgement",
        change("code: peers-score", "code: judgement"),
        "code: judgement,",
        "kept for the assessor's own",
    ),
]


TWICE = [
    ("recency", change("code: isolated", "code: family-breakdown"), "cut off", "family-breakdown stands twice"),
    ("recency", change("code: out-late, asks", "code: isolated, asks"), "out late?", "isolated stands twice"),
    (
        "recency",
        change("- code: moderate\n    title: M", "- code: vulnerabilities\n    title: M"),
        None,
        "stands twice",
    ),
    (
        "recency",
        change('- code: moderate\n    title: "W', '- code: vulnerability\n    title: "W'),
        None,
        "stands twice",
    ),
    ("recency", change("{code: mild,", "{code: none,"), 'title: "Mild"', "the code none stands twice"),
    ("highest", change("{code: medium, label", "{code: low, label"), 'label: "Medium"', "the code low stands twice"),
    ("recency", change("{code: six-to-twelve", "{code: last-six-months"), "Six to twelve", "stands twice"),
    ("recency", change("code: isolated,", "code: isolated, was: [out-late],"), "cut off", "out-late stands twice"),
]


UNKNOWN = '      - {code: not-known, label: "Not known", means: not-known}\n'
SCALES = [
    ("counts", change(UNKNOWN, ""), '{code: "no"', "at least 3"),
    ("highest", change(UNKNOWN, ""), "- {code: none, label", "never the same as no"),
    ("highest", change('label: "None", means: "no"', 'label: "None", means: "yes"'), 'label: "None"', "means no"),
    ("highest", change('means: "no"}', 'means: "no", level: low}'), 'label: "None"', "comes to points or a level"),
    ("highest", change('"High", means: "yes", level: high', '"High", means: "yes", level: low'), 'label: "High"',
     "counts less than one"),
    ("recency", change("within: 12, points: 1", "within: 12, points: 7"), "within: 6, points: 5", "counts less"),
    ("recency", change("within: 12", "within: 6"), "Six to twelve", "ends no earlier"),
    ("recency", change("within: 6, points: 5", "points: 5"), "Six to twelve", "already holds any time before"),
    ("with-judgement", change('6: "grave', '9: "grave'), "anchors", "words at 9 in a scale that ends at 6"),
    ("recency", change("kind: choices", "kind: guesses"), "kind: guesses", "kind"),
    ("recency", change("points: 1}", "points: -1}"), "points: -1", "greater than or equal to 0"),
]  # fmt: skip


SHAPE = [
    ("recency", change("method: sum", "method: average"), "method: average", "method"),
    ("recency", change("  - {code: none, title", "  - {code: none, colour: red, title"), "colour: red", "colour"),
    (
        "recency",
        change('validation: "A scheme for tests. It has not been validated."\n', ""),
        "code: recency",
        "validation",
    ),
    ("recency", change("since: 2020-01-01\n", ""), "code: recency", "since"),
    (
        "recency",
        change("since: 2020-01-01", "since: 2020-01-01\nuntil: 2019-01-01"),
        "code: recency",
        "until must be later",
    ),
    ("recency", change("trust: local", "trust: local\ntrust: local"), None, "written twice"),
    ("recency", change("title: Vulnerabilities", "title: [Vulnerabilities"), None, ""),
    ("recency", change("version: 1", "version: 2"), "version: 2", "calls itself recency/2"),
    ("recency", lambda _: "", None, "no scales"),
]


@pytest.mark.parametrize(("code", "mistake", "at", "words"), [*BANDS, *NAMES, *TWICE, *SCALES, *SHAPE])
def test_a_mistake_is_told_by_its_line(code: str, mistake: Change, at: str | None, words: str) -> None:
    text = mistake(text_of(code))
    with pytest.raises(InstrumentUnreadable) as refusal:
        read(text, file=f"{code}/1.yaml")
    assert words in refusal.value.got
    line = f"line {line_of(text, at)}: " if at else "line "
    assert refusal.value.got.startswith(f"in {code}/1.yaml, {line}"), refusal.value.got


def second(text: str, *, since: str = "2024-01-01") -> str:
    return text.replace("version: 1", "version: 2").replace("since: 2020-01-01", f"since: {since}")


def first(text: str, *, until: str | None = "2024-01-01") -> str:
    return text.replace("since: 2020-01-01", f"since: 2020-01-01\nuntil: {until}") if until else text


def test_versions_follow_each_other_to_the_day() -> None:
    text = text_of("recency")
    both = read_all({"recency/2.yaml": second(text), "recency/1.yaml": first(text)})
    assert [each.version for each in both] == [1, 2]


@pytest.mark.parametrize(
    ("until", "since", "words"),
    [
        ("2024-01-01", "2024-01-02", "version 1 ends on 2024-01-01 and this one begins on 2024-01-02"),
        ("2024-01-01", "2023-12-31", "a gap or an overlap"),
        (None, "2024-01-01", "version 1 has no end"),
    ],
)
def test_a_dated_gap_between_versions_is_told_by_its_line(until: str | None, since: str, words: str) -> None:
    later = second(text_of("recency"), since=since)
    with pytest.raises(InstrumentUnreadable) as refusal:
        read_all({"recency/1.yaml": first(text_of("recency"), until=until), "recency/2.yaml": later})
    assert refusal.value.got.startswith(f"in recency/2.yaml, line {line_of(later, 'since:')}: ")
    assert words in refusal.value.got


def test_a_version_that_is_left_out_is_told() -> None:
    third = second(text_of("recency")).replace("version: 2", "version: 3")
    with pytest.raises(InstrumentUnreadable, match=r"line 3: version 3 follows version 1"):
        read_all({"recency/1.yaml": first(text_of("recency")), "recency/3.yaml": third})


def test_an_instrument_that_is_not_there_is_refused() -> None:
    with pytest.raises(InstrumentUnreadable, match="no such instrument"):
        versions("crystal-ball")
    with pytest.raises(InstrumentUnreadable, match="no such instrument"):
        version("../lists", 1)
