"""govstandard: a community-governance standard as data, and the engine that scores by it."""

from govstandard.assessment import (
    Assessment,
    Claim,
    Community,
    Declaration,
    Evidence,
    Period,
    Response,
    Review,
    SignOff,
)
from govstandard.errors import GovStandardError, InvalidFile, Problem, UnknownId, UnreadableFile
from govstandard.io.assessments import read_assessment
from govstandard.io.workbook import write_workbook
from govstandard.levels import Level, Veto
from govstandard.measures import Binary, Checklist, Count, Figures, Goalposts, Ratio, Rubric, Survey
from govstandard.registry import available, load
from govstandard.result import Finding, Result, Score, Total
from govstandard.scoring import score
from govstandard.standard import Body, Group, Indicator, Source, Standard

__all__ = [
    "Assessment",
    "Binary",
    "Body",
    "Checklist",
    "Claim",
    "Community",
    "Count",
    "Declaration",
    "Evidence",
    "Figures",
    "Finding",
    "Goalposts",
    "GovStandardError",
    "Group",
    "Indicator",
    "InvalidFile",
    "Level",
    "Period",
    "Problem",
    "Ratio",
    "Response",
    "Result",
    "Review",
    "Rubric",
    "Score",
    "SignOff",
    "Source",
    "Standard",
    "Survey",
    "Total",
    "UnknownId",
    "UnreadableFile",
    "Veto",
    "available",
    "load",
    "read_assessment",
    "score",
    "write_workbook",
]
