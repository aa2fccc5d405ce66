"""How an indicator is read: one frozen class a method, from recorded figures to a score from 0 to 1.

To add a method, write its class in a file of its own, add what it reads to `Figures`, and the class to `Measure`.
"""

from typing import Annotated

from pydantic import Field

from govstandard.standard.measures.base import (
    KEYS,
    UNANSWERED,
    Addresses,
    Amount,
    Asked,
    Figures,
    Form,
    Goalposts,
    MeasureBase,
    Number,
    Per,
    Point,
    PointAnswer,
    Reading,
)
from govstandard.standard.measures.binary import Binary
from govstandard.standard.measures.checklist import Checklist
from govstandard.standard.measures.count import Count
from govstandard.standard.measures.ratio import Ratio
from govstandard.standard.measures.rubric import Grade, Rubric
from govstandard.standard.measures.survey import Survey, wilson

__all__ = [
    "KEYS",
    "MEASURES",
    "UNANSWERED",
    "Addresses",
    "Amount",
    "Asked",
    "Binary",
    "Checklist",
    "Count",
    "Figures",
    "Form",
    "Goalposts",
    "Grade",
    "Measure",
    "MeasureBase",
    "Number",
    "Per",
    "Point",
    "PointAnswer",
    "Ratio",
    "Reading",
    "Rubric",
    "Survey",
    "wilson",
]

Measure = Annotated[
    Checklist | Ratio | Count | Rubric | Binary | Survey, Field(discriminator="kind")
]
"""Any of the measures, told apart by ``kind``."""
MEASURES: tuple[type[MeasureBase], ...] = (
    Checklist,
    Ratio,
    Count,
    Rubric,
    Binary,
    Survey,
)
"""All measure classes, in the order of the documentation."""
