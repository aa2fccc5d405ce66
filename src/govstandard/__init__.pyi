from govstandard.assessment.answers import (
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
from govstandard.assessment.evidence import record_files, verify
from govstandard.assessment.merging import merge
from govstandard.assessment.reviewing import sample
from govstandard.base.problems import (
    GovStandardError,
    InvalidFile,
    Problem,
    UnknownId,
    UnreadableFile,
)
from govstandard.exchange.assessments import read_assessment, write_assessment
from govstandard.library.registry import available, load
from govstandard.report.assessed import assessment_report
from govstandard.report.blocks import Report
from govstandard.report.notice import notice
from govstandard.report.writing import write_report
from govstandard.scoring.result import Difference, Finding, Result, Score, Total
from govstandard.scoring.scoring import score
from govstandard.standard.levels import Level, Veto
from govstandard.standard.measures import (
    Binary,
    Checklist,
    Count,
    Figures,
    Goalposts,
    Ratio,
    Rubric,
    Survey,
)
from govstandard.standard.origins import Source
from govstandard.standard.tree import Body, Group, Indicator, Standard
from govstandard.workbook.writing.workbook import write_workbook

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
