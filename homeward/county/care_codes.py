"""The codes of the statutory return that a period of care is told in, and how often each comes."""

PLACES: dict[str, dict[str, float]] = {
    "foster": {"U1": 0.09, "U3": 0.08, "U4": 0.38, "U6": 0.45},
    "homes": {"K2": 0.95, "K1": 0.05},
    "semi": {"H5": 1.0},
    "parents": {"P1": 1.0},
    "adoption": {"A6": 1.0},
}
PROVIDERS: dict[str, dict[str, float]] = {
    "foster": {"PR1": 0.62, "PR4": 0.30, "PR5": 0.08},
    "homes": {"PR1": 0.15, "PR4": 0.80, "PR5": 0.05},
    "semi": {"PR4": 0.75, "PR5": 0.25},
    "parents": {"PR0": 1.0},
    "adoption": {"PR4": 0.3, "PR2": 0.7},
}
NEEDS = {"N1": 0.63, "N2": 0.03, "N3": 0.04, "N4": 0.08, "N5": 0.15, "N6": 0.02, "N8": 0.05}
MOVES = {
    "CARPL": 0.24, "PLACE": 0.24, "CREQB": 0.16, "LAREQ": 0.10, "CHILD": 0.08, "OTHER": 0.08, "CLOSE": 0.06,
    "STAND": 0.04,
}  # fmt: skip
LEAVING = {"E4A": 0.38, "E4B": 0.14, "E47": 0.18, "E41": 0.12, "E8": 0.18}
ADOPTED = {"E11": 0.4, "E12": 0.6}
AT_EIGHTEEN = {"E17": 0.55, "E15": 0.30, "E16": 0.15}
