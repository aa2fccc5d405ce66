"""Whether an assessment fits a standard: what it names exists, and its figures suit the measures."""

from collections.abc import Iterator, Sequence
from pathlib import PureWindowsPath

from govstandard.assessment.answers import Assessment, Evidence, Response, Review
from govstandard.base.problems import Path, Problem, nearest
from govstandard.base.words import Key, Translations, words
from govstandard.standard.levels import Adjustment
from govstandard.standard.measures import KEYS
from govstandard.standard.tree import Indicator, Standard


def fit(standard: Standard, assessment: Assessment) -> Iterator[Problem]:
    """Find everything in which an assessment does not fit a standard; nothing when it does."""
    yield from _right_standard(standard, assessment)
    yield from _right_period(assessment)
    known = {item.id: item for item in standard.indicators}
    for item_id, response in assessment.responses.items():
        path: Path = ("responses", item_id)
        if item_id in known:
            yield from _response(known[item_id], response, path)
        else:
            yield _unknown(standard, item_id, path)
    for adjustment_id, claim in assessment.adjustments.items():
        yield from _files(claim.evidence, ("adjustments", adjustment_id))
    yield from _vetoes(standard, assessment)
    yield from _adjustments(standard, assessment)


def _right_standard(standard: Standard, assessment: Assessment) -> Iterator[Problem]:
    standard_id, _, version = assessment.standard.partition("@")
    if standard_id == standard.id and version in ("", standard.version):
        return
    what = words(
        "填报所依据的是 {named}，不是 {standard}",
        "the assessment is by {named}, not {standard}",
        named=assessment.standard,
        standard=standard.name,
    )
    yield Problem(code="GS312", what=what, path=("standard",))


def _right_period(assessment: Assessment) -> Iterator[Problem]:
    period = assessment.period
    if period.end >= period.start:
        return
    what = words(
        "评估期结束日 {end} 早于开始日 {start}",
        "period ends on {end}, before it starts on {start}",
        end=str(period.end),
        start=str(period.start),
    )
    yield Problem(code="GS310", what=what, path=("period", "end"))


def _unknown(standard: Standard, item_id: str, path: Path) -> Problem:
    try:
        node = standard[item_id]
    except KeyError:
        return standard.unknown_node(item_id, path)
    if isinstance(node, Indicator):
        what = words(
            "“{id}” 自 {version} 版起停用",
            "'{id}' is retired since version {version}",
            id=item_id,
            version=node.until,
        )
    else:
        what = words(
            "“{id}” 是分组，不是指标", "'{id}' is a group, not an indicator", id=item_id
        )
    return Problem(code="GS302", what=what, path=path, on_key=True)


def _response(item: Indicator, response: Response, path: Path) -> Iterator[Problem]:
    yield from _answer(item, response, path)
    yield from _files(response.evidence, path)
    if response.review:
        yield from _review(item, response.review, (*path, "review"))


def _review(item: Indicator, review: Review, path: Path) -> Iterator[Problem]:
    if not review.given and review.not_applicable is None:
        what = words(
            "“{id}” 的复核没有填数据", "the review of '{id}' has no figures", id=item.id
        )
        hint = words(
            "数据无误时删去{review}",
            "leave {review} out where the figures are right",
            review=Key(key="review", title=""),
        )
        yield Problem(code="GS315", what=what, hint=hint, path=path, on_key=True)
    yield from _whole(item, review, path)
    yield from _answer(item, review, path)


def _whole(item: Indicator, review: Review, path: Path) -> Iterator[Problem]:
    """Find what a reviewer left out of a pair of figures; the community's does not stand in for it."""
    pair = {figure.name for figure in item.measure.asks[0]}
    there = sorted(pair & review.given)
    for name in sorted(pair - review.given) if there else ():
        what = words(
            "“{id}” 的复核只填了{there}，没有填{missing}",
            "the review of '{id}' has {there} and no {missing}",
            id=item.id,
            there=tuple(KEYS[figure] for figure in there),
            missing=KEYS[name],
        )
        hint = words(
            "没有变的数也要填上", "give the other figure too, also where it is the same"
        )
        yield Problem(code="GS315", what=what, hint=hint, path=(*path, there[0]))


def _answer(
    item: Indicator, answer: Response | Review, path: Path
) -> Iterator[Problem]:
    if answer.not_applicable is not None:
        yield from _not_applicable(item, answer, (*path, "not_applicable"))
        return
    asked = item.measure.asked
    for name in sorted(answer.given.difference(asked)):
        yield _not_asked(item, name, (*path, name))
    if "percent" in answer.given and answer.given & asked.keys() - {"percent"}:
        yield _twice(item, (*path, "percent"))
    yield from item.measure.misfits(answer, item.id, path)


