r"""WeChat Pay (微信支付), API v3: a QR code on a screen, or its own app opened from a phone.

A question is signed: `Authorization: WECHATPAY2-SHA256-RSA2048 mchid="…",nonce_str="…",
timestamp="…",serial_no="…",signature="…"`, RSA-SHA256 (PKCS #1 v1.5) with the merchant's key
over "METHOD\nPATH?QUERY\nTIMESTAMP\nNONCE\nBODY\n". Answers and messages are signed by the
platform over "TIMESTAMP\nNONCE\nBODY\n" (`Wechatpay-Timestamp`, `-Nonce`, `-Serial`,
`-Signature`); the serial is that of its certificate, or the id of its public key. What a
message tells is inside `resource`, in AES-256-GCM under the merchant's APIv3 key, the tag
behind the text.

    {"id": "…", "event_type": "TRANSACTION.SUCCESS", "resource_type": "encrypt-resource",
     "resource": {"algorithm": "AEAD_AES_256_GCM", "original_type": "transaction",
                  "ciphertext": "…", "nonce": "…", "associated_data": "transaction"}}

A refund has a name of ours (`out_refund_no`): asked for again by the same, it is paid once.

Source: github.com/wechatpay-apiv3/wechatpay-go 0.2.21 of 2025-07-07: core/consts,
core/auth/{credentials,validators,verifiers}, core/notify, services/payments/{native,h5},
services/refunddomestic; read 2026-11-23.
"""

from __future__ import annotations

import base64
import json
import re
import secrets
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta, timezone
from urllib.parse import quote, urlencode

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.x509 import load_pem_x509_certificate

from piying.model.canon import canonical
from piying.model.errors import Invalid
from piying.model.payment import (
    BACK_PATH,
    TOLD_PATH,
    Begun,
    Order,
    Outcome,
    Refunded,
    RefundState,
    Show,
    Told,
    Visit,
)
from piying.partners.answers import Json, Step
from piying.partners.guard import door
from piying.partners.keys import Keys, Secret
from piying.partners.net import Way
from piying.release.till import Known
from piying.takes.generator import Ended

NAME = "wechat"
ORIGIN = "https://api.mch.weixin.qq.com"
SETTINGS = ("app", "merchant", "serial", "platform")
"""appid, mchid, the serial of the merchant's certificate, and that of the platform's."""
SCHEME = "WECHATPAY2-SHA256-RSA2048"
ALGORITHM = "AEAD_AES_256_GCM"
TOLERANCE_SECONDS = 300
BODY_BYTES_MAX = 1 << 20
ASK_SECONDS = 40
API_KEY_BYTES = 32
WHAT_CHARACTERS_MAX = 120
STAMP = re.compile(r"\d{1,12}", re.ASCII)
CHINA = timezone(timedelta(hours=8))
WAYS_IN = ("https://wx.tenpay.com/", "weixin://")
"""What the addresses begin with that open the app."""
OUTCOMES = {
    "SUCCESS": Outcome.PAID, "NOTPAY": Outcome.OPEN, "USERPAYING": Outcome.OPEN,
    "CLOSED": Outcome.EXPIRED, "REVOKED": Outcome.EXPIRED, "PAYERROR": Outcome.FAILED,
    "REFUND": Outcome.FAILED,
}  # fmt: skip
"""REFUND was paid and went back, so nothing is given for it now."""
REFUNDS = {
    "SUCCESS": RefundState.DONE, "PROCESSING": RefundState.PENDING,
    "ABNORMAL": RefundState.PENDING, "CLOSED": RefundState.FAILED,
}  # fmt: skip
"""An abnormal one waits for a person in the merchant's console."""


