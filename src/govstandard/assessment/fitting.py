"""Whether an assessment fits a standard: what it names exists, and its figures suit the measures."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PureWindowsPath

from govstandard.assessment.answers import Assessment, Evidence, Response, Review
from govstandard.base.problems import Path, Problem, nearest
from govstandard.base.rounding import brief
from govstandard.base.words import words
from govstandard.standard.measures import Figures, Ratio, Rubric, Survey
from govstandard.standard.tree import Indicator, Standard

_LABELS = {
    "points": words("采分点 points", "points"),
    "numerator": words("分子 numerator", "numerator"),
    "denominator": words("分母 denominator", "denominator"),
    "percent": words("百分比 percent", "percent"),
    "count": words("数量 count", "count"),
    "grade": words("等次 grade", "grade"),
    "met": words("是否做到 met", "met"),
    "satisfied": words("满意数 satisfied", "satisfied"),
    "respondents": words("有效问卷数 respondents", "respondents"),
}


def fit(standard: Standard, assessment: Assessment) -> Iterator[Problem]:
    """Find everything in which an assessment does not fit a standard; nothing when it does."""
    yield from _right_standard(standard, assessment)
    if assessment.period.end < assessment.period.start:
        yield Problem(
            code="GS310",
            what=words(
                f"评估期结束日 {assessment.period.end} 早于开始日 {assessment.period.start}",
                f"period ends on {assessment.period.end}, before it starts on {assessment.period.start}",
            ),
            path=("period", "end"),
        )
    known = {item.id: item for item in standard.indicators}
    for item_id, response in assessment.responses.items():
        path: Path = ("responses", item_id)
        if item_id not in known:
            yield _unknown(standard, item_id, path)
            continue
        yield from _answer(known[item_id], response, path)
        yield from _files(response.evidence, path)
        if response.review:
            if not response.review.given and response.review.not_applicable is None:
                what = words(
                    f"“{item_id}” 的复核没有填数据", f"the review of '{item_id}' has no figures"
                )
                hint = words(
                    "数据无误时删去 review", "leave review out where the figures are right"
                )
                yield Problem(
                    code="GS315", what=what, hint=hint, path=(*path, "review"), on_key=True
                )
            yield from _whole(known[item_id], response.review, (*path, "review"))
            yield from _answer(known[item_id], response.review, (*path, "review"))
    for name, claim in assessment.adjustments.items():
        yield from _files(claim.evidence, ("adjustments", name))
    yield from _declared(standard, assessment)


def _files(evidence: Sequence[Evidence], path: Path) -> Iterator[Problem]:
    """Find files of evidence that lie outside the assessment's folder."""
    for position, record in enumerate(evidence):
        place = PureWindowsPath(record.file)  # which knows both kinds of slashes, and drives
        if place.drive or place.root or ".." in place.parts:
            what = words(
                f"佐证文件 “{record.file}” 不在填报所在的文件夹里",
                f"the evidence file '{record.file}' is not inside the folder of the assessment",
            )
            hint = words(
                "把文件放进同一文件夹，写相对路径",
                "put it into that folder and write its relative path",
            )
            yield Problem(
                code="GS316", what=what, hint=hint, path=(*path, "evidence", position, "file")
            )


def _right_standard(standard: Standard, assessment: Assessment) -> Iterator[Problem]:
    name, _, version = assessment.standard.partition("@")
    if name != standard.id or version not in ("", standard.version):
        yield Problem(
            code="GS312",
            what=words(
                f"填报所依据的是 {assessment.standard}，不是 {standard.name}",
                f"the assessment is by {assessment.standard}, not {standard.name}",
            ),
            path=("standard",),
        )


def _unknown(standard: Standard, item_id: str, path: Path) -> Problem:
    try:
        node = standard[item_id]
    except KeyError:
        return standard.unknown_node(item_id, path)
    if isinstance(node, Indicator):
        what = words(
            f"“{item_id}” 自 {node.until} 版起停用",
            f"'{item_id}' is retired since version {node.until}",
        )
        return Problem(code="GS302", what=what, path=path, on_key=True)
    what = words(f"“{item_id}” 是分组，不是指标", f"'{item_id}' is a group, not an indicator")
    return Problem(code="GS302", what=what, path=path, on_key=True)


def _answer(item: Indicator, answer: Response | Review, path: Path) -> Iterator[Problem]:
    given = answer.given
    if answer.not_applicable is not None:
        yield from _not_applicable(item, answer, path)
        return
    accepted = frozenset().union(*_accepts(item))
    for name in sorted(given - accepted):
        label = _LABELS[name]
        wanted = sorted(_accepts(item)[0])
        yield Problem(
            code="GS303",
            what=words(
                f"“{item.id}” 的计量方式是{item.measure.title.zh} {item.measure.kind}，不填 {label.zh}",
                f"'{item.id}' is measured as {item.measure.kind}, which takes no {label.en}",
            ),
            hint=words(
                "请填 " + "、".join(_LABELS[figure].zh for figure in wanted),
                "give " + " + ".join(wanted),
            ),
            path=(*path, name),
            on_key=True,
        )
    if "percent" in given and given & accepted - {"percent"}:
        yield Problem(
            code="GS303",
            what=words(
                f"“{item.id}” 的百分比和具体数只能填一种",
                f"'{item.id}' has both a percentage and counts",
            ),
            hint=words(
                "已知具体数的，不填百分比 percent", "leave percent out where the counts are known"
            ),
            path=(*path, "percent"),
            on_key=True,
        )
    yield from _figures(item, answer, path)


def _accepts(item: Indicator) -> tuple[frozenset[str], ...]:
    if isinstance(item.measure, Ratio) and item.measure.form == "rate":
        return item.measure.takes[:1]
    return item.measure.takes


