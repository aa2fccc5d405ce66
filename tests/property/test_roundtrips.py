"""What is written is read back the same."""

from hypothesis import given
from strategies import assessment, pairs, standards

import govstandard as gs


@given(standards())
def test_a_standard_survives_json(standard: gs.Standard) -> None:
    assert (
        gs.Standard.model_validate_json(standard.model_dump_json(by_alias=True))
        == standard
    )


@given(pairs())
def test_an_assessment_survives_json(
    pair: tuple[gs.Standard, dict[str, gs.Response]],
) -> None:
    written = assessment(*pair)
    assert gs.Assessment.model_validate_json(written.model_dump_json()) == written
