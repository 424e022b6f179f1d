"""What is said of releases: what may go out, listings, plans, unlocking, the channel."""

from __future__ import annotations

from piying.model.messages.said import Said

SAID: dict[str, Said] = {
    "release.not_allowed": Said("还不能发布：\n{why}", "It may not go out yet:\n{why}"),
    "release.not_cleared": Said(
        "· 没有通过审核（现在是 {state}）。请先走完 decide。",
        "· It is not cleared (it is {state}). Take it through decide first.",
    ),
    "release.other_bytes": Said(
        "· {what} 与审核通过的字节不同。请换回通过的文件，或者重新送审。",
        "· The {what} has other bytes than what was cleared. Use the file that was cleared, or "
        "hand it in again.",
    ),
    "release.number_lacking": Said(
        "· 缺少它所在档次要求的备案号或许可证：{sorts}。请用 file-number 登记。",
        "· A number that its tier asks for is lacking: {sorts}. Enter it with file-number.",
    ),
    "release.territory_unknown": Said(
        "· 地区“{found}”不成立。请写 ISO 3166-1 的两位大写代码，如 CN,SG，或只写 *。",
        "· The territory “{found}” is none. Write ISO 3166-1 codes of two capitals, like "
        "CN,SG, or * alone.",
    ),
    "release.window_empty": Said(
        "· 上线期的结束不晚于开始。请改 --from 或 --until。",
        "· The window ends no later than it begins. Change --from or --until.",
    ),
    "release.window_over": Said(
        "· 上线期已经结束。请改 --until。", "· The window is over. Change --until."
    ),
    "release.plan_lacking": Said(
        "· 没有适用于 {series} 的解锁方案。请在工作库的 plans.toml 里写一个。",
        "· No unlock plan is for {series}. Write one into plans.toml in the house.",
    ),
    "release.plan_elsewhere": Said(
        "· 解锁方案只适用于 {have}，不包含全部发布地区。请换方案，或者分地区发布。",
        "· The unlock plan is for {have}, which is not every territory of the release. Use "
        "another, or release territory by territory.",
    ),
    "release.plan_opens_nothing": Said(
        "· 解锁方案只有 {free} 集免费，其余没有任何办法解锁。请写 coins、series_coins、ads 或 "
        "members。",
        "· The unlock plan has {free} free episodes and no way to unlock others. Write coins, "
        "series_coins, ads or members.",
    ),
    "release.terms_unknown": Said(
        "· 不知道播放收入归谁：合同“{contract}”不成立（可用：{known}）。请用 --contract 指明，"
        "或在 deals 里写好合同。",
        "· Nobody knows who is paid for its plays: there is no contract “{contract}” (known: "
        "{known}). Name one with --contract, or write it under deals.",
    ),
    "release.listing_lacking": Said(
        "· 没有 {series} 的剧集资料。请在工作库里写 listings/{series}.toml。",
        "· There is no listing of {series}. Write listings/{series}.toml in the house.",
    ),
    "release.listing_incomplete": Said(
        "· listings/{series}.toml 不完整，缺少：{keys}。",
        "· listings/{series}.toml is not complete; it lacks {keys}.",
    ),
    "release.episode_unplanned": Said(
        "· 第 {episode} 集超出了计划的 {planned} 集。请改剧集资料里的 episodes_planned。",
        "· Episode {episode} is beyond the {planned} planned. Change episodes_planned in the "
        "listing.",
    ),
    "release.age_missing": Said(
        '· {series} 的剧集资料没有写适合年龄。请写 age = "all"、"12"、"16" 或 "18"。',
        '· The listing of {series} gives no age. Write age = "all", "12", "16" or "18".',
    ),
    "release.age_contradicts": Said(
        "· 标签 {tags} 面向儿童，而年龄写的是 {age}。请改其中之一。",
        "· The tags {tags} are for children and the age is {age}. Change one of them.",
    ),
    "release.territory_overlap": Said(
        "{name} 已在 {have} 发布，新的发布只换其中一部分地区。请先 release --withdraw，"
        "或者写上全部地区。",
        "{name} is out in {have}, and the new release would replace only a part of them. "
        "Withdraw it first with release --withdraw, or name all of them.",
    ),
    "release.no_such_release": Said(
        "没有叫“{name}”的发布。用 release --list 查看。",
        "There is no release “{name}”. See release --list.",
    ),
    "release.withdrawn_already": Said(
        "发布 {name} 已经撤下。", "The release {name} is withdrawn already."
    ),
    "release.why_lacking": Said(
        "请用 --why 写明撤下的原因。", "Say with --why why it is withdrawn."
    ),
    "release.label_lost": Said(
        "档位 {rung} 读不出片子的 AI 标识。什么也没有发布；请重新运行。",
        "The film's AI label cannot be read from the rung {rung}. Nothing was released; run it "
        "again.",
    ),
    "release.calendar_unreadable": Said(
        "“{line}”不是更新日历。请写成 mon,wed,fri 18:00 或 daily 18:00。",
        "“{line}” is no update calendar. Write it like mon,wed,fri 18:00 or daily 18:00.",
    ),
    "release.plans_clash": Said(
        "{file} 里的方案 {one} 与 {other} 在同一时间、同一地区都适用。"
        "请改其中一个的日期或地区。",
        "In {file} the plans {one} and {other} hold at the same time in the same territory. "
        "Change the days or territories of one.",
    ),
    "release.no_such_plan": Said(
        "plans.toml 里没有方案 {plan}。已有：{known}。",
        "There is no plan {plan} in plans.toml. There are {known}.",
    ),
    "release.plan_not_for": Said(
        "方案 {plan} 在 {day} 不适用于 {series}（{territories}）。",
        "The plan {plan} is not for {series} in {territories} on {day}.",
    ),
    "release.no_plan": Said(
        "plans.toml 里没有适用于 {series}（{territories}）的方案。",
        "No plan in plans.toml is for {series} in {territories}.",
    ),
    "release.open_already": Said(
        "这一集已经可以看，不用再付。", "This episode is open already; there is nothing to pay."
    ),
    "release.not_sold_so": Said(
        "这一集现在不能用这种方式解锁：{way}。",
        "This episode is not unlocked that way now: {way}.",
    ),
    "release.not_out": Said(
        "{name} 现在不能看：没有发布，或者已经撤下。",
        "{name} cannot be seen now: it is not out, or it was withdrawn.",
    ),
    "release.no_such_right": Said("没有观看权 {name}。", "There is no right {name}."),
    "release.transaction_differs": Said(
        "交易 {name} 已经用于另一次解锁。", "The transaction {name} was another unlock."
    ),
    "release.ticket_bad": Said(
        "这张广告凭证无效。请重新看一次广告。", "This ad ticket is not good. Watch an ad again."
    ),
    "release.ticket_early": Said(
        "广告还没有看完，还差 {seconds} 秒。", "The ad is not over: {seconds} seconds are left."
    ),
    "release.ticket_late": Said(
        "这张广告凭证已经过期。请重新看一次广告。", "This ad ticket is over. Watch an ad again."
    ),
    "release.account_form": Said(
        "账号“{account}”不是 ULID，不能为它签发播放地址。",
        "The account “{account}” has no ULID for a name; no address can be made for it.",
    ),
    "release.key_short": Said(
        "播放凭证的密钥太短，至少要 {least} 字节。",
        "The key of capabilities is too short; it needs {least} bytes.",
    ),
    "release.film_missing": Said(
        "找不到审核通过的成片。请用 --film 指明文件。",
        "The film that was cleared is not here. Name its file with --film.",
    ),
    "release.file_changed": Said(
        "打包时 {path} 变了。什么也没有发布；请重新运行。",
        "{path} changed while it was packed. Nothing was released; run it again.",
    ),
    "release.cover_missing": Said(
        "剧集资料写的封面 {path} 不存在。请检查文件名。",
        "The listing names the cover {path}, which is not there. Check the name.",
    ),
    "cli.step_pack": Said("打包", "packing"),
    "cli.help_release": Said(
        "打包并发布审核通过的一集；查看或撤下发布",
        "pack a cleared episode and put it out; list releases, or withdraw them",
    ),
    "cli.help_unlock_plan": Said(
        "解锁方案（plans.toml 里的 id）", "the unlock plan, an id of plans.toml"
    ),
    "cli.help_territory": Said(
        "发布地区，用逗号分开；* 表示各地（默认 CN）",
        "where, as ISO 3166-1 codes between commas; * is everywhere (default CN)",
    ),
    "cli.help_release_from": Said("从什么时候起（默认现在）", "from when on (default: now)"),
    "cli.help_release_until": Said(
        "到什么时候为止（默认没有期限）", "until when (default: without end)"
    ),
    "cli.help_contract": Said(
        "播放收入按哪份合同结算（只有一份时可省略）",
        "the contract that its plays are paid under; not needed where there is one",
    ),
    "cli.help_lock": Said(
        "用 AES-128 加密片段；下架时不再给出密钥",
        "encrypt the pieces with AES-128; the key is withheld on takedown",
    ),
    "cli.help_list_releases": Said("列出发布", "list the releases"),
    "cli.help_withdraw": Said(
        "撤下这些发布（写 id 的开头）",
        "withdraw these releases, each by the beginning of its id",
    ),
    "cli.help_why_withdraw": Said("撤下的原因", "why it is withdrawn"),
    "cli.released": Said(
        "已发布 {id}：{name} 第 {version} 版，{where}，{since} 起{until}",
        "Released {id}: {name} version {version} in {where}, from {since}{until}",
    ),
    "cli.released_until": Said("，到 {at} 止", " until {at}"),
    "cli.released_ladder": Said(
        "{rungs}；字幕 {subtitles}；共 {size} MB；标识已在每一档读回",
        "{rungs}; subtitles {subtitles}; {size} MB; the label was read back from every rung",
    ),
    "cli.released_plan": Said(
        "前 {free} 集免费；此后一集 {coins} 金币，全集 {whole} 金币，广告 {ads} 次，"
        "会员：{members}",
        "{free} episodes free; then {coins} coins an episode, {whole} coins for all, {ads} "
        "ads, members: {members}",
    ),
    "cli.release_yes": Said("可看", "yes"),
    "cli.release_no": Said("不可", "no"),
    "cli.released_in_place": Said("取代了 {id}", "It stands in the place of {id}"),
    "cli.withdrawn_release": Said(
        "已撤下 {id}（{name}），对每个新请求立即生效",
        "Withdrew {id} ({name}): at once, for every new request",
    ),
    "cli.no_releases": Said("还没有发布过。", "Nothing was released yet."),
    "cli.release_out": Said("在线", "out"),
    "cli.release_to_come": Said("待上线", "to come"),
    "cli.release_over": Said("已到期", "over"),
    "cli.release_hand": Said("已撤下", "withdrawn"),
    "cli.release_notice": Said("已下架", "taken down"),
    "cli.release_newer": Said("已被取代", "replaced"),
}