def _not_applicable(item: Indicator, answer: Response | Review, path: Path) -> Iterator[Problem]:
    place = (*path, "not_applicable")
    if item.not_applicable is None:
        what = words(f"“{item.id}” 一律适用，不能填不适用", f"'{item.id}' always applies")
        hint = words("做不到时照实填报", "record what is")
        if "denominator" in _accepts(item)[0]:
            hint = words(
                "做不到时照实填报；没有此类事项时分母填 0",
                "record what is; where there were no cases, denominator 0",
            )
        yield Problem(code="GS307", what=what, hint=hint, path=place, on_key=True)
    if answer.given:
        names = sorted(answer.given)
        what = words(
            f"“{item.id}” 既填了不适用，又填了{'、'.join(_LABELS[name].zh for name in names)}",
            f"'{item.id}' is not applicable and yet has {', '.join(names)}",
        )
        yield Problem(code="GS311", what=what, path=place, on_key=True)


def _whole(item: Indicator, review: Review, path: Path) -> Iterator[Problem]:
    """Find what a reviewer left out of a pair of figures; the community's does not stand in for it."""
    pair = _accepts(item)[0]
    there = sorted(pair & review.given)
    for name in sorted(pair - review.given) if there else ():
        zh, en = "、".join(_LABELS[figure].zh for figure in there), ", ".join(there)
        yield Problem(
            code="GS315",
            what=words(
                f"“{item.id}” 的复核只填了{zh}，没有填{_LABELS[name].zh}",
                f"the review of '{item.id}' has {en} and no {name}",
            ),
            hint=words(
                "没有变的数也要填上", "give the other figure too, also where it is the same"
            ),
            path=(*path, there[0]),
        )


def _figures(item: Indicator, figures: Figures, path: Path) -> Iterator[Problem]:
    measure = item.measure
    if isinstance(measure, Ratio) and measure.form != "rate":
        yield from _part_of(item, figures, path, "numerator", "denominator")
    if isinstance(measure, Survey):
        yield from _part_of(item, figures, path, "satisfied", "respondents")
    if isinstance(measure, Rubric) and figures.grade is not None:
        grades = [grade.grade for grade in measure.grades]
        if figures.grade not in grades:
            listed = ", ".join(str(grade) for grade in grades)
            yield Problem(
                code="GS305",
                what=words(
                    f"“{item.id}” 没有 {figures.grade} 级",
                    f"'{item.id}' has no grade {figures.grade}",
                ),
                hint=words(f"可填 {listed}", f"one of {listed}"),
                path=(*path, "grade"),
            )
    if figures.points and "points" in measure.takes[0]:
        yield from _points(item, figures.points, path)


def _part_of(
    item: Indicator, figures: Figures, path: Path, part: str, whole: str
) -> Iterator[Problem]:
    above, below = getattr(figures, part), getattr(figures, whole)
    if above is not None and below is not None and above > below:
        yield Problem(
            code="GS304",
            what=words(
                f"“{item.id}” 的 {_LABELS[part].zh} {brief(above)} 大于 {_LABELS[whole].zh} {brief(below)}",
                f"'{item.id}' has {part} {brief(above)} above {whole} {brief(below)}",
            ),
            hint=words(
                "前者是后者的一部分；检查是否填反",
                "the first is a part of the second; are they swapped?",
            ),
            path=(*path, part),
        )


def _points(item: Indicator, answers: Mapping[int, str], path: Path) -> Iterator[Problem]:
    known = {point.number: point for point in item.measure.points}
    for number, answer in answers.items():
        place = (*path, "points", number)
        if number not in known:
            what = words(
                f"“{item.id}” 没有第 {number} 个采分点", f"'{item.id}' has no point {number}"
            )
            listed = ", ".join(str(key) for key in known)
            hint = words(f"可填 {listed}", f"one of {listed}")
            yield Problem(code="GS306", what=what, hint=hint, path=place, on_key=True)
        elif answer == "not_applicable" and known[number].not_applicable is None:
            point = known[number]
            what = words(
                f"采分点 “{point.id}” 一律适用，不能填不适用", f"point '{point.id}' always applies"
            )
            yield Problem(
                code="GS307",
                what=what,
                hint=words("填“是”（met）或“否”（unmet）", "met or unmet"),
                path=place,
            )


def _declared(standard: Standard, assessment: Assessment) -> Iterator[Problem]:
    vetoes = {veto.id for veto in standard.vetoes}
    for veto_id in assessment.vetoes:
        if veto_id not in vetoes:
            what = words(
                f"{standard.name} 没有一票否决事项 “{veto_id}”",
                f"{standard.name} has no veto '{veto_id}'",
            )
            hint = nearest(veto_id, vetoes)
            yield Problem(code="GS308", what=what, hint=hint, path=("vetoes", veto_id), on_key=True)
    adjustments = {adjustment.id: adjustment for adjustment in standard.adjustments.items}
    for name, claim in assessment.adjustments.items():
        path: Path = ("adjustments", name)
        if name not in adjustments:
            what = words(
                f"{standard.name} 没有加减分项 “{name}”",
                f"{standard.name} has no adjustment '{name}'",
            )
            yield Problem(
                code="GS309", what=what, hint=nearest(name, adjustments), path=path, on_key=True
            )
        elif claim.times > adjustments[name].limit:
            limit = adjustments[name].limit
            what = words(
                f"加减分项 “{adjustments[name].title.to('zh')}”（{name}）填了 {claim.times} 次，上限 {limit} 次",
                f"adjustment '{name}' claimed {claim.times} times, at most {limit}",
            )
            yield Problem(code="GS313", what=what, path=(*path, "times"))
