"""One assessment out of several that different bodies filled in; what they say differently is a person's to decide."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from govstandard.assessment.answers import Assessment, Response, Review
from govstandard.base.problems import InvalidFile, Path, Problem
from govstandard.base.rounding import brief
from govstandard.base.words import Said, Words, words
from govstandard.standard.measures import Figures
from govstandard.standard.tree import Indicator, Standard

_ANSWER = (*Figures.model_fields, "not_applicable")
_SAME = {("community", "name"), ("community", "street"), ("period", "start"), ("period", "end")}
"""What says whose assessment it is and of when: no file decides that two communities are one."""


def merge(
    standard: Standard, parts: Mapping[str, Assessment], prefer: str = ""
) -> tuple[Assessment, tuple[Problem, ...]]:
    """Join assessments of the same community and period, by the names of their files.

    An answer that only one of them gives is taken; notes and evidence of all are kept. Where two give different ones,
    or one half each, it is a conflict. With `prefer` the file of that name decides where it says something, and what the others said is kept
    in the note. A reviewer's signature counts for the whole only where all parts carry it; else it is noted.

    Returns the joined assessment and the conflicts that were decided.

    Raises:
        InvalidFile: Something stays undecided, they are of different communities or periods, or texts joined are too
            long; all is listed, with who says what.
    """
    merging = _Merging(standard, prefer, {name: part.by for name, part in parts.items()})
    data = merging.join({name: _said(part) for name, part in parts.items()})
    if merging.undecided:
        raise InvalidFile(merging.undecided)
    try:
        return Assessment.model_validate(data), tuple(merging.decided)
    except ValidationError as error:
        told = error.errors()[0]
        where = _where(tuple(told["loc"]))
        what = words(
            f"“{where}” 合在一起不合要求：{told['msg']}",
            f"'{where}' does not hold joined: {told['msg']}",
        )
        hint = words("缩短其中的文字", "shorten the texts")
        raise InvalidFile([Problem(code="GS508", what=what, hint=hint)]) from None


def _said(part: Assessment) -> dict[str, Any]:
    """Return what an assessment says, without what is empty."""
    said: dict[str, Any] = _full(part.model_dump())
    return said


def _full(value: Any) -> Any:
    """Leave out what is empty, but for what says something: a veto is looked into, a checklist was opened."""
    if not isinstance(value, dict):
        return value.strip() if isinstance(value, str) and not value.strip() else value
    kept = {key: _full(inner) for key, inner in value.items()}
    return {
        key: inner
        for key, inner in kept.items()
        if inner not in (None, "", (), {}) or (key, inner) in (("happened", None), ("points", {}))
    }


class _Merging:
    """Joins plain data and collects what differs."""

    def __init__(self, standard: Standard, prefer: str, who: Mapping[str, str]) -> None:
        self.standard = standard
        self.items = {item.id: item for item in standard.indicators}
        self.who = {
            name: words(f"{name}（{by}）", f"{name} ({by})") if by else words(name, name)
            for name, by in who.items()
        }
        self.prefer = prefer
        self.undecided: list[Problem] = []
        self.decided: list[Problem] = []
        self.base: dict[str, float] = {}
        self.left: list[str] = []
        """What was overruled and has no note of its own to stand in."""

    def join(self, parts: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
        for part in parts.values():
            self.base |= part["community"].get("base", {})
            name, _, version = part["standard"].partition("@")
            if name == self.standard.id and version in ("", self.standard.version):
                part["standard"] = self.standard.name
        self._signatures(parts)
        joined = self._mapping(parts, ())
        if self.left:
            joined["note"] = "\n".join(filter(None, [joined.get("note", ""), *self.left]))
        return joined

    def _signatures(self, parts: Mapping[str, dict[str, Any]]) -> None:
        """Keep a signature only where every part carries it; note the others."""
        signed = {name: part.get("reviewed") for name, part in parts.items()}
        if len({str(signature) for signature in signed.values()}) > 1:
            for name, part in parts.items():
                found = part.pop("reviewed", None)
                if found:
                    told = " ".join(str(found[key]) for key in ("by", "on", "note") if key in found)
                    self.left.append(f"复核签认（{name}）：{told}")

    def _mapping(self, parts: Mapping[str, dict[str, Any]], path: Path) -> dict[str, Any]:
        merged: dict[str, Any] = {}
        for key in dict.fromkeys(key for part in parts.values() for key in part):
            said = {name: part[key] for name, part in parts.items() if key in part}
            here = (*path, key)
            answered = path == ("responses",) and key in self.items
            merged[key] = self._answered(said, here) if answered else self._value(said, here)
        return merged

    def _answered(self, said: Mapping[str, dict[str, Any]], path: Path) -> dict[str, Any]:
        answers = {
            name: {key: part[key] for key in _ANSWER if key in part} for name, part in said.items()
        }
        answers = {name: answer for name, answer in answers.items() if answer}
        rest = {
            name: {key: part[key] for key in part if key not in _ANSWER}
            for name, part in said.items()
        }
        reviews = {name: part.pop("review") for name, part in rest.items() if "review" in part}
        merged = self._mapping(rest, path)
        told: list[str] = []
        merged |= self._one(answers, path, told) if answers else {}
        if reviews:
            merged["review"] = self._answered(reviews, (*path, "review"))
            seen = {number for name in reviews for number in said[name].get("points", {})}
            unseen = {
                number: found
                for number, found in merged.get("points", {}).items()
                if number not in seen
            }
            if (
                unseen and "points" in merged["review"]
            ):  # a reviewer leaves alone what was not before them
                merged["review"]["points"] = unseen | merged["review"]["points"]
        if told:  # what was overruled is kept
            kept = "reason" if path[-1] == "review" else "note"
            merged[kept] = "\n".join(filter(None, [merged.get(kept, ""), *told]))
        return merged

    def _one(
        self, answers: Mapping[str, dict[str, Any]], path: Path, told: list[str]
    ) -> dict[str, Any]:
        """Choose one answer; tell the others where they differ."""
        if all(answer.keys() == {"points"} for answer in answers.values()):
            points: dict[int, str] = {}
            for number in sorted(
                {number for answer in answers.values() for number in answer["points"]}
            ):
                said = {
                    name: answer["points"][number]
                    for name, answer in answers.items()
                    if number in answer["points"]
                }
                shown = {name: _POINT[answer] for name, answer in said.items()}
                points[number] = self._chosen(said, shown, (*path, "points", number), told)
            return {"points": points}
        item = self.items[str(path[1])]
        shown = {
            name: self._shown(item, answer, review="review" in path)
            for name, answer in answers.items()
        }
        chosen: dict[str, Any] = self._chosen(answers, shown, path, told)
        return chosen

    def _shown(self, item: Indicator, answer: dict[str, Any], *, review: bool) -> Words:
        if "not_applicable" in answer:
            why = answer["not_applicable"]
            return words(f"不适用（{why}）", f"not applicable: {why}")
        model = Review if review else Response
        figures = model.model_validate({**answer, **({"reason": "-"} if review else {})})
        reading = item.measure.read(figures, self.base)
        return words(
            item.measure.show(figures, reading, "zh"), item.measure.show(figures, reading, "en")
        )

    def _value(self, said: Mapping[str, Any], path: Path) -> Any:
        values = list(said.values())
        if all(isinstance(value, dict) for value in values):
            return self._mapping(said, path)
        if all(isinstance(value, list | tuple) for value in values):
            every = [record for value in values for record in value]
            return [record for number, record in enumerate(every) if record not in every[:number]]
        if _joined(path):
            return "\n".join(dict.fromkeys(values))
        told: list[str] = []
        shown = {
            name: _HAPPENED.get(str(value)) or words(_brief(value), _brief(value))
            for name, value in said.items()
        }
        chosen = self._chosen(said, shown, path, told)
        name = self._name(path)
        self.left += (f"{name.zh if name else _where(path)} {line}" for line in told)
        return chosen

    def _chosen(
        self,
        said: Mapping[str, Any],
        shown: Mapping[str, Words],
        path: Path,
        told: list[str],
    ) -> Any:
        """Return what all say, or what the preferred file says; note the conflict."""
        first = next(iter(said.values()))
        if all(value == first for value in said.values()):
            return first
        different = path in _SAME or path == ("standard",)
        if different or self.prefer not in said:
            self.undecided.append(self._conflict(path, shown, different=different))
            return first
        self.decided.append(self._conflict(path, shown))
        point = f".{path[-1]} " if "points" in path else ""
        told += (
            f"合并时另有填报（{name}）：{point}{shown[name].zh}"
            for name in said
            if said[name] != said[self.prefer]
        )
        return said[self.prefer]

    def _name(self, path: Path) -> Said | None:
        """Return what people call something that no indicator holds."""
        if path[:2] == ("community", "base"):
            return self.standard.sizes.get(str(path[2]))
        titles = {("vetoes", veto.id): veto.title for veto in self.standard.vetoes}
        titles |= {("adjustments", item.id): item.title for item in self.standard.adjustments.items}
        title, field = (
            titles.get((str(path[0]), str(path[1]) if path[1:] else "")),
            _FIELDS.get(str(path[-1])),
        )
        if title and field:
            return words(f"{title.to('zh')}：{field.zh}", f"{title.to('en')}: {field.en}")
        return _NAMES.get(_where(path))

    def _conflict(
        self, path: Path, shown: Mapping[str, Words], *, different: bool = False
    ) -> Problem:
        where = _where(path)
        title = (
            self.items[str(path[1])].title
            if path[0] == "responses" and path[1] in self.items
            else None
        )
        zh = "；".join(f"{self.who[name].zh} 填 {value.zh}" for name, value in shown.items())
        en = "; ".join(f"{self.who[name].en} says {value.en}" for name, value in shown.items())
        hint = words(
            "改其中一份，或用 --prefer 指定以哪一份为准",
            "mend one of them, or name the one to follow with --prefer",
        )
        if different:
            hint = words(
                "不是同一社区、同一评估期、同一标准的填报，不能合并；写错的先改正",
                "of different communities, periods or standards they cannot be joined; mend what is mistyped",
            )
        known = self._name(path) or words(
            f"{where} {title.to('zh')}" if title else where,
            f"{where} {title.to('en')}" if title else where,
        )
        what = words(f"“{known.zh}” 填得不一样：{zh}", f"'{known.en}' differs: {en}")
        return Problem(code="GS508", what=what, hint=hint, path=path)


def _joined(path: Path) -> bool:
    """Say whether what several people wrote there is put one below the other."""
    match path:
        case ("by",) | ("note",) | ("responses", _, "note") | ("responses", _, "review", "reason"):
            return True
        case ("vetoes" | "adjustments", _, "by" | "note"):
            return True
    return False


def _where(path: Path) -> str:
    return ".".join(str(part) for part in path if part not in {"responses", "points"})


_NAMES = {
    "standard": words("标准", "standard"),
    "community.name": words("社区名称", "community"),
    "community.street": words("所属街道", "street office"),
    "period.start": words("评估期开始日", "period from"),
    "period.end": words("评估期结束日", "period to"),
}
_FIELDS = {"happened": words("有无", "happened"), "times": words("次数", "times")}
_HAPPENED = {
    "True": words("有", "yes"),
    "False": words("无", "no"),
    "None": words("核实中", "pending"),
}
_POINT = {
    "met": words("是", "yes"),
    "unmet": words("否", "no"),
    "not_applicable": words("不适用", "n/a"),
}


def _brief(value: Any) -> str:
    return (
        brief(value)
        if isinstance(value, int | float) and not isinstance(value, bool)
        else str(value)
    )
