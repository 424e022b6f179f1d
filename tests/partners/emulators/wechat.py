"""WeChat Pay v3 on loopback: it checks every signature it is sent, and signs what it says."""

from __future__ import annotations

import base64
import json
import re
import secrets

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from partners.emulator import Emulator, Reply, Wrong, fields, one_of

APP, MERCHANT, SERIAL, PLATFORM = (
    "wx0123456789abcdef", "1900000109", "5F3A0B", "PUB_KEY_ID_0119000001092026",
)  # fmt: skip
API_KEY = "0123456789abcdef0123456789abcdef"
SETTINGS = {"app": APP, "merchant": MERCHANT, "serial": SERIAL, "platform": PLATFORM}
OURS = rsa.generate_private_key(public_exponent=65537, key_size=2048)
THEIRS = rsa.generate_private_key(public_exponent=65537, key_size=2048)
AUTHORIZATION = re.compile(
    r'WECHATPAY2-SHA256-RSA2048 mchid="(\w+)",nonce_str="(\w{1,32})",timestamp="(\d+)",'
    r'serial_no="(\w+)",signature="([A-Za-z0-9+/=]+)"'
)


def pem(key):
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode()


def public_pem(key):
    return (
        key.public_key()
        .public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        .decode()
    )


ENVIRONMENT = {
    "PIYING_KEY_WECHAT_MERCHANT": pem(OURS), "PIYING_KEY_WECHAT_PLATFORM": public_pem(THEIRS),
    "PIYING_KEY_WECHAT_API": API_KEY,
}  # fmt: skip


