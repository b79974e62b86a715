"""Small clustering problems drawn at random, dense in everything that can clash."""

from hypothesis import strategies as st

from homeward.methods.matching.clustering import Edge, Judgement, Node, Parameters, Problem, Verdict

NO_HYSTERESIS = Parameters(hysteresis=0.0, biggest=6)
BITS = st.sampled_from([-4.0, 8.0, 12.0, 13.0, 15.0, 18.0, 20.0, 21.0, 24.0, 31.0])


@st.composite
def nodes(draw: st.DrawFn, count: int) -> tuple[Node, ...]:
    numbers = st.sampled_from([frozenset(), frozenset(), frozenset({"1"}), frozenset({"2"})])
    keys = st.sampled_from([None, None, None, (1, "7"), (1, "8"), (2, "7")])
    return tuple(Node(at, draw(numbers), draw(numbers), draw(keys)) for at in range(count))


@st.composite
def problems(draw: st.DrawFn, parameters: Parameters = NO_HYSTERESIS, before: bool = False) -> Problem:
    count = draw(st.integers(2, 9))
    places = st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)).filter(lambda pair: pair[0] < pair[1])
    edges = tuple(
        Edge(a, b, draw(BITS), draw(st.integers(1, 2)), draw(st.booleans()), draw(st.integers(0, 5)) == 0)
        for a, b in draw(st.lists(places, unique=True, max_size=16))
    )
    judgements = tuple(
        Judgement(*((a, b) if draw(st.booleans()) else (b, a)), draw(st.sampled_from(Verdict)), order)
        for order, (a, b) in enumerate(draw(st.lists(places, max_size=5)))
    )
    labels = {at: draw(st.sampled_from("xyz")) for at in range(count)} if before else {}
    confirmed = frozenset(draw(st.sets(st.sampled_from("xyz")))) if before else frozenset()
    return Problem(draw(nodes(count)), edges, judgements, parameters, labels, confirmed)


def standing(problem: Problem) -> dict[tuple[int, int], Verdict]:
    """The last word on each pair."""
    return {each.pair: each.verdict for each in sorted(problem.judgements, key=lambda each: each.order)}
