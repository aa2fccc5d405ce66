"""One assessment out of several that different bodies filled in; what they say differently is a person's to decide."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from govstandard.assessment.answers import Assessment, Response, Review
from govstandard.base.problems import InvalidFile, Path, Problem
from govstandard.base.words import Said, Translations, Words, words
from govstandard.standard.measures import Figures
from govstandard.standard.tree import Indicator, Standard

Plain = dict[str, Any]
"""What an assessment or a place in it holds, as plain data."""
Parts = Mapping[str, Plain]
"""What each file holds at the same place."""
_ANSWER = (*Figures.model_fields, "not_applicable")


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
    merging = _Merging(
        standard, prefer, {file: part.by for file, part in parts.items()}
    )
    data = merging.join({file: _said(part) for file, part in parts.items()})
    if merging.undecided:
        raise InvalidFile(merging.undecided)
    try:
        return Assessment.model_validate(data), tuple(merging.decided)
    except ValidationError as error:
        raise InvalidFile([_too_much(error)]) from None


def _too_much(error: ValidationError) -> Problem:
    """Tell of texts that are sound one by one and too long together."""
    first = error.errors()[0]
    what = words(
        "“{where}” 合在一起不合要求：{reason}",
        "'{where}' does not hold joined: {reason}",
        where=_where(tuple(first["loc"])),
        reason=first["msg"],
    )
    return Problem(
        code="GS508", what=what, hint=words("缩短其中的文字", "shorten the texts")
    )


def _said(part: Assessment) -> Plain:
    """Return what an assessment says, without what is empty."""
    said: Plain = _full(part.model_dump())
    return said


def _full(value: Any) -> Any:
    """Leave out what is empty, but for what says something: a veto is looked into, a checklist was opened."""
    if isinstance(value, str):
        return value if value.strip() else ""
    if not isinstance(value, dict):
        return value
    kept = {key: _full(inner) for key, inner in value.items()}
    return {key: inner for key, inner in kept.items() if _says_something(key, inner)}


def _says_something(key: Any, value: Any) -> bool:
    return value not in (None, "", (), {}) or (key, value) in (
        ("happened", None),
        ("points", {}),
    )


class _Merging:
    """Joins plain data and collects what differs."""

    def __init__(
        self, standard: Standard, prefer: str, people: Mapping[str, str]
    ) -> None:
        self.standard = standard
        self.items = {item.id: item for item in standard.indicators}
        self.who = {file: _who(file, by) for file, by in people.items()}
        self.titles = _titles(standard)
        self.prefer = prefer
        self.undecided: list[Problem] = []
        self.decided: list[Problem] = []
        self.base: dict[str, float] = {}
        self.left: list[str] = []
        """What was overruled and has no note of its own to stand in."""

    def join(self, parts: Parts) -> Plain:
        for part in parts.values():
            self.base |= part["community"].get("base", {})
            if self._names_this_standard(part["standard"]):
                part["standard"] = self.standard.name
        self._signatures(parts)
        joined = self._mapping(parts, ())
        if self.left:
            joined["note"] = _below(joined.get("note", ""), self.left)
        return joined

    def _names_this_standard(self, named: str) -> bool:
        standard_id, _, version = named.partition("@")
        return standard_id == self.standard.id and version in (
            "",
            self.standard.version,
        )

    def _signatures(self, parts: Parts) -> None:
        """Keep a signature only where every part carries it; note the others."""
        different = {str(part.get("reviewed")) for part in parts.values()}
        if len(different) == 1:
            return
        for file, part in parts.items():
            signature = part.pop("reviewed", None)
            if signature:
                fields = (signature.get(key) for key in ("by", "on", "note"))
                shown = " ".join(str(field) for field in fields if field is not None)
                self.left.append(f"复核签认（{file}）：{shown}")

    def _mapping(self, parts: Parts, path: Path) -> Plain:
        merged: Plain = {}
        keys = dict.fromkeys(key for part in parts.values() for key in part)
        for key in keys:
            said = {file: part[key] for file, part in parts.items() if key in part}
            if path == ("responses",) and key in self.items:
                merged[key] = self._answered(said, (*path, key))
            else:
                merged[key] = self._value(said, (*path, key))
        return merged

    def _answered(self, said: Parts, path: Path) -> Plain:
        """Join what is said of one indicator, or in its reviews: one answer, and everybody's words."""
        answers = {
            file: answer for file, part in said.items() if (answer := _answer_in(part))
        }
        rest = {file: _beside_answer_in(part) for file, part in said.items()}
        merged = self._mapping(rest, path)
        overruled: list[str] = []
        if answers:
            merged |= self._one(answers, path, overruled)
        if overruled:
            text = "reason" if path[-1] == "review" else "note"
            merged[text] = _below(merged.get(text, ""), overruled)
        self._reviewed(merged, said, path)
        return merged

    def _reviewed(self, merged: Plain, said: Parts, path: Path) -> None:
        """Join the reviews of an indicator, and let them be where they say nothing of what others answered."""
        reviews = {
            file: part["review"] for file, part in said.items() if "review" in part
        }
        if not reviews:
            return
        merged["review"] = self._answered(reviews, (*path, "review"))
        _leave_alone(merged, [said[file] for file in reviews])

    def _one(self, answers: Parts, path: Path, overruled: list[str]) -> Plain:
        """Choose one answer; tell the others where they differ."""
        if all(answer.keys() == {"points"} for answer in answers.values()):
            points = {file: answer["points"] for file, answer in answers.items()}
            return {"points": self._points(points, path, overruled)}
        item = self.items[str(path[1])]
        review = "review" in path
        shown = {
            file: self._shown(item, answer, review=review)
            for file, answer in answers.items()
        }
        chosen: Plain = self._chosen(answers, shown, path, overruled)
        return chosen

    def _points(
        self, points: Mapping[str, dict[int, str]], path: Path, overruled: list[str]
    ) -> dict[int, str]:
        """Choose one answer for each point of a checklist."""
        chosen: dict[int, str] = {}
        numbers = {number for answers in points.values() for number in answers}
        for number in sorted(numbers):
            said = {
                file: answers[number]
                for file, answers in points.items()
                if number in answers
            }
            shown = {file: _POINT[answer] for file, answer in said.items()}
            chosen[number] = self._chosen(
                said, shown, (*path, "points", number), overruled
            )
        return chosen

    def _shown(self, item: Indicator, answer: Plain, *, review: bool) -> Words:
        if "not_applicable" in answer:
            why = answer["not_applicable"]
            return words("不适用（{why}）", "not applicable: {why}", why=why)
        figures: Figures
        if review:
            figures = Review.model_validate({**answer, "reason": "-"})
        else:
            figures = Response.model_validate(answer)
        reading = item.measure.read(figures, self.base)
        show = item.measure.show
        return words(show(figures, reading, "zh"), show(figures, reading, "en"))

    def _value(self, said: Mapping[str, Any], path: Path) -> Any:
        values = list(said.values())
        if all(isinstance(value, dict) for value in values):
            return self._mapping(said, path)
        if all(isinstance(value, list | tuple) for value in values):
            return _each_once(values)
        if _joined(path):
            return "\n".join(dict.fromkeys(values))
        overruled: list[str] = []
        shown = {file: _plainly(value) for file, value in said.items()}
        chosen = self._chosen(said, shown, path, overruled)
        title = self._title(path)
        place = title.to("zh") if title else _where(path)
        self.left += (f"{place} {line}" for line in overruled)
        return chosen

    def _chosen(
        self,
        said: Mapping[str, Any],
        shown: Mapping[str, Words],
        path: Path,
        overruled: list[str],
    ) -> Any:
        """Return what all say, or what the preferred file says; note the conflict."""
        first = next(iter(said.values()))
        if all(value == first for value in said.values()):
            return first
        if _whose(path):
            self.undecided.append(self._conflict(path, shown, _DIFFERENT))
            return first
        if self.prefer not in said:
            self.undecided.append(self._conflict(path, shown, _UNDECIDED))
            return first
        self.decided.append(self._conflict(path, shown, _UNDECIDED))
        point = f".{path[-1]} " if "points" in path else ""
        preferred = said[self.prefer]
        others = (file for file, value in said.items() if value != preferred)
        overruled += (
            f"合并时另有填报（{file}）：{point}{shown[file].zh}" for file in others
        )
        return preferred

    def _title(self, path: Path) -> Said | None:
        """Return what people call something that no indicator holds."""
        if path[:2] == ("community", "base"):
            return self.standard.sizes.get(str(path[2]))
        title, field = self.titles.get(path[:2]), _FIELDS.get(str(path[-1]))
        if title and field:
            return words(
                "{title}：{field}", "{title}: {field}", title=title, field=field
            )
        return _NAMES.get(_where(path))

    def _place(self, path: Path) -> Said:
        """Return what people call the place of a conflict: by its title, or by its id."""
        where, title = _where(path), self._title(path)
        if title:
            return title
        if path[0] == "responses" and path[1] in self.items:
            item = self.items[str(path[1])]
            return words(
                "{where} {title}", "{where} {title}", where=where, title=item.title
            )
        return words("{where}", "{where}", where=where)

    def _conflict(self, path: Path, shown: Mapping[str, Words], hint: Words) -> Problem:
        what = words(
            "“{place}” 填得不一样：{answers}",
            "'{place}' differs: {answers}",
            place=self._place(path),
            answers=self._answers(shown),
        )
        return Problem(code="GS508", what=what, hint=hint, path=path)

    def _answers(self, shown: Mapping[str, Words]) -> Words:
        """Say who says what, one after the other."""
        first, *others = (
            words(
                "{who} 填 {answer}",
                "{who} says {answer}",
                who=self.who[file],
                answer=answer,
            )
            for file, answer in shown.items()
        )
        listed = first
        for other in others:
            listed = words(
                "{listed}；{other}", "{listed}; {other}", listed=listed, other=other
            )
        return listed


