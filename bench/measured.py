"""One measured figure and the budget it is held against."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measured:
    """`value` and `budget` in `unit`; `least` means the value must not fall below the budget."""

    what: str
    value: float
    unit: str
    budget: float | None = None
    least: bool = False

    @property
    def kept(self) -> bool:
        if self.budget is None:
            return True
        return self.value >= self.budget if self.least else self.value <= self.budget

    def __str__(self) -> str:
        sign = "≥" if self.least else "≤"
        held = "" if self.budget is None else f", budget {sign} {self.budget:g} {self.unit}"
        return f"{self.what}: {self.value:.4g} {self.unit}{held}{'' if self.kept else ', NOT KEPT'}"
