"""What the pages of the desk say."""

from __future__ import annotations

from piying.model.messages.said import Said

ENTERING: dict[str, Said] = {
    "desk.login": Said("登录工作台", "Log in to the desk"),
    "desk.login_text": Said("这里供工作人员和制作方使用。", "For the staff and for producers."),
    "desk.viewer_now": Said(
        "你现在以观众“{name}”登录。在这里登录后会换成工作人员的账号。",
        "You are logged in as the viewer “{name}”. Logging in here takes its place.",
    ),
    "desk.handle": Said("登录名", "Login name"),
    "desk.password": Said("密码", "Password"),
    "desk.by_passkey": Said("用通行密钥登录", "Log in by passkey"),
    "desk.or": Said("或者", "or"),
    "desk.new_here": Said("收到了一次性代码？", "Did you get a code?"),
    "desk.enrol": Said("启用账号", "Open your account"),
    "desk.enrol_text": Said(
        "输入运营者给你的一次性代码，并自己选一个密码。",
        "Give the code that an operator gave you, and choose a password of your own.",
    ),
    "desk.code": Said("一次性代码", "Code"),
    "desk.code_hint": Said("只能用一次，会过期。", "It works once, and for a limited time."),
    "desk.new_password": Said("新密码", "New password"),
    "desk.password_hint": Said(
        "至少 8 个字符，可以是一句话", "8 characters or more; a whole sentence will do"
    ),
    "desk.show_password": Said("显示密码", "Show the password"),
    "desk.next": Said("继续", "Go on"),
    "desk.have_password": Said("已有密码，去登录", "You have a password already: log in"),
    "desk.step_code": Said("账号", "Account"),
    "desk.step_factor": Said("两步验证", "Second factor"),
    "desk.step_codes": Said("恢复码", "Recovery codes"),
    "desk.factor": Said("两步验证", "Second factor"),
    "desk.factor_text": Said(
        "打开手机上的验证器，输入现在显示的六位数字。",
        "Open the authenticator on your phone and type the six digits that it shows now.",
    ),
    "desk.factor_by_passkey": Said(
        "你的第二步是通行密钥。", "Your second factor is a passkey."
    ),
    "desk.six_digits": Said("六位数字", "Six digits"),
    "desk.confirm": Said("确认", "Confirm"),
    "desk.lost_phone": Said("手机不在身边？用恢复码", "No phone at hand? Use a recovery code"),
    "desk.recovery_code": Said("恢复码", "Recovery code"),
    "desk.codes_left": Said(
        "还剩 {count} 个，每个只能用一次。", "{count} are left; each works once."
    ),
    "desk.all_lost": Said(
        "都丢了？请运营者重置。", "Everything lost? An operator can reset it."
    ),
    "desk.logout": Said("退出登录", "Log out"),
    "desk.setup": Said("设置两步验证", "Set up a second factor"),
    "desk.setup_text": Said(
        "工作台管着收入和别人的作品，只有密码不够。选一种第二步，一分钟就好。",
        "The desk holds income and the works of others; a password alone will not do. Choose a "
        "second factor; it takes a minute.",
    ),
    "desk.use_app": Said("手机上的验证器", "An authenticator on your phone"),
    "desk.use_passkey": Said("这台设备的通行密钥", "A passkey of this device"),
    "desk.scan_text": Said(
        "用验证器扫描这个二维码，再输入它显示的六位数字。",
        "Scan this code with the authenticator, then type the six digits that it shows.",
    ),
    "desk.picture": Said("验证器用的二维码", "QR code for the authenticator"),
    "desk.by_hand": Said("扫不了？手动输入", "Cannot scan? Type it in"),
    "desk.first_code": Said("验证器现在显示的数字", "What it shows now"),
    "desk.first_code_hint": Said("每 30 秒换一次。", "It changes every 30 seconds."),
    "desk.recovery_codes": Said("恢复码", "Recovery codes"),
    "desk.codes_once": Said(
        "只显示这一次。手机丢了就靠它们登录，每个只能用一次。请保存在别处。",
        "They are shown this once. They let you in when your phone is lost, each of them once. "
        "Keep them somewhere else.",
    ),
    "desk.copy": Said("复制", "Copy"),
    "desk.copied": Said("已复制", "Copied"),
    "desk.save": Said("存为文件", "Save as a file"),
    "desk.kept_them": Said("已保存，进入工作台", "I have kept them: go to the desk"),
    "desk.prove": Said("再验证一次身份", "Prove who you are"),
    "desk.prove_text": Said(
        "这件事很重要，请再输入一次密码。", "This is grave. Give your password once more."
    ),
    "desk.shut": Said("这里不对你开放", "This door is shut to you"),
    "desk.not_here": Said("这里没有", "It is not here"),
    "desk.not_now": Said("现在看不了", "Not now"),
    "desk.to_desk": Said("回到工作台", "To the desk"),
}

