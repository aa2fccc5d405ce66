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
from govstandard.evidence import record_files, verify
from govstandard.io.assessments import read_assessment, write_assessment
from govstandard.io.workbook import write_workbook
from govstandard.levels import Level, Veto
from govstandard.measures import Binary, Checklist, Count, Figures, Goalposts, Ratio, Rubric, Survey
from govstandard.merging import merge
from govstandard.registry import available, load
from govstandard.report.assessed import assessment_report
from govstandard.report.blocks import Report
from govstandard.report.notice import notice
from govstandard.report.writing import write_report
from govstandard.result import Difference, Finding, Result, Score, Total
from govstandard.sampling import sample
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
    "Difference",
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
    "Report",
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
    "assessment_report",
    "available",
    "load",
    "merge",
    "notice",
    "read_assessment",
    "record_files",
    "sample",
    "score",
    "verify",
    "write_assessment",
    "write_report",
    "write_workbook",
]
