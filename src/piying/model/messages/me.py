"""What the pages of one's own say."""

from __future__ import annotations

from piying.model.messages.said import Said

SAID: dict[str, Said] = {
    "me.title": Said("我的", "Me"),
    "me.guest": Said("游客", "Guest"),
    "me.guest_text": Said(
        "看到哪里、追了什么，都记在这台设备上。注册之后，换设备也在。",
        "Where you are and what you follow is remembered on this device. Register, and it is "
        "there on every device.",
    ),
    "me.register": Said("注册", "Register"),
    "me.login": Said("登录", "Log in"),
    "me.logout": Said("退出登录", "Log out"),
    "me.wallet": Said("钱包", "Wallet"),
    "me.coins": Said("{count} 金币", "{count} coins"),
    "me.history": Said("观看历史", "History"),
    "me.follows": Said("追剧", "Following"),
    "me.safety": Said("账号与安全", "Account and safety"),
    "me.minors": Said("未成年人模式", "Minors mode"),
    "me.minors_on": Said("已开启", "on"),
    "me.language": Said("语言", "Language"),
    "me.theme": Said("深色与浅色", "Dark and light"),
    "me.handle": Said("登录名", "Login name"),
    "me.handle_hint": Said("字母、数字和 . _ @ + -", "Letters, digits and . _ @ + -"),
    "me.name": Said("昵称", "Name"),
    "me.name_hint": Said("别人看到的名字，可以不填", "What others see; may be left out"),
    "me.password": Said("密码", "Password"),
    "me.password_hint": Said(
        "至少 8 个字符，可以是一句话", "8 characters or more; a whole sentence will do"
    ),
    "me.show_password": Said("显示密码", "Show the password"),
    "me.by_passkey": Said("用通行密钥登录", "Log in with a passkey"),
    "me.or": Said("或者", "or"),
    "me.no_account": Said("还没有账号？", "No account yet?"),
    "me.have_account": Said("已有账号？", "Do you have an account?"),
    "me.keeps": Said(
        "这台设备上的进度、追剧和金币都会留下。",
        "Your progress, what you follow and your coins on this device stay yours.",
    ),
    "me.welcome": Said("欢迎，{name}", "Welcome, {name}"),
    "me.new_password": Said("新密码", "New password"),
    "me.current": Said("现在的密码", "Current password"),
    "me.change": Said("修改", "Change"),
    "me.changed": Said(
        "密码已修改，另外 {ended} 个登录已结束",
        "The password is changed; {ended} other logins ended",
    ),
    "me.passkeys": Said("通行密钥", "Passkeys"),
    "me.passkeys_text": Said(
        "用指纹、面容或设备密码登录，不必记密码，也不会被骗走。",
        "Log in with a finger, a face or the code of your device: nothing to remember and "
        "nothing that can be phished.",
    ),
    "me.add_passkey": Said("添加通行密钥", "Add a passkey"),
    "me.passkey_added": Said("通行密钥已添加", "The passkey is added"),
    "me.way_password": Said("密码", "Password"),
    "me.way_passkey": Said("通行密钥", "Passkey"),
    "me.drop": Said("移除", "Remove"),
    "me.dropped": Said("已移除", "Removed"),
    "me.devices": Said("登录的设备", "Devices that are logged in"),
    "me.this_device": Said("这台设备", "this device"),
    "me.unknown_device": Said("未知设备", "unknown device"),
    "me.since": Said("登录于 {when}", "since {when}"),
    "me.end_login": Said("退出", "End"),
    "me.end_others": Said("退出其他所有设备", "End all others"),
    "me.ended": Said("已结束 {ended} 个登录", "{ended} logins ended"),
    "me.renamed": Said("昵称已改为“{name}”", "Your name is now “{name}”"),
    "me.copy": Said("我的数据", "My data"),
    "me.copy_text": Said(
        "我们保存的与你有关的全部内容，一个 JSON 文件，可以带走；不含密码。",
        "All that we keep of you as one file of JSON, for you to take away; no password is "
        "in it.",
    ),
    "me.copy_take": Said("下载", "Download"),
    "me.close": Said("注销账号", "Close the account"),
    "me.close_text": Said(
        "进度、追剧、历史和点赞会删除，评论不再署名，没用完的金币作废。不能撤销。",
        "Progress, what you follow, history and likes are deleted, comments lose their author, "
        "coins that are left are lost. It cannot be undone.",
    ),
    "me.close_sure": Said("确定注销", "Close it for good"),
    "me.closed": Said("账号已注销", "The account is closed"),
    "me.prove": Said("再次确认是你", "Prove that it is you"),
    "me.prove_text": Said(
        "这一步很重要，请再输入一次密码。", "This matters: give your password once more."
    ),
    "me.confirm": Said("确认", "Confirm"),
    "me.minors_text": Said(
        "只显示适合未成年人的内容，每天 40 分钟，晚上 22 点到早上 6 点不能看，不能付费。"
        "用密码才能关闭。",
        "Only what is for minors is shown, 40 minutes a day, nothing between 22:00 and 06:00, "
        "nothing can be bought. Only the PIN turns it off.",
    ),
    "me.pin": Said("数字密码", "PIN"),
    "me.pin_hint": Said("4 到 8 位数字，请家长保管", "4 to 8 digits, kept by a parent"),
    "me.turn_on": Said("开启", "Turn on"),
    "me.turn_off": Said("关闭", "Turn off"),
}
