"""The base of every noun: it cannot change, refuses what it does not know, and its fields have help."""

import pickle
from functools import cached_property

import pytest
from pydantic import ValidationError

from govstandard.base.frozen import Frozen, Known
from govstandard.library.schemas import field_help
from govstandard.standard.tree import Standard


class Square(Frozen):
    """A square."""

    side: int
    """Its side,
    in metres."""
    colour: str = "white"

    @cached_property
    def area(self) -> int:
        """Return the area."""
        return self.side**2


class Tile(Square):
    """A square with a name."""

    colour: str = "grey"
    """Its own word on a field that it took over."""
    name: str = "tile"
    """Its name."""


class Measured(Known):
    """What the engine worked out."""

    of: str
    """What was measured."""
    unit: str = "m"
    """Its unit."""
    value: float
    """How much."""


def test_a_noun_built_unchecked_is_the_one_that_was_checked() -> None:
    built, checked = (
        Measured.model_construct(value=2.0, of="side"),
        Measured(of="side", value=2.0),
    )
    assert built == checked
    assert hash(built) == hash(checked)
    assert repr(built) == repr(checked)
    assert built.model_dump_json() == checked.model_dump_json()
    assert pickle.loads(pickle.dumps(built)) == checked  # noqa: S301 - our own
    assert built.model_copy(update={"unit": "cm"}).unit == "cm"


def test_a_noun_built_unchecked_is_checked_when_it_is_read() -> None:
    with pytest.raises(ValidationError):
        Measured.model_validate({"of": "side", "value": "wide"})


def test_a_noun_cannot_change() -> None:
    with pytest.raises(ValidationError):
        Square(side=2).side = 3  # type: ignore[misc]


def test_a_noun_refuses_what_it_does_not_know() -> None:
    with pytest.raises(ValidationError):
        Square.model_validate({"side": 2, "sides": 4})


def test_a_changed_copy_computes_anew_what_was_computed_of_the_original() -> None:
    small = Square(side=2)
    assert small.area == 4
    large = small.model_copy(update={"side": 3})
    assert (large.area, small.area) == (9, 4)
    assert small.model_copy() == small


def test_a_changed_copy_of_a_standard_finds_its_own_nodes(tiny: Standard) -> None:
    assert "B" in tiny
    smaller = tiny.model_copy(update={"groups": tiny.groups[:1]}, deep=True)
    assert "B" not in smaller
    assert "B" in tiny
    assert len(smaller.indicators) == 2


def test_help_is_what_stands_below_a_field() -> None:
    assert field_help(Square) == {"side": "Its side,\nin metres."}


def test_help_is_passed_on_and_may_be_said_anew() -> None:
    assert field_help(Tile) == {
        "side": "Its side,\nin metres.",
        "colour": "Its own word on a field that it took over.",
        "name": "Its name.",
    }
