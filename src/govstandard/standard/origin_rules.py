"""What makes the sources of a standard sound: each is listed, and carries what is said to rest on it."""

from collections.abc import Iterator

from govstandard.base.problems import Path, Problem, nearest
from govstandard.base.words import words
from govstandard.standard.origins import Basis
from govstandard.standard.places import citations_of, items_of, unlisted
from govstandard.standard.tree import Indicator, Standard


def sources_exist(standard: Standard) -> Iterator[Problem]:
    """GS205: a source that is cited is listed."""
    kind = words("来源", "source")
    known = [source.id for source in standard.sources]
    for citation, path in citations_of(standard):
        yield from unlisted("GS205", kind, citation.source, known, (*path, "source"))


def threshold_grounded(standard: Standard) -> Iterator[Problem]:
    """GS212: a threshold that claims a source rests on one that was really read."""
    for item, path in items_of(standard):
        basis = item.basis
        if basis is None or basis.target == "editorial" or _carries(standard, basis):
            continue
        what = words(
            "“{id}” 的目标值标为 {target}，但没有核对过的相应来源",
            "target of '{id}' claims to be {target}, but no such source was checked",
            id=item.id,
            target=basis.target,
        )
        hint = words(
            "核对来源原文，或改为 target: editorial",
            "read the source, or say target: editorial",
        )
        yield Problem(
            code="GS212", what=what, hint=hint, path=(*path, "basis", "target")
        )


def _carries(standard: Standard, basis: Basis) -> bool:
    """Say whether a source that was read is of the kind that the target claims."""
    verified = {
        source.id: source.kind
        for source in standard.sources
        if source.status != "unverified"
    }
    read = [
        verified[citation.source]
        for citation in basis.subject
        if citation.source in verified and citation.checked != "recalled"
    ]
    if basis.target == "law":
        return any(kind != "founding" for kind in read)
    return "founding" in read


def basis_given(standard: Standard) -> Iterator[Problem]:
    """GS219: where a standard lists sources, each indicator says where it comes from."""
    for item, path in items_of(standard):
        if standard.sources and item.basis is None:
            yield _baseless(item, path)
        elif item.basis and (item.basis.grounding == "editorial") == bool(
            item.basis.subject
        ):
            yield _disagreeing(item, (*path, "basis", "grounding"))


def _baseless(item: Indicator, path: Path) -> Problem:
    what = words(
        "“{id}” 没有写明依据 basis",
        "'{id}' does not say where it comes from",
        id=item.id,
    )
    hint = words(
        "没有来源的写 grounding: editorial",
        "where there is no source, grounding: editorial",
    )
    return Problem(code="GS219", what=what, hint=hint, path=path)


def _disagreeing(item: Indicator, path: Path) -> Problem:
    what = words(
        "“{id}” 的 grounding 与引用的来源不一致",
        "grounding and citations of '{id}' do not agree",
        id=item.id,
    )
    hint = words(
        "有来源的是 direct 或 theme，没有来源的是 editorial",
        "direct or theme with a source, editorial without one",
    )
    return Problem(code="GS219", what=what, hint=hint, path=path)


def sections_exist(standard: Standard) -> Iterator[Problem]:
    """GS220: a locator names a section of its source, where the source declares them."""
    sections = {
        source.id: source.sections for source in standard.sources if source.sections
    }
    for citation, path in citations_of(standard):
        declared = sections.get(citation.source)
        if declared is None or citation.at in declared:
            continue
        what = words(
            "来源 “{source}” 没有 “{at}”",
            "source '{source}' has no section '{at}'",
            source=citation.source,
            at=citation.at,
        )
        hint = nearest(citation.at, declared)
        yield Problem(code="GS220", what=what, hint=hint, path=(*path, "at"))
