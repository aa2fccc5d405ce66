"""govstandard: a community-governance standard as data, and the engine that scores by it."""

from importlib import import_module

# A name is imported when it is first asked for, so that each process pays only for what it uses. The list is
# __init__.pyi, which type checkers read; its map stands here as a literal, which costs a start nothing and does not
# need that file to be there. A test holds the two equal.
_HOMES = {
    "assessment.answers": (
        "Assessment",
        "Claim",
        "Community",
        "Declaration",
        "Evidence",
        "Period",
        "Response",
        "Review",
        "SignOff",
    ),
    "assessment.evidence": ("record_files", "verify"),
    "assessment.merging": ("merge",),
    "assessment.reviewing": ("sample",),
    "base.problems": (
        "GovStandardError",
        "InvalidFile",
        "Problem",
        "UnknownId",
        "UnreadableFile",
    ),
    "exchange.assessments": ("read_assessment", "write_assessment"),
    "library.registry": ("available", "load"),
    "report.assessed": ("assessment_report",),
    "report.blocks": ("Report",),
    "report.notice": ("notice",),
    "report.writing": ("write_report",),
    "scoring.result": ("Difference", "Finding", "Result", "Score", "Total"),
    "scoring.scoring": ("score",),
    "standard.levels": ("Level", "Veto"),
    "standard.measures": (
        "Binary",
        "Checklist",
        "Count",
        "Figures",
        "Goalposts",
        "Ratio",
        "Rubric",
        "Survey",
    ),
    "standard.origins": ("Source",),
    "standard.tree": ("Body", "Group", "Indicator", "Standard"),
    "workbook.writing.workbook": ("write_workbook",),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}
__all__ = sorted(_HOME)  # noqa: PLE0605 - a list all the same


def __getattr__(name: str) -> object:
    if name not in _HOME:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    thing = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = thing
    return thing


def __dir__() -> list[str]:
    return __all__