def _who(file: str, by: str) -> Words:
    if by:
        return words("{file}（{by}）", "{file} ({by})", file=file, by=by)
    return words("{file}", "{file}", file=file)


def _titles(standard: Standard) -> dict[Path, Translations]:
    """Return what people call each veto and adjustment, by its place in an assessment."""
    titles: dict[Path, Translations] = {
        ("vetoes", veto.id): veto.title for veto in standard.vetoes
    }
    return titles | {
        ("adjustments", item.id): item.title for item in standard.adjustments.items
    }


def _answer_in(part: Mapping[str, Any]) -> Plain:
    return {key: part[key] for key in _ANSWER if key in part}


def _beside_answer_in(part: Mapping[str, Any]) -> Plain:
    return {
        key: value for key, value in part.items() if key not in (*_ANSWER, "review")
    }


def _leave_alone(merged: Plain, reviewed: Sequence[Mapping[str, Any]]) -> None:
    """Let a review of points keep those that were not before the reviewer as their body answered them."""
    if "points" not in merged["review"]:
        return
    seen = {number for part in reviewed for number in part.get("points", {})}
    answers = merged.get("points", {}).items()
    unseen = {number: answer for number, answer in answers if number not in seen}
    merged["review"]["points"] = unseen | merged["review"]["points"]


