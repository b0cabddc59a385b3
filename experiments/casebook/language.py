"""The two languages of the casebook, and how a writer of a block speaks the one that is asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from siyu_sim.study.results import Study

Lang = Literal["en", "zh"]
LANGUAGES: tuple[Lang, ...] = ("en", "zh")
Text = tuple[str, str]  # the same in English and in Chinese

BUSINESSES = {
    "coffee": "咖啡店",
    "course": "在线课程",
    "beauty": "美妆品牌",
    "grocery": "水果生鲜店",
    "mother_baby": "母婴店",
}  # in English a business is called by the name of its file


@dataclass(frozen=True)
class Say:
    """One language. A writer of a block gets it beside its studies, and says everything in both."""

    lang: Lang

    def __call__(self, en: str, zh: str) -> str:
        return zh if self.lang == "zh" else en

    def label(self, label: dict[str, str]) -> str:
        """The label of an arm or of a measure."""
        return label[self.lang]

    def arm(self, study: Study, name: str) -> str:
        return self.label(study.plan.arm(name).label)

    def metric(self, name: str) -> str:
        from siyu_sim.measure.catalogue import METRICS

        return self.label(METRICS[name].label)

    def business(self, name: str) -> str:
        return self(name, BUSINESSES.get(name, name))

    def printed(self, text: str) -> str:
        """The text of a block: Chinese has no space before a per cent sign."""
        return re.sub(r"(?<=[\d\]]) %", "%", text) if self.lang == "zh" else text
