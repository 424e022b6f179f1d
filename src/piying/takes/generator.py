"""The port of models that are paid for and take their time: order, submit, poll, cancel.

A generator keeps no state between its calls, never sends anything twice by itself and never
waits: whoever calls it decides when to ask again. `piying.takes.provider` is the port of
providers that answer at once and cost nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from piying.model.brief import Brief
from piying.model.card import ModelCard
from piying.model.errors import Outside
from piying.model.job import Order
from piying.model.money import Money
from piying.takes.provider import Inputs, Made


class NotTaken(Outside):
    """The vendor certainly did not take the order: nothing is owed."""

    def __init__(
        self, code: str, *, retryable: bool = False, again_ms: int = 0, **data: object
    ) -> None:
        super().__init__(code, retryable=retryable, **data)
        self.again_ms = again_ms
        """How long the vendor asks to wait before the order is sent again; 0: not said."""


class Ended(Outside):
    """The vendor says that nothing came of the job: it failed, expired or was moderated."""

    def __init__(
        self, code: str, *, charged: Money | None = None, owed: bool = False, **data: object
    ) -> None:
        super().__init__(code, retryable=False, **data)
        self.charged = charged
        """What the vendor charges for it all the same; None: it does not say."""
        self.owed = owed
        """Whether it is paid for although nothing came of it: where the vendor does not say
        how much, the whole price."""


@dataclass(frozen=True, slots=True)
class Used:
    """What a vendor says it counted for one order, in the tokens that it bills."""

    read: int
    """Tokens of all that it was given, pictures among them."""
    written: int
    """Tokens of all that it made, with what it thought before."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a vendor answered to an order."""

    job: str = ""
    """The vendor's id of the job, for vendors that take their time."""
    made: Made | None = None
    """What was made, for vendors that answer at once."""
    charged: Money | None = None
    """What the vendor says it charges; None: it does not say, and the price list decides."""
    used: Used | None = None
    """What the price list is applied to; None: not said, so it costs what was quoted."""


@dataclass(frozen=True, slots=True)
class Pending:
    """The job is not done yet."""

    permille: int | None = None
    """How far it is, where the vendor tells."""
    again_ms: int = 0
    """How long to wait before asking again, where the vendor tells; 0: its usual pace."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a vendor may be asked."""

    at_once_max: int
    """Jobs that may be open at the vendor at the same time."""
    per_minute_max: int
    """Orders sent in a minute."""
    poll_ms: int
    """The usual time between two questions about one job."""


class Generator(Protocol):
    """Models of one vendor."""

    @property
    def name(self) -> str:
        """What recipes call it."""

    @property
    def cards(self) -> tuple[ModelCard, ...]:
        """Its models."""

    @property
    def pace(self) -> Pace:
        """How fast it may be asked."""

    @property
    def honours_keys(self) -> bool:
        """Whether the same order with the same key is made and paid only once."""

    @property
    def resumes(self) -> bool:
        """Whether a job can be asked for by its id after a crash."""

    def order(self, brief: Brief, card: ModelCard, seed: int) -> Order:
        """What would be sent for `brief`; the same for the same arguments, nothing is sent.

        Raises:
            Invalid: the brief asks for what the model cannot do.
        """

    def submit(self, order: Order, inputs: Inputs, key: str) -> Receipt:
        """Send `order`, once; the only call that spends money.

        Raises:
            Missing: no key is set for the vendor.
            NotTaken: the vendor certainly did not take the order.
            Ended: it took the order, answered at once, and nothing came of it.
            Outside: nobody can tell whether the vendor took it.
        """

    def poll(self, order: Order, job: str) -> Pending | Receipt:
        """How far `job` is, or what was made; asks once and does not wait.

        Raises:
            Ended: the vendor says that nothing comes of the job.
            Outside: the vendor could not be asked just now; ask again later.
        """

    def cancel(self, order: Order, job: str) -> bool:
        """Ask the vendor to give `job` up; False where it cannot."""
