"""Filters of scipy, loaded when the first one is used.

scipy.signal takes over a second to import, which a verb that makes no sound need not wait for.
"""

from __future__ import annotations

from typing import Any


def butter(*given: Any, **named: Any) -> Any:  # noqa: ANN401 - scipy carries no types
    """`scipy.signal.butter`: the sections of a Butterworth filter."""
    from scipy import signal  # noqa: PLC0415 - see above

    return signal.butter(*given, **named)


def sosfilt(*given: Any, **named: Any) -> Any:  # noqa: ANN401 - scipy carries no types
    """`scipy.signal.sosfilt`: a signal through the sections of a filter."""
    from scipy import signal  # noqa: PLC0415 - see above

    return signal.sosfilt(*given, **named)


def fftconvolve(*given: Any, **named: Any) -> Any:  # noqa: ANN401 - scipy carries no types
    """`scipy.signal.fftconvolve`: two signals convolved."""
    from scipy import signal  # noqa: PLC0415 - see above

    return signal.fftconvolve(*given, **named)


def uniform_filter1d(*given: Any, **named: Any) -> Any:  # noqa: ANN401 - scipy carries no types
    """`scipy.ndimage.uniform_filter1d`: a moving mean."""
    from scipy import ndimage  # noqa: PLC0415 - see above

    return ndimage.uniform_filter1d(*given, **named)