class WeChat:
    """Native (QR) and H5 payments of one merchant."""

    name = NAME
    real = True

    def __init__(
        self,
        keys: Keys,
        site: str,
        settings: Mapping[str, str],
        clock_ms: Callable[[], int],
        origin: str = "",
        *,
        local: bool = False,
    ) -> None:
        """`site` is where messages and people come back to.

        Raises:
            Missing: a key is nowhere.
            Invalid: a key is none, or a setting is missing or not known.
        """
        if set(settings) != set(SETTINGS) or not all(settings.values()):
            raise Invalid("payments.till_settings", till=NAME, known=", ".join(SETTINGS))
        self._told = dict(settings)
        self._site, self._clock_ms = site, clock_ms
        self._private = _private(keys.of(f"{NAME}-merchant", "WECHATPAY_PRIVATE_KEY"))
        self._platform = _public(keys.of(f"{NAME}-platform", "WECHATPAY_PLATFORM_KEY"))
        sealed = keys.of(f"{NAME}-api", "WECHATPAY_APIV3_KEY").reveal().encode()
        if len(sealed) != API_KEY_BYTES:
            raise Invalid("payments.till_key", till=NAME, what="APIv3")
        self._sealed = AESGCM(sealed)
        self._origin = (origin or ORIGIN).rstrip("/")
        self._way = Way(NAME, (door(self._origin, local=local),), ask_seconds=ASK_SECONDS)

    def begin(self, order: Order, visit: Visit) -> Begun:
        """A QR code for a screen; on a phone, whose address is known, the way to the app."""
        body: Json = {
            "appid": self._told["app"],
            "mchid": self._told["merchant"],
            "description": (visit.what or order.good)[:WHAT_CHARACTERS_MAX],
            "out_trade_no": order.id,
            "time_expire": _instant(order.until_ms),
            "notify_url": f"{self._site}{TOLD_PATH}{NAME}",
            "amount": {"total": order.minor, "currency": order.currency},
        }
        if visit.phone and visit.address:
            body["scene_info"] = {
                "payer_client_ip": visit.address,
                "h5_info": {"type": "Wap", "app_name": "piying", "app_url": self._site},
            }
            found = self._ask("POST", "/v3/pay/transactions/h5", Step.SUBMIT, body).get(
                "h5_url"
            )
            back = urlencode({"redirect_url": f"{self._site}{BACK_PATH}{quote(order.id)}"})
            address, show = f"{found}&{back}", Show.REDIRECT
        else:
            found = self._ask("POST", "/v3/pay/transactions/native", Step.SUBMIT, body)
            found = found.get("code_url")
            address, show = str(found), Show.QR
        if not isinstance(found, str) or not found.startswith(WAYS_IN):
            raise self._way.asked(Step.SUBMIT, "").doubt("partners.answer_unreadable")
        return Begun(order.id, show, address)

    def told(self, headers: Mapping[str, str], body: bytes, now_ms: int) -> Told | None:
        """What a message says of an order; raises as the port does."""
        if len(body) > BODY_BYTES_MAX:
            raise Invalid("payments.message_refused", till=NAME)
        self._verify(headers, body, now_ms // 1000)
        try:
            message = json.loads(body)
            resource = message["resource"]
            if resource["algorithm"] != ALGORITHM:
                raise Invalid("payments.message_unreadable", till=NAME)
            if not str(message["event_type"]).startswith("TRANSACTION."):
                return None
            return self._transaction(json.loads(self._open(resource)), now_ms)
        except (ValueError, KeyError, TypeError, AttributeError, InvalidTag) as error:
            raise Invalid("payments.message_unreadable", till=NAME) from error

    def look(self, known: Known) -> Told:
        """The transaction of the order; open, if WeChat knows of none."""
        order = known.order
        mine = urlencode({"mchid": self._told["merchant"]})
        path = f"/v3/pay/transactions/out-trade-no/{quote(order.id)}?{mine}"
        try:
            found = self._ask("GET", path, Step.POLL)
        except Ended:
            return Told(order.id, Outcome.OPEN, order.id, "", order.minor, order.currency,
                        order.real, 0)  # fmt: skip
        try:
            told = self._transaction(found, 0)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            asked = self._way.asked(Step.POLL, "")
            raise asked.doubt("partners.answer_unreadable") from error
        if told.order != order.id:
            raise self._way.asked(Step.POLL, "").doubt("partners.answer_unreadable")
        return told

    def refund(self, known: Known, minor: int, key: str) -> Refunded:
        """The refund that has our key, or a new one; how it stands now."""
        order = known.order
        amount = {"refund": minor, "total": order.minor, "currency": order.currency}
        body: Json = {"out_trade_no": order.id, "out_refund_no": key, "amount": amount}
        found = self._ask("POST", "/v3/refund/domestic/refunds", Step.SUBMIT, body)
        state = REFUNDS.get(str(found.get("status")))
        name, told = found.get("refund_id"), found.get("amount")
        paid = told.get("refund") if isinstance(told, dict) else None
        if state is None or not isinstance(name, str) or not isinstance(paid, int):
            raise self._way.asked(Step.SUBMIT, "").doubt("partners.answer_unreadable")
        return Refunded(name, state, paid)

    def _transaction(self, one: Json, now_ms: int) -> Told:
        """What a transaction says; another merchant's or app's is not read any further."""
        if one["mchid"] != self._told["merchant"] or one["appid"] != self._told["app"]:
            raise ValueError(one["mchid"])
        amount = one.get("amount") or {}
        outcome = OUTCOMES[one["trade_state"]]
        total = amount.get("total", 0)
        if not isinstance(total, int) or isinstance(total, bool):
            raise TypeError(total)
        return Told(
            order=str(one["out_trade_no"]),
            outcome=outcome,
            vendor=str(one["out_trade_no"]),
            payment=str(one["transaction_id"]) if outcome is Outcome.PAID else "",
            minor=total,
            currency=str(amount.get("currency", "")),
            real=True,
            at_ms=now_ms,
        )

    def _ask(self, method: str, path: str, step: Step, body: Json | None = None) -> Json:
        """The answer, whose signature is looked at before it is read."""
        data = b"" if body is None else canonical(body)
        answer = self._way.send(
            method,
            f"{self._origin}{path}",
            step=step,
            body=data or None,
            headers={
                "Authorization": Secret(self._signed(method, path, data)),
                "Accept": "application/json",
                "Wechatpay-Serial": self._told["platform"],
            },
        )
        asked = self._way.asked(step, "")
        try:
            self._verify(answer.headers, answer.data, self._clock_ms() // 1000)
        except Invalid as error:
            raise asked.doubt("payments.answer_unsigned", retryable=False) from error
        found = answer.json()
        if found is None:
            raise asked.doubt("partners.answer_unreadable")
        return found

    def _signed(self, method: str, path: str, data: bytes) -> str:
        stamp, nonce = str(self._clock_ms() // 1000), secrets.token_hex(16).upper()
        told = f"{method}\n{path}\n{stamp}\n{nonce}\n".encode() + data + b"\n"
        tag = self._private.sign(told, padding.PKCS1v15(), hashes.SHA256())
        signature = base64.b64encode(tag).decode("ascii")
        return (
            f'{SCHEME} mchid="{self._told["merchant"]}",nonce_str="{nonce}",'
            f'timestamp="{stamp}",serial_no="{self._told["serial"]}",signature="{signature}"'
        )

    def _verify(self, headers: Mapping[str, str], body: bytes, now: int) -> None:
        """Refuse what the platform did not sign, or not lately; nothing of it is read."""
        stamp, nonce, serial, tag = (
            headers.get(f"wechatpay-{name}", "")
            for name in ("timestamp", "nonce", "serial", "signature")
        )
        if not STAMP.fullmatch(stamp) or not nonce or serial != self._told["platform"]:
            raise Invalid("payments.message_refused", till=NAME)
        signed = f"{stamp}\n{nonce}\n".encode() + body + b"\n"
        try:
            signature = base64.b64decode(tag, validate=True)
            self._platform.verify(signature, signed, padding.PKCS1v15(), hashes.SHA256())
        except (ValueError, InvalidSignature) as error:
            raise Invalid("payments.message_refused", till=NAME) from error
        if abs(now - int(stamp)) >= TOLERANCE_SECONDS:
            raise Invalid("payments.message_late", till=NAME)

    def _open(self, resource: Json) -> bytes:
        return self._sealed.decrypt(
            resource["nonce"].encode(),
            base64.b64decode(resource["ciphertext"], validate=True),
            (resource.get("associated_data") or "").encode(),
        )


def _instant(ms: int) -> str:
    """RFC 3339 in the time of China, to the second."""
    at = datetime.fromtimestamp(ms // 1000, UTC).astimezone(CHINA)
    return at.isoformat(timespec="seconds")


def _pem(key: Secret) -> bytes:
    """A key in PEM; in a variable that holds one line, a backslash and an n end the lines."""
    return key.reveal().replace("\\n", "\n").encode()


def _private(key: Secret) -> rsa.RSAPrivateKey:
    try:
        found = serialization.load_pem_private_key(_pem(key), None)
    except (ValueError, TypeError) as error:
        raise Invalid("payments.till_key", till=NAME, what="apiclient_key.pem") from error
    if not isinstance(found, rsa.RSAPrivateKey):
        raise Invalid("payments.till_key", till=NAME, what="apiclient_key.pem")
    return found


def _public(key: Secret) -> rsa.RSAPublicKey:
    """The platform's public key, from itself or from a certificate."""
    data = _pem(key)
    try:
        if b"BEGIN CERTIFICATE" in data:
            found = load_pem_x509_certificate(data).public_key()
        else:
            found = serialization.load_pem_public_key(data)  # type: ignore[assignment]
    except ValueError as error:
        raise Invalid("payments.till_key", till=NAME, what="pub_key.pem") from error
    if not isinstance(found, rsa.RSAPublicKey):
        raise Invalid("payments.till_key", till=NAME, what="pub_key.pem")
    return found
