"""`HK.00700` and the market and code that OpenD knows it by."""

from typing import Tuple

# Prefixes to Qot_Common.QotMarket and Trd_Common.TrdSecMarket.
_MARKETS = {
    "HK": (1, 1),
    "HK_FUTURE": (2, 1),
    "US": (11, 2),
    "SH": (21, 31),
    "SZ": (22, 32),
    "SG": (31, 41),
    "JP": (41, 51),
    "AU": (51, 61),
    "MY": (61, 71),
    "CA": (71, 81),
    "FX": (81, 91),
    "CC": (91, 101),
    "EC": (101, 111),
}
_PREFIXES = {market: prefix for prefix, (market, _) in _MARKETS.items()}
# Trd_Common.TrdSecMarket to the TrdMarket in which such securities are traded.
_TRADED_IN = {1: 1, 2: 2, 41: 6, 51: 15, 61: 8, 71: 111, 81: 112, 101: 7, 111: 17}


def parse_security(text: str) -> Tuple[int, str]:
    """Market (Qot_Common.QotMarket) and code of `HK.00700` or `1_00700`."""
    market, underscore, code = text.partition("_")
    if underscore and market.isdecimal() and code:
        return int(market), code
    prefix, dot, code = text.partition(".")
    if not (dot and code and prefix in _MARKETS):
        known = ", ".join(_MARKETS)
        raise ValueError(f"{text!r} is no security; write it as HK.00700 (markets: {known}), or as 1_00700")
    return _MARKETS[prefix][0], code


def format_security(market: int, code: str) -> str:
    """`HK.00700`; `107_X` where the market has no prefix."""
    prefix = _PREFIXES.get(market)
    return f"{market}_{code}" if prefix is None else f"{prefix}.{code}"


def trade_security(text: str) -> Tuple[int, str]:
    """Market (Trd_Common.TrdSecMarket) and code of `HK.00700`."""
    prefix = _PREFIXES.get(parse_security(text)[0])
    if prefix is None:
        raise ValueError(f"{text!r}: this market has no TrdSecMarket here; give code and secMarket themselves")
    return _MARKETS[prefix][1], parse_security(text)[1]


def trade_market(sec_market: int) -> int:
    """Trd_Common.TrdMarket for securities of this TrdSecMarket; 0: it depends on the account."""
    return _TRADED_IN.get(sec_market, 0)
