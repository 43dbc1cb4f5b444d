"""A case and its people, as in the tests of cases."""

from tests.integration.cases.conftest import case, led

__all__ = ["case", "led"]
