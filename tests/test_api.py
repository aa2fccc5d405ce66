"""The public names: sorted, complete, documented."""

import govstandard as gs
from govstandard.base.frozen import Frozen
from govstandard.library.schemas import field_help


def test_all_is_sorted_and_complete() -> None:
    assert list(gs.__all__) == sorted(gs.__all__, key=lambda name: (name[0].islower(), name))
    public = {
        name for name, thing in vars(gs).items() if callable(thing) and not name.startswith("_")
    }
    assert set(gs.__all__) == public


def test_every_public_name_and_every_field_is_documented() -> None:
    for name in gs.__all__:
        thing = getattr(gs, name)
        assert thing.__doc__, name
        if isinstance(thing, type) and issubclass(thing, Frozen):
            assert set(thing.model_fields) <= set(field_help(thing)), name
