"""The distribution functions that exact intervals are read from, in plain Python.

Figures are worked out where pages are drawn, and the libraries that hold these functions are too slow to start there.
Tests hold every one of them against such a library. Source: Press, Teukolsky, Vetterling and Flannery, *Numerical
Recipes*, third edition, sections 6.2 (gamma) and 6.4 (beta).
"""

import math
from collections.abc import Callable

_SMALL = 1e-300
_CLOSE = 1e-15


def gamma_below(shape: float, x: float) -> float:
    """The chance that a gamma variable with this shape and unit scale is at most x.

    shape > 0 and x >= 0; returns a number from 0 to 1. The regularised lower incomplete gamma function.
    """
    if x <= 0:
        return 0.0
    front = math.exp(shape * math.log(x) - x - math.lgamma(shape))
    if x < shape + 1:
        return front * _gamma_series(shape, x)
    return 1 - front * _gamma_fraction(shape, x)


def beta_below(a: float, b: float, x: float) -> float:
    """The chance that a beta variable with these two shapes is at most x.

    a, b > 0 and 0 <= x <= 1; returns a number from 0 to 1. The regularised incomplete beta function.
    """
    if x <= 0 or x >= 1:
        return float(x >= 1)
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x))
    if x < (a + 1) / (a + b + 2):
        return front * _beta_fraction(a, b, x) / a
    return 1 - front * _beta_fraction(b, a, 1 - x) / b


def gamma_quantile(shape: float, chance: float) -> float:
    """The x at which `gamma_below` reaches a chance between 0 and 1; shape > 0."""
    high = shape + 10 * math.sqrt(shape) + 10
    while gamma_below(shape, high) < chance:
        high *= 2
    return _where(lambda x: gamma_below(shape, x), chance, high)


def beta_quantile(a: float, b: float, chance: float) -> float:
    """The x at which `beta_below` reaches a chance between 0 and 1; a, b > 0."""
    return _where(lambda x: beta_below(a, b, x), chance, 1.0)


def _where(rising: Callable[[float], float], target: float, high: float) -> float:
    """Halves the span from nought until it can be halved no further: slow, and never wrong."""
    low = 0.0
    while True:
        middle = (low + high) / 2
        if not low < middle < high or high - low < 1e-14 * high:
            return middle
        if rising(middle) < target:
            low = middle
        else:
            high = middle


def _gamma_series(shape: float, x: float) -> float:
    term = total = 1 / shape
    step = shape
    while abs(term) > abs(total) * _CLOSE:
        step += 1
        term *= x / step
        total += term
    return total


def _gamma_fraction(shape: float, x: float) -> float:
    b = x + 1 - shape
    return _fraction(b, lambda i: (i * (shape - i), b + 2 * i))


def _beta_fraction(a: float, b: float, x: float) -> float:
    def step(i: int) -> tuple[float, float]:
        m, odd = divmod(i, 2)
        if odd:
            return -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)), 1.0
        return m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)), 1.0

    return _fraction(1.0, step)


def _fraction(first: float, step: Callable[[int], tuple[float, float]]) -> float:
    """1 / (first + n1 / (d1 + n2 / (d2 + ...))), by Lentz's method."""
    c, d = 1 / _SMALL, 1 / (first or _SMALL)
    total, i = d, 0
    while True:
        i += 1
        numerator, denominator = step(i)
        d = 1 / ((numerator * d + denominator) or _SMALL)
        c = (denominator + numerator / c) or _SMALL
        total *= c * d
        if abs(c * d - 1) < _CLOSE:
            return total
