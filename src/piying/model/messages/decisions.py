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
    "review.decider_submitted": Said(
        "{name} 送审了这部作品，不能再审它。",
        "{name} handed this work in and cannot decide on it.",
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
    # words of the terminal
    "cli.help_decide": Said(
        "提交卷宗、答复问题、作出决定、发布；不带选项则查看",
        "hand a dossier in, answer its findings, decide, release; or see how it stands",
    ),
    "cli.help_file-number": Said(
        "登记备案号、许可证号或平台编号", "enter the number that a work was given"
    ),
    "cli.help_takedown": Said(
        "停播、下架或恢复，并逐一通知；不带选项则查看",
        "suspend, take down or reinstate, and tell everybody; or see who was told",
    ),
    "cli.help_appeal": Said(
        "对决定提出申诉，或审理申诉", "appeal against a decision, or decide an appeal"
    ),
    "cli.help_audit": Said(
        "核验签名日志；制作或更换签名密钥",
        "verify the signed log; make or change the key that signs it",
    ),
    "cli.help_who": Said("由谁操作（见 people.toml）", "who acts (a name of people.toml)"),
    "cli.help_role": Said("以什么角色", "in which role"),
    "cli.help_submit": Said("提交现有卷宗", "hand in the dossier that the house holds"),
    "cli.help_answer": Said(
        "答复一条问题：confirmed、dismissed:原因、fixed、accepted_as_intent",
        "answer a finding: confirmed, dismissed:REASON, fixed, accepted_as_intent",
    ),
    "cli.help_waive": Said("豁免一条问题", "waive a finding"),
    "cli.help_accept": Said(
        "点名接受一条没有结论的规则", "accept, by its name, a rule of which nothing is known"
    ),
    "cli.help_verdict": Said("决定", "the verdict"),
    "cli.help_because": Said("理由：问题编号", "a reason: the beginning of a finding"),
    "cli.help_condition": Said("附带的条件", "a condition of the clearance"),
    "cli.help_note": Said("备注（不作为理由）", "a note, which is never a reason"),
    "cli.help_seconds": Said("在页面上看了多少秒", "seconds that were spent on the page"),
    "cli.help_blind": Said(
        "审看时隐藏了前面的决定", "earlier verdicts were hidden from the reviewer"
    ),
    "cli.help_decide_release": Said(
        "发布审过并备案的版本", "release what was cleared and filed"
    ),
    "cli.help_film": Said(
        "要发布的成片文件（默认：审过的那份）",
        "the film to release (default: what was cleared)",
    ),
    "cli.help_captions": Said(
        "要发布的字幕文件（默认：审过的那份）",
        "the captions to release (default: what was cleared)",
    ),
    "cli.help_sort": Said(
        "编号种类（政策里的名称）", "the sort of number, as the policy names it"
    ),
    "cli.help_number": Said("编号", "the number"),
    "cli.help_authority": Said("发放机关", "who gave it"),
    "cli.help_on": Said("发放日期（默认今天）", "the day it was given (default: today)"),
    "cli.help_suspend": Said("停播", "make it dark for the time being"),
    "cli.help_final": Said("下架", "take it down"),
    "cli.help_reinstate": Said("恢复，并说明原因", "bring it back, with the reason"),
    "cli.help_deliver": Said("发送与催问所有通知", "send and ask for all notices"),
    "cli.help_acknowledge": Said("登记某通知已回执", "enter that a notice was acknowledged"),
    "cli.help_cause": Said("起因", "what it comes from"),
    "cli.help_order": Said("指令文号", "the number of the order"),
    "cli.help_issued_by": Said("发出指令的机关", "who issued the order"),
    "cli.help_effective": Said("生效时间（默认现在）", "from when it holds (default: now)"),
    "cli.help_privacy": Said("为保护隐私，不计违规", "to protect privacy: no strike"),
    "cli.help_target_reference": Said("回执编号", "what the target calls it"),
    "cli.help_why": Said("申诉理由", "what the appeal says"),
    "cli.help_ruling": Said("申诉结论", "what is decided of the appeal"),
    "cli.help_why_zh": Said("结论理由（中文）", "the reason in Chinese"),
    "cli.help_why_en": Said("结论理由（英文）", "the reason in English"),
    "cli.help_root": Said("第一把密钥的指纹", "the fingerprint of the first key"),
    "cli.help_anchor": Said("别处留存的日志头", "a head that was kept elsewhere"),
    "cli.help_export_log": Said(
        "把日志逐行写入文件", "write the log to a file, an entry a line"
    ),
    "cli.help_make_key": Said("制作签名密钥", "make the key that signs"),
    "cli.help_rotate": Said("更换签名密钥", "let a new key sign from now on"),
    "cli.who_acts": Said(
        "请写明由谁、以什么角色：--as 姓名 --role 角色", "Say who acts: --as NAME --role ROLE"
    ),
    "cli.verdict_missing": Said(
        "--because 和 --condition 要与 --verdict 一起用。",
        "--because and --condition go with --verdict.",
    ),
    "cli.appeal_what": Said(
        "用 --why 提出申诉，或用 --ruling 审理，二选一。",
        "Appeal with --why, or decide with --ruling: one of them.",
    ),
    "cli.anchor_missing": Said("没有文件 {path}。", "There is no file {path}."),
    "cli.audit_failed": Said(
        "审计没有通过：见上面各条。", "The audit found what should not be: see above."
    ),
    "cli.stands": Said(
        "第 {episode} 集，卷宗第 {version} 版：{state}",
        "episode {episode}, dossier version {version}: {state}",
    ),
    "cli.no_dossier": Said("第 {episode} 集还没有卷宗", "episode {episode} has no dossier"),
    "cli.undetermined": Said(
        "没有结论，须点名接受或重检：{rule}",
        "nothing is known of {rule}: accept it by name or check again",
    ),
    "cli.withdrawn": Said("下架登记：{count} 部", "withdrawn works: {count}"),
    "cli.no_notices": Said("没有待办的通知", "there are no notices"),
    "cli.log_good": Said(
        "日志完好：{count} 条，头 {head}，密钥 {key}",
        "the log is whole: {count} entries, head {head}, key {key}",
    ),
    "cli.log_broken": Said("日志第 {seq} 条有问题：{why}", "entry {seq} of the log: {why}"),
    "cli.log_fault": Said(
        "第 {seq} 条：{name} 做“{act}”不合规：{why}",
        "entry {seq}: {name} was not allowed “{act}”: {why}",
    ),
    "cli.strikes": Said("{name} 记 {weight} 分：{what}", "{name} has {weight}: {what}"),
    "cli.overdue": Said(
        "{name} 第 {version} 版逾期（{clock}）",
        "{name}, version {version}, is overdue ({clock})",
    ),
    "cli.notice_late": Said(
        "给 {target} 的通知 {notice} 逾期", "notice {notice} to {target} is late"
    ),
    "cli.log_exported": Said("已写出 {count} 条：{path}", "{count} entries written to {path}"),
    "cli.key_made": Said(
        "签名密钥已制作：{path}。指纹（请另处保存）：{key}",
        "the signing key is made: {path}. Its fingerprint, to be kept elsewhere: {key}",
    ),
    "cli.key_rotated": Said(
        "第 {seq} 条起由新密钥签名；旧密钥：{path}",
        "from entry {seq} on the new key signs; the old one: {path}",
    ),
    "review.state_draft": Said("未提交", "not handed in"),
    "review.state_screening": Said("待检查或待定层级", "waits for checks or for its tier"),
    "review.state_in_review": Said("审核中", "in review"),
    "review.state_second_review": Said("待第二人审核", "waits for the second person"),
    "review.state_cleared": Said("通过，待编号", "cleared; its number is lacking"),
    "review.state_cleared_with_conditions": Said(
        "附条件通过，待编号", "cleared with conditions; its number is lacking"
    ),
    "review.state_needs_fix": Said("退回修改", "needs a fix"),
    "review.state_rejected": Said("不予通过", "rejected"),
    "review.state_filed": Said("通过且已备案，可以发布", "cleared and filed; may be released"),
    "review.state_released": Said("已发布", "released"),
    "review.state_suspended": Said("停播", "suspended"),
    "review.state_taken_down": Said("已下架", "taken down"),
    "review.state_appealed": Said("申诉中", "under appeal"),
    "review.state_upheld": Said("申诉后维持", "upheld on appeal"),
    "review.state_overturned": Said("申诉后推翻，待恢复", "overturned; to be reinstated"),
    "review.state_reinstated": Said("已恢复", "reinstated"),
    "review.state_superseded": Said("已被新版取代", "superseded"),
    "review.stage_pending": Said("待发", "to be sent"),
    "review.stage_sent": Said("已发", "sent"),
    "review.stage_acknowledged": Said("已回执", "acknowledged"),
    "review.stage_failed": Said("未送达，将重试", "failed; will be tried again"),
    "review.stage_escalated": Said("逾期，须人处理", "late: a person has to see to it"),
    "review.broken_unreadable": Said("读不懂", "it cannot be read"),
    "review.broken_order": Said("序号不连续", "its number does not follow"),
    "review.broken_prev": Said("与上一条不相接", "it does not follow the entry before it"),
    "review.broken_hash": Said("内容被改过", "its content was changed"),
    "review.broken_signature": Said("签名不对", "it is not signed by the key in force"),
    "review.broken_key": Said("密钥不可信", "the key is not the trusted one"),
    "review.broken_head": Said(
        "与别处留存的日志头不符", "it is not what was anchored elsewhere"
    ),
    "review.broken_truncated": Said("后面的被删掉了", "what followed was cut off"),
}