def _not_asked(item: Indicator, name: str, path: Path) -> Problem:
    measure = item.measure
    what = words(
        "“{id}” 的计量方式是{measure}，不填 {figure}",
        "'{id}' is measured as {measure}, which takes no {figure}",
        id=item.id,
        measure=Key(key=measure.kind, title=measure.title.zh),
        figure=KEYS[name],
    )
    wanted = sorted(figure.name for figure in measure.asks[0])
    hint = words(
        "请填 {figures:plus}",
        "give {figures:plus}",
        figures=tuple(KEYS[name] for name in wanted),
    )
    return Problem(code="GS303", what=what, hint=hint, path=path, on_key=True)


def _twice(item: Indicator, path: Path) -> Problem:
    what = words(
        "“{id}” 的百分比和具体数只能填一种",
        "'{id}' has both a percentage and counts",
        id=item.id,
    )
    hint = words(
        "已知具体数的，不填{percent}",
        "leave {percent} out where the counts are known",
        percent=KEYS["percent"],
    )
    return Problem(code="GS303", what=what, hint=hint, path=path, on_key=True)


def _not_applicable(
    item: Indicator, answer: Response | Review, path: Path
) -> Iterator[Problem]:
    if item.not_applicable is None:
        what = words(
            "“{id}” 一律适用，不能填不适用", "'{id}' always applies", id=item.id
        )
        hint = words("做不到时照实填报", "record what is")
        no_cases = item.measure.no_cases
        if no_cases:
            hint = words(
                "{record}；{none}", "{record}; {none}", record=hint, none=no_cases
            )
        yield Problem(code="GS307", what=what, hint=hint, path=path, on_key=True)
    if answer.given:
        what = words(
            "“{id}” 既填了不适用，又填了{figures}",
            "'{id}' is not applicable and yet has {figures}",
            id=item.id,
            figures=tuple(KEYS[name] for name in sorted(answer.given)),
        )
        yield Problem(code="GS311", what=what, path=path, on_key=True)


def _files(evidence: Sequence[Evidence], path: Path) -> Iterator[Problem]:
    """Find files of evidence that lie outside the assessment's folder."""
    for position, record in enumerate(evidence):
        if not record.file:
            continue
        place = PureWindowsPath(
            record.file
        )  # which knows both kinds of slashes, and drives
        if not (place.drive or place.root or ".." in place.parts):
            continue
        what = words(
            "佐证文件 “{file}” 不在填报所在的文件夹里",
            "the evidence file '{file}' is not inside the folder of the assessment",
            file=record.file,
        )
        hint = words(
            "把文件放进同一文件夹，写相对路径",
            "put it into that folder and write its relative path",
        )
        at = (*path, "evidence", position, "file")
        yield Problem(code="GS316", what=what, hint=hint, path=at)


def _vetoes(standard: Standard, assessment: Assessment) -> Iterator[Problem]:
    known = {veto.id for veto in standard.vetoes}
    for veto_id in assessment.vetoes:
        if veto_id in known:
            continue
        what = words(
            "{standard} 没有一票否决事项 “{id}”",
            "{standard} has no veto '{id}'",
            standard=standard.name,
            id=veto_id,
        )
        hint = nearest(veto_id, known)
        yield Problem(
            code="GS308", what=what, hint=hint, path=("vetoes", veto_id), on_key=True
        )


def _adjustments(standard: Standard, assessment: Assessment) -> Iterator[Problem]:
    known = {adjustment.id: adjustment for adjustment in standard.adjustments.items}
    for adjustment_id, claim in assessment.adjustments.items():
        path: Path = ("adjustments", adjustment_id)
        if adjustment_id not in known:
            what = words(
                "{standard} 没有加减分项 “{id}”",
                "{standard} has no adjustment '{id}'",
                standard=standard.name,
                id=adjustment_id,
            )
            hint = nearest(adjustment_id, known)
            yield Problem(code="GS309", what=what, hint=hint, path=path, on_key=True)
        elif claim.times > known[adjustment_id].limit:
            yield _too_often(known[adjustment_id], claim.times, (*path, "times"))


def _too_often(adjustment: Adjustment, times: int, path: Path) -> Problem:
    title = adjustment.title.to("zh")
    named = Translations(zh=f"“{title}”（{adjustment.id}）", en=f"'{adjustment.id}'")
    what = words(
        "加减分项 {adjustment}填了 {times} 次，上限 {limit} 次",
        "adjustment {adjustment} claimed {times} times, at most {limit}",
        adjustment=named,
        times=times,
        limit=adjustment.limit,
    )
    return Problem(code="GS313", what=what, path=path)
