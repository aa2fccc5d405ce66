"""What was recorded for one indicator, with how it is read: the facts behind its score."""

from pydantic.json_schema import SkipJsonSchema

from govstandard.base.frozen import Known
from govstandard.base.words import Lang, Words, pick, words
from govstandard.standard.measures import Figures, Measure, Reading


class Recorded(Known):
    """The figures of an indicator and what its measure read from them."""

    measure: SkipJsonSchema[Measure]
    """How the indicator is read."""
    figures: Figures | None = None
    """What was recorded; none where nothing was."""
    reading: Reading | None = None
    """What the measure read from it."""
    why: Words | None = None
    """Why there is no certain value."""
    applies: bool = True
    """Whether there is a target to reach."""

    @property
    def value(self) -> float | None:
        """Return the value that was measured, with everything open at its worst; none where there is none."""
        return self.reading.low if self.reading else None

    @property
    def target(self) -> float:
        """Return the value that scores in full."""
        return self.measure.posts.target

    @property
    def shown(self) -> Words:
        """Say what was recorded and what it lacks."""
        return words(_join(self._found("zh"), "zh"), _join(self._found("en"), "en"))

    @property
    def summary(self) -> Words:
        """Say what was recorded, what it lacks, and the target."""
        return words(_join(self._all("zh"), "zh"), _join(self._all("en"), "en"))

    def _found(self, lang: Lang) -> list[str]:
        parts = []
        figures, reading = self.figures, self.reading
        if figures is not None and reading is not None and figures.given:
            parts.append(self.measure.show(figures, reading, lang))
        if self.why:
            parts.append(self.why.to(lang))
        return parts

    def _all(self, lang: Lang) -> list[str]:
        parts = self._found(lang)
        if self.applies:
            label = pick(lang, "目标 ", "target ")
            parts.append(f"{label}{self.measure.show_target(lang)}")
        return parts


def _join(parts: list[str], lang: Lang) -> str:
    return pick(lang, "，", ", ").join(parts)
