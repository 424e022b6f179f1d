"""What is said of decisions, the signed log, takedowns and appeals."""

from __future__ import annotations

from piying.model.messages.said import Said

SAID: dict[str, Said] = {
    # why something may not happen to a dossier
    "review.part_missing": Said("“{act}”必须写明 {part}。", "“{act}” has to say its {part}."),
    "review.nobody": Said(
        "没有写明是谁：请用 --as 写上姓名。", "Nobody is named: say who acts with --as NAME."
    ),
    "review.wrong_role": Said(
        "角色 {role} 不能做“{act}”；可以做的角色：{roles}。",
        "The role {role} may not do “{act}”; these may: {roles}.",
    ),
    "review.wrong_state": Said(
        "当前状态是 {state}，不能做“{act}”；允许的状态：{states}。",
        "It is {state}: “{act}” is possible only in {states}.",
    ),
    "review.version_old": Said(
        "第 {version} 版不比已提交的第 {latest} 版新：请重新送检，生成新版卷宗。",
        "Version {version} is not newer than version {latest}: review it again for a new one.",
    ),
    "review.closed": Said(
        "第 {version} 版的状态是 {state}：只能先走申诉或恢复，不能另交新版。",
        "Version {version} is {state}: only an appeal or a reinstatement opens it again.",
    ),
    "review.persons_too_few": Said(
        "提交里写的审核人数是 {given}，按规则需要 {needed} 人。",
        "The submission asks for {given} person(s), the rules for {needed}.",
    ),
    "review.decided_before": Said(
        "{name} 审过这一集，不能再提交它。",
        "{name} has decided on this episode and cannot hand it in.",
    ),
    "review.no_such_finding": Said(
        "卷宗里没有问题 {finding}：用 piying decide 查看编号。",
        "The dossier has no finding {finding}: piying decide lists them.",
    ),
    "review.which_finding": Said(
        "“{finding}”对应多条问题：{known}。请多写几位。",
        "“{finding}” fits several findings: {known}. Write more of it.",
    ),
    "review.dismissal_reason": Said(
        "驳回一条问题必须带原因代码，其他答复不带：dismissed:idiom。",
        "A dismissal needs a reason code and nothing else has one: dismissed:idiom.",
    ),
    "review.not_waivable": Said(
        "规则 {rule} 不能由此角色豁免；可豁免的角色：{roles}。",
        "Rule {rule} cannot be waived in this role; roles that may: {roles}.",
    ),
    "review.not_undetermined": Said(
        "规则 {rule} 不在“无法判定”之列：{known}。",
        "Rule {rule} is not among the undetermined: {known}.",
    ),
    "review.second_is_first": Said(
        "{name} 已经审过这一版：第二人必须是别人。",
        "{name} has decided on this version: the second has to be somebody else.",
    ),
    "review.was_overturned": Said(
        "{name} 对这一版的决定已被推翻，须由别人重审。",
        "The verdict of {name} on this version was overturned: somebody else decides now.",
    ),
    "review.unanswered": Said(
        "还有问题没有答复：{findings}。", "Findings are still unanswered: {findings}."
    ),
    "review.no_condition": Said(
        "附条件通过必须写明至少一个条件。",
        "To clear with conditions, name at least one condition.",
    ),
    "review.block_stands": Said(
        "问题 {finding}（{rule}）属于禁止级：只有驳回或豁免后才能通过。",
        "Finding {finding} ({rule}) blocks: only a dismissal or a waiver lets it pass.",
    ),
    "review.finding_stands": Said(
        "问题 {finding}（{rule}）成立：请改后再交，或附条件通过。",
        "Finding {finding} ({rule}) stands: have it fixed, or clear with a condition.",
    ),
    "review.undetermined_open": Said(
        "这些规则没有结论：{rules}。请逐条点名接受，或重新送检。",
        "Nothing is known of these rules: {rules}. Accept each by its name, or check again.",
    ),
    "review.no_reason": Said(
        "限制必须引用至少一条问题，或写明监管指令的文号。",
        "A restriction cites at least one finding, or the number of an order.",
    ),
    "review.reason_not_confirmed": Said(
        "问题 {finding} 没有被确认成立，不能作为理由。",
        "Finding {finding} was not confirmed and cannot be a reason.",
    ),
    "review.nothing_submitted": Said(
        "这一版还没有提交：先用 decide --submit。",
        "This version was not handed in: decide --submit comes first.",
    ),
    "review.wrong_sort": Said(
        "这一层级不用“{sort}”类编号；需要：{known}。",
        "This tier has no number of the sort “{sort}”; it needs: {known}.",
    ),
    "review.number_empty": Said(
        "编号和发放机关都不能为空。", "A number needs its digits and who gave it."
    ),
    "review.number_form": Said(
        "编号 {number} 不是“{sort}”的写法（{pattern}）。",
        "The number {number} is not written as a {sort} is ({pattern}).",
    ),
    "review.number_lacking": Said(
        "还缺编号：{sorts}。取得后用 file-number 登记。",
        "Numbers are lacking: {sorts}. Enter them with file-number once they are given.",
    ),
    "review.label_unverified": Said(
        "AI 标识（{label}）没有核实：{answer}。",
        "The AI label ({label}) is not verified: {answer}.",
    ),
    "review.bytes_changed": Said(
        "{what} 与审过的不是同一份：须重新送检和审核。",
        "The {what} is not what was cleared: review it again.",
    ),
    "review.own_motion_alone": Said(
        "停播是 {name} 作出的：主动下架要由第二人完成。",
        "{name} suspended it: a takedown of our own motion needs a second person.",
    ),
    "review.no_effective_time": Said("没有生效时间。", "There is no time from which it holds."),
    "review.order_without_number": Said(
        "监管或法院指令必须写明文号和机关。",
        "An order has a number and an authority: name both.",
    ),
    "review.rules_differ": Said(
        "引用的规则与这些问题的规则不一致：{rules}。",
        "The rules are not those of the findings: {rules}.",
    ),
    "review.not_yours": Said(
        "{name} 没有提交过这一集，不能为它申诉。",
        "{name} did not hand this episode in and cannot appeal for it.",
    ),
    "review.appeal_to_authority": Said(
        "这是按指令执行的：请向 {authority} 提出。",
        "This carries out an order: appeal to {authority}.",
    ),
    "review.appeal_late": Said(
        "已过申诉期限（{days} 天）。", "The time for an appeal ({days} days) has passed."
    ),
    "review.appeal_not_third": Said(
        "{name} 参与过前面的提交或决定，不能审理申诉。",
        "{name} took part before and cannot decide the appeal.",
    ),
    "review.ruling_without_why": Said(
        "申诉结论必须有中英文理由。", "A ruling says why in Chinese and in English."
    ),
    "review.only_by_appeal": Said(
        "只有申诉成功才能恢复。", "Only an appeal that succeeds brings it back."
    ),
    "review.nothing_changed": Said("没有任何变化。", "Nothing has changed."),
    "review.not_allowed": Said("{why}", "{why}"),
    # the signed log and its key
    "store.key_in_house": Said(
        "签名密钥不能放在工作库 {house} 里：{path}。请换到别处。",
        "The signing key does not belong into the house {house}: {path}. Choose another place.",
    ),
    "store.key_exists": Said(
        "{path} 已有密钥，不会覆盖。要换密钥请用 audit --rotate。",
        "There is a key in {path}; it is never written over. To change it: audit --rotate.",
    ),
    "store.key_missing": Said(
        "没有签名密钥 {path}。请由操作员运行 piying audit --make-key，或设置 {variable}。",
        "There is no signing key {path}. The operator runs piying audit --make-key, or sets "
        "{variable}.",
    ),
    "store.key_open": Said(
        "密钥 {path} 能被别人读到。请运行 chmod 600。",
        "The key {path} can be read by others. Run chmod 600 on it.",
    ),
    "store.key_unreadable": Said(
        "{path} 里没有可用的 Ed25519 密钥，或口令不对。",
        "{path} holds no Ed25519 key that can be used, or the passphrase is wrong.",
    ),
    "store.other_key": Said(
        "日志 {log} 由密钥 {key} 签名，给出的是 {given}。换密钥请用 audit --rotate。",
        "The log {log} is signed by the key {key}, and this is {given}. To change it: "
        "audit --rotate.",
    ),
    "store.log_read_only": Said(
        "日志 {log} 打开时没有密钥，只能读。",
        "The log {log} was opened without a key and can only be read.",
    ),
    "store.head_unreadable": Said(
        "日志头文件 {path} 读不懂。请用别处留存的头来核验。",
        "The head file {path} cannot be read. Verify against a head that was kept elsewhere.",
    ),
    "store.entry_unreadable": Said(
        "日志 {log} 有一条读不懂。请运行 piying audit 查明是哪一条。",
        "The log {log} has an entry that cannot be read. Run piying audit to see which.",
    ),
    "review.unknown_clock": Said(
        "没有名为 {name} 的时限。", "There is no clock called {name}."
    ),
    "review.clocks_unreadable": Said(
        "时限文件 clocks.toml 有误：{why}", "The file of clocks (clocks.toml) is wrong: {why}"
    ),
    # the statement of reasons
    "review.no_restriction": Said(
        "“{act}”不是限制，没有理由说明书。", "“{act}” restricts nothing and has no statement."
    ),
    "review.statement_title": Said(
        "理由说明书：《{title}》第 {episode} 集（卷宗第 {version} 版）",
        "Statement of reasons: “{title}”, episode {episode} (dossier version {version})",
    ),
    "review.statement_fix": Said(
        "决定：自 {date} 起退回修改，暂不能发布。",
        "Decision: sent back on {date} to be fixed; it cannot be released as it is.",
    ),
    "review.statement_reject": Said(
        "决定：自 {date} 起不予通过，不能发布。",
        "Decision: rejected on {date}; it cannot be released.",
    ),
    "review.statement_suspend": Said(
        "决定：自 {date} 起暂停播出。", "Decision: suspended from {date}."
    ),
    "review.statement_take_down": Said(
        "决定：自 {date} 起下架。", "Decision: taken down from {date}."
    ),
    "review.statement_ground": Said(
        "依据（政策 {policy}）与事实：", "Grounds (policy {policy}) and facts:"
    ),
    "review.facts_order": Said(
        "执行 {authority} 的指令，文号：{order}。",
        "This carries out order {order} of {authority}.",
    ),
    "review.fact": Said(
        "· {rule} {title}；位置：{place}；{seen}；条款：{clause}",
        "· {rule} {title}; where: {place}; {seen}; clause: {clause}",
    ),
    "review.fact_quoted": Said("原文：“{quote}”", "quote: “{quote}”"),
    "review.fact_measured": Said(
        "要求 {expected}，实测 {value}", "expected {expected}, measured {value}"
    ),
    "review.place_frames": Said(
        "{name} 镜头 {shot} 第 {first}–{last} 帧", "{name}, shot {shot}, frames {first}–{last}"
    ),
    "review.place_line": Said(
        "{name} 第 {scene} 场（剧本第 {line} 行）", "{name}, scene {scene} (line {line})"
    ),
    "review.money_none": Said("对收入没有影响。", "Nothing changes for money."),
    "review.money_suspend": Said(
        "自 {date} 起的收入暂缓结算；恢复后如数释放。",
        "What it earns from {date} is held back, and released in full if it is reinstated.",
    ),
    "review.money_take_down": Said(
        "自 {date} 起的收入暂缓结算，最终按合同释放或没收；申诉成功则如数释放。",
        "What it earns from {date} is held back and ends as the contract says; if an appeal "
        "succeeds it is released in full.",
    ),
    "review.statement_how": Said(
        "问题由{detected}发现，决定由人作出。", "Found by {detected}; decided by people."
    ),
    "review.by_machine": Said("自动检查", "automated checks"),
    "review.by_people": Said("人", "people"),
    "review.appeal_here": Said(
        "申诉：{until} 之前用“{to}”提出，由未参与过本决定的人审理，{days} 天内答复。",
        "Appeal: by {until} with “{to}”; somebody who took no part decides within {days} days.",
    ),
    "review.appeal_there": Said(
        "申诉：请依法向 {authority} 提出。", "Appeal: to {authority}, as the law provides."
    ),
    "review.appeal_by_fix": Said(
        "改好后作为新版再次提交即可。", "Hand it in again as a new version once it is fixed."
    ),
    # people, dossiers, takedowns
    "review.no_people": Said(
        '没有人员名册 {path}。请写入：[[person]] name = "林夏" roles = ["reviewer"]；角色有 '
        "submitter、reviewer、lead、appeal_reviewer、operator。",
        'There is no register of people, {path}. Write: [[person]] name = "Lin Xia" '
        'roles = ["reviewer"]; roles are submitter, reviewer, lead, appeal_reviewer, '
        "operator.",
    ),
    "review.people_unreadable": Said(
        "人员名册 {path} 有误：{why}", "The register of people, {path}, is wrong: {why}"
    ),
    "review.unknown_person": Said(
        "名册 {path} 里没有以 {role} 身份行事的“{name}”。",
        "{path} has no “{name}” who acts as {role}.",
    ),
    "review.no_dossier": Said(
        "{name} 还没有卷宗：请先送检。", "{name} has no dossier yet: review it first."
    ),
    "review.answer_form": Said(
        "“{text}”看不懂：写成 编号=答复 或 编号=dismissed:原因。答复：{replies}；"
        "原因：{reasons}。",
        "“{text}” says no answer: write FINDING=REPLY or FINDING=dismissed:REASON. Replies: "
        "{replies}; reasons: {reasons}.",
    ),
    "review.bytes_missing": Said(
        "找不到要发布的内容 {what}：请用 {option} 指出文件。",
        "What would be released, {what}, is not here: name its file with {option}.",
    ),
    "review.nothing_out": Said(
        "{name} 没有已发布或停播的版本。", "{name} has no version that is out or suspended."
    ),
    "review.nothing_dark": Said(
        "{name} 没有停播或下架的版本。", "{name} has no version that is dark."
    ),
    "review.no_appeal": Said(
        "{name} 的状态是 {state}，没有可申诉或待审理的决定。",
        "{name} is {state}: there is nothing to appeal or to decide on.",
    ),
    "review.no_such_notice": Said(
        "通知“{notice}”没有或不唯一：{known}。",
        "There is no notice “{notice}”, or several: {known}.",
    ),
    "review.targets_unreadable": Said(
        "下架对象文件 {path} 有误：{why}。每项要 name 和 sort"
        "（channel、package、ledger、partner、watch）。",
        "The file of targets, {path}, is wrong: {why}. Each has a name and a sort (channel, "
        "package, ledger, partner, watch).",
    ),
    "review.anchor_unreadable": Said(
        "留存的日志头读不懂：{why}", "The anchored head cannot be read: {why}"
    ),
}
