"""A workbook that people filled in, from its bytes to an assessment.

From below to above: `sandbox` has calamine read the cells, in a process of its own where that is safer; `unpacking`
opens the file and refuses traps; `appearance` puts in what people see of a cell; `cells` says what a typed cell means;
`gathering` keeps values with their cells, and faults; `headings` finds the tables; `item_rows`, `declared_rows` and
`community_rows` read them; `wording` tells the faults of an assessment as a workbook's; `workbook` is the whole.
"""