FIGURES: dict[str, Said] = {
    "desk.part_works": Said("数据与结算", "Figures and money"),
    "desk.part_channel": Said("频道", "Channel"),
    "desk.part_house": Said("账号", "Accounts"),
    "desk.where": Said("位置", "Where you are"),
    "desk.live": Said("实时数据", "Live figures"),
    "desk.live_text": Said(
        "{day}，结算周 {week}，北京时间。", "{day}, settlement week {week}, China time."
    ),
    "desk.provisional_text": Said(
        "按日计数并关账之前，这里的数字都会变。",
        "Everything here may change until days are counted and the week is closed.",
    ),
    "desk.came": Said("最近一次播放上报 {when}", "last play told at {when}"),
    "desk.span": Said("时段", "Span"),
    "desk.today": Said("今天", "Today"),
    "desk.this_week": Said("本周", "This week"),
    "desk.last_week": Said("上周同日", "Same day last week"),
    "desk.was": Said("上周同时段 {value}", "{value} by then last week"),
    "desk.against": Said("比上周", "Against last week"),
    "desk.plays": Said("播放", "Plays"),
    "desk.finished": Said("看完", "Finished"),
    "desk.finished_rate": Said("完播率", "Finished"),
    "desk.watched": Said("观看时长", "Watched"),
    "desk.watched_h": Said("时长（小时）", "Hours"),
    "desk.h": Said("小时", "h"),
    "desk.viewers": Said("观众", "Viewers"),
    "desk.viewers_text": Said("今天看过的人，去重", "distinct people today"),
    "desk.viewers_several": Said(
        "几部剧的观众会重复，不相加", "of several series they are not added up"
    ),
    "desk.unlocks": Said("解锁", "Unlocks"),
    "desk.coins": Said("花掉金币", "Coins spent"),
    "desk.coins_text": Said("用来解锁剧集", "on unlocks"),
    "desk.cash": Said("收款", "Taken in"),
    "desk.cash_text": Said("充值和会员，减退款", "coins and memberships, less refunds"),
    "desk.sales": Said("销售额", "Sales"),
    "desk.sales_text": Said("入账的收入，减退款", "as booked, less refunds"),
    "desk.by_hour": Said("每小时", "By the hour"),
    "desk.by_hour_text": Said(
        "播放次数，今天与上周同日", "Plays, today and the same day last week"
    ),
    "desk.china_time": Said("北京时间", "China time"),
    "desk.hour": Said("小时", "Hour"),
    "desk.plays_today": Said("今天播放", "Plays today"),
    "desk.plays_before": Said("上周同日", "Last week"),
    "desk.hours_today": Said("今天时长（小时）", "Hours today"),
    "desk.unlocks_today": Said("今天解锁", "Unlocks today"),
    "desk.by_kind": Said("解锁与收入", "Unlocks and income"),
    "desk.by_kind_text": Said("按种类", "by kind"),
    "desk.kind": Said("种类", "Kind"),
    "desk.unlock_coins": Said("金币解锁", "Unlocked by coins"),
    "desk.unlock_ads": Said("看广告解锁", "Unlocked by ads"),
    "desk.unlock_series": Said("整部解锁", "Whole series"),
    "desk.unlock_member": Said("会员观看", "Opened by membership"),
    "desk.money_episode": Said("单集收入", "Sales of episodes"),
    "desk.money_series": Said("整部收入", "Sales of series"),
    "desk.money_member": Said("会员收入", "Memberships"),
    "desk.money_ad": Said("广告收入", "Advertisements"),
    "desk.money_refund": Said("退款", "Refunds"),
    "desk.money_fee": Said("支付手续费", "Fees of payment"),
    "desk.series_table": Said("各部剧", "Series"),
    "desk.one_series": Said("剧集", "Series"),
    "desk.no_series": Said("还没有人看", "Nobody has watched yet"),
    "desk.no_series_text": Said(
        "有人播放时，这里一秒之内就会出现。", "As soon as somebody plays, it appears here."
    ),
    "desk.export": Said("导出", "Export"),
    "desk.estimate": Said("本周结算估算", "This week's statement, estimated"),
    "desk.estimate_text": Said(
        "正在按合同条款计算…", "It is being worked out under the deals …"
    ),
    "desk.estimate_at": Said(
        "{period}（{begin} – {end}），按合同条款算到 {when}。没有记账，会变。",
        "{period} ({begin} – {end}), under the deals as of {when}. Nothing of it is booked.",
    ),
    "desk.estimate_closed": Said(
        "{period}（{begin} – {end}）已经关账。", "{period} ({begin} – {end}) is closed."
    ),
    "desk.estimate_none": Said(
        "本周还没有可结算的。", "There is nothing to settle this week yet."
    ),
    "desk.estimate_more": Said(
        "显示 {count} 行中的前 {shown} 行，全部请导出。",
        "The first {shown} of {count} lines; export all of them.",
    ),
    "desk.party": Said("结算方", "Party"),
    "desk.what": Said("项目", "What"),
    "desk.units": Said("数量", "Units"),
    "desk.amount": Said("金额", "Amount"),
    "desk.funnel": Said("漏斗：在哪里离开", "Funnel: where people leave"),
    "desk.funnel_text": Said("每集开始看的人", "People who began each episode"),
    "desk.locked_from": Said("第 {episode} 集起要解锁", "locked from episode {episode}"),
    "desk.lock_here": Said("从这里要解锁", "locked from here"),
    "desk.left_here": Said("停在这一集", "Left here"),
    "desk.from": Said("从", "From"),
    "desk.to": Said("到", "to"),
    "desk.show": Said("查看", "Show"),
    "desk.episode": Said("集", "Episode"),
    "desk.episode_number": Said("第 {number} 集", "Episode {number}"),
    "desk.episodes": Said("各集", "Episodes"),
    "desk.began": Said("开始看", "Began"),
    "desk.went_on": Said("看下一集", "Went on"),
    "desk.went_on_rate": Said("继续率", "Went on, rate"),
    "desk.left_early": Said("前 30% 就走", "Left in the first 30%"),
    "desk.plays_week": Said("本周播放", "Plays this week"),
    "desk.no_plays": Said("这几天没有人看", "Nobody watched on these days"),
    "desk.no_plays_text": Said("换几天再看。", "Choose other days."),
}

