"""What is said of members: logging in, duties, tokens, codes, minors mode."""

from __future__ import annotations

from piying.model.messages.said import Said

SAID: dict[str, Said] = {
    "accounts.handle_taken": Said(
        "这个登录名已被使用，请换一个。", "This login name is taken. Choose another."
    ),
    "accounts.handle_form": Said(
        "登录名要有 {least} 到 {most} 个字符，只用字母、数字和 . _ @ + -。",
        "A login name has {least} to {most} characters: letters, digits and . _ @ + -.",
    ),
    "accounts.name_form": Said(
        "显示的名字最多 {most} 个字符，不能有换行等控制字符。",
        "The name that is shown has at most {most} characters and no line breaks or other "
        "control characters.",
    ),
    "accounts.not_anonymous": Said(
        "这个账号已经注册过了。", "This account is registered already."
    ),
    "accounts.no_account": Said(
        "没有这个账号，或者它已经注销。用 account 查看。",
        "There is no such account, or it was closed. See account.",
    ),
    "accounts.no_credential": Said(
        "这个账号没有这样的登录方式。", "The account has no such way to log in."
    ),
    "accounts.last_credential": Said(
        "这是唯一的登录方式，不能去掉。请先加一个。",
        "It is the only way to log in and stays. Add another first.",
    ),
    "accounts.passkey_known": Said(
        "这把通行密钥已经登记过了。", "This passkey is registered already."
    ),
    "accounts.passkey_refused": Said(
        "通行密钥没有通过验证。请重新开始。", "The passkey was not accepted. Begin again."
    ),
    "accounts.no_login": Said(
        "没有这个登录。用 account --show 查看。", "There is no such login. See account --show."
    ),
    "accounts.no_token": Said(
        "没有这个令牌。用 account --show 查看。", "There is no such token. See account --show."
    ),
    "accounts.login_refused": Said(
        "登录名或密码不对。", "The login name or the password is wrong."
    ),
    "accounts.login_over": Said(
        "登录已经结束。请重新登录。", "The login is over. Log in again."
    ),
    "accounts.too_many_tries": Said(
        "尝试太多次了。请过 {seconds} 秒再试。",
        "There were too many tries. Try again in {seconds} s.",
    ),
    "accounts.code_bad": Said(
        "这个一次性代码无效、用过了或者过期了。请重新要一个。",
        "This code is wrong, was used or is over. Ask for another.",
    ),
    "accounts.password_wrong": Said(
        "现在的密码不对。密码没有改变。",
        "The password that you have now is wrong. Nothing was changed.",
    ),
    "accounts.password_short": Said(
        "密码至少要 {least} 个字符。", "A password has at least {least} characters."
    ),
    "accounts.password_long": Said(
        "密码最多 {most} 个字符。", "A password has at most {most} characters."
    ),
    "accounts.password_common": Said(
        "这个密码太常见，别人很快就能猜到。请用几个不相干的词。",
        "This password is common and guessed at once. Use several words that have nothing to "
        "do with each other.",
    ),
    "accounts.password_plain": Said(
        "这个密码是重复或连续的字符，很快就能猜到。请换一个。",
        "This password repeats or counts and is guessed at once. Choose another.",
    ),
    "accounts.password_told": Said(
        "这个密码基本上就是名字、登录名或产品名。请换一个。",
        "This password is little more than a name that others know. Choose another.",
    ),
    "accounts.not_allowed": Said(
        "这个账号不能做这件事（{deed}）。请找有这个职责的人。",
        "This account may not do that ({deed}). Ask somebody who has the duty.",
    ),
    "accounts.prove_again": Said(
        "做这件事（{deed}）前请再验证一次身份：上次验证已超过 {minutes} 分钟。",
        "Prove anew who you are before that ({deed}): the last time was more than {minutes} "
        "minutes ago.",
    ),
    "accounts.second_factor": Said(
        "做这件事（{deed}）要两步验证。请输入验证器的动态码或用通行密钥登录；还没有的话，请先设置。",
        "A second factor is asked for before that ({deed}). Give the code of your "
        "authenticator or log in by a passkey; if you have neither, set one up first.",
    ),
    "accounts.factor_refused": Said(
        "动态码或恢复码不对，或者已经用过。动态码每 30 秒换一个："
        "请等下一个再试，并核对手机的时间。",
        "This code is wrong or was used. An authenticator shows another every 30 s: wait for "
        "the next, and see that the clock of your phone is right.",
    ),
    "accounts.factor_none_wanted": Said(
        "还没有开始设置验证器。请从头开始。",
        "No authenticator is being set up. Begin again.",
    ),
    "accounts.factor_none": Said("这个账号没有验证器。", "The account has no authenticator."),
    "accounts.factor_unreadable": Said(
        "读不出这个验证器的密钥：签名密钥换过了。"
        "请由运营者用 account NAME --reset-factors 重置。",
        "The secret of this authenticator cannot be read: the signing key was replaced. Have "
        "an operator reset it by account NAME --reset-factors.",
    ),
    "accounts.not_scope": Said(
        "这个令牌没有做这件事（{deed}）的权限范围。",
        "The token has no scope for that ({deed}).",
    ),
    "accounts.token_refused": Said(
        "令牌无效、已撤销或已过期。", "The token is wrong, was ended or is over."
    ),
    "accounts.token_form": Said(
        "令牌要有名字、至少一个权限范围，期限为 1 到 {most} 天。",
        "A token needs a name, a scope at least and a term of 1 to {most} days.",
    ),
    "accounts.last_operator": Said(
        "至少要留下一个能登录的运营者。", "One operator who can log in has to stay."
    ),
    "accounts.operator_there": Said(
        "已经有运营者了。请由运营者邀请其他人。",
        "There is an operator already. Let them invite others.",
    ),
    "accounts.duties_needed": Said(
        "工作人员至少要有一个职责：{known}。", "Staff have one duty at least: {known}."
    ),
    "accounts.party_needed": Said(
        "制作人要写明属于哪一方（--party）。",
        "A producer needs the party whose series they see (--party).",
    ),
    "accounts.not_staff": Said(
        "这不是工作人员的账号。", "This is not an account of the staff."
    ),
    "accounts.pin_form": Said(
        "PIN 是 4 到 8 位数字，不能全相同或连续。",
        "A PIN is 4 to 8 digits that neither repeat nor count.",
    ),
    "accounts.pin_refused": Said("PIN 不对。", "The PIN is wrong."),
    "accounts.consent_form": Said(
        "请写明所同意文本的版本：1 到 {most} 个可见字符。",
        "Name the version of the text that is agreed to: 1 to {most} visible characters.",
    ),
    "accounts.consent_none": Said(
        "没有可以撤回的同意（{purpose}）。",
        "There is no consent to take back ({purpose}).",
    ),
    "accounts.minors_already": Said(
        "青少年模式已经打开。要改 PIN，请先关闭它。",
        "Minors mode is on. Turn it off first to change the PIN.",
    ),
    "cli.help_account": Said(
        "管理工作人员：邀请、职责、登录、令牌；不带选项则列出",
        "the staff: invite them, give and take duties, end logins, tokens; or list them",
    ),
    "cli.help_handle": Said("登录名", "the login name"),
    "cli.help_first_operator": Said(
        "生成第一个运营者的一次性代码（一小时内有效）",
        "make the code of the first operator, good once within an hour",
    ),
    "cli.help_enrol_account": Said(
        "输入一次性代码并设置密码", "use a code and choose a password"
    ),
    "cli.help_invite_account": Said(
        "邀请一名工作人员（用 --give 写职责）",
        "invite somebody of the staff (duties by --give)",
    ),
    "cli.help_show_account": Said("查看登录与令牌", "show their logins and tokens"),
    "cli.help_new_code_account": Said(
        "为丢失登录方式的人生成新代码，并结束其登录",
        "make a new code for somebody who cannot log in any more, and end their logins",
    ),
    "cli.help_reset_factors_account": Said(
        "为丢失验证器或通行密钥的人去掉它们和恢复码，并结束其登录",
        "take the authenticator, recovery codes and passkeys of somebody who lost them away, "
        "and end their logins",
    ),
    "cli.factors_reset": Said(
        "{name} 的第二因素已重置：请用密码登录后重新设置。",
        "The second factors of {name} are gone: they log in by the password and set up "
        "another.",
    ),
    "cli.help_end_logins_account": Said("结束全部登录", "end all their logins"),
    "cli.help_close_account": Said("注销账号", "close the account"),
    "cli.help_token_account": Said(
        "生成一个 API 令牌，只显示一次", "make a token of the API, shown once"
    ),
    "cli.help_history_account": Said(
        "列出账号的改动并核验日志", "list what was changed, verify the log"
    ),
    "cli.help_end_token": Said("撤销令牌", "end a token"),
    "cli.help_give_account": Said("加上一个职责", "give a duty"),
    "cli.help_take_account": Said("去掉一个职责", "take a duty"),
    "cli.help_scope_account": Said("令牌的权限范围", "a scope of the token"),
    "cli.help_party_own": Said(
        "制作人所属的一方", "the party whose series and statements a producer sees"
    ),
    "cli.help_name_shown": Said(
        "显示的名字，或令牌的名字", "the name that is shown, or the name of a token"
    ),
    "cli.help_days": Said(
        "令牌的期限（天，默认 90）", "the term of a token in days (default: 90)"
    ),
    "cli.whose_account": Said("请写出登录名。", "Name whose account it is."),
    "cli.code_made": Said(
        "{name} 的一次性代码：{secret}（{until} 前有效）。"
        "只显示这一次；用 account --enrol 设置密码。",
        "The code of {name}: {secret}, good until {until}. It is shown this once; they choose "
        "a password by account --enrol.",
    ),
    "cli.ask_code": Said("一次性代码：", "Code: "),
    "cli.ask_password": Said("新密码：", "New password: "),
    "cli.ask_password_again": Said("再输入一次：", "The same again: "),
    "cli.passwords_differ": Said(
        "两次输入的密码不同。代码还没有用掉；请再试。",
        "The two passwords differ. The code was not used; try again.",
    ),
    "cli.enrolled": Said("{name} 现在可以登录。", "{name} can log in now."),
    "cli.not_enrolled": Said("尚未设置登录方式", "has not enrolled"),
    "cli.no_accounts": Said(
        "还没有工作人员。用 account --first-operator NAME 开始。",
        "There is no staff yet. Begin with account --first-operator NAME.",
    ),
    "cli.duties_now": Said("{name} 的职责：{duties}。", "The duties of {name}: {duties}."),
    "cli.logins_ended": Said(
        "结束了 {name} 的 {count} 个登录。", "{count} logins of {name} ended."
    ),
    "cli.account_closed": Said("账号 {name} 已注销。", "The account {name} is closed."),
    "cli.token_made": Said(
        "令牌“{name}”：{text}（{until} 前有效）。只显示这一次。",
        "The token “{name}”: {text}, good until {until}. It is shown this once.",
    ),
    "cli.token_ended": Said(
        "令牌“{name}”（{prefix}）已撤销。", "The token “{name}” ({prefix}) has ended."
    ),
    "cli.account_log_broken": Said(
        "账号日志第 {seq} 条有问题：{why}。",
        "Entry {seq} of the log of accounts is bad: {why}.",
    ),
}