class WeChatVendor(Emulator):
    """The vendor's interface; `now` is its clock in seconds."""

    def __init__(self, now):
        super().__init__()
        self.now = now
        self.trades: dict[str, dict] = {}
        self.refunds: dict[str, dict] = {}
        self.refund_status = "SUCCESS"
        self.signs = True

    def step(self, request):
        if "refunds" in request.path:
            return "refund"
        return "prepay" if request.method == "POST" else "look"

    def refusal(self, status, why):
        return self.signed({"code": "PARAM_ERROR", "message": why}, status)

    def answer(self, step, request):  # noqa: ARG002 - the path says more
        self._check(request)
        if request.method == "GET":
            return self._read(request)
        body = request.json()
        if request.path == "/v3/refund/domestic/refunds":
            return self._refund(body)
        return self._prepay(request.path, body)

    def _check(self, request):
        found = AUTHORIZATION.fullmatch(request.headers.get("authorization", ""))
        if found is None:
            raise Wrong("Http头Authorization认证类型不正确", 401)
        merchant, nonce, stamp, serial, tag = found.groups()
        one_of(merchant, {MERCHANT}, "mchid")
        one_of(serial, {SERIAL}, "serial_no")
        one_of(request.headers.get("accept"), {"application/json"}, "Accept")
        path = request.path
        if request.query:
            path += "?" + "&".join(f"{name}={one[0]}" for name, one in request.query.items())
        told = f"{request.method}\n{path}\n{stamp}\n{nonce}\n".encode() + request.data + b"\n"
        try:
            OURS.public_key().verify(
                base64.b64decode(tag), told, padding.PKCS1v15(), hashes.SHA256()
            )
        except InvalidSignature as error:
            raise Wrong("签名错误", 401) from error
        if abs(self.now() - int(stamp)) > 300:
            raise Wrong("timestamp", 401)

    def _prepay(self, path, body):
        needed = {
            "appid": str, "mchid": str, "description": str, "out_trade_no": str,
            "time_expire": str, "notify_url": str, "amount": dict,
        }  # fmt: skip
        h5 = path == "/v3/pay/transactions/h5"
        if h5:
            needed["scene_info"] = dict
        elif path != "/v3/pay/transactions/native":
            raise Wrong("no such interface", 404)
        fields(body, needed)
        fields(body["amount"], {"total": int, "currency": str})
        one_of(body["appid"], {APP}, "appid")
        one_of(body["mchid"], {MERCHANT}, "mchid")
        one_of(body["amount"]["currency"], {"CNY"}, "currency")
        if not re.fullmatch(r"[0-9A-Za-z_\-|*@]{6,32}", body["out_trade_no"]):
            raise Wrong("out_trade_no")
        if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00", body["time_expire"]):
            raise Wrong("time_expire")
        if not body["notify_url"].startswith("https://") or "?" in body["notify_url"]:
            raise Wrong("notify_url")
        if h5:
            fields(body["scene_info"], {"payer_client_ip": str, "h5_info": dict})
            info = {"app_name": str, "app_url": str}
            fields(body["scene_info"]["h5_info"], {"type": str}, info)
            one_of(body["scene_info"]["h5_info"]["type"], {"Wap", "iOS", "Android"}, "type")
        self.trades[body["out_trade_no"]] = {
            "appid": APP, "mchid": MERCHANT, "out_trade_no": body["out_trade_no"],
            "trade_state": "NOTPAY", "trade_state_desc": "订单未支付",
            "amount": {"total": body["amount"]["total"], "currency": "CNY"},
        }  # fmt: skip
        if h5:
            link = "https://wx.tenpay.com/cgi-bin/mmpayweb-bin/checkmweb?prepay_id=wx1"
            return self.signed({"h5_url": link})
        return self.signed({"code_url": f"weixin://wxpay/bizpayurl?pr={len(self.trades)}"})

    def _read(self, request):
        if request.query.get("mchid") != [MERCHANT]:
            raise Wrong("mchid")
        found = self.trades.get(request.path.rpartition("/")[2])
        if found is None:
            raise Wrong("订单不存在", 404)
        return self.signed(found)

    def _refund(self, body):
        fields(body, {"out_trade_no": str, "out_refund_no": str, "amount": dict})
        fields(body["amount"], {"refund": int, "total": int, "currency": str})
        name = body["out_refund_no"]
        if not re.fullmatch(r"[0-9A-Za-z_\-|*@]{1,64}", name):
            raise Wrong("out_refund_no")
        trade = self.trades.get(body["out_trade_no"])
        if trade is None or trade["trade_state"] not in {"SUCCESS", "REFUND"}:
            raise Wrong("订单未支付", 403)
        before = sum(
            one["amount"]["refund"] for key, one in self.refunds.items() if key != name
        )
        wrong = body["amount"]["total"] != trade["amount"]["total"]
        if wrong or before + body["amount"]["refund"] > trade["amount"]["total"]:
            raise Wrong("退款金额大于支付金额", 403)
        made = self.refunds.setdefault(
            name,
            {"refund_id": f"5030000{len(self.refunds)}", "out_refund_no": name,
             "out_trade_no": body["out_trade_no"], "amount": body["amount"]},
        )  # fmt: skip
        return self.signed({**made, "status": self.refund_status})

    # --- what it says ----------------------------------------------------------------------

    def signed(self, value, status=200):
        """An answer with the platform's signature."""
        data = json.dumps(value, ensure_ascii=False).encode()
        headers = headers_over(data, self.now()) if self.signs else {}
        return Reply(status, data, headers=headers)

    def pay(self, name):
        """Somebody pays; the message of it."""
        self.trades[name] |= {
            "trade_state": "SUCCESS", "trade_state_desc": "支付成功", "trade_type": "NATIVE",
            "transaction_id": f"42000{name}", "success_time": "2026-11-23T12:00:00+08:00",
            "payer": {"openid": "oUpF8"},
        }  # fmt: skip
        paid = self.trades[name]
        paid["amount"] |= {"payer_total": paid["amount"]["total"], "payer_currency": "CNY"}
        return self.message("TRANSACTION.SUCCESS", "transaction", paid)

    def message(self, event, kind, about, at=None, key=API_KEY):
        """Headers and body of a message."""
        nonce = secrets.token_hex(6)
        sealed = AESGCM(key.encode()).encrypt(
            nonce.encode(), json.dumps(about).encode(), kind.encode()
        )
        body = json.dumps(
            {"id": "db7c08f8", "create_time": "2026-11-23T12:00:00+08:00",
             "resource_type": "encrypt-resource", "event_type": event, "summary": "支付成功",
             "resource": {"original_type": kind, "algorithm": "AEAD_AES_256_GCM",
                          "ciphertext": base64.b64encode(sealed).decode(), "nonce": nonce,
                          "associated_data": kind}},
            ensure_ascii=False,
        ).encode()  # fmt: skip
        told = headers_over(body, self.now() if at is None else at)
        return {name.lower(): value for name, value in told.items()}, body


def headers_over(body, at, key=THEIRS, serial=PLATFORM):
    """The platform's signature over `body`."""
    nonce = secrets.token_hex(16)
    told = f"{at}\n{nonce}\n".encode() + body + b"\n"
    tag = key.sign(told, padding.PKCS1v15(), hashes.SHA256())
    return {
        "Wechatpay-Timestamp": str(at), "Wechatpay-Nonce": nonce, "Wechatpay-Serial": serial,
        "Wechatpay-Signature": base64.b64encode(tag).decode(), "Request-ID": "08F7",
    }  # fmt: skip