BOOKS: dict[str, Said] = {
    "desk.statements": Said("结算单", "Statements"),
    "desk.statements_text": Said(
        "已关账的每一周，欠谁多少，为什么。", "Every closed week: who is owed what, and why."
    ),
    "desk.no_statements": Said("还没有结算单", "There are no statements yet"),
    "desk.no_statements_text": Said(
        "一周关账后，结算单会出现在这里。", "They appear here once a week is closed."
    ),
    "desk.statement": Said("结算单 {id}", "Statement {id}"),
    "desk.period": Said("结算期", "Period"),
    "desk.days": Said("日期", "Days"),
    "desk.opening": Said("上期结转", "Carried over"),
    "desk.earned": Said("本期应得", "Earned"),
    "desk.held": Said("暂扣", "Held back"),
    "desk.tax": Said("税", "Tax"),
    "desk.paid": Said("已付", "Paid"),
    "desk.closing": Said("期末应付", "Owed at the end"),
    "desk.due_unknown": Said("未定", "not set"),
    "desk.lines": Said("逐行", "Line by line"),
    "desk.number": Said("行", "Line"),
    "desk.clause": Said("条款", "Clause"),
    "desk.all_periods": Said("全部", "All"),
}

SAID: dict[str, Said] = {**ENTERING, **FIGURES, **BOOKS}