def _each_once(lists: Sequence[Sequence[Any]]) -> list[Any]:
    """Put lists one behind the other, each record where it stands first."""
    records: list[Any] = []
    for several in lists:
        records += [record for record in several if record not in records]
    return records


def _below(text: str, more: Sequence[str]) -> str:
    """Put lines below a text, if there is one."""
    return "\n".join(line for line in (text, *more) if line)


def _plainly(value: Any) -> Words:
    if value is None or isinstance(value, bool):
        return _HAPPENED[value]
    if isinstance(value, int | float):
        return words("{value:brief}", "{value:brief}", value=value)
    return words("{value}", "{value}", value=str(value))


def _whose(path: Path) -> bool:
    """Say whether a place tells whose assessment it is, of when and by what: no file decides that two are one."""
    match path:
        case (
            ("community", "name" | "street")
            | ("period", "start" | "end")
            | ("standard",)
        ):
            return True
    return False


def _joined(path: Path) -> bool:
    """Say whether what several people wrote there is put one below the other."""
    match path:
        case (
            ("by",)
            | ("note",)
            | ("responses", _, "note")
            | ("responses", _, "review", "reason")
        ):
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
    True: words("有", "yes"),
    False: words("无", "no"),
    None: words("核实中", "pending"),
}
_POINT = {
    "met": words("是", "yes"),
    "unmet": words("否", "no"),
    "not_applicable": words("不适用", "n/a"),
}
_UNDECIDED = words(
    "改其中一份，或用 --prefer 指定以哪一份为准",
    "mend one of them, or name the one to follow with --prefer",
)
_DIFFERENT = words(
    "不是同一社区、同一评估期、同一标准的填报，不能合并；写错的先改正",
    "of different communities, periods or standards they cannot be joined; mend what is mistyped",
)
